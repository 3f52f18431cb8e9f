import type * as z from 'zod';
import { newId } from '#foundation/ids.ts';
import type { MemberInput } from '../../contract/register.ts';
import { ageOn, monthsOn, readBirth } from '../../domain/birth.ts';
import { functions } from '../../domain/classes.ts';
import type { difficulties, otherNeeds } from '../../domain/classes.ts';
import type { CollectorRole, Relation } from '../../domain/household.ts';
import type { IdentifierType } from '../../domain/identifiers.ts';
import { nameParts } from '../../domain/match-terms.ts';
import type { NamePart } from '../../domain/match-terms.ts';
import { isArabicName } from '../../domain/name-key.ts';

export type NamesDraft = Readonly<Record<NamePart, string>>;
export interface NumberDraft {
  readonly key: string;
  readonly type: IdentifierType;
  readonly country: string;
  readonly value: string;
  readonly validTo: string;
}
/** A person as a clerk is typing them: texts as typed. */
export interface MemberDraft {
  readonly personId: string;
  readonly membershipId: string;
  readonly relation: Relation;
  readonly collector: CollectorRole;
  /** As the paper has it, and the same in another script. */
  readonly names: NamesDraft;
  readonly other: NamesDraft;
  /** Further spellings of a person who is known, kept as they are. */
  readonly further: readonly { readonly part: NamePart; readonly value: string }[];
  readonly sex: '' | 'f' | 'm';
  readonly birth: string;
  readonly nationality: string;
  readonly languages: readonly string[];
  readonly numbers: readonly NumberDraft[];
  readonly phone: string;
  readonly phone2: string;
  readonly email: string;
  readonly washington: Readonly<Partial<Record<(typeof functions)[number], (typeof difficulties)[number]>>>;
  readonly other_needs: readonly (typeof otherNeeds)[number][];
  readonly note: string;
}

const noNames: NamesDraft = { given: '', father: '', grandfather: '', mother: '', family: '' };
export const noNumber = (): NumberDraft => ({ key: newId(), type: 'foreigner-id', country: 'TUR', value: '', validTo: '' });
/** The country that gives out numbers of a kind; papers that any country gives out start with the person's own. */
export const countryOf = (type: IdentifierType, own: string): string =>
  ({ 'turkish-id': 'TUR', 'foreigner-id': 'TUR', unhcr: 'TUR', 'syrian-id': 'SYR' })[type as string] ?? (own || 'SYR');

export function newMember(over: Partial<MemberDraft> = {}): MemberDraft {
  return {
    personId: newId(),
    membershipId: newId(),
    relation: 'child',
    collector: 'none',
    names: noNames,
    other: noNames,
    further: [],
    sex: '',
    birth: '',
    nationality: '',
    languages: [],
    numbers: [noNumber()],
    phone: '',
    phone2: '',
    email: '',
    washington: {},
    other_needs: [],
    note: '',
    ...over,
  };
}

/** The next person of a household: what runs in a family is copied down. */
export function nextMember(before: readonly MemberDraft[]): MemberDraft {
  const head = before.find((one) => one.relation === 'head');
  if (!head) return newMember({ relation: 'head', collector: 'primary' });
  const shared = { nationality: head.nationality, languages: head.languages };
  if (!before.some((one) => one.relation === 'spouse')) return newMember({ ...shared, relation: 'spouse' });
  const father = [head, ...before.filter((one) => one.relation === 'spouse')].find((one) => one.sex === 'm');
  const mother = [head, ...before.filter((one) => one.relation === 'spouse')].find((one) => one.sex === 'f');
  const of = (who: MemberDraft | undefined, which: 'names' | 'other') => who?.[which].given ?? '';
  const kin = (which: 'names' | 'other') => ({
    ...noNames,
    father: of(father, which),
    family: (father ?? head)[which].family,
    mother: of(mother, which),
    grandfather: father?.[which].father ?? '',
  });
  return newMember({ ...shared, relation: 'child', names: kin('names'), other: kin('other') });
}

export const hasName = (one: MemberDraft): boolean =>
  [one.names, one.other].some((names) => names.given.trim() !== '' || names.family.trim() !== '');
export const typedNumbers = (one: MemberDraft) => one.numbers.filter((number) => number.value.trim().length >= 2);
export const phonesOf = (one: MemberDraft): string[] =>
  [one.phone, one.phone2].map((phone) => phone.trim()).filter((phone) => phone.length >= 5);

/** Every spelling of every part, each once. */
export function namesOf(one: MemberDraft): { part: NamePart; value: string }[] {
  const all = nameParts.flatMap((part) => [one.names[part], one.other[part]].map((value) => ({ part, value: value.trim() })));
  const seen = new Set<string>();
  return [...all, ...one.further].filter(({ part, value }) => {
    const key = `${part} ${value}`;
    return value !== '' && !seen.has(key) && Boolean(seen.add(key));
  });
}

