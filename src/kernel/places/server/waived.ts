import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { findWaived } from './waived.repo.ts';

/**
 * Whether names and logos of agencies and donors stay off what this organisation, or anybody in this area, can see: labels,
 * waybills, cards, public views. Every paper and label asks before it says whose the goods are.
 * @param lineage P-codes from the root to the area.
 */
export async function isWaived(ctx: RequestContext, orgId: string | null, lineage: readonly string[]): Promise<boolean> {
  return (await findWaived.one(ctx.tx, { orgId, lineage, day: dayIn(ctx.mission.timeZone, ctx.now) })).waived;
}
