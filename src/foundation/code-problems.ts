import { defineProblems } from './problem.ts';

export const codeProblems = defineProblems('codes', {
  unreadable: { status: 422 },
  'too-long': { status: 422 },
});
