import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { PlaceKind, StorageClass } from '../contract/shared.ts';
import { AT, SAMPLE } from './items.repo.ts';

export interface PlaceWrite {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly siteId: string | null;
  readonly orgId: string | null;
  readonly custodianUserId: string | null;
  readonly storageClass: string;
  readonly openedOn: string;
  readonly lineage: readonly string[];
  readonly searchKey: string;
  readonly note: string | null;
  readonly at: string;
}
const sample: PlaceWrite = {
  id: SAMPLE,
  parentId: null,
  kind: 'warehouse',
  code: 'X',
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  siteId: SAMPLE,
  orgId: null,
  custodianUserId: null,
  storageClass: 'ambient',
  openedOn: '2023-03-01',
  lineage: [SAMPLE],
  searchKey: 'x',
  note: null,
  at: AT,
};

export const insertPlace = defineSql(
  'goods.insert-place',
  sample,
  (p: PlaceWrite) => sql`
  insert into stock_places (id, parent_id, kind, code, name_en, name_tr, name_ar, site_id, org_id, custodian_user_id, storage_class, opened_on, lineage, search_key, note, created_at)
  values (${p.id}, ${p.parentId}, ${p.kind}, ${p.code}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.siteId}, ${p.orgId}, ${p.custodianUserId}, ${p.storageClass}, ${p.openedOn}::date,
    ${p.lineage}::uuid[], ${p.searchKey}, ${p.note}, ${p.at}::timestamptz)`,
);

