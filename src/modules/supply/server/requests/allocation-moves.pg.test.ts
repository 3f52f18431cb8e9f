import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { giveBack, promise, yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { bring, followHolds, hear, setYard, wanting as wantingOf } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { allocate, followGoods, listBackOrders, unallocate } from '../../contract/requests/allocation.ts';
import { cancelRequest, getRequest } from '../../contract/requests/requests.ts';
import { cancelShipment, listLoadable, planShipment } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let yard: Yard;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
});
afterAll(() => mission.close());

const ask = (requestId: Id) => mission.ask(getRequest, { requestId });
const auto = (requestId: Id) => ({ placeId: yard.warehouse, requests: [{ allocationId: newId(), requestId }] });
const wanting = (qty: number, stock: number, over: Parameters<typeof bring>[4] = {}) => wantingOf(mission, yard, { qty, stock, ...over });
const follow = () => followHolds(mission);

it('what was set aside says for which request and whither, where a truck is planned', async () => {
  const { request } = await wanting(40, 50);
  const { picks } = await mission.apply(allocate, auto(request));
  const { rows } = await mission.ask(listLoadable, { placeId: yard.warehouse });
  const { number, siteNames } = await ask(request);
  expect(rows.find((row) => row.holdId === picks[0]!.pickId)).toMatchObject({
    qty: 40,
    request: { number, site: { en: siteNames['en'] } },
  });
});

