import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { PickRow } from '../../contract/requests/allocation.ts';
import type { RequestState } from '../../domain/requests/states.ts';
import { AT, SAMPLE, namesIn } from './shared.repo.ts';

export interface AllocationWrite {
  readonly id: string;
  readonly requestId: string;
  readonly placeId: string;
  readonly cause: 'person' | 'rules' | 'replaced';
  readonly passed: unknown;
}
interface AllocationsOf {
  readonly rows: readonly AllocationWrite[];
  readonly by: string;
  readonly at: string;
  readonly commandId: string;
}
export const insertAllocations = defineSql(
  'supply.insert-allocations',
  {
    rows: [{ id: SAMPLE, requestId: SAMPLE, placeId: SAMPLE, cause: 'rules', passed: [] }],
    by: SAMPLE,
    at: AT,
    commandId: SAMPLE,
  } as AllocationsOf,
  (p: AllocationsOf) => sql`
  with tried as (update supply_requests set tried_at = ${p.at} where id in (select "requestId" from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as t("requestId" uuid)))
  insert into supply_allocations (id, request_id, place_id, made_by, made_at, command_id, cause, passed)
  select id, "requestId", "placeId", ${p.by}::uuid, ${p.at}::timestamptz, ${p.commandId}::uuid, cause, passed
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, "requestId" uuid, "placeId" uuid, cause text, passed jsonb)`,
);

export interface PickWrite {
  readonly id: string;
  readonly allocationId: string;
  readonly requestId: string;
  readonly lineId: string;
  readonly bucketId: number;
  readonly itemId: string;
  readonly lotId: string | null;
  readonly placeId: string;
  readonly grantId: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly qty: number;
  readonly reasons: unknown;
  readonly byHand: string | null;
}
const pick: PickWrite = {
  id: SAMPLE,
  allocationId: SAMPLE,
  requestId: SAMPLE,
  lineId: SAMPLE,
  bucketId: 1,
  itemId: SAMPLE,
  lotId: null,
  placeId: SAMPLE,
  grantId: null,
  condition: 'good',
  owner: 'own',
  qty: 1,
  reasons: [],
  byHand: null,
};
interface PicksOf {
  readonly rows: readonly PickWrite[];
  readonly at: string;
  readonly until: string;
}
export const insertPicks = defineSql(
  'supply.insert-picks',
  { rows: [pick], at: AT, until: AT } as PicksOf,
  (p: PicksOf) => sql`
  insert into supply_picks (id, allocation_id, request_id, line_id, bucket_id, item_id, lot_id, place_id, grant_id, condition, owner, qty, reasons, by_hand, made_at, expires_at)
  select id, "allocationId", "requestId", "lineId", "bucketId", "itemId", "lotId", "placeId", "grantId", condition, owner, qty, reasons, "byHand", ${p.at}::timestamptz, ${p.until}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, "allocationId" uuid, "requestId" uuid, "lineId" uuid, "bucketId" bigint, "itemId" uuid, "lotId" uuid,
      "placeId" uuid, "grantId" uuid, condition text, owner text, qty bigint, reasons jsonb, "byHand" text)`,
);

export interface PickFound {
  readonly id: string;
  readonly request_id: string;
  readonly line_id: string;
  readonly bucket_id: number;
  readonly item_id: string;
  readonly qty: number;
  readonly state: 'held' | 'shipped' | 'freed' | 'expired' | 'broken';
  readonly shipped: number;
  readonly expires_at: Date;
  readonly made_at: Date;
  /** The store that its goods were looked for in. */
  readonly store_id: string;
}
/** On a shipment that has not left whole and was not cancelled: its goods wait for a truck. */
const aboard = sql`exists (select from shipment_lines sl join shipments sh on sh.id = sl.shipment_id where sl.hold_id = k.id and sh.state in ('planned', 'loading', 'moving'))`;

