import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Id } from '#foundation/ids.ts';
import { LotSeen } from './receipts.ts';
import { Condition, Owner, Pack, Qty, conditions } from './shapes.ts';

/** What lay in the stores when the books began: at most 1,000 rows, one document. */
export const enterOpeningStock = defineCommand({
  name: 'supply.enter-opening-stock',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    source: z.string().trim().min(1).max(200),
    lines: z
      .array(
        z.strictObject({
          placeId: Id,
          itemId: Id,
          lot: LotSeen.optional(),
          grantId: Id.optional(),
          condition: Condition,
          owner: Owner,
          qty: Qty,
          pack: Pack.optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ documents: z.int() }),
  scope: () => 'any',
});

/** A sheet of opening stock. */
export const openingImport: ImportDef = {
  name: 'supply.opening-stock',
  permission: enterOpeningStock.name,
  columns: [
    { key: 'place', type: 'code', required: true, maxLength: 40, example: 'BURC-A-01' },
    { key: 'item', type: 'code', required: true, maxLength: 40, example: 'HSHEBLAN01' },
    { key: 'lot', type: 'text', maxLength: 60, example: 'L-2023-07' },
    { key: 'expiresOn', type: 'day', example: '2025-06-30' },
    { key: 'grant', type: 'code', maxLength: 30, example: 'ECH-23' },
    { key: 'condition', type: 'choice', choices: conditions, words: 'goods.condition-' },
    { key: 'owner', type: 'text', maxLength: 100 },
    { key: 'qty', type: 'integer', required: true, min: 1, formula: 'refused' },
    { key: 'pack', type: 'code', maxLength: 40 },
    { key: 'unitCost', type: 'number', min: 0 },
    { key: 'currency', type: 'code', maxLength: 3, example: 'EUR' },
  ],
  page: '/goods/stock',
};
