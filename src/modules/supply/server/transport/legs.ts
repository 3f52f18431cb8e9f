import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { parseNumber } from '#foundation/document-number.ts';
import { makeTruckPlace, placeOf } from '#kernel/goods/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { screening } from '#kernel/orgs/server/index.ts';
import { cancelLeg, changeLeg, planLeg, rerouteLeg } from '../../contract/transport/legs.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { isOver } from '../../domain/transport/leg.ts';
import { dropFromDrafts } from './border.repo.ts';
import { getLegLocked, tellFacts } from './facts.ts';
import { cancelLegRow, findDriver, insertLeg, rerouteLegRow, updateLeg } from './shipments.repo.ts';
import type { ShipmentFound } from './shipments.repo.ts';
import { getShipmentLocked } from './shipments.ts';
import { getVehicle } from './vehicles.ts';

interface TruckInput {
  readonly vehicleId: string;
  readonly driverId: string;
  readonly plate?: string | undefined;
}

/** The truck and its driver, fit to be sent: in use, of one transporter, and not on any list. */
async function fitTruck(ctx: CommandContext, input: TruckInput) {
  const vehicle = await getVehicle(ctx, input.vehicleId);
  if (vehicle.status !== 'active') throw transportProblems.problem('vehicle-retired', { plate: vehicle.plate });
  const driver = await findDriver.maybe(ctx.tx, { id: input.driverId });
  if (!driver) throw transportProblems.problem('driver-unknown');
  if (driver.org_id !== vehicle.org.id) throw transportProblems.problem('driver-of-another', { plate: vehicle.plate });
  await screening.requirePerson(ctx, input.driverId);
  return { orgId: vehicle.org.id, plate: input.plate ?? vehicle.plate };
}

/** Refuses to give more of a line to trucks than it holds; what goes on from the hub is given there. */
function requireLeft(shipment: ShipmentFound, lines: readonly { lineId: string; qty: number }[], mine: ReadonlyMap<string, number>): void {
  const byId = new Map(shipment.lines.map((line) => [line.lineId, line]));
  for (const { lineId, qty } of lines) {
    const line = byId.get(lineId);
    if (!line) throw transportProblems.problem('line-not-found', { line: lineId });
    const left = line.qty - line.assigned + (mine.get(lineId) ?? 0);
    if (qty > left) throw transportProblems.problem('line-overdrawn', { item: line.itemCode, asked: qty, left });
  }
}

export const handlePlanLeg = handle(planLeg, async (ctx, input) => {
  const shipment = await getShipmentLocked(ctx, input.shipmentId);
  await placeOf(ctx, input.fromPlaceId);
  const to = await placeOf(ctx, input.toPlaceId);
  if (to.kind === 'truck' || to.status === 'closed') throw transportProblems.problem('place-unfit', { place: to.code });
  if (input.fromPlaceId === shipment.originPlaceId) requireLeft(shipment, input.lines, new Map());
  else requireKnown(shipment, input.lines);
  const truck = await fitTruck(ctx, input);
  const office = parseNumber(shipment.number)!.office;
  const waybill = await takeNumber(ctx, { kind: 'WB', office, subject: { kind: 'shipment-leg', id: input.legId } });
  await makeTruckPlace(ctx, { id: input.truckPlaceId, code: waybill, nameEn: waybill });
  await insertLeg.run(ctx.tx, {
    id: input.legId,
    shipmentId: shipment.id,
    legNo: shipment.legs + 1,
    waybill,
    fromPlaceId: input.fromPlaceId,
    toPlaceId: input.toPlaceId,
    crossingId: input.crossingId ?? null,
    crossingDay: input.crossingDay ?? null,
    vehicleId: input.vehicleId,
    driverId: input.driverId,
    ...truck,
    truckPlaceId: input.truckPlaceId,
    plannedAt: input.plannedAt,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    lines: input.lines.map(({ lineId, qty }) => ({ line_id: lineId, qty })),
  });
  ctx.touch('shipment', shipment.id);
  ctx.touch('shipment-leg', input.legId);
  return { legId: input.legId, waybill };
});

function requireKnown(shipment: ShipmentFound, lines: readonly { lineId: string }[]): void {
  const known = new Set(shipment.lines.map((line) => line.lineId));
  const stranger = lines.find(({ lineId }) => !known.has(lineId));
  if (stranger) throw transportProblems.problem('line-not-found', { line: stranger.lineId });
}

export const handleChangeLeg = handle(changeLeg, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  if (leg.state !== 'planned') throw transportProblems.problem('leg-not-planned', { waybill: leg.waybill, state: leg.state });
  const shipment = await getShipmentLocked(ctx, leg.shipmentId);
  const mine = new Map(leg.lines.map((line) => [line.lineId, line.planned]));
  if (leg.fromPlaceId === leg.originPlaceId) requireLeft(shipment, input.lines, mine);
  else requireKnown(shipment, input.lines);
  const truck = await fitTruck(ctx, input);
  await updateLeg.run(ctx.tx, {
    id: leg.id,
    vehicleId: input.vehicleId,
    driverId: input.driverId,
    ...truck,
    plannedAt: input.plannedAt,
    lines: input.lines.map(({ lineId, qty }) => ({ line_id: lineId, qty })),
  });
  ctx.touch('shipment', leg.shipmentId);
  ctx.touch('shipment-leg', leg.id);
  return {};
});

export const handleCancelLeg = handle(cancelLeg, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  if ((await cancelLegRow.run(ctx.tx, { id: leg.id })) === 0)
    throw transportProblems.problem('leg-not-planned', { waybill: leg.waybill, state: leg.state });
  await dropFromDrafts.run(ctx.tx, { legId: leg.id });
  await ctx.settle('supply.crossing-closed', { kind: 'shipment-leg', id: leg.id });
  ctx.touch('shipment', leg.shipmentId);
  ctx.touch('shipment-leg', leg.id);
  return {};
});

export const handleRerouteLeg = handle(rerouteLeg, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  if (isOver(leg.state)) throw transportProblems.problem('leg-not-planned', { waybill: leg.waybill, state: leg.state });
  const to = await placeOf(ctx, input.toPlaceId);
  if (to.kind === 'truck' || to.status === 'closed') throw transportProblems.problem('place-unfit', { place: to.code });
  const way = { toPlaceId: to.id, crossingId: input.crossingId ?? null, crossingDay: input.crossingDay ?? null };
  await rerouteLegRow.run(ctx.tx, { id: leg.id, ...way });
  await dropFromDrafts.run(ctx.tx, { legId: leg.id });
  const before = { toPlaceId: leg.toPlaceId, crossingId: leg.crossingId, crossingDay: leg.crossingDay };
  await tellFacts(ctx, [{ leg, kind: 'rerouted', data: { before, after: way, reason: input.reason } }]);
  await ctx.settle('supply.crossing-closed', { kind: 'shipment-leg', id: leg.id });
  return {};
});
