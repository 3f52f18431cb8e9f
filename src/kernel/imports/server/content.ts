import { createHash } from 'node:crypto';
import type { Tx } from '#foundation/db/tx.ts';
import type { ImportHandler } from '#foundation/import.ts';
import { readRow } from '#foundation/sheets/values.ts';
import type { Cell } from '#foundation/sheets/cell.ts';
import { getSealer, rowsKey } from './handlers.ts';
import type { Heading, ImportFound } from './imports.repo.ts';
import type { RowWrite, StoredRow } from './rows.repo.ts';

/** What is kept of a row: its cells in the order of the sheet, which of them are merged, and what its command will need. */
export interface RowContent {
  readonly c: readonly Cell[];
  readonly m?: readonly number[];
  readonly r?: Readonly<Record<string, unknown>>;
}

/** Cells by column of the import. */
export function cellsByKey(headings: readonly Heading[], content: RowContent): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [place, heading] of headings.entries()) if (heading.key) cells[heading.key] = content.c[place] ?? null;
  return cells;
}

/** What recognises a row, hashed: it may be a person's number. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

/** A row as it waits for its check. */
export function stagedRow(
  handler: ImportHandler,
  about: Pick<ImportFound, 'language' | 'headings'>,
  row: number,
  content: RowContent,
): Omit<RowWrite, 'sealed'> {
  const { values } = readRow(handler.def, cellsByKey(about.headings, content), about.language);
  const key = handler.keyOf(values);
  return {
    row_no: row,
    state: 'staged',
    rank: handler.rankOf?.(values) ?? 0,
    row_key: key === null ? null : hashKey(key),
    content,
    faults: [],
  };
}

/** Puts the content where it may lie: open, or sealed where it is about persons. */
export async function keepRows(
  tx: Tx,
  about: Pick<ImportFound, 'id' | 'personal'>,
  rows: readonly Omit<RowWrite, 'sealed'>[],
): Promise<RowWrite[]> {
  if (!about.personal) return rows.map((row) => ({ ...row, sealed: null }));
  const kept: RowWrite[] = [];
  for (const row of rows) {
    const sealed = await getSealer().seal(tx, rowsKey(about.id), Buffer.from(JSON.stringify(row.content)));
    kept.push({ ...row, content: null, sealed: sealed.toString('hex') });
  }
  return kept;
}

/** The content of a row, opened. An ended import about persons has none. */
export async function openContent(tx: Tx, row: Pick<StoredRow, 'content' | 'sealed'>): Promise<RowContent> {
  if (row.content) return row.content as RowContent;
  if (!row.sealed) return { c: [] };
  return JSON.parse((await getSealer().open(tx, row.sealed)).toString('utf8')) as RowContent;
}
