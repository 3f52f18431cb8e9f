import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, DAY, SAMPLE } from './names.repo.ts';

export interface HoldFound {
  readonly id: string;
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly qty: number;
  /** Whether the place it is promised at lies under the origin. */
  readonly here: boolean;
}
/** Promises that still hold, with where they are. */
export const findHolds = defineSql(
  'supply.find-holds',
  { ids: [SAMPLE] as readonly string[], under: SAMPLE },
  (p: { ids: readonly string[]; under: string }) => sql<HoldFound>`
  select r.id, k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner, r.qty, w.lineage @> array[${p.under}::uuid] as here
    from ledger_reservations r join ledger_buckets k on k.id = r.bucket_id join stock_places w on w.id = k.place::uuid
   where r.id = any(${p.ids}::uuid[]) and r.state = 'held' and k.book = 'goods'`,
);

/** Which of these places lie under the origin. */
export const findUnder = defineSql(
  'supply.find-under',
  { ids: [SAMPLE] as readonly string[], under: SAMPLE },
  (p: { ids: readonly string[]; under: string }) => sql<{ id: string }>`
  select id from stock_places where id = any(${p.ids}::uuid[]) and lineage @> array[${p.under}::uuid]`,
);

export interface LineWrite {
  readonly id: string;
  readonly line_no: number;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly place_id: string;
  readonly grant_id: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly qty: number;
  readonly hold_id: string | null;
  readonly live_hold_id: string;
  readonly reason: string | null;
}
export interface ShipmentWrite {
  readonly id: string;
  readonly number: string;
  readonly originPlaceId: string;
  readonly consigneePlaceId: string;
  readonly consigneeOrgId: string | null;
  readonly plannedOn: string;
  readonly responseId: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
  readonly lines: readonly LineWrite[];
}
export const insertShipment = defineSql(
  'supply.insert-shipment',
  {
    id: SAMPLE,
    number: 'SH-GZT-2023-000001-11',
    originPlaceId: SAMPLE,
    consigneePlaceId: SAMPLE,
    consigneeOrgId: null,
    plannedOn: DAY,
    responseId: null,
    note: null,
    by: SAMPLE,
    at: AT,
    lines: [],
  } as ShipmentWrite,
  (p: ShipmentWrite) => sql`
  with s as (
    insert into shipments (id, number, origin_place_id, consignee_place_id, consignee_org_id, planned_on, response_id, note, created_by, created_at)
    values (${p.id}, ${p.number}, ${p.originPlaceId}, ${p.consigneePlaceId}, ${p.consigneeOrgId}, ${p.plannedOn}, ${p.responseId}, ${p.note}, ${p.by}, ${p.at}))
  insert into shipment_lines (id, shipment_id, line_no, item_id, lot_id, place_id, grant_id, condition, owner, qty, hold_id, live_hold_id, reason)
  select x.id, ${p.id}::uuid, x.line_no, x.item_id, x.lot_id, x.place_id, x.grant_id, x.condition, x.owner, x.qty, x.hold_id, x.live_hold_id, x.reason
    from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb)
      as x(id uuid, line_no int, item_id uuid, lot_id uuid, place_id uuid, grant_id uuid, condition text, owner text, qty bigint, hold_id uuid, live_hold_id uuid, reason text)`,
);

