import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Keyed } from '../papers/keyed.ts';
import { ItemName, Note, OfRefused, PlaceName, Point, Received, Signature, Stranger, refusalReasons } from './shared.ts';

export const unitStates = ['whole', 'opened', 'damaged', 'missing'] as const;

/**
 * What was received off a truck: counted good and damaged, and what was refused of a line and stays aboard; what is missing or
 * extra follows from what was sent. The first account of a line moves the goods; each later one is kept beside it, and where
 * they disagree one case is opened. What had been refused is counted once more where it comes to.
 */
export const recordDelivery = defineCommand({
  name: 'supply.record-delivery',
  // 2: a point says how accurate it is.
  version: 2,
  upcasters: { 1: (old) => old },
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    deliveryId: Id,
    documentId: Id,
    legId: Id,
    placeId: Id,
    /** The goods came back instead of reaching the consignee. */
    returned: z.boolean().default(false),
    /** Whatever came back, or was counted at another place, is what had been refused anyhow. */
    ofRefused: OfRefused,
    lines: z.array(Received).min(1).max(500),
    /** Goods that stood on no waybill. */
    strangers: z.array(Stranger).max(100).default([]),
    units: z
      .array(z.strictObject({ unitId: Id, state: z.enum(unitStates), note: Note.optional() }))
      .max(2000)
      .default([]),
    signatures: z.array(Signature).max(6).default([]),
    photos: z.array(Id).max(30).default([]),
    point: Point.optional(),
    /** Keyed from a signed paper that came later. */
    fromPaper: z.boolean().default(false),
    note: Note.optional(),
  }),
  result: z.strictObject({
    number: z.string(),
    /** False when another account had been first. */
    posted: z.boolean(),
    missing: z.int(),
    damaged: z.int(),
    extra: z.int(),
    refused: z.int(),
    discrepancyId: Id.nullable(),
  }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

const IncomingRow = z.strictObject({
  legId: Id,
  shipmentId: Id,
  shipmentNumber: z.string(),
  waybill: z.string(),
  place: PlaceName,
  lines: z.int(),
  items: z.array(ItemName),
  received: z.boolean(),
  receivedAt: Instant.nullable(),
  discrepancyId: Id.nullable(),
});

/**
 * What a store is to receive and what it has received: the load, never where the truck is. A truck shows from the moment it
 * was loaded, so that the store can take it in whenever it comes.
 */
export const listIncoming = defineQuery({
  name: 'supply.list-incoming',
  input: z.strictObject({ ...pageInput, open: z.boolean().optional() }),
  output: pageOf(IncomingRow),
  scope: () => 'any',
  columns: [
    { key: 'waybill', type: 'code' },
    { key: 'shipmentNumber', type: 'code' },
    { key: 'place', type: 'names' },
    { key: 'lines', type: 'number' },
    { key: 'received', type: 'boolean' },
    { key: 'receivedAt', type: 'instant' },
  ],
});

const IncomingLine = z.strictObject({
  lineId: Id,
  item: ItemName,
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  sent: z.int(),
  knownDamaged: z.int(),
  /** Counted already, in this or another account. */
  counted: z.boolean(),
  /** Refused there, and still on the truck. */
  refused: z.int(),
  units: z.array(z.strictObject({ unitId: Id, code: z.string(), sscc: z.string().nullable(), kind: z.string(), qty: z.int() })),
});
const AccountShown = z.strictObject({
  id: Id,
  number: z.string(),
  side: z.enum(['ours', 'theirs']),
  kind: z.enum(['delivery', 'return']),
  at: Instant,
  recordedAt: Instant,
  by: z.string(),
  /** Where it was counted: for what came back, where it came down. */
  place: PlaceName,
  keyed: Keyed,
  note: z.string().nullable(),
  posted: z.boolean(),
  lines: z.array(
    z.strictObject({
      lineId: Id.nullable(),
      item: ItemName,
      sent: z.int(),
      good: z.int(),
      damaged: z.int(),
      missing: z.int(),
      extra: z.int(),
      refused: z.int(),
      refusedFor: z.enum(refusalReasons).nullable(),
      posted: z.boolean(),
      note: z.string().nullable(),
    }),
  ),
  photos: z.array(Id),
});

/** One truck's load as the receiving store counts it, with every account given of it so far. */
export const getIncoming = defineQuery({
  name: 'supply.get-incoming',
  permission: listIncoming.name,
  input: z.strictObject({ legId: Id }),
  output: z.strictObject({
    legId: Id,
    shipmentId: Id,
    shipmentNumber: z.string(),
    waybill: z.string(),
    place: PlaceName,
    state: z.enum(['coming', 'received', 'returned', 'part-delivered']),
    /** Sent back on its way; said to whoever may see where trucks are. */
    turnedBack: z.boolean(),
    /** Where it goes back to if it is turned back. */
    originPlaceId: Id,
    originPlace: PlaceName,
    seals: z.array(z.string()),
    /** Its papers name neither the mission nor whoever gave. */
    waived: z.boolean(),
    lines: z.array(IncomingLine),
    accounts: z.array(AccountShown),
    discrepancies: z.array(z.strictObject({ id: Id, number: z.string(), state: z.string() })),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

const DeliveryRow = z.strictObject({
  id: Id,
  number: z.string(),
  legId: Id,
  waybill: z.string(),
  shipmentNumber: z.string(),
  place: PlaceName,
  kind: z.enum(['delivery', 'return']),
  side: z.enum(['ours', 'theirs']),
  at: Instant,
  good: z.int(),
  damaged: z.int(),
  missing: z.int(),
  extra: z.int(),
  refused: z.int(),
  fromPaper: z.boolean(),
  /** Null where nothing was keyed from paper. */
  checked: z.boolean().nullable(),
});

/** Receipts off trucks, one row for each account. */
export const listDeliveries = defineQuery({
  name: 'supply.list-deliveries',
  permission: listIncoming.name,
  input: z.strictObject({
    ...pageInput,
    from: Day.optional(),
    to: Day.optional(),
    withDifference: z.boolean().optional(),
    /** Keyed from paper, and nobody has held it against the paper yet. */
    unchecked: z.boolean().optional(),
  }),
  output: pageOf(DeliveryRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'waybill', type: 'code' },
    { key: 'shipmentNumber', type: 'code' },
    { key: 'place', type: 'names' },
    { key: 'kind', type: 'code', words: 'supply.delivery-' },
    { key: 'side', type: 'code', words: 'supply.side-' },
    { key: 'at', type: 'instant' },
    { key: 'good', type: 'number' },
    { key: 'damaged', type: 'number' },
    { key: 'missing', type: 'number' },
    { key: 'extra', type: 'number' },
    { key: 'refused', type: 'number' },
    { key: 'fromPaper', type: 'boolean' },
    { key: 'checked', type: 'boolean' },
  ],
});
