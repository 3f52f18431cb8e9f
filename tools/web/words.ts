import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';
import { booksOf } from './word-books.ts';
import type { Book } from './word-books.ts';
import { wordPlan } from './word-plan.ts';
import type { WordPlan } from './word-plan.ts';

const languages = ['en', 'tr', 'ar'];
const prefix = 'virtual:words';

/** A message as the browser takes it: a text, or what the parser made of one with gaps, so that no browser parses. */
export type Compiled = string | readonly object[];

/** Reads a message as the browser would; a text without gaps stays one. */
export function compiled(text: string, language: string): Compiled {
  const parts = new IntlMessageFormat(text, language).getAst() as readonly { type: number; value?: unknown }[];
  const [only, ...more] = parts;
  if (!only) return '';
  return more.length === 0 && only.type === 0 ? String(only.value) : parts;
}

/** What plan and books say at one moment. */
interface Reading {
  readonly plan: WordPlan;
  readonly books: ReadonlyMap<string, readonly Book[]>;
}

const read = (): Reading => ({ plan: wordPlan(), books: new Map(languages.map((language) => [language, booksOf(language)])) });

/** The words of one file of the plan in one language. */
function wordsOf({ plan, books }: Reading, file: string, language: string): Record<string, Compiled> {
  const all = Object.assign({}, ...books.get(language)!.map((book) => book.words)) as Record<string, string>;
  return Object.fromEntries((plan.keys.get(file) ?? []).map((key) => [key, compiled(all[key] ?? key, language)]));
}

/** The module that knows the files: `files.<file>.<language>()` loads one, `needs.<room>` names those of a room. */
function indexOf({ plan }: Reading): string {
  const load = (file: string, language: string) => `${language}: () => import('${prefix}/${file}/${language}')`;
  const files = [...plan.keys.keys()].map((file) => `${JSON.stringify(file)}: { ${languages.map((one) => load(file, one)).join(', ')} }`);
  return `export const files = { ${files.join(', ')} };\nexport const needs = ${JSON.stringify(plan.needs)};`;
}

/**
 * Answers `virtual:words` and its like. What shows first has its words in one file; every room's other words are one
 * file that loads before its pages. A page never waits for the words of rooms it does not speak of.
 */
export function words(): Plugin {
  // Reading all sources takes as long as half a second: once for a build, not once for each of its hundred files.
  let reading: Reading | undefined;
  const forget = () => {
    reading = undefined;
  };
  return {
    name: 'kervan-words',
    // The messages come parsed: the parser stays out of the app.
    config: () => ({
      resolve: {
        alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' }],
      },
    }),
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    buildStart: forget,
    watchChange: forget,
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      reading ??= read();
      for (const book of [...reading.books.values()].flat()) this.addWatchFile(book.file);
      const [, file, language] = id.slice(1).split('/');
      if (!file || !language) return indexOf(reading);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(wordsOf(reading, file, language)))})`;
    },
  };
}
