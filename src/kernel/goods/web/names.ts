import type { Language } from '#foundation/web/session.ts';

export interface Named {
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
}

/** The name in the reader's language, else English. */
export function nameOf(named: Named, language: Language = document.documentElement.lang as Language): string {
  return (language === 'ar' ? named.nameAr : language === 'tr' ? named.nameTr : null) ?? named.nameEn;
}

/** The same of names by language. */
export function namesOf(names: Readonly<Record<string, string>>): string {
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}

/** The column of a list that holds the reader's names. */
export const nameColumn = (): 'nameEn' | 'nameTr' | 'nameAr' => {
  const language = document.documentElement.lang;
  return language === 'ar' ? 'nameAr' : language === 'tr' ? 'nameTr' : 'nameEn';
};
