import { defineProblems } from '#foundation/problem.ts';

export const problems = defineProblems('audit', {
  'command-not-found': { status: 404 },
});
