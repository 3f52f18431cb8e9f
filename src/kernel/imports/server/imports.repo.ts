import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { ImportState } from '../contract/imports.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const NOW = '2023-02-06T01:17:00Z';

export const insertFile = defineSql(
  'imports.insert-file',
  { hash: 'x', size: 1, sealed: new Uint8Array() as Uint8Array, by: SAMPLE, at: NOW },
  (p: { hash: string; size: number; sealed: Uint8Array; by: string; at: string }) => sql`
  insert into import_files (hash, size, sealed, uploaded_by, uploaded_at) values (${p.hash}, ${p.size}, ${p.sealed}, ${p.by}, ${p.at})
  on conflict (hash) do update set uploaded_at = excluded.uploaded_at`,
);
export const findFile = defineSql(
  'imports.find-file',
  { hash: 'x' },
  (p: { hash: string }) => sql<{ sealed: Buffer; size: number }>`select sealed, size from import_files where hash = ${p.hash}`,
);
export const findFileSize = defineSql(
  'imports.find-file-size',
  { hash: 'x' },
  (p: { hash: string }) => sql<{ size: number }>`select size from import_files where hash = ${p.hash}`,
);
/** Files whose import still has to be read stay. */
export const deleteFiles = defineSql(
  'imports.delete-files',
  { hash: null as string | null, before: NOW },
  (p: { hash: string | null; before: string }) => sql`
  delete from import_files f where (f.hash = ${p.hash}::text or (${p.hash}::text is null and f.uploaded_at < ${p.before}::timestamptz))
    and not exists (select from imports i where i.file_hash = f.hash and i.state = 'reading')`,
);

/** Lists of persons that nobody has applied since then. */
export const listForgotten = defineSql(
  'imports.list-forgotten',
  { before: NOW },
  (p: { before: string }) => sql<{ id: string; state: ImportState; file_hash: string }>`
  select id, state, file_hash from imports where personal and state in ('reading', 'checking', 'checked') and created_at < ${p.before}::timestamptz
   order by id for update skip locked`,
);

export interface NewImport {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly fileSize: number;
  readonly language: string;
  readonly personal: boolean;
  readonly runId: string;
  readonly by: string;
  readonly at: string;
}
export const insertImport = defineSql(
  'imports.insert-import',
  {
    id: SAMPLE,
    kind: 'a.b',
    fileName: 'x',
    fileHash: 'x',
    fileSize: 1,
    language: 'tr',
    personal: false,
    runId: SAMPLE,
    by: SAMPLE,
    at: NOW,
  } as NewImport,
  (p: NewImport) => sql`
  insert into imports (id, kind, state, file_name, file_hash, file_size, language, personal, run_id, created_by, created_at)
  values (${p.id}, ${p.kind}, 'reading', ${p.fileName}, ${p.fileHash}, ${p.fileSize}, ${p.language}, ${p.personal}, ${p.runId}, ${p.by}, ${p.at})`,
);

export interface Heading {
  readonly key: string | null;
  readonly text: string;
}
export interface Note {
  readonly code: string;
  readonly figures?: Readonly<Record<string, string | number | boolean | null>>;
  readonly level?: 'warning';
}
export interface ImportFound {
  readonly id: string;
  readonly kind: string;
  readonly state: ImportState;
  readonly file_name: string;
  readonly file_hash: string;
  readonly file_size: number;
  readonly file_words: Record<string, string>;
  readonly language: 'en' | 'tr' | 'ar';
  readonly sheet: string | null;
  readonly heading_row: number | null;
  readonly headings: Heading[];
  readonly notes: Note[];
  readonly personal: boolean;
  readonly created_by: string;
  readonly creator: string;
  readonly created_at: Date;
  readonly applied_by: string | null;
  readonly applier: string | null;
  readonly applied_at: Date | null;
  readonly ended_at: Date | null;
  readonly run_state: string | null;
  readonly run_error: string | null;
  readonly run_done: number | null;
  readonly run_total: number | null;
}
const found = sql`i.*, c.name as creator, a.name as applier, r.state as run_state, r.error as run_error, r.done as run_done, r.total as run_total`;
const from = sql`from imports i join users c on c.id = i.created_by left join users a on a.id = i.applied_by left join job_runs r on r.id = i.run_id`;
export const findImport = defineSql(
  'imports.find-import',
  { id: SAMPLE },
  (p: { id: string }) => sql<ImportFound>`select ${found} ${from} where i.id = ${p.id}`,
);
/** Locked, so that of two who decide about an import one waits. */
export const lockImport = defineSql(
  'imports.lock-import',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ state: ImportState }>`select state from imports where id = ${p.id} for update`,
);
/** The latest import of the same file that still stands. */
export const findSameFile = defineSql(
  'imports.find-same-file',
  { hash: 'x', kind: 'a.b' },
  (p: { hash: string; kind: string }) => sql<{ id: string; created_by: string }>`
  select id, created_by from imports where file_hash = ${p.hash} and kind = ${p.kind} and state not in ('discarded', 'unreadable') order by created_at desc`,
);

