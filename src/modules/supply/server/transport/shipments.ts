import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { holdGoods, placeOf, voidGoodsHolds } from '#kernel/goods/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import type * as z from 'zod';
import { shipmentCancelled } from '../../contract/transport/events.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { cancelShipment, planShipment, setUnits } from '../../contract/transport/shipments.ts';
import { ssccIsRight } from '../../domain/transport/sscc.ts';
import { cancelShipmentRow, findHolds, findShipment, findUnder, insertShipment, lockShipment, replaceUnits } from './shipments.repo.ts';
import type { LineWrite, ShipmentFound } from './shipments.repo.ts';

type Planned = z.output<typeof planShipment.input>;

export const handlePlanShipment = handle(planShipment, async (ctx, input) => {
  const [origin, consignee] = [await placeOf(ctx, input.originPlaceId), await placeOf(ctx, input.consigneePlaceId)];
  for (const place of [origin, consignee]) {
    if (place.kind === 'truck' || place.status === 'closed') throw transportProblems.problem('place-unfit', { place: place.code });
  }
  const lines = await linesOf(ctx, input);
  const number = await takeNumber(ctx, { kind: 'SH', office: input.office, subject: { kind: 'shipment', id: input.shipmentId } });
  await insertShipment.run(ctx.tx, {
    id: input.shipmentId,
    number,
    originPlaceId: origin.id,
    consigneePlaceId: consignee.id,
    consigneeOrgId: consignee.orgId,
    plannedOn: input.plannedOn,
    responseId: input.responseId ?? null,
    note: input.note || null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    lines,
  });
  const own = input.lines.flatMap((line) => ('ownHoldId' in line ? [{ id: line.ownHoldId, at: line.at, qty: line.qty }] : []));
  if (own.length > 0) await holdGoods(ctx, { holds: own, priority: 60, purpose: `shipment ${number}` });
  ctx.touch('shipment', input.shipmentId);
  return { shipmentId: input.shipmentId, number };
});

/** Lines as they are kept: what was promised by an allocation, or taken directly from a place under the origin. */
async function linesOf(ctx: CommandContext, input: Planned): Promise<LineWrite[]> {
  const under = input.originPlaceId;
  const holdIds = input.lines.flatMap((line) => ('holdId' in line ? [line.holdId] : []));
  const holds = holdIds.length > 0 ? await findHolds.all(ctx.tx, { ids: holdIds, under }) : [];
  const byId = new Map(holds.map((hold) => [hold.id, hold]));
  const places = input.lines.flatMap((line) => ('at' in line ? [line.at.place] : []));
  const here = new Set(places.length > 0 ? (await findUnder.all(ctx.tx, { ids: places, under })).map((row) => row.id) : []);
  return input.lines.map((line, at): LineWrite => {
    if ('holdId' in line) {
      const hold = byId.get(line.holdId);
      if (!hold) throw transportProblems.problem('hold-not-open', { hold: line.holdId });
      if (!hold.here) throw transportProblems.problem('stock-elsewhere', { line: at + 1 });
      const { item, lot, place, grant, condition, owner, qty } = hold;
      const what = { item_id: item, lot_id: lot, place_id: place, grant_id: grant, condition, owner, qty };
      return { id: line.lineId, line_no: at + 1, ...what, hold_id: hold.id, live_hold_id: hold.id, reason: null };
    }
    if (!here.has(line.at.place)) throw transportProblems.problem('stock-elsewhere', { line: at + 1 });
    const { item, lot = null, place, grant = null, condition, owner } = line.at;
    const what = { item_id: item, lot_id: lot, place_id: place, grant_id: grant, condition, owner, qty: line.qty };
    return { id: line.lineId, line_no: at + 1, ...what, hold_id: null, live_hold_id: line.ownHoldId, reason: line.reason };
  });
}

/** A shipment with its lines, locked; throws `supply.shipment-not-found`. */
export async function getShipmentLocked(ctx: CommandContext, id: string): Promise<ShipmentFound> {
  await lockShipment.run(ctx.tx, { id });
  const shipment = await findShipment.maybe(ctx.tx, { id });
  if (!shipment) throw transportProblems.problem('shipment-not-found');
  if (shipment.state === 'cancelled') throw transportProblems.problem('shipment-cancelled', { shipment: shipment.number });
  return shipment;
}

export const handleCancelShipment = handle(cancelShipment, async (ctx, input) => {
  const shipment = await getShipmentLocked(ctx, input.shipmentId);
  if (shipment.state !== 'planned') throw transportProblems.problem('shipment-under-way', { shipment: shipment.number });
  await cancelShipmentRow.run(ctx.tx, { id: shipment.id, reason: input.reason });
  // The promises of allocations belong to whoever made them; those of its own end with the shipment.
  const own = shipment.lines.flatMap((line) => (line.holdId === null && line.liveHoldId ? [line.liveHoldId] : []));
  if (own.length > 0) await voidGoodsHolds(ctx, own);
  const lines = shipment.lines.map(({ lineId, holdId, itemId, qty }) => ({ lineId, holdId, itemId, qty }));
  ctx.emit(shipmentCancelled, { shipmentId: shipment.id, lines });
  ctx.touch('shipment', shipment.id);
  return {};
});

export const handleSetUnits = handle(setUnits, async (ctx, input) => {
  const shipment = await getShipmentLocked(ctx, input.shipmentId);
  const lines = new Map(shipment.lines.map((line) => [line.lineId, { code: line.itemCode, left: line.qty }]));
  for (const unit of input.units) {
    if (unit.sscc && !ssccIsRight(unit.sscc)) throw transportProblems.problem('sscc-wrong', { sscc: unit.sscc });
    for (const { lineId, qty } of unit.contents) {
      const line = lines.get(lineId);
      if (!line) throw transportProblems.problem('line-not-found', { line: lineId });
      if (qty > line.left) throw transportProblems.problem('line-overdrawn', { item: line.code, asked: qty, left: line.left });
      line.left -= qty;
    }
  }
  await replaceUnits.run(ctx.tx, {
    shipmentId: shipment.id,
    units: input.units.map((unit) => ({
      id: unit.unitId,
      kind: unit.kind,
      code: unit.code,
      sscc: unit.sscc ?? null,
      leg_id: unit.legId ?? null,
      gross_weight_g: unit.grossWeightG ?? null,
      volume_cm3: unit.volumeCm3 ?? null,
      contents: unit.contents,
    })),
  });
  ctx.touch('shipment', shipment.id);
  return {};
});