export type MemberFault = 'name' | 'birth';
/** What keeps this person from being sent. */
export function faultsOf(one: MemberDraft, today: string): MemberFault[] {
  return [
    ...(hasName(one) ? [] : (['name'] as const)),
    ...(one.birth.trim() === '' || readBirth(one.birth, today) ? [] : (['birth'] as const)),
  ];
}

function needsOf(one: MemberDraft) {
  const asked = functions.some((name) => one.washington[name]);
  const needs = {
    ...(asked ? { washington: one.washington } : {}),
    ...(one.other_needs.length > 0 ? { other: [...one.other_needs] } : {}),
    ...(one.note.trim() ? { note: one.note.trim() } : {}),
  };
  return Object.keys(needs).length > 0 ? { needs } : {};
}
function contactsOf(one: MemberDraft) {
  const phones = phonesOf(one);
  const email = one.email.trim();
  return phones.length > 0 || email ? { contacts: { phones, ...(email ? { email } : {}) } } : {};
}

/** What is said of a person, as the command takes it. */
export function describedOf(one: MemberDraft, today: string) {
  const birth = readBirth(one.birth, today);
  return {
    names: namesOf(one),
    ...(one.sex ? { sex: one.sex } : {}),
    ...(birth ? { birth } : {}),
    ...(one.nationality.trim() ? { nationality: one.nationality.trim() } : {}),
    ...(one.languages.length > 0 ? { languages: [...one.languages] } : {}),
    identifiers: typedNumbers(one).map(({ type, country, value, validTo }) => ({
      type,
      country,
      value: value.trim(),
      ...(validTo ? { validTo } : {}),
    })),
    ...contactsOf(one),
    ...needsOf(one),
  };
}
export function memberOf(one: MemberDraft, today: string): z.input<typeof MemberInput> {
  const { personId, membershipId, relation, collector } = one;
  return { personId, membershipId, relation, collector, ...describedOf(one, today) };
}

interface Known {
  readonly id: string;
  readonly names: readonly { readonly part: NamePart; readonly value: string }[];
  readonly sex: 'f' | 'm' | null;
  readonly birth: { readonly date: string; readonly precision: string } | null;
  readonly nationality: string | null;
  readonly languages: readonly string[];
  readonly identifiers: readonly {
    readonly id: string;
    readonly type: IdentifierType;
    readonly country: string;
    readonly value: string | null;
    readonly validTo: string | null;
  }[];
  readonly contacts: { readonly phones?: readonly string[]; readonly email?: string | undefined } | null;
  readonly needs: {
    readonly washington?: MemberDraft['washington'] | undefined;
    readonly other?: MemberDraft['other_needs'] | undefined;
    readonly note?: string | undefined;
  } | null;
}

/** An age, as people say it, where nobody knows the day. */
const estimate = (date: string, today: string): string => (ageOn(date, today) > 0 ? `~${ageOn(date, today)}` : `${monthsOn(date, today)}m`);

/** A person who is known, for correction: the first Latin and the first Arabic spelling of each part can be typed over, others stay. */
export function draftOf(known: Known, today: string): MemberDraft {
  const first = (part: NamePart, arabic: boolean) =>
    known.names.find((name) => name.part === part && isArabicName(name.value) === arabic)?.value ?? '';
  const all = (arabic: boolean): NamesDraft => ({
    given: first('given', arabic),
    father: first('father', arabic),
    grandfather: first('grandfather', arabic),
    mother: first('mother', arabic),
    family: first('family', arabic),
  });
  // Whose paper has Arabic alone finds it in the fields that are seen first.
  const latin = known.names.some((name) => !isArabicName(name.value));
  const [names, other] = latin ? [all(false), all(true)] : [all(true), noNames];
  const date = known.birth?.date ?? '';
  const birth =
    { day: date, month: date.slice(0, 7), year: date.slice(0, 4), estimated: estimate(date, today) }[known.birth?.precision ?? 'day'] ??
    date;
  return newMember({
    personId: known.id,
    names,
    other,
    further: known.names.filter(({ part, value }) => value !== names[part] && value !== other[part]),
    sex: known.sex ?? '',
    birth,
    nationality: known.nationality ?? '',
    languages: known.languages,
    numbers: known.identifiers.map((one) => ({
      key: one.id,
      type: one.type,
      country: one.country,
      value: one.value ?? '',
      validTo: one.validTo ?? '',
    })),
    phone: known.contacts?.phones?.[0] ?? '',
    phone2: known.contacts?.phones?.[1] ?? '',
    email: known.contacts?.email ?? '',
    washington: known.needs?.washington ?? {},
    other_needs: known.needs?.other ?? [],
    note: known.needs?.note ?? '',
  });
}
