import { defineSql, sql } from '../db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const nil = '00000000-0000-0000-0000-000000000000';

const afterMark = sql`(e.changed_xid, e.id) > (m.xid, coalesce(nullif(m.row_id, ''), ${sql.lit(nil)})::uuid)
  and e.changed_xid < pg_snapshot_xmin(pg_current_snapshot())`;

/** Whether an event waits to be handed on; without a mark, whether there is any. */
export const findNews = defineSql(
  'jobs.find-news',
  {},
  () => sql<{ news: boolean }>`
  select case when exists (select from feed_marks where name = 'events')
    then exists (select from events e, feed_marks m where m.name = 'events' and ${afterMark})
    else exists (select from events) end as news`,
);

/** Makes the relay's mark. */
export const insertMark = defineSql(
  'jobs.insert-mark',
  {},
  () => sql`insert into feed_marks (name) values ('events') on conflict (name) do nothing`,
);

/** Locks the mark: one relay works at a time; undefined while another does. */
export const lockMark = defineSql(
  'jobs.lock-mark',
  {},
  () => sql<{ xid: string }>`
  select xid::text from feed_marks where name = 'events' for update skip locked`,
);

export interface EventRow {
  readonly id: string;
  readonly name: string;
  readonly payload: Record<string, unknown>;
  readonly xid: string;
}

/** Events after the mark in the order of their commits, as far as no older transaction can still commit. */
export const listNews = defineSql(
  'jobs.list-news',
  { limit: 500 },
  (p: { limit: number }) => sql<EventRow>`
  select e.id, e.name, e.payload, e.changed_xid::text as xid from events e, feed_marks m
   where m.name = 'events' and ${afterMark}
   order by e.changed_xid, e.id limit ${p.limit}`,
);

/** Moves the mark behind the last event handed on. */
export const moveMark = defineSql(
  'jobs.move-mark',
  { xid: '10', id: SAMPLE },
  (p: { xid: string; id: string }) => sql`
  update feed_marks set xid = ${p.xid}::xid8, row_id = ${p.id}, moved_at = now() where name = 'events'`,
);

/** One event, for its listeners. */
export const findEvent = defineSql(
  'jobs.find-event',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ name: string; payload: unknown }>`
  select name, payload from events where id = ${p.id}`,
);

/** When a command that is in the log happened. */
export const findCommandTime = defineSql(
  'jobs.find-command-time',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ occurred_at: Date }>`
  select occurred_at from command_log where id = ${p.id}`,
);
