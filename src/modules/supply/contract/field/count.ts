import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePack } from '#foundation/pack.ts';
import { Day } from '#foundation/time.ts';
import { PlaceName } from '../transport/shared.ts';
import { Condition } from '../stores/shapes.ts';
import { FieldItem } from './shared.ts';

/** A count on a phone, blind: it says where and what, never how much the books hold. */
export const countPack = definePack({
  name: 'supply.count',
  // 2: the goods of the mission, for what lies where the sheet has no line.
  version: 2,
  params: z.strictObject({ count: Id }),
  shape: z.strictObject({
    countId: Id,
    number: z.string(),
    place: PlaceName,
    /** Bins inside: where something may be found that stands on no line. */
    places: z.array(z.strictObject({ id: Id, code: z.string() })),
    /** The mission's goods by name and code, whether or not any lies here. */
    items: z.array(FieldItem),
    lines: z.array(
      z.strictObject({
        line: z.int(),
        item: FieldItem,
        lotId: Id.nullable(),
        lotCode: z.string().nullable(),
        expiresOn: Day.nullable(),
        placeId: Id,
        placeCode: z.string(),
        condition: Condition,
        /** Tells lines of one item apart that belong to different grants: a letter, never a grant's or a donor's name. */
        mark: z.string().nullable(),
        ask: z.enum(['count', 'recount', 'done', 'other']),
      }),
    ),
  }),
});
export type CountPack = z.output<typeof countPack.shape>;
export type CountLine = CountPack['lines'][number];
