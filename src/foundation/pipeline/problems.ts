import { defineProblems } from '../problem.ts';

/** Problems of sending and repeating commands. */
export const pipelineProblems = defineProblems('sync', {
  /** The same id came again with other content, another device or another actor. */
  'id-reused': { status: 409 },
  'not-offline': { status: 422 },
});