describe('on the road', () => {
  const change = (pickId: Id, kind: 'loaded' | 'delivered' | 'returned' | 'released', qty: number) => ({ pickId, kind, qty });
  it('what was loaded has left, what was left behind is a back-order again, and each fact counts once', async () => {
    const { request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    const { pickId } = picks[0]!;
    const input = { shipmentId: newId(), changes: [change(pickId, 'loaded', 30)] };
    const id = newId();
    await mission.apply(followGoods, input, { id });
    expect(await mission.run(followGoods, input, { id })).toMatchObject({ replayed: true });
    expect(await ask(request)).toMatchObject({ state: 'part-shipped', items: [{ allocated: 0, shipped: 30, backOrder: 10 }] });
    await mission.apply(followGoods, { shipmentId: newId(), changes: [change(pickId, 'delivered', 28)] });
    expect(await ask(request)).toMatchObject({ items: [{ shipped: 30, delivered: 28 }] });
    expect(await mission.run(cancelRequest, { requestId: request, reason: 'late' })).toMatchObject({
      problem: { type: 'supply.request-shipped' },
    });
  });

  it('goods that came back are wanted again', async () => {
    const { request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    const { pickId } = picks[0]!;
    await mission.apply(followGoods, { shipmentId: newId(), changes: [change(pickId, 'loaded', 40)] });
    expect((await ask(request)).state).toBe('shipped');
    await mission.apply(followGoods, { shipmentId: newId(), changes: [change(pickId, 'returned', 40)] });
    expect(await ask(request)).toMatchObject({ state: 'approved', items: [{ shipped: 0, backOrder: 40 }] });
  });

  it('more left than was set aside: a fact is never refused, and what is promised beyond the rest is given back', async () => {
    const { item, request } = await wanting(40, 20);
    const first = await mission.apply(allocate, auto(request));
    await bring(mission, yard, item, 30);
    await mission.apply(allocate, auto(request));
    await mission.apply(followGoods, { shipmentId: newId(), changes: [change(first.picks[0]!.pickId, 'loaded', 25)] });
    expect(await ask(request)).toMatchObject({ state: 'part-shipped', items: [{ allocated: 0, shipped: 25, backOrder: 15 }] });
  });

  it('a cancelled shipment leaves its goods set aside', async () => {
    const { request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    await mission.apply(followGoods, { shipmentId: newId(), changes: [change(picks[0]!.pickId, 'released', 0)] });
    expect(await ask(request)).toMatchObject({ state: 'allocated', picks: [{ state: 'held', shipmentId: null }] });
  });
});

describe('goods that a shipment waits for', () => {
  let store: Id;
  beforeAll(async () => {
    store = newId();
    await mission.apply(openPlace, { placeId: store, kind: 'partner-store', code: 'PS-1', nameEn: 'Partner store', siteId: yard.site });
  });
  const consign = (pickId: Id) => ({
    shipmentId: newId(),
    office: 'GZT',
    originPlaceId: yard.warehouse,
    consigneePlaceId: store,
    plannedOn: '2023-03-05',
    lines: [{ lineId: newId(), holdId: pickId }],
  });

  it('do not run out, and are not given back before it is cancelled', async () => {
    const { request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, { ...auto(request), until: '2023-03-03T09:00:00Z' });
    const { pickId } = picks[0]!;
    const shipment = consign(pickId);
    await mission.apply(planShipment, shipment);
    const free = { pickIds: [pickId], reason: 'another site' };
    expect(await mission.run(unallocate, free)).toMatchObject({ problem: { type: 'supply.pick-on-shipment' } });
    expect(await mission.run(cancelRequest, { requestId: request, reason: 'late' })).toMatchObject({
      problem: { type: 'supply.pick-on-shipment' },
    });
    mission.setNow('2023-03-04T09:00:00Z');
    await follow();
    expect((await ask(request)).state).toBe('allocated');
    await mission.apply(cancelShipment, { shipmentId: shipment.shipmentId, reason: 'the crossing is closed' });
    await hear(mission, 'supply.shipment-cancelled');
    await follow();
    expect(await ask(request)).toMatchObject({ state: 'approved', picks: [{ state: 'expired' }] });
    mission.setNow('2023-03-01T09:00:00Z');
  });

  it('go on another shipment once theirs is cancelled', async () => {
    const { request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    const first = consign(picks[0]!.pickId);
    await mission.apply(planShipment, first);
    expect(await mission.run(planShipment, consign(picks[0]!.pickId))).toMatchObject({ problem: { type: 'supply.hold-taken' } });
    await mission.apply(cancelShipment, { shipmentId: first.shipmentId, reason: 'the truck broke down' });
    await mission.apply(planShipment, consign(picks[0]!.pickId));
  });

  it('stay set aside for its next truck when the first left with a part', async () => {
    const { at, request } = await wanting(40, 50);
    const { picks } = await mission.apply(allocate, auto(request));
    const { pickId } = picks[0]!;
    const shipment = consign(pickId);
    await mission.apply(planShipment, shipment);
    const rest = newId();
    await mission.apply(giveBack, { ids: [pickId] });
    await mission.apply(promise, { id: rest, at: at as never, qty: 15 });
    await mission.asOwner((client) => client.query('update shipment_lines set live_hold_id = $1 where hold_id = $2', [rest, pickId]));
    await mission.apply(followGoods, { shipmentId: shipment.shipmentId, changes: [{ pickId, kind: 'loaded', qty: 25 }] });
    expect(await ask(request)).toMatchObject({ state: 'part-shipped', items: [{ allocated: 15, shipped: 25, backOrder: 0 }] });
    await mission.apply(giveBack, { ids: [rest] });
    await mission.apply(followGoods, { shipmentId: shipment.shipmentId, changes: [{ pickId, kind: 'loaded', qty: 15 }] });
    expect(await ask(request)).toMatchObject({ state: 'shipped', items: [{ allocated: 0, shipped: 40 }] });
  });
});

it('back-orders say what came since goods were last looked for', async () => {
  const { item, request } = await wanting(60, 20);
  await mission.apply(allocate, auto(request));
  const open = async () => (await mission.ask(listBackOrders, { itemId: item })).rows[0];
  expect(await open()).toMatchObject({ requestId: request, backOrder: 40, freeNow: 0, cameSince: 0 });
  mission.setNow('2023-03-02T09:00:00Z');
  await bring(mission, yard, item, 25);
  expect(await open()).toMatchObject({ backOrder: 40, freeNow: 25, cameSince: 25 });
  expect((await mission.ask(listBackOrders, { itemId: item, hope: true })).total).toBe(1);
  mission.setNow('2023-03-01T09:00:00Z');
});
