/** What a cell of a sheet holds. Dates are days without a zone; a formula comes as the value its program last computed. */
export type Cell = string | number | boolean | null | DayCell | FormulaCell | ErrorCell;
export interface DayCell {
  readonly kind: 'day';
  /** YYYY-MM-DD. */
  readonly day: string;
}
export interface FormulaCell {
  readonly kind: 'formula';
  /** The value kept in the file; null when the file keeps none. No formula is ever computed here. */
  readonly value: string | number | boolean | DayCell | ErrorCell | null;
}
export interface ErrorCell {
  readonly kind: 'error';
  /** As the program shows it: `#N/A`. */
  readonly text: string;
}

/** One row of a sheet, numbered as the spreadsheet program numbers it. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  /** Indexes of cells that a merged cell covers: they bear its value. */
  readonly merged?: readonly number[];
}

/** Word of a sheet, before its rows. */
export interface SheetHead {
  readonly name: string;
  readonly hidden: boolean;
}

/** What a reader yields: a sheet begins, then batches of its rows. */
export type SheetPart = { readonly sheet: SheetHead } | { readonly rows: readonly SheetRow[] };

/** How a file was read, for people to check. */
export interface FileWords {
  readonly kind: 'xlsx' | 'xls' | 'csv';
  readonly encoding?: string;
  readonly delimiter?: string;
}

/** A cell as text, as a person would have typed it. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  if (cell.kind === 'day') return cell.day;
  return cell.kind === 'error' ? cell.text : cellText(cell.value);
}

/** `A`, `B`, … `AA` for a column counted from zero. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The zero-based column and the row of a reference such as `AB12`; undefined when it is none. */
export function parseReference(reference: string): { column: number; row: number } | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(reference);
  if (!parts) return undefined;
  const column = Array.from(parts[1]!).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(parts[2]) };
}
