import type { PgBoss } from 'pg-boss';
import type { Mission } from '../pipeline/context.ts';
import type { PipelineDeps } from '../pipeline/execute.ts';
import { listenQueue, openQueue, putJobs, retryLimit } from './queue.ts';
import { relayEvents } from './relay.ts';
import { runJob, runListener } from './run.ts';

export interface JobsOptions {
  readonly deps: PipelineDeps;
  readonly missions: { all(): readonly Mission[]; find(slug: string | undefined): Mission | undefined };
  readonly appUrl: string;
  /** `web` only puts jobs in; `worker` runs them; `all` does both. */
  readonly role: 'web' | 'worker' | 'all';
  readonly report: (error: Error) => void;
  /** How long the relay waits when nothing tells it of news. */
  readonly relayMs?: number;
}

export interface Jobs {
  /** Tells the relay that there are new events. */
  nudge(): void;
  /** Sets the schedules of missions made since. */
  reschedule(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the queue and, in a worker, runs jobs, listeners, schedules and the relay of events. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const works = options.role !== 'web';
  const boss = await openQueue(options.appUrl, [...options.deps.registry.jobs.keys()], works, options.report);
  try {
    if (works) {
      await setSchedules(options, boss);
      await addWorkers(options, boss);
    }
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  const relay = relayLoop(options, boss);
  return {
    nudge: () => relay.nudge(),
    reschedule: () => setSchedules(options, boss),
    close: async () => {
      await relay.close();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}

interface JobData {
  readonly mission: string;
  readonly runId?: string;
  readonly event?: string;
  readonly data?: Record<string, unknown>;
}
interface ListenData {
  readonly mission: string;
  readonly event: string;
  readonly listener: number;
}

async function addWorkers({ deps, missions, report }: JobsOptions, boss: PgBoss): Promise<void> {
  const settings = { batchSize: 1, pollingIntervalSeconds: 2, includeMetadata: true } as const;
  for (const name of deps.registry.jobs.keys()) {
    await boss.work<JobData, void, typeof settings>(name, settings, async ([job]) => {
      const mission = job && missions.find(job.data.mission);
      if (!mission) return;
      const run = {
        id: job.data.runId ?? job.id,
        name,
        data: job.data.data ?? {},
        eventId: job.data.event,
        attempt: job.retryCount + 1,
        willRetry: job.retryCount < retryLimit,
      };
      await runJob(deps, mission, run).catch((error: Error) => {
        report(error);
        throw error;
      });
    });
  }
  // Many at a time: one a second would leave listeners an hour behind a busy morning. Each fails by itself and is tried again.
  await boss.work<ListenData, void, { batchSize: 100; pollingIntervalSeconds: 1 }>(
    listenQueue,
    { batchSize: 100, pollingIntervalSeconds: 1 },
    async (batch) => {
      for (const job of batch) {
        const mission = missions.find(job.data.mission);
        if (!mission) continue;
        await runListener(deps, mission, job.data.event, job.data.listener).catch(async (error: Error) => {
          report(error);
          await boss.fail(listenQueue, job.id, { message: error.message });
        });
      }
    },
  );
}

/** One schedule per mission and job, in the mission's own time zone. */
async function setSchedules({ deps, missions }: JobsOptions, boss: PgBoss): Promise<void> {
  const jobs = deps.registry.rooms.flatMap((room) => room.module.jobs).filter((job) => job.schedule !== undefined);
  for (const mission of missions.all()) {
    for (const job of jobs)
      await boss.schedule(job.name, job.schedule!, { mission: mission.slug }, { key: mission.slug, tz: mission.timeZone });
  }
  const wanted = new Set(missions.all().flatMap((mission) => jobs.map((job) => `${job.name} ${mission.slug}`)));
  for (const schedule of await boss.getSchedules()) {
    if (!wanted.has(`${schedule.name} ${schedule.key}`)) await boss.unschedule(schedule.name, schedule.key);
  }
}

/** Relays all missions' events: when told, and every few seconds for what other processes wrote. */
function relayLoop({ deps, missions, report, relayMs = 2_000 }: JobsOptions, boss: PgBoss): { nudge(): void; close(): Promise<void> } {
  let closed = false;
  let again = false;
  let running: Promise<void> | undefined;
  const round = async () => {
    do {
      again = false;
      for (const mission of missions.all()) await relayEvents(deps, mission, (jobs) => putJobs(boss, jobs)).catch(report);
    } while (again && !closed);
    running = undefined;
  };
  const nudge = () => {
    if (closed) return;
    if (running) again = true;
    else running = round();
  };
  const timer = setInterval(nudge, relayMs);
  return {
    nudge,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}
