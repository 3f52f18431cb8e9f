import XLSX from '@e965/xlsx';
import type { Cell, FileWords, SheetPart, SheetRow } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';

interface OldCell {
  readonly t: string;
  readonly v?: string | number | boolean;
  readonly w?: string;
  readonly f?: string;
  readonly z?: string;
}

/** Reads a workbook of Excel 97 to 2003. Such a file is small by its nature, and is read whole. */
export async function* readXls(bytes: Uint8Array, told: (words: FileWords) => void): AsyncGenerator<SheetPart> {
  const book = parse(bytes);
  told({ kind: 'xls' });
  const hidden = book.Workbook?.Sheets?.map((sheet) => sheet.Hidden !== 0 && sheet.Hidden !== undefined) ?? [];
  for (const [index, name] of book.SheetNames.entries()) {
    yield { sheet: { name, hidden: hidden[index] ?? false } };
    const sheet = book.Sheets[name] as unknown as { '!data'?: OldCell[][]; '!merges'?: XLSX.Range[] };
    const rows = (sheet['!data'] ?? []).map((cells, at) => rowOf(cells, at + 1, name, book.Workbook?.WBProps?.date1904 === true));
    fillMerged(rows, sheet['!merges'] ?? []);
    for (let from = 0; from < rows.length; from += 1000) yield { rows: rows.slice(from, from + 1000) };
  }
}

function parse(bytes: Uint8Array): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, {
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
      sheetRows: sheetLimits.rows + 1,
    });
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw locked ? sheetProblems.problem('file-locked') : sheetProblems.problem('file-unreadable', { sheet: '', row: 0 });
  }
}

function rowOf(
  cells: readonly OldCell[] | undefined,
  row: number,
  sheet: string,
  date1904: boolean,
): { row: number; cells: Cell[]; merged?: number[] } {
  const read: Cell[] = [];
  for (const [column, cell] of (cells ?? []).entries()) {
    if (column >= sheetLimits.columns && cell) {
      throw sheetProblems.problem('too-many-columns', { sheet, row, columns: cells!.length, limit: sheetLimits.columns });
    }
    read.push(cell ? cellOf(cell, date1904) : null);
  }
  return { row, cells: read };
}

function cellOf(cell: OldCell, date1904: boolean): Cell {
  const value = plainOf(cell, date1904);
  return cell.f !== undefined ? { kind: 'formula', value: value as never } : value;
}

function plainOf(cell: OldCell, date1904: boolean): Cell {
  if (cell.t === 'e') return { kind: 'error', text: cell.w ?? '#ERROR' };
  if (cell.v === undefined || cell.t === 'z') return null;
  if (cell.t === 'n' && cell.z !== undefined && XLSX.SSF.is_date(cell.z)) {
    const date = XLSX.SSF.parse_date_code(Number(cell.v), { date1904 });
    const pad = (part: number, width: number) => String(part).padStart(width, '0');
    if (date) return { kind: 'day', day: `${pad(date.y, 4)}-${pad(date.m, 2)}-${pad(date.d, 2)}` };
  }
  if (typeof cell.v === 'string') return cell.v.trim() === '' ? null : cell.v.trim();
  return cell.v;
}

function fillMerged(rows: { cells: Cell[]; merged?: number[] }[], merges: readonly XLSX.Range[]): void {
  for (const { s, e } of merges.slice(0, sheetLimits.merges)) {
    const value = rows[s.r]?.cells[s.c] ?? null;
    if (value === null) continue;
    for (let row = s.r; row <= Math.min(e.r, rows.length - 1); row += 1) {
      for (let column = s.c; column <= Math.min(e.c, sheetLimits.columns - 1); column += 1) {
        if (row === s.r && column === s.c) continue;
        const { cells } = rows[row]!;
        while (cells.length <= column) cells.push(null);
        cells[column] = value;
        rows[row]!.merged = [...(rows[row]!.merged ?? []), column];
      }
    }
  }
}

export type { SheetRow };
