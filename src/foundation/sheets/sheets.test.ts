import { PassThrough, Readable } from 'node:stream';
import XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Cell, FileWords, SheetRow } from './cell.ts';
import { cellText, columnLetters, parseReference } from './cell.ts';
import { guard, unguard } from './formula.ts';
import { readSheets } from './read.ts';
import { sheetLimits } from './limits.ts';
import { writeCsv } from './write-csv.ts';
import { writeJson } from './write-json.ts';
import { writeXlsx } from './write-xlsx.ts';
import type { OpenWriter, SheetColumn, SheetValue } from './write.ts';

interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: SheetRow[];
}
async function read(bytes: Uint8Array): Promise<{ sheets: ReadSheet[]; words: FileWords | undefined }> {
  const sheets: ReadSheet[] = [];
  let words: FileWords | undefined;
  for await (const part of readSheets(bytes, (told) => (words = told))) {
    if ('sheet' in part) sheets.push({ ...part.sheet, rows: [] });
    else sheets.at(-1)!.rows.push(...part.rows);
  }
  return { sheets, words };
}
const texts = (sheet: ReadSheet) => sheet.rows.map((row) => row.cells.map((cell: Cell) => cellText(cell)));

async function write(open: OpenWriter, columns: readonly SheetColumn[], rows: readonly SheetValue[][]): Promise<Buffer> {
  const out = new PassThrough();
  const whole = Readable.from(out).toArray();
  const writer = await open(out, columns, {
    title: 'List',
    aboutTitle: 'About',
    language: 'en',
    lines: [['a', 'b']],
    mission: 'Test',
    when: 'today',
    mark: null,
    timeZone: 'UTC',
  });
  for (const row of rows) await writer.row(row);
  await writer.end();
  return Buffer.concat((await whole) as Buffer[]);
}
const column = (key: string, type: SheetColumn['type'] = 'text'): SheetColumn => ({ key, type, title: key.toUpperCase() });

async function book(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const made = new ExcelJS.Workbook();
  fill(made.addWorksheet('Sahalar'), made);
  return Buffer.from(await made.xlsx.writeBuffer());
}

describe('delimited text', () => {
  const text = 'Kod;Ad;İl\r\nA1;"Burç; ""depo""\nyeni ş ğ";Gaziantep\r\nA2;ı;Hatay\r\n';
  it.each(['utf8', 'win1254', 'utf16le'])('is read in %s with its own delimiter, quotes and line breaks', async (encoding) => {
    const { sheets, words } = await read(iconv.encode(text, encoding, { addBOM: encoding === 'utf16le' }));
    expect(words).toMatchObject({ kind: 'csv', delimiter: ';' });
    expect(texts(sheets[0]!)).toEqual([
      ['Kod', 'Ad', 'İl'],
      ['A1', 'Burç; "depo"\nyeni ş ğ', 'Gaziantep'],
      ['A2', 'ı', 'Hatay'],
    ]);
    expect(sheets[0]!.rows.map((row) => row.row)).toEqual([1, 2, 4]);
  });

  it('in Arabic Windows letters is told from Turkish ones', async () => {
    const { sheets, words } = await read(iconv.encode('الرمز,الاسم\nA1,مستودع حلب\n', 'win1256'));
    expect(words?.encoding).toBe('windows-1256');
    expect(texts(sheets[0]!)[1]).toEqual(['A1', 'مستودع حلب']);
  });

  it.each([
    ['commas', 'a,b\n1,2\n', ','],
    ['tabs', 'a\tb,c\n1\t2\n', '\t'],
    ['semicolons beside decimal commas', 'a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n', ';'],
    ['what Excel was told', 'sep=|\na|b\n1|2\n', '|'],
  ])('with %s', async (_what, given, delimiter) => {
    expect((await read(Buffer.from(given))).words?.delimiter).toBe(delimiter);
  });

  it('with a quotation mark that never closes says in which row', async () => {
    await expect(read(Buffer.from('a,b\n1,"never\n2,3\n'))).rejects.toMatchObject({
      code: 'sheets.quote-open',
      figures: { row: expect.any(Number) as number },
    });
  });
});