const found = sql`k.id, k.request_id, k.line_id, k.bucket_id, k.item_id, k.qty, k.state, k.shipped, k.expires_at, k.made_at, n.place_id as store_id`;
export interface PicksAsked {
  readonly reach: RawBuilder<boolean>;
  readonly ids: readonly string[];
}
/** Picks whose goods lie within the actor's reach. */
export const findPicks = defineSql(
  'supply.find-picks',
  { reach: sql<boolean>`true`, ids: [SAMPLE] } as PicksAsked,
  (p: PicksAsked) => sql<PickFound>`
  select ${found} from supply_picks k join supply_allocations n on n.id = k.allocation_id join stock_places w on w.id = k.place_id
    left join sites ws on ws.id = w.site_id left join areas wa on wa.pcode = ws.area
   where k.id = any(${p.ids}::uuid[]) and ${p.reach}`,
);
export const listHeldOf = defineSql(
  'supply.list-held-picks-of-requests',
  { requestIds: [SAMPLE] as readonly string[] },
  (p: { requestIds: readonly string[] }) => sql<PickFound>`
  select ${found} from supply_picks k join supply_allocations n on n.id = k.allocation_id
   where k.request_id = any(${p.requestIds}::uuid[]) and k.state = 'held' order by k.made_at desc, k.id desc`,
);
/** The first shipment on which some of these picks stand. */
export const findShipmentOfPicks = defineSql(
  'supply.find-shipment-of-picks',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ number: string }>`
  select sh.number from shipment_lines sl join shipments sh on sh.id = sl.shipment_id
   where sl.hold_id = any(${p.ids}::uuid[]) and sh.state in ('planned', 'loading', 'moving') order by sh.number limit 1`,
);
/** Held picks that are over: past their time, or ended in the books by something else than a shipment, which tells of itself. */
export const listOverdue = defineSql(
  'supply.list-overdue-picks',
  { at: AT },
  (p: { at: string }) => sql<PickFound & { in_books: 'held' | 'posted' | 'voided' | 'expired' | 'broken' }>`
  select ${found}, h.state as in_books from supply_picks k join supply_allocations n on n.id = k.allocation_id join ledger_reservations h on h.id = k.id
   where k.state = 'held' and ((k.expires_at <= ${p.at} and h.state = 'held' and not ${aboard}) or h.state in ('voided', 'expired', 'broken')) order by k.request_id, k.id limit 1000`,
);

interface Ended {
  readonly ids: readonly string[];
  readonly state: 'freed' | 'expired' | 'broken';
  readonly at: string;
  readonly reason: string | null;
}
export const endPicks = defineSql(
  'supply.end-picks',
  { ids: [SAMPLE], state: 'freed', at: AT, reason: null } as Ended,
  (p: Ended) => sql`
  update supply_picks set state = ${p.state}, ended_at = ${p.at}, end_reason = ${p.reason} where id = any(${p.ids}::uuid[]) and state = 'held'`,
);
export const prolongPicks = defineSql(
  'supply.prolong-picks',
  { ids: [SAMPLE], until: AT } as { ids: readonly string[]; until: string },
  (p) => sql`update supply_picks set expires_at = ${p.until} where id = any(${p.ids}::uuid[]) and state = 'held'`,
);

