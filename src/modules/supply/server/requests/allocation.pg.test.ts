import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { addPack, getItem } from '#kernel/goods/contract/items.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { lookFree, promise, yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { approved, bring, burn, followHolds, hear, kit, plan, setYard, sign, wanting as wantingOf } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { allocate, listBackOrders, listPicks, previewAllocation, prolongHolds, unallocate } from '../../contract/requests/allocation.ts';
import { reserveQuick } from '../../contract/stores/keeping.ts';
import { cancelRequest, closeRequest, getRequest } from '../../contract/requests/requests.ts';

let mission: TestMission;
let yard: Yard;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
});
afterAll(() => mission.close());

const ask = (requestId: Id) => mission.ask(getRequest, { requestId });
const preview = (requestIds: Id[], keep: { itemId: Id; qty: number }[] = []) =>
  mission.ask(previewAllocation, { placeId: yard.warehouse, requestIds, keep });
const auto = (requestId: Id) => ({ placeId: yard.warehouse, requests: [{ allocationId: newId(), requestId }] });
const freeOf = async (item: Id) =>
  (await mission.apply(lookFree, { items: [item], under: yard.warehouse })).rows.reduce((sum, row) => sum + (row['free'] as number), 0);
const wanting = (qty: number, stock: number, over: Parameters<typeof bring>[4] = {}) => wantingOf(mission, yard, { qty, stock, ...over });
const follow = () => followHolds(mission);

describe('the preview', () => {
  it('writes nothing, and says why each lot is picked or left', async () => {
    const item = await kit(mission);
    await bring(mission, yard, item, 60, { expiresOn: '2023-09-01', lotCode: 'LATE' });
    await bring(mission, yard, item, 30, { expiresOn: '2023-06-01', lotCode: 'SOON' });
    await bring(mission, yard, item, 30, { expiresOn: '2023-03-10', lotCode: 'TOO-SOON' });
    await bring(mission, yard, item, 5, { condition: 'damaged', expiresOn: '2023-09-01', lotCode: 'BROKEN' });
    const { planId } = await plan(mission, yard, [item]);
    const request = await approved(mission, yard, planId, [{ itemId: item, qty: 100 }]);
    const seen = await preview([request]);
    const lots = new Map(seen.buckets.map((bucket) => [bucket.id, bucket.lotCode]));
    const [line] = seen.requests[0]!.lines;
    expect(line!.picks.map((pick) => [lots.get(pick.bucketId), pick.qty, pick.reasons[0]!.code])).toEqual([
      ['SOON', 30, 'first-expiry'],
      ['LATE', 60, 'first-expiry'],
    ]);
    expect(new Map(line!.passed.map((one) => [lots.get(one.bucketId), one.why.code]))).toEqual(
      new Map([
        ['BROKEN', 'condition'],
        ['TOO-SOON', 'expires-before'],
      ]),
    );
    expect(line!.short).toBe(10);
    expect((await ask(request)).state).toBe('approved');
    expect(await freeOf(item)).toBe(120);
  });

  it('answers what would happen if so much were kept for a Quick Release', async () => {
    const { item, request } = await wanting(80, 100);
    expect((await preview([request])).requests[0]!.lines[0]!.short).toBe(0);
    expect((await preview([request], [{ itemId: item, qty: 40 }])).requests[0]!.lines[0]!.short).toBe(20);
  });

  it('says of goods that are kept for a Quick Release that they are, not that somebody was promised them', async () => {
    const { item, request } = await wanting(80, 60);
    const [free] = (await mission.apply(lookFree, { items: [item], under: yard.warehouse })).rows;
    const lines = [{ at: free!['at'] as StockAt, qty: 60 }];
    await mission.apply(reserveQuick, { placeId: yard.warehouse, lines, purpose: 'first hours' });
    const seen = await preview([request]);
    expect(seen.requests[0]!.lines[0]!.passed.map(({ why }) => why.code)).toEqual(['reserve']);
    expect(seen.buckets.find((bucket) => bucket.itemId === item)).toMatchObject({ free: 0, kept: 60 });
    expect(await mission.run(allocate, auto(request))).toMatchObject({ state: 'refused', problem: { type: 'supply.nothing-free' } });
  });

  it('serves several requests of a day in the order in which they are needed', async () => {
    const { item, planId, request } = await wanting(50, 60);
    const sooner = await approved(mission, yard, planId, [{ itemId: item, qty: 40 }], { neededOn: '2023-03-10' });
    const seen = await preview([request, sooner]);
    expect(seen.requests.map((one) => [one.id, one.lines[0]!.short])).toEqual([
      [sooner, 0],
      [request, 30],
    ]);
  });
});

