import * as z from 'zod';
import { defineFeed } from '#foundation/feed.ts';
import { searchPlaces } from './areas.ts';
import { Precision, Sensitivity, listSites } from './sites.ts';

/** Areas that are or were valid: everybody who searches places may hold them. */
export const areasFeed = defineFeed({
  name: 'places.areas',
  version: 1,
  table: 'areas',
  permission: searchPlaces.permission,
  row: z.strictObject({
    /** The P-code. */
    id: z.string(),
    level: z.int(),
    country: z.string(),
    parent: z.string().nullable(),
    lineage: z.array(z.string()),
    nameEn: z.string(),
    nameTr: z.string().nullable(),
    nameAr: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    provisional: z.boolean(),
    validTo: z.string().nullable(),
    replacedBy: z.string().nullable(),
    formerCodes: z.array(z.string()),
  }),
});

/** Sites within the reader's reach; a guarded site stands at its area's point unless the reader may see it exactly. */
export const sitesFeed = defineFeed({
  name: 'places.sites',
  version: 1,
  table: 'sites',
  permission: listSites.permission,
  row: z.strictObject({
    id: z.string(),
    code: z.string(),
    type: z.string(),
    nameEn: z.string(),
    nameTr: z.string().nullable(),
    nameAr: z.string().nullable(),
    area: z.string(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    precision: Precision,
    status: z.enum(['planned', 'open', 'closed']),
    sensitivity: Sensitivity,
    custodianId: z.string().nullable(),
    version: z.int(),
  }),
});
