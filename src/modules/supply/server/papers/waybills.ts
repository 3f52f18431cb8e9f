import { signer } from '#foundation/keys/signer.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { getCustomsLines, getWaybillPrint, listWaybillPrints, paperProblems, printWaybill } from '../../contract/papers/waybills.ts';
import { waybillCodeKind } from '../../contract/transport/field.ts';
import type { WaybillCode } from '../../contract/transport/field.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { findToPrint, insertPrint, listCustoms, listPrints, lockLegPrints } from './waybills.repo.ts';
import type { PrintFound, ToPrint } from './waybills.repo.ts';

/** By codes alone: whoever finds the paper learns neither whose the goods are nor who keeps the store. */
const contentOf = (found: ToPrint): WaybillCode => ({
  n: found.waybill,
  s: found.shipment,
  f: found.from_code,
  t: found.to_code,
  l: found.lines.map((line) => (line.lot ? [line.line_no, line.item, line.qty, line.lot] : [line.line_no, line.item, line.qty])),
});

export const handlePrintWaybill = handle(printWaybill, async (ctx, input) => {
  await lockLegPrints.run(ctx.tx, { legId: input.legId });
  const found = await findToPrint.maybe(ctx.tx, { legId: input.legId });
  if (!found) throw transportProblems.problem('leg-not-found');
  if (found.state === 'cancelled') throw paperProblems.problem('waybill-cancelled', { waybill: found.waybill });
  const former = await listPrints.all(ctx.tx, { legId: input.legId });
  const copy = former.length + 1;
  if (copy > 1 && !input.reason) throw paperProblems.problem('reprint-reason-missing', { copies: former.length });
  await insertPrint.run(ctx.tx, {
    id: input.printId,
    legId: input.legId,
    copy,
    code: await signer().sign(ctx.tx, waybillCodeKind, contentOf(found), ctx.now),
    reason: copy > 1 ? input.reason! : null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  ctx.touch('shipment-leg', input.legId);
  return { copy };
});

const shown = ({ id, copy, reason, by, at }: PrintFound) => ({ id, copy, reason, by, at: at.toISOString() });

export const answerListPrints = answer(listWaybillPrints, async (ctx, input) => ({
  rows: (await listPrints.all(ctx.tx, { legId: input.legId })).map(shown),
}));

export const answerGetPrint = answer(getWaybillPrint, async (ctx, input) => {
  const found = (await listPrints.all(ctx.tx, { legId: input.legId })).find((print) => print.id === input.printId);
  if (!found) throw paperProblems.problem('waybill-print-not-found');
  return { ...shown(found), code: found.code };
});

export const answerCustomsLines = answer(getCustomsLines, async (ctx, input) => ({
  rows: (await listCustoms.all(ctx.tx, { legId: input.legId })).map(({ cost, currency, ...row }) => ({
    ...row,
    unitCost: cost !== null && currency !== null ? { minor: Number(cost), currency } : null,
  })),
}));
