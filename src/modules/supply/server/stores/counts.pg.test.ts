import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { lies, outside, received, refusal } from '#tests/support/stores.ts';
import { approveCount, dropCount, getCountSheet, listCounts, planCount, recordCount, reviewCount } from '../../contract/stores/counts.ts';
import { moveStock } from '../../contract/stores/documents.ts';
import { recordReceipt } from '../../contract/stores/receipts.ts';

let mission: TestMission;
let stage: Stage;
let counter: string;
let other: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
  const permissions = ['supply.record-count', 'supply.list-counts'];
  counter = await mission.user({ permissions });
  other = await mission.user({ permissions });
});
afterAll(() => mission.close());

const at = (item: string, place = stage.binA): StockAt => ({ item, place, condition: 'good', owner: 'own' });
const planned = async (item: string) => {
  const countId = newId();
  await mission.apply(planCount, { countId, placeId: stage.warehouse, items: [item] });
  return countId;
};
const count = (countId: string, counted: number, as: string, occurredAt?: string) =>
  mission.apply(recordCount, { countId, lines: [{ line: 1, counted }] }, { as, ...(occurredAt ? { occurredAt } : {}) });
/** All that is said, without the ids: their digits are drawn by lot and may hold any figure. */
const figuresOf = (said: unknown) => JSON.stringify(said).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
const approve = (countId: string) => mission.apply(approveCount, { countId, documentId: newId() });

describe('a count', () => {
  test('is blind: the sheet says where and what, never how much', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 4242 });
    const sheet = await mission.ask(getCountSheet, { countId: await planned(item) }, counter);
    expect(sheet.rows).toMatchObject([{ itemId: item, placeCode: 'BRC-A1', ask: 'count' }]);
    expect(figuresOf(sheet)).not.toMatch(/4242/);
    await expect(mission.ask(reviewCount, { countId: sheet.id }, counter)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });

  test('tells who may count and approve nothing of the books while a line is open, and all of it once it is not', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 4242 });
    const countId = await planned(item);
    const both = await mission.user({ permissions: ['supply.record-count', 'supply.approve-count'] });
    const onlyApproves = await mission.user({ permissions: ['supply.approve-count'] });
    await count(countId, 4100, counter);
    const open = await mission.ask(reviewCount, { countId }, both);
    expect(open.rows).toMatchObject([{ expected: null, difference: null, value: null, rounds: [{ counted: null }], needsRecount: true }]);
    expect(figuresOf(open)).not.toMatch(/4242|4100/);
    expect((await mission.ask(reviewCount, { countId }, onlyApproves)).rows).toMatchObject([{ expected: 4242, difference: -142 }]);
    await count(countId, 4100, other);
    expect((await mission.ask(reviewCount, { countId }, both)).rows).toMatchObject([{ expected: 4242, difference: -142 }]);
  });

  test('above the threshold somebody else counts again, and whoever counted does not approve', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 100 });
    const countId = await planned(item);
    expect(refusal(await mission.run(approveCount, { countId, documentId: newId() }))?.type).toBe('supply.count-incomplete');
    expect(await count(countId, 80, counter)).toEqual({ recount: [1] });
    expect(refusal(await mission.run(approveCount, { countId, documentId: newId() }))?.type).toBe('supply.count-needs-recount');
    const again = await mission.run(recordCount, { countId, lines: [{ line: 1, counted: 79 }] }, { as: counter });
    expect(refusal(again)?.type ?? again.state).toMatch(/counted-by-same-person|parked/);
    expect((await mission.ask(getCountSheet, { countId }, other)).rows[0]!.ask).toBe('recount');
    expect(await count(countId, 80, other)).toEqual({ recount: [] });
    const both = await mission.user({ permissions: ['supply.record-count', 'supply.approve-count'] });
    expect(await mission.ask(reviewCount, { countId })).toMatchObject({
      blocked: null,
      rows: [{ expected: 100, difference: -20, rounds: [{ counted: 80 }, { counted: 80 }] }],
    });
    await mission.apply(approveCount, { countId, documentId: newId() }, { as: both });
    expect(await lies(mission, { item })).toBe(80);
    expect(await outside(mission, 'count-difference', item)).toBe(20);
    expect(refusal(await mission.run(approveCount, { countId, documentId: newId() }))?.type).toBe('supply.count-closed');
    expect((await mission.ask(listCounts, { state: 'approved' })).total).toBe(1);
  });

  test('once nothing is left to count, waits on the bell of whoever may approve it and counted none of it, until it is closed', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 100 });
    const countId = await planned(item);
    const both = ['supply.record-count', 'supply.approve-count'];
    const [approver, otherCounter] = [await mission.user({ permissions: both }), await mission.user({ permissions: both })];
    const bell = async (who: string) =>
      (await mission.ask(listMine, { unread: true }, who)).rows.map((row) => [row.kind, row.subject.id] as const);
    await count(countId, 80, counter);
    expect(await bell(approver)).toEqual([]);
    await count(countId, 80, otherCounter);
    expect(await bell(approver)).toEqual([['count-waits', countId]]);
    expect(await bell(otherCounter)).toEqual([]);
    expect(await bell(counter)).toEqual([]);
    await mission.apply(recordCount, { countId, found: [{ ...at(item, stage.binB), counted: 7 }] }, { as: counter });
    expect(await bell(approver)).toEqual([]);
    await mission.apply(recordCount, { countId, found: [{ ...at(item, stage.binB), counted: 7 }] }, { as: other });
    expect(await bell(approver)).toEqual([['count-waits', countId]]);
    await mission.apply(approveCount, { countId, documentId: newId() }, { as: await mission.user({ permissions: both }) });
    expect(await bell(approver)).toEqual([]);

    const dropped = await planned(item);
    await mission.apply(
      recordCount,
      {
        countId: dropped,
        lines: [
          { line: 1, counted: 80 },
          { line: 2, counted: 7 },
        ],
      },
      { as: counter },
    );
    expect(await bell(approver)).toEqual([['count-waits', dropped]]);
    await mission.apply(dropCount, { countId: dropped, reason: 'truck came' });
    expect(await bell(approver)).toEqual([]);
  });

  test('is not approved by somebody who counted', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 10 });
    const countId = await planned(item);
    const both = await mission.user({ permissions: ['supply.record-count', 'supply.approve-count'] });
    await count(countId, 10, both);
    expect(refusal(await mission.run(approveCount, { countId, documentId: newId() }, { as: both }))?.type).toBe('supply.count-by-counter');
    await mission.apply(dropCount, { countId, reason: 'truck came' });
    expect(refusal(await mission.run(approveCount, { countId, documentId: newId() }))?.type).toBe('supply.count-closed');
  });

  test('what lies where the sheet has no line is counted too', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 3 });
    const countId = await planned(item);
    await mission.apply(
      recordCount,
      { countId, lines: [{ line: 1, counted: 3 }], found: [{ ...at(item, stage.binB), counted: 7 }] },
      { as: counter },
    );
    await mission.apply(recordCount, { countId, found: [{ ...at(item, stage.binB), counted: 7 }] }, { as: other });
    expect((await mission.ask(reviewCount, { countId, differing: true })).rows).toMatchObject([
      { placeCode: 'BRC-B1', found: true, expected: 0, difference: 7 },
    ]);
    await approve(countId);
    expect(await lies(mission, { item, place: stage.binB })).toBe(7);
  });

  test('the same sheet told twice changes nothing', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 5 });
    const countId = await planned(item);
    await count(countId, 5, counter);
    await count(countId, 4, other);
    expect((await mission.ask(reviewCount, { countId })).rows[0]!.rounds).toHaveLength(1);
  });

  test('a sheet keyed the next day is held against the books of its hour; a receipt told late belongs to what was seen', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 100 });
    const countId = await planned(item);
    mission.setNow('2023-03-01T15:00:00Z');
    await mission.apply(moveStock, { documentId: newId(), placeId: stage.warehouse, lines: [{ at: at(item), qty: 30, to: stage.binB }] });
    mission.setNow('2023-03-02T07:00:00Z');
    // Counted at eleven, before the move at three; a receipt of nine o'clock is told only afterwards.
    await count(countId, 120, counter, '2023-03-01T11:00:00Z');
    const late = { receiptId: newId(), placeId: stage.binA, source: 'order' as const, lines: [{ itemId: item, good: 20 }] };
    await mission.apply(recordReceipt, late, { occurredAt: '2023-03-01T10:00:00Z' });
    expect(await mission.ask(reviewCount, { countId })).toMatchObject({ blocked: null, rows: [{ expected: 120, difference: 0 }] });
    expect(await approve(countId)).toEqual({ lines: 0 });
    expect(await lies(mission, { item })).toBe(120);
    mission.setNow('2023-03-01T09:00:00Z');
  });
});

