import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { createGrant } from '#kernel/orgs/contract/grants.ts';
import { createOrganisation } from '#kernel/orgs/contract/organisations.ts';
import { decideMoves, makeItem, promise, sendTruck, setStage, tellMoves, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { createFamily, getItem } from '../contract/items.ts';
import type { Outside, StockAt } from '../contract/moves.ts';
import { getDocument, listCard, listCardMoves, listLotMoves, listStock, traceLot } from '../contract/stock.ts';
import { getPlace, listPlaces, openPlace } from '../contract/stock-places.ts';
import { keepPedigree } from './trace.ts';

let mission: TestMission;
let stage: Stage;
const grant = { a: newId(), b: newId() };
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
  const donorId = newId();
  await mission.apply(createOrganisation, { orgId: donorId, nameEn: 'Donor', roles: ['donor'] });
  for (const [code, grantId] of Object.entries(grant)) {
    await mission.apply(createGrant, {
      grantId,
      donorId,
      code: `GR-${code.toUpperCase()}`,
      title: `Grant ${code}`,
      minor: '100000',
      currency: 'USD',
      startsOn: '2023-01-01',
      endsOn: '2023-12-31',
    });
  }
});
afterAll(() => mission.close());

const at = (item: string, over: Partial<StockAt> = {}): StockAt => ({ item, place: stage.binA, condition: 'good', owner: 'own', ...over });
const from = (item: string): Outside => ({ virtual: 'supplier', item });
type Side = StockAt | Outside;
const post = (kind: string, moves: { from: Side; to: Side; qty: number }[], over: object = {}) => ({
  documentId: newId(),
  kind,
  moves,
  ...over,
});
const receive = (item: string, qty: number, over: Partial<StockAt> = {}, occurredAt?: string) =>
  mission.apply(tellMoves, post('receipt', [{ from: from(item), to: at(item, over), qty }]), occurredAt ? { occurredAt } : {});

/** History and notes of what lies at many places open to who reaches one of them, and to nobody else. */
async function reachOnlyBy(orgId: string, things: readonly { kind: string; id: string }[]): Promise<void> {
  const permissions = ['audit.list-history'];
  const [inside, outside] = [orgId, newId()].map((id) =>
    mission.user({ permissions, orgKind: 'partner', orgId: id, scope: { kind: 'org', id } }),
  );
  for (const thing of things) {
    expect((await mission.ask(listHistory, thing, await inside)).rows.length).toBeGreaterThan(0);
    await expect(mission.ask(listHistory, thing, await outside)).rejects.toMatchObject({ code: 'common.not-permitted' });
  }
}

