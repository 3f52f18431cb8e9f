import { fold } from '#foundation/fold.ts';
import { isArabic, skeleton } from './latin.ts';

/** Why two names look alike. `entryName` is the list's own word; the subject's words are never repeated. */
export interface Reason {
  readonly code: 'same-name' | 'same-words' | 'similar' | 'birth-year' | 'other-birth-year';
  readonly entryName?: string;
  readonly percent?: number;
}
export interface Likeness {
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** From here on a person looks at it. Lower finds more namesakes than people can read, higher misses transliterations. */
export const hitThreshold = 0.75;

// Words that half of all organisations bear say little about which one it is.
const common = new Set(
  [
    'association foundation company trading transport logistics relief aid charity humanitarian organization organisation society group limited ltd llc inc co international',
    'dernegi dernek vakfi vakif sirketi sirket ticaret nakliyat lojistik yardim sanayi limited ve a s ltd sti',
    'جمعيه موسسه شركه منظمه خيريه انسانيه للاغاثه اغاثه للتجاره تجاره نقليات للنقل دوليه',
  ].flatMap((words) => words.split(' ').map(fold)),
);
const weightOf = (word: string) => word.length * (common.has(word) ? 0.3 : 1);

/** Three-letter pieces of a folded text, padded as PostgreSQL pads them. */
export function trigrams(key: string): Set<string> {
  const found = new Set<string>();
  for (const word of key.split(' ')) {
    if (word === '') continue;
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

/** Shared pieces over all pieces. */
export function similarity(a: string, b: string): number {
  const [left, right] = [trigrams(a), trigrams(b)];
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const piece of left) if (right.has(piece)) shared += 1;
  return shared / (left.size + right.size - shared);
}

/** How alike two words are: by their pieces, or by how few letters must be changed. */
function sameWord(a: string, b: string): number {
  if (a === b) return 1;
  const edits = 1 - distance(a, b) / Math.max(a.length, b.length);
  return Math.max(similarity(a, b), edits >= 0.7 ? edits : 0);
}

/** Letters to add, drop or change to make one word the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** How much of both names is met by a word of the other; each word meets one. Order does not matter. */
export function wordLikeness(a: string, b: string): number {
  const [left, right] = [a.split(' '), b.split(' ')];
  const pairs = left
    .flatMap((word, at) => right.map((other, to) => ({ at, to, alike: sameWord(word, other) })))
    .filter((pair) => pair.alike >= 0.5)
    .sort((one, other) => other.alike - one.alike || one.at - other.at || one.to - other.to);
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  let met = 0;
  for (const { at, to, alike } of pairs) {
    if (usedLeft.has(at) || usedRight.has(to)) continue;
    usedLeft.add(at);
    usedRight.add(to);
    met += alike * (weightOf(left[at]!) + weightOf(right[to]!));
  }
  const all = [...left, ...right].reduce((sum, word) => sum + weightOf(word), 0);
  return all === 0 ? 0 : met / all;
}

/** How alike two folded names are. */
export function nameLikeness(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  if (a.split(' ').sort().join(' ') === b.split(' ').sort().join(' ')) return 0.98;
  // Vowels are rarely written in Arabic: across the scripts consonants are all there is to compare.
  if (isArabic(a) !== isArabic(b)) return 0.9 * nameLikeness(skeleton(a), skeleton(b));
  return Math.min(0.97, Math.max(wordLikeness(a, b), similarity(a, b)));
}

export interface Compared {
  /** Folded. */
  readonly keys: readonly string[];
  readonly birthYear: number | null;
}
export interface ListedEntry {
  readonly names: readonly string[];
  readonly birthYears: readonly number[];
}

/** Compares a subject with an entry of a list: the best pair of names, then the year of birth where both know it. */
export function likenessOf(subject: Compared, entry: ListedEntry): Likeness {
  let best = { score: 0, entryName: '' };
  for (const name of entry.names) {
    const key = fold(name);
    for (const own of subject.keys) {
      const score = nameLikeness(own, key);
      if (score > best.score) best = { score, entryName: name };
    }
  }
  const code = best.score === 1 ? 'same-name' : best.score === 0.98 ? 'same-words' : 'similar';
  const reasons: Reason[] = [{ code, entryName: best.entryName, percent: Math.round(best.score * 100) }];
  if (best.score === 0 || subject.birthYear === null || entry.birthYears.length === 0) return { score: best.score, reasons };
  const apart = Math.min(...entry.birthYears.map((year) => Math.abs(year - subject.birthYear!)));
  const near = apart <= 1; // lists often know a year only by hearsay
  const score = Math.max(0, Math.min(1, best.score + (near ? 0.03 : -0.15)));
  return { score, reasons: [...reasons, { code: near ? 'birth-year' : 'other-birth-year' }] };
}
