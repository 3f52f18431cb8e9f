import * as z from 'zod';
import { Id } from '#foundation/ids.ts';
import { definePack } from '#foundation/pack.ts';
import { Day, Instant } from '#foundation/time.ts';
import { PlaceName } from '../transport/shared.ts';
import { FieldItem, Keys } from './shared.ts';

const Line = z.strictObject({
  lineId: Id,
  lineNo: z.int(),
  item: FieldItem,
  lotId: Id.nullable(),
  lotCode: z.string().nullable(),
  expiresOn: Day.nullable(),
  planned: z.int(),
  loaded: z.int().nullable(),
  offGood: z.int(),
  offDamaged: z.int(),
  damaged: z.int(),
  /** Somebody has told what was received of it. */
  counted: z.boolean(),
  /** What of it was refused and is still aboard. */
  refused: z.int(),
});

/** What was told of the truck, without words and names: the phone folds its own records over it as the server does. */
const Fact = z.strictObject({
  id: Id,
  commandId: Id,
  kind: z.string(),
  at: Instant,
  done: z.boolean().optional(),
  took: z.boolean().optional(),
  put: z.array(z.string()).optional(),
  broken: z.array(z.string()).optional(),
});

/**
 * One truck on a phone: its load line by line, pallets, seals and the trucks it may pass its load to. No name of a driver, of
 * an agency or of a donor is in it, and no other truck's load.
 */
export const tripPack = definePack({
  name: 'supply.trip',
  // 2: what was refused of a line. 3: whether names are waived, the country it goes to, and whether anything was taken in.
  version: 3,
  params: z.strictObject({ leg: Id }),
  shape: z.strictObject({
    legId: Id,
    shipmentId: Id,
    shipmentNumber: z.string(),
    waybill: z.string(),
    plate: z.string(),
    from: PlaceName,
    to: PlaceName,
    /** Of where it goes, when that is known. */
    country: z.string().nullable(),
    /** Names and logos of agencies and donors stay off: places stand by their codes, and pictures show none. */
    waived: z.boolean(),
    originPlaceId: Id,
    /** Its load goes to the consignee there; otherwise it passes to other trucks. */
    ends: z.boolean(),
    /** It begins at the store that sends the shipment: its load is checked there. */
    begins: z.boolean(),
    lines: z.array(Line),
    units: z.array(
      z.strictObject({
        unitId: Id,
        kind: z.string(),
        code: z.string(),
        sscc: z.string().nullable(),
        legId: Id.nullable(),
        contents: z.array(z.strictObject({ lineId: Id, qty: z.int() })),
      }),
    ),
    facts: z.array(Fact),
    onward: z.array(z.strictObject({ legId: Id, waybill: z.string(), plate: z.string(), to: PlaceName })),
    keys: Keys,
  }),
});
export type TripPack = z.output<typeof tripPack.shape>;
export type TripLine = TripPack['lines'][number];
