import { defineProblems } from './problem.ts';

/** Problems of sealed data. */
export const keyProblems = defineProblems('keys', {
  /** What was sealed cannot be opened: its key was destroyed. */
  erased: { status: 410 },
  'master-key-wrong': { status: 503 },
});
