import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** Whether a waiver in force covers an organisation or an area; one that names both needs both. */
export const findWaived = defineSql(
  'places.find-waived',
  { orgId: SAMPLE, lineage: ['SY'], day: '2023-03-01' } as { orgId: string | null; lineage: readonly string[]; day: string },
  (p) => sql<{ waived: boolean }>`
  select exists (
    select from visibility_waivers w
     where w.lifted_at is null and w.from_day <= ${p.day}::date and (w.to_day is null or w.to_day >= ${p.day}::date)
       and (w.org_id is null or w.org_id = ${p.orgId}::uuid) and (w.area is null or w.area = any(${p.lineage}::text[]))) as waived`,
);