export interface ShipmentFound {
  readonly id: string;
  readonly number: string;
  readonly state: 'planned' | 'loading' | 'moving' | 'received' | 'returned' | 'cancelled';
  readonly originPlaceId: string;
  readonly consigneePlaceId: string;
  readonly legs: number;
  readonly lines: {
    lineId: string;
    itemId: string;
    holdId: string | null;
    liveHoldId: string | null;
    qty: number;
    assigned: number;
    loaded: number;
    itemCode: string;
  }[];
}
/** A shipment with what of its lines is given to trucks, locked: two dispatchers do not give the same pallet away twice. */
export const lockShipment = defineSql(
  'supply.lock-shipment',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 as found from shipments where id = ${p.id} for no key update`,
);
export const findShipment = defineSql(
  'supply.find-shipment',
  { id: SAMPLE },
  (p: { id: string }) => sql<ShipmentFound>`
  select s.id, s.number, s.state, s.origin_place_id as "originPlaceId", s.consignee_place_id as "consigneePlaceId",
         (select coalesce(max(leg_no), 0) from shipment_legs where shipment_id = s.id) as legs,
         (select jsonb_agg(jsonb_build_object('lineId', l.id, 'itemId', l.item_id, 'itemCode', i.code, 'holdId', l.hold_id, 'liveHoldId', l.live_hold_id, 'qty', l.qty,
                   'assigned', coalesce(a.assigned, 0), 'loaded', coalesce(a.loaded, 0)) order by l.line_no)
            from shipment_lines l join items i on i.id = l.item_id
            left join lateral (select sum(coalesce(ll.loaded, ll.planned)) as assigned, sum(ll.loaded) as loaded from shipment_leg_lines ll join shipment_legs g on g.id = ll.leg_id
                          where ll.line_id = l.id and g.state <> 'cancelled' and g.from_place_id = s.origin_place_id) a on true
           where l.shipment_id = s.id) as lines
    from shipments s where s.id = ${p.id}`,
);

export const cancelShipmentRow = defineSql(
  'supply.cancel-shipment',
  { id: SAMPLE, reason: 'x' } as { id: string; reason: string },
  (p) => sql`
  with l as (update shipment_legs set state = 'cancelled' where shipment_id = ${p.id}),
       h as (update shipment_lines set released = true where shipment_id = ${p.id})
  update shipments set state = 'cancelled', cancel_reason = ${p.reason}, version = version + 1 where id = ${p.id}`,
);

export interface LegInsert {
  readonly id: string;
  readonly shipmentId: string;
  readonly legNo: number;
  readonly waybill: string;
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly crossingId: string | null;
  readonly crossingDay: string | null;
  readonly vehicleId: string;
  readonly driverId: string;
  readonly orgId: string;
  readonly plate: string;
  readonly truckPlaceId: string;
  readonly plannedAt: string;
  readonly by: string;
  readonly at: string;
  readonly lines: readonly { line_id: string; qty: number }[];
}
export const insertLeg = defineSql(
  'supply.insert-leg',
  {
    id: SAMPLE,
    shipmentId: SAMPLE,
    legNo: 1,
    waybill: 'WB-GZT-2023-000001-11',
    fromPlaceId: SAMPLE,
    toPlaceId: SAMPLE,
    crossingId: null,
    crossingDay: null,
    vehicleId: SAMPLE,
    driverId: SAMPLE,
    orgId: SAMPLE,
    plate: '27 KR 4410',
    truckPlaceId: SAMPLE,
    plannedAt: AT,
    by: SAMPLE,
    at: AT,
    lines: [],
  } as LegInsert,
  (p: LegInsert) => sql`
  with l as (
    insert into shipment_legs (id, shipment_id, leg_no, waybill, from_place_id, to_place_id, crossing_id, crossing_day, vehicle_id, driver_id, org_id, plate, truck_place_id, planned_at, created_by, created_at)
    values (${p.id}, ${p.shipmentId}, ${p.legNo}, ${p.waybill}, ${p.fromPlaceId}, ${p.toPlaceId}, ${p.crossingId}, ${p.crossingDay}, ${p.vehicleId}, ${p.driverId}, ${p.orgId}, ${p.plate},
            ${p.truckPlaceId}, ${p.plannedAt}, ${p.by}, ${p.at}))
  insert into shipment_leg_lines (leg_id, line_id, planned)
  select ${p.id}::uuid, x.line_id, x.qty from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as x(line_id uuid, qty bigint)`,
);

export interface LegChange {
  readonly id: string;
  readonly vehicleId: string;
  readonly driverId: string;
  readonly orgId: string;
  readonly plate: string;
  readonly plannedAt: string;
  readonly lines: readonly { line_id: string; qty: number }[];
}
/** Another truck or load; a line that was notified keeps its row, with nothing planned, so that the border's answer keeps its ground. */
export const updateLeg = defineSql(
  'supply.update-leg',
  { id: SAMPLE, vehicleId: SAMPLE, driverId: SAMPLE, orgId: SAMPLE, plate: 'x', plannedAt: AT, lines: [] } as LegChange,
  (p: LegChange) => sql`
  with l as (update shipment_legs set vehicle_id = ${p.vehicleId}, driver_id = ${p.driverId}, org_id = ${p.orgId}, plate = ${p.plate}, planned_at = ${p.plannedAt} where id = ${p.id}),
  x as (select x.line_id, x.qty from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as x(line_id uuid, qty bigint)),
  gone as (update shipment_leg_lines set planned = 0 where leg_id = ${p.id} and line_id not in (select line_id from x))
  insert into shipment_leg_lines (leg_id, line_id, planned) select ${p.id}::uuid, line_id, qty from x
  on conflict (leg_id, line_id) do update set planned = excluded.planned`,
);
export const cancelLegRow = defineSql(
  'supply.cancel-leg',
  { id: SAMPLE },
  (p: { id: string }) => sql`update shipment_legs set state = 'cancelled' where id = ${p.id} and state = 'planned'`,
);
export const rerouteLegRow = defineSql(
  'supply.reroute-leg',
  { id: SAMPLE, toPlaceId: SAMPLE, crossingId: null, crossingDay: null } as {
    id: string;
    toPlaceId: string;
    crossingId: string | null;
    crossingDay: string | null;
  },
  (p) =>
    sql`update shipment_legs set to_place_id = ${p.toPlaceId}, crossing_id = ${p.crossingId}, crossing_day = ${p.crossingDay} where id = ${p.id}`,
);

export const findDriver = defineSql(
  'supply.find-driver',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ org_id: string }>`select org_id from org_people where id = ${p.id}`,
);

export interface UnitWrite {
  readonly id: string;
  readonly kind: string;
  readonly code: string;
  readonly sscc: string | null;
  readonly leg_id: string | null;
  readonly gross_weight_g: number | null;
  readonly volume_cm3: number | null;
  readonly contents: readonly { lineId: string; qty: number }[];
}
/** All units of a shipment as they are now; those that a delivery has named stay. */
export const replaceUnits = defineSql(
  'supply.replace-units',
  { shipmentId: SAMPLE, units: [] } as { shipmentId: string; units: readonly UnitWrite[] },
  (p) => sql`
  with x as (select * from jsonb_to_recordset(${JSON.stringify(p.units)}::jsonb)
               as x(id uuid, kind text, code text, sscc text, leg_id uuid, gross_weight_g bigint, volume_cm3 bigint, contents jsonb)),
  gone as (delete from handling_units u where u.shipment_id = ${p.shipmentId} and u.id not in (select id from x) and not exists (select from delivery_units d where d.unit_id = u.id))
  insert into handling_units (id, shipment_id, kind, code, sscc, leg_id, gross_weight_g, volume_cm3, contents)
  select x.id, ${p.shipmentId}::uuid, x.kind, x.code, x.sscc, x.leg_id, x.gross_weight_g, x.volume_cm3, x.contents from x
  on conflict (id) do update set kind = excluded.kind, code = excluded.code, sscc = excluded.sscc, leg_id = excluded.leg_id, gross_weight_g = excluded.gross_weight_g,
     volume_cm3 = excluded.volume_cm3, contents = excluded.contents`,
);
