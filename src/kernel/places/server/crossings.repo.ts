import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface CrossingWrite {
  readonly id: string;
  readonly name_en: string;
  readonly name_tr: string;
  readonly name_ar: string;
  readonly mode: string;
  readonly area_north: string | null;
  readonly area_south: string | null;
  readonly lat: number;
  readonly lon: number;
}
export const upsertCrossings = defineSql(
  'places.upsert-crossings',
  { crossings: [] as readonly CrossingWrite[] },
  (p: { crossings: readonly CrossingWrite[] }) => sql`
  insert into crossings (id, name_en, name_tr, name_ar, mode, area_north, area_south, lat, lon)
  select c.* from jsonb_to_recordset(${JSON.stringify(p.crossings)}::jsonb)
    as c(id text, name_en text, name_tr text, name_ar text, mode text, area_north text, area_south text, lat float8, lon float8)
  on conflict (id) do update set name_en = excluded.name_en, name_tr = excluded.name_tr, name_ar = excluded.name_ar, mode = excluded.mode,
    area_north = excluded.area_north, area_south = excluded.area_south, lat = excluded.lat, lon = excluded.lon`,
);

export interface CrossingDay {
  readonly crossingId: string;
  readonly fromDay: string;
  readonly toDay: string | null;
  readonly status: string;
  readonly authorisedTo: string | null;
  readonly source: string;
  readonly commandId: string;
  readonly at: string;
}
export const insertCrossingDay = defineSql(
  'places.insert-crossing-day',
  {
    crossingId: 'bab-al-hawa',
    fromDay: '2023-07-10',
    toDay: null,
    status: 'closed',
    authorisedTo: null,
    source: 'x',
    commandId: SAMPLE,
    at: '2023-07-10T00:00:00Z',
  } as CrossingDay,
  (p: CrossingDay) => sql`insert into crossing_days (crossing_id, from_day, to_day, status, authorised_to, source, command_id, recorded_at)
    values (${p.crossingId}, ${p.fromDay}::date, ${p.toDay}::date, ${p.status}, ${p.authorisedTo}::date, ${p.source}, ${p.commandId}, ${p.at})`,
);

export interface CrossingFound {
  readonly id: string;
  readonly name_en: string;
  readonly name_tr: string;
  readonly name_ar: string;
  readonly mode: string;
  readonly area_north: string | null;
  readonly area_south: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly days: {
    fromDay: string;
    toDay: string | null;
    status: 'open' | 'closed' | 'restricted';
    authorisedTo: string | null;
    source: string;
    commandId: string;
  }[];
}
export const listCrossingRows = defineSql(
  'places.list-crossings',
  {},
  () => sql<CrossingFound>`
  select c.*, coalesce((select jsonb_agg(jsonb_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'status', d.status, 'authorisedTo', d.authorised_to, 'source', d.source, 'commandId', d.command_id) order by d.recorded_at desc, d.from_day desc)
    from crossing_days d where d.crossing_id = c.id), '[]') as days
    from crossings c order by c.lon`,
);
