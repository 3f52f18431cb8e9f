import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

/** Runs a parked command now, as its device's user or as another; a refusal leaves it waiting and is told. */
export const releaseParked = defineCommand({
  name: 'sync.release-parked',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: Id, asUser: Id.optional() }),
  result: z.strictObject({ outcome: z.unknown() }),
});

/** Settles a parked command without running it, in a person's words. */
export const dismissParked = defineCommand({
  name: 'sync.dismiss-parked',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: Id, reason: z.string().trim().min(3).max(500) }),
});

const ParkedRow = z.strictObject({
  id: Id,
  name: z.string(),
  deviceId: Id,
  deviceName: z.string(),
  userId: Id,
  userName: z.string(),
  reason: z.string(),
  figures: z.record(z.string(), z.unknown()),
  occurredAt: Instant,
  parkedAt: Instant,
  state: z.enum(['waiting', 'released', 'dismissed']),
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().nullable(),
  resolution: z.string().nullable(),
});
export type ParkedRow = z.infer<typeof ParkedRow>;

/** Parked commands, those that wait first. */
export const listParked = defineQuery({
  name: 'sync.list-parked',
  scope: () => 'mission',
  input: z.strictObject({ ...pageInput, state: z.enum(['waiting', 'released', 'dismissed']).optional(), deviceId: Id.optional() }),
  output: pageOf(ParkedRow),
  columns: [
    { key: 'name', type: 'code' },
    { key: 'deviceName', type: 'text' },
    { key: 'userName', type: 'text' },
    { key: 'reason', type: 'code' },
    { key: 'occurredAt', type: 'instant' },
    { key: 'parkedAt', type: 'instant' },
    { key: 'state', type: 'code' },
    { key: 'resolution', type: 'text' },
  ],
});

/** What a parked command asked for, to judge it; each look is written to the read log. */
export const getParked = defineQuery({
  name: 'sync.get-parked',
  scope: () => 'mission',
  sensitive: true,
  permission: 'sync.release-parked',
  input: z.strictObject({ id: Id }),
  output: ParkedRow.extend({ version: z.int(), seq: z.int().nullable(), input: personal(z.record(z.string(), z.unknown())) }),
});

const HeldRow = z.strictObject({
  id: Id,
  deviceId: Id,
  deviceName: z.string(),
  userName: z.string(),
  seq: z.int(),
  waitsFor: z.int(),
  receivedAt: Instant,
});
export type HeldRow = z.infer<typeof HeldRow>;

/** Commands that wait for earlier ones of their device. */
export const listHeld = defineQuery({
  name: 'sync.list-held',
  scope: () => 'mission',
  permission: 'sync.list-parked',
  input: z.strictObject({ ...pageInput, deviceId: Id.optional() }),
  output: pageOf(HeldRow),
  columns: [
    { key: 'deviceName', type: 'text' },
    { key: 'userName', type: 'text' },
    { key: 'seq', type: 'number' },
    { key: 'waitsFor', type: 'number' },
    { key: 'receivedAt', type: 'instant' },
  ],
});
