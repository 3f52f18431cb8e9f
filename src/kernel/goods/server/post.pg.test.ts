import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import {
  decideMoves,
  endTruck,
  giveBack,
  lookFree,
  makeItem,
  promise,
  sendTruck,
  setStage,
  takeBack,
  tellMoves,
  yard,
} from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { postDocument, recordDocument } from '#kernel/ledger/contract/documents.ts';
import { addPack, changeItem, getItem } from '../contract/items.ts';
import { correctLot, getLot, searchLots } from '../contract/lots.ts';
import type { Outside, StockAt } from '../contract/moves.ts';
import { closePlaceCommand } from '../contract/stock-places.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

const refusedAs = (type: string, figures?: object) => ({ state: 'refused', problem: { type, ...(figures ? { figures } : {}) } });
const exceptionsOf = (outcome: Outcome) => (outcome.state === 'applied' ? outcome.exceptions : []);
const at = (item: string, over: Partial<StockAt> = {}): StockAt => ({ item, place: stage.binA, condition: 'good', owner: 'own', ...over });
const supplier = (item: string): Outside => ({ virtual: 'supplier', item });
const post = (kind: string, moves: { from: StockAt | Outside; to: StockAt | Outside; qty: number }[], over: object = {}) => ({
  documentId: newId(),
  kind,
  moves,
  ...over,
});
const receive = (item: string, qty: number, over: Partial<StockAt> = {}) =>
  mission.apply(decideMoves, post('receipt', [{ from: supplier(item), to: at(item, over), qty }]));
const free = async (item: string) => (await mission.apply(lookFree, { items: [item], under: stage.warehouse })).rows;

describe('the ledger’s own commands', () => {
  test('book goods only where item, lot, place and grant are the mission’s', async () => {
    const item = await makeItem(mission);
    const line = (to: object) => ({
      documentId: newId(),
      kind: 'receipt',
      lines: [{ from: { virtual: 'supplier' as const, item }, to, qty: 5 }],
    });
    const ledgers = (to: object, def: typeof postDocument | typeof recordDocument = postDocument) =>
      mission.run(def as typeof postDocument, line(to) as never);
    await mission.apply(postDocument, line(at(item)) as never);
    for (const [odd, type] of [
      [at(item, { place: newId() }), 'goods.place-not-found'],
      [at(item, { lot: newId() }), 'goods.lot-not-found'],
      [at(item, { grant: newId() }), 'goods.grant-not-found'],
      [at(newId()), 'goods.item-not-found'],
      [{ ...at(item), place: 'A-1' }, 'goods.ids-unknown'],
    ] as const)
      expect(await ledgers(odd)).toMatchObject(refusedAs(type));
    // What has happened waits for a person sooner than it is lost, and is not booked under an unknown name either.
    expect(['parked', 'refused']).toContain((await ledgers({ ...at(item), place: 'A-1' }, recordDocument)).state);
    expect((await free(item)).map((row) => row['qty'])).toEqual([5]);
    const money = { from: { virtual: 'bank' as const, currency: 'USD' }, to: { currency: 'USD', account: 'main' }, qty: 5 };
    await mission.apply(postDocument, { documentId: newId(), kind: 'payment', lines: [money] });
  });
});

