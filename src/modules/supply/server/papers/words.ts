import type { FormTable, Press, ThreeWords } from '#foundation/pdf/paper.ts';
import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';

export interface Named {
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}

/** A name in the reader's language, with the Arabic one beside it where the reader's is another: the paper crosses the border. */
export function named(press: Press, names: Named): string {
  const own = names[press.language] ?? names.en;
  return names.ar && names.ar !== own ? `${own} · ${names.ar}` : own;
}

/** A store by its names; under a waiver by its code alone, for its name may tell whose it is. */
export const placeNamed = (press: Press, place: Named & { readonly code: string }, waived: boolean): string =>
  waived ? place.code : named(press, place);

/** A name in the reader's language alone. */
export const inLanguage = (press: Press, names: Named): string => names[press.language] ?? names.en;

/** A label of this part in three languages. */
export const say =
  (press: Press) =>
  (key: string): ThreeWords =>
    press.three(`supply.paper-${key}`);

/** Grams as kilograms with one decimal. */
export function kilograms(press: Press, grams: number): string {
  return press.number(Math.round(grams / 100) / 10);
}

/** Cubic centimetres as cubic metres with two decimals. */
export function cubicMetres(press: Press, cm3: number): string {
  return press.number(Math.round(cm3 / 10_000) / 100);
}

export interface TruckLoad {
  readonly shipment: ShipmentShown;
  readonly leg: LegShownRow;
}

export interface LoadLine {
  readonly line: ShipmentShown['lines'][number];
  readonly qty: number;
}

/** The lines of one truck in the shipment's order: what was loaded, and what is planned while nothing is. */
export function linesOf({ shipment, leg }: TruckLoad): LoadLine[] {
  const byId = new Map(leg.lines.map((line) => [line.lineId, line]));
  return shipment.lines.flatMap((line) => {
    const on = byId.get(line.id);
    const qty = on ? (on.loaded ?? on.planned) : 0;
    return qty > 0 ? [{ line, qty }] : [];
  });
}

export const gramsOf = ({ line, qty }: LoadLine): number => (line.weightG ?? 0) * qty;
export const cm3Of = ({ line, qty }: LoadLine): number => (line.volumeCm3 ?? 0) * qty;
export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Facts of a truck that stand on each of its papers; one that took over at the hub names the waybills it goes on from. */
export function truckFacts(press: Press, { shipment, leg }: TruckLoad) {
  const label = say(press);
  const crossing = leg.crossingNames ? (leg.crossingNames[press.language] ?? leg.crossingNames['en'] ?? '') : '';
  const facts: readonly (readonly [string, string])[] = [
    ['shipment', shipment.number],
    ['date', press.dayOf(leg.departedAt ?? leg.plannedAt)],
    ['from', placeNamed(press, leg.from, shipment.waived)],
    ['to', placeNamed(press, leg.to, shipment.waived)],
    ['plate', leg.plate],
    ['transporter', inLanguage(press, leg.transporter)],
    ['crossing', crossing && leg.crossingDay ? `${crossing}, ${press.day(leg.crossingDay)}` : ''],
    ['seals', leg.seals.join(', ')],
    ['took-over-from', shipment.legs.flatMap((other) => (leg.parents.includes(other.id) ? [other.waybill] : [])).join(', ')],
  ];
  return facts.filter(([, value]) => value !== '').map(([key, value]) => ({ label: label(key), value }));
}

/** Units in the reader's words, as the catalogue names them. */
export const unitOf = (press: Press, unit: string): string => press.t(`goods.unit-${unit}`);

/** An empty table cell for the hand. */
export const toWrite = '';

/** The rows' own sums, in the places of the columns that have one. */
export function totals(columns: number, at: Readonly<Record<number, string>>): FormTable['totals'] {
  return Array.from({ length: columns }, (_, column) => at[column] ?? '');
}
