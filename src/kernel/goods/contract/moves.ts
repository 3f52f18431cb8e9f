import * as z from 'zod';
import { Virtual } from '#kernel/ledger/contract/buckets.ts';
import { Id } from '#foundation/ids.ts';
import { Condition, Owner, Qty } from './shared.ts';

/** Where goods lie. */
export const StockAt = z.strictObject({
  item: Id,
  lot: Id.optional(),
  place: Id,
  grant: Id.optional(),
  condition: Condition,
  owner: Owner,
});
export type StockAt = z.infer<typeof StockAt>;

/** The other side of what enters or leaves; lot, grant and owner are those of the goods unless told. */
export const Outside = z.strictObject({
  virtual: Virtual,
  item: Id,
  lot: Id.optional(),
  place: Id.optional(),
  grant: Id.optional(),
  condition: Condition.optional(),
  owner: Owner.optional(),
});
export type Outside = z.infer<typeof Outside>;

/** A quantity from one to the other; `pack` tells how it was entered, so that a wrong ratio can be put right later. */
export const Move = z.strictObject({
  from: z.union([StockAt, Outside]),
  to: z.union([StockAt, Outside]),
  qty: Qty,
  pack: z.strictObject({ packId: Id, count: z.number().min(0.000001).max(1_000_000_000) }).optional(),
});
export type Move = z.infer<typeof Move>;
