import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE, itemJson, namesJson, orgJson, paged, placeJson } from './names.repo.ts';
import type { NamesFound, ItemNamed, OrgNamed, Paged, PlaceNamed } from './names.repo.ts';
import { keyedJson, sheetsWaiting, withSheetsWaiting } from '../papers/keyed.repo.ts';
import type { Keyed } from '../papers/keyed.repo.ts';
import { shipmentEnds } from './reach.repo.ts';

export interface LoadableFound {
  readonly holdId: string | null;
  readonly purpose: string | null;
  readonly request: { number: string; site: NamesFound } | null;
  readonly item: ItemNamed;
  readonly lotId: string | null;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  readonly place: PlaceNamed;
  readonly grantId: string | null;
  readonly grantCode: string | null;
  readonly condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
  readonly owner: string;
  readonly qty: number;
  readonly weightG: number | null;
  readonly volumeCm3: number | null;
}
const loadable = sql`${itemJson('i')} as item, lo.id as "lotId", lo.code as "lotCode", lo.expires_on as "expiresOn", ${placeJson('w')} as place, g.id as "grantId", g.code as "grantCode",
  k.condition, k.owner`;
const sizes = sql`i.weight_g::float8 as "weightG", i.volume_cm3::float8 as "volumeCm3"`;
const from = sql`join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.place = w.id::text join items i on i.id = k.item::uuid left join lots lo on lo.id = k.lot::uuid
  left join grants g on g.id = k.grant_code::uuid`;

/** Promises of allocations under a store that no shipment has taken yet. */
export const listHeld = defineSql(
  'supply.list-held',
  { placeId: SAMPLE },
  (p: { placeId: string }) => sql<LoadableFound>`
  select r.id as "holdId", r.purpose, case when q.id is not null then jsonb_build_object('number', q.number, 'site', ${namesJson('qs')}) end as request, ${loadable}, r.qty, ${sizes}
    from stock_places w ${from} join ledger_reservations r on r.bucket_id = k.id and r.state = 'held'
    left join supply_picks qp on qp.id = r.id left join supply_requests q on q.id = qp.request_id left join sites qs on qs.id = q.site_id
   where w.lineage @> array[${p.placeId}::uuid] and not exists (select from shipment_lines l where l.hold_id = r.id or l.live_hold_id = r.id)
   order by r.made_at, i.name_en, r.id limit 1000`,
);
/** Free stock under a store. */
export const listFreeHere = defineSql(
  'supply.list-free-here',
  { placeId: SAMPLE, key: 'blanket' } as { placeId: string; key: string | null },
  (p) => sql<LoadableFound>`
  select null::uuid as "holdId", null::text as purpose, null::jsonb as request, ${loadable}, b.qty - b.reserved as qty, ${sizes}
    from stock_places w ${from} join ledger_balances b on b.bucket_id = k.id and b.qty > b.reserved
   where w.lineage @> array[${p.placeId}::uuid] and (${p.key}::text is null or exists (select from item_keys ik where ik.item_id = i.id and ik.key like '%' || ${p.key} || '%'))
   order by i.name_en, lo.expires_on nulls last, w.code limit 500`,
);

export interface ShipmentRowFound {
  readonly id: string;
  readonly number: string;
  readonly origin: PlaceNamed;
  readonly consignee: PlaceNamed;
  readonly consigneeOrg: OrgNamed | null;
  readonly plannedOn: string;
  readonly state: 'planned' | 'loading' | 'moving' | 'received' | 'returned' | 'cancelled';
  readonly lines: number;
  readonly trucks: number;
  readonly kg: number;
  readonly litres: number;
  readonly discrepancies: number;
  readonly sheets: number;
}
export interface ShipmentFilter extends Paged {
  readonly me: string;
  readonly sheetsToCheck: boolean | null;
  readonly reach: RawBuilder<boolean>;
  readonly search: string | null;
  readonly states: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly placeId: string | null;
}
const heads = sql`s.id, s.number, ${placeJson('op')} as origin, ${placeJson('cp')} as consignee, case when co.id is not null then ${orgJson('co')} end as "consigneeOrg", s.planned_on as "plannedOn", s.state`;

