import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { listSites } from './sites.ts';

const Reason = z.string().trim().min(3).max(500);
const names = { en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() };

/** Takes agency and donor names and logos off papers, labels and public views in an area, for a partner, or for both. */
export const waiveVisibility = defineCommand({
  name: 'places.waive-visibility',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    waiverId: Id,
    area: z.string().max(30).optional(),
    orgId: Id.optional(),
    fromDay: Day,
    toDay: Day.optional(),
    reason: Reason,
  }),
  scope: () => 'mission',
});

export const liftWaiver = defineCommand({
  name: 'places.lift-waiver',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ waiverId: Id, reason: Reason }),
  scope: () => 'mission',
});

/** Sites within reach whose names stay off papers: a store's name, and whose it is, tell as much as an agency's. */
export const listUnnamedSites = defineQuery({
  name: 'places.list-unnamed-sites',
  permission: listSites.name,
  input: z.strictObject({ siteId: Id.optional() }),
  output: z.strictObject({ rows: z.array(Id) }),
  scope: () => 'any',
});

export const reviewWaivers = defineQuery({
  name: 'places.review-waivers',
  input: z.strictObject({ ...pageInput, inForce: z.boolean().optional() }),
  output: pageOf(
    z.strictObject({
      id: Id,
      area: z.string().nullable(),
      areaNames: z.strictObject(names).nullable(),
      org: z.strictObject({ id: Id, acronym: z.string().nullable(), ...names }).nullable(),
      fromDay: Day,
      toDay: Day.nullable(),
      reason: z.string(),
      lifted: z.boolean(),
      inForce: z.boolean(),
    }),
  ),
  scope: () => 'mission',
  columns: [
    { key: 'area', type: 'code' },
    { key: 'areaNames', type: 'names' },
    { key: 'org', type: 'names' },
    { key: 'fromDay', type: 'date' },
    { key: 'toDay', type: 'date' },
    { key: 'reason', type: 'text' },
    { key: 'inForce', type: 'boolean' },
  ],
});
