import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

export interface NewHeld {
  readonly deviceId: string;
  readonly seq: number;
  readonly id: string;
  readonly envelope: Buffer;
  readonly at: string;
}

/** Keeps a command until its predecessors have come; answers the id that holds this number. */
export const hold = defineSql(
  'sync.hold',
  { deviceId: SAMPLE, seq: 2, id: SAMPLE, envelope: Buffer.alloc(1), at: NOW } as NewHeld,
  (p: NewHeld) => sql<{ id: string }>`
  insert into held_commands as h (device_id, seq, id, envelope, received_at)
  values (${p.deviceId}, ${p.seq}, ${p.id}, ${p.envelope}, ${p.at})
  on conflict (device_id, seq) do update set id = h.id
  returning h.id`,
);

/** The lowest held command that need not wait any more. */
export const findReady = defineSql(
  'sync.find-ready',
  { deviceId: SAMPLE, upTo: 2 },
  (p: { deviceId: string; upTo: number }) =>
    sql<{
      seq: number;
      envelope: Buffer;
    }>`select seq, envelope from held_commands where device_id = ${p.deviceId} and seq <= ${p.upTo} order by seq limit 1`,
);

/** Forgets a held command that has its outcome. */
export const dropHeld = defineSql(
  'sync.drop-held',
  { deviceId: SAMPLE, seq: 2 },
  (p: { deviceId: string; seq: number }) => sql`delete from held_commands where device_id = ${p.deviceId} and seq = ${p.seq}`,
);

/** Devices of which something is held, with those commands that have waited too long. */
export const listWaitingDevices = defineSql(
  'sync.list-waiting-devices',
  { before: NOW },
  (p: { before: string }) => sql<{ device_id: string; overdue: number | null }>`
  select device_id, max(seq) filter (where received_at < ${p.before}) as overdue from held_commands group by device_id order by device_id`,
);

/** What is held of one device. */
export const listHeldOf = defineSql(
  'sync.list-held-of',
  { deviceId: SAMPLE },
  (p: { deviceId: string }) =>
    sql<{ id: string; seq: number }>`select id, seq from held_commands where device_id = ${p.deviceId} order by seq limit 5000`,
);

export interface NewParked {
  readonly id: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly name: string;
  readonly reason: string;
  readonly figures: string;
  readonly envelope: Buffer;
  readonly occurredAt: string;
  readonly at: string;
}

/** Keeps a parked command for a person. */
export const insertParked = defineSql(
  'sync.insert-parked',
  {
    id: SAMPLE,
    deviceId: SAMPLE,
    userId: SAMPLE,
    name: 'room.verb-noun',
    reason: 'common.not-permitted',
    figures: '{}',
    envelope: Buffer.alloc(1),
    occurredAt: NOW,
    at: NOW,
  } as NewParked,
  (p: NewParked) => sql`insert into parked_commands (id, device_id, user_id, name, reason, figures, envelope, occurred_at, parked_at)
    values (${p.id}, ${p.deviceId}, ${p.userId}, ${p.name}, ${p.reason}, ${p.figures}::jsonb, ${p.envelope}, ${p.occurredAt}, ${p.at})
    on conflict (id) do nothing`,
);

/** A parked command, locked. */
export const lockParked = defineSql(
  'sync.lock-parked',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{
      id: string;
      user_id: string;
      state: string;
      envelope: Buffer;
    }>`select id, user_id, state, envelope from parked_commands where id = ${p.id} for update`,
);

export interface Settle {
  readonly id: string;
  readonly state: 'released' | 'dismissed';
  readonly by: string;
  readonly at: string;
  readonly resolution: string | null;
  readonly runId: string | null;
  readonly outcome: string | null;
}

/** Notes how a parked command ended. */
export const settleParked = defineSql(
  'sync.settle-parked',
  { id: SAMPLE, state: 'dismissed', by: SAMPLE, at: NOW, resolution: 'said twice', runId: null, outcome: null } as Settle,
  (
    p: Settle,
  ) => sql`update parked_commands set state = ${p.state}, resolved_by = ${p.by}, resolved_at = ${p.at}, resolution = ${p.resolution},
    run_id = ${p.runId}, outcome = ${p.outcome}::jsonb where id = ${p.id}`,
);

