import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Count, EventState, People, Qty, Reason } from './shared.ts';
import { StockFigures } from './events.ts';

const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });
const amounts = z
  .array(z.strictObject({ itemId: Id, qty: Qty }))
  .min(1)
  .max(200);

/** Promises stock of the store to the distribution, first to expire first; refused with what is short. */
export const reserveStock = defineCommand({
  name: 'assistance.reserve-stock',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  /** Without lines: what all expected households get together. */
  input: z.strictObject({ eventId: Id, lines: amounts.optional() }),
});

/** Gives the promise back. */
export const releaseStock = defineCommand({
  name: 'assistance.release-stock',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id }),
});

/** The distribution has begun: what was reserved came out of the store. */
export const openEvent = defineCommand({
  name: 'assistance.open-event',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({ eventId: Id, documentId: Id }),
  result: z.strictObject({ state: EventState }),
});

/** More goods came from the store to the distribution. */
export const bringStock = defineCommand({
  name: 'assistance.bring-stock',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({ eventId: Id, documentId: Id, lines: amounts }),
});

/** Goods went back to the store. */
export const returnStock = defineCommand({
  name: 'assistance.return-stock',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  /** Without lines: all that is left. */
  input: z.strictObject({ eventId: Id, documentId: Id, lines: amounts.optional() }),
});

export const stopReasons = ['security', 'crowd', 'weather', 'authority', 'other'] as const;

/** Nothing more is handed over from this moment: danger, a crowd, weather. Stock stays secured or goes back. */
export const stopEvent = defineCommand({
  name: 'assistance.stop-event',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({
    eventId: Id,
    documentId: Id,
    why: z.enum(stopReasons),
    stock: z.enum(['secured', 'returned']),
    note: z.string().trim().max(500).optional(),
  }),
  result: z.strictObject({ state: EventState }),
});

/** A stopped distribution gets another day. */
export const rescheduleEvent = defineCommand({
  name: 'assistance.reschedule-event',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id, givesOn: Day, reason: Reason }),
});

/** A lane serves nobody any more. */
export const closeLane = defineCommand({
  name: 'assistance.close-lane',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({ eventId: Id, laneId: Id }),
});

/** What was counted at the end of the day; a difference to the books is booked and asked about. */
export const countStock = defineCommand({
  name: 'assistance.count-stock',
  version: 1,
  kind: 'fact',
  offline: true,
  scope: atEvent,
  input: z.strictObject({
    eventId: Id,
    documentId: Id,
    lines: z
      .array(z.strictObject({ itemId: Id, qty: z.int().min(0).max(1_000_000_000) }))
      .min(1)
      .max(200),
  }),
  result: z.strictObject({ state: EventState, differences: Count }),
});

export const Side = z.enum(['partner', 'monitor']);

/** Puts a name under the statement: on the screen one's own, or that the printed one was signed. */
export const signStatement = defineCommand({
  name: 'assistance.sign-statement',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({
    eventId: Id,
    side: Side,
    means: z.enum(['screen', 'paper']),
    /** The statement that was read: refused when the books have moved since. */
    figuresHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  result: z.strictObject({ state: EventState }),
});

/** Ends a distribution that both sides signed and that has nothing left. */
export const closeEvent = defineCommand({
  name: 'assistance.close-event',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id }),
});

/** The statement of a distribution: the figures of the books, and who signed them. */
export const getStatement = defineQuery({
  name: 'assistance.get-statement',
  permission: 'assistance.list-events',
  scope: atEvent,
  input: z.strictObject({ eventId: Id }),
  output: z.strictObject({
    stock: z.array(StockFigures),
    households: Count,
    people: People,
    handovers: Count,
    undone: Count,
    delegates: Count,
    withoutProof: Count,
    figuresHash: z.string(),
    signatures: z.array(
      z.strictObject({ side: Side, means: z.enum(['screen', 'paper']), by: z.string(), at: Instant, current: z.boolean() }),
    ),
    abilities: z.array(z.string()),
  }),
});

/** Both sides have signed: these households and persons were reached. */
export const eventReconciled = defineEvent({
  name: 'assistance.event-reconciled',
  payload: z.strictObject({ eventId: Id, number: z.string(), households: Count }),
});
/** Nothing is handed over any more, for now. */
export const eventStopped = defineEvent({
  name: 'assistance.event-stopped',
  payload: z.strictObject({ eventId: Id, number: z.string(), why: z.string() }),
});
