import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

/** Where a feed stands: epoch, generation, horizon. The horizon is the oldest transaction that may still commit. */
export const findStand = defineSql(
  'sync.find-stand',
  { feed: 'room.nouns' },
  (p: { feed: string }) => sql<{
    epoch: string;
    generation: number;
    floor: string;
    horizon: string;
  }>`
  select e.epoch, coalesce(g.generation, 1) as generation, coalesce(g.floor_xid, '0')::text as floor,
         pg_snapshot_xmin(pg_current_snapshot())::text as horizon
    from feed_epochs e left join feed_generations g on g.feed = ${p.feed}`,
);

export interface DeparturePage {
  readonly feed: string;
  readonly afterXid: string;
  readonly horizon: string;
  readonly reach: RawBuilder<boolean>;
}

/** What left the reader's scope after a cursor and below the horizon, in the order it left. */
export const listDepartures = defineSql(
  'sync.list-departures',
  { feed: 'room.nouns', afterXid: '0', horizon: '10', reach: sql<boolean>`true` } as DeparturePage,
  (p: DeparturePage) => sql<{ row_id: string }>`
  select distinct on (d.row_id) d.row_id from feed_departures d
   where d.feed = ${p.feed} and d.changed_xid >= ${p.afterXid}::xid8 and d.changed_xid < ${p.horizon}::xid8 and ${p.reach}
   order by d.row_id`,
);

/** The columns of a departure's scope. */
export const departureColumns = { areas: 'd.areas', site: 'd.site', org: 'd.org', response: 'd.response' };

/** Clears departures that left long ago; cursors older than the newest cleared one read anew. */
export const clearDepartures = defineSql(
  'sync.clear-departures',
  { before: '2023-02-06T01:17:00Z' },
  (p: { before: string }) => sql`
  with gone as (delete from feed_departures where left_at < ${p.before} returning feed, changed_xid),
       newest as (select distinct on (feed) feed, changed_xid from gone order by feed, changed_xid desc)
  insert into feed_generations as g (feed, floor_xid)
  select feed, changed_xid from newest
  on conflict (feed) do update set floor_xid = case when g.floor_xid > excluded.floor_xid then g.floor_xid else excluded.floor_xid end`,
);

/** How long the oldest writing transaction has run, in seconds: feeds and events wait for it. */
export const findHorizonAge = defineSql(
  'sync.find-horizon-age',
  {},
  () => sql<{ age: number }>`
  select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as age
    from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()`,
);

/** How many commands of devices wait. */
export const countWaiting = defineSql(
  'sync.count-waiting',
  {},
  () => sql<{ held: number; parked: number }>`
  select (select count(*) from held_commands) as held, (select count(*) from parked_commands where state = 'waiting') as parked`,
);
