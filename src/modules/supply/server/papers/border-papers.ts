import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { addMoney, formatMoney } from '#foundation/money.ts';
import type { Money } from '#foundation/money.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { FormTable, Press } from '#foundation/pdf/paper.ts';
import { getCustomsLines } from '../../contract/papers/waybills.ts';
import type { CustomsLine } from '../../contract/papers/waybills.ts';
import { getNotification } from '../../contract/transport/border.ts';
import { getShipment } from '../../contract/transport/shipments.ts';
import { loadOf } from './truck-papers.ts';
import { cm3Of, cubicMetres, gramsOf, kilograms, linesOf, named, placeNamed, say, sum, totals, truckFacts, unitOf } from './words.ts';
import type { LoadLine, TruckLoad } from './words.ts';

const truckInput = z.strictObject({ shipmentId: Id, legId: Id });
const listInput = z.strictObject({ notificationId: Id });
type Notification = z.output<typeof getNotification.output>;

/** What is to cross on a day, truck by truck, for the authority that is told before. */
export const notificationPaper = definePaper('supply.notification-list', listInput, async (press, input) => {
  const list = await press.ask(getNotification, input);
  const label = say(press);
  const listed = list.legs.filter((leg) => leg.listed);
  // One truck under a waiver is enough: the list goes with all of them.
  let unnamed = false;
  for (const { shipmentId } of listed) unnamed ||= (await press.ask(getShipment, { shipmentId })).waived;
  return {
    template: 'form',
    title: label('notification-list'),
    number: list.number,
    qr: list.number,
    facts: listFacts(press, list),
    tables: [
      {
        columns: [
          { label: label('plate') },
          { label: label('waybill') },
          { label: label('to'), wide: true },
          { label: label('item'), wide: true },
          { label: label('quantity'), number: true },
          { label: label('unit') },
        ],
        rows: listed.flatMap((leg) =>
          leg.lines.map((line, at) => [
            at === 0 ? leg.plate : '',
            at === 0 ? leg.waybill : '',
            at === 0 ? placeNamed(press, leg.to, unnamed) : '',
            named(press, line.item),
            press.number(line.qty),
            unitOf(press, line.item.unit),
          ]),
        ),
        none: label('no-lines'),
      },
    ],
    signatures: [{ who: label('dispatcher') }, { who: label('authority') }],
    flipped: true,
    unnamed,
  };
});

function listFacts(press: Press, list: Notification) {
  const label = say(press);
  const facts: readonly (readonly [string, string])[] = [
    ['crossing', list.crossingNames[press.language] ?? list.crossingNames['en'] ?? ''],
    ['day', press.day(list.crossingDay)],
    ['cut-off', press.moment(list.cutOffAt)],
    ['trucks', press.number(list.legs.filter((leg) => leg.listed).length)],
    ['sent-on', list.sentAt ? press.moment(list.sentAt) : ''],
    ['answer-ref', list.answerRef ?? ''],
  ];
  return facts.filter(([, value]) => value !== '').map(([key, value]) => ({ label: label(key), value }));
}

/** Everything that crosses with one list, by truck, with weights and volumes: what customs and the hub go by. */
export const manifestPaper = definePaper('supply.cargo-manifest', listInput, async (press, input) => {
  const list = await press.ask(getNotification, input);
  const label = say(press);
  const rows: string[][] = [];
  let [grams, cm3] = [0, 0];
  let unnamed = false;
  for (const { legId, shipmentId, listed, elsewhere } of list.legs) {
    if (!listed || elsewhere) continue;
    const load = await loadOf(press, { shipmentId, legId });
    const lines = linesOf(load);
    grams += sum(lines.map(gramsOf));
    cm3 += sum(lines.map(cm3Of));
    unnamed ||= load.shipment.waived;
    rows.push(...manifestRows(press, load));
  }
  return {
    template: 'form',
    title: label('cargo-manifest'),
    number: list.number,
    qr: list.number,
    facts: listFacts(press, list),
    tables: [
      {
        columns: [
          { label: label('plate') },
          { label: label('waybill') },
          { label: label('seals') },
          { label: label('item'), wide: true },
          { label: label('quantity'), number: true },
          { label: label('unit') },
          { label: label('kg'), number: true },
          { label: label('m3'), number: true },
        ],
        rows,
        totals: totals(8, { 6: kilograms(press, grams), 7: cubicMetres(press, cm3) })!,
        none: label('no-lines'),
      },
    ],
    signatures: [{ who: label('dispatcher') }, { who: label('customs') }, { who: label('monitor') }],
    flipped: true,
    unnamed,
  };
});

