import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { StockAt } from '#kernel/goods/contract/moves.ts';
import { Qty } from '#kernel/goods/contract/shared.ts';

export { StockAt } from '#kernel/goods/contract/moves.ts';
export { Condition, Owner, Qty, conditions } from '#kernel/goods/contract/shared.ts';

/**
 * How a quantity was counted: so many packs of that version of the ratio. What the quantity has over, is loose:
 * `12 cartons + 3` is a count of 12.
 */
export const Pack = z.strictObject({ packId: Id, count: z.number().min(0.000001).max(1_000_000_000) });
export type Pack = z.infer<typeof Pack>;
/** The same for who reads it. */
export const PackSeen = z.strictObject({
  packId: Id,
  code: z.string(),
  kind: z.string(),
  smallest: z.int(),
  per: z.int(),
  count: z.number(),
});

/** A quantity of smallest units, or none. */
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const Reason = z.string().trim().min(3).max(500);
export const Note = z.string().trim().max(2000);
export const Reference = z.string().trim().min(1).max(100);

/**
 * The row of stock that is meant, as a list named it: it says whose money the goods are where the reader may not read grants,
 * and `at` therefore bears none.
 */
export const StockRowKey = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/)
  .optional();
/** Something taken from where it lies. */
export const Taken = z.strictObject({ at: StockAt, row: StockRowKey, qty: Qty, pack: Pack.optional() });
export type Taken = z.infer<typeof Taken>;
/** As many lines as one document of a store may have. */
export const most = 5000;
export const TakenLines = z.array(Taken).min(1).max(most);

export const Photos = z.array(Id).max(50).default([]);

export const names = { nameEn: z.string(), nameTr: z.string().nullable(), nameAr: z.string().nullable() };

/** An item, lot, place and grant as lists show them. */
export const shownStock = {
  itemId: Id,
  itemCode: z.string(),
  ...names,
  unit: z.string(),
  lotId: Id.nullable(),
  lotCode: z.string().nullable(),
  expiresOn: z.string().nullable(),
};
