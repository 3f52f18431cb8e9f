import { refusedLeft } from './aboard.ts';
import type { CountHere, LegLine } from './aboard.ts';

/** One account of a line, as later ones are held against it. */
export interface Account {
  readonly number: string;
  readonly lineId: string;
  readonly placeId: string;
  readonly posted: boolean;
  readonly sent: number;
  readonly good: number;
  readonly damaged: number;
  readonly refused: number;
}

const bookedOf = <A extends Account>(accounts: readonly A[], lineId: string): A[] =>
  accounts.filter((row) => row.posted && row.lineId === lineId);

/** What of a line was refused by its last booked account and is still aboard. */
export const refusedAboard = (accounts: readonly Account[], line: LegLine & { readonly lineId: string }): number =>
  refusedLeft(line, bookedOf(accounts, line.lineId).at(-1)?.refused ?? 0);

/** The first booked account of a line at a place; the line's first where that place has none. */
export function firstOf<A extends Account>(accounts: readonly A[], lineId: string, placeId: string): A | undefined {
  const booked = bookedOf(accounts, lineId);
  return booked.find((row) => row.placeId === placeId) ?? booked[0];
}

/** By how much two counts of one delivery differ, in whatever they differ most. */
export const differBy = (one: CountHere, other: CountHere): number =>
  Math.max(Math.abs(one.good - other.good), Math.abs(one.damaged - other.damaged), Math.abs((one.refused ?? 0) - (other.refused ?? 0)));

/**
 * The booked account that a later one of the same place speaks against. A line that was taken in by parts has several: whoever
 * tells of one part means that part, and whoever tells the whole means all of them together, so the nearest is what was meant.
 */
export function nearestOf<A extends Account>(
  accounts: readonly A[],
  count: CountHere & { lineId: string },
  placeId: string,
): A | undefined {
  const first = firstOf(accounts, count.lineId, placeId);
  if (!first) return undefined;
  const parts = bookedOf(accounts, count.lineId).filter((row) => row.placeId === first.placeId);
  const meant = parts.length > 1 ? [...parts, together(parts)] : parts;
  return meant.reduce((best, row) => (differBy(row, count) < differBy(best, count) ? row : best));
}

/** What there is to count: of goods that were refused and wait aboard only those and what nobody has counted; of a recount all. */
export const linesAtStake = <L extends { readonly counted: boolean; readonly refused: number; readonly sent: number }>(
  lines: readonly L[],
  ofRefused: boolean,
): readonly L[] =>
  ofRefused
    ? lines.filter((line) => line.refused > 0 || !line.counted).map((line) => ({ ...line, sent: line.refused || line.sent }))
    : lines;

/** Parts of one line added up: what the last of them refused is what was refused in the end. */
const together = <A extends Account>(parts: readonly A[]): A => ({
  ...parts[0]!,
  number: parts.map((row) => row.number).join(' + '),
  good: parts.reduce((sum, row) => sum + row.good, 0),
  damaged: parts.reduce((sum, row) => sum + row.damaged, 0),
  refused: parts.at(-1)!.refused,
});
