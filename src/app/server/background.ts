import { startJobs } from '#foundation/jobs/start.ts';
import type { Jobs, JobsOptions } from '#foundation/jobs/start.ts';
import type { Kervan } from './compose.ts';

export interface BackgroundOptions {
  readonly appUrl: string;
  readonly role: JobsOptions['role'];
  readonly report: (error: Error) => void;
}

/** What runs beside the doors: jobs with their clock, the relay of events, and word between processes. */
export async function startBackground(
  kervan: Kervan,
  { appUrl, role, report }: BackgroundOptions,
): Promise<{ jobs: Jobs; close(): Promise<void> }> {
  await kervan.hub.connect(appUrl, report);
  const jobs = await startJobs({ deps: kervan.deps, missions: kervan.missions, appUrl, role, report });
  kervan.onEvents(() => jobs.nudge());
  return {
    jobs,
    close: async () => {
      await jobs.close();
      await kervan.hub.close();
    },
  };
}
