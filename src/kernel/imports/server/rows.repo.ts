import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RowFault } from '#foundation/import.ts';
import type { RowState } from '../contract/imports.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface RowWrite {
  readonly row_no: number;
  readonly state: RowState;
  readonly rank: number;
  readonly row_key: string | null;
  readonly content: unknown;
  /** Hexadecimal, as bytea reads it. */
  readonly sealed: string | null;
  readonly faults: readonly RowFault[];
}
/** Writes rows of one import set-based; a row that is there already is written anew. */
export const writeRows = defineSql(
  'imports.write-rows',
  { id: SAMPLE, rows: [] as readonly RowWrite[] },
  (p: { id: string; rows: readonly RowWrite[] }) => sql`
  insert into import_rows (import_id, row_no, state, rank, row_key, content, sealed, faults)
  select ${p.id}::uuid, r.row_no, r.state, r.rank, r.row_key, nullif(r.content, 'null'), decode(r.sealed, 'hex'), r.faults
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(row_no int, state text, rank int, row_key text, content jsonb, sealed text, faults jsonb)
  on conflict (import_id, row_no) do update set state = excluded.state, rank = excluded.rank, row_key = excluded.row_key,
    content = excluded.content, sealed = excluded.sealed, faults = excluded.faults, outcome = null, chunk = null`,
);
export const deleteRows = defineSql(
  'imports.delete-rows',
  { id: SAMPLE },
  (p: { id: string }) => sql`delete from import_rows where import_id = ${p.id}`,
);

export interface StoredRow {
  readonly row_no: number;
  readonly state: RowState;
  readonly rank: number;
  readonly row_key: string | null;
  readonly content: unknown;
  readonly sealed: Buffer | null;
  readonly faults: RowFault[];
  readonly outcome: { code: string; figures: Record<string, string | number> } | null;
  readonly total: number;
}
/** The next rows that wait for their check. */
export const nextStaged = defineSql(
  'imports.next-staged',
  { id: SAMPLE, limit: 1000 },
  (p: { id: string; limit: number }) => sql<StoredRow>`
  select *, 0 as total from import_rows where import_id = ${p.id} and state = 'staged' order by row_no limit ${p.limit}`,
);
export const findRows = defineSql(
  'imports.find-rows',
  { id: SAMPLE, rows: [1] as readonly number[] },
  (p: { id: string; rows: readonly number[] }) => sql<StoredRow>`
  select *, 0 as total from import_rows where import_id = ${p.id} and row_no = any(${p.rows}::int[]) order by row_no`,
);
/** Rows whose cell holds exactly this text; the column by its place in the sheet. */
export const findRowsByCell = defineSql(
  'imports.find-rows-by-cell',
  { id: SAMPLE, place: 0, text: 'x' },
  (p: { id: string; place: number; text: string }) => sql<{ row_no: number }>`
  select row_no from import_rows where import_id = ${p.id} and content #>> array['c', ${p.place}::text] = ${p.text}::text order by row_no`,
);
/** Where keys stand first, and in how many rows. */
export const findKeys = defineSql(
  'imports.find-keys',
  { id: SAMPLE, keys: ['x'] as readonly string[] },
  (p: { id: string; keys: readonly string[] }) => sql<{ row_key: string; first: number; rows: number[] }>`
  select row_key, min(row_no) as first, (array_agg(row_no order by row_no))[1:100] as rows from import_rows
   where import_id = ${p.id} and row_key = any(${p.keys}::text[]) group by row_key`,
);
/** Sends rows back to be checked; all that are not faulty in themselves when none are named. */
export const stageAgain = defineSql(
  'imports.stage-again',
  { id: SAMPLE, rows: null as readonly number[] | null },
  (p: { id: string; rows: readonly number[] | null }) => sql`
  update import_rows set state = 'staged' where import_id = ${p.id} and (${p.rows}::int[] is null or row_no = any(${p.rows}::int[]))`,
);

export interface CountRow {
  readonly state: RowState;
  readonly rows: number;
  readonly warned: number;
}
export const countRows = defineSql(
  'imports.count-rows',
  { id: SAMPLE },
  (p: { id: string }) => sql<CountRow>`
  select state, count(*) as rows, count(*) filter (where faults <> '[]' and state <> 'faulty') as warned from import_rows where import_id = ${p.id} group by state`,
);

export interface RowFilter {
  readonly id: string;
  readonly states: readonly string[] | null;
  readonly warned: boolean;
  readonly limit: number;
  readonly offset: number;
}
export const listStored = defineSql(
  'imports.list-rows',
  { id: SAMPLE, states: null, warned: false, limit: 100, offset: 0 } as RowFilter,
  (p: RowFilter) => sql<StoredRow>`
  select *, count(*) over () as total from import_rows
   where import_id = ${p.id} and (${p.states}::text[] is null or state = any(${p.states}::text[]))
     and (not ${p.warned}::boolean or (faults <> '[]' and state <> 'faulty'))
   order by row_no limit ${p.limit} offset ${p.offset}`,
);

/** Gives the rows that will be applied to chunks, in order of rank and row: the same rows always go together. */
export const assignChunks = defineSql(
  'imports.assign-chunks',
  { id: SAMPLE, size: 1000 },
  (p: { id: string; size: number }) => sql`
  update import_rows r set chunk = o.chunk
    from (select row_no, (row_number() over (order by rank, row_no) - 1) / ${p.size}::int as chunk
            from import_rows where import_id = ${p.id} and state in ('new', 'changed')) o
   where r.import_id = ${p.id} and r.row_no = o.row_no`,
);
export interface Chunk {
  readonly chunk: number;
  readonly first: number;
  readonly last: number;
}
/** Chunks that are not applied yet, all chunks counted, and between which rows each lies. */
export const listChunks = defineSql(
  'imports.list-chunks',
  { id: SAMPLE },
  (p: { id: string }) => sql<Chunk & { waiting: boolean }>`
  select chunk, bool_or(state in ('new', 'changed')) as waiting, min(row_no) as first, max(row_no) as last from import_rows where import_id = ${p.id} and chunk is not null group by chunk order by chunk`,
);
/** The rows of a chunk, as they were when it was formed; only the rows between which it lies are looked through. */
export const listChunkRows = defineSql(
  'imports.list-chunk-rows',
  { id: SAMPLE, chunk: 0, first: 1, last: 1000 } as Chunk & { id: string },
  (p: Chunk & { id: string }) => sql<StoredRow>`
  select *, 0 as total from import_rows where import_id = ${p.id} and row_no between ${p.first} and ${p.last} and chunk = ${p.chunk} order by rank, row_no`,
);
export interface OutcomeWrite {
  readonly row_no: number;
  readonly state: 'applied' | 'same' | 'refused';
  readonly outcome: { code: string; figures: unknown } | null;
}
export const writeOutcomes = defineSql(
  'imports.write-outcomes',
  { id: SAMPLE, rows: [] as readonly OutcomeWrite[] },
  (p: { id: string; rows: readonly OutcomeWrite[] }) => sql`
  update import_rows r set state = o.state, outcome = nullif(o.outcome, 'null')
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as o(row_no int, state text, outcome jsonb)
   where r.import_id = ${p.id} and r.row_no = o.row_no`,
);
/** Takes the words out of rows about persons, once they are no longer needed. */
export const emptyRows = defineSql(
  'imports.empty-rows',
  { id: SAMPLE },
  (p: { id: string }) => sql`update import_rows set content = null, sealed = null, faults = '[]' where import_id = ${p.id}`,
);
