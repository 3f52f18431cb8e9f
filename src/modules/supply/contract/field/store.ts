import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePack } from '#foundation/pack.ts';
import { PlaceName } from '../transport/shared.ts';
import { FieldItem, Keys } from './shared.ts';

/**
 * A store on a phone: enough to receive a truck that nobody has announced, by its waybill. It holds the names of goods and the
 * mission's public keys, and no figure of what lies there.
 */
export const storePack = definePack({
  name: 'supply.store',
  // 2: whether names are waived, and the country in which it lies.
  version: 2,
  params: z.strictObject({ place: Id }),
  shape: z.strictObject({
    place: PlaceName,
    country: z.string().nullable(),
    /** As of a truck: the store stands by its code, and pictures show no agency and no donor. */
    waived: z.boolean(),
    places: z.array(z.strictObject({ id: Id, code: z.string() })),
    items: z.array(FieldItem),
    keys: Keys,
  }),
});
export type StorePack = z.output<typeof storePack.shape>;
