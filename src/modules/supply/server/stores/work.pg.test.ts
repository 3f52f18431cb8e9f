import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, closeGrant, lies, openExceptions, outside, partnerStore, received, refusal } from '#tests/support/stores.ts';
import {
  adjustStock,
  approveDocument,
  askRelease,
  declineDocument,
  getDocument,
  listDocuments,
  moveStock,
  quarantineStock,
  recallLot,
  reverseStoreDocument,
  transferCustody,
  transferTitle,
} from '../../contract/stores/documents.ts';
import { searchKeepers } from '../../contract/stores/keepers.ts';
import { endQuickReserve, listReserves, reserveQuick, setStoreRules, storeToday, watchStores } from '../../contract/stores/keeping.ts';
import { lendBetweenGrants, listLoans, payBackLoan } from '../../contract/stores/loans.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

const at = (item: string, over: Partial<StockAt> = {}): StockAt => ({ item, place: stage.binA, condition: 'good', owner: 'own', ...over });
const head = () => ({ documentId: newId(), placeId: stage.warehouse });
const second = () => mission.user({ permissions: ['supply.approve-document', 'supply.decline-document', 'supply.list-store-documents'] });
const keeper = () => mission.user({ permissions: ['supply.reverse-store-document'] });
const stocked = async (qty: number, over: Record<string, unknown> = {}) => {
  const item = await makeItem(mission, over);
  await received(mission, stage.binA, { itemId: item, good: qty });
  return item;
};

