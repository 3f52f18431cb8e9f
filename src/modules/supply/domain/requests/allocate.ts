import { compareStock, whyBarred } from './rules.ts';
import type { GrantRule, Need, PassCode, Stock, Why } from './rules.ts';

/** So much of an item stays for a Quick Release, within buckets of certain places; ordinary allocation leaves it. */
export interface Reserve {
  readonly item: string;
  readonly qty: number;
  /** Places it lies under; null: anywhere. */
  readonly places: ReadonlySet<string> | null;
}

export interface Rules {
  readonly grants: readonly GrantRule[];
  readonly reserves: readonly Reserve[];
}

export type PickCode =
  | 'first-expiry'
  | 'first-received'
  | 'grant-fits'
  | 'no-grant'
  | 'held-for-partner'
  | 'whole-packs'
  | 'opens-pack'
  | 'replaces';

export interface Pick {
  readonly lineId: string;
  readonly bucketId: number;
  readonly qty: number;
  readonly reasons: readonly Why<PickCode>[];
}
export interface Passed extends Why<PassCode> {
  readonly lineId: string;
  readonly bucketId: number;
}
export interface Allocation {
  readonly picks: readonly Pick[];
  /** Each bucket of a line's item that was not taken from, with the first reason. */
  readonly passed: readonly Passed[];
  /** What each line still lacks; lines that lack nothing are absent. */
  readonly short: readonly { readonly lineId: string; readonly qty: number }[];
}

/**
 * Which goods serve which lines: first expiry first, never past the day they are needed, within the rules of agreements,
 * never what is promised or set aside; whole packs before opened ones among goods that expire alike. Lines are served in
 * the order given. The same stock, rules and lines give the same answer in whatever order the stock is listed.
 */
export function decideAllocation(stock: readonly Stock[], rules: Rules, lines: readonly Need[], day: string): Allocation {
  const grants = new Map(rules.grants.map((grant) => [grant.id, grant]));
  const free = new Map(stock.map((row) => [row.bucketId, Math.max(0, row.free)]));
  const sorted = stock.toSorted((a, b) => compareStock(a, b, grants));
  const reserves = keepers(sorted, rules.reserves, day);
  const picks: Pick[] = [];
  const passed: Passed[] = [];
  const short: { lineId: string; qty: number }[] = [];
  for (const need of lines) {
    const served = serve(need, sorted, { grants, free, reserves, day });
    picks.push(...served.picks);
    passed.push(...served.passed);
    if (served.lacking > 0) short.push({ lineId: need.lineId, qty: served.lacking });
  }
  return { picks, passed, short };
}

/** A reserve, and how much may still be taken before it is touched. */
interface Keeper {
  readonly holds: (row: Stock) => boolean;
  room: number;
}

/** Only what could be given counts towards a reserve: neither the damaged nor the expired saves anybody. */
function keepers(stock: readonly Stock[], reserves: readonly Reserve[], day: string): Keeper[] {
  return reserves.map((reserve) => {
    const holds = (row: Stock) =>
      row.item === reserve.item &&
      row.condition === 'good' &&
      (row.expiresOn === null || row.expiresOn >= day) &&
      (reserve.places === null || reserve.places.has(row.place));
    const there = stock.filter(holds).reduce((sum, row) => sum + Math.max(0, row.free), 0);
    return { holds, room: Math.max(0, there - reserve.qty) };
  });
}

interface State {
  readonly grants: ReadonlyMap<string, GrantRule>;
  readonly free: Map<number, number>;
  readonly reserves: readonly Keeper[];
  readonly day: string;
}

