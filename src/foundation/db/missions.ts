import type { Mission } from '../pipeline/context.ts';
import { keepOnly } from './kept-name.ts';
import type { Database } from './pool.ts';
import { listMissionRows } from './missions.repo.ts';
import type { MissionRow } from './missions.repo.ts';

/** The missions this server serves, kept in memory and read again on demand. */
export interface Missions {
  find(slug: string | undefined): Mission | undefined;
  all(): readonly Mission[];
  /** Whether a demonstration has been played to its end; its clock is set last. */
  isLoaded(mission: Mission): boolean;
  /** The mission's time: the server's, or a demonstration's set clock. */
  now(mission: Mission): Date;
  reload(): Promise<void>;
}

/** Reads the missions once; `reload` after one is created. */
export async function loadMissions(db: Database): Promise<Missions> {
  let rows: readonly MissionRow[] = [];
  const bySlug = new Map<string, Mission>();
  const offsets = new Map<string, number>();
  const reload = async () => {
    rows = await db.transaction({ schema: 'kervan', readOnly: true }, (tx) => listMissionRows.all(tx, {}));
    keepOnly(new Set(['kervan', ...rows.map((row) => row.schema_name)]));
    bySlug.clear();
    for (const row of rows) {
      bySlug.set(row.slug, missionOf(row));
      offsets.set(row.slug, row.clock_offset_ms);
    }
  };
  await reload();
  return {
    // The first mission is the default: one that is neither practice nor demonstration, if there is one.
    find: (slug) => (slug === undefined ? [...bySlug.values()][0] : bySlug.get(slug)),
    all: () => [...bySlug.values()],
    now: (mission) => new Date(Date.now() + (offsets.get(mission.slug) ?? 0)),
    isLoaded: (mission) => (offsets.get(mission.slug) ?? 0) !== 0,
    reload,
  };
}

function missionOf(row: MissionRow): Mission {
  return {
    slug: row.slug,
    schema: row.schema_name,
    name: row.name,
    demo: row.demo,
    practice: row.practice_of !== null,
    ...(row.practice_of === null ? {} : { practiceOf: row.practice_of }),
    timeZone: row.time_zone,
  };
}
