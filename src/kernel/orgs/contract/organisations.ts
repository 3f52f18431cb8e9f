import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Country, names, shownNames } from './shared.ts';

export const orgRoles = ['own', 'partner', 'donor', 'supplier', 'transporter', 'authority', 'un-agency'] as const;
export const OrgRole = z.enum(orgRoles);
export type OrgRole = z.infer<typeof OrgRole>;
export const OrgStatus = z.enum(['active', 'suspended', 'closed', 'merged']);
export const registrationKinds = ['tax', 'association', 'company', 'un', 'other'] as const;
export const Registration = z.strictObject({
  kind: z.enum(registrationKinds),
  number: z.string().trim().min(2).max(60),
  country: Country,
});

const described = {
  ...names,
  acronym: z.string().trim().max(20).optional(),
  roles: z.array(OrgRole).min(1).max(7),
  aliases: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  registrations: z.array(Registration).max(20).default([]),
  country: Country.optional(),
  email: z.email().max(254).optional(),
  phone: z.string().trim().max(40).optional(),
  address: z.string().trim().max(500).optional(),
  website: z.url().max(300).optional(),
  note: z.string().trim().max(2000).optional(),
};

/** Enters an organisation; it is screened at once. Look for it first: `orgs.find-duplicates`. */
export const createOrganisation = defineCommand({
  name: 'orgs.create-organisation',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ orgId: Id, ...described }),
  result: z.strictObject({ orgId: Id, hits: z.int() }),
  scope: () => 'mission',
});

/** Changes what is said of an organisation; refused when somebody else has changed it since it was read. */
export const changeOrganisation = defineCommand({
  name: 'orgs.change-organisation',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ orgId: Id, version: z.int().min(1), ...described }),
  result: z.strictObject({ hits: z.int() }),
  scope: () => 'mission',
});

/** Suspends, closes or takes up again the work with an organisation. */
export const setOrganisationStatus = defineCommand({
  name: 'orgs.set-organisation-status',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ orgId: Id, status: z.enum(['active', 'suspended', 'closed']), reason: z.string().trim().min(1).max(500) }),
  scope: () => 'mission',
});

/** Makes one organisation an alias of another. Its records keep pointing to it, and it names its successor. */
export const mergeOrganisations = defineCommand({
  name: 'orgs.merge-organisations',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ mergeId: Id, fromId: Id, intoId: Id, reason: z.string().trim().min(1).max(500) }),
  scope: () => 'mission',
});

/** Takes a merge back: both stand for themselves again, with the names and roles they had. */
export const undoMerge = defineCommand({
  name: 'orgs.undo-merge',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ mergeId: Id }),
  scope: () => 'mission',
});

export const ScreeningState = z.enum(['clear', 'open', 'blocked', 'never']);

export const OrganisationRow = z.strictObject({
  id: Id,
  acronym: z.string().nullable(),
  ...shownNames,
  roles: z.array(OrgRole),
  kind: OrgRole,
  country: z.string().nullable(),
  status: OrgStatus,
  screening: ScreeningState,
  people: z.int(),
});

/** Everybody the mission works with. */
export const listOrganisations = defineQuery({
  name: 'orgs.list-organisations',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    role: OrgRole.optional(),
    status: OrgStatus.optional(),
    screening: ScreeningState.optional(),
  }),
  output: pageOf(OrganisationRow),
  scope: () => 'any',
  columns: [
    { key: 'acronym', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'nameTr', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'roles', type: 'list' },
    { key: 'country', type: 'code' },
    { key: 'status', type: 'code' },
    { key: 'screening', type: 'code' },
    { key: 'people', type: 'number' },
  ],
});

const Brief = z.strictObject({ id: Id, acronym: z.string().nullable(), ...shownNames, kind: OrgRole, status: OrgStatus });

export const getOrganisation = defineQuery({
  name: 'orgs.get-organisation',
  permission: 'orgs.list-organisations',
  input: z.strictObject({ orgId: Id }),
  output: OrganisationRow.extend({
    version: z.int(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    website: z.string().nullable(),
    note: z.string().nullable(),
    aliases: z.array(z.strictObject({ alias: z.string(), mergeId: Id.nullable() })),
    registrations: z.array(z.strictObject({ kind: z.enum(registrationKinds), number: z.string(), country: z.string() })),
    /** The organisation that stands for it now, when it was merged. */
    successor: Brief.nullable(),
    merges: z.array(z.strictObject({ id: Id, from: Brief, reason: z.string(), mergedAt: z.string(), mergedBy: z.string() })),
    screenedAt: z.string().nullable(),
    openHits: z.int(),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'org', id: input.orgId }),
});

/** Finds an organisation by what people type: any language, acronym, alias, number, with typing errors. */
export const searchOrganisations = defineQuery({
  name: 'orgs.search-organisations',
  permission: 'orgs.list-organisations',
  input: z.strictObject({
    text: z.string().min(1).max(100),
    role: OrgRole.optional(),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.strictObject({ rows: z.array(Brief.extend({ alias: z.string().nullable() })) }),
  scope: () => 'any',
});

/** Organisations that may be the one about to be entered, with what makes them alike. */
export const findDuplicates = defineQuery({
  name: 'orgs.find-duplicates',
  permission: 'orgs.list-organisations',
  input: z.strictObject({
    names: z.array(z.string().max(200)).max(60),
    numbers: z.array(z.string().max(60)).max(20).default([]),
    butNot: Id.optional(),
  }),
  output: z.strictObject({
    rows: z.array(Brief.extend({ score: z.number(), because: z.enum(['number', 'same-name', 'similar-name']), found: z.string() })),
  }),
  scope: () => 'any',
});
