import { sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { StockDimension } from '../contract/stock.ts';

export interface StockFilter {
  readonly reach: RawBuilder<boolean>;
  /** May see which truck goods ride on. */
  readonly trucks: boolean;
  readonly dims: readonly StockDimension[];
  readonly asOf: string | null;
  readonly today: string;
  readonly place: string | null;
  readonly item: string | null;
  readonly family: string | null;
  readonly lot: string | null;
  readonly grant: string | null;
  readonly owner: string | null;
  readonly conditions: readonly string[] | null;
  readonly key: string | null;
  readonly expiringBy: string | null;
  /** Received on this day or before. */
  readonly receivedBy: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** The column of a row by what it is told apart by; `place_no` is the place, in the order of codes. */
const columnOf = {
  item: ['item', 'text'],
  lot: ['lot', 'text'],
  place: ['place_no', 'bigint'],
  root: ['root', 'uuid'],
  grant: ['grant_code', 'text'],
  condition: ['condition', 'text'],
  owner: ['owner', 'text'],
  age: ['age', 'text'],
} as const;
const bucketDimensions = Object.keys(columnOf) as (keyof typeof columnOf)[];
/** Told apart by all of these, each bucket is a row of its own, but for the trucks that a reader sees as one road. */
const whole: readonly StockDimension[] = ['item', 'lot', 'place', 'grant', 'condition', 'owner'];
const apart = (alias: string, dims: readonly StockDimension[]) =>
  bucketDimensions.filter((dim) => dims.includes(dim)).map((dim) => sql.ref(`${alias}.${columnOf[dim][0]}`));
/** All of them, null where they are not asked for. */
const all = (alias: string, dims: readonly StockDimension[]) =>
  sql.join(
    bucketDimensions.map((dim) => {
      const [name, type] = columnOf[dim];
      return sql`${dims.includes(dim) ? sql.ref(`${alias}.${name}`) : sql`null::${sql.raw(type)}`} as ${sql.ref(name)}`;
    }),
  );

const narrow = (p: StockFilter) => {
  const parts = [
    p.item === null ? null : sql`k.item = ${p.item}`,
    p.lot === null ? null : sql`k.lot = ${p.lot}`,
    p.grant === null ? null : p.grant === 'none' ? sql`k.grant_code is null` : sql`k.grant_code = ${p.grant}`,
    p.owner === null ? null : sql`k.owner = ${p.owner}`,
    p.conditions === null ? null : sql`k.condition = any(${p.conditions}::text[])`,
    p.family === null
      ? null
      : sql`k.item in (select i.id::text from items i where i.family in (
          with recursive within as (select code from item_families where code = ${p.family} union select c.code from item_families c join within w on c.parent = w.code) select code from within))`,
    p.key === null ? null : sql`k.item in (select x.item_id::text from item_keys x where x.key like '%' || ${p.key} || '%')`,
    p.expiringBy === null ? null : sql`k.lot in (select x.id::text from lots x where x.expires_on <= ${p.expiringBy}::date)`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? sql`` : sql` and ${sql.join(parts, sql` and `)}`;
};

/** Day the goods of a bucket were first received: their lot's, else that of the bucket's first movement. */
const received = sql`coalesce((select x.received_on from lots x where x.id::text = k.lot), (select e.book_date from ledger_entries e where e.to_bucket = k.id and e.to_seq = 1))`;

/** Places within reach, numbered by code; a truck that the reader may not see has no number, so that all of them are one road. */
export const placesOf = (p: StockFilter) => sql`
  pl as materialized (
    select p.id::text as key, case when x.shown then p.id end as place_id, case when x.shown then p.lineage[1] end as root,
           case when x.shown then row_number() over (order by r.code, p.code) end as place_no
      from stock_places p cross join lateral (select ${p.trucks} or p.kind <> 'truck' as shown) x join stock_places r on r.id = p.lineage[1]
      left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
     where ${p.reach} and (${p.place}::uuid is null or p.lineage @> array[${p.place}::uuid]))`;

const isAged = (p: StockFilter) => p.dims.includes('age') || p.receivedBy !== null || p.sort === 'receivedOn' || p.sort === '-receivedOn';

/** The buckets that are asked for. */
export function bucketsOf(p: StockFilter) {
  const days = sql`${p.asOf ?? p.today}::date - r.on_day`;
  const aged = sql`, r.on_day as received_on, case when ${days} <= 30 then 'to-30' when ${days} <= 90 then 'to-90' when ${days} <= 180 then 'to-180' when ${days} <= 365 then 'to-365' else 'over-365' end as age`;
  return sql`
  k as (
    select k.id, k.item, k.lot, pl.place_no, pl.root, k.grant_code, k.condition, k.owner${isAged(p) ? aged : sql``}
      from ledger_buckets k join pl on pl.key = k.place ${isAged(p) ? sql`cross join lateral (select ${received} as on_day) r` : sql``}
     where k.book = 'goods' and k.virtual is null${narrow(p)}${p.receivedBy === null ? sql`` : sql` and r.on_day <= ${p.receivedBy}::date`})`;
}

function balancesOf(p: StockFilter) {
  if (p.asOf === null) return sql`ledger_balances`;
  const narrowed = p.place !== null || p.item !== null || p.lot !== null;
  return sql`ledger_balances_on(${p.asOf}::date, ${p.today}::date, ${narrowed ? sql`array(select k.id from k)` : sql`null::bigint[]`})`;
}

/** What lies in them, told apart by what is asked. */
function sumsOf(p: StockFilter, dims: readonly StockDimension[]) {
  const from = sql`from k join ${balancesOf(p)} b on b.bucket_id = k.id where b.qty > 0`;
  const day = isAged(p) ? sql`k.received_on` : sql`null::date`;
  const reserved = p.asOf === null ? sql`b.reserved` : sql`null::bigint`;
  if (p.trucks && whole.every((dim) => dims.includes(dim)))
    return sql`select ${all('k', dims)}, b.qty, ${reserved} as reserved, ${day} as received_on ${from}`;
  return sql`select ${all('k', dims)}, sum(b.qty)::bigint as qty, sum(${reserved})::bigint as reserved, min(${day}) as received_on ${from} group by ${sql.join(apart('k', dims))}`;
}

/** Rows by item: figures and names are the item's, looked up once for each, with how many rows stand before its own in the usual order. */
export const byItem = (p: StockFilter) => sql`
  g as materialized (${sumsOf(p, p.dims)}), i as materialized (
    select i.id::text as key, i.code, i.name_en, i.name_tr, i.name_ar, i.unit, i.family, i.weight_g, i.volume_cm3, x.qty, x.rows,
           coalesce(sum(x.rows) over (order by f.name_en, i.name_en groups between unbounded preceding and 1 preceding), 0) as before
      from (select g.item, sum(g.qty)::bigint as qty, count(*) as rows from g group by g.item) x
      join items i on i.id::text = x.item left join item_families f on f.code = i.family
  ), t as (
    select sum(i.rows)::bigint as total, case when min(i.unit) = max(i.unit) then sum(i.qty)::bigint end as all_qty,
           case when min(i.unit) = max(i.unit) then min(i.unit) end as all_unit, sum(i.qty * i.weight_g)::float8 as all_weight,
           sum(i.qty * i.volume_cm3)::float8 as all_volume, bool_and(i.weight_g is not null and i.volume_cm3 is not null) as all_measured
      from i)`;

/** Rows that sum over items, because weights are per item first by item: of figures that differ in unit there is no sum. */
export function overItems(p: StockFilter) {
  const family = p.dims.includes('family');
  const by = [...apart('s', p.dims), ...(family ? [sql`i.family`] : [])];
  const one = (figure: RawBuilder<unknown>) => sql`case when min(i.unit) = max(i.unit) then ${figure} end`;
  return sql`
  s as (${sumsOf(p, ['item', ...p.dims])}), g as materialized (
    select ${all('s', p.dims)}, ${family ? sql`i.family` : sql`null::text`} as family, min(s.received_on) as received_on, count(*)::int as items, ${one(sql`min(i.unit)`)} as unit,
           ${one(sql`sum(s.qty)::bigint`)} as qty, ${one(sql`sum(s.reserved)::bigint`)} as reserved,
           sum(s.qty * i.weight_g)::float8 as weight_g, sum(s.qty * i.volume_cm3)::float8 as volume_cm3, bool_and(i.weight_g is not null and i.volume_cm3 is not null) as measured
      from s join items i on i.id::text = s.item group by ${sql.join(by)}
  ), t as (
    select count(*) as total, case when min(g.unit) = max(g.unit) and not bool_or(g.qty is null) then sum(g.qty)::bigint end as all_qty,
           case when min(g.unit) = max(g.unit) then min(g.unit) end as all_unit, sum(g.weight_g) as all_weight, sum(g.volume_cm3) as all_volume, bool_and(g.measured) as all_measured
      from g)`;
}
