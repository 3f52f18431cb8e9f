import { askedTerms, nameParts } from './match-terms.ts';
import type { NamePart } from './match-terms.ts';
import { foldName, soundsAlike } from './name-key.ts';

/** By what a search may meet somebody; `number` is a paper's or a phone's. */
export const whyFields = [...nameParts, 'number'] as const;
export type WhyField = (typeof whyFields)[number];
export const whyLevels = ['same', 'begins', 'sounds'] as const;
export type WhyLevel = (typeof whyLevels)[number];
export interface Why {
  readonly field: WhyField;
  readonly level: WhyLevel;
}

function levelOf(word: string, name: string): WhyLevel | undefined {
  const [asked, kept] = [foldName(word), foldName(name)];
  if (asked === '') return undefined;
  if (asked === kept) return 'same';
  if (asked.length >= 3 && kept.startsWith(asked)) return 'begins';
  return soundsAlike(word, name) ? 'sounds' : undefined;
}

/** Why these names were met by what somebody typed: the best reason for each typed word, each reason once. */
export function whyFound(typed: string, names: readonly { readonly part: NamePart; readonly value: string }[]): Why[] {
  const words = typed
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: Why[] = [];
  for (const word of words.slice(0, 6)) {
    const best = askedTerms(word)[0]?.some((term) => term.startsWith('number:'))
      ? ({ field: 'number', level: 'same' } as const)
      : bestOf(word, names);
    if (best && !found.some((one) => one.field === best.field && one.level === best.level)) found.push(best);
  }
  return found;
}

function bestOf(word: string, names: readonly { readonly part: NamePart; readonly value: string }[]): Why | undefined {
  const all = names.flatMap(({ part, value }) =>
    [value, ...value.split(/[\s-]+/)].flatMap((name): Why[] => {
      const level = levelOf(word, name);
      return level ? [{ field: part, level }] : [];
    }),
  );
  return all.toSorted((a, b) => whyLevels.indexOf(a.level) - whyLevels.indexOf(b.level))[0];
}
