import { answer, handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { listSites } from '../contract/sites.ts';
import { liftWaiver, listUnnamedSites, reviewWaivers, waiveVisibility } from '../contract/waivers.ts';
import { findWaived, insertWaiver, liftWaiverRow, listUnnamedSiteRows, listWaiverRows } from './waivers.repo.ts';

export const handleWaive = handle(waiveVisibility, async (ctx, input) => {
  if (!input.area && !input.orgId) throw problems.problem('waiver-of-nothing');
  await insertWaiver.run(ctx.tx, {
    id: input.waiverId,
    area: input.area || null,
    orgId: input.orgId ?? null,
    fromDay: input.fromDay,
    toDay: input.toDay ?? null,
    reason: input.reason,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  ctx.touch('visibility-waiver', input.waiverId);
  if (input.orgId) ctx.touch('org', input.orgId);
  return {};
});

export const handleLiftWaiver = handle(liftWaiver, async (ctx, input) => {
  if ((await liftWaiverRow.run(ctx.tx, { id: input.waiverId, at: ctx.now.toISOString() })) === 0)
    throw problems.problem('waiver-not-found');
  ctx.touch('visibility-waiver', input.waiverId);
  return {};
});

export const answerReviewWaivers = answer(reviewWaivers, async (ctx, input) => {
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const { sort, limit, offset } = input;
  const rows = await listWaiverRows.all(ctx.tx, { inForce: input.inForce ?? null, day, sort, limit, offset });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});

export const answerListUnnamedSites = answer(listUnnamedSites, async (ctx, input) => {
  const reach = ctx.reach(listSites.name, { areas: 'a.lineage', site: 's.id', org: 's.custodian_id', response: 's.response_id' });
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const rows = await listUnnamedSiteRows.all(ctx.tx, { reach, siteId: input.siteId ?? null, day });
  return { rows: rows.map((row) => row.id) };
});

/**
 * Whether names and logos of agencies and donors stay off what this organisation, or anybody in this area, can see: labels,
 * waybills, cards, public views. Every paper and label asks before it says whose the goods are.
 * @param lineage P-codes from the root to the area.
 */
export async function isWaived(ctx: RequestContext, orgId: string | null, lineage: readonly string[]): Promise<boolean> {
  return (await findWaived.one(ctx.tx, { orgId, lineage, day: dayIn(ctx.mission.timeZone, ctx.now) })).waived;
}