/** Parked commands of one device that wait, or were settled lately. */
export const listParkedOf = defineSql(
  'sync.list-parked-of',
  { deviceId: SAMPLE, since: NOW },
  (p: { deviceId: string; since: string }) =>
    sql<{
      id: string;
      name: string;
      reason: string;
      state: 'waiting' | 'released' | 'dismissed';
      resolution: string | null;
      outcome: unknown;
    }>`
  select id, name, reason, state, resolution, outcome from parked_commands
   where device_id = ${p.deviceId} and (state = 'waiting' or resolved_at > ${p.since}) order by parked_at limit 5000`,
);

export interface ParkedFilter {
  readonly id: string | null;
  readonly state: string | null;
  readonly deviceId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface ParkedListRow {
  readonly id: string;
  readonly name: string;
  readonly device_id: string;
  readonly device_name: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly reason: string;
  readonly figures: Record<string, unknown>;
  readonly occurred_at: Date;
  readonly parked_at: Date;
  readonly state: 'waiting' | 'released' | 'dismissed';
  readonly resolved_at: Date | null;
  readonly resolved_by: string | null;
  readonly resolution: string | null;
  readonly envelope: Buffer;
  readonly total: number;
}
const parkedSort = {
  name: sql`k.name`,
  deviceName: sql`d.name`,
  userName: sql`u.name`,
  reason: sql`k.reason`,
  occurredAt: sql`k.occurred_at`,
  parkedAt: sql`k.parked_at`,
  state: sql`k.state`,
};

/** Parked commands, those that wait first. */
export const listParkedRows = defineSql(
  'sync.list-parked',
  { id: null, state: null, deviceId: null, sort: undefined, limit: 50, offset: 0 } as ParkedFilter,
  (p: ParkedFilter) => sql<ParkedListRow>`
  select k.id, k.name, k.device_id, d.name as device_name, k.user_id, u.name as user_name, k.reason, k.figures, k.occurred_at, k.parked_at, k.state,
         k.resolved_at, r.name as resolved_by, k.resolution, k.envelope, count(*) over () as total
    from parked_commands k join devices d on d.id = k.device_id join users u on u.id = k.user_id left join users r on r.id = k.resolved_by
   where (${p.id}::uuid is null or k.id = ${p.id}::uuid)
     and (${p.state}::text is null or k.state = ${p.state}::text)
     and (${p.deviceId}::uuid is null or k.device_id = ${p.deviceId}::uuid)
   ${orderBy(p.sort, parkedSort, sql`k.state <> 'waiting', k.parked_at desc`, sql`k.id`)}
   limit ${p.limit} offset ${p.offset}`,
);

export interface HeldFilter {
  readonly deviceId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface HeldListRow {
  readonly id: string;
  readonly device_id: string;
  readonly device_name: string;
  readonly user_name: string;
  readonly seq: number;
  readonly waits_for: number;
  readonly received_at: Date;
  readonly total: number;
}
const heldSort = { deviceName: sql`d.name`, userName: sql`u.name`, seq: sql`h.seq`, receivedAt: sql`h.received_at` };

/** Held commands with the number each device has reached. */
export const listHeldRows = defineSql(
  'sync.list-held',
  { deviceId: null, sort: undefined, limit: 50, offset: 0 } as HeldFilter,
  (p: HeldFilter) => sql<HeldListRow>`
  select h.id, h.device_id, d.name as device_name, u.name as user_name, h.seq, h.received_at, count(*) over () as total,
         coalesce((select max(c.device_seq) from command_log c where c.device_id = d.id), 0) + 1 as waits_for
    from held_commands h join devices d on d.id = h.device_id join users u on u.id = d.user_id
   where (${p.deviceId}::uuid is null or h.device_id = ${p.deviceId}::uuid)
   ${orderBy(p.sort, heldSort, sql`d.name, h.seq`, sql`h.id`)}
   limit ${p.limit} offset ${p.offset}`,
);
