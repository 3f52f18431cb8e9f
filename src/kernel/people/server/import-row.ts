import { fold } from '#foundation/fold.ts';
import type { RowFault } from '#foundation/import.ts';
import { readDay } from '#foundation/sheets/days.ts';
import { readBirth } from '../domain/birth.ts';
import type { Birth } from '../domain/birth.ts';
import { otherNeeds } from '../domain/classes.ts';
import type { Needs } from '../domain/classes.ts';
import type { IdentifierType } from '../domain/identifiers.ts';
import { foldIdentifier, guessType } from '../domain/identifiers.ts';
import type { NamePart } from '../domain/match-terms.ts';
import { foldName } from '../domain/name-key.ts';

type Values = Readonly<Record<string, unknown>>;
type Names = { part: NamePart; value: string }[];
export type Told = (fault: RowFault) => void;

const text = (values: Values, key: string): string | undefined => {
  const value = values[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};
const plainParts = ['given', 'father', 'grandfather', 'mother', 'family'] as const;

/** The parts of a name as the columns give them; a full name alone is taken apart: first given, last family, between them father. */
export function namesOf(values: Values): Names {
  const latin = plainParts.flatMap((part): Names => {
    const value = text(values, part);
    return value ? [{ part, value }] : [];
  });
  const arabic = (['given', 'father', 'family'] as const).flatMap((part): Names => {
    const value = text(values, `${part}Ar`);
    return value && value !== text(values, part) ? [{ part, value }] : [];
  });
  const full = text(values, 'full');
  const split = latin.some((one) => one.part === 'given') || !full ? [] : splitName(full);
  return [...latin, ...split, ...arabic];
}
function splitName(full: string): Names {
  const words = full.split(/\s+/);
  if (words.length === 1) return [{ part: 'given', value: words[0]! }];
  const father = words.slice(1, -1).join(' ');
  return [
    { part: 'given', value: words[0]! },
    ...(father ? [{ part: 'father' as const, value: father }] : []),
    { part: 'family', value: words.at(-1)! },
  ];
}

/** The household's key within its list: its own number, or the form it was told in. */
export function householdKey(values: Values): string | undefined {
  const own = text(values, 'household') ?? text(values, 'submission');
  return own && `${fold(text(values, 'list') ?? '')}/${foldIdentifier(own)}`;
}
/** What recognises a person within the household: the head by being it, others by name and birthday as they are written. */
export function memberKey(values: Values): string {
  if (values['relation'] === 'head') return 'head';
  const names = namesOf(values).map((one) => `${one.part}:${foldName(one.value)}`);
  return [...names, text(values, 'birth') ?? ''].join('|');
}

/** A birthday or age; one that can be read in two ways is asked back. */
export function birthOf(values: Values, today: string, language: 'en' | 'tr' | 'ar', tell: Told): Birth | undefined {
  const typed = text(values, 'birth');
  if (typed === undefined) return undefined;
  const plain = typed.replace(/[T ]\d\d:\d\d.*$/, '');
  const day = readDay(plain, language);
  if ('either' in day) {
    const suggestions = day.either.map((value) => ({ value, label: value }));
    tell({ column: 'birth', code: 'sheets.day-ambiguous', figures: { first: day.either[0], second: day.either[1] }, suggestions });
    return undefined;
  }
  const born = readBirth('day' in day && !/^1[34]\d\d/.test(day.day) ? day.day : plain, today);
  if (!born) tell({ column: 'birth', code: 'people.birth-unread' });
  return born;
}

const known = new Map<string, (typeof otherNeeds)[number]>(otherNeeds.map((need) => [fold(need.replaceAll('-', ' ')), need]));
/**
 * Answers of a question with several: values (`pregnant chronic_illness`) or words between commas, in any language that
 * `words` knows. What is not known is kept as a note, with what stands under "other".
 * @param words Folded words of each need.
 */
export function needsOf(values: Values, words: ReadonlyMap<string, (typeof otherNeeds)[number]>, tell: Told): Needs | undefined {
  const typed = text(values, 'needs');
  const meant = new Set<(typeof otherNeeds)[number]>();
  const left: string[] = [];
  for (const one of typed ? answersOf(typed, words) : []) {
    const need = needFor(one, words);
    if (need) meant.add(need);
    else if (!/^(other|none|no|diğer|yok|أخرى|لا يوجد)$/i.test(one)) left.push(one);
  }
  if (left.length > 0) tell({ column: 'needs', code: 'people.need-noted', figures: { count: left.length }, level: 'warning' });
  const note = [...left, text(values, 'needsOther') ?? ''].filter(Boolean).join('; ');
  if (meant.size === 0 && note === '') return undefined;
  return { ...(meant.size > 0 ? { other: [...meant] } : {}), ...(note ? { note } : {}) };
}
const needFor = (one: string, words: ReadonlyMap<string, (typeof otherNeeds)[number]>) => {
  const key = fold(one.replace(/[_-]/g, ' '));
  return known.get(key) ?? words.get(key);
};
function answersOf(typed: string, words: ReadonlyMap<string, (typeof otherNeeds)[number]>): string[] {
  if (/[,;|\n،]/.test(typed) || needFor(typed, words))
    return typed
      .split(/[,;|\n،]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const found: string[] = [];
  const parts = typed.split(/\s+/);
  // Labels may have blanks in them: the longest run of words that is one goes first.
  for (let at = 0; at < parts.length;) {
    const length = [4, 3, 2].find((count) => needFor(parts.slice(at, at + count).join(' '), words)) ?? 1;
    found.push(parts.slice(at, at + length).join(' '));
    at += length;
  }
  return found;
}

const nations = new Map(
  'SYR syrian suriye suriyeli سوري سورية سوريا|TUR turkish türk türkiye تركي تركية|IRQ iraqi irak ıraklı عراقي عراقية|AFG afghan afgan afganistanlı أفغاني أفغانية|IRN iranian iranlı إيراني إيرانية|SOM somali somalili صومالي صومالية|PSE palestinian filistinli فلسطيني فلسطينية|STL'
    .split('|')
    .flatMap((line) => {
      const [code, ...words] = line.split(' ');
      return [code!, ...words].map((word) => [fold(word), code!] as const);
    }),
);
/** A country by its code or by what people of it are called. */
export function nationOf(typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const found = nations.get(fold(typed));
  return found ?? (/^[A-Za-z]{3}$/.test(typed) ? typed.toUpperCase() : undefined);
}

export interface IdentifierSaid {
  readonly type: IdentifierType;
  readonly country: string;
  readonly value: string;
}
/** Numbers of a row: a paper of the kind that is named or that its digits tell, and the number of the family book. */
export function identifiersOf(values: Values): IdentifierSaid[] {
  const number = text(values, 'idNumber');
  const family = text(values, 'familyNo');
  const type = number ? ((values['idType'] as IdentifierType | undefined) ?? guessType(number)) : undefined;
  const turkish = type === 'turkish-id' || type === 'foreigner-id';
  const own = nationOf(text(values, 'nationality'));
  const country = nationOf(text(values, 'idCountry')) ?? (turkish ? 'TUR' : (own ?? 'SYR'));
  return [
    ...(number && type && number.length >= 2 ? [{ type, country, value: number.slice(0, 40) }] : []),
    ...(family && family.length >= 2 ? [{ type: 'family' as const, country: own ?? 'SYR', value: family.slice(0, 40) }] : []),
  ];
}
