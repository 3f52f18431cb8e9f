import { defineSql, sql } from '#foundation/db/sql.ts';
import { stamp } from '#foundation/db/stamp.ts';
import type { SiteFound, SiteWrite } from './sites.repo.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface AreaNamed {
  readonly key: string;
  readonly pcode: string;
  readonly level: number;
  readonly country: string;
  readonly lineage: string[];
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly province: string;
  readonly lat: number | null;
  readonly lon: number | null;
}
const named = sql`a.pcode, a.level, a.country, a.lineage, a.name_en, a.name_tr, a.name_ar, a.lat, a.lon,
  coalesce((select p.name_en from areas p where p.pcode = a.lineage[2]), a.name_en) as province`;

/** Areas that bear exactly these folded names, by their whole name before a part of it; and those of these codes. */
export const findAreasNamed = defineSql(
  'places.find-areas-named',
  { keys: ['hatay'] as readonly string[], pcodes: ['TUR'] as readonly string[] },
  (p: { keys: readonly string[]; pcodes: readonly string[] }) => sql<AreaNamed>`
  select k.key, ${named} from place_keys k join areas a on a.pcode = k.ref
   where k.kind = 'area' and k.key = any(${p.keys}::text[]) and a.valid_to is null
     and (k.weight < 10 or not exists (select from place_keys w join areas wa on wa.pcode = w.ref and wa.valid_to is null where w.kind = 'area' and w.key = k.key and w.weight < 10))
  union all
  select a.pcode as key, ${named} from areas a where a.pcode = any(${p.pcodes}::text[]) and a.valid_to is null`,
);

/** For each name that none bears, the areas whose names are most like it. */
export const findAreasLike = defineSql(
  'places.find-areas-like',
  { asked: [] as readonly { key: string; within: string | null }[] },
  (p: { asked: readonly { key: string; within: string | null }[] }) => sql<AreaNamed & { within: string | null }>`
  select q.key, q.within, ${named}
    from jsonb_to_recordset(${JSON.stringify(p.asked)}::jsonb) as q(key text, within text)
    cross join lateral (
      select f.pcode, min(f.far) as far from (
        select c.pcode, k.key <-> q.key as far from place_keys k join areas c on c.pcode = k.ref
         where k.kind = 'area' and k.key % q.key and c.valid_to is null and (q.within is null or c.lineage @> array[q.within])
         order by k.key <-> q.key limit 12) f
       group by f.pcode order by min(f.far) limit 4) near
    join areas a on a.pcode = near.pcode
   order by q.key, near.far`,
);

const sample: SiteWrite = {
  id: SAMPLE,
  code: 'X-1',
  type: 'office',
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  area: 'TUR',
  lat: null,
  lon: null,
  precision: 'area',
  custodianId: null,
  responseId: null,
  sensitivity: null,
  openedOn: null,
  note: null,
  at: '2023-03-01T00:00:00Z',
};
const written = (
  sites: readonly SiteWrite[],
) => sql`jsonb_to_recordset(${JSON.stringify(sites)}::jsonb) as s(id uuid, code text, type text, "nameEn" text, "nameTr" text,
  "nameAr" text, area text, lat float8, lon float8, precision text, "custodianId" uuid, "responseId" uuid, sensitivity text, "openedOn" date, note text, at timestamptz)`;

/** Opens many sites at once. */
export const insertSites = defineSql(
  'places.insert-sites',
  { sites: [sample] as readonly SiteWrite[] },
  (p: { sites: readonly SiteWrite[] }) => sql`
  insert into sites (id, code, type, name_en, name_tr, name_ar, area, lat, lon, precision, custodian_id, response_id, sensitivity, opened_on, note, created_at)
  select s.id, s.code, t.code, s."nameEn", s."nameTr", s."nameAr", s.area, s.lat, s.lon, s.precision, s."custodianId", s."responseId", coalesce(s.sensitivity, t.sensitivity), s."openedOn", s.note, s.at
    from ${written(p.sites)} join site_types t on t.code = s.type`,
);
export const updateSites = defineSql(
  'places.update-sites',
  { sites: [sample] as readonly SiteWrite[] },
  (p: { sites: readonly SiteWrite[] }) => sql`
  update sites o set code = s.code, type = s.type, name_en = s."nameEn", name_tr = s."nameTr", name_ar = s."nameAr", area = s.area, lat = s.lat, lon = s.lon,
    precision = s.precision, custodian_id = s."custodianId", response_id = s."responseId", sensitivity = coalesce(s.sensitivity, o.sensitivity), opened_on = s."openedOn",
    note = s.note, version = o.version + 1, ${stamp}
    from ${written(p.sites)} where o.id = s.id`,
);
/** Sites of these codes or ids, with what a change compares. */
export const findSitesBy = defineSql(
  'places.find-sites-by',
  { codes: ['X-1'] as readonly string[], ids: [SAMPLE] as readonly string[] },
  (p: { codes: readonly string[]; ids: readonly string[] }) => sql<SiteFound>`
  select s.*, t.family, t.names as type_names, a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar, a.country, a.lineage, a.lat as area_lat, a.lon as area_lon, null as province, 0 as total
    from sites s join areas a on a.pcode = s.area join site_types t on t.code = s.type
   where s.code = any(${p.codes}::text[]) or s.id = any(${p.ids}::uuid[])`,
);

export interface ChildArea {
  readonly pcode: string;
  readonly parent: string;
  readonly level: number;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly provisional: boolean;
}
/** What lies directly under these areas, and what bears these codes. */
export const findChildren = defineSql(
  'places.find-children',
  { parents: ['TUR'] as readonly string[], pcodes: ['TUR027'] as readonly string[] },
  (p: { parents: readonly string[]; pcodes: readonly string[] }) => sql<ChildArea>`
  select pcode, parent, level, name_en, name_tr, name_ar, lat, lon, provisional from areas
   where valid_to is null and (parent = any(${p.parents}::text[]) or pcode = any(${p.pcodes}::text[]))`,
);
