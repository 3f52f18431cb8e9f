import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { FieldItem } from '../../contract/field/shared.ts';
import type { TripPack } from '../../contract/field/trip.ts';
import type { PlaceNamed } from '../transport/names.repo.ts';
import { DAY, SAMPLE, placeJson } from '../transport/names.repo.ts';
import { legEnds, shipmentEnds } from '../transport/reach.repo.ts';
import { atPlace } from '../stores/documents.repo.ts';

/** An item with what scanners read on it and what it comes in. */
const fieldItem = sql`jsonb_build_object('id', i.id, 'code', i.code, 'unit', i.unit, 'en', i.name_en, 'tr', i.name_tr, 'ar', i.name_ar,
    'gtins', (select coalesce(jsonb_agg(x.code order by x.code), '[]') from item_codes x where x.item_id = i.id and x.system = 'gtin'),
    'packs', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code, 'kind', k.kind, 'smallest', k.smallest, 'per', k.per) order by k.smallest::numeric / k.per desc), '[]')
                from item_packs k where k.item_id = i.id and k.superseded_at is null))`;

export interface TripReach {
  readonly reach: RawBuilder<boolean>;
  /** Of a truck that nothing was put on yet: dispatch alone knows of it. */
  readonly live: RawBuilder<boolean>;
  readonly orgId: string | null;
}
const sampleReach: TripReach = { reach: sql<boolean>`true`, live: sql<boolean>`false`, orgId: SAMPLE };
/** A truck on its way is known to dispatch and to its consignee; to the consignee only once it is loaded. */
const mayKnow = (p: TripReach) =>
  sql<boolean>`${p.reach} and (${p.live} or (s.consignee_org_id = ${p.orgId}::uuid and l.state <> 'planned'))`;

export interface TripRow extends Omit<TripPack, 'keys' | 'waived'> {
  readonly plannedAt: string;
  readonly consigneeOrgId: string | null;
  readonly areas: string[] | null;
}
export const findTripPack = defineSql(
  'supply.find-trip-pack',
  { ...sampleReach, legId: SAMPLE } as TripReach & { legId: string },
  (p) => sql<TripRow>`
  select l.id as "legId", s.id as "shipmentId", s.number as "shipmentNumber", l.waybill, l.plate, ${placeJson('fp')} as "from", ${placeJson('tp')} as "to",
         s.origin_place_id as "originPlaceId", l.to_place_id = s.consignee_place_id as ends, l.from_place_id = s.origin_place_id as begins, l.planned_at::text as "plannedAt",
         ta.country, s.consignee_org_id as "consigneeOrgId", ca.lineage as areas,
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', sl.id, 'lineNo', sl.line_no, 'item', ${fieldItem}, 'lotId', sl.lot_id, 'lotCode', lo.code, 'expiresOn', lo.expires_on,
             'planned', ll.planned, 'loaded', ll.loaded, 'offGood', ll.off_good, 'offDamaged', ll.off_damaged, 'damaged', ll.damaged,
             'counted', exists (select from deliveries d join delivery_lines dl on dl.delivery_id = d.id where d.leg_id = l.id and dl.line_id = sl.id),
             'refused', case when ll.loaded is null then last.refused else least(last.refused, greatest(ll.loaded - ll.off_good - ll.off_damaged, 0)) end) order by sl.line_no), '[]')
            from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id left join lots lo on lo.id = sl.lot_id
            cross join lateral (select coalesce((select dl.refused from deliveries d join delivery_lines dl on dl.delivery_id = d.id
               where d.leg_id = l.id and dl.line_id = sl.id and dl.posted order by d.recorded_at desc, d.id desc limit 1), 0) as refused) last where ll.leg_id = l.id) as lines,
         (select coalesce(jsonb_agg(jsonb_build_object('unitId', h.id, 'kind', h.kind, 'code', h.code, 'sscc', h.sscc, 'legId', h.leg_id,
             'contents', case when h.leg_id is null or h.leg_id = l.id then h.contents else '[]' end) order by h.code), '[]')
            from handling_units h where h.shipment_id = s.id) as units,
         (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', f.id, 'commandId', f.command_id, 'kind', f.kind, 'at', to_char(f.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             'done', f.data -> 'done', 'took', f.data -> 'took', 'put', f.data -> 'put', 'broken', f.data -> 'broken')) order by f.occurred_at, f.id), '[]') from shipment_facts f where f.leg_id = l.id) as facts,
         (select coalesce(jsonb_agg(jsonb_build_object('legId', o.id, 'waybill', o.waybill, 'plate', o.plate, 'to', ${placeJson('otp')}) order by o.leg_no), '[]')
            from shipment_legs o join stock_places otp on otp.id = o.to_place_id
           where o.shipment_id = s.id and o.from_place_id = l.to_place_id and o.id <> l.id and o.state <> 'cancelled' and (${p.live} or o.state <> 'planned')) as onward
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds}
   where l.id = ${p.legId} and l.state <> 'cancelled' and ${mayKnow(p)}`,
);

