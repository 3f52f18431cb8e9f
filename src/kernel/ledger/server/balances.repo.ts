import { defineSql, sql } from '#foundation/db/sql.ts';

/** Which real buckets are meant; what is left out does not narrow. An empty list means none. */
export interface BucketFilter {
  readonly book?: 'goods' | 'money';
  readonly items?: readonly string[];
  readonly lots?: readonly string[];
  readonly places?: readonly string[];
  readonly grants?: readonly string[];
  readonly conditions?: readonly string[];
  readonly owners?: readonly string[];
  readonly accounts?: readonly string[];
  readonly currencies?: readonly string[];
}

export interface BalanceLine {
  readonly bucketId: number;
  readonly item: string | null;
  readonly lot: string | null;
  readonly place: string | null;
  readonly grant: string | null;
  readonly condition: string | null;
  readonly owner: string | null;
  readonly account: string | null;
  readonly currency: string | null;
  readonly qty: number;
}

const filterColumns = {
  items: sql.ref('k.item'),
  lots: sql.ref('k.lot'),
  places: sql.ref('k.place'),
  grants: sql.ref('k.grant_code'),
  conditions: sql.ref('k.condition'),
  owners: sql.ref('k.owner'),
  accounts: sql.ref('k.account'),
  currencies: sql.ref('k.currency'),
};
type FilterKey = keyof typeof filterColumns;

/** The condition on `ledger_buckets k`; only what narrows is in the text, so that the planner sees which index serves. */
export function whereBuckets(filter: BucketFilter) {
  const narrowing = (Object.keys(filterColumns) as FilterKey[]).filter((key) => filter[key] !== undefined);
  const parts = narrowing.map((key) => sql` and ${filterColumns[key]} = any(${filter[key]}::text[])`);
  return sql`k.book = ${filter.book ?? 'goods'} and k.virtual is null${parts.length === 0 ? sql`` : sql.join(parts, sql``)}`;
}

const dimensions = sql`k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner, k.account, k.currency`;
const sample: BucketFilter = { items: ['blanket'], places: ['BRC-A1'] };

/** What lies in real buckets now, and how much of it is promised. */
export const selectBalances = defineSql(
  'ledger.select-balances',
  { filter: sample, withEmpty: false },
  (p: { filter: BucketFilter; withEmpty: boolean }) => sql<BalanceLine & { reserved: number }>`
  select k.id as "bucketId", ${dimensions}, b.qty, b.reserved
    from ledger_buckets k join ledger_balances b on b.bucket_id = k.id
   where ${whereBuckets(p.filter)}${p.withEmpty ? sql`` : sql` and b.qty > 0`}`,
);

interface OnDay {
  readonly filter: BucketFilter;
  readonly day: string;
  readonly today: string;
  readonly withEmpty: boolean;
}

/** The buckets of a filter, for the walk over a day; null where nothing narrows, so that the walk need not look each one up. */
export function bucketsOf(filter: BucketFilter) {
  const isNarrow = (Object.keys(filterColumns) as FilterKey[]).some((key) => filter[key] !== undefined);
  return isNarrow ? sql`array(select k.id from ledger_buckets k where ${whereBuckets(filter)})` : sql`null::bigint[]`;
}

/** What lay in real buckets at the end of a day, by book date. */
export const selectBalancesOn = defineSql(
  'ledger.select-balances-on',
  { filter: sample, day: '2023-03-01', today: '2023-03-02', withEmpty: false } as OnDay,
  (p: OnDay) => sql<BalanceLine>`
  select k.id as "bucketId", ${dimensions}, b.qty
    from ledger_balances_on(${p.day}::date, ${p.today}::date, ${bucketsOf(p.filter)}) b
    join ledger_buckets k on k.id = b.bucket_id
   where ${whereBuckets(p.filter)}${p.withEmpty ? sql`` : sql` and b.qty > 0`}`,
);
