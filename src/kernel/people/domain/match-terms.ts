import { foldDigits } from '#foundation/fold.ts';
import type { Birth } from './birth.ts';
import type { IdentifierType } from './identifiers.ts';
import { foldIdentifier, isPersonal } from './identifiers.ts';
import { foldName, nameKeys, nearForms } from './name-key.ts';

export const nameParts = ['given', 'father', 'grandfather', 'mother', 'family'] as const;
export type NamePart = (typeof nameParts)[number];

/** What matching knows of a person: each part of the name in each spelling. */
export interface MatchFacts {
  readonly names: Readonly<Partial<Record<NamePart, readonly string[]>>>;
  readonly sex: 'f' | 'm' | null;
  readonly birth: Birth | null;
  readonly identifiers: readonly { readonly type: IdentifierType; readonly country: string; readonly value: string }[];
  readonly phones: readonly string[];
  /** P-code of the district, or whatever stands at that level. */
  readonly district: string | null;
}
export interface NameTerms {
  readonly same: readonly string[];
  readonly keys: readonly string[];
  readonly near: readonly string[];
}
/** Texts that are compared once each is a keyed hash. Pure: desk, import and phone make the same ones. */
export interface MatchTerms {
  readonly blocks: readonly string[];
  readonly names: Readonly<Record<'given' | 'father' | 'family' | 'mother', NameTerms>>;
  readonly born: string | null;
  /** The first of January is what is written where nobody knows the day. */
  readonly bornFirst: boolean;
  readonly bornYear: string | null;
  readonly sex: string | null;
  readonly ids: readonly string[];
  readonly phones: readonly string[];
  readonly district: string | null;
}
/** What a record is asked by: besides its own terms, those of likely slips. */
export interface ProbeTerms extends MatchTerms {
  readonly swapped: readonly string[];
  readonly sameDayOtherYear: readonly string[];
  readonly yearsBeside: readonly string[];
}

export const idTerm = (one: { type: string; country: string; value: string }) =>
  `id:${one.type}:${one.country}:${foldIdentifier(one.value)}`;
/** A phone without country code and leading zero: the last nine digits. */
export const foldPhone = (typed: string) => foldDigits(typed).replace(/\D/g, '').slice(-9);

function nameTerms(part: string, values: readonly string[]): NameTerms {
  const folded = [...new Set(values.map(foldName).filter((text) => text !== ''))];
  const tag = (texts: readonly string[], kind: string) => [...new Set(texts)].map((text) => `${part}.${kind}:${text}`);
  return {
    same: tag(folded, 'same'),
    keys: tag(values.flatMap(nameKeys), 'key'),
    near: tag(folded.flatMap(nearForms), 'near'),
  };
}

/** Every way to take one of each. */
function combine(...lists: readonly (readonly string[])[]): string[] {
  return lists.reduce<string[]>((made, list) => made.flatMap((start) => list.map((next) => `${start}|${next}`)), ['']);
}
const keysOf = (facts: MatchFacts, part: NamePart) => [...new Set((facts.names[part] ?? []).flatMap(nameKeys))];

function blocksOf(facts: MatchFacts, birthDates: readonly string[], yearsBeside: readonly string[]): string[] {
  const [given, father, family] = [keysOf(facts, 'given'), keysOf(facts, 'father'), keysOf(facts, 'family')];
  const year = facts.birth ? [facts.birth.date.slice(0, 4)] : [];
  const phones = facts.phones.map(foldPhone).filter((phone) => phone.length >= 7);
  const district = facts.district ? [facts.district] : [];
  const rule = (name: string, terms: readonly string[]) => terms.map((term) => `block.${name}:${term}`);
  return [
    ...rule('id', facts.identifiers.filter((one) => one.type !== 'other').map(idTerm)),
    ...rule('phone-given', combine(phones, given)),
    ...rule('given-birth', combine(given, birthDates)),
    ...rule('family-birth-sex', combine(family, birthDates, facts.sex ? [facts.sex] : [])),
    ...rule('given-father-family', combine(given, father, family)),
    ...rule('given-family-year', combine(given, family, year)),
    ...rule('given-family-year-district', combine(given, family, [...year, ...yearsBeside], district)),
  ];
}

/** What is kept for a person. */
export function matchTerms(facts: MatchFacts): MatchTerms {
  const birth = facts.birth;
  const named = (part: 'given' | 'father' | 'family' | 'mother') => nameTerms(part, facts.names[part] ?? []);
  return {
    blocks: blocksOf(facts, birth ? [birth.date] : [], []),
    names: { given: named('given'), father: named('father'), family: named('family'), mother: named('mother') },
    born: birth ? `born:${birth.date}` : null,
    bornFirst: birth !== null && (birth.precision !== 'day' || birth.date.endsWith('-01-01')),
    bornYear: birth ? `year:${birth.date.slice(0, 4)}` : null,
    sex: facts.sex ? `sex:${facts.sex}` : null,
    ids: facts.identifiers.filter((one) => isPersonal(one.type)).map(idTerm),
    phones: facts.phones.map((phone) => `phone:${foldPhone(phone)}`),
    district: facts.district ? `district:${facts.district}` : null,
  };
}

/** What a person is looked for by. */
export function probeTerms(facts: MatchFacts): ProbeTerms {
  const own = matchTerms(facts);
  if (!facts.birth) return { ...own, swapped: [], sameDayOtherYear: [], yearsBeside: [] };
  const [year, month, day] = facts.birth.date.split('-') as [string, string, string];
  const swapped = facts.birth.precision === 'day' && Number(day) <= 12 && day !== month ? [`${year}-${day}-${month}`] : [];
  const beside = [-1, 1].map((step) => String(Number(year) + step));
  return {
    ...own,
    blocks: blocksOf(facts, [facts.birth.date, ...swapped], beside),
    swapped: swapped.map((date) => `born:${date}`),
    sameDayOtherYear: [-2, -1, 1, 2].map((step) => `born:${Number(year) + step}-${month}-${day}`),
    yearsBeside: beside.map((one) => `year:${one}`),
  };
}

const wordsOf = (text: string) => text.split(/[\s-]+/).filter((word) => word !== '');
/** What a person is found by when somebody types a name, a number or a phone. */
export function searchTerms(facts: MatchFacts): string[] {
  const terms = new Set<string>();
  for (const part of nameParts)
    for (const value of facts.names[part] ?? [])
      for (const word of [value, ...wordsOf(value)]) {
        const folded = foldName(word);
        for (let length = 3; length <= folded.length; length += 1) terms.add(`word:${folded.slice(0, length)}`);
        if (folded !== '') terms.add(`word:${folded}`);
        for (const key of nameKeys(word)) terms.add(`key:${key}`);
      }
  for (const one of facts.identifiers) terms.add(`number:${foldIdentifier(one.value)}`);
  for (const phone of facts.phones) terms.add(`number:${foldPhone(phone)}`);
  return [...terms];
}
/** For each word that somebody typed, the terms of which one must be there. */
export function askedTerms(typed: string): string[][] {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  const folded = words.map((word, at) => (/^(عبد|ابو|أبو)$/.test(word) && words[at + 1] ? `${word} ${words[at + 1]}` : word));
  return folded.map((word) => {
    if (/[\d٠-٩۰-۹]/.test(word)) return [`number:${foldIdentifier(word)}`, `number:${foldPhone(word)}`];
    return [`word:${foldName(word)}`, ...nameKeys(word).map((key) => `key:${key}`)];
  });
}
