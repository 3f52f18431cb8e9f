import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { messages } from '#foundation/i18n/server.ts';
import { filled, gapsOf } from './words.ts';

it('every kind of exception says its words with and without its figures, in each language', () => {
  for (const language of ['en', 'tr', 'ar'] as const) {
    const kinds = Object.entries(messages(language)).filter(([key]) => key.startsWith('exception.'));
    expect(kinds.length).toBeGreaterThan(20);
    for (const [key, text] of kinds) {
      const message = new IntlMessageFormat(text, language);
      const words = message.format(filled(gapsOf(message.getAst()), {}));
      expect(words, key).toMatch(/\S/);
      expect(words, key).not.toContain('{');
    }
  }
});

it('figures stand in their places, lists as lists', () => {
  const message = new IntlMessageFormat('Grant {grant}: {items, plural, one {# item of {who}} other {# items of {who}}}', 'en');
  const gaps = gapsOf(message.getAst());
  expect(gaps).toEqual(expect.arrayContaining(['grant', 'items', 'who']));
  expect(message.format(filled(gaps, { grant: 'ECH', items: 2, who: ['a', 'b'] }))).toBe('Grant ECH: 2 items of a, b');
  expect(message.format(filled(gaps, {}))).toBe('Grant …: NaN items of …');
});
