import type { Plugin } from 'vite';
import { booksOf } from './word-books.ts';
import { wordPlan } from './word-plan.ts';

const languages = ['en', 'tr', 'ar'];
const prefix = 'virtual:words';

/** The words of one file of the plan in one language. */
export function wordsOf(file: string, language: string): Record<string, string> {
  const all = Object.assign({}, ...booksOf(language).map((book) => book.words)) as Record<string, string>;
  return Object.fromEntries((wordPlan().keys.get(file) ?? []).map((key) => [key, all[key] ?? key]));
}

/** The module that knows the files: `files.<file>.<language>()` loads one, `needs.<room>` names those of a room. */
function indexOf(): string {
  const plan = wordPlan();
  const load = (file: string, language: string) => `${language}: () => import('${prefix}/${file}/${language}')`;
  const files = [...plan.keys.keys()].map((file) => `${JSON.stringify(file)}: { ${languages.map((one) => load(file, one)).join(', ')} }`);
  return `export const files = { ${files.join(', ')} };\nexport const needs = ${JSON.stringify(plan.needs)};`;
}

/**
 * Answers `virtual:words` and its like. What shows first has its words in one file; every room's other words are one
 * file that loads before its pages. A page never waits for the words of rooms it does not speak of.
 */
export function words(): Plugin {
  return {
    name: 'kervan-words',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      for (const language of languages) for (const book of booksOf(language)) this.addWatchFile(book.file);
      const [, file, language] = id.slice(1).split('/');
      if (!file || !language) return indexOf();
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(wordsOf(file, language)))})`;
    },
  };
}
