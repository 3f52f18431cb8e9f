import type { RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { findOutsider } from './users.repo.ts';

/**
 * The organisation whose records alone this user may see; null for the mission's own people. It stands beside the reach: a
 * partner's user who holds a right for a site or an area still sees nothing of other partners.
 */
export async function onlyOrg(ctx: RequestContext): Promise<string | null> {
  return (await findOutsider.maybe(ctx.tx, { userId: ctx.actor.userId }))?.org_id ?? null;
}

/** Refuses what belongs to another organisation than an outsider's own, or to none. */
export async function mustBeOwn(ctx: RequestContext, orgId: string | null, permission: string): Promise<void> {
  const only = await onlyOrg(ctx);
  if (only !== null && only !== orgId) throw commonProblems.problem('not-permitted', { permission });
}