describe('a workbook', () => {
  it('gives days as days, formulas by their kept value, links and rich text as text, errors as errors', async () => {
    const bytes = await book((sheet) => {
      sheet.addRow(['Kod', 'Gün']);
      sheet.addRow(['A1', new Date('2023-02-06T00:00:00Z')]);
      sheet.getCell('A3').value = { formula: '1+1', result: 2 };
      sheet.getCell('B3').value = { formula: 'NOW()' } as never;
      sheet.getCell('A4').value = { richText: [{ text: 'Bu' }, { text: 'rç' }] };
      sheet.getCell('B4').value = { text: 'site', hyperlink: 'https://example.org' };
      sheet.getCell('A5').value = { error: '#N/A' } as never;
    });
    const { sheets } = await read(bytes);
    expect(sheets[0]!.rows.map((row) => row.cells)).toEqual([
      ['Kod', 'Gün'],
      ['A1', { kind: 'day', day: '2023-02-06' }],
      [
        { kind: 'formula', value: 2 },
        { kind: 'formula', value: null },
      ],
      ['Burç', 'site'],
      [{ kind: 'error', text: '#N/A' }],
    ]);
  });

  it('fills merged cells with their value and names them', async () => {
    const bytes = await book((sheet) => {
      sheet.addRow(['İl', 'Ad']);
      sheet.addRow(['Hatay', 'a']);
      sheet.addRow([null, 'b']);
      sheet.mergeCells('A2:A3');
    });
    const [sheet] = (await read(bytes)).sheets;
    expect(texts(sheet!)).toEqual([
      ['İl', 'Ad'],
      ['Hatay', 'a'],
      ['Hatay', 'b'],
    ]);
    expect(sheet!.rows[2]!.merged).toEqual([0]);
  });

  it('of Excel 97 is read too, with its dates and merged cells', async () => {
    const sheet = XLSX.utils.aoa_to_sheet(
      [
        ['Kod', 'Gün'],
        ['Burç', new Date(Date.UTC(2023, 1, 6))],
        [null, 3],
      ],
      { cellDates: false, dateNF: 'yyyy-mm-dd' },
    );
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const made = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(made, sheet, 'Eski');
    const { sheets, words } = await read(XLSX.write(made, { type: 'buffer', bookType: 'biff8' }) as Buffer);
    expect(words?.kind).toBe('xls');
    expect(sheets[0]!.name).toBe('Eski');
    expect(sheets[0]!.rows[1]!.cells).toEqual(['Burç', { kind: 'day', day: '2023-02-06' }]);
    expect(sheets[0]!.rows[2]).toEqual({ row: 3, cells: ['Burç', 3], merged: [0] });
  });

  it('keeps every letter, also where a packed part is cut in the middle of one', async () => {
    // Letters of two and three bytes at all offsets, more than a reader takes at a time.
    const rows = Array.from({ length: 9_000 }, (_, at) => [`${'x'.repeat(at % 7)}ığüşöçİ مستودع ${at}`]);
    const bytes = await write(writeXlsx, [column('a')], rows);
    const [sheet] = (await read(bytes)).sheets;
    expect(sheet!.rows.slice(1).map((row) => row.cells[0])).toEqual(rows.map(([text]) => text));
  });

  it('tells which sheets are hidden', async () => {
    const bytes = await book((sheet, made) => {
      sheet.addRow(['a']);
      made.addWorksheet('Gizli', { state: 'hidden' }).addRow(['b']);
    });
    expect((await read(bytes)).sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Sahalar', false],
      ['Gizli', true],
    ]);
  });
});

