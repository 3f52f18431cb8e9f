import * as z from 'zod';
import { defineEvent } from './event.ts';
import { Id } from './ids.ts';

/** Asks for a run of a job; the relay puts it into the queue after the command has been committed. */
export const runRequested = defineEvent({
  name: 'jobs.run-requested',
  payload: z.strictObject({ runId: Id, job: z.string().max(100), data: z.record(z.string(), z.unknown()) }),
});
