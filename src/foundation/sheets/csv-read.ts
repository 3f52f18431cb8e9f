import { parse } from 'csv-parse';
import { Problem } from '../problem.ts';
import type { FileWords, SheetPart, SheetRow } from './cell.ts';
import { sheetLimits } from './limits.ts';
import { sheetProblems } from '../sheet-problems.ts';
import { unguard } from './formula.ts';
import { decodeText, delimiterOf } from './text.ts';

const sheet = 'CSV';

/** Reads delimited text, whatever its encoding and delimiter; fields stay text. */
export async function* readCsv(bytes: Uint8Array, told: (words: FileWords) => void): AsyncGenerator<SheetPart> {
  const { text, encoding } = decodeText(bytes);
  const delimiter = delimiterOf(text);
  told({ kind: 'csv', encoding, delimiter });
  yield { sheet: { name: sheet, hidden: false } };
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    info: true,
    max_record_size: sheetLimits.cellLength * 20,
  });
  parser.end(text.replace(/^sep=.\r?\n/, '\n'));
  let batch: SheetRow[] = [];
  let count = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      count += 1;
      if (count > sheetLimits.rows) throw sheetProblems.problem('too-many-rows', { sheet, rows: count, limit: sheetLimits.rows });
      batch.push(rowOf(record, lastLine(record, info.lines)));
      if (batch.length === 1000) {
        yield { rows: batch };
        batch = [];
      }
    }
  } catch (error) {
    throw error instanceof Problem ? error : faultOf(error);
  }
  if (batch.length > 0) yield { rows: batch };
}

/** The line on which the record begins: people find it by that in their editor. */
function lastLine(record: readonly string[], lines: number): number {
  return lines - record.reduce((sum, field) => sum + (field.match(/\n/g)?.length ?? 0), 0);
}

function rowOf(record: readonly string[], row: number): SheetRow {
  if (record.length > sheetLimits.columns) {
    throw sheetProblems.problem('too-many-columns', { sheet, row, columns: record.length, limit: sheetLimits.columns });
  }
  const cells = record.map((field) => {
    if (field.length > sheetLimits.cellLength) throw sheetProblems.problem('cell-too-long', { sheet, row, limit: sheetLimits.cellLength });
    const trimmed = field.trim();
    return trimmed === '' ? null : unguard(trimmed);
  });
  return { row, cells };
}

function faultOf(error: unknown): Problem {
  const { code, lines } = error as { code?: string; lines?: number };
  if (code === 'CSV_QUOTE_NOT_CLOSED') return sheetProblems.problem('quote-open', { sheet, row: lines ?? 0 });
  if (code === 'CSV_MAX_RECORD_SIZE')
    return sheetProblems.problem('cell-too-long', { sheet, row: lines ?? 0, limit: sheetLimits.cellLength });
  return sheetProblems.problem('file-unreadable', { sheet, row: lines ?? 0 });
}
