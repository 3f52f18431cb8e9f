import type { JobHandler } from '#foundation/pipeline/context.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { tidyLimits, tidyLog, tidySessions } from './limits.repo.ts';

/** Removes what is over: forgotten limits, ended sessions, old lines of the sign-in log. */
export const tidyJob: JobHandler = {
  name: 'access.tidy-sign-in',
  run: async (ctx) => {
    await tidyLimits.run(ctx.tx, {});
    await tidySessions.run(ctx.tx, { idle: lifetimes.idle });
    await tidyLog.run(ctx.tx, { keep: lifetimes.log });
  },
};
