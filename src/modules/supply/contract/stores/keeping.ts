import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Reason, TakenLines, shownStock } from './shapes.ts';

/** Keeps stock for Quick Release: no allocation touches it, and only who may end it does. */
export const reserveQuick = defineCommand({
  name: 'supply.reserve-quick-release',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ placeId: Id, lines: TakenLines.max(500), purpose: z.string().trim().min(3).max(200) }),
  result: z.strictObject({ reserves: z.array(Id) }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Gives a part of the Quick Release reserve free, so that it can be sent now. */
export const endQuickReserve = defineCommand({
  name: 'supply.end-quick-reserve',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ reserveId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'quick-reserve', id: input.reserveId }),
});

const ReserveRow = z.strictObject({
  id: Id,
  ...shownStock,
  placeId: Id,
  placeCode: z.string(),
  grantCode: z.string().nullable(),
  qty: z.int(),
  purpose: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  /** A fact broke it: the goods are gone. */
  broken: z.boolean(),
});

export const listReserves = defineQuery({
  name: 'supply.list-quick-reserves',
  input: z.strictObject({ ...pageInput, placeId: Id.optional() }),
  output: pageOf(ReserveRow),
  scope: () => 'any',
  columns: [
    { key: 'itemCode', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'lotCode', type: 'code' },
    { key: 'placeCode', type: 'code' },
    { key: 'grantCode', type: 'code' },
    { key: 'qty', type: 'number' },
    { key: 'purpose', type: 'text' },
    { key: 'madeBy', type: 'text' },
    { key: 'madeAt', type: 'instant' },
  ],
});

const rules = {
  adjustQty: z.int().min(0),
  /** Minor units of the currency. */
  adjustValue: z.int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  recountQty: z.int().min(0),
  recountPercent: z.int().min(0).max(100),
  expiryWarnDays: z.int().min(0).max(3650),
  quarantineDays: z.int().min(1).max(3650),
  unsortedDays: z.int().min(1).max(3650),
};
/** Sets above what a second person looks, and after how long something asks for attention. */
export const setStoreRules = defineCommand({
  name: 'supply.set-store-rules',
  version: 1,
  kind: 'decision',
  input: z.strictObject(rules),
  scope: () => 'mission',
});
export const getStoreRules = defineQuery({
  name: 'supply.get-store-rules',
  permission: 'supply.list-store-documents',
  input: z.strictObject({}),
  output: z.strictObject({ ...rules, abilities: z.array(z.string()) }),
  scope: () => 'any',
});

/**
 * Looks over the stores: lots past their day are held; what waits too long, paybacks that fall due and grants that closed
 * with stock come to the desk of exceptions. The system runs it every morning.
 */
export const watchStores = defineCommand({
  name: 'supply.watch-stores',
  version: 1,
  kind: 'fact',
  input: z.strictObject({}),
  result: z.strictObject({ expired: z.int(), raised: z.int() }),
  scope: () => 'mission',
});

/** What a storekeeper must look at today. */
export const storeToday = defineQuery({
  name: 'supply.store-today',
  permission: 'supply.list-store-documents',
  input: z.strictObject({}),
  output: z.strictObject({
    toDecide: z.int(),
    unsorted: z.int(),
    quarantined: z.int(),
    differing: z.int(),
    counting: z.int(),
    expiring: z.int(),
    overdueLoans: z.int(),
    receivedToday: z.int(),
  }),
  scope: () => 'any',
});

export const receiptRecorded = defineEvent({
  name: 'supply.receipt-recorded',
  payload: z.strictObject({ receiptId: Id, placeId: Id, lines: z.int(), differing: z.int() }),
});
export const storeDocumentPosted = defineEvent({
  name: 'supply.store-document-posted',
  payload: z.strictObject({ documentId: Id, kind: z.string(), placeId: Id }),
});
