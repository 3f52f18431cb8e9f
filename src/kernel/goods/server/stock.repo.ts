import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
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

export interface StockFound {
  readonly item: string | null;
  readonly lot: string | null;
  readonly place: string | null;
  readonly on_road: boolean | null;
  readonly root: string | null;
  readonly grant_id: string | null;
  readonly condition: string | null;
  readonly owner: string | null;
  readonly family: string | null;
  readonly age: string | null;
  readonly received_on: string | null;
  readonly items: number;
  readonly unit: string | null;
  readonly qty: number | null;
  readonly reserved: number | null;
  readonly weight_g: number | null;
  readonly volume_cm3: number | null;
  readonly measured: boolean;
  readonly item_code: string | null;
  readonly item_names: Record<string, string> | null;
  readonly family_names: Record<string, string> | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly place_code: string | null;
  readonly place_names: Record<string, string> | null;
  readonly root_code: string | null;
  readonly root_names: Record<string, string> | null;
  readonly grant_code: string | null;
  readonly owner_names: Record<string, string> | null;
  readonly total: number;
  readonly all_qty: number | null;
  readonly all_unit: string | null;
  readonly all_weight: number | null;
  readonly all_volume: number | null;
  readonly all_measured: boolean;
}

const SAMPLE = '00000000-0000-7000-8000-000000000001';
/** Names as columns, and put together out of them: only for the rows of the page, not for all that are sorted. */
const namesOf = (alias: string) =>
  sql.join(['en', 'tr', 'ar'].map((language) => sql`${sql.ref(`${alias}.name_${language}`)} as ${sql.ref(`${alias}_${language}`)}`));
const names = (alias: string) =>
  sql`jsonb_strip_nulls(jsonb_build_object('en', ${sql.ref(`q.${alias}_en`)}, 'tr', ${sql.ref(`q.${alias}_tr`)}, 'ar', ${sql.ref(`q.${alias}_ar`)}))`;

/** Columns of a bucket by dimension; items stand apart, because weights are per item and families of items. */
const columnsOf: Readonly<Record<StockDimension, readonly string[]>> = {
  item: ['item'],
  family: [],
  lot: ['lot'],
  place: ['place_id', 'on_road'],
  root: ['root_id', 'on_road'],
  grant: ['grant_code'],
  condition: ['condition'],
  owner: ['owner'],
  age: ['age'],
};
const perItem = (dims: readonly StockDimension[]) =>
  sql.join([...new Set(['item', ...dims.flatMap((dim) => columnsOf[dim])])].map((name) => sql.ref(`k.${name}`)));
const perRow = (dims: readonly StockDimension[]) =>
  sql.join([
    ...[...new Set(dims.flatMap((dim) => columnsOf[dim]))].map((name) => sql.ref(`s.${name}`)),
    ...(dims.includes('family') ? [sql.ref('i.family')] : []),
  ]);

const sortable = {
  itemCode: sql`it.code`,
  itemNames: sql`it.name_en`,
  familyNames: sql`f.name_en`,
  lotCode: sql`l.code`,
  expiresOn: sql`l.expires_on`,
  rootCode: sql`rp.code`,
  rootNames: sql`rp.name_en`,
  placeCode: sql`pp.code`,
  placeNames: sql`pp.name_en`,
  grantCode: sql`gr.code`,
  condition: sql`g.condition`,
  ownerNames: sql`g.owner`,
  age: sql`g.received_on`,
  receivedOn: sql`g.received_on`,
  items: sql`g.items`,
  qty: sql`g.qty`,
  reserved: sql`g.reserved`,
  free: sql`g.qty - g.reserved`,
  unit: sql`g.unit`,
  weightKg: sql`g.weight_g`,
  volumeM3: sql`g.volume_cm3`,
};

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

/**
 * Stock grouped by any dimensions. Buckets of the places within reach are found first, then their balances now or on a day,
 * summed per item (weights are per item), then over what is not told apart; names are joined to what is left.
 */