export const listShipmentRows = defineSql(
  'supply.list-shipments',
  {
    ...paged,
    sort: '-plannedOn',
    reach: sql<boolean>`true`,
    search: 'SH',
    states: null,
    from: null,
    to: null,
    placeId: null,
    me: SAMPLE,
    sheetsToCheck: true,
  } as ShipmentFilter,
  (p: ShipmentFilter) => sql<ShipmentRowFound & { total: number }>`
  with page as (
    select s.*, count(*) over ()::int as total, op.name_en as origin_name, cp.name_en as consignee_name from shipments s ${shipmentEnds}
     where ${p.reach} and (${p.sheetsToCheck}::boolean is null or (s.id in ${withSheetsWaiting(p.me)}) = ${p.sheetsToCheck}) and (${p.states}::text[] is null or s.state = any(${p.states}::text[])) and (${p.from}::date is null or s.planned_on >= ${p.from}::date)
       and (${p.to}::date is null or s.planned_on <= ${p.to}::date) and (${p.placeId}::uuid is null or ${p.placeId} in (s.origin_place_id, s.consignee_place_id))
       and (${p.search}::text is null or s.number ilike '%' || ${p.search} || '%' or exists (
         select from shipment_legs l where l.shipment_id = s.id and (l.waybill ilike '%' || ${p.search} || '%' or l.plate ilike '%' || ${p.search} || '%')) or exists (
         select from handling_units u where u.shipment_id = s.id and (u.id::text = lower(${p.search}) or u.sscc = ${p.search})))
     ${orderBy(p.sort, { number: sql`s.number`, plannedOn: sql`s.planned_on`, origin: sql`op.name_en`, consignee: sql`cp.name_en`, state: sql`s.state` }, sql`s.planned_on desc`, sql`s.id`)}
     limit ${p.limit} offset ${p.offset})
  select ${heads}, x.lines, x.kg, x.litres, (select count(*) from shipment_legs l where l.shipment_id = s.id and l.state <> 'cancelled')::int as trucks,
         (select count(*) from discrepancies d where d.shipment_id = s.id and d.state = 'open')::int as discrepancies, ${sheetsWaiting(p.me)} as sheets, s.total
    from page s join stock_places op on op.id = s.origin_place_id join stock_places cp on cp.id = s.consignee_place_id left join organisations co on co.id = s.consignee_org_id
    cross join lateral (select count(*)::int as lines, ceil(coalesce(sum(l.qty * i.weight_g), 0) / 1000)::int as kg, ceil(coalesce(sum(l.qty * i.volume_cm3), 0) / 1000)::int as litres
                          from shipment_lines l join items i on i.id = l.item_id where l.shipment_id = s.id) x
   ${orderBy(p.sort, { number: sql`s.number`, plannedOn: sql`s.planned_on`, origin: sql`s.origin_name`, consignee: sql`s.consignee_name`, state: sql`s.state` }, sql`s.planned_on desc`, sql`s.id`)}`,
);

export interface ShipmentHead extends Omit<ShipmentRowFound, 'lines' | 'trucks' | 'kg' | 'litres' | 'discrepancies' | 'sheets'> {
  readonly note: string | null;
  readonly cancelReason: string | null;
  readonly areas: string[] | null;
  readonly sites: string[];
  readonly orgs: string[];
  readonly lines: {
    id: string;
    lineNo: number;
    item: ItemNamed;
    lotCode: string | null;
    expiresOn: string | null;
    place: PlaceNamed;
    grantCode: string | null;
    condition: LoadableFound['condition'];
    owner: string;
    qty: number;
    unassigned: number;
    allocated: boolean;
    reason: string | null;
    weightG: number | null;
    volumeCm3: number | null;
  }[];
  readonly units: {
    unitId: string;
    kind: 'pallet';
    code: string;
    sscc: string | null;
    legId: string | null;
    grossWeightG: number | null;
    volumeCm3: number | null;
    contents: { lineId: string; qty: number }[];
  }[];
  readonly deliveries: { id: string; number: string; legId: string; kind: string; side: string; at: string }[];
  readonly discrepancies: { id: string; number: string; legId: string; stage: string; state: string }[];
}
export const findShipmentHead = defineSql(
  'supply.find-shipment-head',
  { id: SAMPLE },
  (p: { id: string }) => sql<ShipmentHead>`
  select ${heads}, s.note, s.cancel_reason as "cancelReason", ca.lineage as areas, array_remove(array[op.site_id, cp.site_id], null) as sites, array_remove(array[s.consignee_org_id, op.org_id], null) as orgs,
    (select jsonb_agg(jsonb_build_object('id', l.id, 'lineNo', l.line_no, 'item', ${itemJson('i')}, 'lotCode', lo.code, 'expiresOn', lo.expires_on, 'place', ${placeJson('w')}, 'grantCode', g.code,
        'condition', l.condition, 'owner', l.owner, 'qty', l.qty, 'unassigned', l.qty - coalesce((select sum(coalesce(ll.loaded, ll.planned)) from shipment_leg_lines ll join shipment_legs x on x.id = ll.leg_id
           where ll.line_id = l.id and x.state <> 'cancelled' and x.from_place_id = s.origin_place_id), 0),
        'allocated', l.hold_id is not null, 'reason', l.reason, 'weightG', i.weight_g, 'volumeCm3', i.volume_cm3) order by l.line_no)
       from shipment_lines l join items i on i.id = l.item_id left join lots lo on lo.id = l.lot_id join stock_places w on w.id = l.place_id left join grants g on g.id = l.grant_id
      where l.shipment_id = s.id) as lines,
    (select coalesce(jsonb_agg(jsonb_build_object('unitId', u.id, 'kind', u.kind, 'code', u.code, 'sscc', u.sscc, 'legId', u.leg_id, 'grossWeightG', u.gross_weight_g, 'volumeCm3', u.volume_cm3, 'contents', u.contents)
        order by u.code), '[]') from handling_units u where u.shipment_id = s.id) as units,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'legId', d.leg_id, 'kind', d.kind, 'side', d.side, 'at', to_char(d.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        order by d.recorded_at), '[]') from deliveries d where d.shipment_id = s.id) as deliveries,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'legId', d.leg_id, 'stage', d.stage, 'state', d.state) order by d.opened_at), '[]')
       from discrepancies d where d.shipment_id = s.id) as discrepancies
    from shipments s ${shipmentEnds} left join organisations co on co.id = s.consignee_org_id where s.id = ${p.id}`,
);

