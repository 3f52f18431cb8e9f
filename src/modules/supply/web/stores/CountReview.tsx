import { Link } from '@tanstack/react-router';
import type * as z from 'zod';
import { useIntl } from 'react-intl';
import { minorDigits } from '#foundation/money.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Alert, Lines, Paper, Stack, Status, Text } from '#foundation/web/ui/index.ts';
import type { reviewCount } from '../../contract/stores/counts.ts';
import { Thing, useQty } from './words.tsx';

type Review = z.output<typeof reviewCount.output>;

/** The differences of a count, the largest first: what the books said at that moment, what each round found. */
export function CountReview({ review }: { review: Review }) {
  const t = useT();
  const { figures } = useQty();
  const problem =
    review.blocked &&
    t(`problem.${review.blocked}`, {
      number: review.number,
      lines: review.blockedLines,
    });
  return (
    <Stack>
      {problem && <Alert color="waiting" title={problem} />}
      {review.documentId && (
        <Alert color="settled" title={t('supply.count-posted')}>
          <Link to={`/supply/store/${review.documentId}`} className="kv-opens">
            {t('page.supply.store-document')}
          </Link>
        </Alert>
      )}
      <Paper p="md">
        <Lines<Review['rows'][number]>
          label={t('supply.lines')}
          rows={review.rows}
          rowKey={(row) => String(row.line)}
          columns={[
            { key: 'item', title: t('column.supply.list-receipt-lines.nameEn'), wraps: true, cell: (row) => <Thing row={row} /> },
            {
              key: 'place',
              title: t('column.supply.list-store-stock.placeCode'),
              cell: (row) => <span className="kv-code">{row.placeCode}</span>,
            },
            {
              key: 'books',
              title: t('supply.books-said'),
              number: true,
              cell: (row) => (row.expected === null ? '–' : figures(row.expected)),
            },
            { key: 'rounds', title: t('supply.rounds'), wraps: true, cell: (row) => <Rounds row={row} /> },
            { key: 'difference', title: t('supply.difference'), number: true, cell: (row) => <Difference row={row} /> },
          ]}
        />
      </Paper>
    </Stack>
  );
}

function Rounds({ row }: { row: Review['rows'][number] }) {
  const t = useT();
  const { figures } = useQty();
  if (row.rounds.length === 0) return <Status tone="waiting">{t('supply.not-counted')}</Status>;
  return (
    <div>
      {row.rounds.map((round) => (
        <div key={round.round}>
          <strong>{round.counted === null ? t('supply.counted-blind') : figures(round.counted)}</strong>{' '}
          <Text span size="sm" c="dimmed">
            <bdi>{round.by}</bdi>
          </Text>
        </div>
      ))}
      {row.needsRecount && <Status tone="person">{t('supply.count-again')}</Status>}
    </div>
  );
}

function Difference({ row }: { row: Review['rows'][number] }) {
  const intl = useIntl();
  if (row.difference === null) return '–';
  if (row.difference === 0) return <Text c="dimmed">0</Text>;
  const value = row.value && {
    amount: Number(row.value.minor) / 10 ** minorDigits(row.value.currency),
    currency: row.value.currency,
  };
  return (
    <div>
      <Text c="person" fw={600}>
        {intl.formatNumber(row.difference, { signDisplay: 'always' })}
      </Text>
      {value && (
        <Text size="xs" c="dimmed">
          {intl.formatNumber(value.amount, { style: 'currency', currency: value.currency, currencyDisplay: 'code' })}
        </Text>
      )}
    </div>
  );
}
