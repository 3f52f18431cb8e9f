import type { ReadCode } from '#foundation/scan.ts';
import type { CountLine, CountPack } from '../../contract/field/count.ts';
import type { FieldItem } from '../../contract/field/shared.ts';
import { readScan } from '../stores/scan.ts';
import { hasGtin } from './item.ts';
import type { Recorded } from './trip.ts';

/** How a line stands for whoever holds the phone. */
export type LineAsk = 'count' | 'recount' | 'counted' | 'other' | 'done';
export interface LineNow {
  readonly line: CountLine;
  readonly ask: LineAsk;
  /** What this phone counted, until the server holds it. */
  readonly counted: number | null;
}

/**
 * The sheet with this phone's own counts over it. Whoever has counted a line is not asked again: a count that the server
 * wants again is for somebody else, and says so.
 */
export function foldCount(pack: CountPack, queue: readonly Recorded[]): LineNow[] {
  const own = new Map<number, { counted: number; again: boolean }>();
  for (const told of queue) {
    if (told.name !== 'supply.record-count' || told.state === 'refused' || told.input['countId'] !== pack.countId) continue;
    const again = new Set(((told as { result?: { recount?: number[] } }).result?.recount ?? []) as number[]);
    for (const row of told.input['lines'] as { line: number; counted: number }[])
      if (!own.has(row.line)) own.set(row.line, { counted: row.counted, again: again.has(row.line) });
  }
  return pack.lines.map((line) => {
    const mine = own.get(line.line);
    if (!mine) return { line, ask: line.ask, counted: null };
    return { line, ask: line.ask === 'done' ? 'done' : mine.again || line.ask === 'other' ? 'other' : 'counted', counted: mine.counted };
  });
}

/** How far it is: lines that ask nothing more of this phone. */
export function progressOf(lines: readonly LineNow[]): { done: number; all: number } {
  return { done: lines.filter((line) => line.ask !== 'count' && line.ask !== 'recount').length, all: lines.length };
}

/** What this phone found where the sheet has no line. */
export interface FoundHere {
  readonly record: Recorded;
  readonly item: FieldItem | undefined;
  readonly placeCode: string;
  readonly condition: string;
  readonly counted: number;
}

export function foundHere(pack: CountPack, queue: readonly Recorded[]): FoundHere[] {
  const items = new Map(pack.items.map((item) => [item.id, item]));
  const places = new Map(pack.places.map((place) => [place.id, place.code]));
  return queue
    .filter((told) => told.name === 'supply.record-count' && told.state !== 'refused' && told.input['countId'] === pack.countId)
    .flatMap((record) =>
      ((record.input['found'] ?? []) as { item: string; place: string; condition: string; counted: number }[]).map((found) => ({
        record,
        item: items.get(found.item),
        placeCode: places.get(found.place) ?? '',
        condition: found.condition,
        counted: found.counted,
      })),
    );
}

/** The goods that a label or a maker's code on them names, of all that the mission has. */
export function itemOf(items: readonly FieldItem[], code: ReadCode): FieldItem | undefined {
  const label = readScan(code.text);
  if (label.kind === 'label') return label.of === 'item' ? items.find((item) => item.id === label.id) : undefined;
  if (code.kind === 'gs1') return items.find((item) => hasGtin(item, code.parts.gtin));
  return items.find((item) => item.code === code.text.trim().toUpperCase());
}

/** A sheet's own line for the same goods in the same bin: counted there, they are not found. */
export const lineFor = (lines: readonly LineNow[], of: { item: string; place: string; condition: string }): LineNow | undefined =>
  lines.find(({ line }) => line.item.id === of.item && line.placeId === of.place && line.condition === of.condition);
