import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { bin, document, households, line, proveBooks, receiveIn, supplier } from '#tests/support/ledger-books.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Bucket } from '../contract/buckets.ts';
import { closeMonth, getDocument, listBalances, listCard, postDocument, reverseDocument } from '../contract/documents.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
});
afterAll(() => mission.close());

const receive = (item: string, qty: number) => receiveIn(mission, item, qty);
const stock = async (bucket: Bucket) => {
  const { qty, reserved } = await mission.ask(listCard, { bucket });
  return { qty, reserved };
};

describe('counter-documents', () => {
  test('everything goes back where it came from, once', async () => {
    const { documentId } = await receive('cup', 9);
    const reversal = { documentId, reversalId: newId(), reason: 'counted twice' };
    await mission.apply(reverseDocument, reversal);
    expect(await stock(bin('cup'))).toEqual({ qty: 0, reserved: 0 });
    const again = await mission.run(reverseDocument, { ...reversal, reversalId: newId() });
    expect(again).toMatchObject({ state: 'refused', problem: { type: 'ledger.already-reversed' } });
    expect(await mission.ask(getDocument, { documentId })).toMatchObject({ reversedBy: reversal.reversalId });
  });

  test('a reversal names the documents that stand in its way', async () => {
    const { documentId } = await receive('fork', 9);
    const issue = await mission.apply(postDocument, document('issue', line(bin('fork'), households('fork'), 4)));
    const outcome = await mission.run(reverseDocument, { documentId, reversalId: newId(), reason: 'wrong lot' });
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: { type: 'ledger.reversal-blocked', figures: { item: 'fork', asked: 9, available: 5, documents: [issue.documentId] } },
    });
  });

  test('two reversals at once: one stands, the other is told', async () => {
    const { documentId } = await receive('knife', 9);
    const outcomes = await Promise.all(
      [1, 2].map(() => mission.run(reverseDocument, { documentId, reversalId: newId(), reason: 'both at once' })),
    );
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['applied', 'refused']);
  });
});

describe('days and months', () => {
  test('balances of a day come from the closed month and what followed; late facts go to the first open day', async () => {
    const at = (day: string) => ({ occurredAt: `${day}T08:00:00Z` });
    const item = 'wheelchair';
    const receipt = (qty: number) => document('receipt', line(supplier(item), bin(item), qty));
    await mission.apply(postDocument, receipt(10), at('2023-01-10'));
    await mission.apply(postDocument, receipt(5), at('2023-02-10'));
    await mission.apply(closeMonth, { month: '2023-01' });
    const late = await mission.apply(postDocument, receipt(3), at('2023-01-20'));
    expect(late.bookDate).toBe('2023-02-01');
    await mission.apply(postDocument, document('issue', line(bin(item), households(item), 2)), at('2023-02-20'));
    await mission.apply(closeMonth, { month: '2023-02' });
    const on = async (asOf: string) => (await mission.ask(listBalances, { item, asOf, withEmpty: true })).rows[0]!.qty;
    expect(await on('2023-01-09')).toBe(0);
    expect(await on('2023-01-10')).toBe(10);
    expect(await on('2023-01-31')).toBe(10);
    expect(await on('2023-02-01')).toBe(13);
    expect(await on('2023-02-10')).toBe(18);
    expect(await on('2023-02-28')).toBe(16);
    expect(await on('2023-03-01')).toBe(16);
    const card = await mission.ask(listCard, { bucket: bin(item) });
    expect(card.rows.map((row) => row.late)).toEqual([false, true, false, false]);
  });

  test('a month is closed once, in order, and only when it is over', async () => {
    expect(await mission.run(closeMonth, { month: '2023-02' })).toMatchObject({
      state: 'refused',
      problem: { type: 'ledger.month-closed' },
    });
    expect(await mission.run(closeMonth, { month: '2023-03' })).toMatchObject({
      state: 'refused',
      problem: { type: 'ledger.month-not-over' },
    });
  });

  test('a day that has not come has no balance', async () => {
    await expect(mission.ask(listBalances, { asOf: '2023-03-02' })).rejects.toMatchObject({ code: 'ledger.day-too-late' });
  });
});

test('after all of the above the books prove', async () => {
  expect(await proveBooks(mission)).toEqual([]);
});
