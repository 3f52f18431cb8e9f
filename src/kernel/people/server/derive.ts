import { createHash } from 'node:crypto';
import type { Id } from '#foundation/ids.ts';
import { newId } from '#foundation/ids.ts';

/** An id made from what the thing is: a repeated command makes the same rows. */
export function derivedId(at: Date, ...parts: readonly string[]): Id {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return newId(at.getTime(), (count) => digest.subarray(0, count));
}
