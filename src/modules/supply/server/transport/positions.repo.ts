import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './names.repo.ts';

export interface PositionFound {
  readonly areas: string[];
  readonly sites: string[];
  readonly orgs: string[];
  readonly responses: string[];
  /** Guests whose one errand it is. */
  readonly users: string[];
}

// Where a record lies: the ends of its shipment, and for a truck the ends of its leg too.
const of = (legs: ReturnType<typeof sql>, guests = sql`array[]::text[]`) => sql<PositionFound>`
  with p as (
    select w.site_id, w.org_id, a.lineage from (${legs}) x join stock_places w on w.id = x.place
      left join sites s on s.id = w.site_id left join areas a on a.pcode = s.area)
  select coalesce((select array_agg(distinct code) from p cross join lateral unnest(p.lineage) code), '{}') as areas,
         coalesce((select array_agg(distinct site_id) from p where site_id is not null), '{}') as sites,
         coalesce((select array_agg(distinct org_id) from p where org_id is not null), '{}') as orgs, array[]::text[] as responses, ${guests} as users
   where exists (select from p)`;

export const findShipmentPosition = defineSql('supply.find-shipment-position', { id: SAMPLE }, (p: { id: string }) =>
  of(sql`select unnest(array[origin_place_id, consignee_place_id]) as place from shipments where id = ${p.id}`),
);
export const findLegPosition = defineSql('supply.find-leg-position', { id: SAMPLE }, (p: { id: string }) =>
  of(
    sql`select unnest(array[s.origin_place_id, s.consignee_place_id, l.from_place_id, l.to_place_id]) as place
           from shipment_legs l join shipments s on s.id = l.shipment_id where l.id = ${p.id}`,
    sql`array(select g.user_id::text from trip_links t join guest_passes g on g.id = t.id where t.leg_id = ${p.id} and g.ended_at is null)`,
  ),
);
export const findDeliveryPosition = defineSql('supply.find-delivery-position', { id: SAMPLE }, (p: { id: string }) =>
  of(sql`select unnest(array[s.origin_place_id, s.consignee_place_id, d.place_id]) as place
           from deliveries d join shipments s on s.id = d.shipment_id where d.id = ${p.id}`),
);
export const findDiscrepancyPosition = defineSql('supply.find-discrepancy-position', { id: SAMPLE }, (p: { id: string }) =>
  of(sql`select unnest(array[s.origin_place_id, s.consignee_place_id, l.from_place_id, l.to_place_id]) as place
           from discrepancies d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id where d.id = ${p.id}`),
);
export const findVehiclePosition = defineSql(
  'supply.find-vehicle-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ org_id: string }>`select org_id from vehicles where id = ${p.id}`,
);
