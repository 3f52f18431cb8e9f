import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { names, shownNames } from './shared.ts';

export const officeKinds = ['mission', 'sub-office', 'field-office'] as const;
export const OfficeKind = z.enum(officeKinds);
/** Stands in document numbers, so it is short and said on the phone. */
export const OfficeCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2,6}$/)
  .meta({ title: 'Office code' });

const described = {
  kind: OfficeKind,
  ...names,
  parentId: Id.optional(),
  area: z.string().min(2).max(40),
  siteId: Id.optional(),
};

/** Opens an office under its parent. */
export const openOffice = defineCommand({
  name: 'orgs.open-office',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ officeId: Id, code: OfficeCode, ...described }),
  scope: () => 'mission',
});
/** Changes an office or hangs it elsewhere; its code stays, since papers bear it. */
export const changeOffice = defineCommand({
  name: 'orgs.change-office',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ officeId: Id, version: z.int().min(1), ...described }),
  scope: () => 'mission',
});
export const closeOffice = defineCommand({
  name: 'orgs.close-office',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ officeId: Id, closedOn: Day }),
  scope: () => 'mission',
});

/** All offices with their parents: the tree is small and read whole. */
export const listOffices = defineQuery({
  name: 'orgs.list-offices',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        code: z.string(),
        kind: OfficeKind,
        parentId: Id.nullable(),
        ...shownNames,
        area: z.string(),
        areaNames: z.strictObject(shownNames),
        siteId: Id.nullable(),
        closedOn: z.string().nullable(),
        version: z.int(),
      }),
    ),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});
