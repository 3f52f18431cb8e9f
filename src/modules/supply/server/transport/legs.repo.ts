import { defineSql, sql } from '#foundation/db/sql.ts';
import type { LegState } from '../../domain/transport/leg.ts';
import { AT, SAMPLE } from './names.repo.ts';

/** A line of a truck's waybill with what became of it. */
export interface LegLineFound {
  readonly lineId: string;
  readonly planned: number;
  readonly loaded: number | null;
  readonly offGood: number;
  readonly offDamaged: number;
  readonly damaged: number;
  readonly lost: number;
  readonly item: string;
  readonly lot: string | null;
  readonly grant: string | null;
  readonly condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
  readonly owner: string;
  readonly holdId: string | null;
}
/** The same with what speaks for or against its loading. */
export interface LineToLoadFound extends LegLineFound {
  readonly itemCode: string;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  readonly place: string;
  readonly liveHoldId: string | null;
  /** Of the live promise, while it holds. */
  readonly heldQty: number | null;
  readonly elsewhere: number;
  readonly weightG: number | null;
  readonly volumeCm3: number | null;
  readonly answer: 'waiting' | 'accepted' | 'refused' | null;
}
export interface FactFound {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly data: { readonly done?: boolean; readonly broken?: string[]; readonly put?: string[] };
}
export interface LegFound {
  readonly id: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly shipmentState: string;
  readonly waybill: string;
  readonly state: LegState;
  readonly fromPlaceId: string;
  readonly toPlaceId: string;
  readonly originPlaceId: string;
  readonly consigneeOrgId: string | null;
  readonly crossingId: string | null;
  readonly crossingDay: string | null;
  readonly truckPlaceId: string;
  readonly lines: LegLineFound[];
  readonly facts: FactFound[];
  /** States of the shipment's other trucks. */
  readonly others: LegState[];
}
export interface LegToLoadFound extends LegFound {
  readonly maxKg: number;
  readonly maxLitres: number;
  readonly lines: LineToLoadFound[];
  readonly words: {
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly status: 'open' | 'closed' | 'restricted';
    readonly authorisedTo: string | null;
    readonly source: string;
  }[];
}

/** JSON as text, which is not read again: as `jsonb` each word of it would be sorted in and written out once more. */
const head = sql`l.id, l.shipment_id as "shipmentId", s.number as "shipmentNumber", s.state as "shipmentState", l.waybill, l.state,
         l.from_place_id as "fromPlaceId", l.to_place_id as "toPlaceId", s.origin_place_id as "originPlaceId",
         s.consignee_org_id as "consigneeOrgId", l.crossing_id as "crossingId", l.crossing_day as "crossingDay", l.truck_place_id as "truckPlaceId",
         (select coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'at', to_char(f.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', f.data)), '[]')
            from shipment_facts f where f.leg_id = l.id) as facts,
         array(select o.state::text from shipment_legs o where o.shipment_id = l.shipment_id and o.id <> l.id) as others`;
const lineHead = sql`'lineId', ll.line_id, 'planned', ll.planned, 'loaded', ll.loaded, 'offGood', ll.off_good, 'offDamaged', ll.off_damaged,
            'damaged', ll.damaged, 'lost', ll.lost, 'item', sl.item_id, 'lot', sl.lot_id, 'grant', sl.grant_id, 'condition', sl.condition, 'owner', sl.owner, 'holdId', sl.hold_id`;
const lines = sql`
  (select coalesce(json_agg(json_build_object(${lineHead}) order by sl.line_no), '[]')
     from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id where ll.leg_id = l.id) as lines`;
const linesToLoad = sql`
  (select coalesce(json_agg(json_build_object(${lineHead}, 'itemCode', i.code, 'lotCode', lo.code, 'expiresOn', lo.expires_on,
            'place', case when l.from_place_id = s.origin_place_id then sl.place_id else l.from_place_id end,
            'liveHoldId', sl.live_hold_id, 'heldQty', r.qty, 'weightG', i.weight_g, 'volumeCm3', i.volume_cm3,
            'elsewhere', coalesce((select sum(o.planned) from shipment_leg_lines o join shipment_legs ol on ol.id = o.leg_id
                                    where o.line_id = ll.line_id and o.leg_id <> l.id and o.loaded is null and ol.state = 'planned'), 0),
            'answer', case when l.crossing_id is not null then (
                       select case when bool_or(b.answer = 'accepted' and b.qty >= ll.planned) then 'accepted' when bool_or(b.answer = 'refused') then 'refused' else min(b.answer) filter (where b.answer = 'waiting') end
                         from border_notification_lines b join border_notifications n on n.id = b.notification_id
                        where b.leg_id = l.id and b.line_id = ll.line_id and n.state in ('sent', 'answered') and n.crossing_id = l.crossing_id and n.crossing_day = l.crossing_day) end
          ) order by sl.line_no), '[]')
     from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id left join lots lo on lo.id = sl.lot_id
     left join ledger_reservations r on r.id = sl.live_hold_id and r.state = 'held'
    where ll.leg_id = l.id) as lines`;
