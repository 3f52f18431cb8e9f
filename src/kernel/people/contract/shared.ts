import * as z from 'zod';
import { personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { Day } from '#foundation/time.ts';
import { birthPrecisions } from '../domain/birth.ts';
import { difficulties, functions, otherNeeds } from '../domain/classes.ts';
import { collectorRoles, relations } from '../domain/household.ts';
import { identifierTypes } from '../domain/identifiers.ts';
import { nameParts } from '../domain/match-terms.ts';

export const Sex = z.enum(['f', 'm']);
export const Relation = z.enum(relations);
export const Collector = z.enum(collectorRoles);
export const NamePart = z.enum(nameParts);
export const IdentifierType = z.enum(identifierTypes);
export const Nationality = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/)
  .meta({ title: 'Country', description: 'ISO 3166 alpha-3' });

/** One part of a name in one spelling; the same part may come in several. */
export const NameInput = z.strictObject({ part: NamePart, value: z.string().trim().min(1).max(100) });
export const BirthInput = z.strictObject({ date: Day, precision: z.enum(birthPrecisions), hijri: z.literal(true).optional() });
export const IdentifierInput = z.strictObject({
  type: IdentifierType,
  country: Nationality,
  value: z.string().trim().min(2).max(40),
  validTo: Day.optional(),
});
export const Contacts = z.strictObject({
  phones: z.array(z.string().trim().min(5).max(30)).max(5).default([]),
  email: z.email().max(254).optional(),
});
export const NeedsInput = z.strictObject({
  washington: z.partialRecord(z.enum(functions), z.enum(difficulties)).optional(),
  other: z.array(z.enum(otherNeeds)).max(10).optional(),
  note: z.string().trim().max(1000).optional(),
});

const ofPerson = { kind: 'person', field: 'personId' } as const;
/** Whatever is said of a household as such lies under its key in the log. */
export const ofHousehold = { kind: 'household', field: 'householdId' } as const;
/** What is said of a person; every field but sex lies sealed in the command log too, under the person's own key. */
export const described = {
  names: personal(z.array(NameInput).min(1).max(20), ofPerson),
  sex: Sex.optional(),
  birth: personal(BirthInput, ofPerson).optional(),
  nationality: personal(Nationality, ofPerson).optional(),
  languages: personal(z.array(z.string().regex(/^[a-z]{2,3}$/)).max(5), ofPerson).optional(),
  identifiers: personal(z.array(IdentifierInput).max(6), ofPerson).default([]),
  contacts: personal(Contacts, ofPerson).optional(),
  needs: personal(NeedsInput, ofPerson).optional(),
};

export const purposes = ['registration', 'assistance', 'referral', 'monitoring', 'payment'] as const;
export const recipientClasses = ['mission', 'partner', 'un-agency', 'supplier'] as const;
export const consentModes = ['written', 'verbal-certified', 'audio', 'guardian'] as const;
export const Purpose = z.enum(purposes);
export const RecipientClass = z.enum(recipientClasses);
/** What a consent says besides who gave it. */
export const consentGiven = {
  purpose: Purpose,
  recipientClass: RecipientClass,
  textVersion: z.string().trim().min(1).max(40),
  language: z.enum(['en', 'tr', 'ar', 'ku', 'fa']),
  mode: z.enum(consentModes),
  givenOn: Day,
};
export const Attestation = z.strictObject({
  attestationId: Id,
  first: personal(z.strictObject({ name: z.string().trim().min(2).max(200), role: z.string().trim().min(1).max(100) }), ofHousehold),
  second: personal(z.strictObject({ name: z.string().trim().min(2).max(200), role: z.string().trim().min(1).max(100) }), ofHousehold),
  /** Neither is paid for attesting; without this there is no attestation. */
  nonePaid: z.literal(true),
  attestedOn: Day,
});