export interface GoodsChange {
  readonly pickId: string;
  readonly kind: 'loaded' | 'delivered' | 'returned' | 'released';
  readonly qty: number;
}
interface Followed {
  readonly shipmentId: string;
  readonly at: string;
  readonly changes: readonly GoodsChange[];
}
/** What happened on the road, added up for each pick; goods that came back have not left. */
export const followPicks = defineSql(
  'supply.follow-picks',
  { shipmentId: SAMPLE, at: AT, changes: [{ pickId: SAMPLE, kind: 'loaded', qty: 1 }] } as Followed,
  (p: Followed) => sql`
  with c as (
    select "pickId" as id, coalesce(sum(qty) filter (where kind = 'loaded'), 0) as loaded, coalesce(sum(qty) filter (where kind = 'delivered'), 0) as delivered,
           coalesce(sum(qty) filter (where kind = 'returned'), 0) as returned, bool_or(kind = 'loaded') as leaves, bool_or(kind = 'released') as released
      from jsonb_to_recordset(${JSON.stringify(p.changes)}::jsonb) as r("pickId" uuid, kind text, qty bigint) group by 1
  ), n as (select k.id, greatest(k.shipped + c.loaded - c.returned, 0)::bigint as shipped from supply_picks k join c on c.id = k.id)
  update supply_picks k set shipped = n.shipped, delivered = k.delivered + c.delivered::bigint,
         state = case when n.shipped > 0 then 'shipped' when c.leaves or k.state = 'shipped' then 'freed' else k.state end,
         shipment_id = case when c.released and k.state = 'held' then null else ${p.shipmentId}::uuid end,
         ended_at = case when n.shipped > 0 or c.leaves or k.state = 'shipped' then coalesce(k.ended_at, ${p.at}::timestamptz) else k.ended_at end
    from c join n on n.id = c.id where k.id = c.id`,
);
/** Which requests some picks are of. */
export const findRequestsOfPicks = defineSql(
  'supply.find-requests-of-picks',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ request_id: string }>`select distinct request_id from supply_picks where id = any(${p.ids}::uuid[])`,
);

/** What has left of each line, by its picks. */
export const listShipped = defineSql(
  'supply.list-shipped-of-lines',
  { requestIds: [SAMPLE] as readonly string[] },
  (p: { requestIds: readonly string[] }) => sql<{ line_id: string; shipped: number }>`
  select line_id, sum(shipped)::bigint as shipped from supply_picks where request_id = any(${p.requestIds}::uuid[]) group by line_id`,
);

/** What is set aside, has left and arrived, summed anew from the picks; what one truck left for the next of its shipment is set aside still. */
export const recountLines = defineSql(
  'supply.recount-lines',
  { requestIds: [SAMPLE] as readonly string[] },
  (p: { requestIds: readonly string[] }) => sql`
  update supply_request_lines l set allocated = least(x.held + x.riding, greatest(l.qty - x.shipped, 0)), shipped = x.shipped, delivered = x.delivered
    from (select k.line_id, coalesce(sum(k.qty) filter (where k.state = 'held'), 0)::bigint as held, coalesce(sum(h.qty) filter (where k.state = 'shipped'), 0)::bigint as riding,
                 sum(k.shipped)::bigint as shipped, sum(k.delivered)::bigint as delivered
            from supply_picks k left join shipment_lines sl on sl.hold_id = k.id and not sl.released and sl.live_hold_id <> k.id left join ledger_reservations h on h.id = sl.live_hold_id and h.state = 'held'
           where k.request_id = any(${p.requestIds}::uuid[]) group by k.line_id) x
   where l.id = x.line_id`,
);
/** States read off the lines; a request that has ended stays ended. */
export const setStates = defineSql(
  'supply.set-request-states',
  { rows: [{ id: SAMPLE, state: 'allocated' }] } as { rows: readonly { id: string; state: RequestState }[] },
  (p) => sql`
  update supply_requests r set state = x.state, version = r.version + 1 from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as x(id uuid, state text)
   where r.id = x.id and r.state <> x.state and r.state in ('approved', 'part-allocated', 'allocated', 'part-shipped', 'shipped')`,
);

