import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, DAY, SAMPLE, itemJson, namesJson, paged, placeJson } from './names.repo.ts';
import type { NamesFound, ItemNamed, Paged, PlaceNamed } from './names.repo.ts';

export interface NotificationWrite {
  readonly id: string;
  readonly number: string;
  readonly crossingId: string;
  readonly crossingDay: string;
  readonly cutOffAt: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertNotification = defineSql(
  'supply.insert-notification',
  {
    id: SAMPLE,
    number: 'NT-GZT-2023-000001-11',
    crossingId: 'bab-al-hawa',
    crossingDay: DAY,
    cutOffAt: AT,
    note: null,
    by: SAMPLE,
    at: AT,
  } as NotificationWrite,
  (p: NotificationWrite) => sql`
  insert into border_notifications (id, number, crossing_id, crossing_day, cut_off_at, note, created_by, created_at)
  values (${p.id}, ${p.number}, ${p.crossingId}, ${p.crossingDay}, ${p.cutOffAt}, ${p.note}, ${p.by}, ${p.at})`,
);

export interface NotificationLocked {
  readonly id: string;
  readonly number: string;
  readonly crossingId: string;
  readonly crossingDay: string;
  readonly cutOffAt: Date;
  readonly state: 'draft' | 'sent' | 'answered' | 'withdrawn';
  readonly lines: number;
}
export const lockNotification = defineSql(
  'supply.lock-notification',
  { id: SAMPLE },
  (p: { id: string }) => sql<NotificationLocked>`
  select id, number, crossing_id as "crossingId", crossing_day as "crossingDay", cut_off_at as "cutOffAt", state,
         (select count(*) from border_notification_lines l where l.notification_id = n.id)::int as lines
    from border_notifications n where id = ${p.id} for no key update`,
);

/** Keeps trucks from being given another way meanwhile. */
export const holdLegs = defineSql(
  'supply.hold-legs',
  { legIds: [SAMPLE] } as { legIds: readonly string[] },
  (p) => sql`select id from shipment_legs where id = any(${p.legIds}::uuid[]) order by id for share`,
);
/** Trucks of another gate or day, or that are no longer to be sent. */
export const findUnfit = defineSql(
  'supply.find-unfit',
  { legIds: [SAMPLE], crossingId: 'x', crossingDay: DAY } as { legIds: readonly string[]; crossingId: string; crossingDay: string },
  (p) => sql<{ waybill: string }>`
  select coalesce(l.waybill, '') as waybill from unnest(${p.legIds}::uuid[]) x(id) left join shipment_legs l on l.id = x.id
   where l.id is null or l.crossing_id is distinct from ${p.crossingId} or l.crossing_day is distinct from ${p.crossingDay}::date or l.state = 'cancelled'`,
);
export const replaceNotified = defineSql(
  'supply.replace-notified',
  { id: SAMPLE, legIds: [SAMPLE] } as { id: string; legIds: readonly string[] },
  (p) => sql`
  with gone as (delete from border_notification_lines where notification_id = ${p.id} and not (leg_id = any(${p.legIds}::uuid[])))
  insert into border_notification_lines (notification_id, leg_id, line_id, qty)
  select ${p.id}::uuid, leg_id, line_id, planned from shipment_leg_lines where leg_id = any(${p.legIds}::uuid[]) and planned > 0
  on conflict (notification_id, leg_id, line_id) do update set qty = excluded.qty`,
);
export const markSent = defineSql(
  'supply.mark-sent',
  { id: SAMPLE, at: AT, lateReason: null } as { id: string; at: string; lateReason: string | null },
  (p) => sql`update border_notifications set state = 'sent', sent_at = ${p.at}, late_reason = ${p.lateReason} where id = ${p.id}`,
);
export const markWithdrawn = defineSql(
  'supply.mark-withdrawn',
  { id: SAMPLE, note: 'x' } as { id: string; note: string },
  (p) =>
    sql`update border_notifications set state = 'withdrawn', answered_at = null, note = concat_ws(E'\n', note, ${p.note}::text) where id = ${p.id} and state <> 'withdrawn'`,
);

export interface Answer {
  readonly id: string;
  readonly answer: string;
  readonly reason: string | null;
  readonly answerRef: string | null;
  readonly at: string;
  readonly but: readonly { leg_id: string; line_id: string | null; answer: string; reason: string | null }[];
}
/** The answer to the whole list, and what is said otherwise of trucks and single lines; the narrower word counts. */
export const writeAnswer = defineSql(
  'supply.write-answer',
  { id: SAMPLE, answer: 'accepted', reason: null, answerRef: null, at: AT, but: [] } as Answer,
  (p: Answer) => sql`
  with n as (update border_notifications set state = 'answered', answered_at = ${p.at}, answer_ref = ${p.answerRef} where id = ${p.id}),
  b as (select * from jsonb_to_recordset(${JSON.stringify(p.but)}::jsonb) as b(leg_id uuid, line_id uuid, answer text, reason text))
  update border_notification_lines l
     set answer = coalesce(one.answer, leg.answer, ${p.answer}::text), reason = case when coalesce(one.answer, leg.answer, ${p.answer}::text) = 'refused' then coalesce(one.reason, leg.reason, ${p.reason}::text) end
    from border_notification_lines x
    left join b one on one.leg_id = x.leg_id and one.line_id = x.line_id
    left join b leg on leg.leg_id = x.leg_id and leg.line_id is null
   where x.notification_id = ${p.id} and l.notification_id = x.notification_id and l.leg_id = x.leg_id and l.line_id = x.line_id`,
);
export const listNotifiedLegs = defineSql(
  'supply.list-notified-legs',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ legId: string; shipmentId: string }>`
  select distinct l.id as "legId", l.shipment_id as "shipmentId" from border_notification_lines b join shipment_legs l on l.id = b.leg_id where b.notification_id = ${p.id}`,
);

