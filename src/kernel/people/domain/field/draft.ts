import type * as z from 'zod';
import type { registerHousehold } from '../../contract/register.ts';
import { readBirth } from '../birth.ts';
import type { difficulties, functions, otherNeeds } from '../classes.ts';
import { guessType } from '../identifiers.ts';
import type { IdentifierType } from '../identifiers.ts';
import type { Relation } from '../household.ts';
import type { MatchFacts, NamePart } from '../match-terms.ts';
import type { ReadPaper } from '../mrz.ts';

/** A person as a thumb tells it: everything but the name may be empty. */
export interface PersonDraft {
  readonly personId: string;
  readonly membershipId: string;
  readonly relation: Relation;
  readonly names: Readonly<Partial<Record<NamePart, string>>>;
  readonly sex: 'f' | 'm' | null;
  /** As it was typed: a day, a year, a Hijri date, an age. */
  readonly birth: string;
  readonly nationality: string;
  readonly idType: IdentifierType | null;
  readonly idNumber: string;
  readonly idCountry: string;
  readonly phone: string;
  /** Something was read from a paper, and is to be compared with it. */
  readonly fromPaper: boolean;
  readonly washington: Readonly<Partial<Record<(typeof functions)[number], (typeof difficulties)[number]>>>;
  readonly other: readonly (typeof otherNeeds)[number][];
}
export interface Attester {
  readonly name: string;
  readonly role: string;
}
export interface HouseholdDraft {
  readonly householdId: string;
  readonly area: string;
  readonly siteId: string | null;
  readonly address: string;
  readonly consent: 'written' | 'verbal-certified' | null;
  readonly members: readonly PersonDraft[];
  /** Who collects for the household. */
  readonly collector: string | null;
  readonly attesters: readonly [Attester, Attester] | null;
  readonly nonePaid: boolean;
  /** What stands for the PIN that the household chose, if it did. */
  readonly pin: string | null;
}

export const emptyPerson = (ids: { personId: string; membershipId: string }, relation: Relation): PersonDraft => ({
  ...ids,
  relation,
  names: {},
  sex: null,
  birth: '',
  nationality: 'SYR',
  idType: null,
  idNumber: '',
  idCountry: '',
  phone: '',
  fromPaper: false,
  washington: {},
  other: [],
});

/** The next person begins with what families share: the family name, and of children the father's name. */
export function nextPerson(
  ids: { personId: string; membershipId: string },
  relation: Relation,
  head: PersonDraft | undefined,
): PersonDraft {
  const fresh = emptyPerson(ids, relation);
  if (!head) return fresh;
  const shares = relation === 'child' || relation === 'sibling' || relation === 'parent';
  const names = {
    ...(shares && head.names.family ? { family: head.names.family } : {}),
    ...(relation === 'child' && head.sex === 'm' && head.names.given ? { father: head.names.given } : {}),
    ...(relation === 'sibling' && head.names.father ? { father: head.names.father } : {}),
  };
  return { ...fresh, names, nationality: head.nationality };
}

/** What a scanned paper says goes into the fields that it knows; whoever typed before keeps the rest. */
export function fillFromPaper(person: PersonDraft, paper: ReadPaper): PersonDraft {
  const number = paper.identifiers.find((one) => one.type !== 'passport') ?? paper.identifiers[0];
  return {
    ...person,
    fromPaper: true,
    names: {
      ...person.names,
      ...(paper.given ? { given: paper.given } : {}),
      ...(paper.family ? { family: paper.family } : {}),
    },
    sex: paper.sex ?? person.sex,
    birth: paper.birthDate ?? person.birth,
    nationality: paper.nationality && /^[A-Z]{3}$/.test(paper.nationality) ? paper.nationality : person.nationality,
    ...(number ? { idType: number.type, idNumber: number.value, idCountry: number.country } : {}),
  };
}
/** A code that is no paper's zone may still be a number. */
export const fillFromCode = (person: PersonDraft, text: string): PersonDraft => ({
  ...person,
  idNumber: text.slice(0, 40),
  idType: person.idType ?? guessType(text),
});

const identifiersOf = (person: PersonDraft) => {
  const value = person.idNumber.trim();
  if (value.length < 2) return [];
  const type = person.idType ?? guessType(value);
  const turkish = type === 'turkish-id' || type === 'foreigner-id';
  return [{ type, country: person.idCountry || (turkish ? 'TUR' : person.nationality || 'SYR'), value }];
};
const namesOf = (person: PersonDraft) =>
  (Object.entries(person.names) as [NamePart, string][]).flatMap(([part, typed]) => (typed.trim() ? [{ part, value: typed.trim() }] : []));

