import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { addPack } from '#kernel/goods/contract/items.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { lies } from '#tests/support/stores.ts';
import { enterOpeningStock } from '../../contract/stores/opening.ts';
import { importReceipts } from '../../contract/stores/receipt-sheets.ts';
import { listReceiptLines, listReceipts, reverseReceipt } from '../../contract/stores/receipts.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

test('of two sheets that were checked before either was applied, one opens the stock and the other is refused', async () => {
  const item = await makeItem(mission);
  const sheet = () =>
    mission
      .apply(enterOpeningStock, {
        source: 'Stock of the first day',
        lines: [{ placeId: stage.binA, itemId: item, condition: 'good', owner: 'own', qty: 40 }],
      })
      .then(
        () => 'opened',
        (error: unknown) => (String(error).includes('supply.opening-exists') ? 'refused' : String(error)),
      );
  expect((await Promise.all([sheet(), sheet()])).toSorted()).toEqual(['opened', 'refused']);
  expect(await lies(mission, { item, condition: 'good' })).toBe(40);
});

test('rows of one waybill become one counted receipt; another sheet of the same truck is refused, at its cell and at the door', async () => {
  const [item, tracked] = [await makeItem(mission, { code: 'SHEET-A' }), await makeItem(mission, { code: 'SHEET-BI', tracking: 'lot' })];
  await mission.apply(addPack, { itemId: item, pack: { id: newId(), code: 'CTN', kind: 'carton', smallest: 10 } });
  const sheets = importsOf(mission);
  const head = ['İrsaliye', 'Yer', 'Kalem', 'Parti', 'Beklenen', 'Sağlam', 'Hasarlı', 'Ambalaj', 'Sahibi'];
  const rows = [
    ['IRS-1', 'BRC-A1', 'SHEET-A', '', 5, 4, '', 'CTN', 'Kendi malımız'],
    ['IRS-1', 'BRC-A1', 'Sheet-Bİ', 'L-1', 20, 18, 2, '', ''],
    ['IRS-2', 'BRC-A1', 'SHEET-A', '', '', 7, '', '', 'Devlet'],
  ];
  const id = await sheets.check('supply.receipts', await workbook([head, ...rows]));
  expect(await sheets.apply(id)).toMatchObject({ counts: { applied: 3 } });
  const made = (await mission.ask(listReceipts, { search: 'IRS-' })).rows.toSorted((a, b) => a.waybill!.localeCompare(b.waybill!));
  expect(made).toMatchObject([
    { waybill: 'IRS-1', lines: 2, differing: 1, source: 'order' },
    { waybill: 'IRS-2', lines: 1, differing: 0 },
  ]);
  expect((await mission.ask(listReceiptLines, { receiptId: made[0]!.id })).rows).toMatchObject([
    { itemCode: 'SHEET-A', expected: 50, good: 40, missing: 10, pack: { count: 4 } },
    { itemCode: 'SHEET-BI', lotCode: 'L-1', good: 18, damaged: 2 },
  ]);
  expect([await lies(mission, { item, condition: 'good' }), await lies(mission, { item: tracked, condition: 'damaged' })]).toEqual([47, 2]);
  expect(await lies(mission, { item, owner: 'government' })).toBe(7);
  const other = await sheets.check('supply.receipts', await workbook([head, ['IRS-1', 'BRC-A1', 'SHEET-A', '', '', 9, '', '']]));
  expect((await sheets.rows(other))[0]!.faults[0]).toMatchObject({ column: 'waybill', code: 'supply.waybill-received' });
  const line = { itemId: item, good: 9 };
  const row = { sheetId: newId(), row: 2, placeId: stage.binA, waybill: 'IRS-2', source: 'order' as const, line };
  expect(await mission.run(importReceipts, { rows: [row] })).toMatchObject({ problem: { type: 'supply.waybill-received' } });
  // What was taken back may be received again.
  await mission.apply(reverseReceipt, { receiptId: made[1]!.id, reversalId: newId(), reason: 'wrong truck' });
  expect((await mission.run(importReceipts, { rows: [row] })).state).toBe('applied');
});

test('each fault of a sheet of receipts names its cell, and nobody receives into another store', async () => {
  await makeItem(mission, { code: 'SHEET-C', tracking: 'lot' });
  const sheets = importsOf(mission);
  const id = await sheets.check(
    'supply.receipts',
    await workbook([
      ['Waybill', 'Place', 'Item', 'Lot', 'Good', 'Pack', 'Sender', 'Grant'],
      ['W-1', 'NOWHERE', 'SHEET-C', 'L', 1, '', '', ''],
      ['W-2', 'BRC-A1', 'UNICORN', 'L', 1, '', '', ''],
      ['W-3', 'BRC-A1', 'SHEET-C', '', 1, '', '', ''],
      ['W-4', 'BRC-A1', 'SHEET-C', 'L', 1, 'BALE', '', ''],
      ['W-5', 'BRC-A1', 'SHEET-C', 'L', 1, '', 'Nobody Ltd', ''],
      ['W-6', 'BRC-A1', 'SHEET-C', 'L', 1, '', '', 'NO-1'],
      ['W-7', 'BRC-A1', 'SHEET-C', 'L', 0, '', '', ''],
    ]),
    { language: 'en' },
  );
  expect((await sheets.rows(id)).map(({ faults: [fault] }) => [fault?.column, fault?.code.replace('supply.', '')])).toEqual([
    ['place', 'opening-place-unknown'],
    ['item', 'opening-item-unknown'],
    ['lot', 'opening-lot-missing'],
    ['pack', 'opening-pack-unknown'],
    ['sender', 'opening-owner-unknown'],
    ['grant', 'opening-grant-unknown'],
    ['good', 'nothing-counted'],
  ]);
  const stranger = await mission.user({ permissions: ['supply.import-receipts'], scope: { kind: 'area', id: 'SY07' } });
  const line = { itemId: await makeItem(mission), good: 1 };
  const row = { sheetId: newId(), row: 2, placeId: stage.binA, waybill: 'W-9', source: 'order' as const, line };
  expect(await mission.run(importReceipts, { rows: [row] }, { as: stranger })).toMatchObject({
    problem: { type: 'supply.opening-out-of-reach' },
  });
});
