import { derivedId } from '#foundation/jobs/queue.ts';
import type { ImportHandler, RowOutcome } from '#foundation/import.ts';
import type { Id } from '#foundation/ids.ts';
import type { JobControl, JobHandler, LongJobHandler } from '#foundation/pipeline/context.ts';
import { executeCommand, inRequest } from '#foundation/pipeline/execute.ts';
import { Problem } from '#foundation/problem.ts';
import type { Figures } from '#foundation/problem.ts';
import { openContent } from './content.ts';
import { getHandler, getSealer, rowsKey } from './handlers.ts';
import { deleteFiles, findImport, listForgotten, setImportState } from './imports.repo.ts';
import type { ImportFound } from './imports.repo.ts';
import { judgeRows } from './judge.ts';
import { countRows, deleteRows, emptyRows, listChunkRows, listChunks, nextStaged, writeOutcomes } from './rows.repo.ts';
import type { Chunk, OutcomeWrite, StoredRow } from './rows.repo.ts';
import { ImportGone, noteOf, stageFile } from './stage.ts';

const inMission = (job: JobControl) => ({ schema: job.mission.schema });
const nowOf = (job: JobControl) => job.deps.clock(job.mission).toISOString();
const find = (job: JobControl, id: Id) =>
  job.deps.db.transaction({ ...inMission(job), readOnly: true }, (tx) => findImport.maybe(tx, { id }));
const as = (job: JobControl, userId: Id) => ({ mission: job.mission, credential: { kind: 'internal', userId } as const });

/** Moves the import on; false when it has gone another way meanwhile. */
async function move(job: JobControl, id: Id, from: ImportFound['state'], to: ImportFound['state'], notes?: unknown): Promise<boolean> {
  const moved = await job.deps.db.transaction(inMission(job), (tx) =>
    setImportState.run(tx, {
      id,
      from: [from],
      to,
      runId: null,
      at: nowOf(job),
      notes: notes === undefined ? null : JSON.stringify(notes),
    }),
  );
  return moved > 0;
}

/** Reads a file into rows where that is still to be done, then checks every row that waits for it. Goes on where it was stopped. */
export const checkJob: LongJobHandler = {
  name: 'imports.check',
  work: async (job, data) => {
    const id = data['importId'] as Id;
    let about = await find(job, id);
    if (!about) return;
    const handler = getHandler(about.kind);
    if (about.state === 'reading') {
      if (!(await readFile(job, about, handler))) return;
      about = (await find(job, id))!;
    }
    if (about.state !== 'checking') return;
    await judgeAll(job, about, handler);
    await move(job, id, 'checking', 'checked');
  },
};

/** False when the file cannot be taken or was discarded: there is nothing to check. */
async function readFile(job: JobControl, about: ImportFound, handler: ImportHandler): Promise<boolean> {
  try {
    await stageFile(job, about, handler);
  } catch (error) {
    if (error instanceof ImportGone) return false;
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    await job.deps.db.transaction(inMission(job), (tx) => deleteRows.run(tx, { id: about.id }));
    await move(job, about.id, 'reading', 'unreadable', [noteOf(error)]);
    await forgetFile(job, about);
    return false;
  }
  const moved = await move(job, about.id, 'reading', 'checking');
  if (moved) await forgetFile(job, about);
  return moved;
}

/** The rows lie staged: the file is needed no more. */
async function forgetFile(job: JobControl, about: ImportFound): Promise<void> {
  await job.deps.db.transaction(inMission(job), (tx) => deleteFiles.run(tx, { hash: about.file_hash, before: nowOf(job) }));
}

async function judgeAll(job: JobControl, about: ImportFound, handler: ImportHandler): Promise<void> {
  const counts = await job.deps.db.transaction({ ...inMission(job), readOnly: true }, (tx) => countRows.all(tx, { id: about.id }));
  const total = counts.reduce((sum, row) => sum + row.rows, 0);
  let done = total - (counts.find((row) => row.state === 'staged')?.rows ?? 0);
  for (;;) {
    // In the name of who sent it: nobody learns from a check what they may not see.
    const judged = await inRequest(job.deps, as(job, about.created_by), null, async ({ ctx }) => {
      const rows = await nextStaged.all(ctx.tx, { id: about.id, limit: 1000 });
      if (rows.length > 0) await judgeRows(ctx, about, handler, rows);
      return rows.length;
    });
    if (judged === 0) return;
    done += judged;
    await job.progress(done, total, 'imports.step-checking');
  }
}

/** Applies chunk after chunk. A chunk that was applied before a break is known by its command's id and not applied again. */
export const applyJob: LongJobHandler = {
  name: 'imports.apply',
  work: async (job, data) => {
    const id = data['importId'] as Id;
    const about = await find(job, id);
    if (about?.state !== 'applying') return;
    const handler = getHandler(about.kind);
    const chunks = await job.deps.db.transaction({ ...inMission(job), readOnly: true }, (tx) => listChunks.all(tx, { id }));
    await applyChunks(job, about, handler, chunks);
    await job.deps.db.transaction(inMission(job), async (tx) => {
      if (!about.personal) return;
      await emptyRows.run(tx, { id });
      await getSealer().erase(tx, rowsKey(id));
    });
    await move(job, id, 'applying', 'applied');
  },
};

interface OpenRow {
  readonly row: number;
  readonly ready: Readonly<Record<string, unknown>>;
}

