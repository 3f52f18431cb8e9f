import type { Worksheet } from 'exceljs';
import { sheetLimits } from './limits.ts';
import type { OpenWriter, SheetColumn, SheetValue } from './write.ts';

export const headFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF14527A' } } as const;
const formats: Partial<Record<SheetColumn['type'], string>> = { date: 'yyyy-mm-dd', instant: 'yyyy-mm-dd hh:mm' };
const widths: Record<SheetColumn['type'], number> = { text: 28, number: 14, date: 13, instant: 18, boolean: 8 };

/** A workbook of two sheets: the list, its head frozen and filterable, and where it came from. Text stays text. */
export const writeXlsx: OpenWriter = async (out, columns, about) => {
  const { default: ExcelJS } = await import('exceljs'); // a quarter of what a start would load
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out as never, useStyles: true, useSharedStrings: false });
  // The mark of practice or a demonstration stands on the tab, which every copy of the sheet keeps.
  const sheet = book.addWorksheet(sheetName(about.mark ? `${about.mark} ${about.title}` : about.title), viewOf(about.language));
  dress(sheet, columns);
  const head = sheet.addRow(columns.map((column) => column.title));
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  head.eachCell((cell) => (cell.fill = headFill));
  head.commit();
  let count = 0;
  return {
    row: async (values) => {
      sheet.addRow(values.map((value, index) => cellValue(value, columns[index]!))).commit();
      count += 1;
      // The packer works on the same thread: it gets its turn, and the memory stays flat.
      if (count % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    },
    end: async () => {
      if (count > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: columns.length } };
      sheet.commit();
      writeAbout(book.addWorksheet(sheetName(about.aboutTitle), viewOf(about.language, false)), about.lines);
      await book.commit();
    },
  };
};

function viewOf(language: string, frozen = true) {
  const rightToLeft = language === 'ar';
  return { views: [frozen ? { state: 'frozen' as const, ySplit: 1, rightToLeft } : { rightToLeft }] };
}

function dress(sheet: Worksheet, columns: readonly SheetColumn[]): void {
  sheet.columns = columns.map((column) => ({
    width: Math.max(widths[column.type], Math.min(column.title.length + 4, 40)),
    style: formats[column.type] ? { numFmt: formats[column.type]! } : {},
  }));
}

function writeAbout(sheet: Worksheet, lines: readonly (readonly [string, string])[]): void {
  sheet.columns = [{ width: 24 }, { width: 80 }];
  for (const [label, value] of lines) {
    const row = sheet.addRow([label, value]);
    row.getCell(1).font = { bold: true };
    row.getCell(2).alignment = { wrapText: true, vertical: 'top' };
    row.commit();
  }
  sheet.commit();
}

/** A string stays a string cell, whatever it begins with; days and moments become Excel's own. */
function cellValue(value: SheetValue, column: SheetColumn): string | number | boolean | Date | null {
  if (typeof value === 'string' && value !== '' && column.type === 'date') return new Date(`${value}T00:00:00Z`);
  if (typeof value === 'string') return xmlText(value).slice(0, sheetLimits.cellLength);
  return value;
}

/** Letters that XML cannot carry go. */
export function xmlText(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  );
}

/** A sheet's name: 31 letters, none of those that Excel keeps for itself. */
export function sheetName(title: string): string {
  return (
    title
      .replace(/[[\]*?:/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet'
  );
}