export interface LegShownFound {
  readonly id: string;
  readonly legNo: number;
  readonly waybill: string;
  readonly state: string;
  readonly stateAt: Date | null;
  readonly from: PlaceNamed;
  readonly to: PlaceNamed;
  readonly crossingId: string | null;
  readonly crossingNames: NamesFound | null;
  readonly crossingDay: string | null;
  readonly vehicleId: string;
  readonly plate: string;
  readonly transporter: OrgNamed;
  readonly driverId: string;
  readonly plannedAt: Date;
  readonly departedAt: Date | null;
  readonly seals: string[];
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly parents: string[];
  readonly papers: { id: string; kind: string; reference: string; issuedOn: string }[];
  readonly facts: {
    id: string;
    kind: string;
    at: string;
    recordedAt: string;
    by: string;
    keyed: Keyed;
    commandId: string;
    documentId: string | null;
    data: Record<string, unknown>;
  }[];
  readonly words: {
    fromDay: string;
    toDay: string | null;
    status: 'open' | 'closed' | 'restricted';
    authorisedTo: string | null;
    source: string;
  }[];
  readonly lines: {
    lineId: string;
    planned: number;
    loaded: number | null;
    offGood: number;
    offDamaged: number;
    damaged: number;
    lost: number;
    weightG: number | null;
    volumeCm3: number | null;
    answer: 'waiting' | 'accepted' | 'refused' | null;
  }[];
}
const stampOf = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);
/** The trucks of a shipment with their lines, papers and facts. */
export const listLegsShown = defineSql(
  'supply.list-legs-shown',
  { id: SAMPLE, me: SAMPLE },
  (p: { id: string; me: string }) => sql<LegShownFound>`
  select l.id, l.leg_no as "legNo", l.waybill, l.state, l.state_at as "stateAt", ${placeJson('fp')} as "from", ${placeJson('tp')} as "to", l.crossing_id as "crossingId",
         case when c.id is not null then ${namesJson('c')} end as "crossingNames", l.crossing_day as "crossingDay", l.vehicle_id as "vehicleId", l.plate, ${orgJson('o')} as transporter,
         l.driver_id as "driverId", l.planned_at as "plannedAt", l.departed_at as "departedAt", l.seals, v.max_kg as "maxKg", v.max_litres as "maxLitres",
         array(select parent_id from shipment_leg_parents where leg_id = l.id) as parents,
         (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'reference', x.reference, 'issuedOn', x.issued_on) order by x.issued_on, x.id), '[]')
            from customs_papers x where x.leg_id = l.id and x.removed_at is null) as papers,
         (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'kind', f.kind, 'at', ${stampOf('f.occurred_at')}, 'recordedAt', ${stampOf('f.recorded_at')}, 'by', u.name, 'commandId', f.command_id,
             'documentId', f.document_id, 'data', f.data, 'keyed', ${keyedJson(sql`f.id`, p.me)}) order by f.occurred_at desc, f.recorded_at desc), '[]') from shipment_facts f join users u on u.id = f.actor_id where f.leg_id = l.id) as facts,
         (select coalesce(jsonb_agg(jsonb_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'status', d.status, 'authorisedTo', d.authorised_to, 'source', d.source)
             order by d.recorded_at desc, d.from_day desc), '[]') from crossing_days d where d.crossing_id = l.crossing_id) as words,
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', ll.line_id, 'planned', ll.planned, 'loaded', ll.loaded, 'offGood', ll.off_good, 'offDamaged', ll.off_damaged, 'damaged', ll.damaged,
             'lost', ll.lost, 'weightG', i.weight_g, 'volumeCm3', i.volume_cm3,
             'answer', (select case when bool_or(b.answer = 'accepted' and b.qty >= ll.planned) then 'accepted' when bool_or(b.answer = 'refused') then 'refused' else min(b.answer) filter (where b.answer = 'waiting') end
                          from border_notification_lines b join border_notifications n on n.id = b.notification_id
                         where b.leg_id = l.id and b.line_id = ll.line_id and n.state in ('sent', 'answered') and n.crossing_id = l.crossing_id and n.crossing_day = l.crossing_day))
             order by sl.line_no), '[]')
            from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id where ll.leg_id = l.id) as lines
    from shipment_legs l join stock_places fp on fp.id = l.from_place_id join stock_places tp on tp.id = l.to_place_id left join crossings c on c.id = l.crossing_id
    join organisations o on o.id = l.org_id join vehicles v on v.id = l.vehicle_id
   where l.shipment_id = ${p.id} order by l.leg_no`,
);
