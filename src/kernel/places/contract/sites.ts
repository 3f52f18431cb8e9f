import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { outwardPoint } from '../domain/coarse.ts';
import { Pcode } from './areas.ts';

export const SiteCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,29}$/)
  .meta({ title: 'Site code' });
export const Sensitivity = z.enum(['open', 'restricted', 'sensitive']);
export const Precision = z.enum(['surveyed', 'approximate', 'area']);

/** What can be said of a site besides its code. */
export const described = {
  type: z.string().min(1).max(40),
  nameEn: z.string().trim().min(1).max(200),
  nameTr: z.string().trim().max(200).optional(),
  nameAr: z.string().trim().max(200).optional(),
  area: Pcode,
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  precision: Precision.optional(),
  custodianId: Id.optional(),
  responseId: Id.optional(),
  sensitivity: Sensitivity.optional(),
  openedOn: Day.optional(),
  note: z.string().max(2000).optional(),
};

/** Opens a site: a place where something is kept, given, or where people live. */
export const createSite = defineCommand({
  name: 'places.create-site',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ siteId: Id, code: SiteCode, ...described }),
  result: z.strictObject({ siteId: Id, code: z.string() }),
  scope: (input) => ({ kind: 'area', id: input.area }),
});

/** Changes what is said of a site; refused when somebody else has changed it since it was read. */
export const changeSite = defineCommand({
  name: 'places.change-site',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ siteId: Id, version: z.int().min(1), code: SiteCode, ...described }),
  scope: (input) => ({ kind: 'site', id: input.siteId }),
});

export const closeSite = defineCommand({
  name: 'places.close-site',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ siteId: Id, closedOn: Day, reason: z.string().trim().min(1).max(500) }),
  scope: (input) => ({ kind: 'site', id: input.siteId }),
});

export const reopenSite = defineCommand({
  name: 'places.reopen-site',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ siteId: Id, reason: z.string().trim().min(1).max(500) }),
  scope: (input) => ({ kind: 'site', id: input.siteId }),
});

export const SiteRow = z.strictObject({
  id: Id,
  code: z.string(),
  type: z.string(),
  typeNames: z.record(z.string(), z.string()),
  family: z.string(),
  nameEn: z.string(),
  nameTr: z.string().nullable(),
  nameAr: z.string().nullable(),
  area: Pcode,
  country: z.string(),
  areaNames: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }),
  /** The first level below the country in which it lies. */
  province: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }),
  /** The point the reader may see: the site's own, else its area's. */
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: Precision,
  status: z.enum(['planned', 'open', 'closed']),
  sensitivity: Sensitivity,
  openedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  custodianId: Id.nullable(),
});

/** The site register. */
export const listSites = defineQuery({
  name: 'places.list-sites',
  outward: outwardPoint,
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    types: z.array(z.string().max(40)).max(40).optional(),
    families: z.array(z.string().max(20)).max(10).optional(),
    /** Only where people are served: not stores, hubs and gates. */
    servesPeople: z.literal(true).optional(),
    status: z.enum(['planned', 'open', 'closed']).optional(),
    within: Pcode.optional(),
    custodianId: Id.optional(),
    responseId: Id.optional(),
  }),
  output: pageOf(SiteRow),
  scope: () => 'any',
  columns: [
    { key: 'code', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'nameTr', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'type', type: 'code' },
    { key: 'typeNames', type: 'names' },
    { key: 'area', type: 'code' },
    { key: 'areaNames', type: 'names' },
    { key: 'province', type: 'names' },
    { key: 'status', type: 'code', words: 'places.status-' },
    { key: 'sensitivity', type: 'code', words: 'places.sensitivity-' },
    { key: 'lat', type: 'number' },
    { key: 'lon', type: 'number' },
    { key: 'precision', type: 'code', words: 'places.precision-' },
    { key: 'openedOn', type: 'date' },
    { key: 'closedOn', type: 'date' },
  ],
});

export const getSite = defineQuery({
  name: 'places.get-site',
  permission: 'places.list-sites',
  input: z.strictObject({ siteId: Id }),
  output: SiteRow.extend({
    version: z.int(),
    note: z.string().nullable(),
    responseId: Id.nullable(),
    exact: z.boolean(),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'site', id: input.siteId }),
});

/** Kinds of site with their names. */
export const listSiteTypes = defineQuery({
  name: 'places.list-site-types',
  permission: 'places.search',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ code: z.string(), names: z.record(z.string(), z.string()), family: z.string(), sensitivity: Sensitivity }),
    ),
  }),
  scope: () => 'any',
});

/** Points and areas of sensitive sites are shown exactly only to holders of this right. */
export const seeExactSites = { name: 'places.see-exact-sites', opens: 'exact-sites' } as const;
