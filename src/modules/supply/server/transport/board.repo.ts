import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { AT, DAY, namesJson, orgJson, paged, placeJson } from './names.repo.ts';
import type { NamesFound, OrgNamed, Paged, PlaceNamed } from './names.repo.ts';
import { legEnds, shipmentEnds } from './reach.repo.ts';

export interface TruckFound {
  readonly legId: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly waybill: string;
  readonly plate: string;
  readonly transporter: OrgNamed;
  readonly from: PlaceNamed;
  readonly to: PlaceNamed;
  readonly crossingId: string | null;
  readonly crossingNames: NamesFound | null;
  readonly crossingDay: string | null;
  readonly words: {
    fromDay: string;
    toDay: string | null;
    status: 'open' | 'closed' | 'restricted';
    authorisedTo: string | null;
    source: string;
  }[];
  readonly state: string;
  readonly stateAt: Date | null;
  readonly plannedAt: Date;
  readonly seals: string[];
  readonly lines: number;
  readonly units: number;
  readonly firstItem: NamesFound | null;
  readonly asked: number;
  readonly accepted: number;
  readonly refused: number;
  readonly discrepancies: number;
}
/** Trucks of a day and all that are under way: planned until the day's end, or to cross within a week, or loaded and not ended, or ended that day. */
export const listTruckRows = defineSql(
  'supply.list-trucks',
  { reach: sql<boolean>`true`, dayStart: AT, dayEnd: AT } as { reach: RawBuilder<boolean>; dayStart: string; dayEnd: string },
  (p) => sql<TruckFound>`
  select l.id as "legId", s.id as "shipmentId", s.number as "shipmentNumber", l.waybill, l.plate, ${orgJson('o')} as transporter, ${placeJson('fp')} as "from", ${placeJson('tp')} as "to",
         l.crossing_id as "crossingId", case when c.id is not null then ${namesJson('c')} end as "crossingNames", l.crossing_day as "crossingDay",
         (select coalesce(jsonb_agg(jsonb_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'status', d.status, 'authorisedTo', d.authorised_to, 'source', d.source)
             order by d.recorded_at desc, d.from_day desc), '[]') from crossing_days d where d.crossing_id = l.crossing_id) as words,
         l.state, l.state_at as "stateAt", l.planned_at as "plannedAt", l.seals, x.lines, x.units, x.first as "firstItem", n.asked, n.accepted, n.refused,
         (select count(*) from discrepancies d where d.leg_id = l.id and d.state = 'open')::int as discrepancies
    from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds} join organisations o on o.id = l.org_id left join crossings c on c.id = l.crossing_id
    cross join lateral (select count(*)::int as lines, coalesce(sum(coalesce(ll.loaded, ll.planned)), 0)::bigint as units,
                               (array_agg(${namesJson('i')} order by coalesce(ll.loaded, ll.planned) desc, sl.line_no))[1] as first
                          from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id
                         where ll.leg_id = l.id and coalesce(ll.loaded, ll.planned) > 0) x
    cross join lateral (select (count(*))::int as asked, (count(*) filter (where b.answer = 'accepted'))::int as accepted, (count(*) filter (where b.answer = 'refused'))::int as refused
                          from border_notification_lines b join border_notifications m on m.id = b.notification_id
                         where b.leg_id = l.id and m.state in ('sent', 'answered') and m.crossing_id = l.crossing_id and m.crossing_day = l.crossing_day) n
   where ${p.reach} and l.state <> 'cancelled' and s.state <> 'cancelled'
     and (l.state in ('loaded', 'departed', 'at-crossing', 'crossed', 'arrived', 'turned-back') or (l.state = 'planned' and (l.planned_at < ${p.dayEnd} or l.crossing_day < ${p.dayEnd}::timestamptz::date + 7))
       or (l.received_at >= ${p.dayStart} and l.received_at < ${p.dayEnd}))
   order by coalesce(l.state_at, l.planned_at), l.waybill limit 500`,
);

export interface PastFound {
  readonly day: string;
  readonly fromArea: string | null;
  readonly fromNames: NamesFound | null;
  readonly toArea: string | null;
  readonly toNames: NamesFound | null;
  readonly trucks: number;
  readonly lines: number;
}
export interface PastFilter extends Paged {
  readonly reach: RawBuilder<boolean>;
  readonly today: string;
  readonly timeZone: string;
  readonly from: string | null;
  readonly to: string | null;
}
/** Departures up to yesterday by district (the third code of a lineage); no place, truck or hour is told. */
export const listPastRows = defineSql(
  'supply.list-past-movements',
  { ...paged, sort: '-day', reach: sql<boolean>`true`, today: DAY, timeZone: 'Europe/Istanbul', from: null, to: null } as PastFilter,
  (p: PastFilter) => sql<PastFound & { total: number }>`
  with m as (
    select (l.departed_at at time zone ${p.timeZone}::text)::date as day, fa.lineage[least(3, cardinality(fa.lineage))] as from_area, ta.lineage[least(3, cardinality(ta.lineage))] as to_area, l.id
      from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds}
     where ${p.reach} and l.departed_at is not null and (l.departed_at at time zone ${p.timeZone}::text)::date < ${p.today}::date),
  g as (
    select m.day, m.from_area, m.to_area, count(*)::int as trucks, coalesce(sum((select count(*) from shipment_leg_lines ll where ll.leg_id = m.id and coalesce(ll.loaded, ll.planned) > 0)), 0)::int as lines
      from m where (${p.from}::date is null or m.day >= ${p.from}::date) and (${p.to}::date is null or m.day <= ${p.to}::date) group by m.day, m.from_area, m.to_area)
  select g.day, g.from_area as "fromArea", case when f.pcode is not null then ${namesJson('f')} end as "fromNames", g.to_area as "toArea", case when t.pcode is not null then ${namesJson('t')} end as "toNames",
         g.trucks, g.lines, count(*) over ()::int as total
    from g left join areas f on f.pcode = g.from_area left join areas t on t.pcode = g.to_area
   ${orderBy(p.sort, { day: sql`g.day`, fromNames: sql`f.name_en`, fromArea: sql`g.from_area`, toNames: sql`t.name_en`, toArea: sql`g.to_area`, trucks: sql`g.trucks`, lines: sql`g.lines` }, sql`g.day desc`, sql`g.from_area, g.to_area`)}
   limit ${p.limit} offset ${p.offset}`,
);