export interface PaperWrite {
  readonly id: string;
  readonly legId: string;
  readonly kind: string;
  readonly reference: string;
  readonly issuedOn: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertPaper = defineSql(
  'supply.insert-paper',
  {
    id: SAMPLE,
    legId: SAMPLE,
    kind: 'declaration',
    reference: '23270000EX0001',
    issuedOn: DAY,
    note: null,
    by: SAMPLE,
    at: AT,
  } as PaperWrite,
  (p: PaperWrite) => sql`
  insert into customs_papers (id, leg_id, kind, reference, issued_on, note, created_by, created_at)
  values (${p.id}, ${p.legId}, ${p.kind}, ${p.reference}, ${p.issuedOn}, ${p.note}, ${p.by}, ${p.at})`,
);
export const removePaper = defineSql(
  'supply.remove-paper',
  { id: SAMPLE, legId: SAMPLE, at: AT } as { id: string; legId: string; at: string },
  (p) => sql`update customs_papers set removed_at = ${p.at} where id = ${p.id} and leg_id = ${p.legId} and removed_at is null`,
);

interface Word {
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly status: 'open' | 'closed' | 'restricted';
  readonly authorisedTo: string | null;
  readonly source: string;
}
const words = (
  crossing: string,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'status', d.status, 'authorisedTo', d.authorised_to, 'source', d.source)
   order by d.recorded_at desc, d.from_day desc), '[]') from crossing_days d where d.crossing_id = ${sql.raw(crossing)})`;

/** Trucks that have not crossed yet, with what is known of their gate. */
export const listToCross = defineSql(
  'supply.list-to-cross',
  {},
  () => sql<{
    id: string;
    waybill: string;
    shipmentNumber: string;
    crossingId: string;
    crossingDay: string;
    siteId: string | null;
    areas: string[] | null;
    words: Word[];
  }>`
  select l.id, l.waybill, s.number as "shipmentNumber", l.crossing_id as "crossingId", l.crossing_day as "crossingDay", fp.site_id as "siteId", a.lineage as areas, ${words('l.crossing_id')} as words
    from shipment_legs l join shipments s on s.id = l.shipment_id join stock_places fp on fp.id = l.from_place_id left join sites fs on fs.id = fp.site_id left join areas a on a.pcode = fs.area
   where l.crossing_id is not null and l.state in ('planned', 'loaded', 'departed', 'at-crossing')`,
);

export interface NotificationFound {
  readonly id: string;
  readonly number: string;
  readonly crossingId: string;
  readonly crossingNames: NamesFound;
  readonly crossingDay: string;
  readonly cutOffAt: Date;
  readonly state: 'draft' | 'sent' | 'answered' | 'withdrawn';
  readonly trucks: number;
  readonly lines: number;
  readonly accepted: number;
  readonly refused: number;
}
const columns = sql`n.id, n.number, n.crossing_id as "crossingId", ${namesJson('c')} as "crossingNames", n.crossing_day as "crossingDay", n.cut_off_at as "cutOffAt", n.state,
  x.trucks, x.lines, x.accepted, x.refused`;
const from = sql`border_notifications n join crossings c on c.id = n.crossing_id
  cross join lateral (select count(distinct l.leg_id)::int as trucks, count(*)::int as lines, (count(*) filter (where l.answer = 'accepted'))::int as accepted,
    (count(*) filter (where l.answer = 'refused'))::int as refused from border_notification_lines l where l.notification_id = n.id) x`;

export interface NotificationFilter extends Paged {
  readonly state: string | null;
  readonly from: string | null;
  readonly to: string | null;
}
export const listNotificationRows = defineSql(
  'supply.list-notifications',
  { ...paged, sort: '-crossingDay', state: null, from: null, to: null } as NotificationFilter,
  (p: NotificationFilter) => sql<NotificationFound & { total: number }>`
  select ${columns}, count(*) over ()::int as total from ${from}
   where (${p.state}::text is null or n.state = ${p.state}) and (${p.from}::date is null or n.crossing_day >= ${p.from}::date) and (${p.to}::date is null or n.crossing_day <= ${p.to}::date)
   ${orderBy(p.sort, { number: sql`n.number`, crossingNames: sql`c.name_en`, crossingDay: sql`n.crossing_day`, cutOffAt: sql`n.cut_off_at`, state: sql`n.state`, trucks: sql`x.trucks`, lines: sql`x.lines`, accepted: sql`x.accepted`, refused: sql`x.refused` }, sql`n.crossing_day desc`, sql`n.id`)}
   limit ${p.limit} offset ${p.offset}`,
);
export const findNotification = defineSql(
  'supply.find-notification',
  { id: SAMPLE },
  (p: { id: string }) => sql<
    NotificationFound & {
      sentAt: Date | null;
      lateReason: string | null;
      answeredAt: Date | null;
      answerRef: string | null;
      note: string | null;
      words: Word[];
    }
  >`
  select ${columns}, n.sent_at as "sentAt", n.late_reason as "lateReason", n.answered_at as "answeredAt", n.answer_ref as "answerRef", n.note, ${words('n.crossing_id')} as words
    from ${from} where n.id = ${p.id}`,
);

export interface NotifiedLegFound {
  readonly legId: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly waybill: string;
  readonly plate: string;
  readonly to: PlaceNamed;
  readonly listed: boolean;
  /** It has another gate or day by now. */
  readonly elsewhere: boolean;
  readonly lines: {
    lineId: string;
    item: ItemNamed;
    qty: number;
    answer: 'waiting' | 'accepted' | 'refused' | null;
    reason: string | null;
  }[];
}
/** Trucks on the list, also those that have another way by now; and, for a draft, those of its gate and day that no list in force names. */
export const listLegsOf = defineSql(
  'supply.list-legs-of-notification',
  { id: SAMPLE },
  (p: { id: string }) => sql<NotifiedLegFound>`
  with trucks as (
    select distinct b.leg_id as id, true as listed from border_notification_lines b where b.notification_id = ${p.id}
    union all
    select l.id, false from border_notifications n join shipment_legs l on l.crossing_id = n.crossing_id and l.crossing_day = n.crossing_day
     where n.id = ${p.id} and n.state = 'draft' and l.state in ('planned', 'loaded', 'departed', 'at-crossing')
       and not exists (select from border_notification_lines b where b.notification_id = n.id and b.leg_id = l.id)
       and not exists (select from border_notification_lines b join border_notifications o on o.id = b.notification_id
                        where b.leg_id = l.id and o.id <> n.id and o.state <> 'withdrawn' and o.crossing_id = n.crossing_id and o.crossing_day = n.crossing_day and b.answer <> 'refused'))
  select l.id as "legId", l.shipment_id as "shipmentId", s.number as "shipmentNumber", l.waybill, l.plate, ${placeJson('tp')} as "to", x.listed,
         l.crossing_id is distinct from n.crossing_id or l.crossing_day is distinct from n.crossing_day as elsewhere,
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', ll.line_id, 'item', ${itemJson('i')}, 'qty', coalesce(b.qty, ll.planned), 'answer', b.answer, 'reason', b.reason) order by sl.line_no), '[]')
            from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id
            left join border_notification_lines b on b.notification_id = n.id and b.leg_id = l.id and b.line_id = ll.line_id
           where ll.leg_id = l.id and (ll.planned > 0 or b.qty is not null)) as lines
    from trucks x join shipment_legs l on l.id = x.id join border_notifications n on n.id = ${p.id}
    join shipments s on s.id = l.shipment_id join stock_places tp on tp.id = l.to_place_id
   order by x.listed desc, l.planned_at, l.waybill`,
);

/** Takes off a list what is to cross elsewhere, on another day, or not at all. */
export const dropStrays = defineSql(
  'supply.drop-strays',
  { id: SAMPLE },
  (p: { id: string }) => sql`
  delete from border_notification_lines b using border_notifications n, shipment_legs l
   where b.notification_id = ${p.id} and n.id = b.notification_id and l.id = b.leg_id
     and (l.state = 'cancelled' or l.crossing_id is distinct from n.crossing_id or l.crossing_day is distinct from n.crossing_day)`,
);
/** A truck that goes another way, or not at all, is taken off the lists that have not been sent. */
export const dropFromDrafts = defineSql(
  'supply.drop-from-drafts',
  { legId: SAMPLE },
  (p: { legId: string }) => sql`
  delete from border_notification_lines b using border_notifications n, shipment_legs l
   where b.leg_id = ${p.legId} and n.id = b.notification_id and n.state = 'draft' and l.id = b.leg_id
     and (l.state = 'cancelled' or l.crossing_id is distinct from n.crossing_id or l.crossing_day is distinct from n.crossing_day)`,
);
