import { defineSql, sql } from '#foundation/db/sql.ts';

const id = '00000000-0000-7000-8000-000000000001';
const at = '2023-03-01T00:00:00Z';

/** Days after which pages are deleted; null while nobody has set it. */
export const findTerm = defineSql(
  'files.find-thumb-term',
  {},
  () => sql<{ days: number | null }>`select (select days from thumb_page_terms order by set_at desc limit 1) as days`,
);
export const insertTerm = defineSql(
  'files.insert-thumb-term',
  { days: 30, by: id, at },
  (p: { days: number; by: string; at: string }) =>
    sql`insert into thumb_page_terms (days, set_by, set_at) values (${p.days}, ${p.by}, ${p.at})`,
);
/** A shorter time holds for what lies here already; a longer one does not. */
export const shortenPages = defineSql(
  'files.shorten-thumb-pages',
  { days: 30 },
  (p: { days: number }) => sql`
  update thumb_pages set delete_at = kept_at + make_interval(days => ${p.days}) where deleted_at is null and delete_at > kept_at + make_interval(days => ${p.days})`,
);

interface NewPage {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly fileId: string;
  readonly by: string;
  readonly at: string;
  readonly days: number;
}
export const insertPage = defineSql(
  'files.insert-thumb-page',
  { id, kind: 'site', subjectId: id, fileId: id, by: id, at, days: 30 } as NewPage,
  (p: NewPage) => sql`
  insert into thumb_pages (id, subject_kind, subject_id, file_id, kept_by, kept_at, delete_at)
  values (${p.id}, ${p.kind}, ${p.subjectId}, ${p.fileId}, ${p.by}, ${p.at}, ${p.at}::timestamptz + make_interval(days => ${p.days}))`,
);

export interface PageFound {
  readonly id: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly file_id: string | null;
}
export const findPage = defineSql(
  'files.find-thumb-page',
  { id },
  (p: { id: string }) => sql<PageFound>`select id, subject_kind, subject_id, file_id from thumb_pages where id = ${p.id}`,
);

export interface PageRow {
  readonly id: string;
  readonly kept_name: string;
  readonly kept_at: Date;
  readonly delete_at: Date;
  readonly deleted_at: Date | null;
  readonly deleted_name: string | null;
  readonly deleted_why: string | null;
  readonly opened: number;
  readonly opened_at: Date | null;
}
export const listPages = defineSql(
  'files.list-thumb-pages',
  { kind: 'site', id, query: 'files.open-thumb-page' },
  (p: { kind: string; id: string; query: string }) => sql<PageRow>`
  select t.id, k.name as kept_name, t.kept_at, t.delete_at, t.deleted_at, d.name as deleted_name, t.deleted_why, r.opened, r.opened_at
    from thumb_pages t join users k on k.id = t.kept_by left join users d on d.id = t.deleted_by
    cross join lateral (select count(*)::int as opened, max(read_at) as opened_at from read_log where query = ${p.query} and subject ->> 'pageId' = t.id::text) r
   where t.subject_kind = ${p.kind} and t.subject_id = ${p.id} order by t.kept_at desc, t.id limit 500`,
);

/** Pages whose time is over. */
export const listDue = defineSql(
  'files.list-thumb-pages-due',
  { until: at },
  (p: { until: string }) =>
    sql<{ id: string }>`select id from thumb_pages where deleted_at is null and delete_at <= ${p.until} order by id`,
);
/** A page whose picture is still here, locked; `until`: only if its time is over by then. */
export const lockPage = defineSql(
  'files.lock-thumb-page',
  { id, until: null } as { id: string; until: string | null },
  (p: { id: string; until: string | null }) => sql<{ file_id: string }>`
  select file_id from thumb_pages
   where id = ${p.id} and deleted_at is null and (${p.until}::timestamptz is null or delete_at <= ${p.until}::timestamptz) for update`,
);
/** Marks the pages of some files as deleted; nobody and nothing as the reason where their time was over. */
export const endPages = defineSql(
  'files.end-thumb-pages',
  { fileIds: [id], at, by: null, why: null } as { fileIds: readonly string[]; at: string; by: string | null; why: string | null },
  (p) => sql<{ id: string; subject_kind: string; subject_id: string }>`
  update thumb_pages set file_id = null, deleted_at = ${p.at}, deleted_by = ${p.by}::uuid, deleted_why = ${p.why}
   where file_id = any(${p.fileIds}::uuid[]) returning id, subject_kind, subject_id`,
);

/** Holds the files of some records: whoever hangs one elsewhere has done so before it is looked at, or finds it gone. */
export const holdFilesOf = defineSql(
  'files.hold-files-of',
  { kind: 'person', ids: [id] } as { kind: string; ids: readonly string[] },
  (p: { kind: string; ids: readonly string[] }) => sql`
  select pg_advisory_xact_lock(hashtextextended(current_schema() || ' file ' || file_id, 0))
    from (select distinct file_id from file_links where subject_kind = ${p.kind} and subject_id = any(${p.ids}::text[]) order by file_id) own`,
);
/** Takes all files off some records of a kind; answers those that no other record has. */
export const releaseFiles = defineSql(
  'files.release',
  { kind: 'person', ids: [id] } as { kind: string; ids: readonly string[] },
  (p: { kind: string; ids: readonly string[] }) => sql<{ file_id: string }>`
  with gone as (delete from file_links where subject_kind = ${p.kind} and subject_id = any(${p.ids}::text[]) returning file_id)
  select distinct g.file_id from gone g
   where not exists (select from file_links l where l.file_id = g.file_id and not (l.subject_kind = ${p.kind} and l.subject_id = any(${p.ids}::text[])))`,
);

/** Takes a file off all its records. */
export const deleteLinks = defineSql(
  'files.delete-links',
  { ids: [id] } as { ids: readonly string[] },
  (p: { ids: readonly string[] }) => sql`delete from file_links where file_id = any(${p.ids}::uuid[])`,
);
/** Files that nothing needs any more, gone from the list, with the names of their bytes. */
export const deleteFiles = defineSql(
  'files.delete-files',
  { ids: [id] } as { ids: readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ hash: string; thumb_hash: string | null }>`
  delete from files where id = any(${p.ids}::uuid[]) returning hash, thumb_hash`,
);
