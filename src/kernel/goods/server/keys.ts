import { fold } from '#foundation/fold.ts';
import type { KeyWrite } from './items.repo.ts';

export interface Keyed {
  readonly id: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
}

/** Search keys of an item: its code, names in all languages, codes of others, and the words inside its names. */
export function itemKeys(item: Keyed, codes: readonly string[]): KeyWrite[] {
  const keys = new Map<string, number>();
  const add = (text: string | null, weight: number) => {
    const key = fold(text ?? '');
    if (key !== '' && (keys.get(key) ?? 99) > weight) keys.set(key, weight);
  };
  add(item.code, 0);
  for (const name of [item.name_en, item.name_tr, item.name_ar]) add(name, 1);
  for (const code of codes) add(code, 2);
  for (const name of [item.name_en, item.name_tr, item.name_ar]) {
    const words = fold(name ?? '').split(' ');
    for (let at = 1; at < words.length; at += 1) {
      const tail = words.slice(at).join(' ');
      if (tail.length > 2) add(tail, 10 + at);
    }
  }
  return [...keys].map(([key, weight]) => ({ item_id: item.id, key: key.slice(0, 400), weight }));
}
