import { fold } from '../fold.ts';
import { languages, translate } from '../i18n/server.ts';
import type { ImportDef } from '../import.ts';
import { cellText } from './cell.ts';
import type { SheetRow } from './cell.ts';

type Language = 'en' | 'tr' | 'ar';

export interface Headings {
  /** The row in which they stand. */
  readonly row: number;
  /** Column of the import by position in the sheet; null: not known. */
  readonly keys: readonly (string | null)[];
  /** The headings as they stand. */
  readonly texts: readonly string[];
  readonly language: Language;
  /** Required columns that no heading names. */
  readonly missing: readonly string[];
  /** Columns named twice. */
  readonly twice: readonly string[];
}

/** Title of an import's column. */
export const titleKey = (def: Pick<ImportDef, 'name'>, column: string): string => `import.${def.name}.${column}`;

interface Known {
  readonly key: string;
  readonly language: Language | null;
}

/** Titles in every language, aliases and keys, folded; a star or brackets after a title do not matter. */
function knownHeadings(def: ImportDef): Map<string, Known[]> {
  const known = new Map<string, Known[]>();
  const add = (text: string, heading: Known) => {
    const key = plain(text);
    if (key !== '') known.set(key, [...(known.get(key) ?? []), heading]);
  };
  for (const column of def.columns) {
    for (const language of languages) add(translate(language, titleKey(def, column.key)), { key: column.key, language });
    for (const alias of column.aliases ?? []) add(alias, { key: column.key, language: scriptOf(alias) });
    add(column.key, { key: column.key, language: null });
  }
  return known;
}

const plain = (text: string): string => fold(text.replace(/[*:()[\]]/g, ' ').replace(/#/g, ' '));

/** What an alias tells of the sheet's language: letters that only one of them has. */
function scriptOf(text: string): Language | null {
  if (/[\u0600-\u06ff]/.test(text)) return 'ar';
  return /[çğıöşüİ]/i.test(text.replace(/i/g, '')) ? 'tr' : null;
}

/**
 * Finds the row of headings among the first rows: the one that names the most columns, two at least (or all there are).
 * Undefined when no row does: the sheet is about something else.
 */
export function findHeadings(def: ImportDef, rows: readonly SheetRow[], fallback: Language): Headings | undefined {
  const known = knownHeadings(def);
  let best: { row: SheetRow; named: number } | undefined;
  for (const row of rows) {
    const named = new Set(row.cells.map((cell) => known.get(plain(cellText(cell)))?.[0]?.key).filter(Boolean)).size;
    if (named > (best?.named ?? 0)) best = { row, named };
  }
  const enough = Math.min(2, def.columns.length);
  return best && best.named >= enough ? headingsOf(def, known, best.row, fallback) : undefined;
}

function headingsOf(def: ImportDef, known: Map<string, Known[]>, row: SheetRow, fallback: Language): Headings {
  const texts = row.cells.map((cell) => cellText(cell));
  const votes: Record<Language, number> = { en: 0, tr: 0, ar: 0 };
  const keys: (string | null)[] = [];
  const twice = new Set<string>();
  for (const text of texts) {
    const meant = known.get(plain(text)) ?? [];
    const key = meant.find((heading) => !keys.includes(heading.key))?.key ?? null;
    if (key === null && meant[0]) twice.add(meant[0].key);
    for (const heading of meant) if (heading.language) votes[heading.language] += 1;
    keys.push(key);
  }
  const missing = def.columns.filter((column) => column.required && !keys.includes(column.key)).map((column) => column.key);
  const [first, second] = (Object.entries(votes) as [Language, number][]).sort((a, b) => b[1] - a[1]);
  const language = first![1] > second![1] ? first![0] : votes[fallback] === first![1] ? fallback : first![0];
  return { row: row.row, keys, texts, language, missing, twice: [...twice] };
}
