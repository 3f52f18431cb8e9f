import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface Place {
  readonly area: string;
  readonly areas: string[];
  readonly site_id: string | null;
}
/** Where a household lives: a site with its area, or an area. */
export const findPlace = defineSql(
  'people.find-place',
  { area: 'TUR', siteId: SAMPLE as string | null },
  (p: { area: string; siteId: string | null }) => sql<Place>`
  select a.pcode as area, a.lineage as areas, s.id as site_id
    from areas a left join sites s on s.id = ${p.siteId}::uuid and s.area = a.pcode
   where a.pcode = coalesce((select area from sites where id = ${p.siteId}::uuid), ${p.area})`,
);

/** Whose user acts: the mission's own, or another organisation's. */
export const findActing = defineSql(
  'people.find-acting',
  {},
  () => sql<{ kind: string; org_id: string | null }>`select acting_kind() as kind, acting_org() as org_id`,
);
