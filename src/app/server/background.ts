import { isDatabaseAway } from '#foundation/db/errors.ts';
import { startJobs } from '#foundation/jobs/start.ts';
import type { Jobs, JobsOptions } from '#foundation/jobs/start.ts';
import type { Kervan } from './compose.ts';

export interface BackgroundOptions {
  readonly appUrl: string;
  readonly role: JobsOptions['role'];
  readonly report: (error: Error) => void;
}

/** A database that goes away just now comes back; the doors are open meanwhile, so the process stays. */
async function untilReached<T>(start: () => Promise<T>, report: (error: Error) => void): Promise<T> {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      report(error as Error);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

/** What runs beside the doors: jobs with their clock, the relay of events, and word between processes. */
export async function startBackground(
  kervan: Kervan,
  { appUrl, role, report }: BackgroundOptions,
): Promise<{ jobs: Jobs; close(): Promise<void> }> {
  await untilReached(() => kervan.hub.connect(appUrl, report), report);
  const jobs = await untilReached(() => startJobs({ deps: kervan.deps, missions: kervan.missions, appUrl, role, report }), report);
  kervan.onEvents(() => jobs.nudge());
  return {
    jobs,
    close: async () => {
      await jobs.close();
      await kervan.hub.close();
    },
  };
}
