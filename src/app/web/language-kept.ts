import type { Numerals } from '#foundation/web/preferences.ts';
import type { Language } from '#foundation/web/session.ts';

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

const numeralsKey = 'kervan.numerals';

/** The digits chosen on this device. */
export function firstNumerals(): Numerals {
  return localStorage.getItem(numeralsKey) === 'arab' ? 'arab' : 'latn';
}

export function keepNumerals(numerals: Numerals): void {
  localStorage.setItem(numeralsKey, numerals);
}

/** Western digits in Arabic too unless chosen otherwise, as waybills and phones in the region use them. */
export function localeOf(language: Language, numerals: Numerals): string {
  return language === 'ar' ? `ar-SY-u-nu-${numerals}` : language === 'tr' ? 'tr-TR' : 'en-GB';
}
