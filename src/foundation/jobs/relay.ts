import type { Tx } from '../db/tx.ts';
import { runRequested } from '../job.ts';
import type { Mission } from '../pipeline/context.ts';
import type { PipelineDeps } from '../pipeline/execute.ts';
import type { Registry } from '../pipeline/registry.ts';
import { derivedId, listenQueue } from './queue.ts';
import type { QueuedJob } from './queue.ts';
import { findNews, insertMark, listNews, lockMark, moveMark } from './relay.repo.ts';
import type { EventRow } from './relay.repo.ts';
import { endRun } from './runs.repo.ts';

const batch = 500;

/**
 * Hands new events of a mission to the queue, in the order in which their commands were committed. The mark moves in
 * the transaction that handed them on; after a crash between the two the same jobs get the same ids and are put in once.
 * @returns how many events were handed on.
 */
export async function relayEvents(
  deps: PipelineDeps,
  mission: Mission,
  put: (jobs: readonly QueuedJob[]) => Promise<void>,
): Promise<number> {
  const settings = { schema: mission.schema };
  const { news } = await deps.db.transaction({ ...settings, readOnly: true }, (tx) => findNews.one(tx, {}));
  if (!news) return 0;
  let handed = 0;
  for (;;) {
    const count = await deps.db.transaction(settings, async (tx) => {
      await insertMark.run(tx, {});
      if (!(await lockMark.maybe(tx, {}))) return 0;
      const events = await listNews.all(tx, { limit: batch });
      const last = events.at(-1);
      if (!last) return 0;
      await put(events.flatMap((event) => jobsOf(deps.registry, mission, event)));
      for (const event of events) await refuseUnknown(tx, deps, event, deps.clock(mission));
      await moveMark.run(tx, { xid: last.xid, id: last.id });
      return events.length;
    });
    handed += count;
    if (count < batch) return handed;
  }
}

/** A run of a job that no room has would wait for ever: it is shown as failed. */
async function refuseUnknown(tx: Tx, { registry }: PipelineDeps, event: EventRow, now: Date): Promise<void> {
  if (event.name !== runRequested.name) return;
  const { runId, job } = runRequested.payload.parse(event.payload);
  if (!registry.jobs.has(job)) await endRun.run(tx, { id: runId, state: 'failed', error: 'jobs.job-unknown', at: now.toISOString() });
}

/** The jobs an event starts: one per listener, those that name it, and a run that was asked for. */
function jobsOf(registry: Registry, mission: Mission, event: EventRow): QueuedJob[] {
  if (event.name === runRequested.name) {
    const { runId, job, data } = runRequested.payload.parse(event.payload);
    return registry.jobs.has(job) ? [{ id: derivedId(event.id, job), queue: job, data: { mission: mission.slug, runId, data } }] : [];
  }
  const listeners = (registry.listeners.get(event.name) ?? []).map((_, index): QueuedJob => ({
    id: derivedId(event.id, String(index)),
    queue: listenQueue,
    data: { mission: mission.slug, event: event.id, listener: index },
  }));
  const started = [...registry.jobs.values()]
    .filter((job) => job.on?.name === event.name)
    .map((job): QueuedJob => ({
      id: derivedId(event.id, job.name),
      queue: job.name,
      data: { mission: mission.slug, event: event.id, data: event.payload },
    }));
  return [...listeners, ...started];
}