/**
 * One command after the other; while one runs, the rows of the next are read and the outcomes of the one before are noted. What a
 * break leaves unnoted is known by its command's id.
 */
async function applyChunks(
  job: JobControl,
  about: ImportFound,
  handler: ImportHandler,
  chunks: readonly (Chunk & { waiting: boolean })[],
): Promise<void> {
  const waiting = chunks.filter((chunk) => chunk.waiting);
  let next = meanwhile(rowsOf(job, about, waiting[0]));
  let noted = meanwhile(Promise.resolve());
  for (const index of waiting.keys()) {
    const rows = await next;
    next = meanwhile(rowsOf(job, about, waiting[index + 1]));
    const outcomes = await applyRows(job, about, handler, rows);
    await noted;
    noted = meanwhile(note(job, about, outcomes, { done: chunks.length - waiting.length + index + 1, total: chunks.length }));
  }
  await Promise.all([noted, next]);
}

/** Work that goes on beside other work; its failure is told when it is waited for. */
function meanwhile<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

async function rowsOf(job: JobControl, about: ImportFound, chunk: Chunk | undefined): Promise<OpenRow[]> {
  if (!chunk) return [];
  return job.deps.db.transaction({ ...inMission(job), readOnly: true }, async (tx) => {
    const open: OpenRow[] = [];
    for (const row of await listChunkRows.all(tx, { id: about.id, ...chunk }))
      open.push({ row: row.row_no, ready: await readyOf(tx, row) });
    return open;
  });
}

async function note(
  job: JobControl,
  about: ImportFound,
  outcomes: readonly OutcomeWrite[],
  at: { done: number; total: number },
): Promise<void> {
  await job.deps.db.transaction(inMission(job), (tx) => writeOutcomes.run(tx, { id: about.id, rows: outcomes }));
  await job.progress(at.done, at.total, 'imports.step-applying');
}

async function readyOf(tx: Parameters<typeof openContent>[0], row: StoredRow): Promise<Readonly<Record<string, unknown>>> {
  return (await openContent(tx, row)).r ?? {};
}

/** Sends the rows as one command. One that is refused whole is halved, until the row that stands in the way is alone. */
async function applyRows(job: JobControl, about: ImportFound, handler: ImportHandler, rows: readonly OpenRow[]): Promise<OutcomeWrite[]> {
  const sent = await send(job, about, handler, rows);
  if ('result' in sent) return written(rows, handler.outcomes?.(sent.result, rows));
  if (rows.length === 1) return [{ row_no: rows[0]!.row, state: 'refused', outcome: sent.problem }];
  const half = Math.ceil(rows.length / 2);
  return [...(await applyRows(job, about, handler, rows.slice(0, half))), ...(await applyRows(job, about, handler, rows.slice(half)))];
}

function written(rows: readonly OpenRow[], outcomes: readonly RowOutcome[] | undefined): OutcomeWrite[] {
  return rows.map(({ row }, index) => {
    const outcome = outcomes?.[index] ?? { state: 'applied' as const };
    return {
      row_no: row,
      state: outcome.state,
      outcome: outcome.state === 'refused' ? { code: outcome.code, figures: outcome.figures } : null,
    };
  });
}

type Sent = { readonly result: unknown } | { readonly problem: { code: string; figures: Figures } };

async function send(job: JobControl, about: ImportFound, handler: ImportHandler, rows: readonly OpenRow[]): Promise<Sent> {
  const at = about.applied_at!.toISOString();
  const { def, input } = handler.command(rows, { name: about.file_name, day: at.slice(0, 10) });
  // The id follows from the import and its rows, the time from the decision: after a break the same command is sent again.
  const id = derivedId(about.id, def.name, at, String(rows[0]!.row), String(rows.at(-1)!.row), String(rows.length));
  const envelope = { id, name: def.name, version: def.version, input: input as Record<string, unknown>, occurredAt: at };
  try {
    const { outcome } = await executeCommand(job.deps, as(job, about.applied_by!), envelope);
    if (outcome.state === 'applied') return { result: outcome.result };
    if (outcome.state === 'refused') return { problem: { code: outcome.problem.type, figures: outcome.problem.figures ?? {} } };
    return { problem: { code: outcome.reason, figures: {} } };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500 || error.status === 401) throw error;
    return { problem: { code: error.code, figures: error.figures } };
  }
}

const days = 86_400_000;
/** How long a list of persons may wait for somebody to apply it. */
const personalWaits = 14 * days;

/** Forgets files that were sent and never staged, and lists of persons that nobody applied. */
export const clearFilesJob: JobHandler = {
  name: 'imports.clear-files',
  run: async (ctx) => {
    const at = ctx.now.toISOString();
    for (const { id, state, file_hash: hash } of await listForgotten.all(ctx.tx, {
      before: new Date(ctx.now.getTime() - personalWaits).toISOString(),
    })) {
      await deleteRows.run(ctx.tx, { id });
      await setImportState.run(ctx.tx, { id, from: [state], to: 'discarded', runId: null, at, notes: null });
      await deleteFiles.run(ctx.tx, { hash, before: at });
      await getSealer().erase(ctx.tx, rowsKey(id));
    }
    await deleteFiles.run(ctx.tx, { hash: null, before: new Date(ctx.now.getTime() - days).toISOString() });
  },
};
