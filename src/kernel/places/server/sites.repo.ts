import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import { stamp } from '#foundation/db/stamp.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface SiteWrite {
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly area: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: string;
  readonly custodianId: string | null;
  readonly responseId: string | null;
  readonly sensitivity: string | null;
  readonly openedOn: string | null;
  readonly note: string | null;
  readonly at: string;
}
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

/** Opens a site; without a sensitivity of its own it starts with its type's. No row: the type is unknown. */
export const insertSite = defineSql(
  'places.insert-site',
  sample,
  (p: SiteWrite) => sql<{ id: string }>`
  insert into sites (id, code, type, name_en, name_tr, name_ar, area, lat, lon, precision, custodian_id, response_id, sensitivity, opened_on, note, created_at)
  select ${p.id}, ${p.code}, t.code, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.area}, ${p.lat}::float8, ${p.lon}::float8, ${p.precision}, ${p.custodianId}::uuid, ${p.responseId}::uuid,
         coalesce(${p.sensitivity}::text, t.sensitivity), ${p.openedOn}::date, ${p.note}, ${p.at}::timestamptz
    from site_types t where t.code = ${p.type} returning id`,
);

export const updateSite = defineSql(
  'places.update-site',
  sample,
  (p: SiteWrite) => sql`
  update sites set code = ${p.code}, type = ${p.type}, name_en = ${p.nameEn}, name_tr = ${p.nameTr}, name_ar = ${p.nameAr}, area = ${p.area},
    lat = ${p.lat}::float8, lon = ${p.lon}::float8, precision = ${p.precision}, custodian_id = ${p.custodianId}::uuid, response_id = ${p.responseId}::uuid,
    sensitivity = coalesce(${p.sensitivity}::text, sensitivity), opened_on = ${p.openedOn}::date, note = ${p.note},
    version = version + 1, ${stamp}
  where id = ${p.id}`,
);

export const setSiteStatus = defineSql(
  'places.set-site-status',
  { id: SAMPLE, status: 'closed', closedOn: '2023-08-01' as string | null },
  (p: { id: string; status: string; closedOn: string | null }) => sql`
    update sites set status = ${p.status}, closed_on = ${p.closedOn}::date, version = version + 1, ${stamp} where id = ${p.id}`,
);

export interface SiteFound {
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly family: string;
  readonly type_names: Record<string, string>;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly area: string;
  readonly area_en: string;
  readonly area_tr: string | null;
  readonly area_ar: string | null;
  readonly province: { en: string; tr: string | null; ar: string | null };
  readonly country: string;
  readonly lineage: string[];
  readonly lat: number | null;
  readonly lon: number | null;
  readonly area_lat: number | null;
  readonly area_lon: number | null;
  readonly precision: 'surveyed' | 'approximate' | 'area';
  readonly status: 'planned' | 'open' | 'closed';
  readonly sensitivity: 'open' | 'restricted' | 'sensitive';
  readonly opened_on: string | null;
  readonly closed_on: string | null;
  readonly custodian_id: string | null;
  readonly response_id: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly total: number;
}
const found = sql`s.*, t.family, t.names as type_names, a.name_en as area_en, a.name_tr as area_tr, a.name_ar as area_ar, a.country, a.lineage, a.lat as area_lat, a.lon as area_lon,
  (select jsonb_build_object('en', p.name_en, 'tr', p.name_tr, 'ar', p.name_ar) from areas p where p.pcode = coalesce(a.lineage[2], a.pcode)) as province`;
const from = sql`from sites s join areas a on a.pcode = s.area join site_types t on t.code = s.type`;

export const findSite = defineSql(
  'places.find-site',
  { id: SAMPLE },
  (p: { id: string }) => sql<SiteFound>`select ${found}, 1 as total ${from} where s.id = ${p.id}`,
);

export interface SiteFilter {
  readonly reach: RawBuilder<boolean>;
  readonly key: string | null;
  readonly types: readonly string[] | null;
  readonly families: readonly string[] | null;
  readonly servesPeople: boolean;
  readonly status: string | null;
  readonly within: string | null;
  readonly custodianId: string | null;
  readonly responseId: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  code: sql`s.code`,
  nameEn: sql`s.name_en`,
  nameTr: sql`s.name_tr`,
  nameAr: sql`s.name_ar`,
  type: sql`s.type`,
  typeNames: sql`t.names->>'en'`,
  area: sql`s.area`,
  areaNames: sql`a.name_en`,
  status: sql`s.status`,
  sensitivity: sql`s.sensitivity`,
  openedOn: sql`s.opened_on`,
  closedOn: sql`s.closed_on`,
  province: sql`a.lineage[2]`,
};

/** A page of the site register, within the reader's reach. */
export const listSiteRows = defineSql(
  'places.list-sites',
  {
    reach: sql<boolean>`true`,
    key: null,
    types: null,
    families: null,
    servesPeople: false,
    status: null,
    within: null,
    custodianId: null,
    responseId: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as SiteFilter,
  (p: SiteFilter) => sql<SiteFound>`
    select ${found}, count(*) over () as total ${from}
     where ${p.reach}
       and (${p.key}::text is null or exists (select from place_keys k where k.kind = 'site' and k.ref = s.id::text and k.key like '%' || ${p.key} || '%'))
       and (${p.types}::text[] is null or s.type = any(${p.types}::text[])) and (${p.families}::text[] is null or t.family = any(${p.families}::text[]))
       and (not ${p.servesPeople}::boolean or t.serves_people)
       and (${p.status}::text is null or s.status = ${p.status}) and (${p.within}::text is null or a.lineage @> array[${p.within}::text])
       and (${p.custodianId}::uuid is null or s.custodian_id = ${p.custodianId}::uuid)
       and (${p.responseId}::uuid is null or s.response_id = ${p.responseId}::uuid)
     ${orderBy(p.sort, sortable, sql`t.sort, s.code`, sql`s.id`)} limit ${p.limit} offset ${p.offset}`,
);

export const listTypeRows = defineSql(
  'places.list-site-types',
  {},
  () =>
    sql<{
      code: string;
      names: Record<string, string>;
      family: string;
      sensitivity: 'open';
    }>`select code, names, family, sensitivity from site_types order by sort`,
);
