import type { RequestContext } from '#foundation/pipeline/context.ts';
import { openSealed } from './sealing.ts';
import { findWithdrawal } from './withdrawal.repo.ts';

/** Who withdrew a registration, and why; null for one that stands. */
export async function shownWithdrawal(ctx: RequestContext, householdId: string) {
  const found = await findWithdrawal.maybe(ctx.tx, { id: householdId });
  return found ? { by: found.by, at: found.at.toISOString(), reason: (await openSealed<string>(ctx.tx, found.sealed)) ?? null } : null;
}