function serve(need: Need, stock: readonly Stock[], state: State) {
  const own = stock.filter((row) => row.item === need.item);
  const fitting = own.filter((row) => whyBarred(row, need, state.grants, state.day) === undefined);
  const taken = new Map<number, number>();
  let lacking = need.qty;
  const take = (row: Stock, wanted: number) => {
    const qty = Math.min(wanted, lacking, roomOf(row, state));
    if (qty <= 0) return;
    taken.set(row.bucketId, (taken.get(row.bucketId) ?? 0) + qty);
    state.free.set(row.bucketId, state.free.get(row.bucketId)! - qty);
    for (const keeper of state.reserves) if (keeper.holds(row)) keeper.room -= qty;
    lacking -= qty;
  };
  const before = new Map(fitting.map((row) => [row.bucketId, state.free.get(row.bucketId)!]));
  for (const alike of byExpiry(fitting)) takeFrom(alike, need.packs, { take, lacking: () => lacking, room: (row) => roomOf(row, state) });
  const picks = fitting
    .filter((row) => taken.has(row.bucketId))
    .map((row): Pick => {
      const qty = taken.get(row.bucketId)!;
      return { lineId: need.lineId, bucketId: row.bucketId, qty, reasons: reasonsOf(row, qty, need, state.grants) };
    });
  const passed = own
    .filter((row) => !taken.has(row.bucketId))
    .map((row): Passed => {
      const reason = whyBarred(row, need, state.grants, state.day) ?? whyLeft(row, before.get(row.bucketId)!, lacking);
      return { lineId: need.lineId, bucketId: row.bucketId, ...reason };
    });
  return { picks, passed, lacking };
}

/** What may be taken of a bucket: what is free, down to the reserves it belongs to. */
function roomOf(row: Stock, state: State): number {
  return state.reserves.reduce((room, keeper) => (keeper.holds(row) ? Math.min(room, keeper.room) : room), state.free.get(row.bucketId)!);
}

function byExpiry(sorted: readonly Stock[]): Stock[][] {
  const groups: Stock[][] = [];
  for (const row of sorted) {
    const last = groups.at(-1);
    if (last && last[0]!.expiresOn === row.expiresOn) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

interface Taking {
  take(row: Stock, qty: number): void;
  lacking(): number;
  room(row: Stock): number;
}

/** From goods that expire alike: whole packs, largest first; then what lies loose already; then a pack is opened. */
function takeFrom(alike: readonly Stock[], packs: readonly number[], { take, lacking, room }: Taking): void {
  const sizes = [...new Set(packs)].filter((size) => size > 1).toSorted((a, b) => b - a);
  for (const size of sizes) {
    for (const row of alike) take(row, Math.floor(Math.min(lacking(), room(row)) / size) * size);
  }
  const smallest = sizes.at(-1);
  if (smallest !== undefined) for (const row of alike) take(row, room(row) % smallest);
  for (const row of alike) take(row, room(row));
}

function whyLeft(row: Stock, free: number, lacking: number): Why<PassCode> {
  if (free === 0 && (row.kept ?? 0) > 0) return { code: 'reserve', figures: { free, kept: row.kept! } };
  if (free === 0) return { code: 'nothing-free', figures: { reserved: row.reserved } };
  if (lacking > 0) return { code: 'reserve', figures: { free } };
  return { code: 'earlier-sufficed', figures: { free, ...(row.expiresOn === null ? {} : { expiresOn: row.expiresOn }) } };
}

function reasonsOf(row: Stock, qty: number, need: Need, grants: ReadonlyMap<string, GrantRule>): Why<PickCode>[] {
  const reasons: Why<PickCode>[] = [
    row.expiresOn === null
      ? { code: 'first-received', figures: row.receivedOn === null ? {} : { receivedOn: row.receivedOn } }
      : { code: 'first-expiry', figures: { expiresOn: row.expiresOn } },
  ];
  const grant = row.grant === null ? undefined : grants.get(row.grant);
  reasons.push(grant ? { code: 'grant-fits', figures: { grant: grant.code, endsOn: grant.endsOn } } : { code: 'no-grant', figures: {} });
  if (row.owner !== 'own') reasons.push({ code: 'held-for-partner', figures: {} });
  const pack = Math.max(0, ...need.packs.filter((size) => size > 1 && qty % size === 0));
  const smallest = Math.min(...need.packs.filter((size) => size > 1));
  if (pack > 1) reasons.push({ code: 'whole-packs', figures: { count: qty / pack, size: pack } });
  else if (Number.isFinite(smallest) && row.free % smallest < qty % smallest)
    reasons.push({ code: 'opens-pack', figures: { size: smallest } });
  return reasons;
}