export const setRead = defineSql(
  'imports.set-read',
  { id: SAMPLE, sheet: 'S' as string | null, headingRow: 1, headings: '[]', notes: '[]', words: '{}', language: 'tr' },
  (p: { id: string; sheet: string | null; headingRow: number; headings: string; notes: string; words: string; language: string }) => sql`
  update imports set sheet = ${p.sheet}, heading_row = ${p.headingRow}, headings = ${p.headings}::jsonb, notes = ${p.notes}::jsonb, file_words = ${p.words}::jsonb, language = ${p.language}
   where id = ${p.id}`,
);
/** Moves an import on, from one of these states only. */
export const setImportState = defineSql(
  'imports.set-state',
  {
    id: SAMPLE,
    from: ['reading'] as readonly string[],
    to: 'checking',
    runId: null as string | null,
    at: NOW as string | null,
    notes: null as string | null,
  },
  (p: { id: string; from: readonly string[]; to: string; runId: string | null; at: string | null; notes: string | null }) => sql`
  update imports set state = ${p.to}, run_id = coalesce(${p.runId}::uuid, run_id), notes = coalesce(${p.notes}::jsonb, notes),
    checked_at = case when ${p.to} = 'checked' then ${p.at}::timestamptz else checked_at end,
    ended_at = case when ${p.to} in ('applied', 'discarded', 'unreadable') then ${p.at}::timestamptz else null end
   where id = ${p.id} and state = any(${p.from}::text[])`,
);
export const setApplier = defineSql(
  'imports.set-applier',
  { id: SAMPLE, by: SAMPLE, at: NOW },
  (p: { id: string; by: string; at: string }) => sql`update imports set applied_by = ${p.by}, applied_at = ${p.at} where id = ${p.id}`,
);

export interface ImportFilter {
  /** Null: everybody's. */
  readonly userId: string | null;
  readonly kind: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface ImportListedRow {
  readonly id: string;
  readonly kind: string;
  readonly state: ImportState;
  readonly file_name: string;
  readonly rows: number;
  readonly applied: number;
  readonly faulty: number;
  readonly creator: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly total: number;
}
const sortable = {
  fileName: sql`i.file_name`,
  kind: sql`i.kind`,
  state: sql`i.state`,
  createdAt: sql`i.created_at`,
  endedAt: sql`i.ended_at`,
  createdBy: sql`c.name`,
};
/** The page is cut before rows are counted: an import may have a hundred thousand. */
export const listImportRows = defineSql(
  'imports.list-imports',
  { userId: null, kind: null, sort: undefined, limit: 50, offset: 0 } as ImportFilter,
  (p: ImportFilter) => sql<ImportListedRow>`
  with page as (
    select i.*, c.name as creator, count(*) over () as total, row_number() over (${orderBy(p.sort, sortable, sql`i.created_at desc`, sql`i.id desc`)}) as place
      from imports i join users c on c.id = i.created_by
     where (${p.userId}::uuid is null or i.created_by = ${p.userId}::uuid) and (${p.kind}::text is null or i.kind = ${p.kind}::text)
     order by place limit ${p.limit} offset ${p.offset}
  )
  select p.id, p.kind, p.state, p.file_name, p.creator, p.created_at, p.ended_at, p.total, n.rows, n.applied, n.faulty
    from page p cross join lateral (
      select count(*) as rows, count(*) filter (where r.state = 'applied') as applied, count(*) filter (where r.state in ('faulty', 'refused')) as faulty
        from import_rows r where r.import_id = p.id) n
   order by p.place`,
);
