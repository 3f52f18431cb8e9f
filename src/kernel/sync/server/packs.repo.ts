import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

export interface NotedPack {
  readonly deviceId: string;
  readonly pack: string;
  readonly packId: string;
  readonly title: string;
  readonly version: string;
  readonly at: string;
  readonly until: string;
  readonly bytes: number;
}

/** Notes what a device has taken. */
export const notePack = defineSql(
  'sync.note-pack',
  { deviceId: SAMPLE, pack: 'room.noun', packId: 'a', title: 'A', version: '1', at: NOW, until: NOW, bytes: 1 } as NotedPack,
  (p: NotedPack) => sql`
  insert into device_packs (device_id, pack, pack_id, title, version, taken_at, readable_until, bytes)
  values (${p.deviceId}, ${p.pack}, ${p.packId}, ${p.title}, ${p.version}, ${p.at}, ${p.until}, ${p.bytes})
  on conflict (device_id, pack, pack_id)
  do update set title = excluded.title, version = excluded.version, taken_at = excluded.taken_at, readable_until = excluded.readable_until, bytes = excluded.bytes`,
);

/** What packs weighed: each one, and those of a kind together, whose id is null. */
export const listPackSizes = defineSql(
  'sync.list-pack-sizes',
  {},
  () => sql<{ pack: string; packId: string | null; bytes: number }>`
  select pack, pack_id as "packId", round(avg(bytes))::int as bytes from device_packs where bytes is not null
   group by grouping sets ((pack, pack_id), (pack))`,
);

/** Forgets packs that no device can read any more. */
export const clearPacks = defineSql(
  'sync.clear-packs',
  { before: NOW },
  (p: { before: string }) => sql`delete from device_packs where readable_until < ${p.before}`,
);