describe('an allocation', () => {
  it('holds the goods in the books, and the request says what is set aside and what is still open', async () => {
    const { item, request } = await wanting(80, 60);
    const { short } = await mission.apply(allocate, auto(request));
    expect(short).toMatchObject([{ qty: 20 }]);
    expect(await ask(request)).toMatchObject({
      state: 'part-allocated',
      items: [{ qty: 80, allocated: 60, shipped: 0, backOrder: 20 }],
      picks: [{ state: 'held', qty: 60 }],
    });
    expect(await freeOf(item)).toBe(0);
    await bring(mission, yard, item, 100);
    await mission.apply(allocate, auto(request));
    expect(await ask(request)).toMatchObject({ state: 'allocated', items: [{ allocated: 80, backOrder: 0 }] });
    expect(await freeOf(item)).toBe(80);
  });

  it('takes what a person confirms from the preview, with the reasons', async () => {
    const { request } = await wanting(50, 60, { expiresOn: '2023-08-01' });
    const [line] = (await preview([request])).requests[0]!.lines;
    const picks = line!.picks.map(({ bucketId, qty }) => ({ pickId: newId(), lineId: line!.id, bucketId, qty }));
    await mission.apply(allocate, { ...auto(request), picks });
    expect((await ask(request)).picks).toMatchObject([{ id: picks[0]!.pickId, reasons: [{ code: 'first-expiry' }, { code: 'no-grant' }] }]);
  });

  it('takes whole cartons', async () => {
    const item = await kit(mission, false);
    await mission.apply(addPack, { itemId: item, pack: { id: newId(), code: 'CTN', kind: 'carton', smallest: 24 } });
    await bring(mission, yard, item, 50);
    await bring(mission, yard, item, 48, { place: yard.binB });
    const { planId } = await plan(mission, yard, [item]);
    const request = await approved(mission, yard, planId, [{ itemId: item, qty: 96 }]);
    await mission.apply(allocate, auto(request));
    expect((await ask(request)).picks!.map((pick) => pick.qty)).toEqual([48, 48]);
  });

  it('chooses nothing against the agreements', async () => {
    const item = await kit(mission, false);
    const elsewhere = await sign(mission, yard, { areas: ['TUR'] });
    const others = await sign(mission, yard, { partners: [yard.other] });
    const ended = await sign(mission, yard, { endsOn: '2023-03-15' });
    const fits = await sign(mission, yard, { areas: ['SYR'], sectors: ['nfi'], partners: [yard.partner] });
    for (const grant of [elsewhere, others, ended, fits]) await bring(mission, yard, item, 10, { grant });
    const { planId } = await plan(mission, yard, [item]);
    const request = await approved(mission, yard, planId, [{ itemId: item, qty: 40 }]);
    await mission.apply(allocate, auto(request));
    const { rows } = await mission.ask(listPicks, { requestIds: [request] });
    expect(rows.map((row) => [row.grantId, row.qty])).toEqual([[fits, 10]]);
  });

  it('is refused when the stock went meanwhile, with the figures', async () => {
    const { at, item, request } = await wanting(50, 60);
    const { code } = await mission.ask(getItem, { itemId: item });
    const [line] = (await preview([request])).requests[0]!.lines;
    const picks = line!.picks.map(({ bucketId, qty }) => ({ pickId: newId(), lineId: line!.id, bucketId, qty }));
    await mission.apply(promise, { id: newId(), at: at as never, qty: 20 });
    expect(await mission.run(allocate, { ...auto(request), picks })).toMatchObject({
      state: 'refused',
      problem: { type: 'supply.stock-went', figures: { item: code, place: 'BRC-A1', asked: 50, available: 40 } },
    });
    expect((await ask(request)).items[0]!.allocated).toBe(0);
  });

  it('by hand needs words, and never leaves the rules', async () => {
    const item = await kit(mission);
    await bring(mission, yard, item, 50, { expiresOn: '2023-06-01', lotCode: 'A' });
    await bring(mission, yard, item, 50, { expiresOn: '2023-09-01', lotCode: 'B' });
    await bring(mission, yard, item, 50, { expiresOn: '2023-03-02', lotCode: 'C' });
    const { planId } = await plan(mission, yard, [item]);
    const request = await approved(mission, yard, planId, [{ itemId: item, qty: 20 }]);
    const seen = await preview([request]);
    const lineId = seen.requests[0]!.lines[0]!.id;
    const of = (lot: string) => ({ pickId: newId(), lineId, bucketId: seen.buckets.find((one) => one.lotCode === lot)!.id, qty: 20 });
    const run = (pick: object) => mission.run(allocate, { ...auto(request), picks: [pick as never] });
    expect(await run(of('B'))).toMatchObject({ problem: { type: 'supply.proposal-changed' } });
    expect(await run({ ...of('C'), byHand: 'they asked' })).toMatchObject({ problem: { type: 'supply.pick-barred' } });
    expect(await run({ ...of('B'), byHand: 'stands at the gate already' })).toMatchObject({ state: 'applied' });
    expect((await ask(request)).picks).toMatchObject([{ lotCode: 'B', byHand: 'stands at the gate already' }]);
  });

  it('is never made beyond what was asked: the table itself refuses it', async () => {
    const { request } = await wanting(10, 50);
    await mission.apply(allocate, auto(request));
    await expect(
      mission.tx((tx) => tx.query('update supply_request_lines set allocated = 11 where request_id = $1', [request])),
    ).rejects.toMatchObject({ code: 'supply.pick-beyond-asked' });
    expect(await mission.run(allocate, auto(request))).toMatchObject({ problem: { type: 'supply.nothing-free' } });
  });

  it('is made only for approved requests, by who may allocate in that store', async () => {
    const { request, item, planId } = await wanting(10, 50);
    const keeper = await mission.user({ permissions: ['supply.allocate'], scope: { kind: 'site', id: yard.site } });
    expect(await mission.run(allocate, auto(request), { as: keeper })).toMatchObject({ problem: { type: 'common.not-permitted' } });
    await mission.apply(cancelRequest, { requestId: request, reason: 'not needed' });
    expect(await mission.run(allocate, auto(request))).toMatchObject({ problem: { type: 'supply.request-state' } });
    const blind = await mission.user({ permissions: ['supply.allocate'] });
    const seen = await approved(mission, yard, planId, [{ itemId: item, qty: 5 }]);
    expect(await mission.run(allocate, auto(seen), { as: blind })).toMatchObject({ problem: { type: 'supply.request-not-found' } });
  });
});

