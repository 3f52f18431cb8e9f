import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import {
  Condition,
  Note,
  Owner,
  Pack,
  PackSeen,
  Photos,
  Qty,
  Reason,
  Reference,
  StockAt,
  StockRowKey,
  Taken,
  TakenLines,
  most,
  shownStock,
} from './shapes.ts';
import { LotSeen } from './receipts.ts';

export const documentKinds = [
  'move',
  'quarantine',
  'release',
  'expiry',
  'recall',
  'adjustment',
  'loan',
  'payback',
  'title',
  'custody',
  'sorting',
  'count',
  'difference',
  'earmark',
  'grant-transfer',
] as const;
export const DocumentKind = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof DocumentKind>;
export const DocumentState = z.enum(['asked', 'posted', 'declined', 'reversed']);

/** What posting or asking answers: `asked` waits for a second person. */
const Done = z.strictObject({ state: z.enum(['asked', 'posted']), number: z.string() });

const head = { documentId: Id, placeId: Id };
const inStore = (input: { placeId: string }) => ({ kind: 'stock-place', id: input.placeId });
const Moved = Taken.extend({ to: Id });

/** Puts goods away or carries them from one bin to another of the same store. */
export const moveStock = defineCommand({
  name: 'supply.move-stock',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ ...head, lines: z.array(Moved).min(1).max(most), note: Note.optional() }),
  result: Done,
  scope: inStore,
});

/** Holds goods for inspection, where they lie or in another place of the store. */
export const quarantineStock = defineCommand({
  name: 'supply.quarantine-stock',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ ...head, lines: TakenLines, to: Id.optional(), reason: Reason, photos: Photos }),
  result: Done,
  scope: inStore,
});

/** Asks for goods to be released from quarantine or from a return, as fit for use or as damaged; a second person decides. */
export const askRelease = defineCommand({
  name: 'supply.ask-release',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    ...head,
    lines: TakenLines,
    to: Id.optional(),
    as: z.enum(['good', 'damaged']).default('good'),
    reason: Reason,
    photos: Photos,
  }),
  result: Done,
  scope: inStore,
});

export const adjustCauses = ['found', 'miscounted', 'damaged', 'spoiled', 'stolen', 'lost', 'used', 'disposed'] as const;
/** Brings the books to what is there, with the cause; above the thresholds a second person decides. */
export const adjustStock = defineCommand({
  name: 'supply.adjust-stock',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    ...head,
    cause: z.enum(adjustCauses),
    reason: Reason,
    lines: z
      .array(
        z.strictObject({
          at: StockAt,
          row: StockRowKey,
          change: z
            .int()
            .min(-Number.MAX_SAFE_INTEGER)
            .max(Number.MAX_SAFE_INTEGER)
            .refine((change) => change !== 0),
          pack: Pack.optional(),
        }),
      )
      .min(1)
      .max(most),
    photos: Photos,
  }),
  result: Done,
  scope: inStore,
});

/** What came out of an unsorted load: items and lots, whose they are, where they were put. It has happened. */
export const sortLoad = defineCommand({
  name: 'supply.sort-load',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({
    ...head,
    receiptId: Id.optional(),
    /** What is used up of the load. */
    from: z.array(Taken).min(1).max(500),
    into: z
      .array(
        z.strictObject({
          itemId: Id,
          lot: LotSeen.optional(),
          place: Id,
          grant: Id.optional(),
          condition: Condition.default('good'),
          owner: Owner,
          qty: Qty,
          pack: Pack.optional(),
        }),
      )
      .max(most)
      .default([]),
    note: Note.optional(),
  }),
  result: Done,
  scope: inStore,
});

/** Stops all of a lot wherever it lies: promises on it are broken, each with an exception. */
export const recallLot = defineCommand({
  name: 'supply.recall-lot',
  version: 1,
  kind: 'fact',
  input: z.strictObject({ documentId: Id, lotId: Id, reason: Reason, reference: Reference.optional() }),
  result: z.strictObject({ stores: z.int(), qty: z.int() }),
  scope: () => 'mission',
});

