import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { ScreeningState } from './organisations.ts';

export const personKinds = ['officer', 'driver', 'contact'] as const;
export const PersonKind = z.enum(personKinds);

const described = {
  kind: PersonKind,
  name: personal(z.string().trim().min(1).max(200)),
  /** The name in another script or spelling, as it stands on another paper. */
  otherNames: personal(z.array(z.string().trim().min(1).max(200)).max(10)).default([]),
  birthYear: personal(z.int().min(1900).max(2100)).optional(),
  position: personal(z.string().trim().max(100)).optional(),
  phone: personal(z.string().trim().max(40)).optional(),
  email: personal(z.email().max(254)).optional(),
  /** Driving licence or identity paper, as the gate asks for it. */
  paper: personal(z.string().trim().max(60)).optional(),
};

/** Enters an officer, driver or contact of an organisation; screened at once. Never a recipient of aid. */
export const addPerson = defineCommand({
  name: 'orgs.add-person',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ personId: Id, orgId: Id, ...described }),
  result: z.strictObject({ personId: Id, hits: z.int() }),
  scope: (input) => ({ kind: 'org', id: input.orgId }),
});

export const changePerson = defineCommand({
  name: 'orgs.change-person',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ personId: Id, version: z.int().min(1), ...described }),
  result: z.strictObject({ hits: z.int() }),
  scope: (input) => ({ kind: 'org-person', id: input.personId }),
});

/** The person no longer works for the organisation; the record stays. */
export const endPerson = defineCommand({
  name: 'orgs.end-person',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ personId: Id }),
  scope: (input) => ({ kind: 'org-person', id: input.personId }),
});

export const PersonRow = z.strictObject({
  id: Id,
  orgId: Id,
  kind: PersonKind,
  /** Null when the person's key was destroyed. */
  name: z.string().nullable(),
  otherNames: z.array(z.string()),
  birthYear: z.int().nullable(),
  position: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  paper: z.string().nullable(),
  status: z.enum(['active', 'left']),
  screening: ScreeningState,
  version: z.int(),
  abilities: z.array(z.string()),
});

/** Officers, drivers and contacts of one organisation, opened; each such read is logged. */
export const listPeople = defineQuery({
  name: 'orgs.list-people',
  input: z.strictObject({ orgId: Id, kind: PersonKind.optional() }),
  output: z.strictObject({ rows: z.array(PersonRow) }),
  scope: (input) => ({ kind: 'org', id: input.orgId }),
  sensitive: true,
  opens: 'persons',
});