export const listStockRows = defineSql(
  'goods.list-stock',
  {
    reach: sql<boolean>`true`,
    trucks: false,
    dims: ['item', 'place', 'lot'],
    asOf: null,
    today: '2023-03-01',
    place: SAMPLE,
    item: null,
    family: null,
    lot: null,
    grant: null,
    owner: null,
    conditions: null,
    key: null,
    expiringBy: null,
    receivedBy: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as StockFilter,
  (p: StockFilter) => {
    const has = (dim: StockDimension) => p.dims.includes(dim);
    const withAge = has('age') || p.receivedBy !== null || p.sort === 'receivedOn' || p.sort === '-receivedOn';
    const narrowed = p.place !== null || p.item !== null || p.lot !== null;
    const column = (dim: StockDimension, there: RawBuilder<unknown>, absent: RawBuilder<unknown>) => (has(dim) ? there : absent);
    // What is not asked for is not looked up row by row.
    const there = (dim: StockDimension, on: RawBuilder<unknown>) => (has(dim) ? on : sql`false`);
    const balances =
      p.asOf === null
        ? sql`ledger_balances`
        : sql`ledger_balances_on(${p.asOf}::date, ${p.today}::date, ${narrowed ? sql`array(select k.id from k)` : sql`null::bigint[]`})`;
    return sql<StockFound>`
  with pl as materialized (
    select p.id::text as key, case when ${p.trucks} or p.kind <> 'truck' then p.id end as place_id, case when ${p.trucks} or p.kind <> 'truck' then p.lineage[1] end as root_id,
           not ${p.trucks} and p.kind = 'truck' as on_road
      from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
     where ${p.reach} and (${p.place}::uuid is null or p.lineage @> array[${p.place}::uuid])
  ), k as materialized (
    select k.id, k.item, k.lot, pl.place_id, pl.root_id, pl.on_road, k.grant_code, k.condition, k.owner
           ${
             withAge
               ? sql`, r.on_day as received_on, case when ${p.asOf ?? p.today}::date - r.on_day <= 30 then 'to-30' when ${p.asOf ?? p.today}::date - r.on_day <= 90 then 'to-90'
             when ${p.asOf ?? p.today}::date - r.on_day <= 180 then 'to-180' when ${p.asOf ?? p.today}::date - r.on_day <= 365 then 'to-365' else 'over-365' end as age`
               : sql``
           }
      from ledger_buckets k join pl on pl.key = k.place ${withAge ? sql`cross join lateral (select ${received} as on_day) r` : sql``}
     where k.book = 'goods' and k.virtual is null${narrow(p)}${p.receivedBy === null ? sql`` : sql` and r.on_day <= ${p.receivedBy}::date`}
  ), s as (
    select ${perItem(p.dims)},
           sum(b.qty)::bigint as qty, ${p.asOf === null ? sql`sum(b.reserved)::bigint` : sql`null::bigint`} as reserved ${withAge ? sql`, min(k.received_on) as received_on` : sql``}
      from k join ${balances} b on b.bucket_id = k.id where b.qty > 0
     group by ${perItem(p.dims)}
  ), g as (
    select ${column('item', sql`s.item`, sql`null::text`)} as item, ${column('lot', sql`s.lot`, sql`null::text`)} as lot, ${column('place', sql`s.place_id`, sql`null::uuid`)} as place,
           ${has('place') || has('root') ? sql`s.on_road` : sql`false`} as on_road, ${column('root', sql`s.root_id`, sql`null::uuid`)} as root,
           ${column('grant', sql`s.grant_code`, sql`null::text`)} as grant_id, ${column('condition', sql`s.condition`, sql`null::text`)} as condition,
           ${column('owner', sql`s.owner`, sql`null::text`)} as owner, ${column('family', sql`i.family`, sql`null::text`)} as family, ${column('age', sql`s.age`, sql`null::text`)} as age,
           ${withAge ? sql`min(s.received_on)` : sql`null::date`} as received_on, count(*)::int as items, case when min(i.unit) = max(i.unit) then min(i.unit) end as unit,
           case when min(i.unit) = max(i.unit) then sum(s.qty)::bigint end as qty, case when min(i.unit) = max(i.unit) then sum(s.reserved)::bigint end as reserved,
           sum(s.qty * i.weight_g)::float8 as weight_g, sum(s.qty * i.volume_cm3)::float8 as volume_cm3, bool_and(i.weight_g is not null and i.volume_cm3 is not null) as measured
      from s join items i on i.id::text = s.item group by ${perRow(p.dims)}
  ), t as (
    select count(*) as total, case when min(g.unit) = max(g.unit) and not bool_or(g.qty is null) then sum(g.qty)::bigint end as all_qty,
           case when min(g.unit) = max(g.unit) then min(g.unit) end as all_unit, sum(g.weight_g) as all_weight, sum(g.volume_cm3) as all_volume, bool_and(g.measured) as all_measured
      from g
  ), q as (
    select g.*, t.*, it.code as item_code, l.code as lot_code, l.expires_on, pp.code as place_code, rp.code as root_code, gr.code as grant_code,
           ${sql.join(['it', 'f', 'pp', 'rp', 'ow'].map(namesOf))}
      from g cross join t left join items it on it.id::text = g.item left join item_families f on f.code = coalesce(g.family, it.family)
      left join lots l on ${there('lot', sql`l.id::text = g.lot`)} left join stock_places pp on ${there('place', sql`pp.id = g.place`)}
      left join stock_places rp on rp.id = coalesce(g.root, pp.lineage[1]) left join grants gr on ${there('grant', sql`gr.id::text = g.grant_id`)}
      left join organisations ow on ${there('owner', sql`ow.id::text = g.owner`)}
   ${orderBy(p.sort, sortable, sql`f.name_en, it.name_en, rp.code, pp.code, l.expires_on nulls last, l.code, gr.code, g.condition, g.owner, g.age`, sql`g.item, g.lot, g.place, g.root, g.grant_id, g.condition, g.owner, g.family, g.age`)}
   limit ${p.limit} offset ${p.offset}
  )
  select q.*, ${names('it')} as item_names, ${names('f')} as family_names, ${names('pp')} as place_names, ${names('rp')} as root_names, ${names('ow')} as owner_names from q`;
  },
);
