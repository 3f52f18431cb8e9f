import type { ImportFile, ImportHandler, ImportRow, RowFault } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { readRow } from '#foundation/sheets/values.ts';
import { cellsByKey, hashKey, keepRows, openContent } from './content.ts';
import type { RowContent } from './content.ts';
import type { ImportFound } from './imports.repo.ts';
import { findKeys, writeRows } from './rows.repo.ts';
import type { RowWrite, StoredRow } from './rows.repo.ts';

interface Opened {
  readonly stored: StoredRow;
  readonly content: RowContent;
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: RowFault[];
  readonly key: string | null;
}

/** Checks rows by their columns, against each other and against what is there, and writes what was found. Answers how many are faulty. */
export async function judgeRows(
  ctx: RequestContext,
  about: ImportFound,
  handler: ImportHandler,
  stored: readonly StoredRow[],
): Promise<number> {
  const opened: Opened[] = [];
  for (const row of stored) opened.push(read(about, handler, row, await openContent(ctx.tx, row)));
  const first = await firstRows(ctx, about, opened);
  for (const row of opened) {
    const same = row.key === null ? undefined : first.get(row.key);
    if (same !== undefined && same < row.stored.row_no)
      row.faults.push({ column: null, code: 'sheets.row-twice', figures: { first: same } });
  }
  const rows = opened.map((row): ImportRow => ({ row: row.stored.row_no, values: row.values }));
  const judged = new Map((await handler.judge(ctx, fileOf(ctx, about), rows)).map((row) => [row.row, row]));
  const written = opened.map(({ stored: row, content, values, faults, key }): Omit<RowWrite, 'sealed'> => {
    const found = judged.get(row.row_no);
    const all = [...faults, ...(found?.faults ?? [])];
    const faulty = all.some((fault) => fault.level !== 'warning') || !found?.effect;
    const { r: _, ...kept } = content;
    return {
      row_no: row.row_no,
      state: faulty ? 'faulty' : found!.effect!,
      rank: handler.rankOf?.(values) ?? 0,
      row_key: key,
      content: faulty || !found?.ready ? kept : { ...kept, r: found.ready },
      faults: all,
    };
  });
  await writeRows.run(ctx.tx, { id: about.id, rows: await keepRows(ctx.tx, about, written) });
  return written.filter((row) => row.state === 'faulty').length;
}

function read(about: ImportFound, handler: ImportHandler, stored: StoredRow, content: RowContent): Opened {
  const { values, faults } = readRow(handler.def, cellsByKey(about.headings, content), about.language);
  for (const place of content.m ?? []) {
    const column = about.headings[place]?.key;
    if (column) faults.push({ column, code: 'sheets.merged-filled', level: 'warning' });
  }
  const key = handler.keyOf(values);
  return { stored, content, values, faults, key: key === null ? null : hashKey(key) };
}

/** The first row of the file that bears each key. */
async function firstRows(ctx: RequestContext, about: ImportFound, opened: readonly Opened[]): Promise<Map<string, number>> {
  const keys = opened.flatMap((row) => row.key ?? []);
  const found = await findKeys.all(ctx.tx, { id: about.id, keys });
  return new Map(found.map((row) => [row.row_key, row.first]));
}

function fileOf(ctx: RequestContext, about: ImportFound): ImportFile {
  return {
    id: about.id,
    name: about.file_name,
    language: about.language,
    columns: new Set(about.headings.flatMap((heading) => heading.key ?? [])),
    keysAmong: async (keys) => {
      const byHash = new Map(keys.map((key) => [hashKey(key), key]));
      const found = await findKeys.all(ctx.tx, { id: about.id, keys: [...byHash.keys()] });
      return new Set(found.map((row) => byHash.get(row.row_key)!));
    },
  };
}
