import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Words = Readonly<Record<string, string>>;

/** The words of one room in one language, and the file they lie in. */
export interface Book {
  /** The room's name; `shell` for the app, `foundation` and its parts for what all rooms share. */
  readonly room: string;
  readonly words: Words;
  readonly file: string;
}

/** `src/kernel/orgs/i18n/ar.json` is of `orgs`. */
export function roomOf(path: string): string | undefined {
  if (/(^|\/)src\/app\/web\//.test(path)) return 'shell';
  return /(?:^|\/)src\/(?:kernel|modules|foundation)\/([a-z-]+)\//.exec(path)?.[1]?.replace(/^(i18n|web)$/, 'foundation');
}

/** The words of all rooms in one language, without the notes to translators. */
export function booksOf(language: string): Book[] {
  return globSync(`src/**/i18n/${language}.json`, { cwd: root })
    .sort()
    .map((path) => {
      const all = Object.entries(JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as Words);
      return {
        room: roomOf(path) ?? 'foundation',
        words: Object.fromEntries(all.filter(([key]) => !key.startsWith('@'))),
        file: root + path,
      };
    });
}
