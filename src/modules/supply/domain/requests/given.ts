import type { Figures, Problem } from '#foundation/problem.ts';
import { problems } from '../../contract/requests/problems.ts';
import { decideAllocation } from './allocate.ts';
import type { Rules } from './allocate.ts';
import { whyBarred } from './rules.ts';
import type { Need, Stock } from './rules.ts';

/** A pick that a person saw in the preview, or chose by hand and says why. */
export interface GivenPick {
  readonly lineId: string;
  readonly bucketId: number;
  readonly qty: number;
  /** Said by hand: it may leave the order of the rules, never the rules. */
  readonly reason?: string | undefined;
}

/** What a person confirms, held against the stock as it is now: the first thing that does not hold, or undefined. */
export function decideGiven(
  picks: readonly GivenPick[],
  stock: readonly Stock[],
  rules: Rules,
  lines: readonly Need[],
  day: string,
): Problem | undefined {
  const needs = new Map(lines.map((line) => [line.lineId, line]));
  const buckets = new Map(stock.map((row) => [row.bucketId, row]));
  const grants = new Map(rules.grants.map((grant) => [grant.id, grant]));
  for (const pick of picks) {
    const need = needs.get(pick.lineId);
    const row = buckets.get(pick.bucketId);
    if (!need) return problems.problem('request-not-found');
    if (!row || row.item !== need.item) return problems.problem('stock-went', { ...wordsOf(row), asked: pick.qty, available: 0 });
    const barred = whyBarred(row, need, grants, day);
    if (barred) return problems.problem('pick-barred', { ...wordsOf(row), why: barred.code.replaceAll('-', '_'), ...barred.figures });
  }
  return beyondAsked(picks, needs) ?? beyondFree(picks, buckets) ?? offTheRules(picks, stock, rules, lines, day);
}

function beyondAsked(picks: readonly GivenPick[], needs: ReadonlyMap<string, Need>): Problem | undefined {
  for (const [lineId, asked] of sums(picks, (pick) => pick.lineId)) {
    const open = needs.get(lineId)!.qty;
    if (asked > open) return problems.problem('pick-beyond-asked', { asked, open });
  }
  return undefined;
}

function beyondFree(picks: readonly GivenPick[], buckets: ReadonlyMap<number, Stock>): Problem | undefined {
  for (const [bucketId, asked] of sums(picks, (pick) => pick.bucketId)) {
    const row = buckets.get(bucketId)!;
    if (asked > row.free) return problems.problem('stock-went', { ...wordsOf(row), asked, available: Math.max(0, row.free) });
  }
  return undefined;
}

/** What was not chosen by hand must be just what the rules would pick of the rest; reserves hold for both. */
function offTheRules(picks: readonly GivenPick[], stock: readonly Stock[], rules: Rules, lines: readonly Need[], day: string) {
  const byHand = picks.filter((pick) => pick.reason !== undefined);
  const taken = sums(byHand, (pick) => pick.bucketId);
  const rest = stock.map((row) => ({ ...row, free: row.free - (taken.get(row.bucketId) ?? 0) }));
  const kept = rules.reserves.find((reserve) => {
    const touches = stock.some((row) => taken.has(row.bucketId) && isOf(row, reserve));
    const left = rest.filter((row) => isOf(row, reserve) && usable(row, day)).reduce((sum, row) => sum + Math.max(0, row.free), 0);
    return touches && left < reserve.qty;
  });
  if (kept) return problems.problem('pick-barred', { item: kept.item, why: 'reserve', free: kept.qty });
  const byRules = picks.filter((pick) => pick.reason === undefined);
  const wanted = sums(byRules, (pick) => pick.lineId);
  const needs = lines.filter((line) => wanted.has(line.lineId)).map((line) => ({ ...line, qty: wanted.get(line.lineId)! }));
  const now = decideAllocation(rest, rules, needs, day).picks;
  return same(byRules, now) ? undefined : problems.problem('proposal-changed');
}
const isOf = (row: Stock, reserve: Rules['reserves'][number]) =>
  row.item === reserve.item && (reserve.places === null || reserve.places.has(row.place));
const usable = (row: Stock, day: string) => row.condition === 'good' && (row.expiresOn === null || row.expiresOn >= day);

function same(a: readonly GivenPick[], b: readonly GivenPick[]): boolean {
  const key = (pick: GivenPick) => `${pick.lineId} ${pick.bucketId}`;
  const [left, right] = [sums(a, key), sums(b, key)];
  return left.size === right.size && [...left].every(([at, qty]) => right.get(at) === qty);
}

function sums<K>(picks: readonly GivenPick[], keyOf: (pick: GivenPick) => K): Map<K, number> {
  const totals = new Map<K, number>();
  for (const pick of picks) totals.set(keyOf(pick), (totals.get(keyOf(pick)) ?? 0) + pick.qty);
  return totals;
}

/** A bucket in words that a person on the phone can say. */
export function wordsOf(row: Stock | undefined): Figures {
  return row ? { item: row.itemCode ?? row.item, place: row.placeCode, lot: row.lotCode } : { item: '…', place: '…', lot: null };
}
