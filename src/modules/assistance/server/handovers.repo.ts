import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { HandoverRow } from '../contract/handovers.ts';
import type { Oddity } from '../contract/shared.ts';
import { AT, SAMPLE, isOdd, itemIn } from './shared.repo.ts';

export interface HandoverWrite {
  readonly id: string;
  readonly eventId: string;
  readonly laneId: string | null;
  readonly way: string;
  readonly tokenHash: string | null;
  readonly tokenId: string | null;
  readonly tent: string | null;
  readonly households: number;
  readonly size: number | null;
  readonly people: string | null;
  readonly lines: string;
  readonly collector: string;
  readonly proof: string;
  readonly source: string;
  readonly oddities: readonly string[];
  readonly hash: string;
  readonly posted: boolean;
  readonly occurredAt: string;
  readonly at: string;
  readonly by: string;
  readonly device: string | null;
  readonly commandId: string;
  /** The hand-over under whose id this one came too. */
  readonly toldAs: string | null;
}
const sample: HandoverWrite = {
  id: SAMPLE,
  eventId: SAMPLE,
  laneId: SAMPLE,
  way: 'token',
  tokenHash: '0'.repeat(64),
  tokenId: SAMPLE,
  tent: null,
  households: 1,
  size: 5,
  people: null,
  lines: '[]',
  collector: 'self',
  proof: 'token',
  source: 'phone',
  oddities: [],
  hash: 'x',
  posted: true,
  occurredAt: AT,
  at: AT,
  by: SAMPLE,
  device: null,
  commandId: SAMPLE,
  toldAs: null,
};
export const insertHandover = defineSql(
  'assistance.insert-handover',
  sample,
  (p: HandoverWrite) => sql`
  insert into assistance_handovers (id, event_id, lane_id, way, token_hash, token_id, tent, households, household_size, people, lines, collector, proof, source, oddities, content_hash, posted,
    occurred_at, recorded_at, by, device_id, command_id, told_as)
  values (${p.id}, ${p.eventId}, ${p.laneId}, ${p.way}, ${p.tokenHash}, ${p.tokenId}, ${p.tent}, ${p.households}, ${p.size}, ${p.people}::jsonb, ${p.lines}::jsonb, ${p.collector}, ${p.proof},
    ${p.source}, ${p.oddities}::text[], ${p.hash}, ${p.posted}, ${p.occurredAt}, ${p.at}, ${p.by}, ${p.device}, ${p.commandId}, ${p.toldAs})`,
);

export interface HandoverFound {
  readonly id: string;
  readonly event_id: string;
  readonly token_id: string | null;
  readonly token_hash: string | null;
  readonly oddities: Oddity[];
  readonly content_hash: string;
  readonly posted: boolean;
  readonly undone: boolean;
}
export const findHandover = defineSql(
  'assistance.find-handover',
  { id: SAMPLE },
  (p: { id: string }) => sql<HandoverFound>`
  select id, event_id, token_id, token_hash, oddities, content_hash, posted, undone_at is not null as undone from assistance_handovers where id = ${p.id}`,
);
/** Acts that came under one id, without the one that is asked about. */
export const listToldWith = defineSql(
  'assistance.list-told-with',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`
  select h.id from assistance_handovers h where h.told_as = ${p.id}
  union select t.told_as from assistance_handovers t where t.id = ${p.id} and t.told_as is not null`,
);
export const markUndone = defineSql(
  'assistance.mark-undone',
  { id: SAMPLE, at: AT, reason: 'x' },
  (p: { id: string; at: string; reason: string }) => sql`
  update assistance_handovers set undone_at = ${p.at}, undo_reason = ${p.reason} where id = ${p.id} and undone_at is null`,
);
export interface UndoWrite {
  readonly id: string;
  readonly handoverId: string;
  readonly eventId: string;
  readonly reason: string;
  readonly occurredAt: string;
  readonly at: string;
  readonly by: string;
}
export const insertUndo = defineSql(
  'assistance.insert-undo',
  { id: SAMPLE, handoverId: SAMPLE, eventId: SAMPLE, reason: 'x', occurredAt: AT, at: AT, by: SAMPLE } as UndoWrite,
  (p: UndoWrite) => sql`
  insert into assistance_undos (handover_id, id, event_id, reason, occurred_at, recorded_at, by)
  values (${p.handoverId}, ${p.id}, ${p.eventId}, ${p.reason}, ${p.occurredAt}, ${p.at}, ${p.by}) on conflict do nothing`,
);
/** What was said to take a hand-over back, at its own day. */
export const findUndo = defineSql(
  'assistance.find-undo',
  { handoverId: SAMPLE, eventId: SAMPLE },
  (p: { handoverId: string; eventId: string }) => sql<{ id: string; reason: string; occurred_at: Date }>`
  select id, reason, occurred_at from assistance_undos where handover_id = ${p.handoverId} and event_id = ${p.eventId}`,
);