const among = (ids: readonly string[]) => (ids.length === 1 ? sql`l.id = ${ids[0]}::uuid` : sql`l.id = any(${ids}::uuid[])`);

/**
 * Locks trucks, and before them their shipment, before they are read: what is then read is as the one before has left it, also
 * what the shipment comes to by all its trucks. For one truck the database keeps its plan.
 */
export const lockLegs = defineSql(
  'supply.lock-legs',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ id: string }>`
  select l.id from shipment_legs l join shipments s on s.id = l.shipment_id where ${among(p.ids)} order by s.id, l.id for no key update of s, l`,
  { prepared: true },
);

/** Trucks as a decision on what is aboard needs them. */
export const findLegs = defineSql(
  'supply.find-legs',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<LegFound>`
  select ${head}, ${lines} from shipment_legs l join shipments s on s.id = l.shipment_id where ${among(p.ids)} order by l.id`,
  { prepared: true },
);

/** A truck with all that its loading is weighed by, locked like above: enough where its own state guards the decision. */
export const findLegToLoad = defineSql(
  'supply.find-leg-to-load',
  { id: SAMPLE },
  (p: { id: string }) => sql<LegToLoadFound>`
  select ${head}, v.max_kg as "maxKg", v.max_litres as "maxLitres", ${linesToLoad},
         case when l.crossing_id is null then '[]' else (
           select coalesce(json_agg(json_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'status', d.status, 'authorisedTo', d.authorised_to, 'source', d.source)
                    order by d.recorded_at desc, d.from_day desc), '[]') from crossing_days d where d.crossing_id = l.crossing_id) end as words
    from shipment_legs l join shipments s on s.id = l.shipment_id join vehicles v on v.id = l.vehicle_id where l.id = ${p.id}::uuid for no key update of s, l`,
  { prepared: true },
);

/** Who sends a truck: where its exceptions lie. */
export const findLegOrigin = defineSql(
  'supply.find-leg-origin',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ siteId: string | null; areas: string[] | null }>`
  select w.site_id as "siteId", a.lineage as areas from shipment_legs l join stock_places w on w.id = l.from_place_id
    left join sites s on s.id = w.site_id left join areas a on a.pcode = s.area where l.id = ${p.id}`,
);

export interface FactWrite {
  readonly id: string;
  readonly leg_id: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly document_id: string | null;
}
export interface LegWrite {
  readonly id: string;
  readonly state: string;
  readonly state_at: string | null;
  readonly departed_at: string | null;
  readonly received_at: string | null;
  readonly seals: readonly string[];
}
export interface LegLineWrite {
  readonly leg_id: string;
  readonly line_id: string;
  readonly planned: number;
  readonly loaded: number | null;
  readonly off_good: number;
  readonly off_damaged: number;
  readonly damaged: number;
  readonly lost: number;
}
export interface Saved {
  readonly facts: readonly FactWrite[];
  readonly legs: readonly LegWrite[];
  readonly lines: readonly LegLineWrite[];
  /** Whether each line stands on its truck already, so that nothing is put beside them. */
  readonly linesStand: boolean;
  readonly shipmentId: string;
  readonly shipmentState: string;
  readonly occurredAt: string;
  readonly at: string;
  readonly commandId: string;
  readonly by: string;
}
const sampleSaved: Saved = {
  facts: [],
  legs: [],
  lines: [],
  linesStand: false,
  shipmentId: SAMPLE,
  shipmentState: 'moving',
  occurredAt: AT,
  at: AT,
  commandId: SAMPLE,
  by: SAMPLE,
};

/** Of one truck, which is nearly always, plain values: for a list of unknown length the database would read whole tables. */
const factRows = ({ facts }: Saved) =>
  facts.length === 1
    ? sql`values (${facts[0]!.id}::uuid, ${facts[0]!.leg_id}::uuid, ${facts[0]!.kind}, ${JSON.stringify(facts[0]!.data)}::jsonb, ${facts[0]!.document_id}::uuid)`
    : sql`select * from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r(id uuid, leg_id uuid, kind text, data jsonb, document_id uuid)`;
