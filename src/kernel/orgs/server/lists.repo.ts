import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './organisations.repo.ts';

const AT = '2023-03-01T00:00:00Z';
const HASH = '0'.repeat(64);

/** The list of this code; made when there is none, described anew when there is. */
export const upsertList = defineSql(
  'orgs.upsert-list',
  { id: SAMPLE, code: 'X-1', name: 'X', source: 'x', at: AT },
  (p: { id: string; code: string; name: string; source: string; at: string }) => sql<{ id: string }>`
  insert into screening_lists (id, code, name, source, created_at) values (${p.id}, ${p.code}, ${p.name}, ${p.source}, ${p.at})
  on conflict (code) do update set name = excluded.name, source = excluded.source returning id`,
);
export const insertVersion = defineSql(
  'orgs.insert-list-version',
  { id: SAMPLE, listId: SAMPLE, publishedOn: '2023-03-01', fileHash: HASH, by: SAMPLE, at: AT },
  (p: { id: string; listId: string; publishedOn: string; fileHash: string; by: string; at: string }) => sql`
  insert into screening_versions (id, list_id, published_on, file_hash, loaded_by, loaded_at)
  values (${p.id}, ${p.listId}, ${p.publishedOn}, ${p.fileHash}, ${p.by}, ${p.at})`,
);
/** The version in force, when it came from this very file. */
export const findSameFile = defineSql(
  'orgs.find-same-list-file',
  { listId: SAMPLE, fileHash: HASH },
  (p: { listId: string; fileHash: string }) => sql<{ published_on: string }>`
    select published_on from screening_versions where list_id = ${p.listId} and file_hash = ${p.fileHash} and state = 'active'`,
);
export interface VersionFound {
  readonly id: string;
  readonly list_id: string;
  readonly state: 'loading' | 'active' | 'past' | 'dropped';
}
export const lockVersion = defineSql(
  'orgs.lock-list-version',
  { id: SAMPLE },
  (p: { id: string }) => sql<VersionFound>`select id, list_id, state from screening_versions where id = ${p.id} for update`,
);

export interface EntryWrite {
  readonly id: string;
  readonly ref: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly birthYears: readonly number[];
  readonly note: string | null;
  readonly digest: string;
}
/** Keeps entries that say something new, and answers which they were. */
export const insertEntries = defineSql(
  'orgs.insert-list-entries',
  {
    listId: SAMPLE,
    rows: [{ id: SAMPLE, ref: '1', kind: 'person', names: ['X'], birthYears: [], note: null, digest: HASH }] as readonly EntryWrite[],
  },
  (p: { listId: string; rows: readonly EntryWrite[] }) => sql<{ id: string }>`
  insert into screening_entries (id, list_id, ref, kind, names, birth_years, note, digest)
  select r.id, ${p.listId}, r.ref, r.kind, r.names, r."birthYears", r.note, r.digest
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, ref text, kind text, names text[], "birthYears" int[], note text, digest text)
  on conflict (list_id, ref, digest) do nothing returning id`,
);
export const insertEntryKeys = defineSql(
  'orgs.insert-list-keys',
  { rows: [{ id: SAMPLE, key: 'x' }] as readonly { id: string; key: string }[] },
  (p: { rows: readonly { id: string; key: string }[] }) => sql`
  insert into screening_keys (entry_id, key) select id, key from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, key text)
  on conflict do nothing`,
);
export const linkEntries = defineSql(
  'orgs.link-list-entries',
  { versionId: SAMPLE, listId: SAMPLE, digests: [HASH] as readonly string[] },
  (p: { versionId: string; listId: string; digests: readonly string[] }) => sql`
  insert into screening_version_entries (version_id, entry_id)
  select ${p.versionId}, id from screening_entries where list_id = ${p.listId} and digest = any(${p.digests}::text[])
  on conflict do nothing`,
);
/** Count and digests of a version's entries, from which its content hash is made. */
export const listDigests = defineSql(
  'orgs.list-digests',
  { versionId: SAMPLE },
  (p: { versionId: string }) => sql<{ digest: string }>`
  select e.digest from screening_version_entries ve join screening_entries e on e.id = ve.entry_id where ve.version_id = ${p.versionId} order by e.digest`,
);
export const endActive = defineSql(
  'orgs.end-active-list',
  { listId: SAMPLE },
  (p: { listId: string }) => sql`update screening_versions set state = 'past' where list_id = ${p.listId} and state = 'active'`,
);
export const activate = defineSql(
  'orgs.activate-list',
  { id: SAMPLE, contentHash: HASH, entries: 1, at: AT },
  (p: { id: string; contentHash: string; entries: number; at: string }) => sql`
  update screening_versions set state = 'active', content_hash = ${p.contentHash}, entries = ${p.entries}, activated_at = ${p.at} where id = ${p.id}`,
);
export const dropVersion = defineSql(
  'orgs.drop-list-version',
  { id: SAMPLE },
  (p: { id: string }) => sql`
  with gone as (delete from screening_version_entries where version_id = ${p.id})
  update screening_versions set state = 'dropped' where id = ${p.id}`,
);

export interface ListRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly source: string;
  readonly version_id: string | null;
  readonly published_on: string;
  readonly file_hash: string;
  readonly entries: number;
  readonly state: 'loading';
  readonly loaded_at: Date;
  readonly loaded_by: string;
}
export const listListRows = defineSql(
  'orgs.list-lists',
  {},
  () => sql<ListRow>`
  select l.id, l.code, l.name, l.source, v.id as version_id, v.published_on, v.file_hash,
         case when v.state = 'loading' then (select count(*) from screening_version_entries ve where ve.version_id = v.id) else v.entries end as entries,
         v.state, v.loaded_at, u.name as loaded_by
    from screening_lists l left join screening_versions v on v.list_id = l.id left join users u on u.id = v.loaded_by
   order by l.code, v.loaded_at desc`,
);
/** How many subjects there are, and since when all of them have been compared. */
export const countSubjects = defineSql(
  'orgs.count-screening-subjects',
  {},
  () => sql<{ subjects: number; screened_before: Date | null; never: number }>`
  with subjects as (
    select o.id as org_id, '00000000-0000-0000-0000-000000000000'::uuid as person_id from organisations o where o.status <> 'merged'
    union all select p.org_id, p.id from org_people p where p.status = 'active'
  ) select count(*) as subjects, min(r.screened_at) as screened_before, count(*) filter (where r.screened_at is null) as never
      from subjects s left join screening_runs r on r.org_id = s.org_id and r.person_id = s.person_id`,
);
