import type { Writable } from 'node:stream';
import type { Cell as SheetCell } from 'exceljs';
import type { Cell } from './cell.ts';
import { cellText } from './cell.ts';
import { headFill, sheetName, xmlText } from './write-xlsx.ts';

const errorFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF6CFC4' } } as const;
const warningFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFBEBC2' } } as const;

export interface MarkedRow {
  readonly row: number;
  readonly cells: readonly Cell[];
  /** What is said of a cell, by its place; -1 for the row as a whole. */
  readonly marks: readonly { readonly place: number; readonly words: string; readonly warning: boolean }[];
}
export interface MarkedSheet {
  readonly name: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly headingRow: number;
  readonly headings: readonly string[];
  /** Heading of the column that sums up what is to be mended. */
  readonly faultHeading: string;
}

export interface MarkedWriter {
  row(row: MarkedRow): Promise<void>;
  end(): Promise<void>;
}

/** The sheet as it was sent, every row in its place, faults in colour, in a comment and in a column of words at the start. */
export async function openMarkedSheet(out: Writable, about: MarkedSheet): Promise<MarkedWriter> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out as never, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(sheetName(about.name), {
    views: [{ state: 'frozen', ySplit: about.headingRow, rightToLeft: about.language === 'ar' }],
  });
  const last = about.headings.length + 1;
  sheet.columns = [...about.headings.map((heading) => ({ width: Math.max(14, Math.min(heading.length + 4, 36)) })), { width: 70 }];
  const head = sheet.getRow(about.headingRow);
  for (const [place, heading] of about.headings.entries()) head.getCell(place + 1).value = xmlText(heading);
  head.getCell(last).value = about.faultHeading;
  head.eachCell((cell) => {
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = headFill;
  });
  head.commit();
  let count = 0;
  return {
    row: async ({ row, cells, marks }) => {
      const written = sheet.getRow(row);
      for (const [place, cell] of cells.entries()) if (cell !== null) written.getCell(place + 1).value = valueOf(cell);
      for (const mark of marks) if (mark.place >= 0) dress(written.getCell(mark.place + 1), mark);
      if (marks.length > 0) {
        const sum = written.getCell(last);
        sum.value = xmlText(
          marks.map((mark) => (mark.place >= 0 ? `${about.headings[mark.place]}: ${mark.words}` : mark.words)).join('\n'),
        );
        sum.alignment = { wrapText: true, vertical: 'top' };
      }
      written.commit();
      count += 1;
      if (count % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    },
    end: async () => {
      sheet.commit();
      await book.commit();
    },
  };
}

function dress(cell: SheetCell, mark: MarkedRow['marks'][number]): void {
  const said = typeof cell.note === 'string' && cell.note !== '' ? `${cell.note}\n` : '';
  cell.fill = mark.warning && said === '' ? warningFill : errorFill;
  cell.note = xmlText(said + mark.words);
}

function valueOf(cell: NonNullable<Cell>): string | number | boolean | Date {
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'object' && cell.kind === 'day') return new Date(`${cell.day}T00:00:00Z`);
  if (typeof cell === 'object' && cell.kind === 'formula' && cell.value !== null) return valueOf(cell.value);
  return xmlText(cellText(cell));
}
