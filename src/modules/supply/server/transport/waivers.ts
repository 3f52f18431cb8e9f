import { answer, handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { liftWaiver, listWaivers, waiveVisibility } from '../../contract/transport/waivers.ts';
import { insertWaiver, liftWaiverRow, listWaiverRows } from './waivers.repo.ts';

export const handleWaive = handle(waiveVisibility, async (ctx, input) => {
  if (!input.area && !input.orgId) throw transportProblems.problem('waiver-of-nothing');
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
    throw transportProblems.problem('waiver-not-found');
  ctx.touch('visibility-waiver', input.waiverId);
  return {};
});

export const answerListWaivers = answer(listWaivers, async (ctx, input) => {
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const { sort, limit, offset } = input;
  const rows = await listWaiverRows.all(ctx.tx, { inForce: input.inForce ?? null, day, sort, limit, offset });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});
