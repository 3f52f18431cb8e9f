import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';

export const Kind = z.string().regex(/^[A-Z]{2,4}$/);
export const Office = z.string().regex(/^[A-Z0-9]{2,6}$/);

/** Sets serials aside for an offline device or a book of pre-printed forms. */
export const takeBlock = defineCommand({
  name: 'numbers.take-block',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({
    blockId: Id,
    kind: Kind,
    office: Office,
    year: z.int().min(2000).max(2099),
    size: z.int().min(1).max(500),
    deviceId: Id.optional(),
  }),
  result: z.strictObject({ first: z.int(), last: z.int(), firstNumber: z.string(), lastNumber: z.string() }),
});

/** Takes a block back, also one written off with its device: what was not used of it is on record as never used. */
export const returnBlock = defineCommand({
  name: 'numbers.return-block',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({
    blockId: Id,
    /** The last serial used; leave out when none was. */
    usedTo: z.int().min(1).optional(),
  }),
});

const SeriesRow = z.strictObject({
  kind: z.string(),
  office: z.string(),
  year: z.int(),
  last: z.int(),
  lastNumber: z.string().nullable(),
  used: z.int(),
  inBlocks: z.int(),
});

/** Every series with how far it has come. */
export const listSeries = defineQuery({
  name: 'numbers.list-series',
  scope: () => 'mission',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(SeriesRow),
  columns: [
    { key: 'kind', type: 'code' },
    { key: 'office', type: 'code' },
    { key: 'year', type: 'code' },
    { key: 'lastNumber', type: 'code' },
    { key: 'used', type: 'number' },
    { key: 'inBlocks', type: 'number' },
  ],
});

const BlockState = z.enum(['out', 'returned', 'written-off']);

const BlockRow = z.strictObject({
  id: Id,
  kind: z.string(),
  office: z.string(),
  year: z.int(),
  firstNumber: z.string(),
  lastNumber: z.string(),
  size: z.int(),
  used: z.int(),
  /** The latest serial of it that was entered. */
  lastUsed: z.int().nullable(),
  deviceName: z.string().nullable(),
  takenBy: z.string(),
  takenAt: Instant,
  returnedAt: Instant.nullable(),
  /** `written-off`: its device was revoked, and nobody has said yet which of it was used. */
  state: BlockState,
});
export type BlockRow = z.infer<typeof BlockRow>;

/** Blocks set aside, with how many of each are used. */
export const listBlocks = defineQuery({
  name: 'numbers.list-blocks',
  scope: () => 'mission',
  permission: 'numbers.list-series',
  input: z.strictObject({ ...pageInput, open: z.boolean().optional() }),
  output: pageOf(BlockRow),
  columns: [
    { key: 'kind', type: 'code' },
    { key: 'office', type: 'code' },
    { key: 'firstNumber', type: 'code' },
    { key: 'lastNumber', type: 'code' },
    { key: 'used', type: 'number' },
    { key: 'size', type: 'number' },
    { key: 'deviceName', type: 'text' },
    { key: 'takenBy', type: 'text' },
    { key: 'takenAt', type: 'instant' },
    { key: 'state', type: 'code', words: 'numbers.state-' },
    { key: 'returnedAt', type: 'instant' },
  ],
});

/** Finds the record that bears a number, however it was typed. */
export const findByNumber = defineQuery({
  name: 'numbers.find',
  scope: () => 'any',
  input: z.strictObject({ number: z.string().max(60) }),
  output: z.strictObject({
    number: z.string().nullable(),
    subject: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  }),
});
