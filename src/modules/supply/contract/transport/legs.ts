import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Day, Instant } from '#foundation/time.ts';
import { fromPaper } from '../papers/keyed.ts';
import { LineQty, Reason, Seals } from './shared.ts';

const CrossingId = z.string().regex(/^[a-z][a-z-]{1,40}$/);
const truck = {
  vehicleId: Id,
  driverId: Id,
  /** As it stands on the truck today; the vehicle's own unless told. */
  plate: z.string().trim().toUpperCase().min(2).max(20).optional(),
};
const way = {
  fromPlaceId: Id,
  toPlaceId: Id,
  crossingId: CrossingId.optional(),
  crossingDay: Day.optional(),
  plannedAt: Instant,
};

/** Sends a truck for a part of a shipment and gives it its waybill; driver and transporter are screened anew. */
export const planLeg = defineCommand({
  name: 'supply.plan-leg',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    legId: Id,
    shipmentId: Id,
    truckPlaceId: Id,
    ...truck,
    ...way,
    /** What it is to carry; a truck at the hub takes what is given to it there, and may be planned without. */
    lines: z.array(LineQty).max(500),
  }),
  result: z.strictObject({ legId: Id, waybill: z.string() }),
  scope: (input) => ({ kind: 'shipment', id: input.shipmentId }),
});

/** Another truck, driver, hour or load, before anything is loaded. */
export const changeLeg = defineCommand({
  name: 'supply.change-leg',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ legId: Id, ...truck, plannedAt: Instant, lines: z.array(LineQty).max(500) }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Takes a truck off the plan; its waybill's number stays spoilt. */
export const cancelLeg = defineCommand({
  name: 'supply.cancel-leg',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ legId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Another way, because a crossing closed or an authorisation lapsed: loaded or not, the goods stay where they are. */
export const rerouteLeg = defineCommand({
  name: 'supply.reroute-leg',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ legId: Id, toPlaceId: Id, crossingId: CrossingId.optional(), crossingDay: Day.optional(), reason: Reason }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

const loading = {
  legId: Id,
  documentId: Id,
  /** What went onto the truck; all that was planned unless told. */
  lines: z.array(LineQty).min(1).max(500).optional(),
  seals: Seals.default([]),
  /** From the signed loading sheet. */
  ...fromPaper,
};

/** Loads a truck from the store; refused until the border has accepted the load, and for what must not travel. */
export const loadTruck = defineCommand({
  name: 'supply.load-truck',
  version: 1,
  kind: 'decision',
  input: z.strictObject(loading),
  result: z.strictObject({ lines: z.int(), kg: z.int(), litres: z.int() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Tells that a truck has been loaded, whatever anybody had allowed; what should not have been opens an exception. */
export const recordLoading = defineCommand({
  name: 'supply.record-loading',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject(loading),
  result: z.strictObject({ lines: z.int(), kg: z.int(), litres: z.int() }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** A truck has left; what nobody had booked onto it is booked now. */
export const recordDeparture = defineCommand({
  name: 'supply.record-departure',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject(loading),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Each night: trucks that came to their end some time ago and are empty leave the list of places where goods lie. */
export const closeTrucks = defineCommand({
  name: 'supply.close-trucks',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  result: z.strictObject({ closed: z.int() }),
  scope: () => 'mission',
});
