import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { booksOf } from './word-books.ts';
import { compiled } from './words.ts';

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
