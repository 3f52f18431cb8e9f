import type { Language } from '#foundation/web/session.ts';

type File = { default: Record<string, string> };
const files: Record<Language, Record<string, () => Promise<File>>> = {
  en: import.meta.glob<File>('../../**/i18n/en.json'),
  tr: import.meta.glob<File>('../../**/i18n/tr.json'),
  ar: import.meta.glob<File>('../../**/i18n/ar.json'),
};

/** All rooms' words in one language, without the notes to translators. */
export async function loadMessages(language: Language): Promise<Record<string, string>> {
  const loaded = await Promise.all(Object.values(files[language]).map((load) => load()));
  return Object.fromEntries(loaded.flatMap((file) => Object.entries(file.default)).filter(([key]) => !key.startsWith('@')));
}

const key = 'kervan.language';

/** The language chosen on this device, else the browser's. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(key);
  const wanted = [kept, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (wanted.find((tag) => tag === 'en' || tag === 'tr' || tag === 'ar') as Language | undefined) ?? 'en';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
}