describe('work in a store', () => {
  test('goods are put away, and what is not there is not moved', async () => {
    const item = await stocked(30);
    const done = await mission.apply(moveStock, { ...head(), lines: [{ at: at(item), qty: 20, to: stage.binB }] });
    expect(done).toMatchObject({ state: 'posted', number: expect.stringMatching(/^MV-BRC-2023-/) });
    expect(refusal(await mission.run(moveStock, { ...head(), lines: [{ at: at(item), qty: 11, to: stage.binB }] }))).toMatchObject({
      type: 'goods.short',
      figures: { asked: 11, available: 10, place: 'BRC-A1' },
    });
    expect(await lies(mission, { item, place: stage.binB })).toBe(20);
  });

  test('a line outside the store whose right was asked is refused', async () => {
    const [item, other] = [await stocked(5), await partnerStore(mission, 'FAR')];
    const line = { at: at(item), qty: 1, to: stage.binB };
    expect(refusal(await mission.run(moveStock, { documentId: newId(), placeId: other.store, lines: [line] }))?.type).toBe(
      'supply.place-outside-store',
    );
  });

  test('quarantine holds at once; release waits for another person, who may say no', async () => {
    const item = await stocked(12);
    await mission.apply(quarantineStock, { ...head(), lines: [{ at: at(item), qty: 12 }], reason: 'wet cartons' });
    expect(await lies(mission, { item, condition: 'good' })).toBe(0);
    const ask = { lines: [{ at: at(item, { condition: 'quarantine' as const }), qty: 5 }], reason: 'dried and counted' };
    const [first, other] = [head(), head()];
    const waits = await second();
    expect(await mission.apply(askRelease, { ...first, ...ask })).toMatchObject({ state: 'asked' });
    expect((await mission.ask(listMine, {}, waits)).rows).toMatchObject([
      { kind: 'store-document-waits', subject: { id: first.documentId } },
    ]);
    await mission.apply(askRelease, { ...other, ...ask });
    expect(refusal(await mission.run(approveDocument, { documentId: first.documentId }))?.type).toBe('supply.second-person-needed');
    const who = await second();
    await mission.apply(approveDocument, { documentId: first.documentId, note: 'seen' }, { as: who });
    await mission.apply(declineDocument, { documentId: other.documentId, note: 'still wet' }, { as: who });
    expect(await lies(mission, { item, condition: 'good' })).toBe(5);
    expect(refusal(await mission.run(approveDocument, { documentId: other.documentId }, { as: who }))?.type).toBe(
      'supply.document-decided',
    );
    expect(await mission.ask(getDocument, { documentId: first.documentId })).toMatchObject({
      state: 'posted',
      secondPerson: true,
      decisionNote: 'seen',
      rows: [{ qty: 5 }],
    });
  });

  test('the second person is another one, whatever the program says: the database refuses', async () => {
    const item = await stocked(4);
    const document = head();
    await mission.apply(quarantineStock, { ...head(), lines: [{ at: at(item), qty: 4 }], reason: 'torn' });
    await mission.apply(askRelease, { ...document, lines: [{ at: at(item, { condition: 'quarantine' }), qty: 4 }], reason: 'mended' });
    const self = mission.tx((tx) =>
      tx.query(`update store_documents set decided_by = made_by, decided_at = made_at where id = $1`, [document.documentId]),
    );
    await expect(self).rejects.toMatchObject({ code: 'supply.second-person-needed' });
    const unseen = mission.tx((tx) => tx.query(`update store_documents set state = 'posted' where id = $1`, [document.documentId]));
    await expect(unseen).rejects.toMatchObject({ code: 'supply.second-person-needed' });
  });

  test('an adjustment above the quantity or the value waits for a second person', async () => {
    const rules = { currency: 'EUR', recountQty: 10, recountPercent: 2, expiryWarnDays: 90, quarantineDays: 14, unsortedDays: 3 };
    await mission.apply(setStoreRules, { ...rules, adjustQty: 10, adjustValue: 5000 });
    const [cheap, dear] = [await stocked(100), await makeItem(mission, { tracking: 'lot' })];
    await received(mission, stage.binA, {
      itemId: dear,
      good: 9,
      lot: { id: newId(), code: 'D1', unitCost: { minor: 2000, currency: 'EUR' } },
    });
    const lot = await mission.tx(
      async (tx) => (await tx.query<{ id: string }>('select id from lots where item_id = $1', [dear])).rows[0]!.id,
    );
    const adjust = (item: string, change: number, over: Partial<StockAt> = {}) => ({
      ...head(),
      cause: 'lost' as const,
      reason: 'not found',
      lines: [{ at: at(item, over), change }],
    });
    expect(await mission.apply(adjustStock, adjust(cheap, -10))).toMatchObject({ state: 'posted' });
    expect(await mission.apply(adjustStock, adjust(cheap, -11))).toMatchObject({ state: 'asked' });
    expect(await mission.apply(adjustStock, adjust(dear, -2, { lot }))).toMatchObject({ state: 'posted' });
    expect(await mission.apply(adjustStock, adjust(dear, -3, { lot }))).toMatchObject({ state: 'asked' });
    expect(await outside(mission, 'lost', cheap)).toBe(10);
    expect(await lies(mission, { item: dear })).toBe(7);
    expect((await mission.ask(storeToday, {}, await second())).toDecide).toBeGreaterThanOrEqual(2);
    expect((await mission.ask(listDocuments, { state: 'asked', kinds: ['adjustment'] })).total).toBe(2);
  });

  test('title changes by its own document; custody passes only to another keeper, with a paper', async () => {
    const [item, partner] = [await stocked(40), await partnerStore(mission, 'KEEP')];
    const title = head();
    await mission.apply(transferTitle, {
      ...title,
      lines: [{ at: at(item), qty: 10 }],
      toOwner: partner.orgId,
      reference: 'MOU-3',
      reason: 'handed over',
    });
    expect(await lies(mission, { item, owner: partner.orgId })).toBe(0);
    expect(refusal(await mission.run(approveDocument, { documentId: title.documentId }))?.type).toBe('supply.second-person-needed');
    await mission.apply(approveDocument, { documentId: title.documentId }, { as: await second() });
    expect(await lies(mission, { item, owner: partner.orgId })).toBe(10);
    const line = { at: at(item), qty: 5, to: partner.bin };
    expect(refusal(await mission.run(moveStock, { ...head(), lines: [line] }))?.type).toBe('supply.place-outside-store');
    await mission.apply(transferCustody, { ...head(), lines: [line], reference: 'HO-1', reason: 'partner collects' });
    expect(await lies(mission, { item, place: partner.bin })).toBe(5);
    const within = { at: at(item), qty: 5, to: stage.binB };
    expect(refusal(await mission.run(transferCustody, { ...head(), lines: [within], reference: 'HO-2', reason: 'no keeper' }))?.type).toBe(
      'supply.custody-same',
    );
  });

  test('a store of another keeper is found beyond one’s own reach, by code alone where its name must not tell whose it is', async () => {
    const partner = await partnerStore(mission, 'FOUND', undefined, 'Lighthouse');
    const keeper = await mission.user({ permissions: ['supply.transfer-custody'], scope: { kind: 'site', id: stage.siteId } });
    const find = async (text: string) => (await mission.ask(searchKeepers, { placeId: stage.warehouse, text }, keeper)).rows;
    const [found, ...more] = await find('found');
    expect(found).toMatchObject({ kind: 'partner-store' });
    expect(more).toEqual([]);
    expect((await find('lighthouse')).map((row) => row.id)).toEqual([partner.store]);
    expect((await find('')).map((row) => row.id)).not.toContain(stage.warehouse);
    await mission.apply(waiveVisibility, { waiverId: newId(), orgId: partner.orgId, fromDay: '2023-01-01', reason: 'threatened' });
    expect(await find('found')).toMatchObject([{ code: found!.code, nameEn: null, keeper: null }]);
    expect(await find('lighthouse')).toEqual([]);
  });

  test('a document is taken back while its goods lie where it brought them', async () => {
    const item = await stocked(9);
    const move = head();
    await mission.apply(moveStock, { ...move, lines: [{ at: at(item), qty: 9, to: stage.binB }] });
    const onward = head();
    await mission.apply(quarantineStock, { ...onward, lines: [{ at: at(item, { place: stage.binB }), qty: 2 }], reason: 'torn' });
    const back = { documentId: move.documentId, reversalId: newId(), reason: 'wrong bin' };
    expect(refusal(await mission.run(reverseStoreDocument, back))).toMatchObject({
      type: 'supply.document-goods-moved-on',
      figures: { documents: [onward.documentId] },
    });
    // What holds goods back is not lifted by whoever put it there: release asks for another person too.
    const notTorn = { documentId: onward.documentId, reversalId: newId(), reason: 'not torn' };
    expect(refusal(await mission.run(reverseStoreDocument, notTorn))?.type).toBe('supply.second-person-needed');
    expect((await mission.ask(getDocument, { documentId: onward.documentId })).abilities).not.toContain('supply.reverse-store-document');
    await mission.apply(reverseStoreDocument, notTorn, { as: await keeper() });
    await mission.apply(reverseStoreDocument, back);
    expect(await lies(mission, { item, place: stage.binA })).toBe(9);
    expect(refusal(await mission.run(reverseStoreDocument, { ...back, reversalId: newId() }))?.type).toBe('supply.document-not-reversible');
  });
});

