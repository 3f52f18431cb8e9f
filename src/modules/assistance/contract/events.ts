import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Admits, Count, EventState, ItemBrief, LaneKind, Names, PackageLineShown, People, Reason } from './shared.ts';

export const LaneInput = z.strictObject({ laneId: Id, no: z.int().min(1).max(40), kind: LaneKind });

const described = {
  title: z.string().trim().min(1).max(200),
  packageId: Id,
  admits: Admits,
  /** Who gives out: a partner, or the mission itself. */
  orgId: Id,
  siteId: Id,
  /** The store that the goods come from. */
  storeId: Id,
  givesOn: Day,
  expected: z.int().min(1).max(1_000_000).optional(),
  planNumber: z.string().trim().max(40).optional(),
  lanes: z.array(LaneInput).min(1).max(40),
  team: z.array(Id).max(50).default([]),
  note: z.string().trim().max(2000).optional(),
};
const atEvent = (input: { eventId: string }) => ({ kind: 'assistance-event', id: input.eventId });

/** Plans a distribution; it gets its number and a place of its own in the goods book. */
export const planEvent = defineCommand({
  name: 'assistance.plan-event',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  input: z.strictObject({ eventId: Id, placeId: Id, ...described }),
  result: z.strictObject({ number: z.string() }),
});

/** Changes a distribution that has not begun; the store stays once stock is reserved. */
export const changeEvent = defineCommand({
  name: 'assistance.change-event',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id, version: z.int().min(1), ...described }),
});

/** A distribution that will not be; what was reserved is free again. */
export const cancelEvent = defineCommand({
  name: 'assistance.cancel-event',
  version: 1,
  kind: 'decision',
  scope: atEvent,
  input: z.strictObject({ eventId: Id, reason: Reason }),
});

export const EventRow = z.strictObject({
  id: Id,
  number: z.string(),
  title: z.string(),
  state: EventState,
  givesOn: Day,
  orgId: Id,
  orgNames: Names,
  siteId: Id,
  siteNames: Names,
  areaNames: Names,
  packageNames: Names,
  admits: Admits,
  /** Households that the list names, or that were counted on. */
  expected: Count,
  /** Households that were given to; nobody counts twice by one token. */
  served: Count,
  /** Hand-overs that did not fit in some way and were not taken back. */
  odd: Count,
});
export type EventRow = z.infer<typeof EventRow>;

/** Distributions within reach, the latest day first. */
export const listEvents = defineQuery({
  name: 'assistance.list-events',
  scope: () => 'any',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    states: z.array(EventState).max(8).optional(),
    orgId: Id.optional(),
    siteId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
  }),
  output: pageOf(EventRow),
  columns: [
    { key: 'number', type: 'code' },
    { key: 'title', type: 'text' },
    { key: 'givesOn', type: 'date' },
    { key: 'siteNames', type: 'names' },
    { key: 'areaNames', type: 'names' },
    { key: 'orgNames', type: 'names' },
    { key: 'packageNames', type: 'names' },
    { key: 'admits', type: 'code', words: 'assistance.admits-' },
    { key: 'expected', type: 'number' },
    { key: 'served', type: 'number' },
    { key: 'odd', type: 'number' },
    { key: 'state', type: 'code', words: 'assistance.state-' },
  ],
});

/** received - distributed - returned = left, each read from the books; what breaks the sum is said beside it. */
export const StockFigures = z.strictObject({
  item: ItemBrief,
  /** Promised in the store and not yet here. */
  reserved: Count,
  /** What all expected households would get together; null where their sizes are not known. */
  needed: Count.nullable(),
  received: Count,
  distributed: Count,
  returned: Count,
  /** Found more (positive) or less by counting. */
  counted: z.int(),
  /** Given out beyond what the books say was here. */
  short: Count,
  /** What else came or went: losses, adjustments. */
  other: z.int(),
  left: Count,
});
export const LaneShown = z.strictObject({
  id: Id,
  no: z.int(),
  kind: LaneKind,
  closedAt: Instant.nullable(),
  expected: Count,
  served: Count,
  /** Households in the hour before the last hand-over. */
  perHour: Count,
  lastAt: Instant.nullable(),
});

export const EventShown = EventRow.extend({
  version: z.int(),
  packageId: Id,
  packageVersion: z.int(),
  storeId: Id,
  storeNames: Names,
  placeId: Id,
  planNumber: z.string().nullable(),
  /** Text of the QR code on its papers. */
  paperCode: z.string(),
  note: z.string().nullable(),
  /** Names of agencies and donors stay off its papers. */
  waived: z.boolean(),
  /** P-code of the place where its site lies. */
  areaCode: z.string(),
  /** Why the phones of this day show who heads a household; null: they do not. */
  namesReason: z.string().nullable(),
  openedAt: Instant.nullable(),
  stoppedAt: Instant.nullable(),
  countedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  lines: z.array(PackageLineShown),
  stock: z.array(StockFigures),
  lanes: z.array(LaneShown),
  team: z.array(z.strictObject({ id: Id, name: z.string() })),
  /** Persons reached by sex and age, where they were counted, and households for which they were not. */
  people: People,
  householdsUncounted: Count,
  /** Of the list, those whom nobody has given to. */
  noShows: Count,
  undone: Count,
  marks: z.array(
    z.strictObject({
      id: Id,
      kind: z.string(),
      figures: z.record(z.string(), z.union([z.string(), z.number()])),
      occurredAt: Instant,
      by: z.string(),
    }),
  ),
  abilities: z.array(z.string()),
});
export type EventShown = z.infer<typeof EventShown>;

/** One distribution as it stands: stock, lanes, who came. */
export const getEvent = defineQuery({
  name: 'assistance.get-event',
  permission: 'assistance.list-events',
  scope: atEvent,
  input: z.strictObject({ eventId: Id }),
  output: EventShown,
});
