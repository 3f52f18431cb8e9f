import { defineSql, sql } from '#foundation/db/sql.ts';
import { stamp } from '#foundation/db/stamp.ts';

export interface AreaWrite {
  readonly pcode: string;
  readonly level: number;
  readonly country: string;
  readonly parent: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly area_km2: number | null;
}

/** Which of these codes are known, with what a change would compare. */
export const findAreas = defineSql(
  'places.find-areas',
  { pcodes: ['TUR'] as readonly string[] },
  (p: { pcodes: readonly string[] }) =>
    sql<
      AreaWrite & {
        lineage: string[];
        valid_from: string;
        valid_to: string | null;
        replaced_by: string | null;
        provisional: boolean;
        former_codes: string[];
        source: string;
      }
    >`select * from areas where pcode = any(${p.pcodes}::text[])`,
);

/** Writes areas of one level set-based: the lineage comes from the parent's. Answers which were new. */
export const upsertAreas = defineSql(
  'places.upsert-areas',
  { areas: [] as readonly AreaWrite[], validFrom: '2022-01-01', source: 'x', provisional: false },
  (p: { areas: readonly AreaWrite[]; validFrom: string; source: string; provisional: boolean }) => sql<{ pcode: string; added: boolean }>`
    insert into areas (pcode, level, country, parent, lineage, name_en, name_tr, name_ar, lat, lon, area_km2, valid_from, source, provisional)
    select a.pcode, a.level, a.country, a.parent, coalesce(p.lineage, '{}') || a.pcode, a.name_en, a.name_tr, a.name_ar, a.lat, a.lon, a.area_km2, ${p.validFrom}::date, ${p.source}, ${p.provisional}
      from jsonb_to_recordset(${JSON.stringify(p.areas)}::jsonb)
        as a(pcode text, level int, country text, parent text, name_en text, name_tr text, name_ar text, lat float8, lon float8, area_km2 float8)
      left join areas p on p.pcode = a.parent
    on conflict (pcode) do update set name_en = excluded.name_en, name_tr = excluded.name_tr, name_ar = excluded.name_ar,
      lat = excluded.lat, lon = excluded.lon, area_km2 = excluded.area_km2, source = excluded.source, ${stamp}
    returning pcode, xmax = 0 as added`,
);

/** Replaces the search keys of things. */
export const writeKeys = defineSql(
  'places.write-keys',
  { keys: [] as readonly KeyWrite[] },
  (p: { keys: readonly KeyWrite[] }) => sql`
  with k as (select * from jsonb_to_recordset(${JSON.stringify(p.keys)}::jsonb) as k(kind text, ref text, key text, weight int)),
  gone as (delete from place_keys o using (select distinct kind, ref from k) t
            where o.kind = t.kind and o.ref = t.ref and not exists (select from k where k.kind = o.kind and k.ref = o.ref and k.key = o.key))
  insert into place_keys (kind, ref, key, weight) select kind, ref, key, min(weight) from k group by 1, 2, 3 on conflict (kind, ref, key) do nothing`,
);
export interface KeyWrite {
  readonly kind: 'area' | 'town' | 'site' | 'crossing';
  readonly ref: string;
  readonly key: string;
  readonly weight: number;
}

export interface TownWrite {
  readonly id: string;
  readonly name: string;
  readonly area: string | null;
  readonly lat: number;
  readonly lon: number;
  readonly population: number | null;
}
export const upsertTowns = defineSql(
  'places.upsert-towns',
  { towns: [] as readonly TownWrite[] },
  (p: { towns: readonly TownWrite[] }) => sql`
  insert into towns (id, name, area, lat, lon, population)
  select t.id, t.name, t.area, t.lat, t.lon, t.population from jsonb_to_recordset(${JSON.stringify(p.towns)}::jsonb)
    as t(id text, name text, area text, lat float8, lon float8, population int)
  on conflict (id) do update set name = excluded.name, area = excluded.area, lat = excluded.lat, lon = excluded.lon, population = excluded.population`,
);

