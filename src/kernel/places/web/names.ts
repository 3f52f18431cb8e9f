import type { Language } from '#foundation/web/session.ts';

export interface Named {
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
}

/** A place's name in the reader's language, else English. */
export function nameOf(place: Named, language: Language = document.documentElement.lang as Language): string {
  return (language === 'ar' ? place.nameAr : language === 'tr' ? place.nameTr : null) ?? place.nameEn;
}

export function namesOf(names: Readonly<Record<string, string>>): string {
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}
