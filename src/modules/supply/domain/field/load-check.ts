import type { ReadCode } from '#foundation/scan.ts';
import type { TripLine, TripPack } from '../../contract/field/trip.ts';
import { readScan } from '../stores/scan.ts';
import { hasGtin } from './item.ts';

/** What was found at the bay so far: pallets by their codes, the rest line by line by hand. */
export interface LoadMarks {
  readonly units: readonly string[];
  /** Loose goods, beside those on the marked pallets. */
  readonly loose: Readonly<Record<string, number>>;
}
export const noMarks: LoadMarks = { units: [], loose: {} };

type Unit = TripPack['units'][number];
/** What a scan at the bay comes to; each is said in words. */
export type LoadAnswer =
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'twice'; readonly unit: Unit }
  | { readonly kind: 'other-truck'; readonly unit: Unit }
  /** Goods of a line; `qty` when the code says how many are in it. */
  | { readonly kind: 'line'; readonly line: TripLine; readonly qty?: number }
  | { readonly kind: 'other-lot'; readonly item: string; readonly lot: string }
  | { readonly kind: 'expired'; readonly line: TripLine; readonly on: string }
  | { readonly kind: 'not-on-it' }
  | { readonly kind: 'unread' };

/** Reads a code against the truck's own load. `today` is the field's day, for what must not travel. */
export function readAtBay(trip: TripPack, marks: LoadMarks, code: ReadCode, today: string): LoadAnswer {
  if (code.kind === 'plain' && code.fault) return { kind: 'unread' };
  const unit = unitOf(trip, code);
  if (unit) {
    if (unit.legId !== null && unit.legId !== trip.legId) return { kind: 'other-truck', unit };
    return { kind: marks.units.includes(unit.unitId) ? 'twice' : 'unit', unit };
  }
  const label = readScan(code.text);
  if (label.kind === 'label')
    return ofLine(label.of === 'lot' ? trip.lines.find((line) => line.lotId === label.id) : byItem(trip, label.id), today);
  if (code.kind !== 'gs1' || !code.parts.gtin) return { kind: 'not-on-it' };
  const { gtin, lot, count } = code.parts;
  const lines = trip.lines.filter((line) => hasGtin(line.item, gtin));
  if (lines.length === 0) return { kind: 'not-on-it' };
  const same = lot === undefined ? lines[0] : lines.find((line) => line.lotCode === null || line.lotCode === lot);
  return same ? ofLine(same, today, count) : { kind: 'other-lot', item: lines[0]!.item.code, lot: lot! };
}

const byItem = (trip: TripPack, itemId: string) => trip.lines.find((line) => line.item.id === itemId);

function ofLine(line: TripLine | undefined, today: string, qty?: number): LoadAnswer {
  if (!line) return { kind: 'not-on-it' };
  if (line.expiresOn !== null && line.expiresOn < today) return { kind: 'expired', line, on: line.expiresOn };
  return { kind: 'line', line, ...(qty === undefined ? {} : { qty }) };
}

function unitOf(trip: TripPack, code: ReadCode): Unit | undefined {
  const sscc = code.kind === 'gs1' ? code.parts.sscc : undefined;
  const label = readScan(code.text);
  const id = label.kind === 'label' && label.of === 'unit' ? label.id : undefined;
  const typed = code.text.trim().toUpperCase();
  return trip.units.find((unit) => (sscc !== undefined && unit.sscc === sscc) || unit.unitId === id || unit.code.toUpperCase() === typed);
}

/** Marks what a scan came to; what says nothing of a quantity is counted by hand. */
export function mark(marks: LoadMarks, answer: LoadAnswer): LoadMarks {
  if (answer.kind === 'unit') return { ...marks, units: [...marks.units, answer.unit.unitId] };
  if (answer.kind !== 'line' || answer.qty === undefined) return marks;
  const { lineId } = answer.line;
  return { ...marks, loose: { ...marks.loose, [lineId]: (marks.loose[lineId] ?? 0) + answer.qty } };
}

/** How many of a line stand on the truck by what was marked. */
export function markedOf(trip: TripPack, marks: LoadMarks, lineId: string): number {
  const onUnits = trip.units
    .filter((unit) => marks.units.includes(unit.unitId))
    .flatMap((unit) => unit.contents)
    .filter((row) => row.lineId === lineId)
    .reduce((sum, row) => sum + row.qty, 0);
  return onUnits + (marks.loose[lineId] ?? 0);
}

/** What is to be told of the loading: each line with what was found; lines with nothing are told as nothing by their absence. */
export function loadedLines(trip: TripPack, marks: LoadMarks): { lineId: string; qty: number }[] {
  return trip.lines.map((line) => ({ lineId: line.lineId, qty: markedOf(trip, marks, line.lineId) })).filter((row) => row.qty > 0);
}
