import { useT } from '#foundation/web/i18n.ts';
import { Lines, Paper, Text, Title } from '#foundation/web/ui/index.ts';
import type { ShipmentShown } from '../../contract/transport/shipments.ts';
import { nameIn, useDay, useQty } from './words.tsx';

type Line = ShipmentShown['lines'][number];
type Columns = Parameters<typeof Lines<Line>>[0]['columns'];

/** What the shipment carries, and what of it no truck has yet. */
export function ShipmentLines({ lines }: { lines: ShipmentShown['lines'] }) {
  const t = useT();
  const qty = useQty();
  const day = useDay();
  const kg = Math.ceil(lines.reduce((sum, line) => sum + (line.weightG ?? 0) * line.qty, 0) / 1000);
  const columns: Columns = [
    { key: 'item', title: t('supply.item'), wraps: true, cell: (line) => <ItemOf line={line} /> },
    {
      key: 'lot',
      title: t('supply.lot-head'),
      cell: (line) =>
        line.lotCode && (
          <span>
            <span className="kv-code">{line.lotCode}</span>
            {line.expiresOn && (
              <Text size="xs" c="dimmed">
                {t('supply.expires', { day: day(line.expiresOn) })}
              </Text>
            )}
          </span>
        ),
    },
    { key: 'place', title: t('supply.where'), cell: (line) => <span className="kv-code">{line.place.code}</span> },
    { key: 'grant', title: t('supply.grant'), cell: (line) => line.grantCode && <span className="kv-code">{line.grantCode}</span> },
    { key: 'qty', title: t('supply.quantity'), number: true, cell: (line) => qty(line.qty, line.item.unit) },
    {
      key: 'unassigned',
      title: t('supply.no-truck-yet'),
      number: true,
      cell: (line) =>
        line.unassigned > 0 && (
          <Text component="span" c="person" fw={600}>
            {qty(line.unassigned)}
          </Text>
        ),
    },
  ];
  return (
    <Paper p="md">
      <Title order={2} mb="sm">
        {t('supply.lines')}
      </Title>
      <Lines label={t('supply.lines')} rows={lines} rowKey={(line) => line.id} columns={columns} />
      <Text size="sm" c="dimmed" mt="xs">
        {t('supply.weighs', { kg: qty(kg) })}
      </Text>
    </Paper>
  );
}

/** The item, with why it goes without an allocation where that was said. */
function ItemOf({ line }: { line: Line }) {
  return (
    <>
      <bdi>{nameIn(line.item)}</bdi>
      <Text size="xs" c="dimmed">
        <span className="kv-code">{line.item.code}</span>
        {line.reason && (
          <>
            {' · '}
            <bdi>{line.reason}</bdi>
          </>
        )}
      </Text>
    </>
  );
}