export const updatePlace = defineSql(
  'goods.update-place',
  sample,
  (p: PlaceWrite) => sql`
  update stock_places set code = ${p.code}, name_en = ${p.nameEn}, name_tr = ${p.nameTr}, name_ar = ${p.nameAr}, org_id = ${p.orgId}, custodian_user_id = ${p.custodianUserId},
    storage_class = ${p.storageClass}, search_key = ${p.searchKey}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);

export const setPlaceStatus = defineSql(
  'goods.set-place-status',
  { id: SAMPLE, status: 'closed', closedOn: '2023-08-01' as string | null },
  (p: { id: string; status: string; closedOn: string | null }) => sql`
  update stock_places set status = ${p.status}, closed_on = ${p.closedOn}::date, version = version + 1
   where id = ${p.id} or (${p.status} = 'closed' and status = 'open' and lineage @> array[${p.id}::uuid])`,
);

export interface PlaceFound {
  readonly id: string;
  readonly parent_id: string | null;
  readonly kind: PlaceKind;
  readonly code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly site_id: string | null;
  readonly site_code: string | null;
  readonly site_en: string | null;
  readonly site_tr: string | null;
  readonly site_ar: string | null;
  readonly site_status: string | null;
  readonly org_id: string | null;
  readonly org_en: string | null;
  readonly org_tr: string | null;
  readonly org_ar: string | null;
  readonly custodian_user_id: string | null;
  readonly custodian_name: string | null;
  readonly storage_class: StorageClass;
  readonly status: 'open' | 'closed';
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly lineage: string[];
  readonly areas: string[] | null;
  readonly note: string | null;
  readonly version: number;
  readonly children: number;
  readonly items: number;
  readonly total: number;
}
const from = sql`from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area left join organisations o on o.id = p.org_id
  left join users u on u.id = p.custodian_user_id`;
/** Items with stock in a place or under it. */
const items = sql`(select count(distinct k.item)::int from stock_places w join ledger_buckets k on k.place = w.id::text and k.book = 'goods' and k.virtual is null
  join ledger_balances b on b.bucket_id = k.id and b.qty > 0 where w.lineage @> array[p.id])`;
const found = sql`p.id, p.parent_id, p.kind, p.code, p.name_en, p.name_tr, p.name_ar, p.site_id, s.code as site_code, s.name_en as site_en, s.name_tr as site_tr, s.name_ar as site_ar,
  s.status as site_status, p.org_id, o.name_en as org_en, o.name_tr as org_tr, o.name_ar as org_ar, p.custodian_user_id, u.name as custodian_name, p.storage_class, p.status, p.opened_on,
  p.closed_on, p.lineage, a.lineage as areas, p.note, p.version`;

export const findPlace = defineSql(
  'goods.find-place',
  { id: SAMPLE },
  (p: { id: string }) => sql<PlaceFound>`
  select ${found}, (select count(*)::int from stock_places c where c.parent_id = p.id) as children, ${items} as items, 1 as total ${from} where p.id = ${p.id}`,
);

/** Where a place lies, for the question of reach. */
export const findPlacePosition = defineSql(
  'goods.find-place-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ site_id: string | null; org_id: string | null; areas: string[] | null }>`
  select p.site_id, p.org_id, a.lineage as areas from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area where p.id = ${p.id}`,
);

interface Spread {
  readonly sites: string[];
  readonly orgs: string[];
  readonly areas: string[];
}
const spread = sql`coalesce(array_agg(distinct p.site_id::text) filter (where p.site_id is not null), '{}') as sites,
  coalesce(array_agg(distinct p.org_id::text) filter (where p.org_id is not null), '{}') as orgs,
  coalesce(array_agg(distinct l.area) filter (where l.area is not null), '{}') as areas`;
const lies = sql`join stock_places p on p.id::text = k.place left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
  left join lateral unnest(a.lineage) as l (area) on true`;

/** All places where some of a lot lies or lay. */
export const findLotPosition = defineSql(
  'goods.find-lot-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<Spread & { found: boolean }>`
  select ${spread}, exists (select from lots where id = ${p.id}::uuid) as found from ledger_buckets k ${lies}
   where k.book = 'goods' and k.virtual is null and k.lot = ${p.id} and k.item = (select item_id::text from lots where id = ${p.id}::uuid)`,
);

/** All places that a document moved something out of or into. */
export const findDocumentPosition = defineSql(
  'goods.find-document-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<Spread & { found: boolean }>`
  select ${spread}, exists (select from ledger_entries where doc_id = ${p.id}::uuid) as found
    from ledger_buckets k ${lies} where k.book = 'goods' and k.virtual is null
     and k.id in (select unnest(array[e.from_bucket, e.to_bucket]) from ledger_entries e where e.doc_id = ${p.id}::uuid)`,
);

export const lockPlace = defineSql(
  'goods.lock-place',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 from stock_places where id = ${p.id} for no key update`,
);

export interface PathRow {
  readonly id: string;
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
}
export const listPath = defineSql(
  'goods.list-place-path',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<PathRow>`
  select id, code, kind, name_en, name_tr, name_ar from stock_places where id = any(${p.ids}::uuid[]) order by array_position(${p.ids}::uuid[], id)`,
);

/** What still lies in a place or under it. */
export const countUnder = defineSql(
  'goods.count-under',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ items: number; open: number }>`
  select (select count(distinct k.item)::int from stock_places w join ledger_buckets k on k.place = w.id::text and k.book = 'goods' and k.virtual is null
            join ledger_balances b on b.bucket_id = k.id and b.qty > 0 where w.lineage @> array[${p.id}::uuid]) as items,
         (select count(*)::int from stock_places w where w.parent_id = ${p.id} and w.status = 'open') as open`,
);

