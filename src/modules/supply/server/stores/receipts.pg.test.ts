import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, closeGrant, lies, openExceptions, outside, received, refusal } from '#tests/support/stores.ts';
import { adjustStock, approveDocument, moveStock, sortLoad } from '../../contract/stores/documents.ts';
import {
  correctReceiptLine,
  getReceipt,
  listReceiptLines,
  listReceipts,
  matchReceipt,
  recordReceipt,
  reverseReceipt,
  settleDifference,
  whatBlocksReversal,
} from '../../contract/stores/receipts.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

const linesOf = async (receiptId: string) => (await mission.ask(listReceiptLines, { receiptId })).rows;

describe('a receipt', () => {
  test('keeps what was counted, posts each difference to its place and opens one exception', async () => {
    const [blanket, tent] = [await makeItem(mission), await makeItem(mission, { tracking: 'lot' })];
    const receiptId = newId();
    const outcome = await mission.run(recordReceipt, {
      receiptId,
      placeId: stage.binA,
      source: 'order',
      reference: 'PO-77',
      plate: '27 KR 4410',
      lines: [
        { itemId: blanket, expected: 1000, good: 935, damaged: 5 },
        { itemId: tent, lot: { id: newId(), code: 'T-1', expiresOn: '2025-01-01' }, expected: 10, good: 12 },
      ],
      checks: [{ id: newId(), itemId: tent, specification: 'Frame and pegs complete', sampleSize: 2, defects: 1, verdict: 'hold' }],
    });
    expect(outcome).toMatchObject({ state: 'applied', result: { differing: 2 } });
    expect(await lies(mission, { item: blanket, condition: 'good' })).toBe(935);
    expect(await lies(mission, { item: blanket, condition: 'damaged' })).toBe(5);
    expect(await outside(mission, 'in-dispute', blanket)).toBe(60);
    expect(await outside(mission, 'supplier', blanket)).toBe(-1000);
    expect(await lies(mission, { item: tent, condition: 'quarantine' })).toBe(12);
    expect(await outside(mission, 'in-dispute', tent)).toBe(-2);
    expect(await openExceptions(mission, receiptId)).toEqual(['supply.receipt-differs']);
    expect(await mission.ask(getReceipt, { receiptId })).toMatchObject({
      lines: 2,
      differing: 2,
      checks: [{ verdict: 'hold', defects: 1 }],
    });
    expect((await mission.ask(getReceipt, { receiptId })).number).toMatch(/^GRN-BRC-2023-\d{6}-\d{2}$/);
    expect(await linesOf(receiptId)).toMatchObject([
      { missing: 60, extra: 0 },
      { missing: 0, extra: 2, lotCode: 'T-1', condition: 'quarantine' },
    ]);
  });

  test('told twice is one receipt', async () => {
    const item = await makeItem(mission);
    const input = { receiptId: newId(), placeId: stage.binA, source: 'order' as const, lines: [{ itemId: item, good: 7 }] };
    const id = newId();
    await mission.apply(recordReceipt, input, { id });
    expect(await mission.run(recordReceipt, input, { id })).toMatchObject({ state: 'applied', replayed: true });
    expect(await lies(mission, { item })).toBe(7);
  });

  test('an expired lot is never received as good', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    await received(mission, stage.binA, { itemId: item, good: 30, lot: { id: newId(), code: 'OLD', expiresOn: '2023-02-28' } });
    expect(await lies(mission, { item, condition: 'expired' })).toBe(30);
    expect(await lies(mission, { item, condition: 'good' })).toBe(0);
  });

  test('a grant closes: goods that come for it are taken in, and somebody is asked what becomes of them', async () => {
    const [item, grant] = [await makeItem(mission), await aGrant(mission, 'ENDED-1')];
    await closeGrant(mission, grant);
    await received(mission, stage.binA, { itemId: item, good: 4, grantId: grant });
    expect(await lies(mission, { item, grant })).toBe(4);
    expect(await openExceptions(mission, grant)).toEqual(['supply.received-after-grant']);
  });

  test('a difference ends part by part; what is written off waits for a second person', async () => {
    const item = await makeItem(mission);
    const receiptId = await received(mission, stage.binA, { itemId: item, good: 90, expected: 100 });
    const settle = { receiptId, line: 1, reason: 'seen on the second truck' };
    await mission.apply(settleDifference, { ...settle, documentId: newId(), outcome: 'found', qty: 4 });
    expect(refusal(await mission.run(settleDifference, { ...settle, documentId: newId(), outcome: 'credited', qty: 7 }))).toMatchObject({
      type: 'supply.outcome-unfit',
      figures: { open: 6, asked: 7 },
    });
    const documentId = newId();
    const asker = await mission.user({ permissions: ['supply.settle-difference', 'supply.approve-document', 'supply.list-receipts'] });
    expect(await mission.apply(settleDifference, { ...settle, documentId, outcome: 'written-off', qty: 6 }, { as: asker })).toMatchObject({
      state: 'asked',
    });
    expect(await outside(mission, 'lost', item)).toBe(0);
    expect(refusal(await mission.run(approveDocument, { documentId }, { as: asker }))?.type).toBe('supply.second-person-needed');
    await mission.apply(approveDocument, { documentId });
    expect(await outside(mission, 'lost', item)).toBe(6);
    expect(await outside(mission, 'in-dispute', item)).toBe(0);
    expect(await lies(mission, { item })).toBe(94);
    expect(await openExceptions(mission, receiptId)).toEqual([]);
  });

  test('no line is settled beyond its difference, whatever the program says: the database refuses', async () => {
    const item = await makeItem(mission);
    const receiptId = await received(mission, stage.binA, { itemId: item, good: 9, expected: 10 });
    const beyond = mission.tx((tx) => tx.query('update receipt_lines set settled = 2 where receipt_id = $1', [receiptId]));
    await expect(beyond).rejects.toMatchObject({ code: 'supply.settled-too-much' });
  });
});