describe('a hostile file', () => {
  const content = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
  const packed = (parts: Record<string, Uint8Array>, level: 0 | 9 = 9) =>
    Buffer.from(zipSync({ '[Content_Types].xml': strToU8(content), ...parts }, { level }));

  it('that claims 1,048,576 rows is refused before it is read, naming the sheet', async () => {
    const sheet = '<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>';
    const workbook = '<workbook><sheets><sheet name="Liste &amp; Ek" sheetId="1" r:id="rId1"/></sheets></workbook>';
    const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';
    const bytes = packed({
      'xl/workbook.xml': strToU8(workbook),
      'xl/_rels/workbook.xml.rels': strToU8(relations),
      'xl/worksheets/sheet1.xml': strToU8(sheet),
    });
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'sheets.rows-claimed',
      figures: { sheet: 'Liste & Ek', rows: 1_048_576, limit: sheetLimits.rows },
    });
  });

  it('with more rows than fit is refused by counting them, whatever it claims', async () => {
    const rows = '<row r="1"/>'.replace('/>', ' />').repeat(sheetLimits.rows + 1);
    const bytes = packed({ 'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) });
    // Equal rows pack so well that the ratio speaks first.
    await expect(read(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/^sheets\.(too-many-rows|zip-bomb)$/) as string });
    await expect(
      read(packed({ 'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) }, 0)),
    ).rejects.toMatchObject({
      code: 'sheets.too-many-rows',
    });
  });

  it('that is a zip bomb is refused by its directory', async () => {
    const bytes = packed({ 'xl/worksheets/sheet1.xml': new Uint8Array(20 * 1024 * 1024) });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'sheets.zip-bomb' });
  });

  it('whose directory lies about sizes is refused while unpacking', async () => {
    const sheet = strToU8('<worksheet><sheetData/></worksheet>');
    const bytes = packed({ 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': new Uint8Array(20 * 1024 * 1024) });
    // The true size in the central directory is overwritten by a small one.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(20 * 1024 * 1024);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(1000);
    for (let at = bytes.indexOf(size); at !== -1; at = bytes.indexOf(size, at + 4)) lie.copy(bytes, at);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'sheets.file-unreadable' });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'sheets.file-empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'sheets.kind-unknown'],
    ['a zip of something else', Buffer.from(zipSync({ 'a.txt': strToU8('x') })), 'sheets.kind-unknown'],
    ['half a workbook', packed({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet/>') }).subarray(0, 60), 'sheets.file-unreadable'],
    [
      'an old workbook of rubbish',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array.from({ length: 600 }, () => 7)]),
      'sheets.file-unreadable',
    ],
  ])('that is %s is refused in words', async (_what, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code });
  });

  it('with too many columns is refused, naming the row', async () => {
    const bytes = Buffer.from(`a,b\n${'x,'.repeat(sheetLimits.columns + 1)}\n`);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'sheets.too-many-columns', figures: { row: 2 } });
  });
});

// Text as people and attackers type it: formulas, quotes, delimiters, line breaks, three scripts.
const typed = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('=+-@\t\r\n"\';,|ab1 ığşİöüçاب٣＝＠')) }),
  fc.constantFrom('=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1', "'=x", "''=x", '=HYPERLINK("http://x")', 'Şanlıurfa', 'حلب'),
);
// A reader of sheets trims, as people do; an empty cell is no text.
const words = typed.map((text) => text.trim()).filter((text) => text !== '');
const lineEnds = (text: string) => text.replace(/\r\n?/g, '\n');

describe('what is written', () => {
  it('to CSV comes back as it was, and no field begins a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 8 }), async (rows) => {
        const bytes = await write(writeCsv, [column('a'), column('b')], rows);
        const [sheet] = (await read(bytes)).sheets;
        expect(
          texts(sheet!)
            .slice(1)
            .map((row) => row.map(lineEnds)),
        ).toEqual(rows.map((row) => row.map(lineEnds)));
      }),
      { numRuns: 25 },
    );
    fc.assert(
      fc.property(typed, (text) => {
        expect(guard(text)).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(unguard(guard(text))).toBe(text);
      }),
    );
  });

  it('to XLSX comes back as it was, as text and never as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(words, fc.integer(), fc.boolean()), { minLength: 1, maxLength: 8 }), async (rows) => {
        const bytes = await write(writeXlsx, [column('a'), column('n', 'number'), column('f', 'boolean')], rows);
        const [sheet] = (await read(bytes)).sheets;
        const cells = sheet!.rows.slice(1).map((row) => row.cells);
        expect(cells.map((row) => [lineEnds(cellText(row[0]!)), row[1], row[2]])).toEqual(
          rows.map(([text, n, f]) => [lineEnds(text), n, f]),
        );
        expect(cells.flat().some((cell) => typeof cell === 'object' && cell?.kind === 'formula')).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  it('to JSON is JSON', async () => {
    const bytes = await write(
      writeJson,
      [column('a'), column('n', 'number')],
      [
        ['=1', 2],
        [null, 3],
      ],
    );
    expect(JSON.parse(bytes.toString())).toMatchObject({
      rows: [
        { a: '=1', n: 2 },
        { a: null, n: 3 },
      ],
      columns: [{ key: 'a' }, { key: 'n' }],
    });
    expect(JSON.parse((await write(writeJson, [column('a')], [])).toString())).toMatchObject({ rows: [] });
  });
});

it('columns have letters', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16_383 }), (index) => {
      expect(parseReference(`${columnLetters(index)}7`)).toEqual({ column: index, row: 7 });
    }),
  );
});
