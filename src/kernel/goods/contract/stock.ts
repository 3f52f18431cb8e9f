import * as z from 'zod';
import { Virtual } from '#kernel/ledger/contract/buckets.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Condition, FamilyCode, Owner, PlaceKind, Tracking } from './shared.ts';

/** What rides on which truck now is told to dispatch and security; others see it as on the road. */
export const seeTrucks = { name: 'goods.see-trucks', opens: 'live-positions' } as const;

export const stockDimensions = ['item', 'family', 'lot', 'place', 'root', 'grant', 'condition', 'owner', 'age'] as const;
/** What stock is told apart by; what is not named is summed over. `root` is the warehouse or other place that stands by itself. */
export const StockDimension = z.enum(stockDimensions);
export type StockDimension = z.infer<typeof StockDimension>;

/** How long goods have been here: days since the lot was first received, or since the first came to the place. */
export const ageBands = ['to-30', 'to-90', 'to-180', 'to-365', 'over-365'] as const;
export type AgeBand = (typeof ageBands)[number];

const filter = {
  /** A place with all that lies under it. */
  place: Id.optional(),
  item: Id.optional(),
  family: FamilyCode.optional(),
  lot: Id.optional(),
  /** `none`: goods of no grant. */
  grant: z.union([Id, z.literal('none')]).optional(),
  owner: Owner.optional(),
  conditions: z.array(Condition).max(10).optional(),
};

const Named = z.record(z.string(), z.string());
export const StockRow = z.strictObject({
  key: z.string(),
  itemId: z.string().nullable(),
  itemCode: z.string().nullable(),
  itemNames: Named,
  family: z.string().nullable(),
  familyNames: Named,
  lotId: z.string().nullable(),
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  placeId: z.string().nullable(),
  placeCode: z.string().nullable(),
  placeNames: Named,
  /** On the road, for readers who may not see which truck. */
  onRoad: z.boolean(),
  rootId: z.string().nullable(),
  rootCode: z.string().nullable(),
  rootNames: Named,
  grantId: z.string().nullable(),
  grantCode: z.string().nullable(),
  condition: Condition.nullable(),
  owner: z.string().nullable(),
  ownerNames: Named,
  age: z.enum(ageBands).nullable(),
  receivedOn: Day.nullable(),
  /** Different items that are summed here. */
  items: z.int(),
  unit: z.string().nullable(),
  /** Null where items of different units are summed. */
  qty: z.int().nullable(),
  /** Promised; null as of a past day, and where units differ. */
  reserved: z.int().nullable(),
  free: z.int().nullable(),
  /** Of what has a known weight or volume. */
  weightKg: z.number(),
  volumeM3: z.number(),
  /** Some of it has no weight or volume in the catalogue. */
  measured: z.boolean(),
});

/** What lies where, now or at the end of a day by book date. */
export const listStock = defineQuery({
  name: 'goods.list-stock',
  input: z.strictObject({
    ...pageInput,
    ...filter,
    search: z.string().max(100).optional(),
    /** Lots that expire on this day or before. */
    expiringBy: Day.optional(),
    /** Here for at least so many days. */
    minAgeDays: z.int().min(1).max(36_500).optional(),
    asOf: Day.optional(),
    groupBy: z.array(StockDimension).min(1).max(9).default(['item', 'lot', 'place', 'grant', 'condition', 'owner']),
  }),
  output: pageOf(StockRow).extend({
    totals: z.strictObject({
      qty: z.int().nullable(),
      unit: z.string().nullable(),
      weightKg: z.number(),
      volumeM3: z.number(),
      measured: z.boolean(),
    }),
  }),
  scope: () => 'any',
  columns: [
    { key: 'itemCode', type: 'code' },
    { key: 'itemNames', type: 'names' },
    { key: 'familyNames', type: 'names' },
    { key: 'lotCode', type: 'code' },
    { key: 'expiresOn', type: 'date' },
    { key: 'rootCode', type: 'code' },
    { key: 'rootNames', type: 'names' },
    { key: 'placeCode', type: 'code' },
    { key: 'placeNames', type: 'names' },
    { key: 'grantCode', type: 'code' },
    { key: 'condition', type: 'code', words: 'goods.condition-' },
    { key: 'ownerNames', type: 'names' },
    { key: 'age', type: 'code', words: 'goods.age-' },
    { key: 'receivedOn', type: 'date' },
    { key: 'items', type: 'number' },
    { key: 'qty', type: 'number' },
    { key: 'reserved', type: 'number' },
    { key: 'free', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'weightKg', type: 'number' },
    { key: 'volumeM3', type: 'number' },
  ],
});

