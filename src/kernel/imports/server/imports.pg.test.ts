import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#foundation/ids.ts';
import { cellText } from '#foundation/sheets/cell.ts';
import { readSheets } from '#foundation/sheets/read.ts';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { importSites } from '#kernel/places/contract/imports.ts';
import { changeSite, getSite, listSites } from '#kernel/places/contract/sites.ts';
import { enterAreas, importsOf, siteList as list, workbook } from '#tests/support/import.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { correctCells, listImports, listKinds, replaceValue } from '../contract/imports.ts';
import { writeMarked } from './marked.ts';
import { inRequest } from '#foundation/pipeline/execute.ts';
import { PassThrough, Readable } from 'node:stream';

let mission: TestMission;
let sheets: ReturnType<typeof importsOf>;
beforeAll(async () => {
  mission = await openTestMission();
  sheets = importsOf(mission);
  await enterAreas(mission);
});
afterAll(() => mission.close());

/** The same workbook with cells of its sheet merged, as people do for a province that several rows share. */
async function merged(bytes: Buffer, range: string): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  book.worksheets[0]!.mergeCells(range);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const codes = async (search: string) => (await mission.ask(listSites, { search })).rows.map((row) => row.code);

/** The sheet as it is given back with its faults. */
async function markedSheet(importId: Id): Promise<Buffer> {
  const out = new PassThrough();
  const whole = Readable.from(out).toArray();
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  await inRequest(mission.kervan.deps, request, null, ({ ctx }) => writeMarked(ctx, importId, 'tr', out));
  return Buffer.concat((await whole) as Buffer[]);
}

