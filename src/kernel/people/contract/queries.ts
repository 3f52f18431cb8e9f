import * as z from 'zod';
import { personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { fieldClasses } from '../domain/classes.ts';
import { matchFields } from '../domain/match-model.ts';
import { whyFields, whyLevels } from '../domain/why-found.ts';
import {
  BirthInput,
  Collector,
  Contacts,
  IdentifierInput,
  IdentifierType,
  NameInput,
  NeedsInput,
  Purpose,
  RecipientClass,
  Relation,
  Sex,
} from './shared.ts';
import { consentModes } from './shared.ts';

export const seeClass = {
  identifiers: { name: 'people.see-identifiers', opens: 'persons' },
  contacts: { name: 'people.see-contacts', opens: 'persons' },
  needs: { name: 'people.see-needs', opens: 'persons' },
} as const;
export const seeRestricted = { name: 'people.see-restricted', opens: 'persons' } as const;

export const PersonStatus = z.enum(['active', 'deceased', 'departed', 'merged', 'erased', 'withdrawn']);
export const PersonBrief = z.strictObject({
  id: Id,
  number: z.string(),
  /** As it is said: given, father, family. Null when the person's key was destroyed. */
  name: z.string().nullable(),
  nameAr: z.string().nullable(),
  sex: Sex.nullable(),
  birth: BirthInput.nullable(),
  status: PersonStatus,
  restricted: z.boolean(),
});

export const PersonRow = PersonBrief.extend({
  householdId: Id.nullable(),
  householdNumber: z.string().nullable(),
  relation: Relation.nullable(),
  size: z.int(),
  area: z.string().nullable(),
  areaNames: z.strictObject({ en: z.string().nullable(), tr: z.string().nullable(), ar: z.string().nullable() }),
  registeredAt: z.string(),
});
/** Why a search met this person: which part of the name, and how. */
export const Matched = z.strictObject({ field: z.enum(whyFields), level: z.enum(whyLevels) });
export const FoundPerson = PersonRow.extend({ matched: z.array(Matched) });
/** Persons within reach: by name in any script and spelling, number, paper or phone. Each look is logged. */
export const listPersons = defineQuery({
  name: 'people.list-persons',
  input: z.strictObject({
    search: personal(z.string().trim().max(120)).optional(),
    area: z.string().max(30).optional(),
    status: PersonStatus.optional(),
    ...pageInput,
  }),
  output: pageOf(FoundPerson),
  scope: () => 'any',
  permission: 'people.get-person',
  opens: 'persons',
  sensitive: true,
  columns: [
    { key: 'number', type: 'code' },
    { key: 'name', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'sex', type: 'text', words: 'people.sex-' },
    { key: 'householdNumber', type: 'code' },
    { key: 'relation', type: 'text', words: 'people.relation-' },
    { key: 'size', type: 'number' },
    { key: 'area', type: 'code' },
    { key: 'status', type: 'text', words: 'people.status-' },
    { key: 'registeredAt', type: 'instant' },
  ],
});

export const Evidence = z.strictObject({ field: z.enum(matchFields), level: z.string(), weight: z.number() });
export const Candidate = z.strictObject({
  person: PersonRow,
  probability: z.number(),
  zone: z.enum(['hold', 'look']),
  /** The same number of the same kind: nobody is registered twice with it at a desk. */
  sameNumber: z.boolean(),
  evidence: z.array(Evidence),
});
/**
 * Who may be this person already, before a form is filled. Within reach each candidate comes with its reasons; beyond it the
 * answer is only that somebody is known. Restricted persons never change it.
 */
export const findCandidates = defineQuery({
  name: 'people.find-candidates',
  input: z.strictObject({
    names: personal(z.array(NameInput).max(20)).default([]),
    sex: Sex.optional(),
    birth: personal(BirthInput).optional(),
    identifiers: personal(z.array(IdentifierInput).max(6)).default([]),
    phones: personal(z.array(z.string().trim().max(30)).max(5)).default([]),
    area: z.string().max(30).optional(),
    butNot: z.array(Id).max(30).default([]),
    /** Who is being registered, by who may do so: what was typed goes with them when they are erased. */
    about: Id.optional(),
  }),
  output: z.strictObject({ rows: z.array(Candidate), knownElsewhere: z.boolean() }),
  scope: () => 'any',
  opens: 'persons',
  sensitive: true,
});

export const Consent = z.strictObject({
  id: Id,
  purpose: Purpose,
  recipientClass: RecipientClass,
  textVersion: z.string(),
  language: z.string(),
  mode: z.enum(consentModes),
  givenOn: z.string(),
  withdrawnOn: z.string().nullable(),
});
export const Membership = z.strictObject({
  householdId: Id,
  householdNumber: z.string(),
  relation: Relation,
  collector: Collector,
  fromDay: z.string(),
  toDay: z.string().nullable(),
  endReason: z.string().nullable(),
});
export const getPerson = defineQuery({
  name: 'people.get-person',
  input: z.strictObject({ personId: Id }),
  output: PersonBrief.extend({
    version: z.int(),
    names: z.array(NameInput),
    nationality: z.string().nullable(),
    languages: z.array(z.string()),
    /** Classes that this reader is shown; of the others there is no trace. */
    classes: z.array(z.enum(fieldClasses)),
    identifiers: z.array(
      z.strictObject({
        id: Id,
        type: IdentifierType,
        country: z.string(),
        value: z.string().nullable(),
        validTo: z.string().nullable(),
        checksumOk: z.boolean().nullable(),
        disputed: z.boolean(),
      }),
    ),
    contacts: Contacts.nullable(),
    needs: NeedsInput.nullable(),
    consents: z.array(Consent),
    memberships: z.array(Membership),
    merges: z.array(z.strictObject({ id: Id, from: PersonBrief, reason: z.string(), mergedAt: z.string(), mergedBy: z.string() })),
    successor: PersonBrief.nullable(),
    openPairs: z.int(),
    registeredAt: z.string(),
    registeredBy: z.string(),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'person', id: input.personId }),
  opens: 'persons',
  sensitive: true,
});

export const getHousehold = defineQuery({
  name: 'people.get-household',
  input: z.strictObject({ householdId: Id }),
  output: z.strictObject({
    id: Id,
    number: z.string(),
    area: z.string(),
    areaNames: z.strictObject({ en: z.string().nullable(), tr: z.string().nullable(), ar: z.string().nullable() }),
    siteId: Id.nullable(),
    siteNames: z.strictObject({ en: z.string(), tr: z.string().nullable(), ar: z.string().nullable() }).nullable(),
    address: z.string().nullable(),
    status: z.enum(['active', 'closed']),
    restricted: z.boolean(),
    source: z.enum(['desk', 'offline', 'import']),
    flags: z.array(z.string()),
    attested: z.boolean(),
    spotCheck: z.boolean(),
    version: z.int(),
    registeredAt: z.string(),
    registeredBy: z.string(),
    members: z.array(
      PersonBrief.extend({
        relation: Relation,
        collector: Collector,
        fromDay: z.string(),
        toDay: z.string().nullable(),
        endReason: z.string().nullable(),
        /** Alive, here, and in no household now. */
        unhoused: z.boolean(),
      }),
    ),
    card: z.strictObject({ id: Id, number: z.string(), code: z.string(), issuedAt: z.string() }).nullable(),
    /** It was registered by mistake. The reason is null once it was erased. */
    withdrawal: z.strictObject({ by: z.string(), at: z.string(), reason: z.string().nullable() }).nullable(),
    formerCards: z.array(z.strictObject({ number: z.string(), revokedAt: z.string(), why: z.string() })),
    /** That it chose a PIN; never which. */
    pin: z.strictObject({ setAt: z.string(), setBy: z.string() }).nullable(),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'household', id: input.householdId }),
  permission: 'people.get-person',
  opens: 'persons',
  sensitive: true,
});

export const HouseholdRow = z.strictObject({
  id: Id,
  number: z.string(),
  head: z.string().nullable(),
  size: z.int(),
  area: z.string(),
  areaNames: z.strictObject({ en: z.string().nullable(), tr: z.string().nullable(), ar: z.string().nullable() }),
  status: z.enum(['active', 'closed']),
  source: z.enum(['desk', 'offline', 'import']),
  attested: z.boolean(),
  card: z.boolean(),
  registeredAt: z.string(),
});
/** Households within reach, the latest first; `spotCheck` shows those whose registration is drawn to be checked. */
export const listHouseholds = defineQuery({
  name: 'people.list-households',
  input: z.strictObject({
    area: z.string().max(30).optional(),
    number: z.string().max(30).optional(),
    status: z.enum(['active', 'closed']).optional(),
    spotCheck: z.boolean().optional(),
    ...pageInput,
  }),
  output: pageOf(HouseholdRow),
  scope: () => 'any',
  permission: 'people.get-person',
  opens: 'persons',
  sensitive: true,
  columns: [
    { key: 'number', type: 'code' },
    { key: 'head', type: 'text' },
    { key: 'size', type: 'number' },
    { key: 'area', type: 'code' },
    { key: 'status', type: 'text', words: 'people.household-' },
    { key: 'source', type: 'text', words: 'people.source-' },
    { key: 'attested', type: 'boolean' },
    { key: 'card', type: 'boolean' },
    { key: 'registeredAt', type: 'instant' },
  ],
});