export interface PickFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly requestIds: readonly string[] | null;
  readonly siteId: string | null;
  readonly orgId: string | null;
  readonly placeId: string | null;
  readonly endsBefore: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  requestNumber: sql`r.number`,
  itemCode: sql`i.code`,
  itemNames: sql`i.name_en`,
  qty: sql`k.qty`,
  unit: sql`i.unit`,
  lotCode: sql`t.code`,
  expiresOn: sql`t.expires_on`,
  placeCode: sql`w.code`,
  grantCode: sql`g.code`,
  orgNames: sql`o.name_en`,
  siteNames: sql`s.name_en`,
  neededOn: sql`r.needed_on`,
  expiresAt: sql`k.expires_at`,
};
type Row = Omit<PickRow, 'expiresAt'> & { readonly expiresAt: Date };
export const listPickRows = defineSql(
  'supply.list-picks',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    search: 'x',
    requestIds: [SAMPLE],
    siteId: null,
    orgId: null,
    placeId: SAMPLE,
    endsBefore: AT,
    sort: 'neededOn',
    limit: 50,
    offset: 0,
  } as PickFilter,
  (p: PickFilter) => sql<Row & { total: number }>`
  select k.id, k.request_id as "requestId", r.number as "requestNumber", k.line_id as "lineId", k.item_id as "itemId", i.code as "itemCode", ${namesIn('i')} as "itemNames", i.unit,
         k.lot_id as "lotId", t.code as "lotCode", t.expires_on as "expiresOn", k.place_id as "placeId", w.code as "placeCode", k.grant_id as "grantId", g.code as "grantCode", k.condition, k.owner,
         k.qty, (i.weight_g * k.qty)::float8 as "weightG", (i.volume_cm3 * k.qty)::float8 as "volumeCm3", pl.org_id as "orgId", ${namesIn('o')} as "orgNames", r.site_id as "siteId",
         ${namesIn('s')} as "siteNames", r.needed_on as "neededOn", k.expires_at as "expiresAt", k.shipment_id as "shipmentId", count(*) over () as total
    from supply_picks k join supply_requests r on r.id = k.request_id join supply_plans pl on pl.id = r.plan_id join organisations o on o.id = pl.org_id join sites s on s.id = r.site_id
    join items i on i.id = k.item_id join stock_places w on w.id = k.place_id left join sites ws on ws.id = w.site_id left join areas wa on wa.pcode = ws.area
    left join lots t on t.id = k.lot_id left join grants g on g.id = k.grant_id
   where k.state = 'held' and ${p.reach} and (${p.onlyOrg}::uuid is null or pl.org_id = ${p.onlyOrg}::uuid)
     and (${p.search}::text is null or r.number ilike '%' || ${p.search} || '%' or i.code ilike '%' || ${p.search} || '%' or i.name_en ilike '%' || ${p.search} || '%' or t.code ilike '%' || ${p.search} || '%')
     and (${p.requestIds}::uuid[] is null or k.request_id = any(${p.requestIds}::uuid[])) and (${p.siteId}::uuid is null or r.site_id = ${p.siteId}::uuid)
     and (${p.orgId}::uuid is null or pl.org_id = ${p.orgId}::uuid) and (${p.placeId}::uuid is null or w.lineage @> array[${p.placeId}::uuid])
     and (${p.endsBefore}::timestamptz is null or k.expires_at <= ${p.endsBefore}::timestamptz)
   ${orderBy(p.sort, sortable, sql`r.needed_on, r.number, i.code`, sql`k.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface PickOnPage {
  readonly id: string;
  readonly lineId: string;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  readonly placeId: string;
  readonly placeCode: string;
  readonly grantCode: string | null;
  readonly owner: string;
  readonly qty: number;
  readonly shipped: number;
  readonly delivered: number;
  readonly state: PickFound['state'];
  readonly reasons: { code: string; figures: Record<string, string | number> }[];
  readonly byHand: string | null;
  readonly expiresAt: Date;
  readonly shipmentId: string | null;
  readonly endReason: string | null;
}
/** All that was ever set aside for a request. */
export const listPicksOf = defineSql(
  'supply.list-picks-of-request',
  { requestId: SAMPLE },
  (p: { requestId: string }) => sql<PickOnPage>`
  select k.id, k.line_id as "lineId", t.code as "lotCode", t.expires_on as "expiresOn", k.place_id as "placeId", w.code as "placeCode", g.code as "grantCode", k.owner, k.qty, k.shipped, k.delivered,
         k.state, k.reasons, k.by_hand as "byHand", k.expires_at as "expiresAt", k.shipment_id as "shipmentId", k.end_reason as "endReason"
    from supply_picks k join stock_places w on w.id = k.place_id left join lots t on t.id = k.lot_id left join grants g on g.id = k.grant_id
   where k.request_id = ${p.requestId} order by case k.state when 'held' then 0 when 'shipped' then 1 else 2 end, k.made_at, k.id`,
);
