import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { problems } from '../../contract/requests/problems.ts';
import { findItemsOf, findOfficeCode, findOutsider } from './shared.repo.ts';

/** The mission's day. */
export const today = (ctx: RequestContext) => dayIn(ctx.mission.timeZone, ctx.now);

/**
 * The organisation whose records alone this user may see; null for the mission's own people. It stands beside the reach: a
 * partner's user who holds a right for a site or an area still sees nothing of other partners.
 */
export async function onlyOrg(ctx: RequestContext): Promise<string | null> {
  return (await findOutsider.maybe(ctx.tx, { userId: ctx.actor.userId }))?.org_id ?? null;
}

/** Refuses what belongs to another organisation than an outsider's own. */
export async function mustBeOwn(ctx: RequestContext, orgId: string, permission: string): Promise<void> {
  const only = await onlyOrg(ctx);
  if (only !== null && only !== orgId) throw commonProblems.problem('not-permitted', { permission });
}

/** Items that may be asked for: known and not retired. */
export async function mustBeItems(ctx: RequestContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await findItemsOf.all(ctx.tx, { ids: wanted });
  if (found.length < wanted.length) throw problems.problem('item-unknown', { items: wanted.length - found.length });
  const retired = found.find((item) => item.status === 'retired');
  if (retired) throw problems.problem('item-retired', { item: retired.code });
}

/** A number of the office nearest to where the goods go. */
export async function numberFor(ctx: CommandContext, kind: string, lineage: readonly string[], subject: { kind: string; id: string }) {
  const office = await findOfficeCode.maybe(ctx.tx, { lineage });
  return takeNumber(ctx, { kind, office: office?.code ?? 'MSN', subject });
}