describe('sites from a spreadsheet in Turkish', () => {
  let importId: Id;
  it('are read with their places, types and dates by their words; every fault names row, column and remedy', async () => {
    const bytes = await list(
      ['imp-1', 'Depo', 'Burç Deposu', 'Gaziantep ili', 'Şahinbey', '37,0312', '37,2204', 'Kısıtlı', '06.02.2023'],
      ['IMP-2', 'Konteynır kent', 'Deneme', 'Hatay', 'İskenderun', '36,6', '36,2', '', '6 Şubat 2023'],
      ['IMP-3', 'Çadır kent', 'Üçüncü', 'Hatay', 'Iskenderum', 'kuzey', '36,2', '', '31.02.2023'],
      ['IMP-4', 'Ofis', 'Merkez ofis', '', 'Merkez', '', '', '', ''],
      ['IMP-1', 'Depo', 'İkinci kez', 'Gaziantep', '', '', '', '', ''],
    );
    importId = await sheets.check('places.sites', bytes);
    const about = await sheets.look(importId);
    expect(about).toMatchObject({ state: 'checked', language: 'tr', sheet: 'Sahalar', counts: { total: 5, new: 1, faulty: 4 } });
    const rows = await sheets.rows(importId);
    expect(rows.map((row) => [row.row, row.state, row.faults.map((fault) => `${fault.column} ${fault.code}`)])).toEqual([
      [4, 'new', []],
      [5, 'faulty', ['type places.type-unknown']],
      [
        6,
        'faulty',
        ['lat sheets.number-unreadable', 'openedOn sheets.day-unreadable', 'district places.place-unknown', 'lat places.point-half'],
      ],
      [7, 'faulty', ['district places.place-ambiguous']],
      [8, 'faulty', ['null sheets.row-twice']],
    ]);
    expect(rows[1]!.faults[0]!.suggestions![0]!.value).toBe('Konteyner kent');
    expect(rows[2]!.faults.find((fault) => fault.column === 'district')!.suggestions).toEqual([
      { value: 'TUR031005', label: 'İskenderun, Hatay (TUR031005)' },
    ]);
    expect(rows[3]!.faults[0]!.suggestions!.map((offer) => offer.value).sort()).toEqual(['TUR027009', 'TUR079001']);
  });

  it('are not applied while rows are faulty, and nothing is half written', async () => {
    expect(await codes('IMP')).toEqual([]);
    await expect(sheets.apply(importId)).rejects.toThrow('imports.rows-faulty');
    expect(await codes('IMP')).toEqual([]);
  });

  it('come back as the same sheet with the faults marked in the reader’s language', async () => {
    const marked = await markedSheet(importId);
    const texts: string[][] = [];
    for await (const part of readSheets(marked))
      if ('rows' in part) for (const row of part.rows) texts[row.row] = row.cells.map((cell) => cellText(cell ?? null));
    expect(texts[3]!.slice(0, 3)).toEqual(['Kod', 'Tür', 'Ad (Türkçe)']);
    expect(texts[3]!.at(-1)).toBe('Düzeltilecekler');
    expect(texts[4]![0]).toBe('imp-1');
    expect(texts[6]!.at(-1)).toContain('“Iskenderum”');
    expect(texts[6]!.at(-1)).toContain('Enlem: Bu bir sayı değil');
  });

  it('are mended in the grid: cell by cell, and a mistake everywhere at once', async () => {
    const cell = (row: number, column: string, value: string) => ({ row, column, value });
    expect(await mission.apply(replaceValue, { importId, column: 'type', from: 'Konteynır kent', to: 'Konteyner kent' })).toEqual({
      rows: 1,
    });
    const mended = await mission.apply(correctCells, {
      importId,
      cells: [
        cell(6, 'district', 'TUR031005'),
        cell(6, 'lat', '36.61'),
        cell(6, 'openedOn', '28.02.2023'),
        cell(7, 'province', 'Kilis'),
        cell(8, 'code', 'imp-5'),
      ],
    });
    expect(mended).toEqual({ rows: 4, faulty: 0 });
    expect((await sheets.look(importId)).counts).toMatchObject({ new: 5, faulty: 0 });
    expect(await mission.run(correctCells, { importId, cells: [cell(99, 'lat', '1')] })).toMatchObject({
      problem: { type: 'imports.row-absent' },
    });
    expect(await mission.run(correctCells, { importId, cells: [cell(6, 'colour', '1')] })).toMatchObject({
      problem: { type: 'imports.column-unknown' },
    });
  });

  it('are applied as commands: an outcome per row, the history of each site, and the sender as its author', async () => {
    const about = await sheets.apply(importId);
    expect(about).toMatchObject({ state: 'applied', counts: { applied: 5, faulty: 0 } });
    expect(await codes('IMP')).toEqual(expect.arrayContaining(['IMP-1', 'IMP-2', 'IMP-3', 'IMP-4', 'IMP-5']));
    const [row] = (await mission.ask(listSites, { search: 'IMP-1' })).rows;
    expect(row).toMatchObject({
      type: 'warehouse',
      area: 'TUR027008',
      sensitivity: 'restricted',
      openedOn: '2023-02-06',
      nameTr: 'Burç Deposu',
      lat: 37.0312,
    });
    expect((await mission.ask(listSites, { search: 'IMP-4' })).rows[0]).toMatchObject({ area: 'TUR079001' });
    const history = await mission.ask(listHistory, { kind: 'site', id: row!.id });
    expect(history.rows.map((entry) => entry.name)).toEqual([importSites.name]);
    expect(await mission.run(correctCells, { importId, cells: [{ row: 4, column: 'lat', value: '1' }] })).toMatchObject({
      problem: { type: 'imports.import-ended' },
    });
  });

  it('of the same file again answer the first import, and read anew change nothing', async () => {
    const bytes = await list(['IMP-9', 'Ofis', 'Dokuz', 'Hatay', '', '', '', '', '']);
    const first = await sheets.check('places.sites', bytes);
    await sheets.apply(first);
    expect(await sheets.stage('places.sites', bytes)).toEqual({ importId: first, again: true });
    const anew = await sheets.check('places.sites', bytes, { anyway: true });
    expect(anew).not.toBe(first);
    expect((await sheets.look(anew)).counts).toMatchObject({ unchanged: 1, new: 0, changed: 0 });
    expect(await sheets.apply(anew)).toMatchObject({ state: 'applied', counts: { unchanged: 1, applied: 0 } });
    // The same rows in another file: nothing to do either.
    const other = await sheets.check(
      'places.sites',
      await list(['IMP-9', 'ofis', 'Dokuz', 'HATAY', '', '', '', '', ''], ['IMP-10', 'Ofis', 'On', 'Hatay', '', '', '', '', '']),
    );
    expect((await sheets.look(other)).counts).toMatchObject({ unchanged: 1, new: 1 });
  });

  it('given back, filled in and sent again are read like any other: its column of faults is known as ours', async () => {
    const bytes = await list(
      ['BACK-1', 'Ofis', 'Geri', 'Hatay', '', '', '', '', '01.02.2023'],
      ['BACK-2', 'Ofiss', 'Geri iki', 'Hatay', '', '', '', '', ''],
    );
    const first = await sheets.check('places.sites', bytes);
    await sheets.apply(first, { withoutFaulty: true });
    const again = await sheets.check('places.sites', await markedSheet(first));
    expect(await sheets.look(again)).toMatchObject({ notes: [], counts: { unchanged: 1, faulty: 1 } });
  });

  it('change a known site only in what the sheet says, and not one that changed since it was checked', async () => {
    const bytes = await list(['IMP-1', 'Depo', 'Burç Ana Deposu', '', '', '', '', '', '']);
    const importId_ = await sheets.check('places.sites', bytes);
    expect((await sheets.look(importId_)).counts).toMatchObject({ changed: 1, faulty: 0 });
    const [site] = (await mission.ask(listSites, { search: 'IMP-1' })).rows;
    const now = await mission.ask(getSite, { siteId: site!.id });
    await mission.apply(changeSite, {
      siteId: now.id,
      version: now.version,
      code: now.code,
      type: now.type,
      nameEn: now.nameEn,
      area: now.area,
      lat: 37,
      lon: 37.2,
    });
    expect(await sheets.apply(importId_)).toMatchObject({ counts: { refused: 1, applied: 0 } });
    expect((await sheets.rows(importId_))[0]!.outcome).toMatchObject({ code: 'places.changed-meanwhile' });
    const again = await sheets.check('places.sites', bytes, { anyway: true });
    await sheets.apply(again);
    expect(await mission.ask(getSite, { siteId: site!.id })).toMatchObject({ nameTr: 'Burç Ana Deposu', area: 'TUR027008', lat: 37 });
  });

  it('reach no further than their sender', async () => {
    const hatay = await mission.user({ permissions: [importSites.name, listSites.name], scope: { kind: 'area', id: 'TUR031' } });
    const bytes = await list(
      ['IMP-20', 'Ofis', 'Yakın', 'Hatay', '', '', '', '', ''],
      ['IMP-21', 'Ofis', 'Uzak', 'Kilis', '', '', '', '', ''],
      ['IMP-1', 'Ofis', 'Başkası', 'Hatay', '', '', '', '', ''],
    );
    const id = await sheets.check('places.sites', bytes, { as: hatay });
    expect((await sheets.rows(id, hatay)).map((row) => row.faults.map((fault) => fault.code))).toEqual([
      [],
      ['places.out-of-reach'],
      ['places.code-taken'],
    ]);
    const stranger = await mission.user({ permissions: [importSites.name] });
    await expect(sheets.look(id, stranger)).rejects.toMatchObject({ code: 'imports.import-absent' });
    const about = await sheets.apply(id, { as: hatay, withoutFaulty: true });
    expect(about.counts).toMatchObject({ applied: 1, faulty: 2 });
    expect((await mission.ask(listKinds, {}, hatay)).rows.map((row) => row.kind)).toEqual(['places.sites']);
    expect((await mission.ask(listImports, {}, stranger)).total).toBe(0);
  });
});

