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

/** How many packs of a kind say what one of it weighs: the last ones, so that the answer costs the same whatever phones took. */
const lately = 20;

/** What each of these packs weighed when it was last taken, else what the last ones of its kind did; in the order asked. */
export const listPackSizes = defineSql(
  'sync.list-pack-sizes',
  { packs: ['room.noun'], ids: ['a'] } as { packs: readonly string[]; ids: readonly string[] },
  (p) => sql<{ bytes: number | null }>`
  with asked as (select * from unnest(${p.packs}::text[], ${p.ids}::text[]) with ordinality as a(pack, pack_id, at)),
  kinds as (select k.pack, (select round(avg(l.bytes))::int from (select d.bytes from device_packs d where d.pack = k.pack and d.bytes is not null
     order by d.taken_at desc limit ${lately}) l) as bytes from (select distinct pack from asked) k)
  select coalesce((select d.bytes from device_packs d where d.pack = a.pack and d.pack_id = a.pack_id and d.bytes is not null
     order by d.taken_at desc limit 1), k.bytes) as bytes from asked a join kinds k on k.pack = a.pack order by a.at`,
);

/** Forgets packs that no device can read any more. */
export const clearPacks = defineSql(
  'sync.clear-packs',
  { before: NOW },
  (p: { before: string }) => sql`delete from device_packs where readable_until < ${p.before}`,
);
