import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { checkPaper, checkTickSheet } from '../../contract/transport/paper-checks.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { positionOfLeg } from './facts.ts';
import { findKeyed, findKeyedSheet, insertCheck, insertSheetCheck } from './paper-checks.repo.ts';

/** Figures that do not agree with their paper stay, and somebody is asked to key it again. */
const misKeyed = 'supply.paper-misread';

interface Keyed {
  readonly id: string;
  /** By which people find the paper. */
  readonly number: string;
  readonly fromPaper: boolean;
  readonly checked: boolean;
  readonly keyedBy: string;
}
interface Said {
  readonly agrees: boolean;
  readonly note?: string | undefined;
}

/** A second person says of figures keyed from paper whether they agree, once, and where they do not, why. */
function mustBeSecond(ctx: CommandContext, { number, ...keyed }: Keyed, said: Said): void {
  if (!keyed.fromPaper) throw transportProblems.problem('not-from-paper', { number });
  if (keyed.checked) throw transportProblems.problem('paper-checked', { number });
  if (keyed.keyedBy === ctx.actor.userId) throw transportProblems.problem('checker-same', { number });
  if (!said.agrees && !said.note) throw transportProblems.problem('check-note-missing');
}

const checkOf = (ctx: CommandContext, { id, keyedBy }: Keyed, { agrees, note }: Said) => ({
  id,
  keyedBy,
  agrees,
  note: note ?? null,
  by: ctx.actor.userId,
  at: ctx.now.toISOString(),
  commandId: ctx.command.id,
});

async function askAgain(ctx: CommandContext, legId: string, figures: { number: string; waybill: string; shipment: string }) {
  const position = await positionOfLeg(ctx, legId);
  await ctx.raise({ kind: misKeyed, subject: { kind: 'shipment-leg', id: legId }, figures, position });
}

export const handleCheckPaper = handle(checkPaper, async (ctx, input) => {
  const keyed = await findKeyed.maybe(ctx.tx, { id: input.deliveryId });
  if (!keyed) throw transportProblems.problem('delivery-not-found');
  const { id, number, waybill, shipment, legId } = keyed;
  mustBeSecond(ctx, keyed, input);
  await insertCheck.run(ctx.tx, checkOf(ctx, keyed, input));
  ctx.touch('delivery', id);
  ctx.touch('shipment-leg', legId);
  if (!input.agrees) await askAgain(ctx, legId, { number, waybill, shipment });
  return {};
});

export const handleCheckTickSheet = handle(checkTickSheet, async (ctx, input) => {
  const { legId } = input;
  const keyed = await findKeyedSheet.maybe(ctx.tx, { id: input.factId, legId });
  if (!keyed) throw transportProblems.problem('leg-not-found');
  const { number, waybill, shipment } = keyed;
  mustBeSecond(ctx, keyed, input);
  await insertSheetCheck.run(ctx.tx, checkOf(ctx, keyed, input));
  ctx.touch('shipment-leg', legId);
  if (!input.agrees) await askAgain(ctx, legId, { number, waybill, shipment });
  return {};
});
