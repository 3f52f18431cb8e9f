import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import type { ImportDef } from '#foundation/import.ts';
import { cellText } from '#foundation/sheets/cell.ts';
import {
  applyImport,
  checkAgain,
  correctCells,
  discardImport,
  getImport,
  listImports,
  listKinds,
  listPersonalRows,
  listRows,
} from '../contract/imports.ts';
import type { RowState } from '../contract/imports.ts';
import { whyNot } from '../domain/states.ts';
import { getFound, mayUse, seesAll } from './access.ts';
import { cellsByKey, openContent } from './content.ts';
import { allImports } from './handlers.ts';
import { listImportRows } from './imports.repo.ts';
import type { ImportFound } from './imports.repo.ts';
import { countRows, listStored } from './rows.repo.ts';
import type { CountRow, StoredRow } from './rows.repo.ts';

const columnsOf = (def: ImportDef) =>
  def.columns.map((column) => ({
    key: column.key,
    type: column.type,
    required: column.required ?? false,
    choices: [...(column.choices ?? [])],
    words: column.words ?? null,
  }));

export const answerListKinds = answer(listKinds, async (ctx) => ({
  rows: allImports()
    .filter((handler) => mayUse(ctx, handler.def))
    .map(({ def }) => ({ kind: def.name, columns: columnsOf(def), page: def.page ?? null })),
}));

export const answerListImports = answer(listImports, async (ctx, input) => {
  const rows = await listImportRows.all(ctx.tx, {
    userId: seesAll(ctx) ? null : ctx.actor.userId,
    kind: input.kind ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      fileName: row.file_name,
      rows: row.rows,
      applied: row.applied,
      faulty: row.faulty,
      createdBy: row.creator,
      createdAt: row.created_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
    })),
  };
});

const abilities = [
  [correctCells.name, 'correct'],
  [checkAgain.name, 'check'],
  [applyImport.name, 'apply'],
  [discardImport.name, 'discard'],
] as const;

export const answerGetImport = answer(getImport, async (ctx, input) => {
  const { about, handler } = await getFound(ctx, input.importId);
  const counts = await countRows.all(ctx.tx, { id: about.id });
  const failed = about.run_state === 'failed' && ['reading', 'checking', 'applying'].includes(about.state);
  return {
    id: about.id,
    kind: about.kind,
    state: about.state,
    fileName: about.file_name,
    fileSize: about.file_size,
    fileWords: about.file_words,
    language: about.language,
    sheet: about.sheet,
    headings: about.headings,
    columns: columnsOf(handler.def),
    notes: about.notes.map(({ code, figures, level }) => ({
      code,
      ...(figures ? { figures: { ...figures } } : {}),
      ...(level ? { level } : {}),
    })),
    personal: about.personal,
    page: handler.def.page ?? null,
    counts: countsOf(counts),
    progress: progressOf(about),
    stuck: failed ? (about.run_error ?? '') : null,
    createdBy: about.creator,
    createdAt: about.created_at.toISOString(),
    appliedBy: about.applier,
    appliedAt: about.applied_at?.toISOString() ?? null,
    endedAt: about.ended_at?.toISOString() ?? null,
    abilities: abilities.filter(([, act]) => whyNot(act, about.state) === undefined).map(([name]) => name),
  };
});

function progressOf(about: ImportFound) {
  if (about.run_state !== 'running' || !['reading', 'checking', 'applying'].includes(about.state)) return null;
  return { done: about.run_done ?? 0, total: about.run_total };
}

function countsOf(rows: readonly CountRow[]) {
  const of = (state: RowState) => rows.find((row) => row.state === state)?.rows ?? 0;
  const sum = (pick: (row: CountRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    total: sum((row) => row.rows),
    staged: of('staged'),
    new: of('new'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    faulty: of('faulty'),
    warned: sum((row) => row.warned),
    applied: of('applied'),
    same: of('same'),
    refused: of('refused'),
  };
}

interface RowsAsk {
  readonly importId: string;
  readonly show: 'all' | 'faulty' | 'warned' | 'new' | 'changed' | 'unchanged' | 'applied' | 'refused';
  readonly limit: number;
  readonly offset: number;
}
const statesOf = (show: RowsAsk['show']) =>
  show === 'all' || show === 'warned' ? null : show === 'unchanged' ? ['unchanged', 'same'] : [show];

async function rowsOf(ctx: RequestContext, input: RowsAsk, personal: boolean) {
  const { about } = await getFound(ctx, input.importId);
  if (about.personal !== personal) throw commonProblems.problem('name-unknown', { name: personal ? listRows.name : listPersonalRows.name });
  const { id, headings } = about;
  const stored = await listStored.all(ctx.tx, {
    id,
    states: statesOf(input.show),
    warned: input.show === 'warned',
    limit: input.limit,
    offset: input.offset,
  });
  const rows = [];
  for (const row of stored) rows.push(await shown(ctx, headings, row));
  return { total: stored[0]?.total ?? 0, rows };
}

async function shown(ctx: RequestContext, headings: ImportFound['headings'], row: StoredRow) {
  const cells = cellsByKey(headings, await openContent(ctx.tx, row));
  return {
    row: row.row_no,
    state: row.state,
    cells: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cellText(cell)])),
    faults: row.faults as never,
    outcome: row.outcome,
  };
}

export const answerListRows = answer(listRows, (ctx, input) => rowsOf(ctx, input, false));
export const answerListPersonalRows = answer(listPersonalRows, (ctx, input) => rowsOf(ctx, input, true));
