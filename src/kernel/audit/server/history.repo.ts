import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface StepRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly released_by: string | null;
  readonly device_id: string | null;
  readonly via: string;
  readonly token_id: string | null;
  readonly token_name: string | null;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly state: 'applied' | 'refused' | 'parked';
  readonly total: number;
}
const step = sql`c.id, c.name, c.version, c.actor_id, u.name as actor_name, (select b.name from commands_within w join users b on b.id = w.released_by where w.command_id = c.id) as released_by, c.device_id, c.via, c.token_id, (select k.name from api_tokens k where k.id = c.token_id) as token_name, c.occurred_at, c.recorded_at, c.state`;

/** Commands that touched a thing, newest first. */
export const listTouches = defineSql(
  'audit.list-history',
  { kind: 'site', id: SAMPLE, by: null, limit: 50 } as { kind: string; id: string; by: string | null; limit: number },
  (p) => sql<StepRow>`
  select ${step}, 0 as total from command_touches t join command_log c on c.id = t.command_id join users u on u.id = c.actor_id
   where t.thing_kind = ${p.kind} and t.thing_id = ${p.id} and (${p.by}::uuid is null or c.actor_id = ${p.by}::uuid) order by c.recorded_at desc, c.id desc limit ${p.limit}`,
);

export interface LogFilter {
  readonly search: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
  readonly command: string | null;
  readonly actorId: string | null;
  readonly tokenId: string | null;
  readonly state: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly thingKind: string | null;
  readonly thingId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  recordedAt: sql`c.recorded_at`,
  occurredAt: sql`c.occurred_at`,
  name: sql`c.name`,
  actorName: sql`u.name`,
  state: sql`c.state`,
  via: sql`c.via`,
};

export const searchLog = defineSql(
  'audit.search-commands',
  {
    search: null,
    from: null,
    to: null,
    timeZone: 'Europe/Istanbul',
    command: null,
    actorId: null,
    tokenId: null,
    state: null,
    since: null,
    until: null,
    thingKind: null,
    thingId: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as LogFilter,
  (p: LogFilter) => sql<StepRow>`
    select ${step}, count(*) over () as total from command_log c join users u on u.id = c.actor_id
     where (${p.command}::text is null or c.name = ${p.command} or c.name like ${p.command} || '.%') and (${p.actorId}::uuid is null or c.actor_id = ${p.actorId}::uuid)
       and (${p.tokenId}::uuid is null or c.token_id = ${p.tokenId}::uuid) and (${p.state}::text is null or c.state = ${p.state}) and (${p.since}::timestamptz is null or c.recorded_at >= ${p.since}::timestamptz)
       and (${p.until}::timestamptz is null or c.recorded_at < ${p.until}::timestamptz)
       and (${p.from}::date is null or c.recorded_at >= ${p.from}::date::timestamp at time zone ${p.timeZone})
       and (${p.to}::date is null or c.recorded_at < (${p.to}::date + 1)::timestamp at time zone ${p.timeZone})
       and (${p.search}::text is null or position(lower(${p.search}) in lower(c.name)) > 0 or position(lower(${p.search}) in lower(u.name)) > 0 or c.id::text = lower(${p.search})
            or exists (select from api_tokens k where k.id = c.token_id and position(lower(${p.search}) in lower(k.name)) > 0)
            or exists (select from command_touches t where t.command_id = c.id and t.thing_id = ${p.search}))
       and (${p.thingId}::text is null or exists (select from command_touches t where t.command_id = c.id and t.thing_id = ${p.thingId} and (${p.thingKind}::text is null or t.thing_kind = ${p.thingKind})))
     ${orderBy(p.sort, sortable, sql`c.recorded_at desc`, sql`c.id desc`)} limit ${p.limit} offset ${p.offset}`,
);

export interface CommandRow extends StepRow {
  readonly input: Record<string, unknown>;
  readonly outcome: Record<string, unknown>;
  readonly touches: { kind: string; id: string }[];
  readonly seal: number | null;
}
export const findCommand = defineSql(
  'audit.find-command',
  { id: SAMPLE },
  (p: { id: string }) => sql<CommandRow>`
  select ${step}, 0 as total, c.input, c.outcome, s.seal,
         coalesce((select jsonb_agg(jsonb_build_object('kind', t.thing_kind, 'id', t.thing_id)) from command_touches t where t.command_id = c.id), '[]') as touches
    from command_log c join users u on u.id = c.actor_id left join command_seals s on s.command_id = c.id where c.id = ${p.id}`,
);

export interface ReadFilter {
  readonly actorId: string | null;
  readonly query: string | null;
  readonly limit: number;
  readonly offset: number;
}
export const listReadRows = defineSql(
  'audit.list-reads',
  { actorId: null, query: null, limit: 50, offset: 0 } as ReadFilter,
  (p: ReadFilter) => sql<{
    id: string;
    actor_name: string;
    token_name: string | null;
    query: string;
    row_count: number;
    read_at: Date;
    total: number;
  }>`select r.id, u.name as actor_name, (select k.name from api_tokens k where k.id = r.token_id) as token_name, r.query, r.row_count, r.read_at, count(*) over () as total from read_log r join users u on u.id = r.actor_id
    where (${p.actorId}::uuid is null or r.actor_id = ${p.actorId}::uuid) and (${p.query}::text is null or r.query = ${p.query})
    order by r.read_at desc, r.id limit ${p.limit} offset ${p.offset}`,
);
