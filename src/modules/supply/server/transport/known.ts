import { Id } from '#foundation/ids.ts';
import type { RecordRule } from '#foundation/pipeline/context.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { findWaybillLeg } from './field.repo.ts';
import { findKnown } from './known.repo.ts';
import { findShipmentPosition } from './positions.repo.ts';
import { legReach, roadKnown, truckKnown } from './reach.repo.ts';

/** A note may be asked of under any text. */
const isId = (text: string) => Id.safeParse(text).success;

/** A picture, a word or a step of the history tells where a truck is as plainly as a row does: it is shown when the row is. */
const isTruckKnown: RecordRule = async (ctx, { id }) =>
  isId(id) && ((await findKnown.maybe(ctx.tx, { id, known: truckKnown(ctx, legReach), road: roadKnown(ctx, legReach) }))?.known ?? false);

/** What hangs to records of the road; those that only a page for who sees movements shows are told to nobody else. */
export const recordRules: Readonly<Record<string, RecordRule>> = {
  'shipment-leg': isTruckKnown,
  delivery: isTruckKnown,
  discrepancy: isTruckKnown,
  waybill: async (ctx, { kind, id }) => {
    const leg = await findWaybillLeg.maybe(ctx.tx, { waybill: id });
    return leg !== undefined && isTruckKnown(ctx, { kind, id: leg.id });
  },
  shipment: async (ctx, { id }) => isId(id) && ctx.can(seeMovements.name, (await findShipmentPosition.maybe(ctx.tx, { id })) ?? {}),
  'border-notification': async (ctx) => ctx.can(seeMovements.name, {}),
};
