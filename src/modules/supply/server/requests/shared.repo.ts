import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const AT = '2023-03-01T00:00:00Z';

/** A row's names as one object by language. */
export const namesIn = (alias: string): RawBuilder<Record<string, string>> =>
  sql.raw(`jsonb_strip_nulls(jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar))`);

/** An item with its packs in use, as `ItemBrief`. */
export const itemIn = (alias: string): RawBuilder<unknown> =>
  sql.raw(`jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'unit', ${alias}.unit,
    'names', jsonb_strip_nulls(jsonb_build_object('en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar)),
    'packs', coalesce((select jsonb_agg(jsonb_build_object('code', k.code, 'kind', k.kind, 'smallest', k.smallest, 'per', k.per) order by k.smallest / k.per::numeric, k.code)
      from item_packs k where k.item_id = ${alias}.id and k.superseded_at is null), '[]'::jsonb))`);

/** Where a site lies. */
export const findSiteOf = defineSql(
  'supply.find-site',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; status: string; lineage: string[] }>`
  select s.id, s.status, a.lineage from sites s join areas a on a.pcode = s.area where s.id = ${p.id}`,
);

export const findOrgOf = defineSql(
  'supply.find-org',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; kind: string; roles: string[]; status: string; name_en: string }>`
  select id, kind, roles, status, name_en from organisations where id = ${p.id}`,
);

export interface ItemFacts {
  readonly id: string;
  readonly code: string;
  readonly status: string;
}
export const findItemsOf = defineSql(
  'supply.find-items',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<ItemFacts>`select id, code, status from items where id = any(${p.ids}::uuid[])`,
);
