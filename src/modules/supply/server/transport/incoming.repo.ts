import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { refusalReasons } from '../../contract/transport/shared.ts';
import type { LegState } from '../../domain/transport/leg.ts';
import { SAMPLE, itemJson, paged, placeJson } from './names.repo.ts';
import type { ItemNamed, Paged, PlaceNamed } from './names.repo.ts';
import { keyedJson } from '../papers/keyed.repo.ts';
import type { Keyed } from '../papers/keyed.repo.ts';
import { shipmentEnds } from './reach.repo.ts';

export interface IncomingFound {
  readonly legId: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly waybill: string;
  readonly place: PlaceNamed;
  readonly lines: number;
  readonly items: ItemNamed[];
  readonly received: boolean;
  readonly receivedAt: Date | null;
  readonly discrepancyId: string | null;
}
export interface IncomingFilter extends Paged {
  readonly reach: RawBuilder<boolean>;
  /** Of what is not told to everybody before the day after: `truckKnown`. */
  readonly known: RawBuilder<boolean>;
  readonly open: boolean | null;
}
/** Trucks that go to a consignee's own place, from the moment they are loaded. */
export const listIncomingRows = defineSql(
  'supply.list-incoming',
  {
    ...paged,
    sort: 'waybill',
    reach: sql<boolean>`true`,
    known: sql<boolean>`true`,
    open: true,
  } as IncomingFilter,
  (p: IncomingFilter) => sql<IncomingFound & { total: number }>`
  select l.id as "legId", s.id as "shipmentId", s.number as "shipmentNumber", l.waybill, ${placeJson('tp')} as place, x.lines, x.items, l.state in ('received', 'returned', 'part-delivered') as received,
         l.received_at as "receivedAt", (select d.id from discrepancies d where d.leg_id = l.id and d.stage = 'delivery') as "discrepancyId", count(*) over ()::int as total
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} join stock_places tp on tp.id = l.to_place_id
    cross join lateral (select count(*)::int as lines, coalesce(jsonb_agg(distinct ${itemJson('i')}), '[]') as items from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id
                          join items i on i.id = sl.item_id where ll.leg_id = l.id and coalesce(ll.loaded, ll.planned) > 0) x
   where ${p.reach} and ${p.known} and l.to_place_id = s.consignee_place_id and l.state not in ('planned', 'cancelled', 'emptied')
     and (${p.open}::boolean is null or (l.state not in ('received', 'returned', 'part-delivered')) = ${p.open})
   ${orderBy(p.sort, { waybill: sql`l.waybill`, shipmentNumber: sql`s.number`, place: sql`tp.name_en`, lines: sql`x.lines`, received: sql`l.received_at`, receivedAt: sql`l.received_at` }, sql`l.received_at desc nulls first, l.waybill`, sql`l.id`)}
   limit ${p.limit} offset ${p.offset}`,
);

export interface IncomingLegFound {
  readonly legId: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly waybill: string;
  readonly legState: LegState;
  readonly receivedAt: Date | null;
  readonly place: PlaceNamed;
  readonly originPlaceId: string;
  readonly originPlace: PlaceNamed;
  readonly consigneeOrgId: string | null;
  readonly areas: string[] | null;
  readonly sites: string[];
  readonly orgs: string[];
  readonly seals: string[];
  readonly lines: {
    lineId: string;
    item: ItemNamed;
    lotCode: string | null;
    expiresOn: string | null;
    planned: number;
    loaded: number | null;
    offGood: number;
    offDamaged: number;
    damaged: number;
    firstSent: number | null;
    lastRefused: number | null;
  }[];
  readonly units: { unitId: string; code: string; sscc: string | null; kind: string; contents: { lineId: string; qty: number }[] }[];
  readonly discrepancies: { id: string; number: string; state: string }[];
}
export const findIncoming = defineSql(
  'supply.find-incoming',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<IncomingLegFound>`
  select l.id as "legId", s.id as "shipmentId", s.number as "shipmentNumber", l.waybill, l.state as "legState", l.received_at as "receivedAt", ${placeJson('tp')} as place, s.origin_place_id as "originPlaceId", ${placeJson('op')} as "originPlace",
         s.consignee_org_id as "consigneeOrgId", ca.lineage as areas, array_remove(array[op.site_id, cp.site_id, tp.site_id], null) as sites, array_remove(array[s.consignee_org_id], null) as orgs, l.seals,
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', ll.line_id, 'item', ${itemJson('i')}, 'lotCode', lo.code, 'expiresOn', lo.expires_on, 'planned', ll.planned, 'loaded', ll.loaded,
             'offGood', ll.off_good, 'offDamaged', ll.off_damaged, 'damaged', ll.damaged,
             'firstSent', (select dl.sent from delivery_lines dl join deliveries d on d.id = dl.delivery_id where d.leg_id = l.id and dl.line_id = ll.line_id and dl.posted order by d.recorded_at, d.id limit 1),
             'lastRefused', (select dl.refused from delivery_lines dl join deliveries d on d.id = dl.delivery_id where d.leg_id = l.id and dl.line_id = ll.line_id and dl.posted order by d.recorded_at desc, d.id desc limit 1)) order by sl.line_no), '[]')
            from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id left join lots lo on lo.id = sl.lot_id where ll.leg_id = l.id) as lines,
         (select coalesce(jsonb_agg(jsonb_build_object('unitId', u.id, 'code', u.code, 'sscc', u.sscc, 'kind', u.kind, 'contents', u.contents) order by u.code), '[]')
            from handling_units u where u.leg_id = l.id) as units,
         (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'number', d.number, 'state', d.state) order by d.opened_at), '[]') from discrepancies d where d.leg_id = l.id) as discrepancies
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} join stock_places tp on tp.id = l.to_place_id where l.id = ${p.legId}`,
);