describe('two dispatchers allocate the last pallet', () => {
  it('exactly one of 16 wins, the others are told; nothing is promised twice', async () => {
    const item = await kit(mission, false);
    await bring(mission, yard, item, 48);
    const { planId } = await plan(mission, yard, [item], { households: [{ size: 5, households: 10_000 }] });
    const requests = [];
    for (let i = 0; i < 16; i += 1) requests.push(await approved(mission, yard, planId, [{ itemId: item, qty: 48 }]));
    const outcomes = await Promise.all(requests.map((request) => mission.run(allocate, auto(request))));
    expect(outcomes.filter((outcome) => outcome.state === 'applied')).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) => (outcome.state === 'refused' ? outcome.problem.type : []));
    expect(refusals).toHaveLength(15);
    expect(refusals.every((type) => ['supply.stock-went', 'supply.nothing-free'].includes(type))).toBe(true);
    expect(await freeOf(item)).toBe(0);
    const states = await Promise.all(requests.map(async (request) => (await ask(request)).items[0]!.allocated));
    expect(states.reduce((sum, qty) => sum + qty, 0)).toBe(48);
  });

  it('and of 16 who confirm the same preview for one request, one', async () => {
    const { request } = await wanting(48, 48);
    const [line] = (await preview([request])).requests[0]!.lines;
    const { bucketId } = line!.picks[0]!;
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () =>
        mission.run(allocate, { ...auto(request), picks: [{ pickId: newId(), lineId: line!.id, bucketId, qty: 48 }] }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.state === 'applied')).toHaveLength(1);
    expect((await ask(request)).items[0]!.allocated).toBe(48);
  });
});

