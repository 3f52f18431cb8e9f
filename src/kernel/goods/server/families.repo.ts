import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT } from './items.repo.ts';

export interface FamilyWrite {
  readonly code: string;
  readonly parent: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
}
const sample: FamilyWrite = { code: 'X', parent: null, name_en: 'X', name_tr: null, name_ar: null };

export const insertFamilies = defineSql(
  'goods.insert-families',
  { families: [sample] as readonly FamilyWrite[], at: AT },
  (p: { families: readonly FamilyWrite[]; at: string }) => sql`
  insert into item_families (code, parent, name_en, name_tr, name_ar, created_at)
  select code, parent, name_en, name_tr, name_ar, ${p.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(p.families)}::jsonb) as f(code text, parent text, name_en text, name_tr text, name_ar text)`,
);

export const updateFamily = defineSql(
  'goods.update-family',
  sample,
  (p: FamilyWrite) => sql`
  update item_families set parent = ${p.parent}, name_en = ${p.name_en}, name_tr = ${p.name_tr}, name_ar = ${p.name_ar}, version = version + 1 where code = ${p.code}`,
);

export const lockFamily = defineSql(
  'goods.lock-family',
  { code: 'X' },
  (p: { code: string }) => sql<FamilyWrite & { version: number }>`
  select code, parent, name_en, name_tr, name_ar, version from item_families where code = ${p.code} for no key update`,
);

/** A family and all above it, nearest first. */
export const listAbove = defineSql(
  'goods.list-families-above',
  { code: 'X' },
  (p: { code: string }) => sql<{ code: string }>`
  with recursive above as (select code, parent, 0 as far from item_families where code = ${p.code}
    union select f.code, f.parent, a.far + 1 from item_families f join above a on f.code = a.parent where a.far < 50)
  select code from above order by far`,
);

export interface FamilyFound extends FamilyWrite {
  readonly depth: number;
  readonly items: number;
  readonly version: number;
}
/** All families in the order of their tree, with how many items stand directly in each. */
export const listFamilyRows = defineSql(
  'goods.list-families',
  {},
  () => sql<FamilyFound>`
  with recursive tree as (
    select code, parent, name_en, name_tr, name_ar, version, 0 as depth, array[code] as path from item_families where parent is null
    union all
    select f.code, f.parent, f.name_en, f.name_tr, f.name_ar, f.version, t.depth + 1, t.path || f.code from item_families f join tree t on f.parent = t.code where t.depth < 50
  )
  select t.code, t.parent, t.name_en, t.name_tr, t.name_ar, t.version, t.depth, coalesce(n.items, 0)::int as items
    from tree t left join (select family, count(*) as items from items where status <> 'retired' group by 1) n on n.family = t.code order by t.path`,
);

export const listFamiliesBy = defineSql(
  'goods.list-families-by',
  { codes: ['X'] as readonly string[] },
  (p: { codes: readonly string[] }) => sql<{ code: string }>`select code from item_families where code = any(${p.codes}::text[])`,
);
