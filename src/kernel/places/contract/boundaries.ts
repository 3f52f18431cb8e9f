import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineQuery } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Pcode } from './areas.ts';

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
/** Closed: the last position is the first. */
const Ring = z
  .array(Position)
  .min(4)
  .max(20_000)
  .refine((ring) => ring[0]?.join() === ring.at(-1)?.join(), { params: { code: 'places.ring-open' } });
const Rings = z.array(Ring).min(1).max(500);

/** A shape in degrees, as GeoJSON has it, without heights. */
export const Shape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: Rings }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1).max(2_000) }),
]);
export type Shape = z.infer<typeof Shape>;

/** What a source may be called: the file's name, or who published it. */
const Source = z.string().trim().min(1).max(200);

/** Enters or renews the boundaries of areas that are known; those that are not known are named in the answer. */
export const importBoundaries = defineCommand({
  name: 'places.import-boundaries',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    source: Source,
    boundaries: z
      .array(z.strictObject({ pcode: Pcode, shape: Shape }))
      .min(1)
      .max(500),
  }),
  result: z.strictObject({ added: z.int(), changed: z.int(), same: z.int(), unknown: z.array(Pcode) }),
  scope: () => 'mission',
});

/** Takes a source's boundaries away; maps show those again that come with the system. */
export const dropBoundaries = defineCommand({
  name: 'places.drop-boundaries',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ source: Source }),
  result: z.strictObject({ dropped: z.int() }),
  scope: () => 'mission',
});

/** Imported boundaries with the names of their areas, for maps. */
export const listBoundaries = defineQuery({
  name: 'places.list-boundaries',
  permission: 'places.search',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        pcode: Pcode,
        level: z.int(),
        parent: Pcode.nullable(),
        nameEn: z.string(),
        nameTr: z.string().nullable(),
        nameAr: z.string().nullable(),
        // What lies in the table was checked on its way in.
        shape: z.custom<Shape>((value) => typeof value === 'object' && value !== null),
      }),
    ),
  }),
  scope: () => 'any',
});

/** Where imported boundaries come from. */
export const listBoundarySources = defineQuery({
  name: 'places.list-boundary-sources',
  permission: 'places.import-boundaries',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(z.strictObject({ source: z.string(), count: z.int(), importedAt: Instant })) }),
  scope: () => 'any',
});
