import type * as z from 'zod';
import type { ListEntry } from '../contract/screening.ts';

type Entry = z.input<typeof ListEntry>;
export interface ReadList {
  readonly entries: readonly Entry[];
  /** Lines that could not be understood, counted from 1 with the heading as line 1. */
  readonly faults: readonly { readonly line: number; readonly code: 'no-name' | 'no-ref' | 'bad-kind' | 'bad-year' }[];
}

/** Splits CSV text into rows of cells: comma, semicolon or tab, quotes doubled inside quotes. */
export function csvRows(text: string): string[][] {
  const clean = text.replace(/^\ufeff/, '');
  const separator = separatorOf(clean.slice(0, clean.search(/\r?\n|$/)));
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  const endRow = () => {
    row.push(cell);
    if (row.some((item) => item.trim() !== '')) rows.push(row);
    [row, cell] = [[], ''];
  };
  for (let at = 0; at < clean.length; at += 1) {
    const letter = clean[at]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

function separatorOf(heading: string): string {
  const counts = [',', ';', '\t'].map((mark) => [mark, heading.split(mark).length] as const);
  return counts.sort((a, b) => b[1] - a[1])[0]![0];
}

const columns = {
  ref: ['ref', 'reference', 'listref', 'id', 'dataid', 'referans', 'المرجع'],
  name: ['name', 'fullname', 'wholename', 'ad', 'adı', 'isim', 'الاسم'],
  aliases: ['aliases', 'alias', 'aka', 'othernames', 'takmaadlar', 'diğeradlar', 'الاسماء الاخرى', 'الأسماء الأخرى'],
  kind: ['kind', 'type', 'entrytype', 'tür', 'النوع'],
  birthYear: ['birthyear', 'yearofbirth', 'birthdate', 'dob', 'doğumyılı', 'سنة الميلاد'],
  note: ['note', 'program', 'programme', 'remarks', 'açıklama', 'ملاحظة'],
} as const;
const kinds: Readonly<Record<string, Entry['kind']>> = {
  '': 'unknown',
  unknown: 'unknown',
  person: 'person',
  individual: 'person',
  p: 'person',
  kişi: 'person',
  شخص: 'person',
  organisation: 'organisation',
  organization: 'organisation',
  entity: 'organisation',
  o: 'organisation',
  kuruluş: 'organisation',
  منظمة: 'organisation',
};

/** Reads a list with a heading row. Aliases and years of birth stand in one cell each, parted by `|` or `;`. */
export function readListCsv(text: string): ReadList {
  const [heading, ...rows] = csvRows(text);
  const plain = (title: string) => title.toLowerCase().replace(/[\s_\-.]+/g, '');
  const at = (key: keyof typeof columns) => (heading ?? []).findIndex((title) => columns[key].some((name) => plain(name) === plain(title)));
  const where = {
    ref: at('ref'),
    name: at('name'),
    aliases: at('aliases'),
    kind: at('kind'),
    birthYear: at('birthYear'),
    note: at('note'),
  };
  const entries: Entry[] = [];
  const faults: { line: number; code: ReadList['faults'][number]['code'] }[] = [];
  rows.forEach((row, index) => {
    const cell = (column: number) => (column < 0 ? '' : (row[column] ?? '').trim());
    const fault = (code: ReadList['faults'][number]['code']) => faults.push({ line: index + 2, code });
    const kind = kinds[cell(where.kind).toLowerCase()];
    const years = parts(cell(where.birthYear)).map((part) => Number(/\d{4}/.exec(part)?.[0] ?? Number.NaN));
    if (cell(where.ref) === '') fault('no-ref');
    else if (cell(where.name) === '') fault('no-name');
    else if (!kind) fault('bad-kind');
    else if (years.some((year) => Number.isNaN(year))) fault('bad-year');
    else {
      const note = cell(where.note);
      const names = [...new Set([cell(where.name), ...parts(cell(where.aliases))])].slice(0, 60);
      entries.push({ ref: cell(where.ref), kind, names, birthYears: years, ...(note ? { note: note.slice(0, 1000) } : {}) });
    }
  });
  return { entries, faults };
}

const parts = (text: string) =>
  text
    .split(/[|;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
