import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { LotCode, NamesShown, Tracking } from './shared.ts';

/** An amount of money; minor units. */
export const Cost = z.strictObject({ minor: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });

/** Puts right what was read wrong from a label; the goods book is not touched. */
export const correctLot = defineCommand({
  name: 'goods.correct-lot',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    lotId: Id,
    version: z.int().min(1),
    code: LotCode,
    expiresOn: Day.optional(),
    madeOn: Day.optional(),
    supplierId: Id.optional(),
    supplierRef: z.string().trim().max(200).optional(),
    unitCost: Cost.optional(),
    note: z.string().trim().max(2000).optional(),
    reason: z.string().trim().min(3).max(500),
  }),
  scope: () => 'mission',
});

const lot = {
  id: Id,
  code: z.string(),
  itemId: Id,
  itemCode: z.string(),
  itemNames: z.record(z.string(), z.string()),
  expiresOn: Day.nullable(),
  madeOn: Day.nullable(),
  receivedOn: Day.nullable(),
  supplierId: Id.nullable(),
  supplierNames: z.record(z.string(), z.string()),
  recalledAt: z.string().nullable(),
};

export const getLot = defineQuery({
  name: 'goods.get-lot',
  permission: 'goods.list-stock',
  input: z.strictObject({ lotId: Id }),
  output: z.strictObject({
    ...lot,
    unit: z.string(),
    tracking: Tracking,
    supplierRef: z.string().nullable(),
    unitCost: Cost.nullable(),
    recallReason: z.string().nullable(),
    note: z.string().nullable(),
    version: z.int(),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});

/** Finds lots and serial numbers by what stands on the label. */
export const searchLots = defineQuery({
  name: 'goods.search-lots',
  permission: 'goods.list-stock',
  input: z.strictObject({ text: z.string().max(100), itemId: Id.optional(), limit: z.int().min(1).max(50).default(10) }),
  output: z.strictObject({ rows: z.array(z.strictObject({ ...lot, ...NamesShown })) }),
  scope: () => 'any',
});
