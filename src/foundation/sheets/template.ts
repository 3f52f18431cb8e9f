import type { Worksheet } from 'exceljs';
import { translate } from '../i18n/server.ts';
import type { Language } from '../i18n/server.ts';
import type { ImportColumn, ImportDef } from '../import.ts';
import { titleKey } from './headings.ts';
import { headFill, sheetName } from './write-xlsx.ts';

const offered = 1000;

/** An empty sheet with the headings of an import, choices to pick from, and a second sheet that explains each column. */
export async function writeTemplate(def: ImportDef, language: Language): Promise<Buffer> {
  const t = (key: string) => translate(language, key);
  const rightToLeft = language === 'ar';
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(sheetName(t(`import.${def.name}`)), { views: [{ state: 'frozen', ySplit: 1, rightToLeft }] });
  sheet.columns = def.columns.map((column) => {
    const header = t(titleKey(def, column.key)) + (column.required ? ' *' : '');
    return {
      header,
      key: column.key,
      width: Math.max(16, header.length + 4),
      style: column.type === 'day' ? { numFmt: 'yyyy-mm-dd' } : {},
    };
  });
  sheet.getRow(1).eachCell((cell, at) => {
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = headFill;
    cell.note = noteOf(def, def.columns[at - 1]!, language);
  });
  for (const [index, column] of def.columns.entries()) offerChoices(sheet, index + 1, column, language);
  explain(book.addWorksheet(sheetName(t('sheets.how-to')), { views: [{ state: 'frozen', ySplit: 1, rightToLeft }] }), def, language);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const choicesOf = (column: ImportColumn, language: Language): string[] =>
  (column.choices ?? []).map((choice) => (column.words ? translate(language, `${column.words}${choice}`) : choice));

/** A list in the cell; Excel takes at most 255 letters of it. */
function offerChoices(sheet: Worksheet, at: number, column: ImportColumn, language: Language): void {
  const choices = choicesOf(column, language);
  const list = `"${choices.join(',')}"`;
  if (choices.length === 0 || list.length > 255 || choices.some((choice) => choice.includes(','))) return;
  for (let row = 2; row <= offered; row += 1) sheet.getCell(row, at).dataValidation = { type: 'list', allowBlank: true, formulae: [list] };
}

function noteOf(def: ImportDef, column: ImportColumn, language: Language): string {
  const t = (key: string) => translate(language, key);
  return [t(`${titleKey(def, column.key)}-hint`), column.required ? t('sheets.needed') : '', exampleOf(column, language)]
    .filter(Boolean)
    .join('\n');
}

function exampleOf(column: ImportColumn, language: Language): string {
  return typeof column.example === 'string' ? column.example : (column.example?.[language] ?? '');
}

function explain(sheet: Worksheet, def: ImportDef, language: Language): void {
  const t = (key: string) => translate(language, key);
  sheet.columns = [{ width: 26 }, { width: 12 }, { width: 70 }, { width: 30 }, { width: 40 }];
  const head = sheet.addRow(['column', 'needed', 'meaning', 'example', 'choices'].map((key) => t(`sheets.how-${key}`)));
  head.font = { bold: true };
  for (const column of def.columns) {
    const row = sheet.addRow([
      t(titleKey(def, column.key)),
      column.required ? t('ui.yes') : '',
      t(`${titleKey(def, column.key)}-hint`),
      exampleOf(column, language),
      choicesOf(column, language).join(', '),
    ]);
    row.alignment = { wrapText: true, vertical: 'top' };
  }
}
