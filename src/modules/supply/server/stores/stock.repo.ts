import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { Condition } from '../../contract/stores/shapes.ts';
import { SAMPLE } from './documents.repo.ts';

export interface StockFilter {
  readonly place: string;
  readonly search: string | null;
  /** Grants are searched too. */
  readonly grants: boolean;
  readonly conditions: readonly string[] | null;
  readonly items: readonly string[] | null;
  readonly grant: string | null;
  readonly lot: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface StockListed {
  readonly bucket_id: number;
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly place_id: string;
  readonly place_code: string;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly condition: Condition;
  readonly owner: string;
  readonly owner_name: string | null;
  readonly qty: number;
  readonly reserved: number;
  readonly packs: { id: string; code: string; kind: string; smallest: number; per: number }[];
  readonly total: number;
}
const sortable = {
  itemCode: sql`i.code`,
  nameEn: sql`i.name_en`,
  lotCode: sql`t.code`,
  expiresOn: sql`t.expires_on`,
  placeCode: sql`w.code`,
  grantCode: sql`g.code`,
  condition: sql`k.condition`,
  owner: sql`k.owner`,
  qty: sql`b.qty`,
  reserved: sql`b.reserved`,
  free: sql`b.qty - b.reserved`,
};
export const listStoreStockRows = defineSql(
  'supply.list-store-stock',
  {
    place: SAMPLE,
    search: null,
    grants: true,
    conditions: null,
    items: null,
    grant: null,
    lot: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as StockFilter,
  (p: StockFilter) => sql<StockListed>`
  select k.id as bucket_id, i.id as item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, t.id as lot_id, t.code as lot_code, t.expires_on, w.id as place_id, w.code as place_code,
         g.id as grant_id, g.code as grant_code, k.condition, k.owner, o.name_en as owner_name, b.qty, b.reserved,
         (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'kind', c.kind, 'smallest', c.smallest, 'per', c.per) order by c.smallest desc), '[]')
            from item_packs c where c.item_id = i.id and c.superseded_at is null) as packs, count(*) over () as total
    from stock_places w join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.place = w.id::text join ledger_balances b on b.bucket_id = k.id and b.qty > 0
    join items i on i.id = k.item::uuid left join lots t on t.id = k.lot::uuid left join grants g on g.id = k.grant_code::uuid
    left join organisations o on o.id::text = k.owner
   where w.lineage @> array[${p.place}::uuid] and (${p.conditions}::text[] is null or k.condition = any(${p.conditions}::text[]))
     and (${p.items}::text[] is null or k.item = any(${p.items}::text[])) and (${p.grant}::text is null or k.grant_code = ${p.grant}) and (${p.lot}::text is null or k.lot = ${p.lot})
     and (${p.search}::text is null or concat_ws(' ', i.code, i.name_en, i.name_tr, i.name_ar, t.code, w.code, case when ${p.grants} then g.code end) ilike '%' || ${p.search} || '%')
   ${orderBy(p.sort, sortable, sql`i.code, t.expires_on nulls last, t.code, w.code`, sql`k.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface RowNamed {
  readonly id: string;
  readonly item: string;
  readonly place: string;
  readonly lot: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly grant: string;
}
/** Grants of these rows of stock; a row without one is not among them. */
export const listGrantsOfRows = defineSql(
  'supply.list-grants-of-rows',
  { ids: ['1'] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<RowNamed>`
  select k.id::text as id, k.item, k.place, k.lot, k.condition, k.owner, k.grant_code as "grant"
    from ledger_buckets k where k.id = any(${p.ids}::bigint[]) and k.book = 'goods' and k.virtual is null and k.grant_code is not null`,
);
