import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { PlanRow } from '../../contract/requests/plans.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import { AT, SAMPLE, itemIn, namesIn } from './shared.repo.ts';

export interface PlanWrite {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly orgId: string;
  readonly agreement: string;
  readonly grantId: string | null;
  readonly sector: string;
  readonly siteId: string;
  readonly givesOn: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
const sample: PlanWrite = {
  id: SAMPLE,
  number: 'DP-GZT-2023-000001-31',
  title: 'X',
  orgId: SAMPLE,
  agreement: 'X-1',
  grantId: null,
  sector: 'nfi',
  siteId: SAMPLE,
  givesOn: '2023-03-01',
  note: null,
  by: SAMPLE,
  at: AT,
};
export const insertPlan = defineSql(
  'supply.insert-plan',
  sample,
  (p: PlanWrite) => sql`
  insert into supply_plans (id, number, title, org_id, agreement, grant_id, sector, site_id, gives_on, note, created_by, created_at)
  values (${p.id}, ${p.number}, ${p.title}, ${p.orgId}, ${p.agreement}, ${p.grantId}, ${p.sector}, ${p.siteId}, ${p.givesOn}, ${p.note}, ${p.by}, ${p.at})`,
);
export const updatePlan = defineSql(
  'supply.update-plan',
  sample,
  (p: PlanWrite) => sql`
  update supply_plans set title = ${p.title}, org_id = ${p.orgId}, agreement = ${p.agreement}, grant_id = ${p.grantId}, sector = ${p.sector}, site_id = ${p.siteId},
    gives_on = ${p.givesOn}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);

export interface PlanParts {
  readonly planId: string;
  readonly households: readonly { size: number; households: number }[];
  readonly standards: readonly { itemId: string; fromSize: number; toSize: number | null; per: string; every: number; qty: number }[];
}
const parts: PlanParts = {
  planId: SAMPLE,
  households: [{ size: 5, households: 10 }],
  standards: [{ itemId: SAMPLE, fromSize: 1, toSize: null, per: 'household', every: 1, qty: 1 }],
};
export const deletePlanParts = defineSql(
  'supply.delete-plan-parts',
  { planId: SAMPLE },
  (p: { planId: string }) => sql`
  with sizes as (delete from supply_plan_households where plan_id = ${p.planId}) delete from supply_plan_standards where plan_id = ${p.planId}`,
);
export const insertPlanParts = defineSql(
  'supply.insert-plan-parts',
  parts,
  (p: PlanParts) => sql`
  with sizes as (
    insert into supply_plan_households (plan_id, size, households)
    select ${p.planId}::uuid, size, households from jsonb_to_recordset(${JSON.stringify(p.households)}::jsonb) as r(size int, households int)
  )
  insert into supply_plan_standards (plan_id, item_id, from_size, to_size, per, every, qty)
  select ${p.planId}::uuid, "itemId", "fromSize", "toSize", per, every, qty
    from jsonb_to_recordset(${JSON.stringify(p.standards)}::jsonb) as r("itemId" uuid, "fromSize" int, "toSize" int, per text, every int, qty int)`,
);

export interface PlanFound {
  readonly id: string;
  readonly number: string;
  readonly org_id: string;
  readonly org_kind: string;
  readonly grant_id: string | null;
  readonly sector: string;
  readonly site_id: string;
  readonly gives_on: string;
  readonly status: 'open' | 'closed';
  readonly version: number;
  readonly lineage: string[];
  /** Goods were promised or have left for it. */
  readonly in_use: boolean;
}
/** A plan as decisions need it, locked against others when it is to be changed. */
export const findPlan = defineSql(
  'supply.find-plan',
  { id: SAMPLE, lock: false },
  (p: { id: string; lock: boolean }) => sql<PlanFound>`
  select p.id, p.number, p.org_id, o.kind as org_kind, p.grant_id, p.sector, p.site_id, p.gives_on, p.status, p.version, a.lineage,
         exists (select from supply_picks k join supply_requests r on r.id = k.request_id where r.plan_id = p.id and k.state in ('held', 'shipped')) as in_use
    from supply_plans p join sites s on s.id = p.site_id join areas a on a.pcode = s.area join organisations o on o.id = p.org_id
   where p.id = ${p.id} ${p.lock ? sql`for update of p` : sql``}`,
);
export const closePlanRow = defineSql(
  'supply.close-plan',
  { id: SAMPLE },
  (p: { id: string }) => sql`update supply_plans set status = 'closed', version = version + 1 where id = ${p.id}`,
);

/** What of a plan's site and people every list says; joins `pl`, `o`, `s` and `a`. */
const shownColumns = sql`pl.id, pl.number, pl.title, pl.org_id as "orgId", ${namesIn('o')} as "orgNames", pl.agreement, pl.sector, pl.site_id as "siteId", ${namesIn('s')} as "siteNames",
  ${namesIn('a')} as "areaNames", pl.gives_on as "givesOn", h.households, h.persons, n.requests, pl.status`;
const shownFrom = sql`from supply_plans pl join organisations o on o.id = pl.org_id join sites s on s.id = pl.site_id join areas a on a.pcode = s.area
  cross join lateral (select coalesce(sum(households), 0)::bigint as households, coalesce(sum(households * size), 0)::bigint as persons from supply_plan_households where plan_id = pl.id) h
  cross join lateral (select count(*) as requests from supply_requests where plan_id = pl.id and state not in ('refused', 'cancelled')) n`;

export interface PlanFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly orgId: string | null;
  readonly siteId: string | null;
  readonly sector: string | null;
  readonly status: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`pl.number`,
  title: sql`pl.title`,
  orgNames: sql`o.name_en`,
  agreement: sql`pl.agreement`,
  sector: sql`pl.sector`,
  siteNames: sql`s.name_en`,
  areaNames: sql`a.name_en`,
  givesOn: sql`pl.gives_on`,
  households: sql`h.households`,
  persons: sql`h.persons`,
  requests: sql`n.requests`,
  status: sql`pl.status`,
};
export const listPlanRows = defineSql(
  'supply.list-plans',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    search: 'x',
    orgId: null,
    siteId: null,
    sector: null,
    status: null,
    from: null,
    to: null,
    sort: '-givesOn',
    limit: 50,
    offset: 0,
  } as PlanFilter,
  (p: PlanFilter) => sql<PlanRow & { total: number }>`
  select ${shownColumns}, count(*) over () as total ${shownFrom}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or pl.org_id = ${p.onlyOrg}::uuid)
     and (${p.search}::text is null or pl.number ilike '%' || ${p.search} || '%' or pl.title ilike '%' || ${p.search} || '%' or pl.agreement ilike '%' || ${p.search} || '%')
     and (${p.orgId}::uuid is null or pl.org_id = ${p.orgId}::uuid) and (${p.siteId}::uuid is null or pl.site_id = ${p.siteId}::uuid)
     and (${p.sector}::text is null or pl.sector = ${p.sector}) and (${p.status}::text is null or pl.status = ${p.status})
     and (${p.from}::date is null or pl.gives_on >= ${p.from}::date) and (${p.to}::date is null or pl.gives_on <= ${p.to}::date)
   ${orderBy(p.sort, sortable, sql`pl.status = 'closed', pl.gives_on`, sql`pl.id`)} limit ${p.limit} offset ${p.offset}`,
);
export const getPlanRow = defineSql(
  'supply.get-plan',
  { id: SAMPLE },
  (p: { id: string }) => sql<PlanRow & { version: number; note: string | null; grantId: string | null; grantCode: string | null }>`
  select ${shownColumns}, pl.version, pl.note, pl.grant_id as "grantId", g.code as "grantCode" ${shownFrom} left join grants g on g.id = pl.grant_id where pl.id = ${p.id}`,
);

export const listSizes = defineSql(
  'supply.list-plan-sizes',
  { planId: SAMPLE },
  (p: { planId: string }) => sql<{ size: number; households: number }>`
  select size, households from supply_plan_households where plan_id = ${p.planId} order by size`,
);
export interface StandardRow {
  readonly itemId: string;
  readonly fromSize: number;
  readonly toSize: number | null;
  readonly per: 'household' | 'persons';
  readonly every: number;
  readonly qty: number;
}
export const listStandards = defineSql(
  'supply.list-plan-standards',
  { planId: SAMPLE },
  (p: { planId: string }) => sql<StandardRow>`
  select t.item_id as "itemId", t.from_size as "fromSize", t.to_size as "toSize", t.per, t.every, t.qty
    from supply_plan_standards t join items i on i.id = t.item_id where t.plan_id = ${p.planId} order by i.code, t.from_size`,
);
export interface PlanItemRow {
  readonly item: ItemBrief;
  readonly asked: number;
  readonly allocated: number;
  readonly shipped: number;
  readonly delivered: number;
}
/** Items of a plan and of the requests that name it, with what was asked and what came of it. */
export const listPlanItems = defineSql(
  'supply.list-plan-items',
  { planId: SAMPLE },
  (p: { planId: string }) => sql<PlanItemRow>`
  with asked as (
    select l.item_id, sum(l.qty)::bigint as asked, sum(l.allocated)::bigint as allocated, sum(l.shipped)::bigint as shipped, sum(l.delivered)::bigint as delivered
      from supply_request_lines l join supply_requests r on r.id = l.request_id where r.plan_id = ${p.planId} and r.state not in ('draft', 'refused', 'cancelled') group by l.item_id
  ), named as (select item_id from asked union select item_id from supply_plan_standards where plan_id = ${p.planId})
  select ${itemIn('i')} as item, coalesce(q.asked, 0) as asked, coalesce(q.allocated, 0) as allocated, coalesce(q.shipped, 0) as shipped, coalesce(q.delivered, 0) as delivered
    from named n join items i on i.id = n.item_id left join asked q on q.item_id = n.item_id order by i.code`,
);
