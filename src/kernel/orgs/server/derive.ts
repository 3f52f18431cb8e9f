import { createHash } from 'node:crypto';
import type { Id } from '#foundation/ids.ts';
import { newId } from '#foundation/ids.ts';

/** An id made from what the thing is: the same thing gets the same id, in a replayed story as in a repeated command. */
export function derivedId(at: Date, ...parts: readonly string[]): Id {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return newId(at.getTime(), (count) => digest.subarray(0, count));
}

/** SHA-256 of some words in a fixed order, as hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
