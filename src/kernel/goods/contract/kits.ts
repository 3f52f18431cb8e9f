import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Qty } from './shared.ts';

export const Component = z.strictObject({ itemId: Id, qty: Qty.max(1_000_000_000), note: z.string().trim().max(500).optional() });

/** Says how a kit is put together from now on; the former version stays with what was made by it. */
export const defineKit = defineCommand({
  name: 'goods.define-kit',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    kitId: Id,
    itemId: Id,
    /** The version that was seen; 0 when there was none. */
    seen: z.int().min(0),
    components: z.array(Component).min(1).max(200),
    note: z.string().trim().max(2000).optional(),
  }),
  result: z.strictObject({ version: z.int() }),
  scope: () => 'mission',
});

const KitShown = z.strictObject({
  id: Id,
  version: z.int(),
  note: z.string().nullable(),
  validFrom: z.string(),
  supersededAt: z.string().nullable(),
  components: z.array(
    z.strictObject({
      itemId: Id,
      itemCode: z.string(),
      itemNames: z.record(z.string(), z.string()),
      unit: z.string(),
      qty: z.int(),
      weightG: z.number().nullable(),
      volumeCm3: z.number().nullable(),
      note: z.string().nullable(),
    }),
  ),
});

/** How a kit is put together, newest version first, and in which kits the item itself goes. */
export const getKit = defineQuery({
  name: 'goods.get-kit',
  permission: 'goods.list-items',
  input: z.strictObject({ itemId: Id }),
  output: z.strictObject({
    versions: z.array(KitShown),
    partOf: z.array(z.strictObject({ itemId: Id, itemCode: z.string(), itemNames: z.record(z.string(), z.string()), qty: z.int() })),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});
