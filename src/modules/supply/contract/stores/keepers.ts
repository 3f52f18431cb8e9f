import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { PlaceKind } from '#kernel/goods/contract/shared.ts';

/**
 * Stores of other keepers, to which custody may pass: found by code or name also beyond the reader's own reach, since goods are
 * handed over there. Nothing is told of what lies in them.
 */
export const searchKeepers = defineQuery({
  name: 'supply.search-keepers',
  permission: 'supply.transfer-custody',
  input: z.strictObject({ placeId: Id, text: z.string().max(100), limit: z.int().min(1).max(50).default(12) }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        kind: PlaceKind,
        code: z.string(),
        /** Null where names may tell whose the store is and must not. */
        nameEn: z.string().nullable(),
        nameTr: z.string().nullable(),
        nameAr: z.string().nullable(),
        keeper: z.string().nullable(),
      }),
    ),
  }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});