export interface TokenSeen {
  readonly id: string;
  readonly lane_id: string;
  readonly number: number;
  readonly size: number;
  readonly state: 'valid' | 'lost';
  readonly lane_closed: Date | null;
}
/** The token that was shown, by its hash, or the valid one of that number. */
export const findToken = defineSql(
  'assistance.find-token',
  { eventId: SAMPLE, hash: null, number: 1 } as { eventId: string; hash: string | null; number: number | null },
  (p) => sql<TokenSeen>`
  select id, lane_id, number, household_size as size, state, (select closed_at from assistance_lanes l where l.id = lane_id) as lane_closed from assistance_tokens
   where event_id = ${p.eventId} and (token_hash = ${p.hash} or (${p.hash}::text is null and number = ${p.number} and state = 'valid'))`,
);
/** Hand-overs by one token that stand: of the list's by its id, else by what was scanned. */
export const countClaims = defineSql(
  'assistance.count-claims',
  { eventId: SAMPLE, tokenId: null, hash: 'x' } as { eventId: string; tokenId: string | null; hash: string | null },
  (p) => sql<{ claims: number }>`
  select count(*)::int as claims from assistance_handovers where event_id = ${p.eventId} and undone_at is null
     and ((${p.tokenId}::uuid is not null and token_id = ${p.tokenId}::uuid) or (${p.tokenId}::uuid is null and token_id is null and token_hash = ${p.hash}))`,
);
/** What the event was just before a moment: opened, stopped, or nothing yet. */
export const findLastMark = defineSql(
  'assistance.find-last-mark',
  { eventId: SAMPLE, at: AT },
  (p: { eventId: string; at: string }) => sql<{ kind: string }>`
  select kind from assistance_marks where event_id = ${p.eventId} and kind in ('opened', 'stopped') and occurred_at <= ${p.at} order by occurred_at desc, kind desc limit 1`,
);
export const listLaneIds = defineSql(
  'assistance.list-lane-ids',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ id: string; no: number; kind: string; closed_at: Date | null }>`
  select id, no, kind, closed_at from assistance_lanes where event_id = ${p.eventId} order by no`,
);
/** Stands of hand-overs with one oddity. */
export const countOdd = defineSql(
  'assistance.count-odd',
  { eventId: SAMPLE, oddity: 'after-stop' },
  (p: { eventId: string; oddity: string }) => sql<{ odd: number }>`
  select count(*)::int as odd from assistance_handovers where event_id = ${p.eventId} and undone_at is null and ${p.oddity}::text = any(oddities)`,
);
/** Sets anew which hand-overs came before the opening or after a stop, by their own time: a phone may tell either later. */
export const reviewTimesOf = defineSql(
  'assistance.review-times',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql`
  with told as (
    select h.id, array_remove(array_remove(h.oddities, 'before-open'), 'after-stop') as others,
           (select m.kind from assistance_marks m where m.event_id = h.event_id and m.kind in ('opened', 'stopped') and m.occurred_at <= h.occurred_at
             order by m.occurred_at desc, m.kind desc limit 1) as last
      from assistance_handovers h where h.event_id = ${p.eventId} and not ('after-close' = any(h.oddities))
  ), next as (select id, case when last is null then others || 'before-open'::text when last = 'stopped' then others || 'after-stop'::text else others end as oddities from told)
  update assistance_handovers h set oddities = next.oddities from next
   where next.id = h.id and not (h.oddities @> next.oddities and next.oddities @> h.oddities)`,
);

