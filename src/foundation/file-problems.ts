import { defineProblems } from './problem.ts';

export const fileProblems = defineProblems('files', {
  'not-found': { status: 404 },
  empty: { status: 422 },
  'type-unknown': { status: 415 },
  'too-large': { status: 413 },
  'picture-broken': { status: 422 },
  'picture-too-large': { status: 422 },
  /** It belongs to another record, which would lose it. */
  'hangs-elsewhere': { status: 409 },
  'bytes-absent': { status: 409 },
  'one-at-a-time': { status: 422 },
  /** The service that holds the files does not answer, or refuses the server's own key. */
  'store-away': { status: 503 },
});