function manifestRows(press: Press, load: TruckLoad): string[][] {
  return linesOf(load).map((on, at) => [
    at === 0 ? load.leg.plate : '',
    at === 0 ? load.leg.waybill : '',
    at === 0 ? load.leg.seals.join(', ') : '',
    named(press, on.line.item),
    press.number(on.qty),
    unitOf(press, on.line.item.unit),
    kilograms(press, gramsOf(on)),
    cubicMetres(press, cm3Of(on)),
  ]);
}

/** The value of a truck's load for customs; not for sale. */
export const proFormaPaper = definePaper('supply.pro-forma', truckInput, async (press, input) => {
  const load = await loadOf(press, input);
  const { rows: customs } = await press.ask(getCustomsLines, { legId: input.legId });
  const label = say(press);
  const reference = load.leg.papers.find((paper) => paper.kind === 'pro-forma');
  return {
    template: 'form',
    title: label('pro-forma'),
    number: reference?.reference ?? load.leg.waybill,
    qr: load.leg.waybill,
    facts: truckFacts(press, load),
    tables: [valueLines(press, load, customs)],
    notes: [label('pro-forma-note')],
    signatures: [{ who: label('dispatcher') }],
    unnamed: load.shipment.waived,
  };
});

function valueLines(press: Press, load: TruckLoad, customs: readonly CustomsLine[]): FormTable {
  const label = say(press);
  const byLine = new Map(customs.map((row) => [row.lineId, row]));
  const lines = linesOf(load);
  const values = lines.flatMap((on) => valueOf(on, byLine.get(on.line.id)) ?? []);
  return {
    columns: [
      { label: label('no'), number: true },
      { label: label('item'), wide: true },
      { label: label('hs') },
      { label: label('origin') },
      { label: label('quantity'), number: true },
      { label: label('unit') },
      { label: label('kg'), number: true },
      { label: label('unit-value'), number: true },
      { label: label('value'), number: true },
    ],
    rows: lines.map((on) => {
      const row = byLine.get(on.line.id);
      const value = valueOf(on, row);
      return [
        String(on.line.lineNo),
        named(press, on.line.item) + (row?.unNumber ? ` (${row.unNumber})` : ''),
        row?.hsCode ?? '',
        row?.origin ?? '',
        press.number(on.qty),
        unitOf(press, on.line.item.unit),
        kilograms(press, gramsOf(on)),
        row?.unitCost ? formatMoney(row.unitCost, press.language) : '',
        value ? formatMoney(value, press.language) : '',
      ];
    }),
    totals: totals(9, { 6: kilograms(press, sum(lines.map(gramsOf))), 8: totalOf(press, values) })!,
    none: label('no-lines'),
  };
}

function valueOf({ qty }: LoadLine, row: CustomsLine | undefined): Money | undefined {
  return row?.unitCost ? { minor: row.unitCost.minor * qty, currency: row.unitCost.currency } : undefined;
}

/** Each currency on its own: a paper for customs does not convert. */
function totalOf(press: Press, values: readonly Money[]): string {
  const currencies = [...new Set(values.map(({ currency }) => currency))];
  return currencies
    .map((currency) =>
      formatMoney(
        addMoney(
          currency,
          values.filter((value) => value.currency === currency),
        ),
        press.language,
      ),
    )
    .join(' + ');
}

/** The goods are given, nobody pays: for customs and for the one who receives. */
export const giftCertificatePaper = definePaper('supply.gift-certificate', truckInput, async (press, input) => {
  const load = await loadOf(press, input);
  const shipment = await press.ask(getShipment, { shipmentId: input.shipmentId });
  const label = say(press);
  const reference = load.leg.papers.find((paper) => paper.kind === 'gift-certificate');
  return {
    template: 'form',
    title: label('gift-certificate'),
    number: reference?.reference ?? load.leg.waybill,
    qr: load.leg.waybill,
    facts: [
      ...truckFacts(press, load),
      ...(shipment.consigneeOrg && !shipment.waived ? [{ label: label('given-to'), value: named(press, shipment.consigneeOrg) }] : []),
    ],
    tables: [
      {
        columns: [
          { label: label('item'), wide: true },
          { label: label('quantity'), number: true },
          { label: label('unit') },
          { label: label('kg'), number: true },
        ],
        rows: linesOf(load).map((on) => [
          named(press, on.line.item),
          press.number(on.qty),
          unitOf(press, on.line.item.unit),
          kilograms(press, gramsOf(on)),
        ]),
        none: label('no-lines'),
      },
    ],
    notes: [label('gift-note')],
    signatures: [{ who: label('given-by') }, { who: label('receiver') }],
    unnamed: load.shipment.waived,
  };
});
