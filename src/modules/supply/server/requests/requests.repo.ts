import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RequestRow } from '../../contract/requests/requests.ts';
import type { ItemBrief } from '../../contract/requests/shapes.ts';
import type { RequestState } from '../../domain/requests/states.ts';
import { AT, SAMPLE, itemIn, namesIn } from './shared.repo.ts';

export interface RequestWrite {
  readonly id: string;
  readonly number: string;
  readonly planId: string;
  readonly origin: string;
  readonly officeId: string | null;
  readonly siteId: string;
  readonly neededOn: string;
  readonly reference: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
const sample: RequestWrite = {
  id: SAMPLE,
  number: 'RQ-GZT-2023-000001-31',
  planId: SAMPLE,
  origin: 'partner',
  officeId: null,
  siteId: SAMPLE,
  neededOn: '2023-03-01',
  reference: null,
  note: null,
  by: SAMPLE,
  at: AT,
};
export const insertRequest = defineSql(
  'supply.insert-request',
  sample,
  (p: RequestWrite) => sql`
  insert into supply_requests (id, number, plan_id, origin, office_id, site_id, needed_on, reference, note, created_by, created_at)
  values (${p.id}, ${p.number}, ${p.planId}, ${p.origin}, ${p.officeId}, ${p.siteId}, ${p.neededOn}, ${p.reference}, ${p.note}, ${p.by}, ${p.at})`,
);
export const updateRequest = defineSql(
  'supply.update-request',
  sample,
  (p: RequestWrite) => sql`
  update supply_requests set plan_id = ${p.planId}, origin = ${p.origin}, office_id = ${p.officeId}, site_id = ${p.siteId}, needed_on = ${p.neededOn},
    reference = ${p.reference}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);

export interface LineWrite {
  readonly id: string;
  readonly itemId: string;
  readonly qty: number;
  readonly packCode: string | null;
  readonly packCount: number | null;
  readonly packSmallest: number | null;
  readonly packPer: number | null;
  readonly note: string | null;
}
const line: LineWrite = {
  id: SAMPLE,
  itemId: SAMPLE,
  qty: 1,
  packCode: null,
  packCount: null,
  packSmallest: null,
  packPer: null,
  note: null,
};
interface LinesOf {
  readonly requestId: string;
  readonly lines: readonly LineWrite[];
}
/** Lines after those that are there already. */
export const insertLines = defineSql(
  'supply.insert-request-lines',
  { requestId: SAMPLE, lines: [line] } as LinesOf,
  (p: LinesOf) => sql`
  insert into supply_request_lines (id, request_id, position, item_id, qty, pack_code, pack_count, pack_smallest, pack_per, note)
  select l.id, ${p.requestId}::uuid, l.at + (select coalesce(max(position), 0) from supply_request_lines where request_id = ${p.requestId}::uuid), l."itemId", l.qty,
         l."packCode", l."packCount", l."packSmallest", l."packPer", l.note
    from rows from (jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb)
      as (id uuid, "itemId" uuid, qty bigint, "packCode" text, "packCount" numeric, "packSmallest" bigint, "packPer" bigint, note text))
      with ordinality as l(id, "itemId", qty, "packCode", "packCount", "packSmallest", "packPer", note, at)`,
);
export const deleteLines = defineSql(
  'supply.delete-request-lines',
  { requestId: SAMPLE },
  (p: { requestId: string }) => sql`delete from supply_request_lines where request_id = ${p.requestId}`,
);

export interface RequestFound {
  readonly id: string;
  readonly number: string;
  readonly plan_id: string;
  readonly plan_status: 'open' | 'closed';
  readonly plan_grant: string | null;
  readonly sector: string;
  readonly gives_on: string;
  readonly org_id: string;
  readonly site_id: string;
  readonly needed_on: string;
  readonly state: RequestState;
  readonly created_by: string;
  readonly submitted_by: string | null;
  readonly version: number;
  readonly lineage: string[];
}
/**
 * Requests as decisions need them, in the order in which goods are given out: those needed soonest, then those sent first.
 * Locked, so that of two who decide on one the second sees what the first did.
 */
export const lockRequests = defineSql(
  'supply.lock-requests',
  { ids: [SAMPLE] as readonly string[], lock: true },
  (p: { ids: readonly string[]; lock: boolean }) => sql<RequestFound>`
  with locked as materialized (select id from supply_requests where id = any(${p.ids}::uuid[]) order by id ${p.lock ? sql`for update` : sql``})
  select r.id, r.number, r.plan_id, pl.status as plan_status, pl.grant_id as plan_grant, pl.sector, pl.gives_on, pl.org_id, r.site_id, r.needed_on, r.state, r.created_by, r.submitted_by,
         r.version, a.lineage
    from locked k join supply_requests r on r.id = k.id join supply_plans pl on pl.id = r.plan_id join sites s on s.id = r.site_id join areas a on a.pcode = s.area
   order by r.needed_on, r.submitted_at, r.id`,
);

export interface LineFound {
  readonly id: string;
  readonly request_id: string;
  readonly item_id: string;
  readonly qty: number;
  readonly allocated: number;
  readonly shipped: number;
  readonly packs: number[];
}
export const listLinesOf = defineSql(
  'supply.list-lines-of-requests',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<LineFound>`
  select l.id, l.request_id, l.item_id, l.qty, l.allocated, l.shipped,
         array(select k.smallest from item_packs k where k.item_id = l.item_id and k.superseded_at is null and k.per = 1 and k.smallest > 1) as packs
    from supply_request_lines l where l.request_id = any(${p.ids}::uuid[]) order by l.request_id, l.position`,
);

export interface StateWrite {
  readonly id: string;
  readonly state: RequestState;
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
}
const state: StateWrite = { id: SAMPLE, state: 'submitted', by: SAMPLE, at: AT, reason: null };
export const submitRow = defineSql(
  'supply.submit-request',
  state,
  (p: StateWrite) => sql`
  update supply_requests set state = 'submitted', submitted_by = ${p.by}, submitted_at = ${p.at}, version = version + 1 where id = ${p.id}`,
);
export const decideRow = defineSql(
  'supply.decide-request',
  { ...state, state: 'approved' } as StateWrite,
  (p: StateWrite) => sql`
  update supply_requests set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at}, decision_reason = ${p.reason}, version = version + 1 where id = ${p.id}`,
);
export const endRow = defineSql(
  'supply.end-request',
  { ...state, state: 'cancelled' } as StateWrite,
  (p: StateWrite) => sql`
  update supply_requests set state = ${p.state}, ended_by = ${p.by}, ended_at = ${p.at}, end_reason = ${p.reason}, version = version + 1 where id = ${p.id}`,
);
/** What the approver saw of each line. */
export const keepStandards = defineSql(
  'supply.keep-standards',
  { rows: [{ id: SAMPLE, standard: 10, over: 0 }] } as { rows: readonly { id: string; standard: number | null; over: number | null }[] },
  (p) => sql`
  update supply_request_lines l set standard_qty = r.standard, over_qty = r.over
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, standard bigint, over bigint) where l.id = r.id`,
);
/** What other requests of the plan ask of each item, those that stand and were sent. */
export const listAskedElsewhere = defineSql(
  'supply.list-asked-elsewhere',
  { planId: SAMPLE, but: SAMPLE },
  (p: { planId: string; but: string }) => sql<{ item_id: string; asked: number }>`
  select l.item_id, sum(l.qty)::bigint as asked from supply_request_lines l join supply_requests r on r.id = l.request_id
   where r.plan_id = ${p.planId} and r.id <> ${p.but} and r.state not in ('draft', 'refused', 'cancelled') group by l.item_id`,
);

/** Lines of a request counted; how much is over its plan's standard is told by the same arithmetic as in the domain. */
const counted = sql`cross join lateral (
    select count(*) as lines, count(*) filter (where l.qty > l.allocated + l.shipped) as "openLines", count(*) filter (where l.shipped >= l.qty) as "shippedLines",
           count(*) filter (where l.over_qty > 0) as "overLines" from supply_request_lines l where l.request_id = r.id) c`;
const shownColumns = sql`r.id, r.number, r.reference, r.state, r.origin, r.plan_id as "planId", pl.number as "planNumber", pl.org_id as "orgId", ${namesIn('o')} as "orgNames",
  r.site_id as "siteId", s.code as "siteCode", ${namesIn('s')} as "siteNames", ${namesIn('a')} as "areaNames", r.needed_on as "neededOn", c.lines, c."overLines", c."openLines", c."shippedLines",
  r.created_at as "createdAt", r.submitted_at as "submittedAt"`;
const shownFrom = sql`from supply_requests r join supply_plans pl on pl.id = r.plan_id join organisations o on o.id = pl.org_id join sites s on s.id = r.site_id join areas a on a.pcode = s.area ${counted}`;

type Shown = Omit<RequestRow, 'createdAt' | 'submittedAt'> & { readonly createdAt: Date; readonly submittedAt: Date | null };

export interface RequestFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly states: readonly string[] | null;
  readonly orgId: string | null;
  readonly planId: string | null;
  readonly siteId: string | null;
  readonly neededFrom: string | null;
  readonly neededTo: string | null;
  readonly over: boolean | null;
  readonly open: boolean | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`r.number`,
  reference: sql`r.reference`,
  planNumber: sql`pl.number`,
  orgNames: sql`o.name_en`,
  origin: sql`r.origin`,
  siteNames: sql`s.name_en`,
  areaNames: sql`a.name_en`,
  neededOn: sql`r.needed_on`,
  state: sql`r.state`,
  lines: sql`c.lines`,
  overLines: sql`c."overLines"`,
  openLines: sql`c."openLines"`,
  shippedLines: sql`c."shippedLines"`,
  createdAt: sql`r.created_at`,
  submittedAt: sql`r.submitted_at`,
};
export const listRequestRows = defineSql(
  'supply.list-requests',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    search: 'x',
    states: ['approved'],
    orgId: null,
    planId: null,
    siteId: null,
    neededFrom: null,
    neededTo: null,
    over: null,
    open: null,
    sort: '-neededOn',
    limit: 50,
    offset: 0,
  } as RequestFilter,
  (p: RequestFilter) => sql<Shown & { total: number }>`
  select ${shownColumns}, count(*) over () as total ${shownFrom}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or pl.org_id = ${p.onlyOrg}::uuid)
     and (${p.search}::text is null or r.number ilike '%' || ${p.search} || '%' or r.reference ilike '%' || ${p.search} || '%' or pl.number ilike '%' || ${p.search} || '%'
          or o.name_en ilike '%' || ${p.search} || '%' or o.acronym ilike '%' || ${p.search} || '%')
     and (${p.states}::text[] is null or r.state = any(${p.states}::text[])) and (${p.orgId}::uuid is null or pl.org_id = ${p.orgId}::uuid)
     and (${p.planId}::uuid is null or r.plan_id = ${p.planId}::uuid) and (${p.siteId}::uuid is null or r.site_id = ${p.siteId}::uuid)
     and (${p.neededFrom}::date is null or r.needed_on >= ${p.neededFrom}::date) and (${p.neededTo}::date is null or r.needed_on <= ${p.neededTo}::date)
     and (${p.over}::boolean is null or (c."overLines" > 0) = ${p.over})
     and (${p.open}::boolean is null or (c."openLines" > 0 and r.state in ('approved', 'part-allocated', 'part-shipped', 'allocated')) = ${p.open})
   ${orderBy(p.sort, sortable, sql`r.created_at desc`, sql`r.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface RequestPage extends Shown {
  readonly version: number;
  readonly planTitle: string;
  readonly planGivesOn: string;
  readonly planStatus: 'open' | 'closed';
  readonly agreement: string;
  readonly officeId: string | null;
  readonly note: string | null;
  readonly created_by: string;
  readonly submitted_by: string | null;
  readonly createdBy: string;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly lineage: string[];
}
export const getRequestRow = defineSql(
  'supply.get-request',
  { id: SAMPLE },
  (p: { id: string }) => sql<RequestPage>`
  select ${shownColumns}, r.version, pl.title as "planTitle", pl.gives_on as "planGivesOn", pl.status as "planStatus", pl.agreement, r.office_id as "officeId", r.note,
         r.created_by, r.submitted_by, cu.name as "createdBy", su.name as "submittedBy", du.name as "decidedBy", r.decided_at as "decidedAt", r.decision_reason as "decisionReason",
         eu.name as "endedBy", r.ended_at as "endedAt", r.end_reason as "endReason", a.lineage
    ${shownFrom} join users cu on cu.id = r.created_by left join users su on su.id = r.submitted_by left join users du on du.id = r.decided_by left join users eu on eu.id = r.ended_by
   where r.id = ${p.id}`,
);

export interface LineShown {
  readonly id: string;
  readonly requestId: string;
  readonly item: ItemBrief;
  readonly qty: number;
  readonly packCode: string | null;
  readonly packCount: number | null;
  readonly note: string | null;
  readonly standardQty: number | null;
  readonly overQty: number | null;
  readonly allocated: number;
  readonly shipped: number;
  readonly delivered: number;
}
export const listLinesShown = defineSql(
  'supply.list-request-lines',
  { requestIds: [SAMPLE] as readonly string[] },
  (p: { requestIds: readonly string[] }) => sql<LineShown>`
  select l.id, l.request_id as "requestId", ${itemIn('i')} as item, l.qty, l.pack_code as "packCode", l.pack_count::float8 as "packCount", l.note, l.standard_qty as "standardQty", l.over_qty as "overQty",
         l.allocated, l.shipped, l.delivered
    from supply_request_lines l join items i on i.id = l.item_id where l.request_id = any(${p.requestIds}::uuid[]) order by l.request_id, l.position`,
);

/** Who asks and where it goes, of several requests. */
export const listHeads = defineSql(
  'supply.list-request-heads',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ id: string; orgNames: Record<string, string>; siteNames: Record<string, string> }>`
  select r.id, ${namesIn('o')} as "orgNames", ${namesIn('s')} as "siteNames"
    from supply_requests r join supply_plans pl on pl.id = r.plan_id join organisations o on o.id = pl.org_id join sites s on s.id = r.site_id where r.id = any(${p.ids}::uuid[])`,
);

/** The draft of a plan that bears a reference. */
export const findByReference = defineSql(
  'supply.find-request-by-reference',
  { planIds: [SAMPLE], references: ['X'] } as { planIds: readonly string[]; references: readonly string[] },
  (p) => sql<{ id: string; plan_id: string; reference: string; number: string; state: RequestState; items: string[] }>`
  select r.id, r.plan_id, r.reference, r.number, r.state, array(select l.item_id::text from supply_request_lines l where l.request_id = r.id) as items
    from supply_requests r where r.plan_id = any(${p.planIds}::uuid[]) and r.reference = any(${p.references}::text[])
     and r.state not in ('refused', 'cancelled')`,
);
