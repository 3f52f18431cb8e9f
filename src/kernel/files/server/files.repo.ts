import { defineSql, sql } from '#foundation/db/sql.ts';

const id = '00000000-0000-7000-8000-000000000001';
const at = '2023-03-01T00:00:00Z';

export interface NewFile {
  readonly id: string;
  readonly hash: string;
  readonly mediaType: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly thumbHash: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertFile = defineSql(
  'files.insert',
  { id, hash: '0'.repeat(64), mediaType: 'image/jpeg', size: 1, width: 1, height: 1, thumbHash: null, by: id, at } as NewFile,
  (p: NewFile) => sql`
  insert into files (id, hash, media_type, size, width, height, thumb_hash, added_by, added_at)
  values (${p.id}, ${p.hash}, ${p.mediaType}, ${p.size}, ${p.width}, ${p.height}, ${p.thumbHash}, ${p.by}, ${p.at})`,
);

export interface FileFound {
  readonly id: string;
  readonly hash: string;
  readonly media_type: string;
  readonly size: number;
  readonly thumb_hash: string | null;
  readonly added_by: string;
}
export const findFile = defineSql(
  'files.find',
  { id },
  (p: { id: string }) => sql<FileFound>`select id, hash, media_type, size, thumb_hash, added_by from files where id = ${p.id}`,
);

export const listLinks = defineSql(
  'files.list-links',
  { id },
  (p: { id: string }) => sql<{ subject_kind: string; subject_id: string; permission: string }>`
  select subject_kind, subject_id, permission from file_links where file_id = ${p.id} limit 100`,
);

interface Link {
  readonly fileId: string;
  readonly kind: string;
  readonly id: string;
  readonly permission: string;
}
export const insertLink = defineSql(
  'files.insert-link',
  { fileId: id, kind: 'site', id, permission: 'notes.get' } as Link,
  (p: Link) => sql`
  insert into file_links (file_id, subject_kind, subject_id, permission) select f.id, ${p.kind}, ${p.id}, ${p.permission} from files f where f.id = ${p.fileId}
  on conflict do nothing`,
);
export const deleteLink = defineSql(
  'files.delete-link',
  { fileId: id, kind: 'site', id, permission: 'notes.get' } as Link,
  (p: Link) => sql`
  delete from file_links where file_id = ${p.fileId} and subject_kind = ${p.kind} and subject_id = ${p.id} and permission = ${p.permission}`,
);

/** Whether a file hangs to another record than this one. */
export const findLinkElsewhere = defineSql(
  'files.find-link-elsewhere',
  { fileId: id, kind: 'site', id },
  (p: { fileId: string; kind: string; id: string }) => sql<{ file_id: string }>`
  select file_id from file_links where file_id = ${p.fileId} and (subject_kind, subject_id) <> (${p.kind}, ${p.id}) limit 1`,
);

/** Files without a record, older than a moment; gone from the list, with the names of bytes that nothing else needs. */
export const deleteLoose = defineSql(
  'files.delete-loose',
  { before: at },
  (p: { before: string }) => sql<{ id: string; hash: string; thumb_hash: string | null }>`
  delete from files f where f.added_at < ${p.before} and not exists (select from file_links l where l.file_id = f.id) returning f.id, f.hash, f.thumb_hash`,
);

/** Which of these contents a file still has. */
export const listNeeded = defineSql(
  'files.list-needed',
  { hashes: ['0'.repeat(64)] as readonly string[] },
  (p: { hashes: readonly string[] }) => sql<{ hash: string }>`
  select hash from files where hash = any(${p.hashes}::text[]) union select thumb_hash from files where thumb_hash = any(${p.hashes}::text[])`,
);

export const listAll = defineSql(
  'files.list-all',
  { after: id, limit: 500 },
  (p: { after: string; limit: number }) => sql<{ id: string; hash: string; thumb_hash: string | null }>`
  select id, hash, thumb_hash from files where id > ${p.after} order by id limit ${p.limit}`,
);

export const measure = defineSql(
  'files.measure',
  {},
  () => sql<{ files: number; bytes: number; databaseBytes: number }>`
  select (select count(*) from files) as files, (select coalesce(sum(size), 0)::bigint from (select distinct on (hash) size from files) x) as bytes,
         pg_database_size(current_database()) as "databaseBytes"`,
);

/** Who hangs a file to a record and who seals it as a page take turns: neither sees half of what the other does. */
export const shareFile = defineSql(
  'files.share-file',
  { id },
  (p: { id: string }) => sql`select pg_advisory_xact_lock_shared(hashtextextended(current_schema() || ' file ' || ${p.id}, 0))`,
);
export const holdFile = defineSql(
  'files.hold-file',
  { id },
  (p: { id: string }) => sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' file ' || ${p.id}, 0))`,
);

export const lockShared = defineSql(
  'files.lock-shared',
  {},
  () => sql`select pg_advisory_xact_lock_shared(hashtext(current_schema() || ' files'))`,
);
export const lockAlone = defineSql('files.lock-alone', {}, () => sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' files'))`);
