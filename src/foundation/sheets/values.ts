import { fold } from '../fold.ts';
import { languages, translate } from '../i18n/server.ts';
import type { ImportColumn, ImportDef, RowFault } from '../import.ts';
import type { Figures } from '../problem.ts';
import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';
import { dayOfSerial, readDay } from './days.ts';
import { readNumber } from './numbers.ts';

type Language = 'en' | 'tr' | 'ar';
export interface ReadValue {
  /** Undefined for an empty cell and for one that cannot be read. */
  readonly value?: unknown;
  readonly faults: readonly RowFault[];
}

/** Reads a cell by its column's type. A value that cannot be read, or not for sure, is a fault with its remedy. */
export function readCell(column: ImportColumn, cell: Cell, language: Language): ReadValue {
  const fault = (key: string, figures: Figures = {}, more: Partial<RowFault> = {}): RowFault => ({
    column: column.key,
    code: `sheets.${key}`,
    figures,
    ...more,
  });
  if (cell !== null && typeof cell === 'object') {
    if (cell.kind === 'error') return { faults: [fault('cell-error', { shown: cell.text.slice(0, 40) })] };
    if (cell.kind === 'formula') {
      if (column.formula === 'refused') return { faults: [fault('formula-refused')] };
      if (cell.value === null) return { faults: [fault('formula-empty')] };
      const inner = readCell(column, cell.value, language);
      return inner.value === undefined
        ? inner
        : { value: inner.value, faults: [...inner.faults, fault('formula-value', {}, { level: 'warning' })] };
    }
  }
  if (cell === null || cellText(cell).trim() === '') return { faults: column.required ? [fault('value-missing')] : [] };
  return readFilled(column, cell, language, fault);
}

type MakeFault = (key: string, figures?: Figures, more?: Partial<RowFault>) => RowFault;

function readFilled(column: ImportColumn, cell: NonNullable<Cell>, language: Language, fault: MakeFault): ReadValue {
  switch (column.type) {
    case 'number':
    case 'integer':
      return number(column, cell, language, fault);
    case 'day':
      return day(cell, language, fault);
    case 'choice':
      return choice(column, cellText(cell), language, fault);
    case 'boolean':
      return flag(cell, fault);
    case 'text':
    case 'code':
      return text(column, cellText(cell), fault);
  }
}

function text(column: ImportColumn, typed: string, fault: MakeFault): ReadValue {
  const value =
    column.type === 'code'
      ? typed.replace(/\s+/g, '').toUpperCase()
      : typed
          .normalize('NFC')
          .replace(/[ \t]+/g, ' ')
          .trim();
  const limit = column.maxLength ?? 200;
  return value.length > limit ? { faults: [fault('text-too-long', { limit, length: value.length })] } : { value, faults: [] };
}

function number(column: ImportColumn, cell: NonNullable<Cell>, language: Language, fault: MakeFault): ReadValue {
  if (typeof cell === 'boolean' || (typeof cell === 'object' && cell.kind === 'day')) return { faults: [fault('number-unreadable')] };
  const read = typeof cell === 'number' ? { number: cell } : readNumber(cellText(cell), language, column);
  if ('unreadable' in read) return { faults: [fault('number-unreadable')] };
  const { min, max } = column;
  if ((min !== undefined && read.number < min) || (max !== undefined && read.number > max)) {
    return { faults: [fault('number-outside', { min: min ?? '', max: max ?? '' })] };
  }
  if (column.type === 'integer' && !Number.isInteger(read.number)) return { faults: [fault('whole-needed')] };
  const unsure = 'ambiguous' in read ? [fault('number-ambiguous', { read: read.number }, { level: 'warning' })] : [];
  return { value: read.number, faults: unsure };
}

function day(cell: NonNullable<Cell>, language: Language, fault: MakeFault): ReadValue {
  if (typeof cell === 'object' && cell.kind === 'day') return { value: cell.day, faults: [] };
  if (typeof cell === 'number' || /^\d{5}$/.test(cellText(cell))) {
    const read = dayOfSerial(Number(cell));
    return read
      ? { value: read, faults: [fault('day-from-number', { day: read }, { level: 'warning' })] }
      : { faults: [fault('day-unreadable')] };
  }
  const read = readDay(cellText(cell), language);
  if ('unreadable' in read) return { faults: [fault('day-unreadable')] };
  if ('either' in read) {
    const suggestions = read.either.map((value) => ({ value, label: value }));
    return { faults: [fault('day-ambiguous', { first: read.either[0], second: read.either[1] }, { suggestions })] };
  }
  const unsure = read.warning ? [fault(read.warning, { day: read.day }, { level: 'warning' })] : [];
  return { value: read.day, faults: unsure };
}

/** Words of a choice in every language, folded, to its values. */
function wordsOf(column: ImportColumn): Map<string, string> {
  const known = new Map<string, string>();
  for (const value of column.choices ?? []) {
    known.set(fold(value), value);
    if (column.words) for (const language of languages) known.set(fold(translate(language, `${column.words}${value}`)), value);
  }
  return known;
}
const choiceWords = new WeakMap<ImportColumn, Map<string, string>>();

function choice(column: ImportColumn, typed: string, language: Language, fault: MakeFault): ReadValue {
  let known = choiceWords.get(column);
  if (!known) choiceWords.set(column, (known = wordsOf(column)));
  const value = known.get(fold(typed));
  if (value !== undefined) return { value, faults: [] };
  const label = (option: string) => (column.words ? translate(language, `${column.words}${option}`) : option);
  const suggestions = (column.choices ?? []).slice(0, 8).map((option) => ({ value: label(option), label: label(option) }));
  return { faults: [fault('choice-unknown', {}, { suggestions })] };
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'evet', 'e', 'var', 'نعم', 'ن', 'صح'].map(fold));
const no = new Set(['no', 'n', 'false', '0', 'hayir', 'h', 'yok', 'لا', 'خطا'].map(fold));
function flag(cell: NonNullable<Cell>, fault: MakeFault): ReadValue {
  if (typeof cell === 'boolean') return { value: cell, faults: [] };
  const word = fold(cellText(cell));
  if (yes.has(word)) return { value: true, faults: [] };
  return no.has(word) ? { value: false, faults: [] } : { faults: [fault('choice-unknown')] };
}

/** All cells of a row by their columns. */
export function readRow(
  def: ImportDef,
  cells: Readonly<Record<string, Cell>>,
  language: Language,
): { values: Record<string, unknown>; faults: RowFault[] } {
  const values: Record<string, unknown> = {};
  const faults: RowFault[] = [];
  for (const column of def.columns) {
    const read = readCell(column, cells[column.key] ?? null, language);
    if (read.value !== undefined) values[column.key] = read.value;
    faults.push(...read.faults);
  }
  return { values, faults };
}
