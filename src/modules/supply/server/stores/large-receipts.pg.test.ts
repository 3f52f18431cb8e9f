import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { lies } from '#tests/support/stores.ts';
import { getReceipt, listReceiptLines, recordReceipt } from '../../contract/stores/receipts.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

/** Statements that a piece of work sends, whatever they are. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const { Client } = await import('pg');
  const proto = Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const real = proto.query;
  let sent = 0;
  proto.query = function counted(this: unknown, ...args: unknown[]) {
    sent += 1;
    return real.apply(this, args);
  };
  try {
    await work();
  } finally {
    proto.query = real;
  }
  return sent;
}

test('a receipt of five thousand lots takes as many round trips as one of ten', async () => {
  const item = await makeItem(mission, { tracking: 'lot' });
  const receipt = (lines: number) => ({
    receiptId: newId(),
    placeId: stage.binA,
    source: 'order' as const,
    lines: Array.from({ length: lines }, (_, at) => ({
      itemId: item,
      lot: { id: newId(), code: `L-${lines}-${at}` },
      expected: 11,
      good: 10,
      damaged: at % 7 === 0 ? 1 : 0,
    })),
  });
  const [small, large] = [receipt(10), receipt(5000)];
  const few = await statements(() => mission.apply(recordReceipt, small));
  const begun = performance.now();
  const many = await statements(() => mission.apply(recordReceipt, large));
  process.stdout.write(`5,000 lines, ms: ${Math.round(performance.now() - begun)}; statements ${few} and ${many}\n`);
  expect(many).toBe(few);
  expect(await lies(mission, { item, condition: 'good' })).toBe(50_100);
  expect(await mission.ask(getReceipt, { receiptId: large.receiptId })).toMatchObject({ lines: 5000 });
  expect((await mission.ask(listReceiptLines, { receiptId: large.receiptId, limit: 1, differing: true })).total).toBe(5000);
  const thousand = receipt(1000);
  const start = performance.now();
  await mission.apply(recordReceipt, thousand);
  process.stdout.write(`1,000 lines, ms: ${Math.round(performance.now() - start)}\n`);
});
