import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Condition, StockAt, shownStock } from './shapes.ts';

export const StoreStockRow = z.strictObject({
  /** Tells the row apart: one for each place, item, lot, grant, condition and owner. */
  key: z.string(),
  at: StockAt,
  ...shownStock,
  placeId: Id,
  placeCode: z.string(),
  grantCode: z.string().nullable(),
  condition: Condition,
  owner: z.string(),
  ownerName: z.string().nullable(),
  qty: z.int(),
  reserved: z.int(),
  free: z.int(),
  packs: z.array(z.strictObject({ id: Id, code: z.string(), kind: z.string(), smallest: z.int(), per: z.int() })),
});
export type StoreStockRow = z.infer<typeof StoreStockRow>;

/** What lies in a store, bucket by bucket: what work in it takes from. First to expire first. */
export const listStoreStock = defineQuery({
  name: 'supply.list-store-stock',
  input: z.strictObject({
    ...pageInput,
    placeId: Id,
    search: z.string().max(100).optional(),
    conditions: z.array(Condition).max(10).optional(),
    itemIds: z.array(Id).max(500).optional(),
    grantId: Id.optional(),
    lotId: Id.optional(),
  }),
  output: pageOf(StoreStockRow),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
  columns: [
    { key: 'itemCode', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'lotCode', type: 'code' },
    { key: 'expiresOn', type: 'date' },
    { key: 'placeCode', type: 'code' },
    { key: 'grantCode', type: 'code' },
    { key: 'condition', type: 'text', words: 'goods.condition-' },
    { key: 'owner', type: 'code' },
    { key: 'qty', type: 'number' },
    { key: 'reserved', type: 'number' },
    { key: 'free', type: 'number' },
  ],
});