export interface AccountShown {
  readonly id: string;
  readonly number: string;
  readonly side: 'ours' | 'theirs';
  readonly kind: 'delivery' | 'return';
  readonly at: Date;
  readonly recordedAt: Date;
  readonly by: string;
  readonly place: PlaceNamed;
  readonly keyed: Keyed;
  readonly note: string | null;
  readonly posted: boolean;
  readonly lines: {
    lineId: string | null;
    item: ItemNamed;
    sent: number;
    good: number;
    damaged: number;
    missing: number;
    extra: number;
    refused: number;
    refusedFor: (typeof refusalReasons)[number] | null;
    posted: boolean;
    note: string | null;
  }[];
  readonly photos: string[];
}
export const listAccountsShown = defineSql(
  'supply.list-accounts-shown',
  { legId: SAMPLE, me: SAMPLE },
  (p: { legId: string; me: string }) => sql<AccountShown>`
  select d.id, d.number, d.side, d.kind, d.occurred_at as at, d.recorded_at as "recordedAt", u.name as by, ${placeJson('w')} as place, ${keyedJson(sql`d.id`, p.me)} as keyed,
         d.note, d.document_id is not null as posted,
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', l.line_id, 'item', ${itemJson('i')}, 'sent', l.sent, 'good', l.good, 'damaged', l.damaged, 'missing', l.missing, 'extra', l.extra, 'refused', l.refused, 'refusedFor', l.refused_for,
             'posted', l.posted, 'note', l.note) order by l.line_no), '[]') from delivery_lines l join items i on i.id = l.item_id where l.delivery_id = d.id) as lines,
         array(select distinct file_id from file_links where subject_kind = 'delivery' and subject_id = d.id::text) as photos
    from deliveries d join users u on u.id = d.actor_id join stock_places w on w.id = d.place_id where d.leg_id = ${p.legId} order by d.recorded_at`,
);

export interface DeliveryRowFound {
  readonly id: string;
  readonly number: string;
  readonly legId: string;
  readonly waybill: string;
  readonly shipmentNumber: string;
  readonly place: PlaceNamed;
  readonly kind: 'delivery' | 'return';
  readonly side: 'ours' | 'theirs';
  readonly at: Date;
  readonly good: number;
  readonly damaged: number;
  readonly missing: number;
  readonly extra: number;
  readonly refused: number;
  readonly fromPaper: boolean;
  readonly checked: boolean | null;
}
export interface DeliveryFilter extends Paged {
  readonly reach: RawBuilder<boolean>;
  readonly known: RawBuilder<boolean>;
  readonly from: string | null;
  readonly to: string | null;
  readonly withDifference: boolean | null;
  readonly unchecked: boolean | null;
  readonly timeZone: string;
}
export const listDeliveryRows = defineSql(
  'supply.list-deliveries',
  {
    ...paged,
    sort: '-at',
    reach: sql<boolean>`true`,
    known: sql<boolean>`true`,
    from: null,
    to: null,
    withDifference: null,
    unchecked: true,
    timeZone: 'Europe/Istanbul',
  } as DeliveryFilter,
  (p: DeliveryFilter) => sql<DeliveryRowFound & { total: number }>`
  select d.id, d.number, d.leg_id as "legId", l.waybill, s.number as "shipmentNumber", ${placeJson('w')} as place, d.kind, d.side, d.occurred_at as at, x.good::bigint as good, x.damaged::bigint as damaged,
         x.missing::bigint as missing, x.extra::bigint as extra, x.refused::bigint as refused, kp.id is not null as "fromPaper", case when kp.id is not null then c.id is not null end as checked, count(*) over ()::int as total
    from deliveries d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds} join stock_places w on w.id = d.place_id left join keyed_papers kp on kp.id = d.id left join keyed_checks c on c.id = d.id
    cross join lateral (select coalesce(sum(good), 0) as good, coalesce(sum(damaged), 0) as damaged, coalesce(sum(missing), 0) as missing, coalesce(sum(extra), 0) as extra, coalesce(sum(refused), 0) as refused
                          from delivery_lines dl where dl.delivery_id = d.id) x
   where ${p.reach} and ${p.known} and (${p.from}::date is null or (d.occurred_at at time zone ${p.timeZone}::text)::date >= ${p.from}::date)
     and (${p.to}::date is null or (d.occurred_at at time zone ${p.timeZone}::text)::date <= ${p.to}::date)
     and (${p.withDifference}::boolean is null or (x.damaged + x.missing + x.extra + x.refused > 0) = ${p.withDifference})
     and (${p.unchecked}::boolean is null or (kp.id is not null and c.id is null) = ${p.unchecked})
   ${orderBy(p.sort, { number: sql`d.number`, waybill: sql`l.waybill`, shipmentNumber: sql`s.number`, place: sql`w.name_en`, kind: sql`d.kind`, side: sql`d.side`, at: sql`d.occurred_at`, good: sql`x.good`, damaged: sql`x.damaged`, missing: sql`x.missing`, extra: sql`x.extra`, refused: sql`x.refused`, fromPaper: sql`kp.id is not null`, checked: sql`c.id is not null` }, sql`d.occurred_at desc`, sql`d.id`)}
   limit ${p.limit} offset ${p.offset}`,
);
