import type { Move, StockAt } from '#kernel/goods/contract/moves.ts';
import { outsideOf } from './moves.ts';

export interface Tolerance {
  readonly recountQty: number;
  readonly recountPercent: number;
}

export interface Take {
  readonly round: number;
  readonly counted: number;
  /** The books at the sequence it was counted at. */
  readonly expected: number;
  /**
   * What happened before the count and was told after it: it belongs to what the counter saw, though the books learnt of it
   * later.
   */
  readonly late: number;
}

/** How far the count is from the books as they were then. */
export function differenceAt(take: Take): number {
  return take.counted - (take.expected + take.late);
}

function isLarge(rules: Tolerance, take: Take): boolean {
  const off = Math.abs(differenceAt(take));
  return off > rules.recountQty || off * 100 > rules.recountPercent * (take.expected + take.late);
}

/** After three rounds the last count stands: somebody must end it. */
export const lastRound = 3;

export type LineState = { readonly state: 'uncounted' } | { readonly state: 'recount' | 'settled'; readonly take: Take };

/** A line is settled when its last count is near the books, or when two counts find the same difference, or at the last round. */
export function stateOfLine(rules: Tolerance, takes: readonly Take[]): LineState {
  const last = takes.at(-1);
  if (!last) return { state: 'uncounted' };
  const settled =
    !isLarge(rules, last) || takes.slice(0, -1).some((former) => differenceAt(former) === differenceAt(last)) || takes.length >= lastRound;
  return { state: settled ? 'settled' : 'recount', take: last };
}

/** What approving a count moves: each difference as it was at its sequence. */
export function countMoves(lines: readonly { readonly at: StockAt; readonly difference: number }[]): Move[] {
  return lines
    .filter((line) => line.difference !== 0)
    .map(({ at, difference }): Move => {
      const outside = outsideOf('count-difference', at);
      return difference > 0 ? { from: outside, to: at, qty: difference } : { from: at, to: outside, qty: -difference };
    });
}
