import { runRequested } from '../job.ts';
import type { Id } from '../ids.ts';
import type { CommandContext } from '../pipeline/context.ts';
import { insertRun } from './runs.repo.ts';

/** Asks, inside a command, for a run of a job; it begins after the command has been committed and shows on the page at once. */
export async function requestRun(ctx: CommandContext, run: { runId: Id; job: string; data: Record<string, unknown> }): Promise<void> {
  await insertRun.run(ctx.tx, {
    id: run.runId,
    name: run.job,
    data: JSON.stringify(run.data),
    requestedBy: ctx.actor.userId,
    eventId: null,
    at: ctx.now.toISOString(),
  });
  ctx.emit(runRequested, run);
}
