import { expect, test } from 'vitest';
import { languages, messages } from '#foundation/i18n/server.ts';

test('every exception says what it means for goods and people and how it ends, in each language', () => {
  const kinds = Object.keys(messages('en')).flatMap((key) => (key.startsWith('exception.') ? [key.slice('exception.'.length)] : []));
  expect(kinds.length).toBeGreaterThan(40);
  const silent = languages.flatMap((language) =>
    kinds.flatMap((kind) =>
      ['means', 'ends'].filter((part) => !messages(language)[`exception-${part}.${kind}`]).map((part) => `${language} ${part} ${kind}`),
    ),
  );
  expect(silent).toEqual([]);
});
