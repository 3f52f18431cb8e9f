import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import type { Problem } from '#foundation/problem.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Condition, Owner, Taken } from '../../contract/stores/shapes.ts';
import { outsideOf } from './moves.ts';

/** Which conditions may be put into quarantine, and which may leave it. */
const mayBeHeld: readonly Condition[] = ['good', 'returned', 'damaged', 'expired'];
const mayBeReleased: readonly Condition[] = ['quarantine', 'returned'];

const move = (line: Taken, to: StockAt): Move => ({ from: line.at, to, qty: line.qty, ...(line.pack ? { pack: line.pack } : {}) });

/** Each line to its new place; a line that stays where it is moves nothing. */
export function decideMove(lines: readonly (Taken & { to: string })[]): Problem | Move[] {
  if (lines.some((line) => line.at.place === line.to)) return storeProblems.problem('same-place');
  return lines.map((line) => move(line, { ...line.at, place: line.to }));
}

/** Goods held where they lie or elsewhere, until somebody has looked at them. */
export function decideQuarantine(lines: readonly Taken[], to: string | undefined): Problem | Move[] {
  const unfit = lines.find((line) => !mayBeHeld.includes(line.at.condition));
  if (unfit) return storeProblems.problem('condition-unfit', { condition: unfit.at.condition });
  return lines.map((line) => move(line, { ...line.at, condition: 'quarantine', place: to ?? line.at.place }));
}

/** Goods fit for use again, or found damaged. Recalled and expired lots are never released. */
export function decideRelease(lines: readonly Taken[], as: 'good' | 'damaged', to: string | undefined): Problem | Move[] {
  const unfit = lines.find((line) => !mayBeReleased.includes(line.at.condition));
  if (unfit) return storeProblems.problem('condition-unfit', { condition: unfit.at.condition });
  return lines.map((line) => move(line, { ...line.at, condition: as, place: to ?? line.at.place }));
}

/** Goods of another owner from now on. */
export function decideTitle(lines: readonly Taken[], owner: Owner): Problem | Move[] {
  if (lines.some((line) => line.at.owner === owner)) return storeProblems.problem('owner-same', { owner });
  return lines.map((line) => move(line, { ...line.at, owner }));
}

export type AdjustCause = 'found' | 'miscounted' | 'damaged' | 'spoiled' | 'stolen' | 'lost' | 'used' | 'disposed';
const leavesTo: Record<AdjustCause, Outside['virtual']> = {
  found: 'count-difference',
  miscounted: 'count-difference',
  damaged: 'damaged-away',
  spoiled: 'damaged-away',
  stolen: 'lost',
  lost: 'lost',
  used: 'disposed',
  disposed: 'disposed',
};

export interface Change {
  readonly at: StockAt;
  /** Above zero more lies there, below zero less. */
  readonly change: number;
}

/** What an adjustment moves. Only what was found or counted wrongly may become more; what is damaged stays, in that condition. */
export function decideAdjustment(cause: AdjustCause, lines: readonly Change[]): Problem | Move[] {
  const more = lines.some((line) => line.change > 0);
  const less = lines.some((line) => line.change < 0);
  if ((more && cause !== 'found' && cause !== 'miscounted') || (less && cause === 'found'))
    return storeProblems.problem('cause-unfit', { cause });
  return lines.map(({ at, change }): Move => {
    if (change > 0) return { from: outsideOf(leavesTo[cause], at), to: at, qty: change };
    const stays = cause === 'damaged' && at.condition !== 'damaged';
    return { from: at, to: stays ? { ...at, condition: 'damaged' } : outsideOf(leavesTo[cause], at), qty: -change };
  });
}

export interface Thresholds {
  readonly adjustQty: number;
  /** Minor units. */
  readonly adjustValue: number;
}

/**
 * Whether a second person must look: more units than the threshold, more value, or a value that nobody can tell because a
 * rate is missing.
 */
export function needsSecondPerson(rules: Thresholds, qty: number, value: number | 'unknown'): boolean {
  return qty > rules.adjustQty || value === 'unknown' || value > rules.adjustValue;
}

/** What each unit of a lot past its day, or of a recalled lot, becomes. */
export function holdMoves(rows: readonly { at: StockAt; qty: number }[], condition: 'expired' | 'recalled'): Move[] {
  return rows.map(({ at, qty }) => ({ from: at, to: { ...at, condition }, qty }));
}

/** A load that is used up and what came out of it: both through the bench where things are taken apart. */
export function sortingMoves(
  from: readonly Taken[],
  into: readonly { at: StockAt; qty: number; pack?: Taken['pack'] }[],
): Problem | Move[] {
  const unfit = from.find((line) => line.at.condition !== 'unsorted');
  if (unfit) return storeProblems.problem('condition-unfit', { condition: unfit.at.condition });
  return [
    ...from.map((line) => ({ from: line.at, to: outsideOf('assembly', line.at), qty: line.qty })),
    ...into.map(({ at, qty, pack }): Move => ({ from: outsideOf('assembly', at), to: at, qty, ...(pack ? { pack } : {}) })),
  ];
}