/** How far a card was read: per bucket the number of the oldest movement shown. */
export const CardCursor = z.array(z.strictObject({ bucket: z.int(), seq: z.int() })).max(5000);

const Side = z.strictObject({
  virtual: z.union([Virtual, z.literal('unexplained')]).nullable(),
  placeId: z.string().nullable(),
  placeCode: z.string().nullable(),
  /** Beyond the reader's reach, or on a truck that the reader may not see. */
  hidden: z.boolean(),
  condition: z.string().nullable(),
  grantCode: z.string().nullable(),
});
export const CardRow = z.strictObject({
  bucket: z.int(),
  seq: z.int(),
  documentId: Id,
  kind: z.string(),
  line: z.int(),
  /** Positive in, negative out. */
  change: z.int(),
  /** Of the whole card after this movement. */
  after: z.int(),
  lotId: z.string().nullable(),
  lotCode: z.string().nullable(),
  place: Side,
  other: Side,
  occurredAt: Instant,
  recordedAt: Instant,
  bookDate: Day,
  /** Booked on another day than it happened. */
  late: z.boolean(),
  actorName: z.string().nullable(),
});

const cardOf = {
  ...filter,
  item: Id,
  place: Id,
  /** As it stood at the end of a day, by book date; else now. */
  asOf: Day.optional(),
};

/** The stock card of an item at a place or under it, newest first, with the balance after each movement. */
export const listCard = defineQuery({
  name: 'goods.list-card',
  permission: 'goods.list-stock',
  input: z.strictObject({ ...cardOf, before: CardCursor.optional(), limit: z.int().min(1).max(500).default(50) }),
  output: z.strictObject({
    qty: z.int(),
    /** Null for a past day: what is promised is known only for now. */
    reserved: z.int().nullable(),
    rows: z.array(CardRow),
    /** Give it back as `before` to read on; null: that was all. */
    next: CardCursor.nullable(),
  }),
  scope: (input) => ({ kind: 'stock-place', id: input.place }),
});

const CardMove = z.strictObject({
  occurredAt: Instant,
  bookDate: Day,
  kind: z.string(),
  lotCode: z.string().nullable(),
  placeCode: z.string().nullable(),
  otherCode: z.string().nullable(),
  /** What lies outside the stores: supplier, households, lost. */
  otherOutside: z.string().nullable(),
  /** It takes an earlier document back. */
  takenBack: z.boolean(),
  grantCode: z.string().nullable(),
  change: z.int(),
  after: z.int(),
  actorName: z.string().nullable(),
});

/** The same card as a list that goes into a spreadsheet: each movement with the balance after it, newest first. */
export const listCardMoves = defineQuery({
  name: 'goods.list-card-moves',
  permission: 'goods.list-stock',
  input: z.strictObject({ ...pageInput, ...cardOf }),
  output: pageOf(CardMove),
  scope: (input) => ({ kind: 'stock-place', id: input.place }),
  columns: [
    { key: 'occurredAt', type: 'instant' },
    { key: 'bookDate', type: 'date' },
    { key: 'kind', type: 'code', words: 'goods.document-' },
    { key: 'takenBack', type: 'boolean' },
    { key: 'lotCode', type: 'code' },
    { key: 'placeCode', type: 'code' },
    { key: 'otherCode', type: 'code' },
    { key: 'otherOutside', type: 'code', words: 'goods.outside-' },
    { key: 'grantCode', type: 'code' },
    { key: 'change', type: 'number' },
    { key: 'after', type: 'number' },
    { key: 'actorName', type: 'text' },
  ],
});

const DocumentLine = z.strictObject({
  line: z.int(),
  itemId: z.string(),
  itemCode: z.string().nullable(),
  itemNames: Named,
  unit: z.string().nullable(),
  lotId: z.string().nullable(),
  lotCode: z.string().nullable(),
  from: Side,
  to: Side,
  qty: z.int(),
  packs: z.strictObject({ kind: z.string(), count: z.number() }).nullable(),
});