describe('posting goods', () => {
  test('tells a shortage by code, name and place', async () => {
    const item = await makeItem(mission, { code: 'SHORT-1', nameEn: 'Tarpaulin' });
    await receive(item, 5);
    const outcome = await mission.run(decideMoves, post('move', [{ from: at(item), to: at(item, { place: stage.binB }), qty: 6 }]));
    expect(outcome).toMatchObject(
      refusedAs('goods.short', { item: 'SHORT-1', name: 'Tarpaulin', place: 'BRC-A1', lot: 'none', asked: 6, available: 5, itemId: item }),
    );
  });

  test('says what stands in the way of taking a receipt back', async () => {
    const item = await makeItem(mission, { code: 'BACK-1', nameEn: 'Bucket' });
    const receipt = post('receipt', [{ from: supplier(item), to: at(item), qty: 10 }]);
    await mission.apply(decideMoves, receipt);
    const move = post('move', [{ from: at(item), to: at(item, { place: stage.binB }), qty: 4 }]);
    await mission.apply(decideMoves, move);
    const back = { documentId: receipt.documentId, reversalId: newId() };
    expect(await mission.run(takeBack, back)).toMatchObject(
      refusedAs('goods.reversal-blocked', { item: 'BACK-1', place: 'BRC-A1', asked: 10, available: 6, documents: [move.documentId] }),
    );
    await mission.apply(takeBack, { documentId: move.documentId, reversalId: newId() });
    await mission.apply(takeBack, back);
    expect(await free(item)).toEqual([]);
  });

  test('the last stock is promised once', async () => {
    const item = await makeItem(mission);
    await receive(item, 10);
    const hold = newId();
    await mission.apply(promise, { id: hold, at: at(item), qty: 8 });
    expect(await mission.run(promise, { id: newId(), at: at(item), qty: 3 })).toMatchObject(
      refusedAs('goods.short', { asked: 3, available: 2 }),
    );
    await mission.apply(giveBack, { ids: [hold] });
    await mission.apply(promise, { id: newId(), at: at(item), qty: 10 });
  });

  test('a document fulfils its promise', async () => {
    const item = await makeItem(mission);
    await receive(item, 10);
    const hold = newId();
    await mission.apply(promise, { id: hold, at: at(item), qty: 10 });
    await mission.apply(decideMoves, post('move', [{ from: at(item), to: at(item, { place: stage.binB }), qty: 10 }], { holds: [hold] }));
    expect(await free(item)).toMatchObject([{ placeCode: 'BRC-B1', qty: 10, reserved: 0, free: 10 }]);
  });

  test('unit and tracking stand from the first booking on', async () => {
    const itemId = await makeItem(mission);
    await receive(itemId, 1);
    const { code, version } = await mission.ask(getItem, { itemId });
    const change = { itemId, version, code, family: 'T', nameEn: 'Thing', unit: 'kg' as const, tracking: 'none' as const };
    expect(await mission.run(changeItem, change)).toMatchObject(refusedAs('goods.item-booked'));
    await mission.apply(changeItem, { ...change, unit: 'piece', nameEn: 'Other thing' });
  });

  test('a place with goods does not close; a truck closes once it is empty', async () => {
    const item = await makeItem(mission);
    await receive(item, 3);
    const close = { placeId: stage.binA, closedOn: '2023-03-01', reason: 'test' };
    expect(await mission.run(closePlaceCommand, close)).toMatchObject({ state: 'refused', problem: { type: 'goods.place-not-empty' } });
    const truck = newId();
    await mission.apply(sendTruck, { id: truck, code: 'WB-1-LEG-1', siteId: stage.siteId });
    await mission.apply(decideMoves, post('loading', [{ from: at(item), to: at(item, { place: truck }), qty: 3 }]));
    expect(await mission.apply(endTruck, { id: truck })).toEqual({ closed: false });
    await mission.apply(decideMoves, post('delivery', [{ from: at(item, { place: truck }), to: at(item, { place: stage.binB }), qty: 3 }]));
    expect(await mission.apply(endTruck, { id: truck })).toEqual({ closed: true });
    const late = post('delivery', [{ from: supplier(item), to: at(item, { place: truck }), qty: 1 }]);
    expect(await mission.run(decideMoves, late)).toMatchObject(refusedAs('goods.place-closed'));
    const told = await mission.run(tellMoves, { ...late, documentId: newId() });
    expect(told).toMatchObject({ state: 'applied' });
    expect(exceptionsOf(told)).toHaveLength(1);
  });

  test('packs are kept with the document they were entered in', async () => {
    const itemId = await makeItem(mission);
    const pack = { id: newId(), code: 'CARTON', kind: 'carton' as const, smallest: 24 };
    await mission.apply(addPack, { itemId, pack });
    const line = { from: supplier(itemId), to: at(itemId), qty: 48, pack: { packId: pack.id, count: 2 } };
    await mission.apply(decideMoves, post('receipt', [line]));
    expect((await mission.ask(getItem, { itemId })).packs).toMatchObject([{ uses: 1 }]);
    expect(await mission.run(decideMoves, post('receipt', [{ ...line, qty: 50 }]))).toMatchObject(refusedAs('goods.pack-count-differs'));
  });
});

