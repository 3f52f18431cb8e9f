/** The organisation's name in the reader's language, else in English. */
export function nameOf(names: { readonly en: string; readonly tr: string | null; readonly ar: string | null }): string {
  const { lang } = document.documentElement;
  return (lang === 'tr' || lang === 'ar' ? names[lang] : null) ?? names.en;
}
