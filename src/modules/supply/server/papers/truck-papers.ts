import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePaper } from '#foundation/pdf/paper.ts';
import type { FormTable, Press } from '#foundation/pdf/paper.ts';
import { listPeople } from '#kernel/orgs/contract/people.ts';
import { getCustomsLines, getWaybillPrint } from '../../contract/papers/waybills.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { getShipment } from '../../contract/transport/shipments.ts';
import {
  cm3Of,
  cubicMetres,
  gramsOf,
  inLanguage,
  kilograms,
  linesOf,
  named,
  say,
  sum,
  toWrite,
  totals,
  truckFacts,
  unitOf,
} from './words.ts';
import type { LoadLine, TruckLoad } from './words.ts';

const truckInput = z.strictObject({ shipmentId: Id, legId: Id });

/** One truck of a shipment, as the asker may see it. */
export async function loadOf(press: Press, { shipmentId, legId }: z.output<typeof truckInput>): Promise<TruckLoad> {
  const shipment = await press.ask(getShipment, { shipmentId });
  const leg = shipment.legs.find((one) => one.id === legId);
  if (!leg) throw transportProblems.problem('leg-not-found');
  return { shipment, leg };
}

/** The driver's name, where the asker may see it; otherwise it is written by hand. */
async function driverOf(press: Press, { leg }: TruckLoad): Promise<string | undefined> {
  const people = await press.askIfAllowed(listPeople, { orgId: leg.transporter.id, kind: 'driver' });
  return people?.rows.find((person) => person.id === leg.driverId)?.name ?? undefined;
}

/**
 * The waybill: numbered and controlled, its lines signed by the mission in the code. It names no donor and no grant; under a
 * waiver it does not name the mission either.
 */
export const waybillPaper = definePaper('supply.waybill', truckInput.extend({ printId: Id }), async (press, input) => {
  const load = await loadOf(press, input);
  const print = await press.ask(getWaybillPrint, { legId: input.legId, printId: input.printId });
  const driver = await driverOf(press, load);
  const label = say(press);
  return {
    template: 'form',
    title: label('waybill'),
    number: load.leg.waybill,
    copy: print.copy === 1 ? label('original') : press.three('supply.paper-reprint', { copy: print.copy, reason: print.reason }),
    qr: print.code,
    facts: truckFacts(press, load),
    tables: [waybillLines(press, load)],
    notes: [label('waybill-note')],
    signatures: [
      { who: label('dispatcher') },
      { who: label('driver'), ...(driver && !load.shipment.waived ? { name: driver } : {}) },
      { who: label('receiver') },
    ],
    unnamed: load.shipment.waived,
  };
});

function waybillLines(press: Press, load: TruckLoad): FormTable {
  const label = say(press);
  const lines = linesOf(load);
  return {
    columns: [
      { label: label('no'), number: true },
      { label: label('item'), wide: true },
      { label: label('lot') },
      { label: label('unit') },
      { label: label('sent'), number: true },
      { label: label('kg'), number: true },
      { label: label('good'), number: true },
      { label: label('damaged'), number: true },
      { label: label('missing'), number: true },
    ],
    rows: lines.map((on) => [
      String(on.line.lineNo),
      `${on.line.item.code} ${named(press, on.line.item)}`,
      on.line.lotCode ?? '',
      unitOf(press, on.line.item.unit),
      press.number(on.qty),
      kilograms(press, gramsOf(on)),
      toWrite,
      toWrite,
      toWrite,
    ]),
    totals: totals(9, { 5: kilograms(press, sum(lines.map(gramsOf))) })!,
    none: label('no-lines'),
    tall: true,
  };
}

/** What stands on which pallet and in which carton; loose goods are named as loose. */
export const packingListPaper = definePaper('supply.packing-list', truckInput, async (press, input) => {
  const load = await loadOf(press, input);
  const label = say(press);
  const units = load.shipment.units.filter((unit) => unit.legId === input.legId || unit.legId === undefined);
  const lines = linesOf(load);
  return {
    template: 'form',
    title: label('packing-list'),
    number: load.leg.waybill,
    qr: load.leg.waybill,
    facts: [
      ...truckFacts(press, load),
      { label: label('units'), value: press.number(units.length) },
      { label: label('kg'), value: kilograms(press, sum(lines.map(gramsOf))) },
      { label: label('m3'), value: cubicMetres(press, sum(lines.map(cm3Of))) },
    ],
    tables: [
      {
        columns: [
          { label: label('handling-unit') },
          { label: label('kind') },
          { label: label('item'), wide: true },
          { label: label('lot') },
          { label: label('quantity'), number: true },
          { label: label('kg'), number: true },
          { label: label('sscc') },
        ],
        rows: [...packedRows(press, load, units), ...looseRows(press, lines, units)],
        none: label('no-lines'),
      },
    ],
    signatures: [{ who: label('packed-by') }, { who: label('checked-by') }],
    unnamed: load.shipment.waived,
  };
});