describe('stock', () => {
  test('is told apart by what is asked, with weight and volume', async () => {
    const item = await makeItem(mission, { nameEn: 'Mat', weightG: 900, volumeCm3: 4000 });
    await receive(item, 10, { grant: grant.a });
    await receive(item, 5, { grant: grant.b, place: stage.binB });
    await receive(item, 2, { grant: grant.b, place: stage.binB, condition: 'damaged' });
    const stock = async (groupBy: ('item' | 'place' | 'grant' | 'condition' | 'root')[]) =>
      (await mission.ask(listStock, { item, groupBy })).rows;
    expect(await stock(['item'])).toMatchObject([{ itemNames: { en: 'Mat' }, qty: 17, weightKg: 15.3, volumeM3: 0.068, unit: 'piece' }]);
    expect((await stock(['place'])).map((row) => [row.placeCode, row.qty])).toEqual([
      ['BRC-A1', 10],
      ['BRC-B1', 7],
    ]);
    expect((await stock(['item', 'grant'])).map((row) => [row.grantCode, row.qty])).toEqual([
      ['GR-A', 10],
      ['GR-B', 7],
    ]);
    expect((await stock(['item', 'condition'])).map((row) => [row.condition, row.qty])).toEqual([
      ['damaged', 2],
      ['good', 15],
    ]);
    expect(await stock(['root', 'place'])).toMatchObject([
      { rootCode: 'BRC', placeCode: 'BRC-A1' },
      { rootCode: 'BRC', placeCode: 'BRC-B1' },
    ]);
    expect((await mission.ask(listStock, { item })).totals).toEqual({
      qty: 17,
      unit: 'piece',
      weightKg: 15.3,
      volumeM3: 0.068,
      measured: true,
    });
    expect((await mission.ask(listStock, { item, place: stage.binB })).totals.qty).toBe(7);
    expect((await mission.ask(listStock, { item, grant: grant.a })).totals.qty).toBe(10);
    expect((await mission.ask(listStock, { item, conditions: ['damaged'] })).totals.qty).toBe(2);
  });

  test('of different units has no sum, and unknown weights are said', async () => {
    await mission.apply(createFamily, { code: 'MIX', nameEn: 'Mixed' });
    const [mat, rope] = [
      await makeItem(mission, { family: 'MIX', weightG: 10, volumeCm3: 10 }),
      await makeItem(mission, { family: 'MIX', unit: 'm' }),
    ];
    await receive(mat, 10);
    await receive(rope, 100);
    const stock = await mission.ask(listStock, { family: 'MIX', groupBy: ['family'] });
    expect(stock.rows).toMatchObject([{ family: 'MIX', items: 2, qty: null, unit: null, measured: false, weightKg: 0.1 }]);
  });

  test('says what is promised and what is free', async () => {
    const item = await makeItem(mission);
    await receive(item, 10);
    await mission.apply(promise, { id: newId(), at: at(item), qty: 4 });
    expect((await mission.ask(listStock, { item })).rows).toMatchObject([{ qty: 10, reserved: 4, free: 6 }]);
  });

  test('of a past day is what had been booked by then; a day to come is refused', async () => {
    const item = await makeItem(mission);
    await receive(item, 10, {}, '2023-02-10T08:00:00Z');
    await receive(item, 5, {}, '2023-02-20T08:00:00Z');
    const on = async (asOf: string) => (await mission.ask(listStock, { item, asOf })).rows.map((row) => [row.qty, row.reserved]);
    expect(await on('2023-02-09')).toEqual([]);
    expect(await on('2023-02-15')).toEqual([[10, null]]);
    expect(await on('2023-02-28')).toEqual([[15, null]]);
    await expect(mission.ask(listStock, { item, asOf: '2023-03-02' })).rejects.toMatchObject({ code: 'goods.day-too-late' });
  });

  test('has an age: of a lot since it was first received, of others since the first came to the place', async () => {
    const [item, lotted] = [await makeItem(mission), await makeItem(mission, { tracking: 'lot' })];
    await receive(item, 10, {}, '2023-01-10T08:00:00Z');
    const lotId = newId();
    const receipt = post('receipt', [{ from: from(lotted), to: at(lotted, { lot: lotId }), qty: 5 }], {
      lots: [{ lotId, itemId: lotted, code: 'AGED', expiresOn: '2023-06-01' }],
    });
    await mission.apply(tellMoves, receipt, { occurredAt: '2023-02-20T08:00:00Z' });
    await mission.apply(
      decideMoves,
      post('move', [{ from: at(lotted, { lot: lotId }), to: at(lotted, { lot: lotId, place: stage.binB }), qty: 5 }]),
    );
    const aged = async (id: string, minAgeDays?: number) =>
      (await mission.ask(listStock, { item: id, groupBy: ['item', 'age'], ...(minAgeDays ? { minAgeDays } : {}) })).rows;
    expect(await aged(item)).toMatchObject([{ age: 'to-90', receivedOn: '2023-01-10', qty: 10 }]);
    expect(await aged(lotted)).toMatchObject([{ age: 'to-30', receivedOn: '2023-02-20', qty: 5 }]);
    expect(await aged(item, 60)).toEqual([]);
    expect(await aged(item, 50)).toHaveLength(1);
    const expiring = async (expiringBy: string) => (await mission.ask(listStock, { item: lotted, expiringBy })).rows.length;
    expect([await expiring('2023-05-31'), await expiring('2023-06-01')]).toEqual([0, 1]);
  });

  test('beyond reach is not told, and grants only to who reads grants', async () => {
    const item = await makeItem(mission);
    await receive(item, 10, { grant: grant.a });
    await receive(item, 5, { grant: grant.b });
    const here = await mission.user({ permissions: ['goods.list-stock'], scope: { kind: 'site', id: stage.siteId } });
    const there = await mission.user({ permissions: ['goods.list-stock'], scope: { kind: 'site', id: newId() } });
    expect((await mission.ask(listStock, { item }, here)).rows).toMatchObject([{ qty: 15, grantId: null, grantCode: null }]);
    expect((await mission.ask(listStock, { item }, there)).rows).toEqual([]);
    expect((await mission.ask(listStock, { item, grant: grant.a }, here)).totals.qty).toBe(15);
  });

  test('on a truck is only on the road for who may not see what moves', async () => {
    const item = await makeItem(mission);
    const truck = newId();
    await mission.apply(sendTruck, { id: truck, code: 'WB-SECRET-1', siteId: stage.siteId });
    await receive(item, 10);
    const loading = post('loading', [{ from: at(item), to: at(item, { place: truck }), qty: 4 }]);
    await mission.apply(decideMoves, loading);
    const keeper = await mission.user({
      permissions: ['goods.list-stock', 'goods.list-places'],
      scope: { kind: 'site', id: stage.siteId },
    });
    const told = await mission.ask(listStock, { item }, keeper);
    expect(told.rows).toMatchObject([
      { placeCode: 'BRC-A1', onRoad: false, qty: 6 },
      { placeCode: null, rootCode: null, onRoad: true, qty: 4 },
    ]);
    const card = await mission.ask(listCard, { item, place: stage.binA }, keeper);
    const document = await mission.ask(getDocument, { documentId: loading.documentId }, keeper);
    expect(card.rows[0]).toMatchObject({ change: -4, other: { placeCode: null, hidden: true } });
    expect(document.lines[0]).toMatchObject({ to: { placeCode: null, hidden: true } });
    for (const answer of [told, card, document]) expect(JSON.stringify(answer)).not.toMatch(new RegExp(`SECRET|${truck}`));
    expect((await mission.ask(listPlaces, { kinds: ['truck'] }, keeper)).rows).toEqual([]);
    await expect(mission.ask(getPlace, { placeId: truck }, keeper)).rejects.toMatchObject({ code: 'goods.place-not-found' });
    expect((await mission.ask(listStock, { item })).rows.map((row) => row.placeCode)).toContain('WB-SECRET-1');
  });
});

