import { fold } from '#foundation/fold.ts';
import { commonNamesOf } from '../domain/common-names.ts';
import type { KeyWrite } from './areas.repo.ts';

/** The search keys of one thing: its names in all languages, its code, its aliases; words inside a name find it too. */
export function keysOf(kind: KeyWrite['kind'], ref: string, weight: number, names: readonly (string | null | undefined)[]): KeyWrite[] {
  const keys = new Map<string, number>();
  for (const name of kind === 'area' ? [...names, ...commonNamesOf(ref)] : names) {
    if (!name) continue;
    const key = fold(name);
    if (key === '') continue;
    keys.set(key, weight);
    const words = key.split(' ');
    for (let at = 1; at < words.length; at += 1) {
      const tail = words.slice(at).join(' ');
      if (tail.length > 2 && !keys.has(tail)) keys.set(tail, weight + 10);
    }
  }
  return [...keys].map(([key, found]) => ({ kind, ref, key, weight: found }));
}
