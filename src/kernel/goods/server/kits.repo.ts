import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './items.repo.ts';

export const supersedeKit = defineSql(
  'goods.supersede-kit',
  { itemId: SAMPLE, at: AT },
  (p: { itemId: string; at: string }) => sql<{ version: number }>`
  update kits set superseded_at = ${p.at}::timestamptz where item_id = ${p.itemId} and superseded_at is null returning version`,
);
export const findKitVersion = defineSql(
  'goods.find-kit-version',
  { itemId: SAMPLE },
  (p: { itemId: string }) =>
    sql<{ version: number }>`select coalesce(max(version), 0)::int as version from kits where item_id = ${p.itemId}`,
);

export interface ComponentWrite {
  readonly item_id: string;
  readonly qty: number;
  readonly note: string | null;
}
export interface KitWrite {
  readonly id: string;
  readonly itemId: string;
  readonly version: number;
  readonly note: string | null;
  readonly at: string;
  readonly components: readonly ComponentWrite[];
}
export const insertKit = defineSql(
  'goods.insert-kit',
  { id: SAMPLE, itemId: SAMPLE, version: 1, note: null, at: AT, components: [{ item_id: SAMPLE, qty: 1, note: null }] } as KitWrite,
  (p: KitWrite) => sql`
  with kit as (
    insert into kits (id, item_id, version, note, valid_from) values (${p.id}, ${p.itemId}, ${p.version}::int, ${p.note}, ${p.at}::timestamptz) returning id
  )
  insert into kit_components (kit_id, line, item_id, qty, note)
  select kit.id, c.line, (c.row->>'item_id')::uuid, (c.row->>'qty')::bigint, c.row->>'note'
    from kit, jsonb_array_elements(${JSON.stringify(p.components)}::jsonb) with ordinality as c(row, line)`,
);

/** Items that a kit holds, and what those hold, in their versions of now. */
export const listHeld = defineSql(
  'goods.list-held',
  { items: [SAMPLE] as readonly string[] },
  (p: { items: readonly string[] }) => sql<{ id: string }>`
  with recursive held as (
    select unnest(${p.items}::uuid[]) as id
    union
    select c.item_id from held h join kits k on k.item_id = h.id and k.superseded_at is null join kit_components c on c.kit_id = k.id
  ) select id from held`,
);

const names = sql`jsonb_strip_nulls(jsonb_build_object('en', i.name_en, 'tr', i.name_tr, 'ar', i.name_ar))`;
export interface KitFound {
  readonly id: string;
  readonly version: number;
  readonly note: string | null;
  readonly valid_from: Date;
  readonly superseded_at: Date | null;
  readonly components: readonly {
    readonly itemId: string;
    readonly itemCode: string;
    readonly itemNames: Record<string, string>;
    readonly unit: string;
    readonly qty: number;
    readonly weightG: number | null;
    readonly volumeCm3: number | null;
    readonly note: string | null;
  }[];
}
export const listKitRows = defineSql(
  'goods.list-kits',
  { itemId: SAMPLE },
  (p: { itemId: string }) => sql<KitFound>`
  select k.id, k.version, k.note, k.valid_from, k.superseded_at, (
      select jsonb_agg(jsonb_build_object('itemId', i.id, 'itemCode', i.code, 'itemNames', ${names}, 'unit', i.unit, 'qty', c.qty, 'weightG', i.weight_g::float8, 'volumeCm3', i.volume_cm3::float8, 'note', c.note) order by c.line)
        from kit_components c join items i on i.id = c.item_id where c.kit_id = k.id) as components
    from kits k where k.item_id = ${p.itemId} order by k.version desc`,
);
export const listPartOf = defineSql(
  'goods.list-part-of',
  { itemId: SAMPLE },
  (p: { itemId: string }) => sql<{ id: string; code: string; names: Record<string, string>; qty: number }>`
  select i.id, i.code, ${names} as names, c.qty from kit_components c join kits k on k.id = c.kit_id and k.superseded_at is null join items i on i.id = k.item_id
   where c.item_id = ${p.itemId} order by i.code`,
);
