import { signer } from '#foundation/keys/signer.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { itemsOf } from '#kernel/goods/server/index.ts';
import { WaybillCode, receiveByWaybill, recordRefusal, waybillCodeKind } from '../../contract/transport/field.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { deliveryRefused, keepAccount, whyOf } from './deliveries.ts';
import { getLegLocked, positionOfLeg, tellFacts } from './facts.ts';
import { findByWaybill } from './field.repo.ts';
import type { WaybillFound } from './field.repo.ts';
import { linkPhotos, requireLines } from './road.ts';

export const handleReceiveByWaybill = handle(receiveByWaybill, async (ctx, input) => {
  const found = await findByWaybill.maybe(ctx.tx, { waybill: input.waybill });
  if (!found) throw transportProblems.problem('leg-not-found');
  const { waybill, code, lines, placeId, ...rest } = input;
  const byNumber = new Map(found.lines.map((line) => [line.lineNo, line]));
  const counted = lines.map(({ lineNo, item, ...count }) => {
    const line = byNumber.get(lineNo);
    // Another paper's line: a person must say what was meant.
    if (!line || line.item !== item) throw transportProblems.problem('line-not-found', { line: lineNo });
    return { lineId: line.lineId, ...count };
  });
  const doubt = code === undefined ? 'typed' : await doubtOf(ctx, waybill, code);
  if (doubt) await raiseDoubt(ctx, found, waybill, doubt);
  return keepAccount(ctx, {
    ...rest,
    legId: found.legId,
    placeId: placeId ?? found.toPlaceId,
    returned: false,
    lines: counted,
    units: [],
    fromPaper: false,
  });
});

/** Why a code proves nothing for this waybill; undefined when the mission signed just that. */
async function doubtOf(ctx: CommandContext, waybill: string, code: string): Promise<string | undefined> {
  try {
    const content = WaybillCode.parse(await signer().open(ctx.tx, waybillCodeKind, code));
    return content.n === waybill ? undefined : 'other-waybill';
  } catch (error) {
    return error instanceof Problem ? error.code.slice(error.code.indexOf('.') + 1) : 'unreadable';
  }
}

async function raiseDoubt(ctx: CommandContext, { legId, shipmentNumber }: WaybillFound, waybill: string, reason: string): Promise<void> {
  if (reason === 'typed') return;
  await ctx.raise({
    kind: 'supply.waybill-doubtful',
    subject: { kind: 'shipment-leg', id: legId },
    figures: { waybill, reason, shipment: shipmentNumber },
    position: await positionOfLeg(ctx, legId),
  });
}

export const handleRecordRefusal = handle(recordRefusal, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  const lineIds = input.lineIds ?? leg.lines.map((line) => line.lineId);
  requireLines(
    leg,
    lineIds.map((lineId) => ({ lineId })),
  );
  const refused = leg.lines.filter((line) => lineIds.includes(line.lineId)).map((line) => line.item);
  const items = await itemsOf(ctx, [...new Set(refused)]);
  // Names and the exact point stay in the sealed command.
  const data = { reason: input.reason, lineIds, ...(input.note ? { note: input.note } : {}) };
  await tellFacts(ctx, [{ leg, kind: 'refused', data }]);
  const pictures = [...input.photos, ...input.signatures.flatMap((row) => (row.fileId ? [row.fileId] : []))];
  await linkPhotos(ctx, { kind: 'shipment-leg', id: leg.id }, pictures);
  await ctx.raise({
    kind: deliveryRefused,
    subject: { kind: 'shipment-leg', id: leg.id },
    figures: {
      waybill: leg.waybill,
      shipment: leg.shipmentNumber,
      reason: input.reason,
      why: whyOf(input.reason),
      items: [...items.values()].map((item) => item.code),
    },
    position: await positionOfLeg(ctx, leg.id),
  });
  return {};
});
