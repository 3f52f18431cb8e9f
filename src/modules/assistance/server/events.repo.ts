import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { EventRow } from '../contract/events.ts';
import { peopleKeys } from '../contract/shared.ts';
import type { People } from '../contract/shared.ts';
import { AT, SAMPLE, isOdd, namesIn } from './shared.repo.ts';

export interface EventWrite {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly packageId: string;
  readonly packageVersion: number;
  readonly admits: string;
  readonly orgId: string;
  readonly siteId: string;
  readonly storeId: string;
  readonly placeId: string;
  readonly givesOn: string;
  readonly expected: number | null;
  readonly planNumber: string | null;
  readonly note: string | null;
  readonly paperCode: string;
  readonly by: string;
  readonly at: string;
}
const sample: EventWrite = {
  id: SAMPLE,
  number: 'DE-GZT-2023-000001-29',
  title: 'X',
  packageId: SAMPLE,
  packageVersion: 1,
  admits: 'list',
  orgId: SAMPLE,
  siteId: SAMPLE,
  storeId: SAMPLE,
  placeId: SAMPLE,
  givesOn: '2023-03-01',
  expected: null,
  planNumber: null,
  note: null,
  paperCode: 'KV1',
  by: SAMPLE,
  at: AT,
};
export const insertEvent = defineSql(
  'assistance.insert-event',
  sample,
  (p: EventWrite) => sql`
  insert into assistance_events (id, number, title, package_id, package_version, admits, org_id, site_id, store_id, place_id, gives_on, expected, plan_number, note, paper_code, created_by, created_at)
  values (${p.id}, ${p.number}, ${p.title}, ${p.packageId}, ${p.packageVersion}, ${p.admits}, ${p.orgId}, ${p.siteId}, ${p.storeId}, ${p.placeId}, ${p.givesOn}, ${p.expected},
    ${p.planNumber}, ${p.note}, ${p.paperCode}, ${p.by}, ${p.at})`,
);
export const updateEvent = defineSql(
  'assistance.update-event',
  sample,
  (p: EventWrite) => sql`
  update assistance_events set title = ${p.title}, package_id = ${p.packageId}, package_version = ${p.packageVersion}, admits = ${p.admits}, org_id = ${p.orgId}, site_id = ${p.siteId},
    store_id = ${p.storeId}, gives_on = ${p.givesOn}, expected = ${p.expected}, plan_number = ${p.planNumber}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);
export const setDay = defineSql(
  'assistance.set-event-day',
  { id: SAMPLE, givesOn: '2023-03-01', state: 'planned' },
  (p: { id: string; givesOn: string; state: string }) => sql`
  update assistance_events set gives_on = ${p.givesOn}, state = ${p.state}, version = version + 1 where id = ${p.id}`,
);

export interface LanesWrite {
  readonly eventId: string;
  readonly lanes: readonly { laneId: string; no: number; kind: string }[];
}
const lanes: LanesWrite = { eventId: SAMPLE, lanes: [{ laneId: SAMPLE, no: 1, kind: 'general' }] };
/** Lanes as they are to be; those that nobody stands in and that are not named go. */
export const keepLanes = defineSql(
  'assistance.keep-lanes',
  lanes,
  (p: LanesWrite) => sql`
  with told as (select * from jsonb_to_recordset(${JSON.stringify(p.lanes)}::jsonb) as r("laneId" uuid, no int, kind text)), gone as (
    delete from assistance_lanes l where l.event_id = ${p.eventId}::uuid and not exists (select from told where told."laneId" = l.id)
  )
  insert into assistance_lanes (id, event_id, no, kind) select "laneId", ${p.eventId}::uuid, no, kind from told
  on conflict (id) do update set no = excluded.no, kind = excluded.kind where assistance_lanes.event_id = excluded.event_id`,
);
export const keepTeam = defineSql(
  'assistance.keep-team',
  { eventId: SAMPLE, team: [SAMPLE] } as { eventId: string; team: readonly string[] },
  (p) => sql`
  with gone as (delete from assistance_team where event_id = ${p.eventId}::uuid and user_id <> all(${p.team}::uuid[]))
  insert into assistance_team (event_id, user_id) select ${p.eventId}::uuid, u from unnest(${p.team}::uuid[]) as t(u) on conflict do nothing`,
);
export const countInLanes = defineSql(
  'assistance.count-in-lanes-gone',
  { eventId: SAMPLE, keep: [SAMPLE] } as { eventId: string; keep: readonly string[] },
  (p) => sql<{ tokens: number }>`
  select count(*)::int as tokens from assistance_tokens where event_id = ${p.eventId} and lane_id <> all(${p.keep}::uuid[])`,
);

/** Households given to: a token once however often it came. */
const servedOf = sql`(select coalesce(count(distinct coalesce(h.token_id::text, h.token_hash)) filter (where h.way = 'token'), 0)
  + coalesce(sum(h.households) filter (where h.way <> 'token'), 0) from assistance_handovers h where h.event_id = e.id and h.undone_at is null)::bigint`;
const expectedOf = sql`case e.admits when 'list' then (select count(*) from assistance_tokens t where t.event_id = e.id and t.state = 'valid') else coalesce(e.expected, 0) end`;
const oddOf = sql`(select count(*) from assistance_handovers h where h.event_id = e.id and h.undone_at is null and ${isOdd('h')})`;
const shownColumns = sql`e.id, e.number, e.title, e.state, e.gives_on as "givesOn", e.org_id as "orgId", ${namesIn('o')} as "orgNames", e.site_id as "siteId", ${namesIn('s')} as "siteNames",
  ${namesIn('a')} as "areaNames", ${namesIn('pk')} as "packageNames", e.admits, ${expectedOf} as expected, ${servedOf} as served, ${oddOf} as odd`;
const shownFrom = sql`from assistance_events e join organisations o on o.id = e.org_id join sites s on s.id = e.site_id join areas a on a.pcode = s.area
  join assistance_packages pk on pk.id = e.package_id`;

export interface EventFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly states: readonly string[] | null;
  readonly orgId: string | null;
  readonly siteId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  number: sql`e.number`,
  title: sql`e.title`,
  givesOn: sql`e.gives_on`,
  siteNames: sql`s.name_en`,
  areaNames: sql`a.name_en`,
  orgNames: sql`o.name_en`,
  packageNames: sql`pk.name_en`,
  admits: sql`e.admits`,
  expected: sql`expected`,
  served: sql`served`,
  odd: sql`odd`,
  state: sql`e.state`,
};
export const noFilter: EventFilter = {
  reach: sql<boolean>`true`,
  onlyOrg: null,
  search: null,
  states: null,
  orgId: null,
  siteId: null,
  from: null,
  to: null,
  sort: undefined,
  limit: 50,
  offset: 0,
};
export const listEventRows = defineSql(
  'assistance.list-events',
  { ...noFilter, search: 'x', states: ['open'] } as EventFilter,
  (p: EventFilter) => sql<EventRow & { total: number }>`
  select ${shownColumns}, count(*) over () as total ${shownFrom}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid)
     and (${p.search}::text is null or e.number ilike '%' || ${p.search} || '%' or e.title ilike '%' || ${p.search} || '%')
     and (${p.states}::text[] is null or e.state = any(${p.states}::text[]))
     and (${p.orgId}::uuid is null or e.org_id = ${p.orgId}::uuid) and (${p.siteId}::uuid is null or e.site_id = ${p.siteId}::uuid)
     and (${p.from}::date is null or e.gives_on >= ${p.from}::date) and (${p.to}::date is null or e.gives_on <= ${p.to}::date)
   ${orderBy(p.sort, sortable, sql`e.gives_on desc`, sql`e.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface EventDetail extends EventRow {
  readonly version: number;
  readonly packageId: string;
  readonly packageVersion: number;
  readonly storeId: string;
  readonly storeNames: Record<string, string>;
  readonly placeId: string;
  readonly planNumber: string | null;
  readonly note: string | null;
  readonly namesReason: string | null;
  readonly areaCode: string;
  readonly paperCode: string;
  readonly openedAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly countedAt: Date | null;
  readonly closedAt: Date | null;
  readonly noShows: number;
  readonly undone: number;
  readonly handovers: number;
  readonly delegates: number;
  readonly withoutProof: number;
}
export const getEventRow = defineSql(
  'assistance.get-event',
  { id: SAMPLE },
  (p: { id: string }) => sql<EventDetail>`
  select ${shownColumns}, e.version, e.package_id as "packageId", e.package_version as "packageVersion", e.store_id as "storeId", ${namesIn('st')} as "storeNames", e.place_id as "placeId",
         e.plan_number as "planNumber", e.note, e.names_reason as "namesReason", a.pcode as "areaCode", e.paper_code as "paperCode", e.opened_at as "openedAt", e.stopped_at as "stoppedAt", e.counted_at as "countedAt", e.closed_at as "closedAt",
         (select count(*) from assistance_tokens t where t.event_id = e.id and t.state = 'valid'
           and not exists (select from assistance_handovers h where h.token_id = t.id and h.undone_at is null)) as "noShows",
         n.handovers, n.undone, n.delegates, n."withoutProof"
    ${shownFrom} join stock_places st on st.id = e.store_id
    cross join lateral (select count(*) filter (where undone_at is null) as handovers, count(*) filter (where undone_at is not null) as undone,
      count(*) filter (where undone_at is null and collector = 'delegate') as delegates, count(*) filter (where undone_at is null and proof = 'none') as "withoutProof"
      from assistance_handovers h where h.event_id = e.id) n
   where e.id = ${p.id}`,
);

export interface LaneFound {
  readonly id: string;
  readonly no: number;
  readonly kind: 'general' | 'priority' | 'separate' | 'home';
  readonly closedAt: Date | null;
  readonly expected: number;
  readonly served: number;
  readonly perHour: number;
  readonly lastAt: Date | null;
}
/** Lanes with how fast they are: households in the hour that ended with the last hand-over. */
export const listLaneRows = defineSql(
  'assistance.list-lanes',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<LaneFound>`
  select l.id, l.no, l.kind, l.closed_at as "closedAt", (select count(*) from assistance_tokens t where t.lane_id = l.id and t.state = 'valid') as expected,
         coalesce(x.served, 0) as served, coalesce(x.recent, 0) as "perHour", x.last as "lastAt"
    from assistance_lanes l left join lateral (
      select sum(h.households) as served, sum(h.households) filter (where h.occurred_at > m.last - interval '1 hour') as recent, m.last
        from assistance_handovers h, (select max(occurred_at) as last from assistance_handovers where event_id = l.event_id and lane_id = l.id and undone_at is null) m
       where h.event_id = l.event_id and h.lane_id = l.id and h.undone_at is null group by m.last) x on true
   where l.event_id = ${p.eventId} order by l.no`,
);
export const listTeam = defineSql(
  'assistance.list-team',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ id: string; name: string }>`
  select u.id, u.name from assistance_team t join users u on u.id = t.user_id where t.event_id = ${p.eventId} order by u.name`,
);
export interface MarkFound {
  readonly id: string;
  readonly kind: string;
  readonly figures: Record<string, string | number>;
  readonly occurredAt: Date;
  readonly by: string;
}
export const listMarks = defineSql(
  'assistance.list-marks',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<MarkFound>`
  select m.id, m.kind, m.figures, m.occurred_at as "occurredAt", u.name as by from assistance_marks m join users u on u.id = m.by where m.event_id = ${p.eventId}
   order by m.occurred_at desc, m.recorded_at desc`,
);
const sumOf = (key: string) => sql`coalesce(sum((people->>${key})::int), 0)::int as ${sql.ref(key)}`;
/** Persons by sex and age of the hand-overs that stand, and households for which nobody counted. */
export const countPeople = defineSql(
  'assistance.count-people',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<People & { uncounted: number }>`
  select ${sql.join(peopleKeys.map(sumOf))}, coalesce(sum(households) filter (where people is null), 0)::int as uncounted
    from assistance_handovers where event_id = ${p.eventId} and undone_at is null`,
);
/** How many households of which size a list names; nobody's size is known without one. */
export const listSizes = defineSql(
  'assistance.list-sizes',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<{ size: number; households: number }>`
  select household_size as size, count(*)::int as households from assistance_tokens where event_id = ${p.eventId} and state = 'valid' group by household_size order by 1`,
);

/** Whether a place is a day's own, which is no store for another. */
export const findDayAt = defineSql(
  'assistance.find-day-at-place',
  { placeId: SAMPLE },
  (p: { placeId: string }) => sql<{ id: string }>`select id from assistance_events where place_id = ${p.placeId}`,
);

/** What of distributions waits for somebody. */
export const countToday = defineSql(
  'assistance.count-today',
  { reach: sql<boolean>`true`, onlyOrg: null, today: '2023-03-01', soon: '2023-03-04' } as {
    reach: RawBuilder<boolean>;
    onlyOrg: string | null;
    today: string;
    soon: string;
  },
  (p) => sql<{ toReserve: number; stopped: number; toSign: number; toClose: number }>`
  select count(*) filter (where e.state = 'planned' and e.gives_on <= ${p.soon}::date)::int as "toReserve", count(*) filter (where e.state = 'stopped')::int as stopped,
         count(*) filter (where e.state = 'counting' or (e.state = 'open' and e.gives_on < ${p.today}::date))::int as "toSign", count(*) filter (where e.state = 'reconciled')::int as "toClose"
    from assistance_events e join sites s on s.id = e.site_id join areas a on a.pcode = s.area
   where ${p.reach} and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid)`,
);
