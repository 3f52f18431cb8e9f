import { defineSql, sql } from '#foundation/db/sql.ts';

/** The server's missions, for the switch between a mission and its practice twin. */
export const listMyMissions = defineSql(
  'access.list-my-missions',
  {},
  () => sql<{ slug: string; name: string; demo: boolean; practice_of: string | null }>`
  select slug, name, demo, practice_of from missions order by practice_of is not null, demo, created_at`,
);

/** Schemas of the other missions of this server, but for practice twins of one's own. */
export const listMissionSchemas = defineSql(
  'kervan.list-mission-schemas',
  { except: 'demo' },
  (p: { except: string }) => sql<{ schema_name: string }>`
  select schema_name from missions m where slug <> ${p.except} and practice_of is distinct from ${p.except}
     and not exists (select from missions own where own.slug = ${p.except} and own.practice_of = m.slug)`,
);
