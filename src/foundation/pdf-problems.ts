import { defineProblems } from './problem.ts';

export const pdfProblems = defineProblems('pdf', {
  'too-long': { status: 503 },
  'too-many-rows': { status: 422 },
});
