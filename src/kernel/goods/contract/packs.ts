import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day, Instant } from '#foundation/time.ts';

/** A pack holds something else than was said: a new version, and the documents entered with the wrong one are listed. */
export const correctPack = defineCommand({
  name: 'goods.correct-pack',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    packId: Id,
    newPackId: Id,
    smallest: z.int().min(1).max(1_000_000_000),
    per: z.int().min(1).max(1_000_000).default(1),
    /** True: it never held what was said. False: from now on it comes otherwise, and what was entered stands. */
    wrong: z.boolean(),
    reason: z.string().trim().min(3).max(500),
  }),
  result: z.strictObject({ uses: z.int() }),
  scope: () => 'mission',
});

export const PackUseRow = z.strictObject({
  documentId: Id,
  line: z.int(),
  kind: z.string(),
  occurredAt: Instant,
  bookDate: Day,
  lotId: z.string().nullable(),
  lotCode: z.string().nullable(),
  placeId: z.string().nullable(),
  placeCode: z.string().nullable(),
  count: z.number(),
  qty: z.int(),
  /** By the ratio that is true of it; null where nothing but its own is known, or where it does not come out whole. */
  should: z.int().nullable(),
  /** What stock is short of or has too much, by this line; null where nothing can be said. */
  difference: z.int().nullable(),
  /** What can be put right: it brought or took stock, has a difference, and was not put right or taken back. */
  open: z.boolean(),
  correctedBy: Id.nullable(),
  /** This reader entered the ratio in use now: somebody else books what it changes. */
  mine: z.boolean(),
});

const ratio = { smallest: z.int(), per: z.int() };
const PackMeant = z.strictObject({
  itemId: Id,
  nameEn: z.string(),
  nameTr: z.string().nullable(),
  nameAr: z.string().nullable(),
  unit: z.string(),
  kind: z.string(),
  code: z.string(),
  version: z.int(),
  ...ratio,
  /** The ratio that is true of what was entered with it; null where nothing but its own is known. */
  right: z.strictObject(ratio).nullable(),
});

/** Lines of documents that were entered with a version of a pack, with the difference to the ratio that is true of it. */
export const listPackUses = defineQuery({
  name: 'goods.list-pack-uses',
  permission: 'goods.correct-pack',
  input: z.strictObject({ ...pageInput, packId: Id }),
  output: pageOf(PackUseRow).extend({ pack: PackMeant }),
  scope: () => 'mission',
  columns: [
    { key: 'occurredAt', type: 'instant' },
    { key: 'kind', type: 'code' },
    { key: 'placeCode', type: 'code' },
    { key: 'lotCode', type: 'code' },
    { key: 'count', type: 'number' },
    { key: 'qty', type: 'number' },
    { key: 'should', type: 'number' },
    { key: 'difference', type: 'number' },
    { key: 'bookDate', type: 'date' },
  ],
});

/**
 * Books the difference of lines entered with a wrong ratio where they had booked; refused where the goods have gone on, and
 * to who entered the ratio that is in use now.
 */
export const correctPackUses = defineCommand({
  name: 'goods.correct-pack-uses',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    packId: Id,
    documentId: Id,
    uses: z
      .array(z.strictObject({ documentId: Id, line: z.int() }))
      .min(1)
      .max(500),
    reason: z.string().trim().min(3).max(500),
  }),
  result: z.strictObject({ lines: z.int() }),
  scope: () => 'mission',
});
