import { defineProblems } from './problem.ts';

export const signedProblems = defineProblems('signed', {
  unreadable: { status: 422 },
  /** The content is not what was signed, or somebody else signed it. */
  tampered: { status: 422 },
  /** Signed with a key that this mission does not know: another mission's paper. */
  'other-mission': { status: 422 },
  'other-kind': { status: 422 },
});
