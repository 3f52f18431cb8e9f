import { createHash } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Id } from '../ids.ts';
import { jobsSchema } from './install.ts';

/** The queue in which listeners of events wait; each job has a queue named after itself. */
export const listenQueue = 'kervan.listen';

/** How often a failing job is tried again. */
export const retryLimit = 3;

export interface QueuedJob {
  readonly id: Id;
  readonly queue: string;
  readonly data: { readonly mission: string } & Record<string, unknown>;
}

/** Opens the queue as the serving role. `works`: this process also runs jobs and keeps the clock. */
export async function openQueue(
  connectionString: string,
  names: readonly string[],
  works: boolean,
  report: (error: Error) => void,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    schema: jobsSchema,
    max: works ? 4 : 2,
    migrate: false,
    createSchema: false,
    supervise: works,
    schedule: works,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
    application_name: 'kervan jobs',
  });
  boss.on('error', report);
  await boss.start({ attempts: 5 });
  try {
    await makeQueues(boss, names);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return boss;
}

async function makeQueues(boss: PgBoss, names: readonly string[]): Promise<void> {
  for (const name of [...names, listenQueue]) {
    // A worker that died is noticed by its silence; the job is then given to another.
    await boss.createQueue(name, {
      retryLimit,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 600,
      heartbeatSeconds: 60,
      expireInSeconds: 6 * 3600,
    });
  }
}

/** Puts jobs into their queues; one that is there already stays as it is. */
export async function putJobs(boss: PgBoss, jobs: readonly QueuedJob[]): Promise<void> {
  for (const queue of new Set(jobs.map((job) => job.queue))) {
    await boss.insert(
      queue,
      jobs.filter((job) => job.queue === queue).map(({ id, data }) => ({ id, data })),
    );
  }
}

/** An id that follows from its parts: doing the same thing again gives the same id. */
export function derivedId(...parts: readonly string[]): Id {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
