import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Instant } from '#foundation/time.ts';
import { Sector } from '#kernel/orgs/contract/grants.ts';
import { Count, Names, PackageLine, PackageLineShown, Reason } from './shared.ts';

const lines = z.array(PackageLine).min(1).max(100);

/** Enters a package: what a household of each size is given together. */
export const createPackage = defineCommand({
  name: 'assistance.create-package',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({
    packageId: Id,
    code: z
      .string()
      .trim()
      .regex(/^[A-Z0-9][A-Z0-9-]{0,29}$/),
    nameEn: z.string().trim().min(1).max(200),
    nameTr: z.string().trim().max(200).optional(),
    nameAr: z.string().trim().max(200).optional(),
    sector: Sector,
    lines,
    note: z.string().trim().max(1000).optional(),
  }),
});

/** Gives a package other lines from now on; distributions keep the version they were planned with. */
export const revisePackage = defineCommand({
  name: 'assistance.revise-package',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ packageId: Id, version: z.int().min(1), lines, note: Reason }),
  result: z.strictObject({ version: z.int() }),
});

/** New distributions cannot take it any more. */
export const retirePackage = defineCommand({
  name: 'assistance.retire-package',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ packageId: Id, reason: Reason }),
});

export const PackageRow = z.strictObject({
  id: Id,
  code: z.string(),
  names: Names,
  sector: Sector,
  status: z.enum(['active', 'retired']),
  version: z.int(),
  items: Count,
  /** Distributions that took any version of it. */
  events: Count,
  changedAt: Instant,
});
export type PackageRow = z.infer<typeof PackageRow>;

/** Packages with the version in use. */
export const listPackages = defineQuery({
  name: 'assistance.list-packages',
  scope: () => 'any',
  input: z.strictObject({ ...pageInput, search: z.string().max(100).optional(), status: z.enum(['active', 'retired']).optional() }),
  output: pageOf(PackageRow),
  columns: [
    { key: 'code', type: 'code' },
    { key: 'names', type: 'names' },
    { key: 'sector', type: 'code', words: 'orgs.sector-' },
    { key: 'version', type: 'number' },
    { key: 'items', type: 'number' },
    { key: 'events', type: 'number' },
    { key: 'changedAt', type: 'instant' },
    { key: 'status', type: 'code', words: 'assistance.package-status-' },
  ],
});

/** One package with all its versions, the newest first. */
export const getPackage = defineQuery({
  name: 'assistance.get-package',
  permission: 'assistance.list-packages',
  scope: () => 'any',
  input: z.strictObject({ packageId: Id }),
  output: PackageRow.extend({
    versions: z.array(
      z.strictObject({ version: z.int(), note: z.string().nullable(), by: z.string(), at: Instant, lines: z.array(PackageLineShown) }),
    ),
    abilities: z.array(z.string()),
  }),
});
