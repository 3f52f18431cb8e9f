import { useT } from '#foundation/web/i18n.ts';
import { Lines, Text } from '#foundation/web/ui/index.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import { AnswerStatus, nameIn, useQty } from './words.tsx';

const beforeGate = (leg: LegShownRow) => ['planned', 'loaded', 'departed', 'at-crossing'].includes(leg.state);

/** What a truck carries, line by line; before the gate with what the border says of each. */
export function LegLines({ leg, shipment }: { leg: LegShownRow; shipment: ShipmentShown }) {
  const t = useT();
  const qty = useQty();
  const byId = new Map(shipment.lines.map((line) => [line.id, line]));
  const there = leg.lines.some((line) => line.loaded !== null);
  // A loaded truck that was given another way waits for that gate's answer.
  const border = leg.crossingId !== null && beforeGate(leg);
  const aboard = there && ['loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back'].includes(leg.state);
  const rows = leg.lines.filter((line) => line.planned > 0 || line.loaded !== null);
  if (rows.length === 0) return <Text c="dimmed">{t('supply.given-at-hub')}</Text>;
  type Row = (typeof rows)[number];
  return (
    <Lines<Row>
      label={t('supply.lines')}
      rows={rows}
      rowKey={(row) => row.lineId}
      columns={[
        {
          key: 'item',
          title: t('supply.item'),
          wraps: true,
          cell: ({ lineId }) => <ItemOf line={byId.get(lineId)} />,
        },
        {
          key: 'load',
          title: t(there ? 'supply.loaded' : 'supply.planned'),
          number: true,
          cell: (row) => qty(row.loaded ?? row.planned, byId.get(row.lineId)?.item.unit),
        },
        ...(aboard
          ? [
              {
                key: 'aboard',
                title: t('supply.aboard'),
                number: true,
                cell: (row: Row) =>
                  `${qty(row.aboardGood)}${row.aboardDamaged > 0 ? ` + ${t('supply.damaged-count', { count: qty(row.aboardDamaged) })}` : ''}`,
              },
            ]
          : []),
        ...(border
          ? [{ key: 'border', title: t('supply.border'), cell: (row: Row) => <AnswerStatus answer={row.answer ?? 'none'} /> }]
          : []),
      ]}
    />
  );
}

function ItemOf({ line }: { line: ShipmentShown['lines'][number] | undefined }) {
  return (
    <span>
      <bdi>{nameIn(line?.item ?? null)}</bdi>
      {line?.lotCode && (
        <Text span size="xs" c="dimmed" className="kv-code" ms={6}>
          {line.lotCode}
        </Text>
      )}
    </span>
  );
}
