/** A name kept in three languages, in the reader's. */
export function namesOf(names: Readonly<Record<string, string>>): string {
  return names[document.documentElement.lang] ?? names['en'] ?? '';
}
