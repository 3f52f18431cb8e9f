import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

/** Someone was told something: their screens ask again. */
export const personTold = defineEvent({ name: 'notify.person-told', payload: z.strictObject({ users: z.array(Id) }) });

const Notification = z.strictObject({
  id: Id,
  /** Words: `notification.<kind>` with the figures and `from`. */
  kind: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string() }),
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  from: z.string().nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type Notification = z.infer<typeof Notification>;

/** What one has been told, newest first. */
export const listMine = defineQuery({
  name: 'notify.list-mine',
  scope: () => 'self',
  input: z.strictObject({ ...pageInput, unread: z.boolean().optional() }),
  output: pageOf(Notification),
});

/** How much of it is unread: the number on the bell. */
export const countUnread = defineQuery({
  name: 'notify.count-unread',
  scope: () => 'self',
  input: z.strictObject({}),
  output: z.strictObject({ unread: z.int() }),
});

/** Marks as read what is named, or all. */
export const markRead = defineCommand({
  name: 'notify.mark-read',
  version: 1,
  kind: 'decision',
  scope: () => 'self',
  input: z.strictObject({ ids: z.array(Id).max(500).optional() }),
  result: z.strictObject({ marked: z.int() }),
});