/** Asks that goods belong to somebody else from now on, by a paper; they stay where they lie. A second person decides. */
export const transferTitle = defineCommand({
  name: 'supply.transfer-title',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ ...head, lines: TakenLines, toOwner: Owner, reference: Reference, reason: Reason, photos: Photos }),
  result: Done,
  scope: inStore,
});

/** Goods pass into another keeper's hands at a place of theirs, with the paper both signed. */
export const transferCustody = defineCommand({
  name: 'supply.transfer-custody',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ ...head, lines: z.array(Moved).min(1).max(most), reference: Reference, reason: Reason, photos: Photos }),
  result: Done,
  scope: inStore,
});

/** The second person's yes: posts what was asked. */
export const approveDocument = defineCommand({
  name: 'supply.approve-document',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ documentId: Id, note: Note.optional() }),
  scope: (input) => ({ kind: 'store-document', id: input.documentId }),
});
/** The second person's no: nothing is posted, the reason stays. */
export const declineDocument = defineCommand({
  name: 'supply.decline-document',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ documentId: Id, note: Reason }),
  scope: (input) => ({ kind: 'store-document', id: input.documentId }),
});

/** Takes a document back, where what it moved has not gone on; loans, counts and settled differences have ways of their own. */
export const reverseStoreDocument = defineCommand({
  name: 'supply.reverse-store-document',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ documentId: Id, reversalId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'store-document', id: input.documentId }),
});

export const DocumentRow = z.strictObject({
  id: Id,
  kind: DocumentKind,
  number: z.string(),
  state: DocumentState,
  placeId: Id,
  placeCode: z.string(),
  lines: z.int(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  orgName: z.string().nullable(),
  occurredAt: Instant,
  madeBy: z.string(),
  madeAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  /** Asked by the reader: somebody else must decide. */
  mine: z.boolean(),
});

/** Documents of the stores within reach, newest first. */
export const listDocuments = defineQuery({
  name: 'supply.list-store-documents',
  input: z.strictObject({
    ...pageInput,
    kinds: z.array(DocumentKind).max(20).optional(),
    state: DocumentState.optional(),
    placeId: Id.optional(),
    subjectId: Id.optional(),
    lotId: Id.optional(),
    search: z.string().max(100).optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(DocumentRow),
  scope: () => 'any',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'kind', type: 'text', words: 'supply.document-kind-' },
    { key: 'state', type: 'text', words: 'supply.document-state-' },
    { key: 'placeCode', type: 'code' },
    { key: 'lines', type: 'number' },
    { key: 'reason', type: 'text' },
    { key: 'reference', type: 'code' },
    { key: 'orgName', type: 'text' },
    { key: 'occurredAt', type: 'instant' },
    { key: 'madeBy', type: 'text' },
    { key: 'decidedBy', type: 'text' },
  ],
});

const Side = z.strictObject({
  outside: z.string().nullable(),
  placeId: Id.nullable(),
  placeCode: z.string().nullable(),
  grantCode: z.string().nullable(),
  condition: z.string().nullable(),
  owner: z.string().nullable(),
});
export const getDocument = defineQuery({
  name: 'supply.get-store-document',
  permission: 'supply.list-store-documents',
  input: z.strictObject({ documentId: Id, offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }),
  output: DocumentRow.extend({
    note: z.string().nullable(),
    decisionNote: z.string().nullable(),
    subjectKind: z.string().nullable(),
    subjectId: z.string().nullable(),
    secondPerson: z.boolean(),
    rows: z.array(z.strictObject({ line: z.int(), ...shownStock, from: Side, to: Side, qty: z.int(), pack: PackSeen.nullable() })),
    photos: z.array(Id),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'store-document', id: input.documentId }),
});
