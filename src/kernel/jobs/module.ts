import { runRequested } from '#foundation/job.ts';
import { defineModule } from '#foundation/module.ts';
import { getStorage } from './contract/storage.ts';
import { jobProblems, listRuns, retryRun, startRun } from './contract/runs.ts';

/** What runs behind the screens. */
export const jobs = defineModule({
  name: 'jobs',
  commands: [retryRun, startRun],
  queries: [listRuns, getStorage],
  events: [runRequested],
  problems: [jobProblems],
  pages: [
    {
      path: '/admin/jobs',
      name: 'jobs.runs',
      nav: { area: 'administration', icon: 'jobs', order: 50 },
      permission: 'jobs.list-runs',
    },
  ],
  jobs: [{ name: 'jobs.clear-runs', schedule: '40 2 * * *' }],
});
