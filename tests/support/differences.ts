import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { recordDelivery } from '#modules/supply/contract/transport/deliveries.ts';
import { allocate, leg, load, plan, receipt, stock, straight } from './convoy.ts';
import type { Convoy } from './convoy.ts';
import type { TestMission } from './mission.ts';

/** What a refusal of the supply room looks like. */
export const refused = (type: string, figures?: object) => ({
  state: 'refused',
  problem: { type: `supply.${type}`, ...(figures ? { figures } : {}) },
});

/** A truck of one item on its way to the partner's store. */
export async function sentTruck(convoy: Convoy, qty = 1000) {
  const item = await stock(convoy, qty);
  const shipment = await plan(convoy, [await allocate(convoy, item, qty)]);
  const line = shipment.lines[0]!;
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty }], straight(convoy));
  await load(convoy, truck.legId);
  return { item, line, ...shipment, ...truck };
}

/** Received short or damaged by the partner, with the case that opened. */
export async function shortTruck(
  mission: TestMission,
  convoy: Convoy,
  { qty, good, damaged = 0 }: { qty: number; good: number; damaged?: number },
) {
  const truck = await sentTruck(convoy, qty);
  const told = receipt(convoy, truck.legId, [{ lineId: truck.line, good, damaged }]);
  const answer = await mission.apply(recordDelivery, told, { as: convoy.partnerUser });
  return { ...truck, discrepancyId: answer.discrepancyId! };
}

type Ending = 'found' | 'transporter-pays' | 'written-off' | 'counted-again';

/** How a part of a difference is proposed to end. */
export const outcomeOf = (discrepancyId: Id, lineId: Id, over: { outcome: Ending; qty: number; placeId?: Id }) => ({
  discrepancyId,
  outcomeId: newId(),
  documentId: newId(),
  lineId,
  note: 'as agreed',
  ...over,
});
