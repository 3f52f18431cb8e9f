import { useSend } from '#foundation/web/client.ts';
import { useT } from '#foundation/web/i18n.ts';
import { Lines } from '#foundation/web/ui/index.ts';
import { checkTickSheet } from '../../contract/transport/paper-checks.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import { KeyedCheck } from './KeyedCheck.tsx';
import { Pages } from './PaperCheck.tsx';
import { nameIn, useQty } from './words.tsx';

type Fact = LegShownRow['facts'][number];
interface Passed {
  readonly lineId: string;
  readonly good: number;
  readonly damaged?: number;
}
interface Keyed {
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

/** What was keyed from the monitors' signed sheet, and whether somebody else has held it against that sheet. */
export function TickSheetCheck({ fact, leg, shipment, onDone }: Props) {
  const t = useT();
  const { send, busy, problem } = useSend(checkTickSheet);
  if (!fact.fromPaper) return null;
  const { sheetFileId } = fact.data as Keyed;
  return (
    <KeyedCheck
      keyed={fact}
      may={shipment.abilities.includes(checkTickSheet.name)}
      act={t('command.supply.check-tick-sheet')}
      sending={{ busy, problem, say: (said) => send({ legId: leg.id, factId: fact.id, ...said }) }}
      onDone={onDone}
    >
      <Figures keyed={fact.data as Keyed} shipment={shipment} />
      <Pages legId={leg.id} photos={sheetFileId ? [sheetFileId] : []} />
    </KeyedCheck>
  );
}

/** Each line with what went where, as it was keyed. */
function Figures({ keyed, shipment }: { keyed: Keyed; shipment: ShipmentShown }) {
  const t = useT();
  const qty = useQty();
  const plates = new Map(shipment.legs.map((leg) => [leg.id, leg.plate]));
  const items = new Map(shipment.lines.map((line) => [line.id, line.item]));
  const rows = [
    ...(keyed.parts ?? []).flatMap((part) => part.lines.map((line) => ({ ...line, to: plates.get(part.toLegId) ?? '' }))),
    ...(keyed.putDown?.lines ?? []).map((line) => ({ ...line, to: t('supply.put-down') })),
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
