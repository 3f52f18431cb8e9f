import { Link } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Facts, Stack, Text, Title, When, Lines } from '#foundation/web/ui/index.ts';
import type { RequestShown } from '../../contract/requests/requests.ts';
import { RequestStatus, nameIn, useDay, useQuantities } from './words.tsx';

/** Who asks for whom, where and when; and who said what to it. */
export function RequestFacts({ request }: { request: RequestShown }) {
  const t = useT();
  const day = useDay();
  const field = (key: string) => t(`supply.request-field-${key}`);
  const by = (at: string | null, who: string | null) =>
    at && (
      <>
        <bdi>{who}</bdi> · <When at={at} />
      </>
    );
  return (
    <Facts
      items={[
        { label: field('state'), value: <RequestStatus state={request.state} /> },
        { label: field('neededOn'), value: <strong>{day(request.neededOn)}</strong> },
        {
          label: field('plan'),
          value: (
            <Link to={`/supply/plans/${request.planId}`} className="kv-opens">
              <bdi>{request.planTitle}</bdi>
            </Link>
          ),
        },
        { label: field('agreement'), value: <bdi>{request.agreement}</bdi> },
        { label: field('people'), value: t('supply.people', { households: request.households, persons: request.persons }) },
        {
          label: field('site'),
          value: (
            <>
              <bdi>{nameIn(request.siteNames)}</bdi> (<bdi>{nameIn(request.areaNames)}</bdi>)
            </>
          ),
        },
        { label: field('origin'), value: t(`supply.origin-${request.origin}`) },
        ...(request.reference ? [{ label: field('reference'), value: <bdi>{request.reference}</bdi> }] : []),
        { label: field('written'), value: by(request.createdAt, request.createdBy) },
        ...(request.submittedAt ? [{ label: field('submitted'), value: by(request.submittedAt, request.submittedBy) }] : []),
        ...(request.decidedAt ? [{ label: field('decided'), value: by(request.decidedAt, request.decidedBy) }] : []),
        ...(request.decisionReason ? [{ label: field('decisionReason'), value: <bdi>{request.decisionReason}</bdi> }] : []),
        ...(request.endedAt ? [{ label: field('ended'), value: by(request.endedAt, request.endedBy) }] : []),
        ...(request.endReason ? [{ label: field('decisionReason'), value: <bdi>{request.endReason}</bdi> }] : []),
        ...(request.note ? [{ label: t('field.note'), value: <bdi>{request.note}</bdi> }] : []),
      ]}
    />
  );
}

type Item = RequestShown['items'][number];

/** The lines in figures: asked, standard, over, set aside, left, arrived, still open. */
export function RequestItems({ request }: { request: RequestShown }) {
  const t = useT();
  const { figure, words } = useQuantities();
  const qty = (key: 'allocated' | 'shipped' | 'delivered') => ({
    key,
    title: t(`supply.line-${key}`),
    number: true,
    cell: (row: Item) => figure(row[key]),
  });
  const strong = (value: number | null) =>
    value ? (
      <Text component="span" c="person" fw={600}>
        {figure(value)}
      </Text>
    ) : null;
  return (
    <Stack gap="xs">
      <Title order={2}>{t('supply.lines')}</Title>
      <Lines
        label={t('supply.lines')}
        rows={request.items}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'item',
            title: t('supply.item'),
            wraps: true,
            cell: (row) => (
              <>
                <bdi>{nameIn(row.item.names)}</bdi>
                {row.note && (
                  <Text size="xs" c="dimmed">
                    <bdi>{row.note}</bdi>
                  </Text>
                )}
              </>
            ),
          },
          {
            key: 'asked',
            title: t('supply.line-asked'),
            number: true,
            cell: (row) => (
              <>
                <strong>{words(row.qty, row.item.unit)}</strong>
                {row.packCode && (
                  <Text size="xs" c="dimmed">
                    {t('supply.as-packs', { count: row.packCount ?? 0, pack: row.packCode })}
                  </Text>
                )}
              </>
            ),
          },
          {
            key: 'standard',
            title: t('supply.line-standard'),
            number: true,
            cell: (row) => (row.standard === null ? t('supply.none-set') : figure(row.standard)),
          },
          { key: 'over', title: t('supply.line-over'), number: true, cell: (row) => strong(row.over) },
          qty('allocated'),
          qty('shipped'),
          qty('delivered'),
          { key: 'open', title: t('supply.line-back-order'), number: true, cell: (row) => strong(row.backOrder) },
        ]}
      />
    </Stack>
  );
}
