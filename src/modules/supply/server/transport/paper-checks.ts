import { handle } from '#foundation/pipeline/context.ts';
import { checkPaper } from '../../contract/transport/paper-checks.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { positionOfLeg } from './facts.ts';
import { findKeyed, insertCheck } from './paper-checks.repo.ts';

/** Figures that do not agree with their paper stay, and somebody is asked to key it again. */
const misKeyed = 'supply.paper-misread';

export const handleCheckPaper = handle(checkPaper, async (ctx, input) => {
  const keyed = await findKeyed.maybe(ctx.tx, { id: input.deliveryId });
  if (!keyed) throw transportProblems.problem('delivery-not-found');
  const { number, waybill, shipment, legId } = keyed;
  if (!keyed.fromPaper) throw transportProblems.problem('not-from-paper', { number });
  if (keyed.checked) throw transportProblems.problem('paper-checked', { number });
  if (keyed.keyedBy === ctx.actor.userId) throw transportProblems.problem('checker-same', { number });
  if (!input.agrees && !input.note) throw transportProblems.problem('check-note-missing');
  await insertCheck.run(ctx.tx, {
    id: input.deliveryId,
    keyedBy: keyed.keyedBy,
    agrees: input.agrees,
    note: input.note ?? null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    commandId: ctx.command.id,
  });
  ctx.touch('delivery', input.deliveryId);
  ctx.touch('shipment-leg', legId);
  if (!input.agrees)
    await ctx.raise({
      kind: misKeyed,
      subject: { kind: 'shipment-leg', id: legId },
      figures: { number, waybill, shipment },
      position: await positionOfLeg(ctx, legId),
    });
  return {};
});
