import { defineSql, sql } from '#foundation/db/sql.ts';

/** The server's missions but for practice whose story is still being played; the first is the one opened without a name. */
export const listReadyMissions = defineSql(
  'access.list-ready-missions',
  {},
  () => sql<{ slug: string; schema_name: string; name: string; demo: boolean; practice: boolean; home: boolean }>`
  select slug, schema_name, name, demo, practice_of is not null as practice, place = 1 as home
    from (select m.*, row_number() over (order by practice_of is not null, demo, created_at) as place from missions m) as listed
   where practice_of is null or clock_offset_ms <> 0 order by place`,
);

/** Schemas of the other missions of this server, but for practice twins of one's own. */
export const listMissionSchemas = defineSql(
  'kervan.list-mission-schemas',
  { except: 'demo' },
  (p: { except: string }) => sql<{ schema_name: string }>`
  select schema_name from missions m where slug <> ${p.except} and practice_of is distinct from ${p.except}
     and not exists (select from missions own where own.slug = ${p.except} and own.practice_of = m.slug)`,
);
