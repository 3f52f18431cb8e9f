import type { RandomBytes } from '#foundation/ids.ts';
import type { Grant } from './grants.ts';
import { newLinkToken } from './two-step.ts';

/** What opens one errand for somebody without a sign-in; made where it is shown, the server keeps its hash. */
export const newGuestToken = (random?: RandomBytes): string => `kvg_${newLinkToken(random)}`;

/** Until the pass is over the guest may do what it names, with what is the guest's own, and reaches nothing besides. */
export function guestGrants(userId: string, permissions: readonly string[]): readonly Grant[] {
  const always = new Date(0).toISOString();
  return permissions.map((permission) => ({ permission, scope: { kind: 'self' as const, id: userId }, from: always, until: null }));
}
