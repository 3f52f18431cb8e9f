import type { Problem } from '#foundation/problem.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import type { differenceKinds, outcomes } from '../../contract/transport/discrepancies.ts';
import { outside, stockAt } from './moves.ts';
import type { Goods } from './moves.ts';

export type DifferenceKind = (typeof differenceKinds)[number];
export type Outcome = (typeof outcomes)[number];

export interface Account {
  readonly good: number;
  readonly damaged: number;
}
export interface DifferenceLine {
  readonly kind: DifferenceKind;
  readonly goods: Goods;
  /** The truck in whose name it is in dispute; for damaged goods the place where they lie. */
  readonly place: string;
  readonly qty: number;
  readonly settled: number;
  /** For two counts of one line: the one that was posted and the last that came, and where the goods lie. */
  readonly accounts: { readonly first: Account; readonly last: Account; readonly place: string } | null;
}

/** Which ends a difference may come to. */
export const outcomesOf: Readonly<Record<DifferenceKind, readonly Outcome[]>> = {
  missing: ['found', 'transporter-pays', 'written-off'],
  damaged: ['found', 'transporter-pays', 'written-off'],
  extra: ['found', 'written-off'],
  'counts-differ': ['found', 'counted-again'],
  'more-than-planned': ['found'],
};

/** A loss is approved by a second person before it is booked; all other ends are booked at once. */
export const needsApproval = (outcome: Outcome) => outcome === 'written-off';

/** Why this end does not fit that difference; undefined when it does. */
export function judgeOutcome(line: DifferenceLine, outcome: Outcome, qty: number, placeId: string | undefined): Problem | undefined {
  if (!outcomesOf[line.kind].includes(outcome)) return transportProblems.problem('end-unfit', { kind: line.kind, outcome });
  const left = line.qty - line.settled;
  if (qty > left) return transportProblems.problem('outcome-too-much', { asked: qty, left });
  if (line.kind === 'counts-differ' && qty !== left) return transportProblems.problem('outcome-too-much', { asked: qty, left });
  if (outcome === 'found' && !placeId) return transportProblems.problem('place-missing');
  return undefined;
}

/**
 * What the end of a difference books. Missing goods stand in dispute: found ones go into a place, paid and written-off ones
 * are lost. Damaged goods lie in a place: found sound, paid for (and still lying there for the stores to dispose of), or
 * gone. Extra goods lie in a place against the dispute: accepted as found, or, when nobody can say whose they are, counted in.
 * Of what was more than planned only the reason is missing: nothing is booked.
 */
export function settle(line: DifferenceLine, outcome: Outcome, qty: number, placeId: string | undefined): Move[] {
  const { goods, place } = line;
  const dispute = outside('in-dispute', goods, place);
  const damaged = stockAt(goods, place, 'damaged');
  switch (line.kind) {
    case 'missing':
      return [{ from: dispute, to: outcome === 'found' ? stockAt(goods, placeId!) : outside('lost', goods, place), qty }];
    case 'damaged':
      if (outcome === 'transporter-pays') return [];
      return [{ from: damaged, to: outcome === 'found' ? stockAt(goods, place) : outside('damaged-away', goods, place), qty }];
    case 'extra':
      return [{ from: outside('count-difference', goods, place), to: dispute, qty }];
    // The truck has given it already: its loading, told later, is what the books wait for.
    case 'more-than-planned':
      return [];
    case 'counts-differ':
      return outcome === 'counted-again' ? recount(line) : [];
  }
}

/** The later account stands: the place holds what it says, and the difference goes into dispute or comes out of it. */
function recount(line: DifferenceLine): Move[] {
  if (!line.accounts) return [];
  const { first, last, place } = line.accounts;
  const dispute = outside('in-dispute', line.goods, line.place);
  const change = (by: number, condition: 'damaged' | Goods['condition']): Move[] => {
    const lying = stockAt(line.goods, place, condition);
    if (by === 0) return [];
    return by > 0 ? [{ from: dispute, to: lying, qty: by }] : [{ from: lying, to: dispute, qty: -by }];
  };
  return [...change(last.good - first.good, line.goods.condition), ...change(last.damaged - first.damaged, 'damaged')];
}

/** By how much a recount changes what was received: below zero more is missing, above zero less is. */
export function recounted(line: DifferenceLine): number {
  if (!line.accounts) return 0;
  const { first, last } = line.accounts;
  return last.good + last.damaged - first.good - first.damaged;
}
