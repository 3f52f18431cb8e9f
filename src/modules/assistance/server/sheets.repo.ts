import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './shared.repo.ts';

export interface KeyingWrite {
  readonly id: string;
  readonly eventId: string;
  readonly laneId: string;
  readonly sheet: number;
  readonly entry: string;
  readonly hash: string;
  readonly by: string;
  readonly occurredAt: string;
  readonly at: string;
}
export const insertKeying = defineSql(
  'assistance.insert-keying',
  { id: SAMPLE, eventId: SAMPLE, laneId: SAMPLE, sheet: 1, entry: '{}', hash: 'x', by: SAMPLE, occurredAt: AT, at: AT } as KeyingWrite,
  (p: KeyingWrite) => sql`
  insert into assistance_keyings (id, event_id, lane_id, sheet, entry, entry_hash, by, occurred_at, recorded_at)
  values (${p.id}, ${p.eventId}, ${p.laneId}, ${p.sheet}, ${p.entry}::jsonb, ${p.hash}, ${p.by}, ${p.occurredAt}, ${p.at}) on conflict (id) do nothing`,
);
export interface KeyingFound {
  readonly id: string;
  readonly laneId: string;
  readonly laneNo: number;
  readonly sheet: number;
  readonly byId: string;
  readonly by: string;
  readonly at: Date;
  readonly hash: string;
  readonly households: number;
  readonly qty: number;
}
export const listKeyings = defineSql(
  'assistance.list-keyings',
  { eventId: SAMPLE, laneId: null, sheet: null } as { eventId: string; laneId: string | null; sheet: number | null },
  (p) => sql<KeyingFound>`
  select k.id, k.lane_id as "laneId", l.no as "laneNo", k.sheet, k.by as "byId", u.name as by, k.occurred_at as at, k.entry_hash as hash, (k.entry->>'households')::int as households,
         (select coalesce(sum((r->>'qty')::int), 0)::int from jsonb_array_elements(k.entry->'lines') r) as qty
    from assistance_keyings k join assistance_lanes l on l.id = k.lane_id join users u on u.id = k.by
   where k.event_id = ${p.eventId} and (${p.laneId}::uuid is null or k.lane_id = ${p.laneId}::uuid) and (${p.sheet}::int is null or k.sheet = ${p.sheet})
   order by l.no, k.sheet, k.recorded_at, k.id`,
);
