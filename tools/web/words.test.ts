import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it, vi } from 'vitest';
import { booksOf } from './word-books.ts';
import * as plans from './word-plan.ts';
import { compiled, words } from './words.ts';

vi.mock('./word-plan.ts', { spy: true });

it('a message comes out of the build as it reads in the source', () => {
  for (const language of ['en', 'tr', 'ar']) {
    for (const { words } of booksOf(language)) {
      for (const text of Object.values(words)) {
        const made = compiled(text, language);
        expect(typeof made === 'string' ? [{ type: 0, value: made }] : made, text).toEqual(new IntlMessageFormat(text, language).getAst());
      }
    }
  }
});

it('a text without gaps stays a text, its quoted braces as they read', () => {
  expect(compiled('Open sites', 'en')).toBe('Open sites');
  expect(compiled("Write '{name}' here", 'en')).toBe('Write {name} here');
  expect(compiled('{count, plural, one {# site} other {# sites}}', 'en')).toBeInstanceOf(Array);
});

it('the sources are read once for a build, and anew when one of them changes', () => {
  const plugin = words() as unknown as Record<'buildStart' | 'watchChange', () => void> & {
    load(this: { addWatchFile(file: string): void }, id: string): string | undefined;
  };
  const watched = new Set<string>();
  const load = (id: string) => plugin.load.call({ addWatchFile: (file) => watched.add(file) }, `\0virtual:words${id}`);
  plugin.buildStart();
  expect(load('')).toContain("import('virtual:words/first/tr')");
  expect(load('/first/tr')).toContain('JSON.parse');
  expect(plans.wordPlan).toHaveBeenCalledTimes(1);
  expect([...watched].some((file) => file.endsWith('i18n/ar.json'))).toBe(true);
  plugin.watchChange();
  load('/first/tr');
  expect(plans.wordPlan).toHaveBeenCalledTimes(2);
});
