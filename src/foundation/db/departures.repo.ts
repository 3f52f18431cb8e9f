import { defineSql, sql } from './sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** A row that is removed from a feed, or whose scope changes: the scope it had until now. */
export interface Departure {
  readonly feed: string;
  readonly id: string;
  readonly areas?: readonly string[];
  readonly site?: string | null;
  readonly org?: string | null;
  readonly response?: string | null;
}

/**
 * Tells the devices that could see a row where it lay that it is gone from there. Called in the same transaction that
 * removes the row or changes its scope, with the scope before the change. A device that still sees the row under its
 * new scope gets the row itself after the word that it is gone.
 */
export const depart = defineSql(
  'feeds.depart',
  { rows: [{ feed: 'room.nouns', id: SAMPLE, areas: ['TR'], site: null, org: null, response: null }] as readonly Departure[] },
  (p: { rows: readonly Departure[] }) => sql`
  insert into feed_departures (feed, row_id, areas, site, org, response)
  select t.feed, t.id, coalesce(t.areas, '{}'), t.site, t.org, t.response
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as t(feed text, id text, areas text[], site text, org text, response text)
  on conflict do nothing`,
);

/** Makes every device read a feed anew: after a change of many scopes at once (an area gets another parent). */
export const resetFeed = defineSql(
  'feeds.reset',
  { feed: 'room.nouns' },
  (p: { feed: string }) => sql`
  insert into feed_generations (feed, generation) values (${p.feed}, 2)
  on conflict (feed) do update set generation = feed_generations.generation + 1`,
);
