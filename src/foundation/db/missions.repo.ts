import { defineSql, sql } from './sql.ts';

export interface MissionRow {
  readonly slug: string;
  readonly schema_name: string;
  readonly name: string;
  readonly demo: boolean;
  readonly practice_of: string | null;
  readonly time_zone: string;
  readonly clock_offset_ms: number;
}

/** All missions: real ones first, practice missions last. */
export const listMissionRows = defineSql(
  'kervan.list-missions',
  {},
  () => sql<MissionRow>`
  select slug, schema_name, name, demo, practice_of, time_zone, clock_offset_ms
    from missions order by practice_of is not null, demo, created_at`,
);

export interface NewMission {
  readonly slug: string;
  readonly schema: string;
  readonly name: string;
  readonly demo: boolean;
  readonly practiceOf: string | null;
  readonly timeZone: string;
}

/** Enters a mission in the server's list. */
export const insertMission = defineSql(
  'kervan.insert-mission',
  { slug: 'demo', schema: 'demo', name: 'Demonstration', demo: true, practiceOf: null, timeZone: 'Europe/Istanbul' } as NewMission,
  (p: NewMission) => sql`insert into missions (slug, schema_name, name, demo, practice_of, time_zone)
    values (${p.slug}, ${p.schema}, ${p.name}, ${p.demo}, ${p.practiceOf}, ${p.timeZone})`,
);

/** Lets a practice mission lie in another schema: it begins anew without a moment in which it is not there. */
export const moveMission = defineSql(
  'kervan.move-mission',
  { slug: 'demo-practice', schema: 'm_demo_practice_2' },
  (p: { slug: string; schema: string }) =>
    sql`update missions set schema_name = ${p.schema} where slug = ${p.slug} and practice_of is not null`,
);

/** Takes a practice mission off the list. */
export const removeMission = defineSql(
  'kervan.remove-mission',
  { slug: 'demo-practice' },
  (p: { slug: string }) => sql`delete from missions where slug = ${p.slug} and practice_of is not null`,
);

/** Sets a demonstration's clock. */
export const setClockOffset = defineSql(
  'kervan.set-clock-offset',
  { slug: 'demo', offset: 0 },
  (p: { slug: string; offset: number }) => sql`update missions set clock_offset_ms = ${p.offset} where slug = ${p.slug} and demo`,
);
