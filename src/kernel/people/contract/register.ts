import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Day } from '#foundation/time.ts';
import { hasOneHead } from '../domain/household.ts';
import { PinProof } from './pins.ts';
import { Attestation, Collector, Relation, consentGiven, described, ofHousehold } from './shared.ts';

export const MemberInput = z.strictObject({
  personId: Id,
  membershipId: Id,
  relation: Relation,
  collector: Collector.default('none'),
  ...described,
});
const where = { area: z.string().trim().toUpperCase().min(2).max(30), siteId: Id.optional() };

/**
 * Tells that a household was registered, at a desk or without network. A number that somebody else has already is recorded
 * all the same, marked in dispute, and a pair of records opens; nothing that was told is lost.
 */
export const registerHousehold = defineCommand({
  name: 'people.register-household',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z
    .strictObject({
      householdId: Id,
      ...where,
      address: personal(z.string().trim().max(300), ofHousehold).optional(),
      source: z.enum(['desk', 'offline', 'import']).default('desk'),
      members: z
        .array(MemberInput)
        .min(1)
        .max(25)
        .refine(hasOneHead, { params: { code: 'people.one-head' } })
        .refine((all) => all.filter((one) => one.collector === 'primary').length <= 1, { params: { code: 'people.one-collector' } }),
      consents: z
        .array(z.strictObject({ consentId: Id, personId: Id, ...consentGiven }))
        .max(250)
        .default([]),
      attestation: Attestation.optional(),
      /** A PIN that the household chose at once. */
      pin: personal(PinProof, ofHousehold).optional(),
    })
    .meta({ title: 'Household' }),
  result: z.strictObject({
    householdId: Id,
    number: z.string(),
    /** Numbers that somebody else has already. */
    disputed: z.int(),
    /** Pairs of records that people should look at. */
    pairs: z.int(),
  }),
  scope: (input) => (input.siteId ? { kind: 'site', id: input.siteId } : { kind: 'area', id: input.area }),
  opens: 'persons',
});

export const changePerson = defineCommand({
  name: 'people.change-person',
  version: 1,
  kind: 'decision',
  /** What is absent stays as it is, so that who may not see a class of fields does not wipe it. */
  input: z.strictObject({
    personId: Id,
    version: z.int().min(1),
    ...described,
    identifiers: described.identifiers.removeDefault().optional(),
  }),
  result: z.strictObject({ disputed: z.int(), pairs: z.int() }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
});

/** Says that a person died or left the country; who heads and collects goes on to others. */
export const endPerson = defineCommand({
  name: 'people.end-person',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ personId: Id, status: z.enum(['deceased', 'departed']), on: Day }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
});

/** Shuts a person away from all but named focal points, or opens again. */
export const setRestricted = defineCommand({
  name: 'people.set-restricted',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ householdId: Id, restricted: z.boolean() }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

/** The whole household lives elsewhere from now on. */
export const moveHousehold = defineCommand({
  name: 'people.move-household',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    householdId: Id,
    version: z.int().min(1),
    ...where,
    address: personal(z.string().trim().max(300), ofHousehold).optional(),
  }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

/** Persons go into another household, or into one that they begin (a split), from a day on. */
export const moveMembers = defineCommand({
  name: 'people.move-members',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    fromId: Id,
    /** A household that is there, or the id of the one that begins. */
    intoId: Id,
    on: Day,
    members: z
      .array(z.strictObject({ personId: Id, membershipId: Id, relation: Relation, collector: Collector.default('none') }))
      .min(1)
      .max(25),
  }),
  result: z.strictObject({ intoId: Id, number: z.string(), closed: z.boolean() }),
  scope: (input) => ({ kind: 'household', id: input.fromId }),
  opens: 'persons',
});

/** Relation and who collects, from a day on. */
export const changeMember = defineCommand({
  name: 'people.change-member',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ householdId: Id, personId: Id, relation: Relation, collector: Collector }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

export const closeHousehold = defineCommand({
  name: 'people.close-household',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ householdId: Id, on: Day, reason: z.enum(['left', 'returned', 'duplicate']) }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

/** Two people who know a household without papers say so; it is checked on the spot more often than others. */
export const attestHousehold = defineCommand({
  name: 'people.attest-household',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({ householdId: Id, ...Attestation.shape }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  opens: 'persons',
});

export const recordConsent = defineCommand({
  name: 'people.record-consent',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({ consentId: Id, personId: Id, ...consentGiven }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
});

/** A person takes a consent back; what rests on it ends at once. */
export const withdrawConsent = defineCommand({
  name: 'people.withdraw-consent',
  version: 1,
  kind: 'fact',
  offline: true,
  input: z.strictObject({ personId: Id, consentId: Id, on: Day }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
});
