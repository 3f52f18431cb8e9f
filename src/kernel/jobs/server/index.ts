import { answer, handle } from '#foundation/pipeline/context.ts';
import type { LongJobHandler, ServerRoom } from '#foundation/pipeline/context.ts';
import { requestRun } from '#foundation/jobs/request.ts';
import { clearRuns, endRun, listRuns as listRunRows, lockRun } from '#foundation/jobs/runs.repo.ts';
import { runRequested } from '#foundation/job.ts';
import { getStorage } from '../contract/storage.ts';
import { jobProblems, listRuns, retryRun, startRun } from '../contract/runs.ts';
import { jobs } from '../module.ts';
import { measureStorage } from './storage.repo.ts';

const keptDays = 60;
const everywhere = {};

const listHandler = answer(listRuns, async (ctx, input) => {
  const all = ctx.can(listRuns.name, everywhere);
  const mayRetry = ctx.can(retryRun.name, everywhere);
  const rows = await listRunRows.all(ctx.tx, {
    state: input.state ?? null,
    name: input.name ?? null,
    userId: all ? null : ctx.actor.userId,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      requestedBy: row.requested_by,
      attempt: row.attempt,
      done: row.done,
      total: row.total_steps,
      step: row.step,
      error: row.error,
      queuedAt: row.queued_at.toISOString(),
      startedAt: row.started_at?.toISOString() ?? null,
      finishedAt: row.finished_at?.toISOString() ?? null,
      abilities: mayRetry && row.state === 'failed' ? [retryRun.name] : [],
    })),
  };
});

const storageHandler = answer(getStorage, async (ctx) => {
  const row = await measureStorage.one(ctx.tx, {});
  return {
    database: row.version,
    databaseBytes: row.database_bytes,
    missionBytes: row.mission_bytes,
    tables: row.tables,
    attachedFiles: row.attached_files,
    attachedBytes: row.attached_bytes,
  };
});

const retryHandler = handle(retryRun, async (ctx, input) => {
  const run = await lockRun.maybe(ctx.tx, input);
  if (!run) throw jobProblems.problem('run-absent', { id: input.id });
  if (run.state !== 'failed') throw jobProblems.problem('run-active', { state: run.state });
  await endRun.run(ctx.tx, { id: input.id, state: 'queued', error: null, at: ctx.now.toISOString() });
  ctx.emit(runRequested, { runId: input.id, job: run.name, data: run.data });
  ctx.touch('job-run', input.id);
  return {};
});

const startHandler = handle(startRun, async (ctx, input) => {
  await requestRun(ctx, { runId: input.runId, job: input.job, data: {} });
  ctx.touch('job-run', input.runId);
  return {};
});

const clearJob: LongJobHandler = {
  name: 'jobs.clear-runs',
  work: async ({ deps, mission }) => {
    const before = new Date(Date.now() - keptDays * 86_400_000).toISOString();
    await deps.db.transaction({ schema: mission.schema }, (tx) => clearRuns.run(tx, { before }));
  },
};

export const room: ServerRoom = {
  module: jobs,
  commands: [retryHandler, startHandler],
  queries: [listHandler, storageHandler],
  jobs: [clearJob],
};
