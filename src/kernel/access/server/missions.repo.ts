import { defineSql, sql } from '#foundation/db/sql.ts';

/** The server's missions, for the switch between a mission and its practice twin. */
export const listMyMissions = defineSql(
  'access.list-my-missions',
  {},
  () => sql<{ slug: string; name: string; demo: boolean; practice_of: string | null }>`
  select slug, name, demo, practice_of from missions order by practice_of is not null, demo, created_at`,
);
