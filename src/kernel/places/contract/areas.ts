import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';

/** Türkiye TUR + 3, 6 or 9 digits, Syria SYR / SY + 2, 4, 6 digits, communities C + 4-5 digits, provisional X-… */
export const Pcode = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,19}$/)
  .meta({ title: 'P-code' });
const Names = {
  nameEn: z.string().trim().min(1).max(200),
  nameTr: z.string().trim().max(200).optional(),
  nameAr: z.string().trim().max(200).optional(),
};
const Point = { lat: z.number().min(-90).max(90).optional(), lon: z.number().min(-180).max(180).optional() };

export const AreaInput = z.strictObject({
  pcode: Pcode,
  level: z.int().min(0).max(5),
  country: z.string().length(3),
  parent: Pcode.optional(),
  ...Names,
  ...Point,
  areaKm2: z.number().min(0).optional(),
  aliases: z.array(z.string().max(200)).max(20).optional(),
});

/** Enters or renews up to a thousand areas of a gazetteer; parents before children, in this chunk or an earlier one. */
export const importAreas = defineCommand({
  name: 'places.import-areas',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ source: z.string().min(1).max(200), validFrom: Day, areas: z.array(AreaInput).min(1).max(1000) }),
  result: z.strictObject({ added: z.int(), changed: z.int(), same: z.int() }),
  scope: () => 'mission',
});

/** Enters towns without a P-code. */
export const importTowns = defineCommand({
  name: 'places.import-towns',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    towns: z
      .array(
        z.strictObject({
          id: z.string().max(40),
          name: z.string().min(1).max(200),
          area: Pcode.optional(),
          lat: z.number(),
          lon: z.number(),
          population: z.int().min(0).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ added: z.int() }),
  scope: () => 'mission',
});

/** Enters a neighbourhood or village; without a national code it gets a marked provisional one. */
export const addNeighbourhood = defineCommand({
  name: 'places.add-neighbourhood',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ parent: Pcode, pcode: Pcode.optional(), ...Names, ...Point }),
  result: z.strictObject({ pcode: Pcode, provisional: z.boolean() }),
  scope: (input) => ({ kind: 'area', id: input.parent }),
});

/** Gives a provisional place its national code; sites, keys and history follow, the former code keeps finding it. */
export const recodeArea = defineCommand({
  name: 'places.recode-area',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ pcode: Pcode, newPcode: Pcode }),
  scope: (input) => ({ kind: 'area', id: input.pcode }),
});

/** Ends an area's validity and names its successor; old rows keep the old code. */
export const replaceArea = defineCommand({
  name: 'places.replace-area',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ pcode: Pcode, successor: Pcode, validTo: Day }),
  scope: () => 'mission',
});

export const AreaRow = z.strictObject({
  pcode: Pcode,
  level: z.int(),
  country: z.string(),
  parent: z.string().nullable(),
  nameEn: z.string(),
  nameTr: z.string().nullable(),
  nameAr: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  provisional: z.boolean(),
  validTo: z.string().nullable(),
  replacedBy: z.string().nullable(),
  children: z.int(),
  sites: z.int(),
});

/** The areas directly under one (or the countries), for the tree. */
export const listAreas = defineQuery({
  name: 'places.list-areas',
  permission: 'places.search',
  input: z.strictObject({ parent: Pcode.optional() }),
  output: z.strictObject({ rows: z.array(AreaRow) }),
  scope: () => 'any',
});

/** One area with its path, what lies in it and its former codes. */
export const getArea = defineQuery({
  name: 'places.get-area',
  permission: 'places.search',
  input: z.strictObject({ pcode: Pcode }),
  output: AreaRow.extend({
    path: z.array(z.strictObject({ pcode: Pcode, nameEn: z.string(), nameTr: z.string().nullable(), nameAr: z.string().nullable() })),
    areaKm2: z.number().nullable(),
    source: z.string(),
    validFrom: z.string(),
    formerCodes: z.array(z.string()),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});

export const Hit = z.strictObject({
  kind: z.enum(['area', 'town', 'site', 'crossing']),
  ref: z.string(),
  nameEn: z.string(),
  nameTr: z.string().nullable(),
  nameAr: z.string().nullable(),
  level: z.int().nullable(),
  type: z.string().nullable(),
  within: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
});

/** Finds places by name or code in any of the three languages, forgiving typing errors. */
export const searchPlaces = defineQuery({
  name: 'places.search',
  input: z.strictObject({
    text: z.string().max(100),
    kinds: z
      .array(z.enum(['area', 'town', 'site', 'crossing']))
      .max(4)
      .optional(),
    within: Pcode.optional(),
    limit: z.int().min(1).max(50).default(12),
  }),
  output: z.strictObject({ rows: z.array(Hit) }),
  scope: () => 'any',
});
