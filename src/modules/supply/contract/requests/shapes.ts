import * as z from 'zod';
import { Id } from '#foundation/ids.ts';

/** A positive whole number of the item's smallest unit. */
export const Qty = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** How far something came: may be nothing yet. */
export const Count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Reason = z.string().trim().min(3).max(500);
/** Names in the three languages, as far as they are known. */
export const Names = z.record(z.string(), z.string());

/** An item as lines of plans and requests show it. */
export const ItemBrief = z.strictObject({
  id: Id,
  code: z.string(),
  names: Names,
  unit: z.string(),
  packs: z.array(z.strictObject({ code: z.string(), kind: z.string(), smallest: z.int(), per: z.int() })),
});
export type ItemBrief = z.infer<typeof ItemBrief>;

/** Why something was picked or left: a code, and the figures that show it. */
export const Why = z.strictObject({ code: z.string(), figures: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Outcome of a row of a spreadsheet. */
export const RowOutcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['applied', 'same']) }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), figures: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);