describe('the stock card', () => {
  test('runs through pages with the balance after each movement', async () => {
    const item = await makeItem(mission);
    let expected = 0;
    const balances: number[] = [];
    for (let n = 1; n <= 9; n += 1) {
      await receive(item, n, { place: n % 2 === 0 ? stage.binB : stage.binA });
      balances.push((expected += n));
    }
    const seen: number[] = [];
    let before: { bucket: number; seq: number }[] | undefined;
    for (let page = 0; page < 9; page += 1) {
      const card = await mission.ask(listCard, { item, place: stage.warehouse, limit: 4, ...(before ? { before } : {}) });
      expect(card.qty).toBe(45);
      seen.push(...card.rows.map((row) => row.after));
      if (!card.next) break;
      before = card.next;
    }
    // As a spreadsheet takes it, by place from the top: the same figures.
    const listed: number[] = [];
    for (let offset = 0; ; offset = listed.length) {
      const { total, rows } = await mission.ask(listCardMoves, { item, place: stage.warehouse, limit: 4, offset });
      listed.push(...rows.map((row) => row.after));
      expect(total).toBe(seen.length);
      if (rows.length === 0 || listed.length >= total) break;
    }
    expect(listed).toEqual(seen);
    expect(seen).toEqual(balances.toReversed());
  });

  test('of a past day runs through what had been booked by then, page by page, and says nothing of promises', async () => {
    const item = await makeItem(mission);
    await receive(item, 10, {}, '2023-02-10T08:00:00Z');
    await receive(item, 5, {}, '2023-02-20T08:00:00Z');
    await receive(item, 7, {}, '2023-02-12T08:00:00Z'); // told late, booked on its own day
    const asked = { item, place: stage.warehouse, asOf: '2023-02-15', limit: 1 };
    const first = await mission.ask(listCard, asked);
    expect(first).toMatchObject({ qty: 17, reserved: null, rows: [{ change: 7, after: 17 }] });
    const second = await mission.ask(listCard, { ...asked, before: first.next! });
    expect(second).toMatchObject({ qty: 17, rows: [{ change: 10, after: 10 }], next: null });
    const { total, rows } = await mission.ask(listCardMoves, { ...asked, limit: 50 });
    expect([total, ...rows.map((row) => row.after)]).toEqual([2, 17, 10]);
    await expect(mission.ask(listCard, { ...asked, asOf: '2023-03-02' })).rejects.toMatchObject({ code: 'goods.day-too-late' });
  });

  test('opens to the document, which says who, when, what and in what it was counted', async () => {
    const item = await makeItem(mission, { packs: [{ id: newId(), code: 'BOX', kind: 'box', smallest: 6 }] });
    const { packs } = await mission.ask(getItem, { itemId: item });
    const documentId = newId();
    const move = { from: from(item), to: at(item), qty: 12, pack: { packId: packs[0]!.id, count: 2 } };
    await mission.apply(tellMoves, { documentId, kind: 'receipt', moves: [move] }, { occurredAt: '2023-02-27T22:30:00Z' });
    const card = await mission.ask(listCard, { item, place: stage.binA });
    expect(card.rows).toMatchObject([
      { documentId, kind: 'receipt', change: 12, after: 12, bookDate: '2023-02-28', late: false, other: { virtual: 'supplier' } },
    ]);
    expect(await mission.ask(getDocument, { documentId })).toMatchObject({
      kind: 'receipt',
      lines: [{ itemId: item, qty: 12, packs: { kind: 'box', count: 2 }, from: { virtual: 'supplier' }, to: { placeCode: 'BRC-A1' } }],
    });
  });

  test('of a place beyond reach is not given', async () => {
    const item = await makeItem(mission);
    const there = await mission.user({ permissions: ['goods.list-stock'], scope: { kind: 'site', id: newId() } });
    await expect(mission.ask(listCard, { item, place: stage.binA }, there)).rejects.toMatchObject({ code: 'common.not-permitted' });
    const { documentId } = post('receipt', []);
    await mission.apply(tellMoves, { documentId, kind: 'receipt', moves: [{ from: from(item), to: at(item), qty: 1 }] });
    await expect(mission.ask(getDocument, { documentId }, there)).rejects.toMatchObject({ code: 'goods.document-not-found' });
  });
});