export interface PlaceFilter {
  readonly reach: RawBuilder<boolean>;
  /** May see trucks, and so what moves. */
  readonly trucks: boolean;
  readonly key: string | null;
  readonly kinds: readonly string[] | null;
  readonly under: string | null;
  readonly parentId: string | null;
  readonly root: boolean | null;
  readonly siteId: string | null;
  readonly orgId: string | null;
  readonly status: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  code: sql`p.code`,
  nameEn: sql`p.name_en`,
  nameTr: sql`p.name_tr`,
  nameAr: sql`p.name_ar`,
  kind: sql`p.kind`,
  siteCode: sql`s.code`,
  siteNames: sql`s.name_en`,
  orgNames: sql`o.name_en`,
  custodianName: sql`u.name`,
  storageClass: sql`p.storage_class`,
  items: sql`items`,
  status: sql`p.status`,
  openedOn: sql`p.opened_on`,
  closedOn: sql`p.closed_on`,
};
const chosen = (p: Omit<PlaceFilter, 'sort' | 'limit' | 'offset'>) => sql`${p.reach} and (${p.trucks} or p.kind <> 'truck')
     and (${p.key}::text is null or p.search_key like '%' || ${p.key} || '%') and (${p.kinds}::text[] is null or p.kind = any(${p.kinds}::text[]))
     and (${p.under}::uuid is null or p.lineage @> array[${p.under}::uuid]) and (${p.parentId}::uuid is null or p.parent_id = ${p.parentId}::uuid)
     and (${p.root}::boolean is null or (p.parent_id is null) = ${p.root}) and (${p.siteId}::uuid is null or p.site_id = ${p.siteId}::uuid)
     and (${p.orgId}::uuid is null or p.org_id = ${p.orgId}::uuid) and (${p.status}::text is null or p.status = ${p.status})`;

/** Places within the reader's reach, each after the one it lies in. */
export const listPlaceRows = defineSql(
  'goods.list-places',
  {
    reach: sql<boolean>`true`,
    trucks: false,
    key: null,
    kinds: null,
    under: null,
    parentId: null,
    root: null,
    siteId: null,
    orgId: null,
    status: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as PlaceFilter,
  (p: PlaceFilter) => sql<PlaceFound>`
  select ${found}, (select count(*)::int from stock_places c where c.parent_id = p.id) as children, ${items} as items, count(*) over () as total
    ${from} where ${chosen(p)}
   ${orderBy(p.sort, sortable, sql`(select array_agg(w.code order by cardinality(w.lineage)) from stock_places w where w.id = any(p.lineage))`, sql`p.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface PlaceHit extends PathRow {
  readonly status: 'open' | 'closed';
  readonly within: string;
}
export interface PlaceSearch {
  readonly reach: RawBuilder<boolean>;
  readonly trucks: boolean;
  readonly key: string;
  readonly kinds: readonly string[] | null;
  readonly under: string | null;
  readonly limit: number;
}
/** Open places by code and name; a code that begins so comes first, a place that stands by itself before those within. */
export const searchPlaceRows = defineSql(
  'goods.search-places',
  { reach: sql<boolean>`true`, trucks: false, key: 'burc', kinds: null, under: null, limit: 10 } as PlaceSearch,
  (p: PlaceSearch) => sql<PlaceHit>`
  select p.id, p.code, p.kind, p.name_en, p.name_tr, p.name_ar, p.status,
         coalesce((select string_agg(w.code, ' › ' order by cardinality(w.lineage)) from stock_places w where w.id = any(p.lineage) and w.id <> p.id), '') as within
    ${from} where p.status = 'open' and ${chosen({ ...p, parentId: null, root: null, siteId: null, orgId: null, status: null })}
   order by p.search_key not like ${`${p.key}%`}, cardinality(p.lineage), p.code limit ${p.limit}`,
);

export const searchCustodianRows = defineSql(
  'goods.search-custodians',
  { text: 'a', orgId: null, userId: null, limit: 10 } as { text: string; orgId: string | null; userId: string | null; limit: number },
  (p) => sql<{ id: string; name: string }>`
  select u.id, u.name from users u
   where (${p.userId}::uuid is null or u.id = ${p.userId}::uuid) and (u.org_kind = 'own' or u.org_id = ${p.orgId}::uuid) and u.name ilike '%' || ${p.text} || '%'
   order by u.name limit ${p.limit}`,
);
