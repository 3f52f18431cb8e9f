import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { StorageClass, Tracking } from '../contract/shared.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const AT = '2023-03-01T00:00:00Z';

export interface ItemWrite {
  readonly id: string;
  readonly code: string;
  readonly family: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly weight_g: number | null;
  readonly volume_cm3: number | null;
  readonly tracking: string;
  readonly shelf_life_days: number | null;
  readonly hazardous: boolean;
  readonly un_number: string | null;
  readonly storage_class: string;
  readonly hs_code: string | null;
  readonly gtip_code: string | null;
  readonly origin: string | null;
  readonly specification: string | null;
  readonly picture_id: string | null;
  readonly status: string;
}
export const sampleItem: ItemWrite = {
  id: SAMPLE,
  code: 'X-1',
  family: 'X',
  name_en: 'X',
  name_tr: null,
  name_ar: null,
  unit: 'piece',
  weight_g: null,
  volume_cm3: null,
  tracking: 'none',
  shelf_life_days: null,
  hazardous: false,
  un_number: null,
  storage_class: 'ambient',
  hs_code: null,
  gtip_code: null,
  origin: null,
  specification: null,
  picture_id: null,
  status: 'active',
};
const written = (
  items: readonly ItemWrite[],
) => sql`jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i(id uuid, code text, family text, name_en text, name_tr text, name_ar text,
  unit text, weight_g numeric, volume_cm3 numeric, tracking text, shelf_life_days int, hazardous boolean, un_number text, storage_class text, hs_code text, gtip_code text, origin text,
  specification text, picture_id uuid, status text)`;

/** Enters items, one or a thousand. */
export const insertItems = defineSql(
  'goods.insert-items',
  { items: [sampleItem] as readonly ItemWrite[], at: AT },
  (p: { items: readonly ItemWrite[]; at: string }) => sql`
  insert into items (id, code, family, name_en, name_tr, name_ar, unit, weight_g, volume_cm3, tracking, shelf_life_days, hazardous, un_number, storage_class, hs_code, gtip_code, origin,
    specification, picture_id, status, created_at)
  select i.id, i.code, i.family, i.name_en, i.name_tr, i.name_ar, i.unit, i.weight_g, i.volume_cm3, i.tracking, i.shelf_life_days, i.hazardous, i.un_number, i.storage_class, i.hs_code,
    i.gtip_code, i.origin, i.specification, i.picture_id, i.status, ${p.at}::timestamptz from ${written(p.items)}`,
);

export const updateItems = defineSql(
  'goods.update-items',
  { items: [sampleItem] as readonly ItemWrite[] },
  (p: { items: readonly ItemWrite[] }) => sql`
  update items o set code = i.code, family = i.family, name_en = i.name_en, name_tr = i.name_tr, name_ar = i.name_ar, unit = i.unit, weight_g = i.weight_g, volume_cm3 = i.volume_cm3,
    tracking = i.tracking, shelf_life_days = i.shelf_life_days, hazardous = i.hazardous, un_number = i.un_number, storage_class = i.storage_class, hs_code = i.hs_code,
    gtip_code = i.gtip_code, origin = i.origin, specification = i.specification, picture_id = i.picture_id, status = i.status, version = o.version + 1
    from ${written(p.items)} where o.id = i.id`,
);

export const setItemStatus = defineSql(
  'goods.set-item-status',
  { id: SAMPLE, status: 'retired', replacedBy: null as string | null },
  (p: { id: string; status: string; replacedBy: string | null }) => sql`
  update items set status = ${p.status}, replaced_by = ${p.replacedBy}::uuid, version = version + 1 where id = ${p.id}`,
);

export const deleteCodes = defineSql(
  'goods.delete-codes',
  { items: [SAMPLE] as readonly string[] },
  (p: { items: readonly string[] }) => sql`delete from item_codes where item_id = any(${p.items}::uuid[])`,
);
export interface CodeWrite {
  readonly item_id: string;
  readonly system: string;
  readonly code: string;
}
export const insertCodes = defineSql(
  'goods.insert-codes',
  { codes: [{ item_id: SAMPLE, system: 'ifrc', code: 'X' }] as readonly CodeWrite[] },
  (p: { codes: readonly CodeWrite[] }) => sql`
  insert into item_codes (item_id, system, code)
  select item_id, system, code from jsonb_to_recordset(${JSON.stringify(p.codes)}::jsonb) as c(item_id uuid, system text, code text)`,
);

export interface KeyWrite {
  readonly item_id: string;
  readonly key: string;
  readonly weight: number;
}
/** All search keys of these items anew. */
export const replaceKeys = defineSql(
  'goods.replace-keys',
  { keys: [{ item_id: SAMPLE, key: 'x', weight: 1 }] as readonly KeyWrite[] },
  (p: { keys: readonly KeyWrite[] }) => sql`
  with k as (select item_id, key, weight from jsonb_to_recordset(${JSON.stringify(p.keys)}::jsonb) as k(item_id uuid, key text, weight int)),
  gone as (delete from item_keys o using (select distinct item_id from k) i where o.item_id = i.item_id and not exists (select from k where k.item_id = o.item_id and k.key = o.key))
  insert into item_keys (item_id, key, weight) select item_id, key, weight from k
  on conflict (item_id, key) do update set weight = excluded.weight`,
);

