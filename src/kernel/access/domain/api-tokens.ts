import type { RandomBytes } from '#foundation/ids.ts';
import type { Grant } from './grants.ts';
import { newLinkToken } from './two-step.ts';

/** A program's token, made where it is shown: the prefix tells what it is wherever it turns up. */
export const newApiToken = (random?: RandomBytes): string => `kvt_${newLinkToken(random)}`;

/**
 * What a token may do: its owner's grants, kept to the permissions it was given.
 * @param only absent: no token is used, all grants stand.
 */
export function grantsWithin(grants: readonly Grant[], only: readonly string[] | undefined): readonly Grant[] {
  if (only === undefined) return grants;
  const named = new Set(only);
  return grants.filter((grant) => named.has(grant.permission));
}
