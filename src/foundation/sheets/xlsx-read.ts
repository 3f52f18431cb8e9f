import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Cell, FileWords, FormulaCell, SheetPart, SheetRow } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';
import { guardWorkbook } from './zip-guard.ts';
import type { Merge } from './zip-guard.ts';

/** Reads a workbook row by row, after the guard has let it pass. */
export async function* readXlsx(bytes: Uint8Array, told: (words: FileWords) => void): AsyncGenerator<SheetPart> {
  const sheets = new Map((await guardWorkbook(bytes)).map((sheet) => [sheet.number, sheet]));
  told({ kind: 'xlsx' });
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([Buffer.from(bytes)]) as never, {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  for await (const worksheet of reader) {
    const sheet = sheets.get(Number((worksheet as unknown as { id: number | string }).id));
    const name = sheet?.name ?? '';
    yield { sheet: { name, hidden: sheet?.hidden ?? false } };
    const merged = mergesByRow(sheet?.merges ?? []);
    const values = new Map<Merge, Cell>();
    let batch: SheetRow[] = [];
    for await (const row of worksheet as AsyncIterable<{ number: number; values: unknown[] }>) {
      if (row.values.length - 1 > sheetLimits.columns) {
        throw sheetProblems.problem('too-many-columns', {
          sheet: name,
          row: row.number,
          columns: row.values.length - 1,
          limit: sheetLimits.columns,
        });
      }
      const cells = Array.from(row.values.slice(1), (value) => cellOf(value, name, row.number));
      batch.push(fillMerged({ row: row.number, cells }, merged.get(row.number) ?? [], values));
      if (batch.length === 1000) {
        yield { rows: batch };
        batch = [];
      }
    }
    if (batch.length > 0) yield { rows: batch };
  }
}

function mergesByRow(merges: readonly Merge[]): Map<number, Merge[]> {
  const byRow = new Map<number, Merge[]>();
  for (const merge of merges) {
    const bottom = Math.min(merge.bottom, sheetLimits.rows);
    for (let row = merge.top; row <= bottom; row += 1) byRow.set(row, [...(byRow.get(row) ?? []), merge]);
  }
  return byRow;
}

/** A merged cell shows its first cell's value over all of them, so all of them bear it. */
function fillMerged(row: SheetRow, merges: readonly Merge[], values: Map<Merge, Cell>): SheetRow {
  if (merges.length === 0) return row;
  const cells = [...row.cells];
  const merged: number[] = [];
  for (const merge of merges) {
    if (row.row === merge.top) values.set(merge, cells[merge.left] ?? null);
    const value = values.get(merge) ?? null;
    for (let column = merge.left; column <= Math.min(merge.right, sheetLimits.columns - 1); column += 1) {
      if (row.row === merge.top && column === merge.left) continue;
      while (cells.length <= column) cells.push(null);
      cells[column] = value;
      if (value !== null) merged.push(column);
    }
  }
  return merged.length > 0 ? { row: row.row, cells, merged } : { row: row.row, cells };
}

function cellOf(value: unknown, sheet: string, row: number): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (value.length > sheetLimits.cellLength) throw sheetProblems.problem('cell-too-long', { sheet, row, limit: sheetLimits.cellLength });
    const trimmed = value.trim();
    return trimmed === '' ? null : trimmed;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { kind: 'error', text: '#DATE' } : dayCell(value);
  const parts = value as Record<string, unknown>;
  if ('formula' in parts || 'sharedFormula' in parts) {
    return { kind: 'formula', value: 'result' in parts ? (cellOf(parts['result'], sheet, row) as FormulaCell['value']) : null };
  }
  if ('error' in parts) return { kind: 'error', text: String(parts['error']) };
  if (Array.isArray(parts['richText'])) {
    return cellOf((parts['richText'] as { text?: string }[]).map((part) => part.text ?? '').join(''), sheet, row);
  }
  if ('text' in parts) return cellOf(parts['text'], sheet, row); // a link
  return null;
}

/** A day, or a moment as its text: the reader of the column decides what it needs. */
function dayCell(date: Date): Cell {
  const text = date.toISOString();
  return { kind: 'day', day: text.slice(0, 10) };
}
