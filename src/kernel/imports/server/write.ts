import { newId } from '#foundation/ids.ts';
import { requestRun } from '#foundation/jobs/request.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { ImportHandler } from '#foundation/import.ts';
import { commonProblems } from '#foundation/problem.ts';
import { applyImport, checkAgain, correctCells, discardImport, replaceValue, stageFile } from '../contract/imports.ts';
import { importProblems } from '../contract/problems.ts';
import { whyNot, whyNotApply } from '../domain/states.ts';
import type { ImportAct } from '../domain/states.ts';
import { getFound, mayUse, seesAll } from './access.ts';
import { keepRows, openContent, stagedRow } from './content.ts';
import { getHandler, getSealer, rowsKey } from './handlers.ts';
import { deleteFiles, findFileSize, findSameFile, insertImport, lockImport, setApplier, setImportState } from './imports.repo.ts';
import type { ImportFound } from './imports.repo.ts';
import { judgeRows } from './judge.ts';
import { assignChunks, countRows, deleteRows, findKeys, findRows, findRowsByCell, stageAgain, writeRows } from './rows.repo.ts';

/** Rows that are checked again at once, within the command; more are left to the job. */
const atOnce = 1000;

export const handleStageFile = handle(stageFile, async (ctx, input) => {
  const handler = getHandler(input.kind);
  if (!mayUse(ctx, handler.def)) throw commonProblems.problem('not-permitted', { permission: handler.def.permission });
  const former = (await findSameFile.all(ctx.tx, { hash: input.fileHash, kind: input.kind })).find(
    (row) => row.created_by === ctx.actor.userId || seesAll(ctx),
  );
  if (former && input.anyway !== true) return { importId: former.id, again: true };
  const file = await findFileSize.maybe(ctx.tx, { hash: input.fileHash });
  if (!file) throw importProblems.problem('file-absent');
  const runId = newId(ctx.now.getTime());
  await insertImport.run(ctx.tx, {
    id: input.importId,
    kind: input.kind,
    fileName: input.fileName,
    fileHash: input.fileHash,
    fileSize: file.size,
    language: input.language,
    personal: handler.def.personal ?? false,
    runId,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  await requestRun(ctx, { runId, job: 'imports.check', data: { importId: input.importId } });
  ctx.touch('import', input.importId);
  return { importId: input.importId, again: false };
});

/** The import, locked, when this may be done with it. */
async function take(ctx: CommandContext, importId: string, act: ImportAct): Promise<{ about: ImportFound; handler: ImportHandler }> {
  const found = await getFound(ctx, importId);
  const { state } = await lockImport.one(ctx.tx, { id: importId });
  const problem = whyNot(act, state);
  if (problem) throw problem;
  ctx.touch('import', importId);
  return found;
}

export const handleCorrectCells = handle(correctCells, async (ctx, input) => {
  const { about, handler } = await take(ctx, input.importId, 'correct');
  const byRow = Map.groupBy(input.cells, (cell) => cell.row);
  const rows = await findRows.all(ctx.tx, { id: about.id, rows: [...byRow.keys()] });
  if (rows.length !== byRow.size) throw importProblems.problem('row-absent');
  const written = [];
  for (const row of rows) {
    const content = await openContent(ctx.tx, row);
    const c = [...content.c];
    const touched = new Set<number>();
    for (const cell of byRow.get(row.row_no)!) {
      const place = placeOf(about, cell.column);
      while (c.length <= place) c.push(null);
      c[place] = cell.value.trim() === '' ? null : cell.value.trim();
      touched.add(place);
    }
    // What a person has written stands for itself, whatever was merged before.
    const m = (content.m ?? []).filter((place) => !touched.has(place));
    written.push(stagedRow(handler, about, row.row_no, { c, ...(m.length > 0 ? { m } : {}) }));
  }
  await writeRows.run(ctx.tx, { id: about.id, rows: await keepRows(ctx.tx, about, written) });
  const keys = [...rows.map((row) => row.row_key), ...written.map((row) => row.row_key)].filter((key) => key !== null);
  return judgeWith(ctx, about, handler, { rows: rows.map((row) => row.row_no), keys });
});

/** Checks the rows again, and with them those that bear a key they had or have: a double may have come or gone. */
async function judgeWith(ctx: CommandContext, about: ImportFound, handler: ImportHandler, changed: { rows: number[]; keys: string[] }) {
  const alike = (await findKeys.all(ctx.tx, { id: about.id, keys: changed.keys })).flatMap((found) => found.rows);
  const rows = await findRows.all(ctx.tx, { id: about.id, rows: [...new Set([...changed.rows, ...alike])] });
  const faulty = await judgeRows(ctx, about, handler, rows);
  return { rows: rows.length, faulty };
}

function placeOf(about: ImportFound, column: string): number {
  const place = about.headings.findIndex((heading) => heading.key === column);
  if (place === -1) throw importProblems.problem('column-unknown', { column });
  return place;
}

export const handleReplaceValue = handle(replaceValue, async (ctx, input) => {
  const { about, handler } = await take(ctx, input.importId, 'correct');
  const place = placeOf(about, input.column);
  const rows = (await findRowsByCell.all(ctx.tx, { id: about.id, place, text: input.from })).map((row) => row.row_no);
  for (let from = 0; from < rows.length; from += atOnce) {
    const stored = await findRows.all(ctx.tx, { id: about.id, rows: rows.slice(from, from + atOnce) });
    const written = [];
    for (const row of stored) {
      const { c, m } = await openContent(ctx.tx, row);
      const cells = c.map((cell, at) => (at === place ? input.to : cell));
      written.push(stagedRow(handler, about, row.row_no, { c: cells, ...(m ? { m } : {}) }));
    }
    await writeRows.run(ctx.tx, { id: about.id, rows: await keepRows(ctx.tx, about, written) });
  }
  if (rows.length > atOnce) await checkInBackground(ctx, about);
  else if (rows.length > 0) await judgeWith(ctx, about, handler, { rows, keys: [] });
  return { rows: rows.length };
});

export const handleCheckAgain = handle(checkAgain, async (ctx, input) => {
  const { about } = await take(ctx, input.importId, 'check');
  if (about.state === 'checked') await stageAgain.run(ctx.tx, { id: about.id, rows: null });
  await checkInBackground(ctx, about);
  return {};
});

async function checkInBackground(ctx: CommandContext, about: ImportFound): Promise<void> {
  const runId = newId(ctx.now.getTime());
  const to = about.state === 'reading' || about.state === 'applying' ? about.state : 'checking';
  await setImportState.run(ctx.tx, { id: about.id, from: [about.state], to, runId, at: null, notes: null });
  const job = about.state === 'applying' ? 'imports.apply' : 'imports.check';
  await requestRun(ctx, { runId, job, data: { importId: about.id } });
}

export const handleApplyImport = handle(applyImport, async (ctx, input) => {
  const { about, handler } = await take(ctx, input.importId, 'apply');
  const counts = await countRows.all(ctx.tx, { id: about.id });
  const problem = whyNotApply(about.state, counts.find((row) => row.state === 'faulty')?.rows ?? 0, input.withoutFaulty);
  if (problem) throw problem;
  const at = ctx.now.toISOString();
  await assignChunks.run(ctx.tx, { id: about.id, size: Math.min(handler.chunk, 1000) });
  await setApplier.run(ctx.tx, { id: about.id, by: ctx.actor.userId, at });
  const runId = newId(ctx.now.getTime());
  await setImportState.run(ctx.tx, { id: about.id, from: ['checked'], to: 'applying', runId, at, notes: null });
  await requestRun(ctx, { runId, job: 'imports.apply', data: { importId: about.id } });
  return {};
});

export const handleDiscardImport = handle(discardImport, async (ctx, input) => {
  const { about } = await take(ctx, input.importId, 'discard');
  const at = ctx.now.toISOString();
  await deleteRows.run(ctx.tx, { id: about.id });
  await setImportState.run(ctx.tx, { id: about.id, from: [about.state], to: 'discarded', runId: null, at, notes: null });
  await deleteFiles.run(ctx.tx, { hash: about.file_hash, before: at });
  if (about.personal) await getSealer().erase(ctx.tx, rowsKey(about.id));
  return {};
});
