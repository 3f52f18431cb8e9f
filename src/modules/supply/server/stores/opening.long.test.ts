import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeXlsx } from '#foundation/sheets/write-xlsx.ts';
import { newId } from '#foundation/ids.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import { importsOf } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, outside } from '#tests/support/stores.ts';

const size = 100_000;
let mission: TestMission;
let item: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  const stage = await setStage(mission);
  for (let bin = 0; bin < 50; bin += 1) {
    await mission.apply(openPlace, { placeId: newId(), kind: 'bin', code: `BIN-${bin}`, nameEn: `Bin ${bin}`, parentId: stage.warehouse });
    await makeItem(mission, { code: `OPEN-${bin}`, tracking: 'lot' });
  }
  item = await makeItem(mission, { code: 'OPEN-X', tracking: 'lot' });
  await aGrant(mission, 'OPN-23');
});
afterAll(() => mission.close());

async function bigSheet(): Promise<Buffer> {
  const titles = ['Place', 'Item', 'Lot', 'Expiry date', 'Grant', 'Condition', 'Quantity', 'Unit cost', 'Currency'];
  const out = new PassThrough();
  const whole = Readable.from(out).toArray();
  const columns = titles.map((title) => ({ key: title, title, type: 'text' as const }));
  const about = {
    title: 'Stock',
    aboutTitle: 'About',
    language: 'en',
    lines: [],
    mission: 'Test',
    when: 'today',
    mark: null,
    timeZone: 'UTC',
  } as const;
  const writer = await writeXlsx(out, columns, about);
  for (let row = 0; row < size; row += 1)
    await writer.row([
      `BIN-${row % 50}`,
      row % 1000 === 7 ? 'OPEN-X' : `OPEN-${row % 49}`,
      `L-${row}`,
      '2025-06-30',
      'OPN-23',
      'Good',
      String(1 + (row % 9)),
      '2.50',
      'EUR',
    ]);
  await writer.end();
  return Buffer.concat((await whole) as Buffer[]);
}

it('opening stock of a hundred thousand rows is staged, checked and applied, a document for each thousand; a second time nothing is added', async () => {
  const sheets = importsOf(mission);
  const bytes = await bigSheet();
  const begun = performance.now();
  const importId = await sheets.check('supply.opening-stock', bytes, { language: 'en' });
  const checked = performance.now();
  expect((await sheets.look(importId)).counts).toMatchObject({ total: size, new: size, faulty: 0 });
  expect(await sheets.apply(importId)).toMatchObject({ state: 'applied', counts: { applied: size, refused: 0 } });
  process.stdout.write(`opening stock, ms: check ${Math.round(checked - begun)}, apply ${Math.round(performance.now() - checked)}\n`);
  const { rows } = await mission.tx((tx) =>
    tx.query<{ n: number }>(`select count(*)::int as n from ledger_documents where kind = 'opening'`),
  );
  expect(rows[0]!.n).toBe(size / 1000);
  expect(await outside(mission, 'opening', item)).toBeLessThan(0);
  const again = await sheets.check('supply.opening-stock', bytes, { language: 'en', anyway: true });
  expect((await sheets.look(again)).counts).toMatchObject({ faulty: size });
});
