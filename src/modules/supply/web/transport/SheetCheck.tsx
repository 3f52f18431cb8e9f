import { useT } from '#foundation/web/i18n.ts';
import { Lines } from '#foundation/web/ui/index.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import { KeyedCheck } from '../papers/KeyedCheck.tsx';
import { nameIn, useQty } from './words.tsx';

type Fact = LegShownRow['facts'][number];
interface Passed {
  readonly lineId: string;
  readonly good: number;
  readonly damaged?: number;
}
/** What a fact of a loading sheet or of the monitors' sheet bears. */
interface Told {
  readonly lines?: readonly { readonly lineId: string; readonly qty: number }[];
  readonly parts?: readonly { readonly toLegId: string; readonly lines: readonly Passed[] }[];
  readonly putDown?: { readonly lines: readonly Passed[] };
  readonly sheetFileId?: string;
}

interface Props {
  readonly fact: Fact;
  readonly leg: LegShownRow;
  readonly shipment: ShipmentShown;
  readonly onDone: () => void;
}

/** What was keyed from a truck's signed sheet, and whether somebody else has held it against that sheet. */
export function SheetCheck({ fact, leg, shipment, onDone }: Props) {
  const t = useT();
  const told = fact.data as Told;
  return (
    <KeyedCheck
      keyed={fact.keyed}
      may={shipment.abilities.includes(checkPaper.name)}
      remedy={t(fact.kind === 'loaded' ? 'supply.loading-differs-text' : 'supply.paper-differs-text')}
      pages={{ subject: { kind: 'shipment-leg', id: leg.id }, photos: told.sheetFileId ? [told.sheetFileId] : [] }}
      onDone={onDone}
    >
      <Figures told={told} plate={leg.plate} shipment={shipment} />
    </KeyedCheck>
  );
}

/** Each line with what went where, as it was keyed. */
function Figures({ told, plate, shipment }: { told: Told; plate: string; shipment: ShipmentShown }) {
  const t = useT();
  const qty = useQty();
  const plates = new Map(shipment.legs.map((leg) => [leg.id, leg.plate]));
  const items = new Map(shipment.lines.map((line) => [line.id, line.item]));
  const rows: (Passed & { readonly to: string })[] = [
    ...(told.lines ?? []).map((line) => ({ lineId: line.lineId, good: line.qty, to: plate })),
    ...(told.parts ?? []).flatMap((part) => part.lines.map((line) => ({ ...line, to: plates.get(part.toLegId) ?? '' }))),
    ...(told.putDown?.lines ?? []).map((line) => ({ ...line, to: t('supply.put-down') })),
  ];
  return (
    <Lines
      label={t('supply.lines')}
      rows={rows}
      rowKey={(row) => `${row.lineId} ${row.to}`}
      columns={[
        { key: 'item', title: t('supply.item'), wraps: true, cell: (row) => <bdi>{nameIn(items.get(row.lineId) ?? null)}</bdi> },
        { key: 'to', title: t('supply.truck'), cell: (row) => <bdi>{row.to}</bdi> },
        { key: 'good', title: t('supply.count-good'), number: true, cell: (row) => qty(row.good, items.get(row.lineId)?.unit) },
        {
          key: 'damaged',
          title: t('supply.count-damaged'),
          number: true,
          cell: (row) => qty(row.damaged ?? 0, items.get(row.lineId)?.unit),
        },
      ]}
    />
  );
}