describe('what was set aside', () => {
  it('is given back by un-allocating, and is free for others at once', async () => {
    const { item, request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    await mission.apply(unallocate, { pickIds: [picks[0]!.pickId], reason: 'another site first' });
    expect(await ask(request)).toMatchObject({
      state: 'approved',
      items: [{ allocated: 0 }],
      picks: [{ state: 'freed', endReason: 'another site first' }],
    });
    expect(await freeOf(item)).toBe(50);
    const again = await mission.run(unallocate, { pickIds: [picks[0]!.pickId], reason: 'twice' });
    expect(again).toMatchObject({ problem: { type: 'supply.pick-ended' } });
  });

  it('runs out on its day, unless it was prolonged', async () => {
    const [short, long] = [await wanting(40, 50), await wanting(40, 50)];
    const until = '2023-03-03T09:00:00Z';
    await mission.apply(allocate, { ...auto(short.request), until });
    const { picks } = await mission.apply(allocate, { ...auto(long.request), until });
    expect(await mission.run(prolongHolds, { pickIds: [picks[0]!.pickId], until: '2023-02-01T00:00:00Z' })).toMatchObject({
      problem: { type: 'supply.pick-until-past' },
    });
    await mission.apply(prolongHolds, { pickIds: [picks[0]!.pickId], until: '2023-03-09T09:00:00Z' });
    mission.setNow('2023-03-03T09:00:01Z');
    await follow();
    expect(await ask(short.request)).toMatchObject({ state: 'approved', picks: [{ state: 'expired' }] });
    expect(await freeOf(short.item)).toBe(50);
    expect(await ask(long.request)).toMatchObject({ state: 'allocated' });
    mission.setNow('2023-03-09T09:00:01Z');
    await follow();
    expect(await ask(long.request)).toMatchObject({ state: 'approved' });
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('is freed when the request is cancelled or closed', async () => {
    const [one, two] = [await wanting(40, 50), await wanting(40, 50)];
    await mission.apply(allocate, auto(one.request));
    await mission.apply(allocate, auto(two.request));
    await mission.apply(cancelRequest, { requestId: one.request, reason: 'withdrawn' });
    await mission.apply(closeRequest, { requestId: two.request, reason: 'enough' });
    expect(await freeOf(one.item)).toBe(50);
    expect(await freeOf(two.item)).toBe(50);
    expect((await ask(one.request)).state).toBe('cancelled');
    expect((await ask(two.request)).state).toBe('closed');
  });

  it('is looked for anew when a fact has taken it, by the same rules', async () => {
    const { item, at, request } = await wanting(40, 40);
    await bring(mission, yard, item, 30, { place: yard.binB });
    await mission.apply(allocate, auto(request));
    const held = (await ask(request)).picks!.find((pick) => pick.placeCode === 'BRC-A1')!;
    await burn(mission, at, 40);
    expect(await hear(mission, 'ledger.hold-broken')).toBeGreaterThan(0);
    const now = await ask(request);
    expect(now.picks!.find((pick) => pick.id === held.id)).toMatchObject({ state: 'broken' });
    expect(now.picks!.filter((pick) => pick.state === 'held')).toMatchObject([{ qty: 30, reasons: [{ code: 'replaces' }, {}, {}] }]);
    expect(now).toMatchObject({ state: 'part-allocated', items: [{ allocated: 30, backOrder: 10 }] });
    const open = (await mission.ask(listExceptions, { subjectId: request })).rows;
    expect(open).toMatchObject([{ kind: 'supply.allocation-broken' }]);
    expect((await mission.ask(listBackOrders, { itemId: item })).rows).toMatchObject([{ backOrder: 10, broken: 1 }]);
    await bring(mission, yard, item, 10);
    await mission.apply(allocate, auto(request));
    expect((await mission.ask(listExceptions, { subjectId: request })).rows).toEqual([]);
  });
});
