import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Condition, Owner } from '#kernel/goods/contract/shared.ts';
import { Keyed } from '../papers/keyed.ts';
import { Names, Count, ItemName, Note, Office, OrgName, PlaceName, Qty, Reason } from './shared.ts';

/** Live positions and future movements: dispatch and security hold it, nobody else; authorities and donors never can. */
export const seeMovements = { name: 'supply.see-movements', opens: 'live-positions' } as const;

/** Goods out of an allocation, whole, by its promise. */
const FromHold = z.strictObject({ lineId: Id, holdId: Id });
/** Goods taken directly from stock, with the reason why no request stands behind them. */
const FromStock = z.strictObject({
  lineId: Id,
  at: z.strictObject({ item: Id, lot: Id.optional(), place: Id, grant: Id.optional(), condition: Condition, owner: Owner }),
  qty: Qty,
  /** The promise that this line makes for itself until it is loaded. */
  ownHoldId: Id,
  reason: Reason,
});
export const PlannedLine = z.union([FromHold, FromStock]);

/** Plans a consignment from a store to a consignee; what it takes directly from stock is promised at once. */
export const planShipment = defineCommand({
  name: 'supply.plan-shipment',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    shipmentId: Id,
    office: Office,
    originPlaceId: Id,
    consigneePlaceId: Id,
    plannedOn: Day,
    responseId: Id.optional(),
    note: Note.optional(),
    lines: z.array(PlannedLine).min(1).max(500),
  }),
  result: z.strictObject({ shipmentId: Id, number: z.string() }),
  scope: (input) => ({ kind: 'stock-place', id: input.originPlaceId }),
});

/** Calls off a shipment of which nothing has been loaded. */
export const cancelShipment = defineCommand({
  name: 'supply.cancel-shipment',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ shipmentId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'shipment', id: input.shipmentId }),
});

export const unitKinds = ['pallet', 'carton', 'bale', 'crate', 'bag', 'drum', 'loose'] as const;
export const HandlingUnit = z.strictObject({
  unitId: Id,
  kind: z.enum(unitKinds),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9./-]{0,29}$/),
  sscc: z
    .string()
    .regex(/^\d{18}$/)
    .optional(),
  legId: Id.optional(),
  grossWeightG: z.int().min(1).max(50_000_000).optional(),
  volumeCm3: z.int().min(1).max(100_000_000).optional(),
  contents: z.array(z.strictObject({ lineId: Id, qty: Qty })).max(100),
});

/** Says what stands on which pallet or in which carton, all of the shipment's at once. */
export const setUnits = defineCommand({
  name: 'supply.set-units',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ shipmentId: Id, units: z.array(HandlingUnit).max(2000) }),
  scope: (input) => ({ kind: 'shipment', id: input.shipmentId }),
});

const Loadable = z.strictObject({
  /** Of an allocation; null for stock that nobody was promised. */
  holdId: Id.nullable(),
  purpose: z.string().nullable(),
  /** The request that it was promised to, and where that goes. */
  request: z.strictObject({ number: z.string(), site: Names }).nullable(),
  item: ItemName,
  lotId: Id.nullable(),
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  place: PlaceName,
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  condition: Condition,
  owner: z.string(),
  qty: Count,
  weightG: z.number().nullable(),
  volumeCm3: z.number().nullable(),
});

/** What may be put on a shipment from a store: allocations that wait for a truck, and free stock. */
export const listLoadable = defineQuery({
  name: 'supply.list-loadable',
  permission: planShipment.name,
  input: z.strictObject({ placeId: Id, free: z.boolean().default(false), search: z.string().max(100).optional() }),
  output: z.strictObject({ rows: z.array(Loadable) }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

export const shipmentStates = ['planned', 'loading', 'moving', 'received', 'returned', 'cancelled'] as const;
const ShipmentRow = z.strictObject({
  id: Id,
  number: z.string(),
  origin: PlaceName,
  consignee: PlaceName,
  consigneeOrg: OrgName.nullable(),
  plannedOn: Day,
  state: z.enum(shipmentStates),
  lines: z.int(),
  trucks: z.int(),
  /** What the lines weigh and fill, where the catalogue knows it; rounded to whole kilograms and litres. */
  kg: z.int(),
  litres: z.int(),
  discrepancies: z.int(),
  /** Sheets keyed from paper by others that wait for a second person. */
  sheets: z.int(),
});

/** Consignments within reach, with those that have not left yet. */
export const listShipments = defineQuery({
  name: 'supply.list-shipments',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(60).optional(),
    states: z.array(z.enum(shipmentStates)).max(6).optional(),
    from: Day.optional(),
    to: Day.optional(),
    placeId: Id.optional(),
    sheetsToCheck: z.boolean().optional(),
  }),
  output: pageOf(ShipmentRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'plannedOn', type: 'date' },
    { key: 'origin', type: 'names' },
    { key: 'consignee', type: 'names' },
    { key: 'consigneeOrg', type: 'names' },
    { key: 'state', type: 'code', words: 'supply.shipment-' },
    { key: 'lines', type: 'number' },
    { key: 'trucks', type: 'number' },
    { key: 'kg', type: 'number' },
    { key: 'litres', type: 'number' },
    { key: 'discrepancies', type: 'number' },
    { key: 'sheets', type: 'number' },
  ],
});

