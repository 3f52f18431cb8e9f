import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface OfficeWrite {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly parentId: string | null;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly area: string;
  readonly siteId: string | null;
  readonly at: string;
}
const sample: OfficeWrite = {
  id: SAMPLE,
  code: 'GZT',
  kind: 'sub-office',
  parentId: SAMPLE,
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  area: 'TUR027',
  siteId: null,
  at: AT,
};
/** An unknown parent leaves the parent's kind open, and the table then refuses the row. */
const parentKind = (p: OfficeWrite) => sql`(select kind from offices parent where parent.id = ${p.parentId}::uuid)`;
export const insertOffice = defineSql(
  'orgs.insert-office',
  sample,
  (p: OfficeWrite) => sql`
  insert into offices (id, code, kind, parent_id, parent_kind, name_en, name_tr, name_ar, area, site_id, created_at)
  values (${p.id}, ${p.code}, ${p.kind}, ${p.parentId}::uuid, ${parentKind(p)}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.area}, ${p.siteId}::uuid, ${p.at})`,
);
export const updateOffice = defineSql(
  'orgs.update-office',
  sample,
  (p: OfficeWrite) => sql`
  update offices set kind = ${p.kind}, parent_id = ${p.parentId}::uuid, parent_kind = ${parentKind(p)}, name_en = ${p.nameEn}, name_tr = ${p.nameTr},
    name_ar = ${p.nameAr}, area = ${p.area}, site_id = ${p.siteId}::uuid, version = version + 1 where id = ${p.id}`,
);
export const closeOfficeRow = defineSql(
  'orgs.close-office',
  { id: SAMPLE, closedOn: '2023-12-31' },
  (p: { id: string; closedOn: string }) => sql`update offices set closed_on = ${p.closedOn}, version = version + 1 where id = ${p.id}`,
);

export interface OfficeFound {
  readonly id: string;
  readonly code: string;
  readonly kind: 'mission' | 'sub-office' | 'field-office';
  readonly parent_id: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly area: string;
  readonly area_en: string;
  readonly area_tr: string | null;
  readonly area_ar: string | null;
  readonly lineage: string[];
  readonly site_id: string | null;
  readonly closed_on: string | null;
  readonly version: number;
  readonly open_children: number;
}
const found = sql`o.*, a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar, a.lineage,
  (select count(*) from offices c where c.parent_id = o.id and c.closed_on is null) as open_children`;
export const findOffice = defineSql(
  'orgs.find-office',
  { id: SAMPLE },
  (p: { id: string }) => sql<OfficeFound>`select ${found} from offices o join areas a on a.pcode = o.area where o.id = ${p.id}`,
);
export const lockOffice = defineSql(
  'orgs.lock-office',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from offices where id = ${p.id} for update`,
);
export const listOfficeRows = defineSql(
  'orgs.list-offices',
  { reach: sql<boolean>`true` },
  (p: { reach: RawBuilder<boolean> }) => sql<OfficeFound>`
  select ${found} from offices o join areas a on a.pcode = o.area where ${p.reach}
   order by case o.kind when 'mission' then 0 when 'sub-office' then 1 else 2 end, o.code`,
);

/** The office whose code numbers bear: the nearest one above the place, else the mission's own. */
export const findOfficeCode = defineSql(
  'orgs.find-office-code',
  { lineage: ['TUR'] as readonly string[] },
  (p: { lineage: readonly string[] }) => sql<{ code: string }>`
  select code from offices where closed_on is null
   order by array_position(${p.lineage}::text[], area) desc nulls last, case kind when 'sub-office' then 0 when 'mission' then 1 else 2 end, code limit 1`,
);
