import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const AT = '2023-03-01T00:00:00Z';
const DAY = '2023-03-01';

interface Named {
  readonly en: string;
  readonly tr: string | null;
  readonly ar: string | null;
}
/** Names in each language, and what else stands with them. */
const named = (alias: string, more = '') =>
  sql.raw(`jsonb_build_object(${more}'en', ${alias}.name_en, 'tr', ${alias}.name_tr, 'ar', ${alias}.name_ar)`);

export interface WaiverWrite {
  readonly id: string;
  readonly area: string | null;
  readonly orgId: string | null;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export const insertWaiver = defineSql(
  'places.insert-waiver',
  { id: SAMPLE, area: null, orgId: SAMPLE, fromDay: DAY, toDay: null, reason: 'x', by: SAMPLE, at: AT } as WaiverWrite,
  (p: WaiverWrite) => sql`
  insert into visibility_waivers (id, area, org_id, from_day, to_day, reason, set_by, set_at)
  values (${p.id}, ${p.area}, ${p.orgId}, ${p.fromDay}, ${p.toDay}, ${p.reason}, ${p.by}, ${p.at})`,
);
export const liftWaiverRow = defineSql(
  'places.lift-waiver',
  { id: SAMPLE, at: AT } as { id: string; at: string },
  (p) => sql`update visibility_waivers set lifted_at = ${p.at} where id = ${p.id} and lifted_at is null`,
);
const inForce = (day: string) => sql`w.lifted_at is null and w.from_day <= ${day}::date and (w.to_day is null or w.to_day >= ${day}::date)`;

export interface WaiverFilter {
  readonly inForce: boolean | null;
  readonly day: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface WaiverFound {
  readonly id: string;
  readonly area: string | null;
  readonly areaNames: Named | null;
  readonly org: (Named & { readonly id: string; readonly acronym: string | null }) | null;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly reason: string;
  readonly lifted: boolean;
  readonly inForce: boolean;
}
export const listWaiverRows = defineSql(
  'places.list-waivers',
  { sort: '-fromDay', limit: 50, offset: 0, inForce: true, day: DAY } as WaiverFilter,
  (p) => sql<WaiverFound & { total: number }>`
  select w.id, w.area, case when a.pcode is not null then ${named('a')} end as "areaNames", case when o.id is not null then ${named('o', `'id', o.id, 'acronym', o.acronym, `)} end as org, w.from_day as "fromDay",
         w.to_day as "toDay", w.reason, w.lifted_at is not null as lifted, (${inForce(p.day)}) as "inForce", count(*) over ()::int as total
    from visibility_waivers w left join areas a on a.pcode = w.area left join organisations o on o.id = w.org_id
   where ${p.inForce}::boolean is null or (${inForce(p.day)}) = ${p.inForce}
   ${orderBy(p.sort, { area: sql`w.area`, org: sql`o.name_en`, fromDay: sql`w.from_day`, toDay: sql`w.to_day` }, sql`w.from_day desc`, sql`w.id`)} limit ${p.limit} offset ${p.offset}`,
);

/** Sites that a waiver in force covers, by their area, by who keeps them, or by both where it names both. */
export const listUnnamedSiteRows = defineSql(
  'places.list-unnamed-sites',
  { reach: sql<boolean>`true`, siteId: null, day: DAY } as { reach: RawBuilder<boolean>; siteId: string | null; day: string },
  (p) => sql<{ id: string }>`
  select s.id from sites s left join areas a on a.pcode = s.area
   where ${p.reach} and (${p.siteId}::uuid is null or s.id = ${p.siteId}::uuid)
     and exists (select from visibility_waivers w where ${inForce(p.day)} and (w.area is null or w.area = any(a.lineage)) and (w.org_id is null or w.org_id = s.custodian_id))`,
);

/** Whether a waiver in force covers an organisation or an area; one that names both needs both. */
export const findWaived = defineSql(
  'places.find-waived',
  { orgId: SAMPLE, lineage: ['SY'], day: '2023-03-01' } as { orgId: string | null; lineage: readonly string[]; day: string },
  (p) => sql<{ waived: boolean }>`
  select exists (
    select from visibility_waivers w
     where ${inForce(p.day)}
       and (w.org_id is null or w.org_id = ${p.orgId}::uuid) and (w.area is null or w.area = any(${p.lineage}::text[]))) as waived`,
);
