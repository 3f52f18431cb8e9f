import { orderBy } from '../db/order.ts';
import { defineSql, sql } from '../db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

export interface NewRun {
  readonly id: string;
  readonly name: string;
  readonly data: string;
  readonly requestedBy: string | null;
  readonly eventId: string | null;
  readonly at: string;
}

/** Notes that a job waits in the queue. */
export const insertRun = defineSql(
  'jobs.insert-run',
  { id: SAMPLE, name: 'room.verb-noun', data: '{}', requestedBy: null, eventId: null, at: NOW } as NewRun,
  (p: NewRun) => sql`insert into job_runs (id, name, state, data, requested_by, event_id, queued_at)
    values (${p.id}, ${p.name}, 'queued', ${p.data}::jsonb, ${p.requestedBy}, ${p.eventId}, ${p.at})
    on conflict (id) do nothing`,
);

/** Notes that a job runs; makes the row when the clock started it. */
export const beginRun = defineSql(
  'jobs.begin-run',
  { id: SAMPLE, name: 'room.verb-noun', data: '{}', eventId: null as string | null, attempt: 1, at: NOW },
  (p: { id: string; name: string; data: string; eventId: string | null; attempt: number; at: string }) => sql`
  insert into job_runs as r (id, name, state, data, event_id, attempt, queued_at, started_at)
  values (${p.id}, ${p.name}, 'running', ${p.data}::jsonb, ${p.eventId}, ${p.attempt}, ${p.at}, ${p.at})
  on conflict (id) do update set state = 'running', attempt = excluded.attempt, started_at = excluded.started_at, finished_at = null, error = null`,
);

/** Notes how a run ended. */
export const endRun = defineSql(
  'jobs.end-run',
  { id: SAMPLE, state: 'done', error: null as string | null, at: NOW },
  (p: { id: string; state: 'done' | 'failed' | 'queued'; error: string | null; at: string }) => sql`
  update job_runs set state = ${p.state}, error = ${p.error}, finished_at = case when ${p.state}::text = 'queued' then null else ${p.at}::timestamptz end
   where id = ${p.id}`,
);

/** Notes how far a run is. */
export const markProgress = defineSql(
  'jobs.mark-progress',
  { id: SAMPLE, done: 1, total: null as number | null, step: null as string | null },
  (p: { id: string; done: number; total: number | null; step: string | null }) => sql`
  update job_runs set done = ${p.done}, total = coalesce(${p.total}::bigint, total), step = coalesce(${p.step}::text, step) where id = ${p.id}`,
);

/** A run, locked. */
export const lockRun = defineSql(
  'jobs.lock-run',
  { id: SAMPLE },
  (p: { id: string }) =>
    sql<{
      name: string;
      state: string;
      data: Record<string, unknown>;
    }>`select name, state, data from job_runs where id = ${p.id} for update`,
);

/** Forgets runs of long ago. */
export const clearRuns = defineSql(
  'jobs.clear-runs',
  { before: NOW },
  (p: { before: string }) => sql`delete from job_runs where state in ('done', 'failed', 'cancelled') and queued_at < ${p.before}`,
);

export interface RunFilter {
  readonly state: string | null;
  readonly name: string | null;
  readonly userId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface RunRow {
  readonly id: string;
  readonly name: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly requested_by: string | null;
  readonly attempt: number;
  readonly done: number | null;
  readonly total_steps: number | null;
  readonly step: string | null;
  readonly error: string | null;
  readonly queued_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly total: number;
}
const sortable = {
  name: sql`r.name`,
  state: sql`r.state`,
  queuedAt: sql`r.queued_at`,
  startedAt: sql`r.started_at`,
  finishedAt: sql`r.finished_at`,
  attempt: sql`r.attempt`,
};

/** Runs, newest first. */
export const listRuns = defineSql(
  'jobs.list-runs',
  { state: null, name: null, userId: null, sort: undefined, limit: 50, offset: 0 } as RunFilter,
  (p: RunFilter) => sql<RunRow>`
  select r.id, r.name, r.state, u.name as requested_by, r.attempt, r.done, r.total as total_steps, r.step, r.error, r.queued_at, r.started_at, r.finished_at,
         count(*) over () as total
    from job_runs r left join users u on u.id = r.requested_by
   where (${p.state}::text is null or r.state = ${p.state}::text)
     and (${p.name}::text is null or r.name = ${p.name}::text)
     and (${p.userId}::uuid is null or r.requested_by = ${p.userId}::uuid)
   ${orderBy(p.sort, sortable, sql`r.queued_at desc`, sql`r.id desc`)}
   limit ${p.limit} offset ${p.offset}`,
);

/** Of what the clock starts again and again only the last good run is kept. */
export const forgetFormer = defineSql(
  'jobs.forget-former',
  { id: SAMPLE },
  (p: { id: string }) => sql`
  delete from job_runs f using job_runs r
   where r.id = ${p.id} and r.requested_by is null and r.event_id is null
     and f.name = r.name and f.id <> r.id and f.state = 'done' and f.requested_by is null and f.event_id is null`,
);