describe('a wrong receipt', () => {
  test('a wrong pack ratio is corrected after use: the difference is posted, what was said stays on record', async () => {
    const packId = newId();
    const item = await makeItem(mission, { packs: [{ id: packId, code: 'CTN', kind: 'carton', smallest: 24 }] });
    const receiptId = await received(mission, stage.binA, { itemId: item, good: 291, pack: { packId, count: 12 } });
    expect(await linesOf(receiptId)).toMatchObject([{ good: 291, pack: { code: 'CTN', smallest: 24, count: 12 } }]);
    // The cartons held 20: 12 cartons and 3 are 243.
    const fix = { receiptId, line: 1, version: 1, documentId: newId(), good: 243, reason: 'cartons hold 20' };
    await mission.apply(correctReceiptLine, fix);
    expect(await lies(mission, { item })).toBe(243);
    expect(await outside(mission, 'supplier', item)).toBe(-243);
    expect(await linesOf(receiptId)).toMatchObject([{ good: 243, version: 2, corrected: 1 }]);
    expect(refusal(await mission.run(correctReceiptLine, { ...fix, documentId: newId() }))?.type).toBe('supply.line-changed-meanwhile');
    await mission.apply(reverseReceipt, { receiptId, reversalId: newId(), reason: 'another store' });
    expect(await lies(mission, { item })).toBe(0);
    expect(await outside(mission, 'supplier', item)).toBe(0);
  });

  test('is reversed after its goods moved on only once what stands in the way is undone, and says what that is', async () => {
    const item = await makeItem(mission, { code: 'WRONG-1' });
    const receiptId = await received(mission, stage.binA, { itemId: item, good: 50, expected: 60 });
    const at = { item, place: stage.binA, condition: 'good' as const, owner: 'own' as const };
    const documentId = newId();
    const { number } = await mission.apply(moveStock, { documentId, placeId: stage.warehouse, lines: [{ at, qty: 20, to: stage.binB }] });
    const reversal = { receiptId, reversalId: newId(), reason: 'belongs to another mission' };
    expect(refusal(await mission.run(reverseReceipt, reversal))).toMatchObject({
      type: 'supply.receipt-goods-moved-on',
      figures: { item: 'WRONG-1', place: 'BRC-A1', asked: 50, available: 30, documents: [documentId] },
    });
    expect((await mission.ask(whatBlocksReversal, { receiptId })).rows).toMatchObject([
      { itemCode: 'WRONG-1', placeCode: 'BRC-A1', brought: 50, left: 30, documents: [{ id: documentId, number, qty: 20, kind: 'move' }] },
    ]);
    await mission.apply(moveStock, {
      documentId: newId(),
      placeId: stage.warehouse,
      lines: [{ at: { ...at, place: stage.binB }, qty: 20, to: stage.binA }],
    });
    await mission.apply(reverseReceipt, reversal);
    expect(await lies(mission, { item })).toBe(0);
    expect(await outside(mission, 'in-dispute', item)).toBe(0);
    expect(await openExceptions(mission, receiptId)).toEqual([]);
    expect(refusal(await mission.run(reverseReceipt, { ...reversal, reversalId: newId() }))?.type).toBe('supply.receipt-reversed');
  });
});

