import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Count, ItemBrief, Names, Qty, Reason, Why } from './shapes.ts';
import { RequestState } from './requests.ts';

/** How long goods stay set aside unless told. */
export const usualHoldDays = 14;

/**
 * What would be set aside for some requests out of one store, and why; nothing is written. With `keep` it answers what
 * would happen if so much were kept for a Quick Release.
 */
export const previewAllocation = defineQuery({
  name: 'supply.preview-allocation',
  permission: 'supply.allocate',
  input: z.strictObject({
    placeId: Id,
    requestIds: z.array(Id).min(1).max(100),
    keep: z
      .array(z.strictObject({ itemId: Id, qty: Qty }))
      .max(50)
      .default([]),
  }),
  output: z.strictObject({
    day: Day,
    requests: z.array(
      z.strictObject({
        id: Id,
        number: z.string(),
        state: RequestState,
        orgNames: Names,
        siteNames: Names,
        neededOn: Day,
        lines: z.array(
          z.strictObject({
            id: Id,
            item: ItemBrief,
            qty: Qty,
            /** Still to be set aside. */
            open: Count,
            short: Count,
            picks: z.array(z.strictObject({ bucketId: z.int(), qty: Qty, reasons: z.array(Why) })),
            passed: z.array(z.strictObject({ bucketId: z.int(), why: Why })),
          }),
        ),
      }),
    ),
    buckets: z.array(
      z.strictObject({
        id: z.int(),
        itemId: Id,
        lotCode: z.string().nullable(),
        expiresOn: Day.nullable(),
        receivedOn: Day.nullable(),
        placeCode: z.string(),
        grantCode: z.string().nullable(),
        condition: z.string(),
        owner: z.string(),
        free: Count,
        reserved: Count,
        /** How much of that is kept for a Quick Release. */
        kept: Count,
      }),
    ),
  }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/**
 * Sets goods of one store aside for requests: what a person saw in the preview, or, without picks, what the rules choose.
 * Refused with the figures when the stock went meanwhile, and when the rules would now choose otherwise.
 */
export const allocate = defineCommand({
  name: 'supply.allocate',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    placeId: Id,
    requests: z
      .array(z.strictObject({ allocationId: Id, requestId: Id }))
      .min(1)
      .max(100),
    picks: z
      .array(
        z.strictObject({
          pickId: Id,
          lineId: Id,
          bucketId: z.int().min(1),
          qty: Qty,
          /** Chosen by hand, off the order of the rules but never off the rules. */
          byHand: Reason.optional(),
        }),
      )
      .min(1)
      .max(1000)
      .optional(),
    until: Instant.optional(),
  }),
  result: z.strictObject({
    picks: z.array(z.strictObject({ pickId: Id, lineId: Id, qty: Qty })),
    short: z.array(z.strictObject({ lineId: Id, qty: Qty })),
  }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Gives goods that were set aside back to the free stock. */
export const unallocate = defineCommand({
  name: 'supply.unallocate',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ pickIds: z.array(Id).min(1).max(500), reason: Reason }),
  scope: () => 'any',
});

/** Keeps goods set aside for longer. */
export const prolongHolds = defineCommand({
  name: 'supply.prolong-holds',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ pickIds: z.array(Id).min(1).max(500), until: Instant }),
  scope: () => 'any',
});

/** Ends what was set aside too long ago, and takes in promises that the books have ended: the system does it every few minutes. */
export const followHolds = defineCommand({
  name: 'supply.follow-holds',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  result: z.strictObject({ expired: Count, broken: Count, replaced: Count }),
  scope: () => 'mission',
});

/** Takes into requests what happened to their goods on the road. A fact: it is never refused. */
export const followGoods = defineCommand({
  name: 'supply.follow-goods',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    shipmentId: Id,
    changes: z.array(z.strictObject({ pickId: Id, kind: z.enum(['loaded', 'delivered', 'returned', 'released']), qty: Count })).max(10_000),
  }),
  scope: () => 'mission',
});

export const PickRow = z.strictObject({
  /** Also the id of the hold in the ledger. */
  id: Id,
  requestId: Id,
  requestNumber: z.string(),
  lineId: Id,
  itemId: Id,
  itemCode: z.string(),
  itemNames: Names,
  unit: z.string(),
  lotId: Id.nullable(),
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  placeId: Id,
  placeCode: z.string(),
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  condition: z.string(),
  owner: z.string(),
  qty: Qty,
  weightG: z.number().nullable(),
  volumeCm3: z.number().nullable(),
  orgId: Id,
  orgNames: Names,
  siteId: Id,
  siteNames: Names,
  neededOn: Day,
  expiresAt: Instant,
  shipmentId: Id.nullable(),
});
export type PickRow = z.infer<typeof PickRow>;

/** Goods that are set aside and wait to be loaded, those needed soonest first. */
export const listPicks = defineQuery({
  name: 'supply.list-picks',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    requestIds: z.array(Id).max(100).optional(),
    siteId: Id.optional(),
    orgId: Id.optional(),
    /** In this place or under it. */
    placeId: Id.optional(),
    /** Held until this moment or earlier. */
    endsBefore: Instant.optional(),
  }),
  output: pageOf(PickRow),
  scope: () => 'any',
  columns: [
    { key: 'requestNumber', type: 'code' },
    { key: 'itemCode', type: 'code' },
    { key: 'itemNames', type: 'names' },
    { key: 'qty', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'lotCode', type: 'code' },
    { key: 'expiresOn', type: 'date' },
    { key: 'placeCode', type: 'code' },
    { key: 'grantCode', type: 'code' },
    { key: 'orgNames', type: 'names' },
    { key: 'siteNames', type: 'names' },
    { key: 'neededOn', type: 'date' },
    { key: 'expiresAt', type: 'instant' },
  ],
});

export const BackOrderRow = z.strictObject({
  lineId: Id,
  requestId: Id,
  requestNumber: z.string(),
  itemId: Id,
  itemCode: z.string(),
  itemNames: Names,
  unit: z.string(),
  orgNames: Names,
  siteNames: Names,
  neededOn: Day,
  asked: Qty,
  allocated: Count,
  shipped: Count,
  backOrder: Qty,
  /** Free and good in the mission's own stores now, before any rule; not said to others than the mission's own people. */
  freeNow: Count.nullable(),
  /** Entered the stores since goods were last looked for. */
  cameSince: Count.nullable(),
  triedAt: Instant.nullable(),
  /** Promises on it that were broken by facts. */
  broken: Count,
});
export type BackOrderRow = z.infer<typeof BackOrderRow>;

/** Lines that still wait for goods, with what came since they were last looked for. */
export const listBackOrders = defineQuery({
  name: 'supply.list-back-orders',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    itemId: Id.optional(),
    orgId: Id.optional(),
    /** Only where something came or is free now. */
    hope: z.boolean().optional(),
    broken: z.boolean().optional(),
  }),
  output: pageOf(BackOrderRow),
  scope: () => 'any',
  columns: [
    { key: 'requestNumber', type: 'code' },
    { key: 'itemCode', type: 'code' },
    { key: 'itemNames', type: 'names' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'backOrder', type: 'number' },
    { key: 'asked', type: 'number' },
    { key: 'allocated', type: 'number' },
    { key: 'shipped', type: 'number' },
    { key: 'cameSince', type: 'number' },
    { key: 'freeNow', type: 'number' },
    { key: 'neededOn', type: 'date' },
    { key: 'orgNames', type: 'names' },
    { key: 'siteNames', type: 'names' },
    { key: 'triedAt', type: 'instant' },
    { key: 'broken', type: 'number' },
  ],
});