const legChange = ({ legs }: Saved) => {
  const [leg] = legs;
  if (leg && legs.length === 1)
    return sql`update shipment_legs set state = ${leg.state}, state_at = ${leg.state_at}, departed_at = ${leg.departed_at}, received_at = ${leg.received_at}, seals = ${leg.seals}
      where id = ${leg.id}`;
  return sql`update shipment_legs l set state = x.state, state_at = x.state_at, departed_at = x.departed_at, received_at = x.received_at,
           seals = array(select jsonb_array_elements_text(x.seals))
      from jsonb_to_recordset(${JSON.stringify(legs)}::jsonb) as x(id uuid, state text, state_at timestamptz, departed_at timestamptz, received_at timestamptz, seals jsonb)
     where l.id = x.id`;
};
const lineColumns = ['leg_id', 'line_id', 'planned', 'loaded', 'off_good', 'off_damaged', 'damaged', 'lost'] as const;
const lineChange = ({ lines: rows, linesStand }: Saved) => {
  const of = (key: keyof LegLineWrite) => rows.map((row) => row[key]);
  const [legIds, lineIds, ...qtys] = lineColumns.map(of);
  // Each list out of a subquery keeps the plan: for lists as they stand the database thinks anew each time.
  const lists = [sql`${legIds}::uuid[]`, sql`${lineIds}::uuid[]`, ...qtys.map((qty) => sql`${qty}::bigint[]`)];
  const x = sql`unnest(${sql.join(lists.map((list) => sql`(select ${list})`))}) as x(${sql.raw(lineColumns.join(', '))})`;
  if (linesStand)
    return sql`update shipment_leg_lines t set loaded = x.loaded, off_good = x.off_good, off_damaged = x.off_damaged, damaged = x.damaged, lost = x.lost
      from ${x} where t.leg_id = x.leg_id and t.line_id = x.line_id`;
  return sql`insert into shipment_leg_lines (${sql.raw(lineColumns.join(', '))}) select x.* from ${x}
    on conflict (leg_id, line_id) do update set loaded = excluded.loaded, off_good = excluded.off_good, off_damaged = excluded.off_damaged,
       damaged = excluded.damaged, lost = excluded.lost`;
};

/** Writes what was told of trucks and what it comes to, in one statement. */
export const saveFacts = defineSql(
  'supply.save-facts',
  sampleSaved,
  (p: Saved) => sql`
  with f as (
    insert into shipment_facts (id, leg_id, kind, occurred_at, recorded_at, data, document_id, command_id, actor_id)
    select x.id, x.leg_id, x.kind, ${p.occurredAt}::timestamptz, ${p.at}::timestamptz, x.data, x.document_id, ${p.commandId}::uuid, ${p.by}::uuid
      from (${factRows(p)}) as x(id, leg_id, kind, data, document_id)),
  l as (${legChange(p)})${p.lines.length > 0 ? sql`, ll as (${lineChange(p)})` : sql``}
  update shipments set state = ${p.shipmentState} where id = ${p.shipmentId} and state not in (${p.shipmentState}, 'cancelled')`,
  { prepared: true },
);

/** The promise that now stands for what other trucks still wait for. */
export const setLiveHolds = defineSql(
  'supply.set-live-holds',
  { rows: [] as readonly { line_id: string; hold_id: string }[] },
  (p: { rows: readonly { line_id: string; hold_id: string }[] }) => sql`
  update shipment_lines l set live_hold_id = x.hold_id from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as x(line_id uuid, hold_id uuid) where l.id = x.line_id`,
);

export const insertParents = defineSql(
  'supply.insert-parents',
  { legIds: [SAMPLE] as readonly string[], parentId: SAMPLE },
  (p: { legIds: readonly string[]; parentId: string }) => sql`
  insert into shipment_leg_parents (leg_id, parent_id) select unnest(${p.legIds}::uuid[]), ${p.parentId}::uuid on conflict do nothing`,
);

export const listShipmentLegs = defineSql(
  'supply.list-shipment-legs',
  { shipmentId: SAMPLE },
  (p: { shipmentId: string }) =>
    sql<{ id: string; state: LegState }>`select id, state from shipment_legs where shipment_id = ${p.shipmentId}`,
);

/** Empty trucks whose journey ended before a moment, a handful of hundreds at a time. */
export const listEndedTrucks = defineSql(
  'supply.list-ended-trucks',
  { before: AT },
  (p: { before: string }) => sql<{ id: string; truckPlaceId: string }>`
  select l.id, l.truck_place_id as "truckPlaceId" from shipment_legs l join stock_places w on w.id = l.truck_place_id and w.status = 'open'
   where l.state in ('emptied', 'received', 'returned', 'part-delivered', 'cancelled') and coalesce(l.received_at, l.state_at, l.planned_at) < ${p.before}
     and not exists (select from ledger_buckets k join ledger_balances b on b.bucket_id = k.id where k.book = 'goods' and k.place = w.id::text and (b.qty > 0 or b.owed > 0))
   order by l.planned_at limit 300`,
);
