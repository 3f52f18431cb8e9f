import { useNavigate } from '@tanstack/react-router';
import { useT } from '#foundation/web/i18n.ts';
import { Anchor, Group, Lines, Paper, PrintButton, Status, Text, Title, When } from '#foundation/web/ui/index.ts';
import type { getIncoming } from '../../contract/transport/deliveries.ts';
import { Thumb } from './fields.tsx';
import { PaperCheck } from './PaperCheck.tsx';
import { DiscrepancyStatus, nameIn, useQty } from './words.tsx';

type Incoming = (typeof getIncoming)['output']['_output'];
type Line = Incoming['accounts'][number]['lines'][number];

/** Whether the reader may hold figures against their paper, and what to do when that was done. */
interface Checks {
  readonly mayCheck: boolean;
  readonly onChecked: () => void;
}

/** Every account that was given of a truck, side by side; none replaces another. */
export function Accounts({ legId, accounts, discrepancies, ...checks }: Pick<Incoming, 'legId' | 'accounts' | 'discrepancies'> & Checks) {
  const t = useT();
  const navigate = useNavigate();
  if (accounts.length === 0) return null;
  return (
    <>
      {discrepancies.map((row) => (
        <Group key={row.id} gap="xs">
          <Anchor
            href={`/supply/discrepancies/${row.id}`}
            onClick={(event) => {
              event.preventDefault();
              void navigate({ to: `/supply/discrepancies/${row.id}` });
            }}
          >
            {t('supply.discrepancy')} <span className="kv-code">{row.number}</span>
          </Anchor>
          <DiscrepancyStatus state={row.state} />
        </Group>
      ))}
      {accounts.map((account) => (
        <Account key={account.id} legId={legId} account={account} {...checks} />
      ))}
    </>
  );
}

function Account({ legId, account, mayCheck, onChecked }: { legId: string; account: Incoming['accounts'][number] } & Checks) {
  const t = useT();
  const qty = useQty();
  const figures = [
    ...(['sent', 'good', 'damaged', 'missing', 'extra'] as const),
    ...(account.lines.some((line) => line.refused > 0) ? (['refused'] as const) : []),
  ];
  const figure = (count: number) => (count > 0 ? qty(count) : '–');
  return (
    <Paper p="md">
      <Group justify="space-between" mb="xs">
        <Title order={3}>
          <span className="kv-code">{account.number}</span>
        </Title>
        <Group gap="xs">
          {account.keyed && <Status tone="stopped">{t('supply.from-paper')}</Status>}
          <Status tone={account.posted ? 'settled' : 'waiting'}>
            {t(account.posted ? 'supply.booked-account' : 'supply.second-account')}
          </Status>
          <PrintButton paper="supply.proof-of-delivery" input={{ legId, deliveryId: account.id }} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed" mb="xs">
        {t(`supply.side-${account.side}`)} · <bdi>{account.by}</bdi> · <When at={account.at} />
        {account.kind === 'return' && (
          <>
            {' · '}
            <bdi>{nameIn(account.place)}</bdi>
          </>
        )}
      </Text>
      <PaperCheck legId={legId} account={account} may={mayCheck} onDone={onChecked} />
      <Lines
        label={t('supply.lines')}
        rows={account.lines}
        rowKey={(line) => `${line.lineId ?? ''} ${line.item.id}`}
        columns={[
          {
            key: 'item',
            title: t('supply.item'),
            wraps: true,
            cell: (line) => (
              <>
                <bdi>{nameIn(line.item)}</bdi>
                {line.refusedFor && (
                  <Text size="xs" c="dimmed">
                    {t('supply.refused-because', { reason: t(`supply.refusal-${line.refusedFor}`) })}
                  </Text>
                )}
                {line.note && (
                  <Text size="xs" c="dimmed">
                    <bdi>{line.note}</bdi>
                  </Text>
                )}
              </>
            ),
          },
          ...figures.map((key) => ({
            key,
            title: t(`supply.count-${key}`),
            number: true,
            cell: (line: Line) => (key === 'sent' || key === 'good' ? qty(line[key]) : figure(line[key])),
          })),
        ]}
      />
      {account.note && (
        <Text size="sm" mt="xs">
          <bdi>{account.note}</bdi>
        </Text>
      )}
      {account.photos.length > 0 && (
        <Group gap="xs" mt="sm">
          {account.photos.map((id) => (
            <Thumb key={id} id={id} />
          ))}
        </Group>
      )}
    </Paper>
  );
}