describe('moves during a count', () => {
  const step = fc.record({
    when: fc.constantFrom('planned', 'counted', 'recounted'),
    out: fc.boolean(),
    qty: fc.integer({ min: 1, max: 15 }),
  });
  test('do no harm: the difference is what it was at its sequence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.integer({ min: -40, max: 20 }), async (steps, off) => {
        const item = await makeItem(mission);
        await received(mission, stage.binA, { itemId: item, good: 200 });
        await received(mission, stage.binB, { itemId: item, good: 200 });
        const countId = newId();
        await mission.apply(planCount, { countId, placeId: stage.binA, items: [item] });
        // What is really on the shelf, and what the books say of it.
        let shelf = 200 + off;
        const moves = async (when: string) => {
          for (const { out, qty } of steps.filter((one) => one.when === when)) {
            const [from, to] = out ? [stage.binA, stage.binB] : [stage.binB, stage.binA];
            await mission.apply(moveStock, { documentId: newId(), placeId: stage.warehouse, lines: [{ at: at(item, from), qty, to }] });
            shelf += out ? -qty : qty;
          }
        };
        await moves('planned');
        const first = await count(countId, shelf, counter);
        await moves('counted');
        if (first.recount.length > 0) expect(await count(countId, shelf, other)).toEqual({ recount: [] });
        await moves('recounted');
        await approve(countId);
        expect(await lies(mission, { item, place: stage.binA })).toBe(shelf);
        expect((await outside(mission, 'count-difference', item)) + off).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});
