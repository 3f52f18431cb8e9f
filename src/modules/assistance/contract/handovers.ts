import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Collector, ItemBrief, LaneKind, Oddity, People, Proof, Qty, Reason, Size, Way } from './shared.ts';
import { TokenHash } from './tokens.ts';

const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });
const given = z
  .array(z.strictObject({ itemId: Id, qty: Qty }))
  .min(1)
  .max(50);

/** What one hand-over says, from a phone, from the desk or from two keyings of one paper. */
export const HandoverTold = z.strictObject({
  laneId: Id.optional(),
  way: Way,
  /** The token as it was scanned, or its number as it was read out. */
  tokenHash: TokenHash.optional(),
  tokenNumber: z.int().min(1).max(999_999).optional(),
  tent: z.string().trim().min(1).max(20).optional(),
  /** More than one only of a tally. */
  households: z.int().min(1).max(1000).default(1),
  size: Size.optional(),
  people: People.optional(),
  lines: given,
  collector: Collector.default('self'),
  proof: Proof.default('none'),
});
export type HandoverTold = z.infer<typeof HandoverTold>;

/** Goods were given to a household: the hand-over and the issue of stock are one act. Never refused. */
export const recordHandover = defineCommand({
  name: 'assistance.record-handover',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({ eventId: Id, handoverId: Id, ...HandoverTold.shape }),
  result: z.strictObject({ handoverId: Id, oddities: z.array(Oddity), replayed: z.boolean() }),
});

/** A hand-over was a mistake: the goods are back. It may be told before the hand-over itself. */
export const undoHandover = defineCommand({
  name: 'assistance.undo-handover',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({ eventId: Id, handoverId: Id, undoId: Id, reason: Reason }),
  result: z.strictObject({ undone: z.boolean() }),
});

/** Figures of one paper sheet, as one person read them. Two persons who read the same make it a hand-over. */
export const keySheet = defineCommand({
  name: 'assistance.key-sheet',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({
    eventId: Id,
    keyingId: Id,
    laneId: Id,
    sheet: z.int().min(1).max(999),
    households: z.int().min(1).max(1000),
    size: Size.optional(),
    people: People.optional(),
    lines: given,
  }),
  result: z.strictObject({ state: z.enum(['waits', 'agrees', 'differs']) }),
});

export const HandoverRow = z.strictObject({
  id: Id,
  eventId: Id,
  eventNumber: z.string(),
  laneNo: z.int().nullable(),
  laneKind: LaneKind.nullable(),
  way: Way,
  number: z.int().nullable(),
  tokenId: Id.nullable(),
  tent: z.string().nullable(),
  households: z.int(),
  size: z.int().nullable(),
  lines: z.array(z.strictObject({ item: ItemBrief, qty: z.int() })),
  collector: Collector,
  proof: Proof,
  source: z.enum(['phone', 'desk', 'paper']),
  oddities: z.array(Oddity),
  occurredAt: Instant,
  recordedAt: Instant,
  by: z.string(),
  undoneAt: Instant.nullable(),
  undoReason: z.string().nullable(),
});
export type HandoverRow = z.infer<typeof HandoverRow>;

/** Hand-overs within reach, the latest first; the odd ones are the litigation desk's. */
export const listHandovers = defineQuery({
  name: 'assistance.list-handovers',
  scope: () => 'any',
  permission: 'assistance.list-events',
  input: z.strictObject({
    ...pageInput,
    eventId: Id.optional(),
    laneId: Id.optional(),
    number: z.int().min(1).optional(),
    odd: z.boolean().optional(),
    oddity: Oddity.optional(),
    undone: z.boolean().optional(),
    itemId: Id.optional(),
  }),
  output: pageOf(HandoverRow),
  columns: [
    { key: 'eventNumber', type: 'code' },
    { key: 'occurredAt', type: 'instant' },
    { key: 'laneNo', type: 'number' },
    { key: 'way', type: 'code', words: 'assistance.way-' },
    { key: 'number', type: 'number' },
    { key: 'tent', type: 'text' },
    { key: 'households', type: 'number' },
    { key: 'size', type: 'number' },
    { key: 'collector', type: 'code', words: 'assistance.collector-' },
    { key: 'proof', type: 'code', words: 'assistance.proof-' },
    { key: 'source', type: 'code', words: 'assistance.source-' },
    { key: 'oddities', type: 'list', words: 'assistance.oddity-' },
    { key: 'recordedAt', type: 'instant' },
    { key: 'by', type: 'text' },
    { key: 'undoneAt', type: 'instant' },
    { key: 'undoReason', type: 'text' },
  ],
});

/** Paper sheets that were keyed, with what each person read. */
export const listSheets = defineQuery({
  name: 'assistance.list-sheets',
  scope: atEvent,
  permission: 'assistance.list-events',
  input: z.strictObject({ eventId: Id }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        laneId: Id,
        laneNo: z.int(),
        sheet: z.int(),
        state: z.enum(['waits', 'agrees', 'differs']),
        keyings: z.array(
          z.strictObject({
            by: z.string(),
            at: Instant,
            mine: z.boolean(),
            /** Hidden from who is still to check it, so that the second reading is a reading. */
            households: z.int().nullable(),
            qty: z.int().nullable(),
          }),
        ),
      }),
    ),
    abilities: z.array(z.string()),
  }),
});