/** What matching reads of a draft, to search the pack with. */
export function factsOfDraft(person: PersonDraft, today: string, district: string | null): MatchFacts {
  const names: Partial<Record<NamePart, string[]>> = {};
  for (const { part, value } of namesOf(person)) names[part] = [value];
  const birth = readBirth(person.birth, today) ?? null;
  return { names, sex: person.sex, birth, identifiers: identifiersOf(person), phones: person.phone.trim() ? [person.phone] : [], district };
}

/** What keeps a person from being kept; every other field may stay empty, and no paper is ever needed. */
export function personFault(person: PersonDraft, today: string): 'name-missing' | 'birth-unread' | undefined {
  if (!person.names.given?.trim()) return 'name-missing';
  return person.birth.trim() !== '' && !readBirth(person.birth, today) ? 'birth-unread' : undefined;
}

type Registration = z.input<typeof registerHousehold.input>;
export interface ToTell {
  readonly today: string;
  readonly consentText: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly newId: () => string;
}

/** The registration as it is recorded. */
export function toRegistration(draft: HouseholdDraft, { today, consentText, language, newId }: ToTell): Registration {
  const head = draft.members.find((one) => one.relation === 'head');
  return {
    householdId: draft.householdId,
    area: draft.area,
    ...(draft.siteId ? { siteId: draft.siteId } : {}),
    ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
    source: 'offline',
    members: draft.members.map((one) => toMember(one, one.personId === draft.collector, today)),
    consents:
      draft.consent && head
        ? [
            {
              consentId: newId(),
              personId: head.personId,
              purpose: 'registration',
              recipientClass: 'mission',
              textVersion: consentText,
              language,
              mode: draft.consent,
              givenOn: today,
            },
          ]
        : [],
    ...(draft.attesters && draft.nonePaid
      ? {
          attestation: {
            attestationId: newId(),
            first: draft.attesters[0],
            second: draft.attesters[1],
            nonePaid: true as const,
            attestedOn: today,
          },
        }
      : {}),
    ...(draft.pin ? { pin: draft.pin } : {}),
  };
}

function toMember(person: PersonDraft, collects: boolean, today: string): Registration['members'][number] {
  const birth = readBirth(person.birth, today);
  const needs = {
    ...(Object.keys(person.washington).length > 0 ? { washington: { ...person.washington } } : {}),
    ...(person.other.length > 0 ? { other: [...person.other] } : {}),
  };
  return {
    personId: person.personId,
    membershipId: person.membershipId,
    relation: person.relation,
    collector: collects ? 'primary' : 'none',
    names: namesOf(person),
    ...(person.sex ? { sex: person.sex } : {}),
    ...(birth ? { birth: { date: birth.date, precision: birth.precision, ...(birth.hijri ? { hijri: true as const } : {}) } } : {}),
    ...(/^[A-Z]{3}$/.test(person.nationality) ? { nationality: person.nationality } : {}),
    identifiers: identifiersOf(person),
    ...(person.phone.trim().length >= 5 ? { contacts: { phones: [person.phone.trim()] } } : {}),
    ...(Object.keys(needs).length > 0 ? { needs } : {}),
  };
}

/** A registration that did not go through, as a draft of its own to put right and tell anew. */
export function draftFrom(input: Registration, newId: () => string): HouseholdDraft {
  const members = input.members.map((one): PersonDraft => {
    const number = one.identifiers?.[0];
    return {
      ...emptyPerson({ personId: newId(), membershipId: newId() }, one.relation),
      names: Object.fromEntries(one.names.map((name) => [name.part, name.value])),
      sex: one.sex ?? null,
      birth: one.birth ? birthText(one.birth) : '',
      nationality: one.nationality ?? '',
      idType: number?.type ?? null,
      idNumber: number?.value ?? '',
      idCountry: number?.country ?? '',
      phone: one.contacts?.phones?.[0] ?? '',
      washington: one.needs?.washington ?? {},
      other: one.needs?.other ?? [],
    };
  });
  const at = input.members.findIndex((one) => one.collector === 'primary');
  const mode = input.consents?.[0]?.mode;
  return {
    householdId: newId(),
    area: input.area,
    siteId: input.siteId ?? null,
    address: input.address ?? '',
    consent: mode === 'written' ? 'written' : mode ? 'verbal-certified' : null,
    members,
    collector: at === -1 ? null : members[at]!.personId,
    attesters: input.attestation ? [input.attestation.first, input.attestation.second] : null,
    nonePaid: input.attestation !== undefined,
    pin: input.pin ?? null,
  };
}
const birthText = (birth: NonNullable<Registration['members'][number]['birth']>) =>
  birth.precision === 'day' ? birth.date : birth.precision === 'month' ? birth.date.slice(0, 7) : birth.date.slice(0, 4);
