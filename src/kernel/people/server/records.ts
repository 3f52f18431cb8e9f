import type { Tx } from '#foundation/db/tx.ts';
import type { Birth } from '../domain/birth.ts';
import { nameParts } from '../domain/match-terms.ts';
import type { MatchFacts, NamePart } from '../domain/match-terms.ts';
import { isArabicName } from '../domain/name-key.ts';
import type { IdentifierType } from '../domain/identifiers.ts';
import type { BriefRow, RowFound } from './persons.repo.ts';
import { openSealed } from './sealing.ts';

/** What lies sealed of a person. */
export interface PersonRecord {
  readonly names: readonly { readonly part: NamePart; readonly value: string }[];
  readonly nationality: string | null;
  readonly languages: readonly string[];
  readonly hijri: boolean;
}
export interface ContactRecord {
  readonly phones: readonly string[];
  readonly email: string | null;
}
export interface SaidOf {
  readonly names: PersonRecord['names'];
  readonly sex?: 'f' | 'm' | undefined;
  readonly birth?: Birth | { date: string; precision: Birth['precision']; hijri?: true | undefined } | undefined;
  readonly identifiers: readonly { readonly type: IdentifierType; readonly country: string; readonly value: string }[];
  readonly phones: readonly string[];
}

/** What matching reads of what was said. */
export function factsOf(said: SaidOf, areas: readonly string[]): MatchFacts {
  const names: Partial<Record<NamePart, string[]>> = {};
  for (const name of said.names) (names[name.part] ??= []).push(name.value);
  return {
    names,
    sex: said.sex ?? null,
    birth: said.birth ? { date: said.birth.date, precision: said.birth.precision } : null,
    identifiers: said.identifiers,
    phones: said.phones,
    district: areas[2] ?? areas.at(-1) ?? null,
  };
}

const spoken: readonly NamePart[] = nameParts.filter((part) => part === 'given' || part === 'father' || part === 'family');
/** Given, father's and family name in one script; null when that script has none. */
export function spokenName(names: PersonRecord['names'], arabic: boolean): string | null {
  const words = spoken.flatMap((part) => names.filter((name) => name.part === part && isArabicName(name.value) === arabic).slice(0, 1));
  return words.length === 0 ? null : words.map((name) => name.value).join(' ');
}

/** A person as lists show it. */
export async function briefOf(tx: Tx, row: BriefRow) {
  const record = await openSealed<PersonRecord>(tx, row.sealed);
  const latin = record ? spokenName(record.names, false) : null;
  const arabic = record ? spokenName(record.names, true) : null;
  const birth = row.birth_date && row.birth_precision ? { date: row.birth_date, precision: row.birth_precision } : null;
  return {
    id: row.id,
    number: row.number,
    name: latin ?? arabic,
    nameAr: arabic,
    sex: row.sex,
    birth: birth && record?.hijri ? { ...birth, hijri: true as const } : birth,
    status: row.status,
    restricted: row.restricted,
  };
}

export async function rowOf(tx: Tx, row: RowFound) {
  return {
    ...(await briefOf(tx, row)),
    householdId: row.household_id,
    householdNumber: row.household_number,
    relation: row.relation,
    size: row.size,
    area: row.area,
    areaNames: { en: row.area_en, tr: row.area_tr, ar: row.area_ar },
    registeredAt: row.registered_at.toISOString(),
  };
}

/** One after the other: a transaction has one connection. */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await work(item));
  return made;
}
