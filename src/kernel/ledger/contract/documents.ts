import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Bucket, Qty } from './buckets.ts';

export const Line = z.strictObject({ from: Bucket, to: Bucket, qty: Qty });
export type Line = z.infer<typeof Line>;

export const DocumentKind = z.string().regex(/^[a-z][a-z-]{1,60}$/);

const document = {
  documentId: Id,
  kind: DocumentKind,
  lines: z.array(Line).min(1).max(10_000),
};

/** What posting a document answers. */
export const Posted = z.strictObject({
  documentId: Id,
  bookDate: Day,
  /** True when this very document had been posted before. */
  replayed: z.boolean(),
});

/** Posts a document as a wish: refused where it would take what is not there or what is promised. */
export const postDocument = defineCommand({
  name: 'ledger.post-document',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ ...document, holds: z.array(Id).max(1000).optional() }),
  result: Posted,
});

/** Posts a document that tells what has happened: it breaks promises and draws from nowhere sooner than it is refused. */
export const recordDocument = defineCommand({
  name: 'ledger.record-document',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: () => 'mission',
  input: z.strictObject(document),
  result: Posted,
});

/** Posts the counter-document: everything goes back where it came from. */
export const reverseDocument = defineCommand({
  name: 'ledger.reverse-document',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ documentId: Id, reversalId: Id, reason: z.string().trim().min(3).max(500) }),
  result: Posted,
});

/** Promises quantities: all of them, or none. */
export const holdStock = defineCommand({
  name: 'ledger.hold',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({
    holds: z
      .array(z.strictObject({ id: Id, bucket: Bucket, qty: Qty }))
      .min(1)
      .max(1000),
    purpose: z.string().trim().min(1).max(200),
    /** Higher is more important; a fact breaks the lowest first. */
    priority: z.int().min(0).max(100).default(50),
    expiresAt: Instant.optional(),
  }),
});

/** Gives promises back. */
export const voidHolds = defineCommand({
  name: 'ledger.void-holds',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ holds: z.array(Id).min(1).max(1000) }),
  result: z.strictObject({ ended: z.array(Id) }),
});

/** Gives back what was promised until a moment that has passed; the system does it every few minutes. */
export const expireHolds = defineCommand({
  name: 'ledger.expire-holds',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({}),
  result: z.strictObject({ ended: z.int() }),
});

/** Closes a month of both books: what is told of it later is booked on the first open day. */
export const closeMonth = defineCommand({
  name: 'ledger.close-month',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  result: z.strictObject({ buckets: z.int() }),
});

const CardRow = z.strictObject({
  seq: z.int(),
  documentId: Id,
  kind: z.string(),
  line: z.int(),
  /** Positive in, negative out. */
  change: z.int(),
  after: z.int(),
  other: z.string(),
  occurredAt: Instant,
  recordedAt: Instant,
  bookDate: Day,
  late: z.boolean(),
});

/** A bucket's card, newest first: each movement with the balance after it. */
export const listCard = defineQuery({
  name: 'ledger.list-card',
  scope: () => 'mission',
  permission: 'ledger.list-balances',
  input: z.strictObject({ bucket: Bucket, before: z.int().min(1).optional(), limit: z.int().min(1).max(500).default(50) }),
  output: z.strictObject({ qty: z.int(), reserved: z.int(), seq: z.int(), rows: z.array(CardRow) }),
});

const BalanceRow = z.strictObject({
  bucketId: z.int(),
  book: z.enum(['goods', 'money']),
  item: z.string().nullable(),
  lot: z.string().nullable(),
  place: z.string().nullable(),
  grant: z.string().nullable(),
  condition: z.string().nullable(),
  owner: z.string().nullable(),
  account: z.string().nullable(),
  currency: z.string().nullable(),
  qty: z.int(),
  reserved: z.int().nullable(),
});

/** What lies where now, or lay at the end of a day by book date. */
export const listBalances = defineQuery({
  name: 'ledger.list-balances',
  scope: () => 'mission',
  input: z.strictObject({
    ...pageInput,
    book: z.enum(['goods', 'money']).default('goods'),
    item: z.string().optional(),
    place: z.string().optional(),
    grant: z.string().optional(),
    asOf: Day.optional(),
    withEmpty: z.boolean().default(false),
  }),
  output: pageOf(BalanceRow),
  columns: [
    { key: 'item', type: 'code' },
    { key: 'lot', type: 'code' },
    { key: 'place', type: 'code' },
    { key: 'grant', type: 'code' },
    { key: 'condition', type: 'text' },
    { key: 'owner', type: 'text' },
    { key: 'account', type: 'code' },
    { key: 'currency', type: 'code' },
    { key: 'qty', type: 'number' },
    { key: 'reserved', type: 'number' },
  ],
});

/** A document with its lines, and what reversed it. */
export const getDocument = defineQuery({
  name: 'ledger.get-document',
  scope: () => 'mission',
  permission: 'ledger.list-balances',
  input: z.strictObject({ documentId: Id }),
  output: z.strictObject({
    id: Id,
    book: z.enum(['goods', 'money']),
    kind: z.string(),
    occurredAt: Instant,
    recordedAt: Instant,
    bookDate: Day,
    actorId: Id,
    commandId: Id,
    reverses: Id.nullable(),
    reversedBy: Id.nullable(),
    lines: z.array(z.strictObject({ line: z.int(), from: z.string(), to: z.string(), qty: z.int() })),
  }),
});

/** A fact has taken goods or money that were promised: whoever promised them looks for others. */
export const holdBroken = defineEvent({ name: 'ledger.hold-broken', payload: z.strictObject({ holdId: Id, documentId: Id, qty: Qty }) });