export interface HandoverFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly eventId: string | null;
  readonly laneId: string | null;
  readonly number: number | null;
  readonly odd: boolean | null;
  readonly oddity: string | null;
  readonly undone: boolean | null;
  readonly itemId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  eventNumber: sql`e.number`,
  occurredAt: sql`h.occurred_at`,
  recordedAt: sql`h.recorded_at`,
  laneNo: sql`l.no`,
  way: sql`h.way`,
  number: sql`t.number`,
  tent: sql`h.tent`,
  households: sql`h.households`,
  size: sql`h.household_size`,
  collector: sql`h.collector`,
  proof: sql`h.proof`,
  source: sql`h.source`,
  by: sql`u.name`,
  undoneAt: sql`h.undone_at`,
};
type Found = Omit<HandoverRow, 'occurredAt' | 'recordedAt' | 'undoneAt'> & { occurredAt: Date; recordedAt: Date; undoneAt: Date | null };
export const listHandoverRows = defineSql(
  'assistance.list-handovers',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    eventId: SAMPLE,
    laneId: null,
    number: 1,
    odd: true,
    oddity: 'second-claim',
    undone: false,
    itemId: SAMPLE,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as HandoverFilter,
  (p: HandoverFilter) => sql<Found & { total: number }>`
  select h.id, h.event_id as "eventId", e.number as "eventNumber", l.no as "laneNo", l.kind as "laneKind", h.way, t.number, h.token_id as "tokenId", h.tent, h.households, h.household_size as size,
         (select jsonb_agg(jsonb_build_object('item', ${itemIn('i')}, 'qty', (r->>'qty')::int)) from jsonb_array_elements(h.lines) r join items i on i.id = (r->>'itemId')::uuid) as lines,
         h.collector, h.proof, h.source, h.oddities, h.occurred_at as "occurredAt", h.recorded_at as "recordedAt", u.name as by, h.undone_at as "undoneAt", h.undo_reason as "undoReason",
         count(*) over () as total
    from assistance_handovers h join assistance_events e on e.id = h.event_id join sites s on s.id = e.site_id join areas a on a.pcode = s.area join users u on u.id = h.by
    left join assistance_lanes l on l.id = h.lane_id left join assistance_tokens t on t.id = h.token_id
   where ${p.reach} and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid)
     and (${p.eventId}::uuid is null or h.event_id = ${p.eventId}::uuid) and (${p.laneId}::uuid is null or h.lane_id = ${p.laneId}::uuid)
     and (${p.number}::int is null or t.number = ${p.number}) and (${p.oddity}::text is null or ${p.oddity}::text = any(h.oddities))
     and (${p.odd}::boolean is null or ${isOdd('h')} = ${p.odd}::boolean)
     and (${p.undone}::boolean is null or (h.undone_at is not null) = ${p.undone}::boolean)
     and (${p.itemId}::uuid is null or exists (select from jsonb_array_elements(h.lines) r where r->>'itemId' = ${p.itemId}::text))
   ${orderBy(p.sort, sortable, sql`h.occurred_at desc`, sql`h.id`)} limit ${p.limit} offset ${p.offset}`,
);
/** Hand-overs in another lane of tokens whose own lane had closed by then: they fit after all. */
export const forgiveLanes = defineSql(
  'assistance.forgive-lanes',
  { eventId: SAMPLE, laneId: SAMPLE },
  (p: { eventId: string; laneId: string }) => sql<{ id: string }>`
  update assistance_handovers h set oddities = array_remove(h.oddities, 'wrong-lane') from assistance_tokens t join assistance_lanes l on l.id = t.lane_id
   where h.event_id = ${p.eventId} and t.id = h.token_id and t.lane_id = ${p.laneId} and l.closed_at <= h.occurred_at and 'wrong-lane' = any(h.oddities) returning h.id`,
);