const LineShown = z.strictObject({
  id: Id,
  lineNo: z.int(),
  item: ItemName,
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  place: PlaceName,
  grantCode: z.string().nullable(),
  condition: Condition,
  owner: z.string(),
  qty: z.int(),
  /** Not yet given to a truck. */
  unassigned: z.int(),
  allocated: z.boolean(),
  reason: z.string().nullable(),
  weightG: z.number().nullable(),
  volumeCm3: z.number().nullable(),
});
export const LegLineShown = z.strictObject({
  lineId: Id,
  planned: z.int(),
  loaded: z.int().nullable(),
  aboardGood: z.int(),
  aboardDamaged: z.int(),
  lost: z.int(),
  answer: z.enum(['waiting', 'accepted', 'refused']).nullable(),
});
export const FactShown = z.strictObject({
  id: Id,
  kind: z.string(),
  at: Instant,
  recordedAt: Instant,
  by: z.string(),
  commandId: Id,
  documentId: Id.nullable(),
  data: z.record(z.string(), z.unknown()),
  /** Of a loading sheet, or of the monitors' sheet at the hub. */
  keyed: Keyed,
});
export const LegShown = z.strictObject({
  id: Id,
  legNo: z.int(),
  waybill: z.string(),
  state: z.string(),
  stateAt: Instant.nullable(),
  from: PlaceName,
  to: PlaceName,
  crossingId: z.string().nullable(),
  crossingNames: Names.nullable(),
  crossingDay: Day.nullable(),
  /** What is known of the gate on that day. */
  crossingStatus: z.string().nullable(),
  vehicleId: Id,
  plate: z.string(),
  transporter: OrgName,
  driverId: Id,
  plannedAt: Instant,
  departedAt: Instant.nullable(),
  seals: z.array(z.string()),
  kg: z.int(),
  litres: z.int(),
  maxKg: z.int(),
  maxLitres: z.int(),
  parents: z.array(Id),
  lines: z.array(LegLineShown),
  papers: z.array(z.strictObject({ id: Id, kind: z.string(), reference: z.string(), issuedOn: Day })),
  facts: z.array(FactShown),
  /** Why it cannot be loaded now, as a problem's code and figures; null: it can, or it is past loading. */
  notToLoad: z
    .strictObject({
      code: z.string(),
      figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
    })
    .nullable(),
});

/** One shipment with its trucks and all that was told of them. */
export const getShipment = defineQuery({
  name: 'supply.get-shipment',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({ shipmentId: Id }),
  output: z.strictObject({
    id: Id,
    number: z.string(),
    origin: PlaceName,
    consignee: PlaceName,
    consigneeOrg: OrgName.nullable(),
    plannedOn: Day,
    state: z.enum(shipmentStates),
    note: z.string().nullable(),
    cancelReason: z.string().nullable(),
    /** Agency and donor names stay off its papers. */
    waived: z.boolean(),
    lines: z.array(LineShown),
    legs: z.array(LegShown),
    units: z.array(HandlingUnit),
    deliveries: z.array(z.strictObject({ id: Id, number: z.string(), legId: Id, kind: z.string(), side: z.string(), at: Instant })),
    discrepancies: z.array(z.strictObject({ id: Id, number: z.string(), legId: Id, stage: z.string(), state: z.string() })),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'shipment', id: input.shipmentId }),
});
export type ShipmentShown = z.output<typeof getShipment.output>;
export type LegShownRow = z.output<typeof LegShown>;
