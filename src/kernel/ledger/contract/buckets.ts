import * as z from 'zod';

/** One dimension of a bucket: a code or an id. The bar separates dimensions in a bucket's key. */
export const Dimension = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^|\p{Cc}]+$/u);

/**
 * What a virtual bucket stands for: it has no balance, so that nobody waits for it. One more, `unexplained`, is the ledger's
 * own: facts draw from it what was never booked in.
 */
export const Virtual = z.enum([
  'supplier',
  'donor-in-kind',
  'opening',
  'assembly',
  'households',
  'in-dispute',
  'lost',
  'damaged-away',
  'disposed',
  'count-difference',
  'bank',
  'payee',
  'returned-to-donor',
]);
export type Virtual = z.infer<typeof Virtual>;

/** Where goods lie: counted in the item's smallest unit. */
export const GoodsBucket = z.strictObject({
  item: Dimension,
  lot: Dimension.optional(),
  place: Dimension,
  grant: Dimension.optional(),
  condition: Dimension,
  owner: Dimension,
});

/** The other side of what enters or leaves the mission's goods; dimensions are kept where they are known. */
export const VirtualGoods = z.strictObject({
  virtual: Virtual,
  item: Dimension,
  lot: Dimension.optional(),
  place: Dimension.optional(),
  grant: Dimension.optional(),
  condition: Dimension.optional(),
  owner: Dimension.optional(),
});

/** Where money lies: counted in the currency's minor unit. */
export const MoneyBucket = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), account: Dimension, grant: Dimension.optional() });
export const VirtualMoney = z.strictObject({
  virtual: Virtual,
  currency: z.string().regex(/^[A-Z]{3}$/),
  account: Dimension.optional(),
  grant: Dimension.optional(),
});

export const Bucket = z.union([GoodsBucket, VirtualGoods, MoneyBucket, VirtualMoney]);
export type Bucket = z.infer<typeof Bucket>;

/** A positive whole number of smallest units, exact in every program that reads it. */
export const Qty = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