describe('lots', () => {
  const lotReceipt = (item: string, code: string, lotId = newId(), over: object = {}) =>
    post('receipt', [{ from: supplier(item), to: at(item, { lot: lotId }), qty: 10 }], { lots: [{ lotId, itemId: item, code, ...over }] });

  test('the same item, number and supplier are the same lot, however they are written', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    const first = await mission.apply(decideMoves, lotReceipt(item, 'L-7/23'));
    const second = await mission.apply(decideMoves, lotReceipt(item, 'l 7 23'));
    expect(Object.values(second.lots)).toEqual(Object.values(first.lots));
    expect(await free(item)).toMatchObject([{ lotCode: 'L-7/23', qty: 20, receivedOn: '2023-03-01' }]);
  });

  test('another expiry is a question: refused as a wish, an exception as a fact', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    const { lots } = await mission.apply(decideMoves, lotReceipt(item, 'E1', newId(), { expiresOn: '2024-01-31' }));
    const other = lotReceipt(item, 'E1', newId(), { expiresOn: '2024-06-30' });
    expect(await mission.run(decideMoves, other)).toMatchObject(
      refusedAs('goods.lot-differs', { known: '2024-01-31', told: '2024-06-30' }),
    );
    const told = await mission.run(tellMoves, other);
    expect(exceptionsOf(told)).toHaveLength(1);
    const [lotId] = Object.values(lots) as [string];
    await mission.apply(correctLot, { lotId, version: 1, code: 'E1', expiresOn: '2024-06-30', reason: 'read wrong from the label' });
    expect(await mission.ask(getLot, { lotId })).toMatchObject({ expiresOn: '2024-06-30', version: 2 });
  });

  test('what expires first stands first', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    await mission.apply(decideMoves, lotReceipt(item, 'LATE', newId(), { expiresOn: '2025-01-01' }));
    await mission.apply(decideMoves, lotReceipt(item, 'NEVER'));
    await mission.apply(decideMoves, lotReceipt(item, 'SOON', newId(), { expiresOn: '2023-05-01' }));
    expect((await free(item)).map((row) => row['lotCode'])).toEqual(['SOON', 'LATE', 'NEVER']);
  });

  test('a thing with a serial number stands in one place once', async () => {
    const item = await makeItem(mission, { tracking: 'serial' });
    const lotId = newId();
    const lots = [{ lotId, itemId: item, code: 'SN-1' }];
    const one = [{ from: supplier(item), to: at(item, { lot: lotId }), qty: 1 }];
    await mission.apply(decideMoves, post('receipt', one, { lots }));
    expect(await mission.run(decideMoves, post('receipt', one, { lots }))).toMatchObject(
      refusedAs('goods.serial-twice', { serial: 'SN-1' }),
    );
    const told = await mission.run(tellMoves, post('receipt', one, { lots }));
    expect(exceptionsOf(told)).toHaveLength(1);
  });

  test('a lot is seen by whoever reaches some of it, its cost by those who see all', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    const lotId = newId();
    await mission.apply(decideMoves, lotReceipt(item, 'COST', lotId, { unitCost: { minor: 1250, currency: 'USD' } }));
    const rights = { permissions: ['goods.list-stock'] };
    const here = await mission.user({ ...rights, scope: { kind: 'site', id: stage.siteId } });
    const there = await mission.user({ ...rights, scope: { kind: 'site', id: newId() } });
    expect(await mission.ask(getLot, { lotId })).toMatchObject({ unitCost: { minor: 1250, currency: 'USD' } });
    expect(await mission.ask(getLot, { lotId }, here)).toMatchObject({ unitCost: null });
    await expect(mission.ask(getLot, { lotId }, there)).rejects.toMatchObject({ code: 'goods.lot-not-found' });
    expect((await mission.ask(searchLots, { text: 'cos', itemId: item }, here)).rows).toHaveLength(1);
    expect((await mission.ask(searchLots, { text: 'cos', itemId: item }, there)).rows).toEqual([]);
  });
});