describe('the trace of a lot', () => {
  test('goes forward into kits and back to their components', async () => {
    const [blanket, kit] = [
      await makeItem(mission, { tracking: 'lot', nameEn: 'Blanket' }),
      await makeItem(mission, { tracking: 'lot', nameEn: 'Kit', unit: 'kit' }),
    ];
    const [lot, kitLot, documentId] = [newId(), newId(), newId()];
    await mission.apply(
      decideMoves,
      post('receipt', [{ from: from(blanket), to: at(blanket, { lot }), qty: 100 }], {
        lots: [{ lotId: lot, itemId: blanket, code: 'B-LOT' }],
      }),
      { occurredAt: '2023-02-28T06:00:00Z' },
    );
    await mission.apply(
      decideMoves,
      {
        documentId,
        kind: 'kit-assembly',
        lots: [{ lotId: kitLot, itemId: kit, code: 'K-LOT' }],
        moves: [
          { from: at(blanket, { lot }), to: { virtual: 'assembly', item: blanket }, qty: 40 },
          { from: { virtual: 'assembly', item: kit }, to: at(kit, { lot: kitLot }), qty: 20 },
        ],
      },
      { occurredAt: '2023-02-28T07:00:00Z' },
    );
    await mission.tx((tx) =>
      keepPedigree({ tx } as never, documentId, [{ kitLotId: kitLot, componentItemId: blanket, componentLotId: lot, qty: 40 }]),
    );
    await mission.apply(
      decideMoves,
      post('distribution', [{ from: at(kit, { lot: kitLot }), to: { virtual: 'households', item: kit }, qty: 15 }]),
      { occurredAt: '2023-02-28T08:00:00Z' },
    );
    const forward = await mission.ask(traceLot, { lotId: lot });
    expect(forward.lots).toMatchObject([
      { code: 'B-LOT', far: 0 },
      { code: 'K-LOT', far: 1, holds: 40 },
    ]);
    expect(forward.ends.map((end) => [end.lotCode, end.placeCode ?? end.virtual, end.qty])).toEqual([
      ['B-LOT', 'BRC-A1', 60],
      ['B-LOT', 'assembly', 40],
      ['K-LOT', 'BRC-A1', 5],
      ['K-LOT', 'households', 15],
    ]);
    expect(forward.steps.map((step) => [step.kind, step.qty])).toEqual([
      ['receipt', 100],
      ['kit-assembly', 40],
      ['kit-assembly', 20],
      ['distribution', 15],
    ]);
    // As a spreadsheet takes it, by place from the top: the same movements.
    const listed = await mission.ask(listLotMoves, { lotId: lot, limit: 2, offset: 1 });
    expect(listed.total).toBe(4);
    expect(listed.rows.map((row) => [row.kind, row.qty, row.fromCode ?? row.fromOutside, row.toCode ?? row.toOutside])).toEqual([
      ['kit-assembly', 40, 'BRC-A1', 'assembly'],
      ['kit-assembly', 20, 'assembly', 'BRC-A1'],
    ]);
    const back = await mission.ask(traceLot, { lotId: kitLot, direction: 'back' });
    expect(back.lots.map((one) => one.code)).toEqual(['K-LOT', 'B-LOT']);
  });

  test('shows a partner its own part only', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    const [lot, orgId, store] = [newId(), newId(), newId()];
    await mission.apply(createOrganisation, { orgId, nameEn: 'Partner X', roles: ['partner'] });
    await mission.apply(openPlace, {
      placeId: store,
      kind: 'partner-store',
      code: 'PX',
      nameEn: 'Partner store',
      siteId: stage.siteId,
      orgId,
    });
    await mission.apply(
      decideMoves,
      post('receipt', [{ from: from(item), to: at(item, { lot }), qty: 50 }], { lots: [{ lotId: lot, itemId: item, code: 'P-LOT' }] }),
    );
    const delivery = post('delivery', [{ from: at(item, { lot }), to: at(item, { lot, place: store }), qty: 20 }]);
    await mission.apply(decideMoves, delivery);
    const keeper = await mission.user({ permissions: ['goods.list-stock'], orgKind: 'partner', orgId, scope: { kind: 'org', id: orgId } });
    const trace = await mission.ask(traceLot, { lotId: lot }, keeper);
    expect(trace.steps.map((step) => [step.kind, step.from.hidden, step.to.placeCode])).toEqual([['delivery', true, 'PX']]);
    expect(trace.ends.map((end) => [end.placeCode, end.qty])).toEqual([['PX', 20]]);
    const { rows } = await mission.ask(listLotMoves, { lotId: lot }, keeper);
    expect(rows.map((row) => [row.kind, row.fromCode, row.toCode])).toEqual([['delivery', null, 'PX']]);
    await reachOnlyBy(orgId, [
      { kind: 'lot', id: lot },
      { kind: 'ledger-document', id: delivery.documentId },
    ]);
  });
});
