import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Unit } from '#kernel/goods/contract/shared.ts';
import { Keyed, fromPaper } from '../papers/keyed.ts';
import { Count, Note, Owner, Pack, PackSeen, Photos, Reason, Reference, most, names, shownStock } from './shapes.ts';

export const receiptSources = ['order', 'gift', 'unknown'] as const;
export const ReceiptSource = z.enum(receiptSources);

/** A lot as it is read off the carton; it is made when it is not known yet. */
export const LotSeen = z.strictObject({
  id: Id,
  code: z.string().trim().min(1).max(60),
  expiresOn: Day.optional(),
  madeOn: Day.optional(),
  /** Minor units that one smallest unit cost. */
  unitCost: z.strictObject({ minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
});

/** What was counted of one item and lot. Missing and extra follow from what was expected. */
export const ReceiptLine = z.strictObject({
  itemId: Id,
  /** What nobody has in the catalogue yet: the words on the carton, and the item is provisional until somebody says what it is. */
  newItem: z.strictObject({ name: z.string().trim().min(1).max(200), unit: Unit.default('piece') }).optional(),
  lot: LotSeen.optional(),
  grantId: Id.optional(),
  owner: Owner.optional(),
  pack: Pack.optional(),
  expected: Count.optional(),
  good: Count,
  damaged: Count.default(0),
  /** Held for inspection, or a load that nobody has sorted yet; fit for use unless said. */
  condition: z.enum(['good', 'quarantine', 'unsorted']).default('good'),
  note: z.string().trim().max(500).optional(),
});
export type ReceiptLine = z.infer<typeof ReceiptLine>;

export const sampleVerdicts = ['conforms', 'hold', 'reject'] as const;
/** One row of the sample-check sheet. A verdict other than `conforms` holds all of the item that came. */
export const SampleCheck = z.strictObject({
  id: Id,
  itemId: Id,
  specification: z.string().trim().min(1).max(500),
  sampleSize: z.int().min(1).max(1_000_000),
  defects: z.int().min(0).max(1_000_000),
  verdict: z.enum(sampleVerdicts),
  note: z.string().trim().max(500).optional(),
});

/** What came off a truck, as it was counted. It has happened: nothing of it is refused for not fitting. */
export const recordReceipt = defineCommand({
  name: 'supply.record-receipt',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    receiptId: Id,
    placeId: Id,
    source: ReceiptSource,
    reference: Reference.optional(),
    senderId: Id.optional(),
    transporterId: Id.optional(),
    plate: z.string().trim().max(30).optional(),
    waybill: z.string().trim().max(60).optional(),
    owner: Owner.default('own'),
    /** A number from a book of pre-printed forms or a device's block; otherwise the next one is given. */
    number: z.string().max(60).optional(),
    lines: z.array(ReceiptLine).min(1).max(most),
    checks: z.array(SampleCheck).max(500).default([]),
    photos: Photos,
    note: Note.optional(),
    /** From the signed receipt note. */
    ...fromPaper,
  }),
  result: z.strictObject({ number: z.string(), differing: z.int() }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Takes a wrong receipt back, whole. Refused where its goods have moved on, with what stands in the way. */
export const reverseReceipt = defineCommand({
  name: 'supply.reverse-receipt',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ receiptId: Id, reversalId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});

/** Puts a line right that was counted or typed wrongly, or in a pack of a wrong ratio; the difference is posted. */
export const correctReceiptLine = defineCommand({
  name: 'supply.correct-receipt-line',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    receiptId: Id,
    line: z.int().min(1),
    version: z.int().min(1),
    documentId: Id,
    pack: Pack.optional(),
    expected: Count.optional(),
    good: Count,
    damaged: Count.default(0),
    reason: Reason,
  }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});

export const differenceOutcomes = ['found', 'credited', 'written-off', 'kept', 'given-back'] as const;
/**
 * Ends a difference or a part of it. What was missing is found, credited by the sender or written off (a second person
 * looks); what was too much is kept with the sender's word or given back.
 */
export const settleDifference = defineCommand({
  name: 'supply.settle-difference',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    receiptId: Id,
    line: z.int().min(1),
    documentId: Id,
    outcome: z.enum(differenceOutcomes),
    qty: z.int().min(1),
    reason: Reason,
    reference: Reference.optional(),
  }),
  result: z.strictObject({ state: z.enum(['asked', 'posted']), number: z.string() }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});

/** Papers of a truck without papers have come: it belongs to this order or gift, and this is what they say was on it. */
export const matchReceipt = defineCommand({
  name: 'supply.match-receipt',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    receiptId: Id,
    documentId: Id,
    source: z.enum(['order', 'gift']),
    reference: Reference,
    senderId: Id.optional(),
    owner: Owner.default('own'),
    grantId: Id.optional(),
    /** What the papers say was on it; an item may bear a grant of its own. */
    expected: z
      .array(z.strictObject({ itemId: Id, qty: Count, grantId: Id.optional() }))
      .max(1000)
      .default([]),
  }),
  result: z.strictObject({ claimed: Count, unclaimed: Count, missing: Count, extra: Count }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});