describe('lots that must not go out', () => {
  const lotOf = async (item: string) =>
    mission.tx(async (tx) => (await tx.query<{ id: string }>('select id from lots where item_id = $1', [item])).rows[0]!.id);

  test('a recalled lot is stopped wherever it lies, and promises on it are broken', async () => {
    const [item, partner] = [await makeItem(mission, { tracking: 'lot' }), await partnerStore(mission, 'RCL')];
    await received(mission, stage.binA, { itemId: item, good: 20, lot: { id: newId(), code: 'BAD' } });
    const lot = await lotOf(item);
    await mission.apply(transferCustody, {
      ...head(),
      lines: [{ at: at(item, { lot }), qty: 8, to: partner.bin }],
      reference: 'HO-9',
      reason: 'sent on',
    });
    await mission.apply(reserveQuick, { placeId: stage.warehouse, lines: [{ at: at(item, { lot }), qty: 5 }], purpose: 'first hour' });
    const outcome = await mission.run(recallLot, { documentId: newId(), lotId: lot, reason: 'supplier notice 12' });
    expect(outcome).toMatchObject({ state: 'applied', result: { stores: 2, qty: 20 } });
    expect(await lies(mission, { item, condition: 'recalled' })).toBe(20);
    const { rows } = await mission.ask(listDocuments, { kinds: ['recall'], lotId: lot });
    const lift = { documentId: rows[0]!.id, reversalId: newId(), reason: 'looks well' };
    expect(refusal(await mission.run(reverseStoreDocument, lift, { as: await keeper() }))?.type).toBe('supply.recall-stands');
    expect((await mission.ask(listReserves, {})).rows.find((row) => row.itemId === item)).toMatchObject({ broken: true });
    expect(refusal(await mission.run(recallLot, { documentId: newId(), lotId: lot, reason: 'again' }))?.type).toBe(
      'supply.lot-recalled-already',
    );
  });

  test('an expired lot is held in the morning, in every store, once', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    await received(mission, stage.binA, { itemId: item, good: 6, lot: { id: newId(), code: 'EXP', expiresOn: '2023-03-02' } });
    await mission.apply(watchStores, {});
    expect(await lies(mission, { item, condition: 'good' })).toBe(6);
    mission.setNow('2023-03-03T05:00:00Z');
    expect(await mission.apply(watchStores, {})).toMatchObject({ expired: 1 });
    expect(await lies(mission, { item, condition: 'expired' })).toBe(6);
    expect(await mission.apply(watchStores, {})).toMatchObject({ expired: 0 });
    mission.setNow('2023-03-01T09:00:00Z');
  });
});