export interface ItemFound {
  readonly id: string;
  readonly code: string;
  readonly family: string | null;
  readonly family_en: string | null;
  readonly family_tr: string | null;
  readonly family_ar: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly weight_g: number | null;
  readonly volume_cm3: number | null;
  readonly tracking: Tracking;
  readonly shelf_life_days: number | null;
  readonly hazardous: boolean;
  readonly un_number: string | null;
  readonly storage_class: StorageClass;
  readonly hs_code: string | null;
  readonly gtip_code: string | null;
  readonly origin: string | null;
  readonly specification: string | null;
  readonly picture_id: string | null;
  readonly status: 'active' | 'provisional' | 'retired';
  readonly replaced_by: string | null;
  readonly version: number;
  readonly total: number;
}
const found = sql`i.id, i.code, i.family, f.name_en as family_en, f.name_tr as family_tr, f.name_ar as family_ar, i.name_en, i.name_tr, i.name_ar, i.unit,
  i.weight_g::float8 as weight_g, i.volume_cm3::float8 as volume_cm3, i.tracking, i.shelf_life_days, i.hazardous, i.un_number, i.storage_class, i.hs_code, i.gtip_code, i.origin,
  i.specification, i.picture_id, i.status, i.replaced_by, i.version`;

/** An item with whether anything of it was ever booked. */
export const findItem = defineSql(
  'goods.find-item',
  { id: SAMPLE },
  (p: { id: string }) => sql<ItemFound & { booked: boolean }>`
  select ${found}, 1 as total, exists (select from ledger_buckets b where b.book = 'goods' and b.item = i.id::text) as booked
    from items i left join item_families f on f.code = i.family where i.id = ${p.id}`,
);

export const lockItem = defineSql(
  'goods.lock-item',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 from items where id = ${p.id} for no key update`,
);

export const listItemsBy = defineSql(
  'goods.list-items-by',
  { ids: [SAMPLE] as readonly string[], codes: ['X-1'] as readonly string[] },
  (p: { ids: readonly string[]; codes: readonly string[] }) => sql<ItemFound>`
  select ${found}, 1 as total from items i left join item_families f on f.code = i.family where i.id = any(${p.ids}::uuid[]) or i.code = any(${p.codes}::text[])`,
);

export const listCodeRows = defineSql(
  'goods.list-codes',
  { items: [SAMPLE] as readonly string[] },
  (p: { items: readonly string[] }) => sql<CodeWrite>`
  select item_id, system, code from item_codes where item_id = any(${p.items}::uuid[]) order by system, code`,
);

export interface ItemFilter {
  readonly key: string | null;
  readonly family: string | null;
  readonly status: string | null;
  readonly tracking: string | null;
  readonly hazardous: boolean | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  code: sql`i.code`,
  nameEn: sql`i.name_en`,
  nameTr: sql`i.name_tr`,
  nameAr: sql`i.name_ar`,
  family: sql`i.family`,
  familyNames: sql`f.name_en`,
  unit: sql`i.unit`,
  weightG: sql`i.weight_g`,
  volumeCm3: sql`i.volume_cm3`,
  tracking: sql`i.tracking`,
  shelfLifeDays: sql`i.shelf_life_days`,
  hazardous: sql`i.hazardous`,
  storageClass: sql`i.storage_class`,
  hsCode: sql`i.hs_code`,
  status: sql`i.status`,
};
export const listItemRows = defineSql(
  'goods.list-items',
  { key: null, family: 'X', status: null, tracking: null, hazardous: null, sort: undefined, limit: 50, offset: 0 } as ItemFilter,
  (p: ItemFilter) => sql<ItemFound>`
  select ${found}, count(*) over () as total from items i left join item_families f on f.code = i.family
   where (${p.key}::text is null or exists (select from item_keys k where k.item_id = i.id and k.key like '%' || ${p.key} || '%'))
     and (${p.family}::text is null or i.family in (
       with recursive within as (select code from item_families where code = ${p.family} union select c.code from item_families c join within w on c.parent = w.code) select code from within))
     and (${p.status}::text is null or i.status = ${p.status}) and (${p.tracking}::text is null or i.tracking = ${p.tracking})
     and (${p.hazardous}::boolean is null or i.hazardous = ${p.hazardous})
   ${orderBy(p.sort, sortable, sql`i.family nulls first, i.code`, sql`i.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface ItemHit {
  readonly id: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly tracking: Tracking;
  readonly status: 'active' | 'provisional' | 'retired';
}
/** By prefix first, then by likeness; both read an index. */
export const searchItemRows = defineSql(
  'goods.search-items',
  { key: 'blan', withRetired: false, limit: 10 },
  (p: { key: string; withRetired: boolean; limit: number }) => sql<ItemHit>`
  with prefix as materialized (
    select item_id, case when key = ${p.key} then 0 else 1 end as rank, weight from item_keys where key like ${`${p.key}%`} order by weight, key limit 300
  ), alike as materialized (
    select item_id, 2 + (${p.key} <-> key) as rank, weight from item_keys where key % ${p.key} and length(${p.key}) > 2 order by ${p.key} <-> key limit 60
  ), best as (
    select item_id, min(rank) as rank, min(weight) as weight from (select * from prefix union all select * from alike) c group by item_id
  )
  select i.id, i.code, i.name_en, i.name_tr, i.name_ar, i.unit, i.tracking, i.status from best b join items i on i.id = b.item_id
   where ${p.withRetired} or i.status <> 'retired'
   order by floor(b.rank), b.weight, b.rank, i.code limit ${p.limit}`,
);
