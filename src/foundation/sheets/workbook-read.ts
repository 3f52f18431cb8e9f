import XLSX from '@e965/xlsx';
import { sheetProblems } from '../sheet-problems.ts';
import type { Cell, FileWords, SheetPart, SheetRow } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { guardWorkbook } from './zip-guard.ts';

/** A cell as the library gives it. */
interface RawCell {
  readonly t: string;
  readonly v?: string | number | boolean;
  readonly w?: string;
  readonly f?: string;
  /** Its number format, by which a date is known. */
  readonly z?: string;
}
type RawSheet = (RawCell | undefined)[][];

const batch = 1000;

/** Reads a workbook: one of today after the guard has let it pass; one of Excel 97 to 2003 as it is, for it is small by its nature. */
export async function* readWorkbook(bytes: Uint8Array, kind: 'xlsx' | 'xls', told: (words: FileWords) => void): AsyncGenerator<SheetPart> {
  if (kind === 'xlsx') await guardWorkbook(bytes);
  const book = parse(bytes);
  told({ kind });
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  for (const [index, name] of book.SheetNames.entries()) {
    yield { sheet: { name, hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0 } };
    const sheet = book.Sheets[name] as unknown as { '!data'?: RawSheet; '!merges'?: XLSX.Range[] };
    const data = sheet['!data'] ?? [];
    const merges = mergesByRow(sheet['!merges'] ?? [], data, { name, date1904 });
    for (let from = 0; from < data.length; from += batch) {
      yield { rows: rowsOf(data, from, merges, { name, date1904 }) };
      data.fill([], from, from + batch); // what was handed over is needed no more
    }
  }
}

function parse(bytes: Uint8Array): XLSX.WorkBook {
  const options = {
    dense: true,
    cellFormula: true,
    cellNF: true,
    cellHTML: false,
    cellText: false,
    sheetStubs: true,
    sheetRows: sheetLimits.rows + 1,
  };
  try {
    return XLSX.read(bytes, options);
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw locked ? sheetProblems.problem('file-locked') : sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
  }
}

interface About {
  readonly name: string;
  readonly date1904: boolean;
}
interface Merge {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly value: Cell;
}

/** A merged cell shows its first cell's value over all of them, so all of them bear it. */
function mergesByRow(ranges: readonly XLSX.Range[], data: RawSheet, about: About): Map<number, Merge[]> {
  const byRow = new Map<number, Merge[]>();
  let covered = 0;
  for (const { s, e } of ranges) {
    const value = cellOf(data[s.r]?.[s.c], about, s.r + 1);
    if (value === null) continue;
    const merge = { left: s.c, right: Math.min(e.c, sheetLimits.columns - 1), top: s.r, value };
    for (let row = s.r; row <= Math.min(e.r, data.length - 1); row += 1) {
      covered += 1;
      if (covered > sheetLimits.merges * 20)
        throw sheetProblems.problem('too-many-merges', { sheet: about.name, limit: sheetLimits.merges });
      byRow.set(row, [...(byRow.get(row) ?? []), merge]);
    }
  }
  return byRow;
}

function rowsOf(data: RawSheet, from: number, merges: ReadonlyMap<number, Merge[]>, about: About): SheetRow[] {
  const rows: SheetRow[] = [];
  for (let at = from; at < Math.min(from + batch, data.length); at += 1) {
    const cells = cellsOf(data[at] ?? [], about, at + 1);
    const merged = fill(cells, merges.get(at) ?? [], at);
    if (cells.length > 0) rows.push(merged.length > 0 ? { row: at + 1, cells, merged } : { row: at + 1, cells });
  }
  return rows;
}

function cellsOf(raw: readonly (RawCell | undefined)[], about: About, row: number): Cell[] {
  const cells: Cell[] = [];
  for (const [column, cell] of raw.entries()) {
    if (column >= sheetLimits.columns && cell) {
      throw sheetProblems.problem('too-many-columns', { sheet: about.name, row, columns: raw.length, limit: sheetLimits.columns });
    }
    if (column < sheetLimits.columns) cells.push(cellOf(cell, about, row));
  }
  while (cells.at(-1) === null) cells.pop();
  return cells;
}

/** Writes the value of merged cells over what they cover, and answers where. */
function fill(cells: Cell[], merges: readonly Merge[], row: number): number[] {
  const merged: number[] = [];
  for (const { left, right, top, value } of merges) {
    for (let column = left; column <= right; column += 1) {
      if (row === top && column === left) continue;
      while (cells.length <= column) cells.push(null);
      cells[column] = value;
      merged.push(column);
    }
  }
  return merged;
}

function cellOf(cell: RawCell | undefined, about: About, row: number): Cell {
  if (!cell) return null;
  const value = plainOf(cell, about, row);
  return cell.f === undefined ? value : { kind: 'formula', value: value as never };
}

function plainOf(cell: RawCell, { name, date1904 }: About, row: number): Cell {
  if (cell.t === 'e') return { kind: 'error', text: cell.w ?? XLSX_ERRORS[Number(cell.v)] ?? '#ERROR' };
  if (cell.v === undefined || cell.t === 'z') return null;
  if (cell.t === 'n' && cell.z !== undefined && XLSX.SSF.is_date(cell.z)) return dayOf(Number(cell.v), date1904) ?? Number(cell.v);
  if (typeof cell.v !== 'string') return cell.v;
  if (cell.v.length > sheetLimits.cellLength)
    throw sheetProblems.problem('cell-too-long', { sheet: name, row, limit: sheetLimits.cellLength });
  return cell.v.trim() === '' ? null : cell.v.trim();
}

const XLSX_ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

function dayOf(serial: number, date1904: boolean): Cell | undefined {
  const date = XLSX.SSF.parse_date_code(serial, { date1904 });
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return date ? { kind: 'day', day: `${pad(date.y, 4)}-${pad(date.m, 2)}-${pad(date.d, 2)}` } : undefined;
}