describe('the Quick Release reserve', () => {
  test('is out of reach of ordinary work, and only its own right ends it', async () => {
    const item = await stocked(10);
    const { reserves } = await mission.apply(reserveQuick, {
      placeId: stage.warehouse,
      lines: [{ at: at(item), qty: 8 }],
      purpose: 'first hour',
    });
    expect(refusal(await mission.run(moveStock, { ...head(), lines: [{ at: at(item), qty: 3, to: stage.binB }] }))).toMatchObject({
      type: 'goods.short',
      figures: { available: 2 },
    });
    const dispatcher = await mission.user({ permissions: ['supply.list-quick-reserves', 'supply.move-stock'] });
    const end = { reserveId: reserves[0]!, reason: 'earthquake in the night' };
    expect((await mission.run(endQuickReserve, end, { as: dispatcher })).state).toBe('refused');
    await mission.apply(endQuickReserve, end);
    expect(refusal(await mission.run(endQuickReserve, end))?.type).toBe('supply.reserve-ended');
    await mission.apply(moveStock, { ...head(), lines: [{ at: at(item), qty: 10, to: stage.binB }] });
  });
});

describe('a loan between grants', () => {
  test('is agreed, seen by a second person, due, and paid back in other lots; a grant that closes is told', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    const [ech, bha] = [await aGrant(mission, 'ECH-L'), await aGrant(mission, 'BHA-L')];
    await received(mission, stage.binA, { itemId: item, good: 50, grantId: ech, lot: { id: newId(), code: 'E1' } });
    const lot = await mission.tx(
      async (tx) => (await tx.query<{ id: string }>('select id from lots where item_id = $1', [item])).rows[0]!.id,
    );
    const loanId = newId();
    const lend = {
      loanId,
      placeId: stage.warehouse,
      fromGrant: ech,
      toGrant: bha,
      lines: [{ at: at(item, { lot, grant: ech }), qty: 30 }],
      agreement: 'SWAP-1',
      dueOn: '2023-03-20',
      reason: 'convoy tomorrow',
    };
    await mission.apply(lendBetweenGrants, lend);
    expect(await lies(mission, { item, grant: bha })).toBe(0);
    await mission.apply(approveDocument, { documentId: loanId }, { as: await second() });
    expect(await lies(mission, { item, grant: bha })).toBe(30);
    mission.setNow('2023-03-21T05:00:00Z');
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, loanId)).toEqual(['supply.payback-due']);
    await received(mission, stage.binA, { itemId: item, good: 40, grantId: bha, lot: { id: newId(), code: 'B1' } });
    const later = await mission.tx(
      async (tx) => (await tx.query<{ id: string }>(`select id from lots where item_id = $1 and code = 'B1'`, [item])).rows[0]!.id,
    );
    const back = (qty: number) => ({
      loanId,
      ...head(),
      lines: [{ at: at(item, { lot: later, grant: bha }), qty }],
      reason: 'new stock came',
    });
    expect(await mission.apply(payBackLoan, back(12))).toMatchObject({ paidBack: false });
    expect(refusal(await mission.run(payBackLoan, back(19)))).toMatchObject({ type: 'supply.loan-paid-too-much', figures: { owed: 18 } });
    expect(await mission.apply(payBackLoan, back(18))).toMatchObject({ paidBack: true });
    expect(await openExceptions(mission, loanId)).toEqual([]);
    expect((await mission.ask(listLoans, { grantId: ech })).rows).toMatchObject([
      { state: 'paid-back', items: [{ lent: 30, paidBack: 30 }] },
    ]);
    await closeGrant(mission, ech);
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, ech)).toEqual(['supply.grant-closed-with-stock']);
    expect(refusal(await mission.run(lendBetweenGrants, { ...lend, loanId: newId(), dueOn: '2023-06-01' }))?.type).toBe(
      'supply.grant-closed',
    );
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('more than was lent is never paid back, whatever the program says: the database refuses', async () => {
    const beyond = mission.tx((tx) => tx.query('update grant_loan_items set paid_back = lent + 1'));
    await expect(beyond).rejects.toMatchObject({ code: 'supply.loan-paid-too-much' });
  });
});
