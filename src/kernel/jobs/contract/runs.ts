import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineProblems } from '#foundation/problem.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

export const jobProblems = defineProblems('jobs', {
  'run-absent': { status: 404 },
  'run-active': { status: 409 },
  'job-unknown': { status: 404 },
});

export const RunState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);

const RunRow = z.strictObject({
  id: Id,
  name: z.string(),
  state: RunState,
  requestedBy: z.string().nullable(),
  attempt: z.int(),
  /** How much is done, of how much; null while nobody knows. */
  done: z.int().nullable(),
  total: z.int().nullable(),
  step: z.string().nullable(),
  error: z.string().nullable(),
  queuedAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  abilities: z.array(z.string()),
});
export type RunRow = z.infer<typeof RunRow>;

/** Runs of jobs: one's own, or all with the right for the mission. */
export const listRuns = defineQuery({
  name: 'jobs.list-runs',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput, state: RunState.optional(), name: z.string().max(100).optional() }),
  output: pageOf(RunRow),
  columns: [
    { key: 'name', type: 'code' },
    { key: 'state', type: 'code' },
    { key: 'requestedBy', type: 'text' },
    { key: 'queuedAt', type: 'instant' },
    { key: 'startedAt', type: 'instant' },
    { key: 'finishedAt', type: 'instant' },
    { key: 'attempt', type: 'number' },
    { key: 'error', type: 'text' },
  ],
});

/** Puts a failed run into the queue once more. */
export const retryRun = defineCommand({
  name: 'jobs.retry-run',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: Id }),
});

/** Starts a job that has a schedule now, without waiting for its hour. */
export const startRun = defineCommand({
  name: 'jobs.start-run',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ runId: Id, job: z.string().max(100) }),
});
