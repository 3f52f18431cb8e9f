import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { importsOf, workbook } from '#tests/support/import.ts';
import { setStage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getItem, listFamilies, listItems, searchItems } from '../contract/items.ts';

let mission: TestMission;
let sheets: ReturnType<typeof importsOf>;
beforeAll(async () => {
  mission = await openTestMission();
  sheets = importsOf(mission);
  await setStage(mission);
});
afterAll(() => mission.close());

describe('a catalogue from a spreadsheet', () => {
  const heading = ['Kod', 'Ad', 'Aile', 'Birim', 'Ağırlık', 'Hacim', 'Boy', 'En', 'Yükseklik'];

  it('is read by its words in the reader’s language; each fault names row and column', async () => {
    const bytes = await workbook([
      heading,
      ['bt-1', 'Battaniye', 'Test goods', 'adet', '1,5', '', '60', '40', '10'],
      ['BT-2', 'İkinci', 'Bilinmeyen aile', 'adet', '', '', '', '', ''],
      ['BT-3', '', 'T', '', '', '', '', '', ''],
      ['BT-4', 'Kutu', 'T', 'kutu', '0', '10', '60', '40', '10'],
    ]);
    const importId = await sheets.check('goods.items', bytes);
    expect(await sheets.look(importId)).toMatchObject({ counts: { total: 4, faulty: 2 } });
    const rows = await sheets.rows(importId);
    expect(rows.map((row) => [row.row, row.state, row.faults.map((fault) => `${fault.column} ${fault.code}`)])).toEqual([
      [2, 'new', []],
      [3, 'faulty', ['family goods.family-not-found']],
      [4, 'faulty', ['nameEn goods.name-missing']],
      [5, 'new', ['volumeL goods.volume-differs']],
    ]);
    expect(await sheets.apply(importId, { withoutFaulty: true })).toMatchObject({ counts: { applied: 2 } });
    const [first] = (await mission.ask(searchItems, { text: 'BT-1' })).rows;
    // 60 × 40 × 10 cm
    expect(await mission.ask(getItem, { itemId: first!.id })).toMatchObject({
      nameTr: 'Battaniye',
      weightG: 1500,
      volumeCm3: 24_000,
      unit: 'piece',
    });
  });

  it('changes a known item only in what the sheet says', async () => {
    const before = (await mission.ask(searchItems, { text: 'BT-1' })).rows[0]!;
    const importId = await sheets.check(
      'goods.items',
      await workbook([
        ['Kod', 'Ağırlık'],
        ['BT-1', '1,6'],
      ]),
    );
    expect(await sheets.look(importId)).toMatchObject({ counts: { total: 1, changed: 1 } });
    await sheets.apply(importId);
    expect(await mission.ask(getItem, { itemId: before.id })).toMatchObject({
      nameTr: 'Battaniye',
      weightG: 1600,
      volumeCm3: 24_000,
      version: 2,
    });
  });
});

test('an item that the mission keeps under a code of its own does not come in again from the catalogue of the IFRC', async () => {
  const row = ['HSHEBLAN99', 'BLANKET, woven', '1.5'];
  const names = ['item code', 'item description', 'weight kg'];
  const own = await sheets.check(
    'goods.items',
    await workbook([
      ['Kod', 'Ad', 'Aile', 'Birim', 'IFRC kodu'],
      ['BL-OWN', 'Battaniye', 'T', 'adet', 'HSHEBLAN99'],
    ]),
  );
  await sheets.apply(own);
  const importId = await sheets.check('goods.ifrc-items', await workbook([names, row, ['HSHEBLAN98', 'BLANKET, fleece', '1']]), {
    language: 'en',
  });
  expect((await sheets.rows(importId)).map(({ state, faults }) => [state, faults.map((fault) => [fault.code, fault.figures])])).toEqual([
    ['unchanged', [['goods.ifrc-code-held', { item: 'BL-OWN' }]]],
    ['new', []],
  ]);
  expect(await sheets.apply(importId)).toMatchObject({ counts: { applied: 1, refused: 0, unchanged: 1 } });
});

test('a code with a plus sign or a comma, as catalogues have them, comes in and is found by all of its letters', async () => {
  const codes = ['WTEST3+', 'WTEST150,16'];
  const names = ['item code', 'item description', 'weight kg'];
  const importId = await sheets.check('goods.ifrc-items', await workbook([names, ...codes.map((code) => [code, 'VALVE of a test', '1'])]), {
    language: 'en',
  });
  expect(await sheets.apply(importId)).toMatchObject({ counts: { applied: 2, faulty: 0 } });
  for (const code of codes) expect((await mission.ask(searchItems, { text: code })).rows[0]).toMatchObject({ code });
  expect(
    await sheets
      .check(
        'goods.items',
        await workbook([
          ['Kod', 'Ad', 'Aile', 'Birim'],
          ['+A', 'Battaniye', 'T', 'adet'],
        ]),
      )
      .then((id) => sheets.look(id)),
  ).toMatchObject({ counts: { faulty: 1 } });
});

const file = '../shared/data/supply/ifrc_emergency_items_catalogue_eden.csv';
const isThere = existsSync(file);
if (!isThere) process.stderr.write(`the catalogue of the IFRC is not at ${file}: its import is not tested\n`);

test.skipIf(!isThere)(
  'the catalogue of the IFRC goes in as it is published, with an account of every row',
  async () => {
    const importId = await sheets.check('goods.ifrc-items', readFileSync(file), { language: 'en' });
    const about = await sheets.look(importId);
    expect(about.counts.total).toBe(2467);
    expect(about.counts).toMatchObject({ new: 2467, faulty: 0 });
    const ofTheFamily = async () => (await mission.ask(listItems, { family: 'IFRC', limit: 1 })).total;
    const before = await ofTheFamily();
    const done = await sheets.apply(importId);
    expect(done.counts.applied).toBe(2467);
    expect((await ofTheFamily()) - before).toBe(2467);
    expect((await mission.ask(listFamilies, {})).rows.filter((family) => family.parent === 'IFRC').length).toBeGreaterThan(10);
    const [tent] = (await mission.ask(searchItems, { text: 'HSHETENTF16C' })).rows;
    expect(await mission.ask(getItem, { itemId: tent!.id })).toMatchObject({ weightG: 55_000, volumeCm3: 281_750, family: 'IFRC-H' });
    // Its own encoding: what is not ASCII is read as written.
    expect((await mission.ask(listItems, { search: '27kg/m³' })).total).toBeGreaterThan(0);
    const again = await sheets.check('goods.ifrc-items', readFileSync(file), { language: 'en', anyway: true });
    expect((await sheets.look(again)).counts).toMatchObject({ new: 0, changed: 0 });
  },
  240_000,
);