describe('what a file may be', () => {
  it('CSV in Windows-1254 with semicolons and decimal commas', async () => {
    const text = 'Kod;Tür;Ad;İl;İlçe;Enlem;Boylam\r\nCSV-1;Çadır kent;Şükrü Paşa;Gaziantep;Şahinbey;37,05;37,37\r\n';
    const id = await sheets.check('places.sites', iconv.encode(text, 'win1254'));
    const about = await sheets.look(id);
    expect(about).toMatchObject({ fileWords: { kind: 'csv', encoding: 'windows-1254', delimiter: ';' }, counts: { new: 1, faulty: 0 } });
    expect((await sheets.rows(id))[0]!.cells).toMatchObject({ type: 'Çadır kent', nameTr: 'Şükrü Paşa' });
  });

  it('a merged cell counts for every row it covers, with a warning that names each, and its rows are applied so', async () => {
    const bytes = await list(
      ['M-1', 'Ofis', 'Birinci', 'Hatay', '', '', '', '', ''],
      ['M-2', 'Ofis', 'İkinci', '', '', '', '', '', ''],
      ['M-3', 'Ofis', 'Üçüncü', 'Kilis', '', '', '', '', ''],
    );
    const id = await sheets.check('places.sites', await merged(bytes, 'D4:D5'));
    expect((await sheets.rows(id)).map((row) => [row.row, row.state, row.faults])).toMatchObject([
      [4, 'new', []],
      [5, 'new', [{ column: 'province', code: 'sheets.merged-filled', level: 'warning' }]],
      [6, 'new', []],
    ]);
    await sheets.apply(id);
    const { rows } = await mission.ask(listSites, { search: 'M-' });
    expect(rows.filter((row) => row.code.startsWith('M-')).map((row) => [row.code, row.area])).toEqual([
      ['M-1', 'TUR031'],
      ['M-2', 'TUR031'],
      ['M-3', 'TUR079'],
    ]);
  });

  it('a merged code makes its rows the same one: nothing is applied until they are told apart', async () => {
    const bytes = await list(['N-1', 'Ofis', 'Bir', 'Hatay', '', '', '', '', ''], ['', 'Ofis', 'İki', 'Hatay', '', '', '', '', '']);
    const id = await sheets.check('places.sites', await merged(bytes, 'A4:A5'));
    expect((await sheets.rows(id))[1]).toMatchObject({ row: 5, state: 'faulty' });
    expect((await sheets.rows(id))[1]!.faults.map((fault) => fault.code).toSorted()).toEqual(['sheets.merged-filled', 'sheets.row-twice']);
    await expect(sheets.apply(id)).rejects.toThrow('imports.rows-faulty');
    expect(await codes('N-1')).toEqual([]);
  });

  it('formulas are taken with a warning that names the cell', async () => {
    const id = await sheets.check(
      'places.sites',
      await list(['F-1', { formula: '"Of"&"is"', result: 'Ofis' }, 'Bir', 'Hatay', '', '', '', '', '']),
    );
    const [row] = await sheets.rows(id);
    expect(row).toMatchObject({ state: 'new', faults: [{ column: 'type', code: 'sheets.formula-value', level: 'warning' }] });
    expect((await sheets.look(id)).counts.warned).toBe(1);
  });

  it.each([
    [
      'without the headings',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      'sheets.headings-missing',
    ],
    [
      'without a needed column',
      [
        ['Kod', 'Ad (Türkçe)'],
        ['A-1', 'x'],
      ],
      'sheets.headings-missing',
    ],
    [
      'with a column twice',
      [
        ['Kod', 'Tür', 'Kod'],
        ['A-1', 'Ofis', 'A-2'],
      ],
      'sheets.heading-twice',
    ],
    ['without rows', [['Kod', 'Tür']], 'sheets.no-rows'],
  ])('%s it is refused in words, and nothing of it stays', async (_what, rows, code) => {
    const id = await sheets.check('places.sites', await workbook(rows));
    expect(await sheets.look(id)).toMatchObject({ state: 'unreadable', notes: [{ code }], counts: { total: 0 } });
    const { rows: files } = await mission.asOwner((owner) =>
      owner.query('select 1 from import_files f join imports i on i.file_hash = f.hash where i.id = $1', [id]),
    );
    expect(files).toEqual([]);
  });

  it('headings in Arabic are known, and unknown columns are said', async () => {
    const id = await sheets.check(
      'places.sites',
      await workbook([
        ['الرمز', 'النوع', 'الاسم (بالعربية)', 'المحافظة', 'لون'],
        ['AR-1', 'مخيم', 'مخيم التجربة', 'هاتاي', 'أزرق'],
      ]),
      { language: 'en' },
    );
    expect(await sheets.look(id)).toMatchObject({
      language: 'ar',
      counts: { new: 1 },
      notes: [{ code: 'sheets.heading-unknown', figures: { heading: 'لون', letters: 'E' } }],
    });
  });
});
