import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';
import { Names, ItemName, Note, Office, PlaceName, Reason } from './shared.ts';
import { seeMovements } from './shipments.ts';

const CrossingId = z.string().regex(/^[a-z][a-z-]{1,40}$/);

/** Begins the list of what is to cross on a day, with the hour until which the authority takes it. */
export const openNotification = defineCommand({
  name: 'supply.open-notification',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    notificationId: Id,
    office: Office,
    crossingId: CrossingId,
    crossingDay: Day,
    cutOffAt: Instant,
    note: Note.optional(),
    legIds: z.array(Id).max(200).default([]),
  }),
  result: z.strictObject({ number: z.string() }),
  scope: () => 'mission',
});

/** Says which trucks are on a list that has not been sent. */
export const setNotified = defineCommand({
  name: 'supply.set-notified',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ notificationId: Id, legIds: z.array(Id).max(200) }),
  scope: () => 'mission',
});

/** Marks a list as sent; after the cut-off only with the reason why it is still taken. */
export const sendNotification = defineCommand({
  name: 'supply.send-notification',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ notificationId: Id, lateReason: Reason.optional() }),
  scope: () => 'mission',
});

/** The authority's answer: for all at once, with what it says otherwise of single lines. */
export const answerNotification = defineCommand({
  name: 'supply.answer-notification',
  version: 1,
  kind: 'fact',
  input: z.strictObject({
    notificationId: Id,
    answer: z.enum(['accepted', 'refused']),
    reason: Note.optional(),
    answerRef: z.string().trim().max(60).optional(),
    but: z
      .array(z.strictObject({ legId: Id, lineId: Id.optional(), answer: z.enum(['accepted', 'refused']), reason: Note.optional() }))
      .max(1000)
      .default([]),
  }),
  scope: () => 'mission',
});

export const withdrawNotification = defineCommand({
  name: 'supply.withdraw-notification',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ notificationId: Id, reason: Reason }),
  scope: () => 'mission',
});

export const paperKinds = ['pro-forma', 'declaration', 'vat-exemption', 'transit', 'gift-certificate', 'other'] as const;
/** Enters the number under which customs knows a truck's load. */
export const addCustomsPaper = defineCommand({
  name: 'supply.add-customs-paper',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    paperId: Id,
    legId: Id,
    kind: z.enum(paperKinds),
    reference: z.string().trim().min(1).max(60),
    issuedOn: Day,
    note: Note.optional(),
  }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

export const removeCustomsPaper = defineCommand({
  name: 'supply.remove-customs-paper',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ paperId: Id, legId: Id, reason: Reason }),
  scope: (input) => ({ kind: 'shipment-leg', id: input.legId }),
});

/** Every few minutes: trucks planned over a gate that is closed, or whose authorisation lapses before their day, are told. */
export const watchCrossings = defineCommand({
  name: 'supply.watch-crossings',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  result: z.strictObject({ told: z.int() }),
  scope: () => 'mission',
});

export const notificationStates = ['draft', 'sent', 'answered', 'withdrawn'] as const;
const NotificationRow = z.strictObject({
  id: Id,
  number: z.string(),
  crossingId: z.string(),
  crossingNames: Names,
  crossingDay: Day,
  cutOffAt: Instant,
  state: z.enum(notificationStates),
  trucks: z.int(),
  lines: z.int(),
  accepted: z.int(),
  refused: z.int(),
});

export const listNotifications = defineQuery({
  name: 'supply.list-notifications',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({ ...pageInput, state: z.enum(notificationStates).optional(), from: Day.optional(), to: Day.optional() }),
  output: pageOf(NotificationRow),
  scope: () => 'mission',
  columns: [
    { key: 'number', type: 'code' },
    { key: 'crossingNames', type: 'names' },
    { key: 'crossingDay', type: 'date' },
    { key: 'cutOffAt', type: 'instant' },
    { key: 'state', type: 'code', words: 'supply.notification-' },
    { key: 'trucks', type: 'number' },
    { key: 'lines', type: 'number' },
    { key: 'accepted', type: 'number' },
    { key: 'refused', type: 'number' },
  ],
});

const NotifiedLeg = z.strictObject({
  legId: Id,
  shipmentId: Id,
  shipmentNumber: z.string(),
  waybill: z.string(),
  plate: z.string(),
  to: PlaceName,
  listed: z.boolean(),
  /** On the list as it was sent; the truck has another gate or day by now. */
  elsewhere: z.boolean(),
  lines: z.array(
    z.strictObject({
      lineId: Id,
      item: ItemName,
      qty: z.int(),
      answer: z.enum(['waiting', 'accepted', 'refused']).nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

/** One list with its trucks, and the trucks of that gate and day that are on no list. */
export const getNotification = defineQuery({
  name: 'supply.get-notification',
  permission: seeMovements.name,
  opens: 'live-positions',
  input: z.strictObject({ notificationId: Id }),
  output: NotificationRow.extend({
    sentAt: Instant.nullable(),
    lateReason: z.string().nullable(),
    answeredAt: Instant.nullable(),
    answerRef: z.string().nullable(),
    note: z.string().nullable(),
    crossingStatus: z.string(),
    authorisedTo: Day.nullable(),
    legs: z.array(NotifiedLeg),
    abilities: z.array(z.string()),
  }),
  scope: () => 'mission',
});
