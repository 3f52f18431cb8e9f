import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';

export type Language = 'en' | 'tr' | 'ar';
export const languages: readonly Language[] = ['en', 'tr', 'ar'];

const sourceRoot = fileURLToPath(new URL('../../', import.meta.url));
const loaded = new Map<Language, Record<string, string>>();
const formats = new Map<string, IntlMessageFormat>();

/** All messages of a language, from every room's i18n folder; notes to translators (`@key`) left out. */
export function messages(language: Language): Record<string, string> {
  let all = loaded.get(language);
  if (!all) {
    all = {};
    for (const file of globSync(`**/i18n/${language}.json`, { cwd: sourceRoot })) {
      const path = `${sourceRoot}${file}`;
      if (!existsSync(path)) continue;
      for (const [key, text] of Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>)) {
        if (!key.startsWith('@')) all[key] = text;
      }
    }
    loaded.set(language, all);
  }
  return all;
}

/** The words of a key on the server: problems, PDFs, mails, exports. A missing key shows itself. */
export function translate(
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>> = {},
): string {
  const text = messages(language)[key];
  if (text === undefined) return key;
  const cacheKey = `${language} ${key}`;
  let format = formats.get(cacheKey);
  if (!format) formats.set(cacheKey, (format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true })));
  try {
    return String(format.format(values as never));
  } catch {
    // A value is missing (a database constraint knows no figures): the words still say what happened.
    return text.replace(/\{(\w+)[^{}]*\}/g, (_all, name: string) => plain(values[name]));
  }
}

function plain(value: string | number | boolean | null | undefined | readonly string[]): string {
  return typeof value === 'object' && value !== null ? value.join(', ') : String(value ?? '…');
}
