import * as z from 'zod';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';

const Qty = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A line of a shipment with what moved, in the item's smallest unit; `holdId` is the promise it kept, when it came from an allocation. */
export const MovedLine = z.strictObject({ lineId: Id, holdId: Id.nullable(), itemId: Id, qty: Qty });

/** Goods have gone from a store onto a truck; the promises named have ended with it, also where less was loaded than promised. */
export const loaded = defineEvent({
  name: 'supply.loaded',
  payload: z.strictObject({ shipmentId: Id, legId: Id, waybill: z.string(), lines: z.array(MovedLine) }),
});

/** A truck has left. */
export const departed = defineEvent({ name: 'supply.departed', payload: z.strictObject({ shipmentId: Id, legId: Id }) });

/** A truck was received: sent = good + damaged + missing - extra, for each line. */
export const delivered = defineEvent({
  name: 'supply.delivered',
  payload: z.strictObject({
    shipmentId: Id,
    legId: Id,
    deliveryId: Id,
    placeId: Id,
    /** True when the goods came back instead of reaching the consignee. */
    returned: z.boolean(),
    lines: z.array(z.strictObject({ lineId: Id, holdId: Id.nullable(), itemId: Id, good: Qty, damaged: Qty, missing: Qty, extra: Qty })),
  }),
});

/** A shipment will not go; what it had not loaded is free again for whoever asked for it. */
export const shipmentCancelled = defineEvent({
  name: 'supply.shipment-cancelled',
  payload: z.strictObject({ shipmentId: Id, lines: z.array(MovedLine) }),
});

/** What was counted is not what was sent. */
export const discrepancyOpened = defineEvent({
  name: 'supply.discrepancy-opened',
  payload: z.strictObject({ discrepancyId: Id, shipmentId: Id, legId: Id }),
});

/** Both ends have closed a difference; what was found, paid and written off, in the items' smallest units. */
export const discrepancyClosed = defineEvent({
  name: 'supply.discrepancy-closed',
  payload: z.strictObject({ discrepancyId: Id, shipmentId: Id, legId: Id, found: Qty, paid: Qty, writtenOff: Qty }),
});
