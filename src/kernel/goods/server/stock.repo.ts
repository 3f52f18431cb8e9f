import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { bucketsOf, byItem, overItems, placesOf } from './stock-sums.repo.ts';
import type { StockDimension } from '../contract/stock.ts';
import type { StockFilter } from './stock-sums.repo.ts';

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
const names = (alias: string) =>
  sql`jsonb_strip_nulls(jsonb_build_object('en', ${sql.ref(`${alias}.name_en`)}, 'tr', ${sql.ref(`${alias}.name_tr`)}, 'ar', ${sql.ref(`${alias}.name_ar`)}))`;

const sortableOf = (items: boolean) => ({
  itemCode: items ? sql`i.code` : sql`g.item`,
  itemNames: items ? sql`i.name_en` : sql`g.item`,
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
  items: items ? sql`g.item is null` : sql`g.items`,
  qty: sql`g.qty`,
  reserved: sql`g.reserved`,
  free: sql`g.qty - g.reserved`,
  unit: items ? sql`i.unit` : sql`g.unit`,
  weightKg: items ? sql`g.qty * i.weight_g` : sql`g.weight_g`,
  volumeM3: items ? sql`g.qty * i.volume_cm3` : sql`g.volume_cm3`,
});

/** A dimension that should be an id: the books take any word, and one that is none belongs to nothing. */
const idOf = (column: RawBuilder<unknown>) =>
  sql`case when ${column} like '________-____-____-____-____________' and translate(${column}, '0123456789abcdef', '') = '----' then ${column}::uuid end`;
/** Tables that say more of a row. */
const tables = {
  lot: sql`left join lots l on l.id = ${idOf(sql`g.lot`)}`,
  place: sql`left join pl on pl.place_no = g.place_no left join stock_places pp on pp.id = pl.place_id left join stock_places rp on rp.id = coalesce(g.root, pp.lineage[1])`,
  grant: sql`left join grants gr on gr.id::text = g.grant_code`,
};
const allTables = sql.join(Object.values(tables), sql` `);
const needed: Readonly<Record<string, keyof typeof tables>> = {
  lotCode: 'lot',
  expiresOn: 'lot',
  rootCode: 'place',
  rootNames: 'place',
  placeCode: 'place',
  placeNames: 'place',
  grantCode: 'grant',
};

/**
 * The page out of all rows, in order. Names of rows beyond it are never looked up: what it is sorted by comes alone, and the
 * usual order begins with the items, of which each knows how many rows stand before it.
 */
function pageOf(p: StockFilter) {
  const has = (dim: StockDimension) => p.dims.includes(dim);
  const items = has('item');
  const usual = p.sort === undefined;
  const near = items && usual ? sql` and i.before < ${p.limit + p.offset}` : sql``;
  const place = has('place') ? sql`g.place_no, ` : has('root') ? sql`rp.code, ` : sql``;
  const need = needed[p.sort?.replace('-', '') ?? ''];
  const more = usual ? [tables.lot, has('root') && !has('place') ? tables.place : sql``, tables.grant] : need ? [tables[need]] : [sql``];
  const order = orderBy(
    p.sort,
    sortableOf(items),
    sql`${items ? sql`i.before` : sql`f.name_en`}, ${place}l.expires_on nulls last, l.code, gr.code, g.condition, g.owner, g.age`,
    sql`g.item, g.lot, g.place_no, g.root, g.grant_code, g.condition, g.owner, g.age${items ? sql`` : sql`, g.family`}`,
  );
  return sql`
  page as (
    select x.*, row_number() over () as at
      from (select g.* from g ${items ? sql`join i on i.key = g.item${near}` : sql``} ${familyOf(items)} ${sql.join(more, sql` `)} ${order} limit ${p.limit} offset ${p.offset}) x)`;
}
const familyOf = (items: boolean) => sql`left join item_families f on f.code = ${items ? sql`i.family` : sql`g.family`}`;

/** What a row says of its item, or of the items that it sums. */
const figures = (p: StockFilter) =>
  p.dims.includes('item')
    ? sql`i.code as item_code, ${names('i')} as item_names, ${p.dims.includes('family') ? sql`i.family` : sql`null::text`} as family, 1 as items, i.unit,
         (g.qty * i.weight_g)::float8 as weight_g, (g.qty * i.volume_cm3)::float8 as volume_cm3, i.weight_g is not null and i.volume_cm3 is not null as measured`
    : sql`null::text as item_code, null::jsonb as item_names, g.family, g.items, g.unit, g.weight_g, g.volume_cm3, g.measured`;

/**
 * Stock grouped by any dimensions. Buckets of the places within reach are found first, then their balances now or on a day,
 * summed over what is not told apart; the page is cut out of that, and names are joined to its rows alone.
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
    const items = p.dims.includes('item');
    const road = p.dims.includes('place') ? sql`g.place_no is null` : p.dims.includes('root') ? sql`g.root is null` : sql`false`;
    return sql<StockFound>`
  with ${placesOf(p)}, ${bucketsOf(p)}, ${items ? byItem(p) : overItems(p)}, ${pageOf(p)}
  select t.*, g.item, g.lot, pl.place_id as place, ${road} as on_road, g.root, g.grant_code as grant_id, g.condition, g.owner, g.age, g.received_on, g.qty, g.reserved, ${figures(p)},
         ${names('f')} as family_names, l.code as lot_code, l.expires_on, pp.code as place_code, ${names('pp')} as place_names, rp.code as root_code, ${names('rp')} as root_names,
         gr.code as grant_code, ${names('ow')} as owner_names
    from page g cross join t ${items ? sql`join i on i.key = g.item` : sql``} ${familyOf(items)} ${allTables} left join organisations ow on ow.id::text = g.owner
   order by g.at`;
  },
);
