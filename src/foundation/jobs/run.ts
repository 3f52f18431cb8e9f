import type { CommandDef } from '../command.ts';
import type { Id } from '../ids.ts';
import type { JobControl, Mission } from '../pipeline/context.ts';
import { executeCommand, inRequest } from '../pipeline/execute.ts';
import type { PipelineDeps } from '../pipeline/execute.ts';
import { Problem } from '../problem.ts';
import { derivedId } from './queue.ts';
import { findCommandTime, findEvent } from './relay.repo.ts';
import { beginRun, endRun, forgetFormer, markProgress } from './runs.repo.ts';

/** The user in whose name the machine acts. */
export const systemUser = '00000000-0000-7000-8000-000000000001';

export interface Run {
  readonly id: Id;
  readonly name: string;
  readonly data: Record<string, unknown>;
  /** The event that started it. */
  readonly eventId?: Id | undefined;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Whether a failure will be tried again. */
  readonly willRetry: boolean;
}

/** Runs one job to its end and keeps the row that the page of jobs shows; throws what the job threw. */
export async function runJob(deps: PipelineDeps, mission: Mission, run: Run): Promise<void> {
  const handler = deps.registry.jobs.get(run.name);
  if (!handler) throw new Error(`no room runs the job ${run.name}`);
  const inMission = { schema: mission.schema };
  const at = () => deps.clock(mission).toISOString();
  await deps.db.transaction(inMission, (tx) =>
    beginRun.run(tx, {
      id: run.id,
      name: run.name,
      data: JSON.stringify(run.data),
      eventId: run.eventId ?? null,
      attempt: run.attempt,
      at: at(),
    }),
  );
  try {
    const control = controlOf(deps, mission, run.id);
    if ('work' in handler) await handler.work(control, run.data);
    else await inRequest(deps, systemRequest(mission), null, ({ ctx }) => handler.run(ctx, run.data, control));
  } catch (error) {
    const state = run.willRetry ? 'queued' : 'failed';
    await deps.db.transaction(inMission, (tx) => endRun.run(tx, { id: run.id, state, error: faultWords(error), at: at() }));
    throw error;
  }
  await deps.db.transaction(inMission, async (tx) => {
    await endRun.run(tx, { id: run.id, state: 'done', error: null, at: at() });
    await forgetFormer.run(tx, { id: run.id });
  });
}

/** Runs one listener for one event. */
export async function runListener(deps: PipelineDeps, mission: Mission, eventId: Id, listener: number): Promise<void> {
  await inRequest(deps, systemRequest(mission), null, async ({ ctx }) => {
    const event = await findEvent.one(ctx.tx, { id: eventId });
    const handler = deps.registry.listeners.get(event.name)?.[listener];
    if (!handler) return; // the room that listened is gone since
    await handler.run(
      ctx,
      handler.event.payload.parse(event.payload) as never,
      eventId,
      controlOf(deps, mission, derivedId(eventId, String(listener))),
    );
  });
}

function controlOf(deps: PipelineDeps, mission: Mission, runId: Id): JobControl {
  let sent = 0;
  return {
    runId,
    mission,
    deps,
    progress: async (done, total, step) => {
      await deps.db.transaction({ schema: mission.schema }, (tx) =>
        markProgress.run(tx, { id: runId, done, total: total ?? null, step: step ?? null }),
      );
    },
    command: async (def, input) => {
      sent += 1;
      const { name, version } = def as unknown as CommandDef;
      const id = derivedId(runId, name, String(sent), JSON.stringify(input));
      const { outcome } = await executeCommand(deps, systemRequest(mission), {
        id,
        name,
        version,
        input: input as Record<string, unknown>,
        occurredAt: await firstTime(deps, mission, id),
      });
      return outcome;
    },
  };
}

/** A command that was sent before keeps its time, so that it is known again. */
async function firstTime(deps: PipelineDeps, mission: Mission, id: Id): Promise<string> {
  const row = await deps.db.transaction({ schema: mission.schema, readOnly: true }, (tx) => findCommandTime.maybe(tx, { id }));
  return (row?.occurred_at ?? deps.clock(mission)).toISOString();
}

function systemRequest(mission: Mission) {
  return { mission, credential: { kind: 'internal', userId: systemUser } } as const;
}

/** What the page of jobs may show of a fault: a problem's code, else the first line of the message. */
function faultWords(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 300);
}
