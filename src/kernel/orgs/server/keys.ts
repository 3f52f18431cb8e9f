import { fold } from '#foundation/fold.ts';
import { isArabic, latinOf } from '../domain/latin.ts';
import { digestOf } from './derive.ts';

export interface Named {
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly acronym: string | null;
}

/** Search keys: names first, then aliases and acronym, then numbers and the words inside a name. */
export function keysOf(org: Named, aliases: readonly string[], numbers: readonly string[]): { key: string; weight: number }[] {
  const keys = new Map<string, number>();
  const add = (text: string | null, weight: number) => {
    const key = fold(text ?? '');
    if (key !== '' && (keys.get(key) ?? 99) > weight) keys.set(key, weight);
  };
  for (const name of [org.nameEn, org.nameTr, org.nameAr]) add(name, 1);
  add(org.acronym, 2);
  for (const alias of aliases) add(alias, 3);
  for (const number of numbers) add(number, 20);
  for (const [key, weight] of Array.from(keys)) {
    if (isArabic(key)) add(latinOf(key), weight + 4);
    const words = key.split(' ');
    for (let at = 1; at < words.length; at += 1) {
      const tail = words.slice(at).join(' ');
      if (tail.length > 2) add(tail, 21);
    }
  }
  return [...keys].map(([key, weight]) => ({ key, weight }));
}

/** What screening compares: every folded name. */
export function screeningKeys(names: readonly (string | null)[]): string[] {
  return [...new Set(names.map((name) => fold(name ?? '')).filter((key) => key !== ''))].sort();
}

/** Changes when the names change. */
export const markOf = (keys: readonly string[]): string => digestOf(keys).slice(0, 16);