export interface TripOffered {
  readonly legId: string;
  readonly waybill: string;
  readonly to: string;
  readonly plannedAt: string;
}
/** Trucks that have not ended, the nearest first; those of the next two days for whoever may see movements. */
export const listTripOffers = defineSql(
  'supply.list-trip-offers',
  { ...sampleReach, until: DAY } as TripReach & { until: string },
  (p) => sql<TripOffered>`
  select l.id as "legId", l.waybill, tp.code as "to", l.planned_at::text as "plannedAt"
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds}
   where l.state not in ('received', 'returned', 'part-delivered', 'emptied', 'cancelled') and (l.state <> 'planned' or l.planned_at < ${p.until}::timestamptz) and ${mayKnow(p)}
   order by l.state = 'planned', l.planned_at desc, l.id limit 60`,
);

interface CountFilter {
  readonly reach: RawBuilder<boolean>;
}
export interface CountOffered {
  readonly id: string;
  readonly number: string;
  readonly place: PlaceNamed;
  readonly orgId: string | null;
  readonly areas: string[] | null;
  readonly plannedAt: string;
}
const countHead = sql`c.id, c.number, ${placeJson('p')} as place, p.org_id as "orgId", ar.lineage as areas, c.planned_at::text as "plannedAt"`;
export const listCountOffers = defineSql(
  'supply.list-count-offers',
  { reach: sql<boolean>`true` } as CountFilter,
  (p: CountFilter) => sql<CountOffered>`
  select ${countHead} from stock_counts c ${atPlace(sql`c.place_id`)} where c.state = 'counting' and ${p.reach} order by c.planned_at desc limit 30`,
);
export const findCountHead = defineSql(
  'supply.find-count-pack',
  { reach: sql<boolean>`true`, id: SAMPLE } as CountFilter & { id: string },
  (p) =>
    sql<CountOffered>`select ${countHead} from stock_counts c ${atPlace(sql`c.place_id`)} where c.id = ${p.id} and c.state = 'counting' and ${p.reach}`,
);
export interface CountLineFound {
  readonly line: number;
  readonly item: FieldItem;
  readonly lotId: string | null;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  readonly placeId: string;
  readonly placeCode: string;
  readonly condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
  readonly grantId: string | null;
}
export const listCountPackLines = defineSql(
  'supply.list-count-pack-lines',
  { id: SAMPLE },
  (p: { id: string }) => sql<CountLineFound>`
  select l.line, ${fieldItem} as item, l.lot_id as "lotId", t.code as "lotCode", t.expires_on as "expiresOn", l.place_id as "placeId", w.code as "placeCode", l.condition, l.grant_id as "grantId"
    from stock_count_lines l join items i on i.id = l.item_id left join lots t on t.id = l.lot_id join stock_places w on w.id = l.place_id where l.count_id = ${p.id} order by l.line`,
);
export const listPlacesInside = defineSql(
  'supply.list-places-inside',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; code: string }>`
  select id, code from stock_places where lineage @> array[${p.id}::uuid] and status = 'open' order by code limit 2000`,
);

export interface StoreOffered {
  readonly id: string;
  readonly place: PlaceNamed;
  readonly country: string | null;
  readonly orgId: string | null;
  readonly areas: string[] | null;
}
export const listStoreOffers = defineSql(
  'supply.list-store-offers',
  { reach: sql<boolean>`true`, id: null } as CountFilter & { id: string | null },
  (p) => sql<StoreOffered>`
  select p.id, ${placeJson('p')} as place, ar.country, p.org_id as "orgId", ar.lineage as areas from stock_places w ${atPlace(sql`w.id`)}
   where cardinality(p.lineage) = 1 and p.kind <> 'truck' and p.status = 'open' and (${p.id}::uuid is null or p.id = ${p.id}) and ${p.reach} order by p.code limit 60`,
);
/** Goods that have gone anywhere: what a waybill may name. */
export const listKnownItems = defineSql(
  'supply.list-known-items',
  {},
  () => sql<{ item: FieldItem }>`
  select ${fieldItem} as item from items i where exists (select from shipment_lines l where l.item_id = i.id) or exists (select from ledger_buckets k where k.book = 'goods' and k.item = i.id::text)
   order by i.code limit 3000`,
);