const receiptRow = {
  id: Id,
  number: z.string(),
  placeId: Id,
  placeCode: z.string(),
  placeNameEn: z.string(),
  placeNameTr: z.string().nullable(),
  placeNameAr: z.string().nullable(),
  source: ReceiptSource,
  reference: z.string().nullable(),
  senderId: Id.nullable(),
  senderName: z.string().nullable(),
  plate: z.string().nullable(),
  waybill: z.string().nullable(),
  arrivedAt: Instant,
  recordedAt: Instant,
  receivedBy: z.string(),
  state: z.enum(['posted', 'reversed']),
  lines: z.int(),
  differing: z.int(),
  /** Lines of loads of which something is not sorted yet. */
  unsorted: z.int(),
  matched: z.boolean(),
  keyed: Keyed,
  /** The reader is to hold it against its paper. */
  toCheck: z.boolean(),
};
export const ReceiptRow = z.strictObject(receiptRow);

/** Receipts within reach, newest first. */
export const listReceipts = defineQuery({
  name: 'supply.list-receipts',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    placeId: Id.optional(),
    source: ReceiptSource.optional(),
    state: z.enum(['posted', 'reversed']).optional(),
    /** With differences that have not found their end. */
    open: z.boolean().optional(),
    /** Trucks whose papers have not come. */
    unmatched: z.boolean().optional(),
    /** Keyed from paper by somebody else, and nobody has held it against the paper yet. */
    toCheck: z.boolean().optional(),
    from: Day.optional(),
    to: Day.optional(),
    itemId: Id.optional(),
    lotId: Id.optional(),
  }),
  output: pageOf(ReceiptRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'arrivedAt', type: 'instant' },
    { key: 'placeCode', type: 'code' },
    { key: 'source', type: 'text', words: 'supply.receipt-source-' },
    { key: 'reference', type: 'code' },
    { key: 'senderName', type: 'text' },
    { key: 'plate', type: 'code' },
    { key: 'waybill', type: 'code' },
    { key: 'lines', type: 'number' },
    { key: 'differing', type: 'number' },
    { key: 'receivedBy', type: 'text' },
    { key: 'state', type: 'text', words: 'supply.receipt-state-' },
    { key: 'toCheck', type: 'boolean' },
  ],
});

export const ReceiptLineRow = z.strictObject({
  line: z.int(),
  ...shownStock,
  itemStatus: z.string(),
  grantId: Id.nullable(),
  grantCode: z.string().nullable(),
  owner: z.string(),
  pack: PackSeen.nullable(),
  expected: z.int().nullable(),
  good: z.int(),
  damaged: z.int(),
  missing: z.int(),
  extra: z.int(),
  settled: z.int(),
  condition: z.enum(['good', 'quarantine', 'unsorted', 'expired']),
  /** Of an unsorted load: how much of it still waits. */
  waiting: z.int(),
  note: z.string().nullable(),
  version: z.int(),
  corrected: z.int(),
});

/** A receipt's lines by page; those that differ first when asked. */
export const listReceiptLines = defineQuery({
  name: 'supply.list-receipt-lines',
  permission: 'supply.list-receipts',
  input: z.strictObject({ ...pageInput, receiptId: Id, differing: z.boolean().optional(), search: z.string().max(100).optional() }),
  output: pageOf(ReceiptLineRow),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
  columns: [
    { key: 'line', type: 'number' },
    { key: 'itemCode', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'lotCode', type: 'code' },
    { key: 'expiresOn', type: 'date' },
    { key: 'grantCode', type: 'code' },
    { key: 'expected', type: 'number' },
    { key: 'good', type: 'number' },
    { key: 'damaged', type: 'number' },
    { key: 'missing', type: 'number' },
    { key: 'extra', type: 'number' },
    { key: 'condition', type: 'text', words: 'goods.condition-' },
  ],
});

export const getReceipt = defineQuery({
  name: 'supply.get-receipt',
  permission: 'supply.list-receipts',
  input: z.strictObject({ receiptId: Id }),
  output: ReceiptRow.extend({
    owner: z.string(),
    transporterId: Id.nullable(),
    transporterName: z.string().nullable(),
    note: z.string().nullable(),
    siteId: Id.nullable(),
    storeId: Id,
    /** Its note names neither the mission nor who sent the goods. */
    waived: z.boolean(),
    reversal: z.strictObject({ id: Id, reason: z.string(), by: z.string(), at: Instant }).nullable(),
    checks: z.array(
      z.strictObject({
        id: Id,
        itemId: Id,
        ...names,
        specification: z.string(),
        sampleSize: z.int(),
        defects: z.int(),
        verdict: z.enum(sampleVerdicts),
        note: z.string().nullable(),
      }),
    ),
    matches: z.array(z.strictObject({ itemId: Id, ...names, expected: z.int(), found: z.int() })),
    /** Documents of the store that belong to it: sortings, settled differences, corrections. */
    documents: z.array(z.strictObject({ id: Id, kind: z.string(), number: z.string(), state: z.string(), at: Instant, by: z.string() })),
    photos: z.array(Id),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});

/** What stands in the way of taking a receipt back: where its goods are short, and the documents that took them on. */
export const whatBlocksReversal = defineQuery({
  name: 'supply.what-blocks-reversal',
  permission: 'supply.list-receipts',
  input: z.strictObject({ receiptId: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        ...shownStock,
        placeCode: z.string(),
        condition: z.string(),
        brought: z.int(),
        left: z.int(),
        reserved: z.int(),
        documents: z.array(z.strictObject({ id: Id, kind: z.string(), number: z.string().nullable(), qty: z.int(), at: Instant })),
      }),
    ),
  }),
  scope: (input) => ({ kind: 'receipt', id: input.receiptId }),
});