/** A document of the goods book with its lines, as far as the reader's reach. */
export const getDocument = defineQuery({
  name: 'goods.get-document',
  permission: 'goods.list-stock',
  input: z.strictObject({ documentId: Id }),
  output: z.strictObject({
    id: Id,
    kind: z.string(),
    occurredAt: Instant,
    recordedAt: Instant,
    bookDate: Day,
    actorName: z.string().nullable(),
    commandId: Id,
    reverses: Id.nullable(),
    reversedBy: Id.nullable(),
    lines: z.array(DocumentLine),
    /** Lines that lie wholly beyond the reader's reach. */
    hidden: z.int(),
  }),
  scope: () => 'any',
});

export const TraceStep = z.strictObject({
  key: z.string(),
  documentId: Id,
  kind: z.string(),
  occurredAt: Instant,
  lotId: z.string(),
  lotCode: z.string(),
  itemNames: Named,
  unit: z.string(),
  qty: z.int(),
  from: Side,
  to: Side,
});

/** Where a lot came from and where it went, with the kits it went into (`forward`) or the lots it was made of (`back`). */
export const traceLot = defineQuery({
  name: 'goods.trace-lot',
  permission: 'goods.list-stock',
  input: z.strictObject({
    lotId: Id,
    direction: z.enum(['forward', 'back']).default('forward'),
    limit: z.int().min(1).max(2000).default(500),
  }),
  output: z.strictObject({
    /** Lots that belong to the trace: itself first. */
    lots: z.array(
      z.strictObject({
        id: Id,
        code: z.string(),
        itemId: Id,
        itemCode: z.string(),
        itemNames: Named,
        unit: z.string(),
        tracking: Tracking,
        /** Steps away from the lot asked for: 0 itself, 1 the kits made of it. */
        far: z.int(),
        /** Units of the lot asked for in it, by the pedigree. */
        holds: z.int().nullable(),
        supplierNames: Named,
      }),
    ),
    /** Where it lies or went now, summed: places within reach, and what is outside. */
    ends: z.array(
      z.strictObject({
        lotId: z.string(),
        lotCode: z.string(),
        itemNames: Named,
        unit: z.string(),
        virtual: z.string().nullable(),
        placeId: z.string().nullable(),
        placeCode: z.string().nullable(),
        placeNames: Named,
        placeKind: PlaceKind.nullable(),
        hidden: z.boolean(),
        condition: z.string().nullable(),
        qty: z.int(),
      }),
    ),
    steps: z.array(TraceStep),
    /** There are more steps than were asked for. */
    more: z.boolean(),
  }),
  scope: () => 'any',
});

const LotMove = z.strictObject({
  occurredAt: Instant,
  kind: z.string(),
  takenBack: z.boolean(),
  lotCode: z.string(),
  itemNames: Named,
  /** Null beyond the reader's reach, and for what lies outside. */
  fromCode: z.string().nullable(),
  fromOutside: z.string().nullable(),
  toCode: z.string().nullable(),
  toOutside: z.string().nullable(),
  qty: z.int(),
  unit: z.string(),
});

/** The same trace as a list that goes into a spreadsheet or onto paper: each movement, in the order in which it happened. */
export const listLotMoves = defineQuery({
  name: 'goods.list-lot-moves',
  permission: 'goods.list-stock',
  input: z.strictObject({ ...pageInput, lotId: Id, direction: z.enum(['forward', 'back']).default('forward') }),
  output: pageOf(LotMove),
  scope: () => 'any',
  columns: [
    { key: 'occurredAt', type: 'instant' },
    { key: 'kind', type: 'code', words: 'goods.document-' },
    { key: 'takenBack', type: 'boolean' },
    { key: 'lotCode', type: 'code' },
    { key: 'itemNames', type: 'names' },
    { key: 'fromCode', type: 'code' },
    { key: 'fromOutside', type: 'code', words: 'goods.outside-' },
    { key: 'toCode', type: 'code' },
    { key: 'toOutside', type: 'code', words: 'goods.outside-' },
    { key: 'qty', type: 'number' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
  ],
});