type Units = TruckLoad['shipment']['units'];

/** Each pallet and carton with what stands on it; its own figures stand on the first of its rows. */
function packedRows(press: Press, load: TruckLoad, units: Units): string[][] {
  const byId = new Map(load.shipment.lines.map((line) => [line.id, line]));
  return units.flatMap((unit) =>
    unit.contents.map(({ lineId, qty }, at) => {
      const line = byId.get(lineId)!;
      return [
        at === 0 ? unit.code : '',
        at === 0 ? press.t(`supply.unit-${unit.kind}`) : '',
        `${line.item.code} ${named(press, line.item)}`,
        line.lotCode ?? '',
        press.number(qty),
        at === 0 && unit.grossWeightG ? kilograms(press, unit.grossWeightG) : '',
        at === 0 ? (unit.sscc ?? '') : '',
      ];
    }),
  );
}

/** What of each line is in no unit. */
function looseRows(press: Press, lines: readonly LoadLine[], units: Units): string[][] {
  const inUnits = (lineId: string) =>
    sum(units.flatMap((unit) => unit.contents.filter((one) => one.lineId === lineId).map((one) => one.qty)));
  return lines.flatMap(({ line, qty }) => {
    const left = qty - inUnits(line.id);
    if (left <= 0) return [];
    const goods = `${line.item.code} ${named(press, line.item)}`;
    return [['–', press.t('supply.unit-loose'), goods, line.lotCode ?? '', press.number(left), '', '']];
  });
}

/** For those who load: from which bin, how many packs, boxes to tick; no border matters, no value. */
export const loadingSheetPaper = definePaper('supply.loading-sheet', truckInput, async (press, input) => {
  const load = await loadOf(press, input);
  const { rows: customs } = await press.ask(getCustomsLines, { legId: input.legId });
  const packs = new Map(customs.map((row) => [row.lineId, row.pack]));
  const label = say(press);
  const lines = linesOf(load).toSorted((a, b) => a.line.place.code.localeCompare(b.line.place.code));
  return {
    template: 'form',
    title: label('loading-sheet'),
    number: load.leg.waybill,
    qr: load.leg.waybill,
    facts: truckFacts(press, load),
    tables: [
      {
        columns: [
          { label: label('bin') },
          { label: label('item'), wide: true },
          { label: label('lot') },
          { label: label('expires') },
          { label: label('quantity'), number: true },
          { label: label('packs') },
          { label: label('kg'), number: true },
          { label: label('loaded'), number: true },
        ],
        rows: lines.map((on) => loadingRow(press, on, packs.get(on.line.id) ?? null)),
        totals: totals(8, { 6: kilograms(press, sum(lines.map(gramsOf))) })!,
        none: label('no-lines'),
        tall: true,
      },
    ],
    signatures: [{ who: label('loaded-by') }, { who: label('keeper') }, { who: label('driver') }],
    unnamed: load.shipment.waived,
  };
});

type Pack = { code: string; units: number } | null;

const loadingRow = (press: Press, on: LoadLine, pack: Pack): string[] => [
  on.line.place.code,
  `${on.line.item.code} ${inLanguage(press, on.line.item)}`,
  on.line.lotCode ?? '',
  press.day(on.line.expiresOn),
  press.number(on.qty),
  inPacksOf(press, on.qty, pack),
  kilograms(press, gramsOf(on)),
  toWrite,
];

/** `12 × CTN + 5`: whole packs and what is left over. */
function inPacksOf(press: Press, qty: number, pack: Pack): string {
  if (!pack) return '';
  const left = qty % pack.units;
  return `${press.number(Math.floor(qty / pack.units))} × ${pack.code}${left > 0 ? ` + ${press.number(left)}` : ''}`;
}