describe('an emergency truck without papers', () => {
  test('is counted at once, sorted later and matched when its papers come: nothing is lost', async () => {
    const [load, blanket, soap, grant] = [
      newId(),
      await makeItem(mission),
      await makeItem(mission, { tracking: 'lot' }),
      await aGrant(mission, 'GIFT-1'),
    ];
    const receiptId = newId();
    await mission.apply(recordReceipt, {
      receiptId,
      placeId: stage.binA,
      source: 'unknown',
      plate: '31 ABC 99',
      lines: [
        { itemId: load, newItem: { name: 'Mixed cartons', unit: 'box' }, good: 40, condition: 'unsorted' },
        { itemId: blanket, good: 100 },
      ],
    });
    expect(await openExceptions(mission, receiptId)).toEqual(['supply.receipt-without-papers']);
    expect(await lies(mission, { item: load, condition: 'unsorted', owner: 'unknown' })).toBe(40);
    const from = { at: { item: load, place: stage.binA, condition: 'unsorted' as const, owner: 'unknown' as const }, qty: 25 };
    const into = { itemId: soap, lot: { id: newId(), code: 'S-9' }, place: stage.binB, owner: 'unknown' as const, qty: 1200 };
    await mission.apply(sortLoad, { documentId: newId(), placeId: stage.warehouse, receiptId, from: [from], into: [into] });
    expect(await lies(mission, { item: load })).toBe(15);
    expect(await lies(mission, { item: soap, owner: 'unknown' })).toBe(1200);
    const papers = { receiptId, documentId: newId(), source: 'gift' as const, reference: 'GIFT-2023-4', grantId: grant };
    const matched = await mission.apply(matchReceipt, {
      ...papers,
      expected: [
        { itemId: blanket, qty: 120 },
        { itemId: soap, qty: 1000 },
      ],
    });
    expect(matched).toEqual({ claimed: 1315, unclaimed: 0, missing: 20, extra: 200 });
    expect(await lies(mission, { item: blanket, owner: 'own', grant })).toBe(100);
    expect(await lies(mission, { item: soap, owner: 'own', grant })).toBe(1200);
    expect(await lies(mission, { item: load, owner: 'own', grant, condition: 'unsorted' })).toBe(15);
    for (const item of [load, blanket, soap]) expect(await lies(mission, { item, owner: 'unknown' })).toBe(0);
    expect(await outside(mission, 'in-dispute', blanket)).toBe(20);
    expect(await outside(mission, 'in-dispute', load)).toBe(0);
    expect(await openExceptions(mission, receiptId)).toEqual(['supply.receipt-differs']);
    expect(refusal(await mission.run(matchReceipt, { ...papers, documentId: newId() }))?.type).toBe('supply.receipt-has-papers');
    const { matches } = await mission.ask(getReceipt, { receiptId });
    expect(matches.find((one) => one.itemId === blanket)).toMatchObject({ expected: 120, found: 100 });
    expect(matches.find((one) => one.itemId === soap)).toMatchObject({ expected: 1000, found: 1200 });
    // What is left of the load is sorted under its new owner and grant.
    const rest = { at: { item: load, place: stage.binA, condition: 'unsorted' as const, owner: 'own' as const, grant }, qty: 15 };
    await mission.apply(sortLoad, {
      documentId: newId(),
      placeId: stage.warehouse,
      receiptId,
      from: [rest],
      into: [{ itemId: blanket, place: stage.binA, owner: 'own', grant, qty: 20 }],
    });
    expect(await lies(mission, { item: load })).toBe(0);
    expect(await lies(mission, { item: blanket })).toBe(120);
  });

  test('what left the store before its papers came is named as unclaimed', async () => {
    const item = await makeItem(mission);
    const receiptId = newId();
    await mission.apply(recordReceipt, { receiptId, placeId: stage.binA, source: 'unknown', lines: [{ itemId: item, good: 10 }] });
    const at = { item, place: stage.binA, condition: 'good' as const, owner: 'unknown' as const };
    await mission.apply(adjustStock, {
      documentId: newId(),
      placeId: stage.warehouse,
      cause: 'used',
      reason: 'given out at the gate',
      lines: [{ at, change: -3 }],
    });
    const matched = await mission.apply(matchReceipt, { receiptId, documentId: newId(), source: 'order', reference: 'PO-9' });
    expect(matched).toEqual({ claimed: 7, unclaimed: 3, missing: 0, extra: 0 });
  });
});

describe('who sees a receipt', () => {
  test('only who may, where it lies', async () => {
    const item = await makeItem(mission);
    const receiptId = await received(mission, stage.binA, { itemId: item, good: 1 });
    const elsewhere = await mission.user({
      permissions: ['supply.list-receipts', 'supply.record-receipt'],
      scope: { kind: 'site', id: newId() },
    });
    await expect(mission.ask(getReceipt, { receiptId }, elsewhere)).rejects.toMatchObject({ code: 'common.not-permitted' });
    expect((await mission.ask(listReceipts, {}, elsewhere)).total).toBe(0);
    const wrong = await mission.run(
      recordReceipt,
      { receiptId: newId(), placeId: stage.binA, source: 'order', lines: [{ itemId: item, good: 1 }] },
      { as: elsewhere },
    );
    expect(wrong.state).not.toBe('applied');
  });
});
