import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IntlMessageFormat } from 'intl-messageformat';
import { commonProblems } from '#foundation/problem.ts';
import { pipelineProblems } from '#foundation/pipeline/problems.ts';
import { languages, messages } from '#foundation/i18n/server.ts';
import type { Language } from '#foundation/i18n/server.ts';
import { modules } from '#app/modules.ts';
import { rooms } from '#app/server/rooms.ts';

const folders = globSync('src/**/i18n/en.json').map((file) => file.replace(/\/en\.json$/, ''));
const read = (folder: string, language: Language) => {
  const all = JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8')) as Record<string, string>;
  return Object.fromEntries(Object.entries(all).filter(([key]) => !key.startsWith('@')));
};

/** Names of the values a message takes, at any depth. */
function placeholders(text: string, language: Language): string[] {
  const names = new Set<string>();
  const walk = (parts: readonly { type: number; value?: string; options?: Record<string, { value: never }> }[]): void => {
    for (const part of parts) {
      if (part.type !== 0 && part.type !== 7 && part.value !== undefined) names.add(part.value);
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as never);
  return [...names].sort();
}

/** What a message chooses by, with the cases that it knows; a value that is told apart in one language would show raw in another. */
function choices(text: string, language: Language): string[] {
  const found = new Set<string>();
  const walk = (parts: readonly { type: number; value?: string; options?: Record<string, { value: never }> }[]): void => {
    for (const part of parts) {
      if (part.type === 5)
        found.add(
          `${part.value}:${Object.keys(part.options ?? {})
            .sort()
            .join()}`,
        );
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as never);
  return [...found].sort();
}

describe.each(folders)('%s', (folder) => {
  it('says the same keys in English, Turkish and Arabic', () => {
    const [en, tr, ar] = languages.map((language) => Object.keys(read(folder, language)).sort());
    expect(tr).toEqual(en);
    expect(ar).toEqual(en);
  });

  it('says no key twice: two people adding the same word would hide one of the two', () => {
    for (const language of languages) {
      const keys = [...readFileSync(`${folder}/${language}.json`, 'utf8').matchAll(/^ {2}("[^"]+"):/gmu)].map(([, key]) => key!);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });

  it('keeps the placeholders of every message', () => {
    const [en, tr, ar] = languages.map((language) => read(folder, language)) as [
      Record<string, string>,
      Record<string, string>,
      Record<string, string>,
    ];
    const differing = Object.keys(en).filter((key) => {
      const wanted = placeholders(en[key]!, 'en').join();
      return placeholders(tr[key] ?? '', 'tr').join() !== wanted || placeholders(ar[key] ?? '', 'ar').join() !== wanted;
    });
    expect(differing).toEqual([]);
  });

  it('tells the same cases of a choice apart in every language', () => {
    const [en, tr, ar] = languages.map((language) => read(folder, language)) as [
      Record<string, string>,
      Record<string, string>,
      Record<string, string>,
    ];
    const differing = Object.keys(en).filter((key) => {
      const wanted = choices(en[key]!, 'en').join(' ');
      return choices(tr[key] ?? '', 'tr').join(' ') !== wanted || choices(ar[key] ?? '', 'ar').join(' ') !== wanted;
    });
    expect(differing).toEqual([]);
  });

  it('is really translated: Arabic is in Arabic letters', () => {
    const ar = read(folder, 'ar');
    const latin = Object.entries(ar).filter(
      ([, text]) => /[a-z]{3}/i.test(text.replace(/\{[^]*?\}|<[^>]*>/g, '')) && !/[\u0600-\u06ff]/.test(text),
    );
    expect(latin.map(([key]) => key).filter((key) => !/\.(example|code|brand)\b|language\./.test(key))).toEqual([]);
  });
});

describe('every name the program can show', () => {
  const known = messages('en');
  const wanted = [
    ...[commonProblems, pipelineProblems, ...modules.flatMap((room) => room.problems)].flatMap((catalogue) =>
      Object.keys(catalogue.entries).map((key) => `problem.${catalogue.room}.${key}`),
    ),
    ...modules.flatMap((room) => [
      ...room.commands.map((def) => `command.${def.name}`),
      ...room.queries.map((def) => `query.${def.name}`),
      ...room.packs.map((def) => `pack.${def.name}`),
      ...room.permissions.map((def) => `permission.${def.name}`),
      ...room.pages.map((page) => `page.${page.name}`),
      ...room.queries.flatMap((def) => (def.columns ?? []).map((column) => `column.${def.name}.${column.key}`)),
    ]),
  ];
  it('of a record that another page links to has words too', () => {
    // Read as text: the browser's rooms are not loaded where there is no browser.
    const kinds = globSync('src/**/web/index.ts').flatMap((file) => {
      const listed = /subjects: \{(.*?)\},\n/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
      return [...listed.matchAll(/'?([a-z-]+)'?: \(/g)].map((match) => match[1]!);
    });
    expect(kinds.length).toBeGreaterThan(5);
    expect(kinds.filter((kind) => known[`subject.${kind}`] === undefined)).toEqual([]);
  });

  it('of an exception has words', () => {
    const kinds = rooms.flatMap((room) => Object.keys(room.exceptionKinds ?? {}));
    expect(kinds.length).toBeGreaterThan(1);
    expect(kinds.filter((kind) => known[`exception.${kind}`] === undefined)).toEqual([]);
  });

  it('of a room has words among the permissions', () => {
    expect(modules.map((room) => room.name).filter((name) => known[`access.room-${name}`] === undefined)).toEqual([]);
  });

  it('has words', () => {
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((key) => known[key] === undefined)).toEqual([]);
  });
});