export interface AreaListed {
  readonly pcode: string;
  readonly level: number;
  readonly country: string;
  readonly parent: string | null;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly provisional: boolean;
  readonly valid_to: string | null;
  readonly replaced_by: string | null;
  readonly children: number;
  readonly sites: number;
  readonly lineage: string[];
  readonly area_km2: number | null;
  readonly source: string;
  readonly valid_from: string;
  readonly former_codes: string[];
}
const listed = sql`a.*, (select count(*) from areas c where c.parent = a.pcode) as children,
  (select count(*) from sites s join areas sa on sa.pcode = s.area where s.status <> 'closed' and sa.lineage @> array[a.pcode]) as sites`;

export const listChildren = defineSql(
  'places.list-children',
  { parent: null as string | null },
  (p: { parent: string | null }) => sql<AreaListed>`
  select ${listed} from areas a where a.parent is not distinct from ${p.parent} and a.valid_to is null order by a.name_en`,
);
export const findArea = defineSql(
  'places.find-area',
  { pcode: 'TUR' },
  (p: { pcode: string }) => sql<AreaListed>`select ${listed} from areas a where a.pcode = ${p.pcode}`,
);
export const findLineage = defineSql(
  'places.find-lineage',
  { pcode: 'TUR' },
  (p: { pcode: string }) =>
    sql<{
      lineage: string[];
      country: string;
      level: number;
      valid_to: string | null;
      replaced_by: string | null;
    }>`select lineage, country, level, valid_to, replaced_by from areas where pcode = ${p.pcode}`,
);
export const listPath = defineSql(
  'places.list-path',
  { pcodes: ['TUR'] as readonly string[] },
  (p: { pcodes: readonly string[] }) =>
    sql<{
      pcode: string;
      name_en: string;
      name_tr: string | null;
      name_ar: string | null;
    }>`select pcode, name_en, name_tr, name_ar from areas where pcode = any(${p.pcodes}::text[]) order by level`,
);

export const endArea = defineSql(
  'places.end-area',
  { pcode: 'TUR', successor: 'SYR', validTo: '2027-01-01' },
  (p: { pcode: string; successor: string; validTo: string }) =>
    sql`update areas set valid_to = ${p.validTo}::date, replaced_by = ${p.successor}, ${stamp} where pcode = ${p.pcode} and valid_to is null`,
);

/** Counts the provisional places under a parent, for the next provisional code; the parent's row is locked against two at once. */
export const nextProvisional = defineSql(
  'places.next-provisional',
  { parent: 'TUR' },
  (p: { parent: string }) => sql<{ n: number }>`
  with locked as (select pcode from areas where pcode = ${p.parent} for update)
  select count(*) + 1 as n from areas a, locked where a.parent = locked.pcode and (a.provisional or cardinality(a.former_codes) > 0)`,
);

/** Gives a provisional area its national code; foreign keys cascade, the lineage of what lies under it follows. */
export const recodeAreaRow = defineSql(
  'places.recode-area',
  { pcode: 'X-1', newPcode: 'TUR001001001' },
  (p: { pcode: string; newPcode: string }) => sql<{ pcode: string }>`
  update areas set pcode = ${p.newPcode}, lineage = array_replace(lineage, ${p.pcode}, ${p.newPcode}), provisional = false, former_codes = former_codes || ${p.pcode}::text, ${stamp}
   where pcode = ${p.pcode} and provisional returning pcode`,
);
/** The foreign key has moved the sites of a re-coded area along: devices are to hear of it. */
export const stampSitesOf = defineSql(
  'places.stamp-sites-of',
  { area: 'TUR' },
  (p: { area: string }) => sql`update sites set ${stamp} where area = ${p.area}`,
);
export const moveKeys = defineSql(
  'places.move-keys',
  { pcode: 'X-1', newPcode: 'TUR001001001', key: 'tur001001001' },
  (p: { pcode: string; newPcode: string; key: string }) => sql`
  with moved as (update place_keys set ref = ${p.newPcode} where kind = 'area' and ref = ${p.pcode})
  insert into place_keys (kind, ref, key, weight) values ('area', ${p.newPcode}, ${p.key}, 5) on conflict do nothing`,
);
