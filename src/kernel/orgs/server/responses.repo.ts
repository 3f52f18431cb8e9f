import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';

export interface ResponseWrite {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly startsOn: string;
  readonly note: string | null;
  readonly at: string;
}
const sample: ResponseWrite = {
  id: SAMPLE,
  code: 'X-1',
  kind: 'earthquake',
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  startsOn: '2023-02-06',
  note: null,
  at: AT,
};
export const insertResponse = defineSql(
  'orgs.insert-response',
  sample,
  (p: ResponseWrite) => sql`
  insert into responses (id, code, kind, name_en, name_tr, name_ar, starts_on, note, created_at)
  values (${p.id}, ${p.code}, ${p.kind}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.startsOn}, ${p.note}, ${p.at})`,
);
export const updateResponse = defineSql(
  'orgs.update-response',
  sample,
  (p: ResponseWrite) => sql`
  update responses set code = ${p.code}, kind = ${p.kind}, name_en = ${p.nameEn}, name_tr = ${p.nameTr}, name_ar = ${p.nameAr},
    starts_on = ${p.startsOn}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);
export const closeResponseRow = defineSql(
  'orgs.close-response',
  { id: SAMPLE, endsOn: '2023-12-31' },
  (p: { id: string; endsOn: string }) => sql`
    update responses set status = 'closed', ends_on = ${p.endsOn}, version = version + 1 where id = ${p.id} and status = 'open'`,
);

export interface ResponseFound {
  readonly id: string;
  readonly code: string;
  readonly kind: 'earthquake' | 'flood' | 'refugee' | 'cross-border' | 'other';
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly status: 'open' | 'closed';
  readonly note: string | null;
  readonly version: number;
  readonly projects: number;
  readonly total: number;
}
const found = sql`r.*, (select count(*) from projects p where p.response_id = r.id) as projects`;
export const findResponse = defineSql(
  'orgs.find-response',
  { id: SAMPLE },
  (p: { id: string }) => sql<ResponseFound>`select ${found}, 1 as total from responses r where r.id = ${p.id}`,
);
export const lockResponse = defineSql(
  'orgs.lock-response',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string }>`select id from responses where id = ${p.id} for update`,
);

export interface ResponseFilter {
  readonly reach: RawBuilder<boolean>;
  readonly search: string | null;
  readonly status: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  code: sql`r.code`,
  nameEn: sql`r.name_en`,
  nameTr: sql`r.name_tr`,
  nameAr: sql`r.name_ar`,
  kind: sql`r.kind`,
  startsOn: sql`r.starts_on`,
  endsOn: sql`r.ends_on`,
  status: sql`r.status`,
  projects: sql`projects`,
};
export const listResponseRows = defineSql(
  'orgs.list-responses',
  { reach: sql<boolean>`true`, search: null, status: null, sort: undefined, limit: 50, offset: 0 } as ResponseFilter,
  (p: ResponseFilter) => sql<ResponseFound>`
  select ${found}, count(*) over () as total from responses r
   where ${p.reach} and (${p.status}::text is null or r.status = ${p.status})
     and (${p.search}::text is null or concat_ws(' ', r.code, r.name_en, r.name_tr, r.name_ar) ilike '%' || ${p.search} || '%')
   ${orderBy(p.sort, sortable, sql`r.status desc, r.starts_on desc`, sql`r.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface ProjectWrite {
  readonly id: string;
  readonly responseId: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly at: string;
}
const sampleProject: ProjectWrite = {
  id: SAMPLE,
  responseId: SAMPLE,
  code: 'X-1',
  nameEn: 'X',
  nameTr: null,
  nameAr: null,
  startsOn: '2023-02-06',
  endsOn: null,
  at: AT,
};
export const insertProject = defineSql(
  'orgs.insert-project',
  sampleProject,
  (p: ProjectWrite) => sql`
  insert into projects (id, code, response_id, name_en, name_tr, name_ar, starts_on, ends_on, created_at)
  values (${p.id}, ${p.code}, ${p.responseId}, ${p.nameEn}, ${p.nameTr}, ${p.nameAr}, ${p.startsOn}, ${p.endsOn}::date, ${p.at})`,
);
export const updateProject = defineSql(
  'orgs.update-project',
  sampleProject,
  (p: ProjectWrite) => sql`
  update projects set code = ${p.code}, name_en = ${p.nameEn}, name_tr = ${p.nameTr}, name_ar = ${p.nameAr}, starts_on = ${p.startsOn},
    ends_on = ${p.endsOn}::date, version = version + 1 where id = ${p.id}`,
);
/** Exactly these grants pay for the project. */
export const replaceProjectGrants = defineSql(
  'orgs.replace-project-grants',
  { projectId: SAMPLE, grants: [SAMPLE] as readonly string[] },
  (p: { projectId: string; grants: readonly string[] }) => sql`
  with gone as (delete from project_grants where project_id = ${p.projectId} and grant_id <> all(${p.grants}::uuid[]))
  insert into project_grants (project_id, grant_id) select distinct ${p.projectId}::uuid, g from unnest(${p.grants}::uuid[]) as x(g)
  on conflict do nothing`,
);
export interface ProjectFound {
  readonly id: string;
  readonly code: string;
  readonly response_id: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly version: number;
  readonly grants: { id: string; code: string; title: string }[];
}
const projectFound = sql`p.*, coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'code', g.code, 'title', g.title) order by g.code)
  from project_grants pg join grants g on g.id = pg.grant_id where pg.project_id = p.id), '[]') as grants`;
export const findProject = defineSql(
  'orgs.find-project',
  { id: SAMPLE },
  (p: { id: string }) => sql<ProjectFound>`select ${projectFound} from projects p where p.id = ${p.id}`,
);
export const listProjectRows = defineSql(
  'orgs.list-projects',
  { responseId: SAMPLE },
  (p: { responseId: string }) =>
    sql<ProjectFound>`select ${projectFound} from projects p where p.response_id = ${p.responseId} order by p.code`,
);
