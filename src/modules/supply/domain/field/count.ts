import type { CountLine, CountPack } from '../../contract/field/count.ts';
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
