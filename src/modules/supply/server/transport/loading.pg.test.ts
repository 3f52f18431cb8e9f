import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import {
  accept,
  allocate,
  crossingDay,
  gate,
  leg,
  load,
  lying,
  makeTruck,
  plan,
  setConvoy,
  stock,
  straight,
} from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { decideMoves, makeItem, yard } from '#tests/support/goods-yard.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { labelsPaper } from '../stores/labels.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { answerNotification, openNotification, sendNotification, setNotified } from '../../contract/transport/border.ts';
import { changeLeg, loadTruck, planLeg, recordLoading } from '../../contract/transport/legs.ts';
import { cancelShipment, getShipment, planShipment, setUnits } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
});
afterAll(() => mission.close());

const refused = (type: string, figures?: object) => ({
  state: 'refused',
  problem: { type: `supply.${type}`, ...(figures ? { figures } : {}) },
});
const openKinds = async (legId: string) =>
  (await mission.ask(listExceptions, { subjectKind: 'shipment-leg', subjectId: legId })).rows.map((row) => row.kind).sort();

/** One allocated line of one item on one truck over the gate. */
async function one(qty = 100) {
  const item = await stock(convoy, qty);
  const hold = await allocate(convoy, item, qty);
  const shipment = await plan(convoy, [hold]);
  const line = shipment.lines[0]!;
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty }]);
  return { item, hold, line, ...shipment, ...truck };
}

test('a pallet’s label says what stands on it and its number, never for whom it is', async () => {
  const { shipmentId, line, legId, item } = await one(40);
  const unitId = newId();
  const unit = { unitId, kind: 'pallet' as const, code: 'P1', sscc: '106141411234567897', legId, contents: [{ lineId: line, qty: 40 }] };
  await mission.apply(setUnits, { shipmentId, units: [unit] });
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  const input = labelsPaper.input.parse({ kind: 'unit', ids: [shipmentId] });
  const made = await labelsPaper.make(pressOf(mission.kervan.deps, request, 'en'), input as never);
  if (made.template !== 'labels') throw new Error('not labels');
  expect(made.labels).toMatchObject([{ code: 'P1', note: 'SSCC (00) 106141411234567897', scan: `KV/UNIT/${unitId}`.toUpperCase() }]);
  const { lines } = await mission.ask(getShipment, { shipmentId });
  expect(made.labels[0]!.lines[0]).toContain(lines.find((row) => row.item.id === item)!.item.code);
  for (const secret of [shipmentId, convoy.store, request.mission.name]) expect(JSON.stringify(made)).not.toContain(secret);
});

describe('planning', () => {
  test('two dispatchers allocate the last pallet: one plans it, the other is refused', async () => {
    const item = await stock(convoy, 10);
    const take = () =>
      mission.run(planShipment, {
        shipmentId: newId(),
        office: 'GZT',
        originPlaceId: convoy.warehouse,
        consigneePlaceId: convoy.store,
        plannedOn: '2023-03-01',
        lines: [
          {
            lineId: newId(),
            ownHoldId: newId(),
            qty: 10,
            reason: 'emergency',
            at: { item, place: convoy.binA, condition: 'good', owner: 'own' },
          },
        ],
      });
    const outcomes = await Promise.all([take(), take()]);
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['applied', 'refused']);
    expect(outcomes.find((outcome) => outcome.state === 'refused')).toMatchObject({ problem: { type: 'goods.short' } });
  });

  test('one promise goes on one shipment', async () => {
    const hold = await allocate(convoy, await stock(convoy, 5), 5);
    await plan(convoy, [hold]);
    const again = {
      shipmentId: newId(),
      office: 'GZT',
      originPlaceId: convoy.warehouse,
      consigneePlaceId: convoy.store,
      plannedOn: '2023-03-01',
    };
    expect(await mission.run(planShipment, { ...again, lines: [{ lineId: newId(), holdId: hold }] })).toMatchObject(refused('hold-taken'));
  });

  test('trucks are given no more of a line than it holds', async () => {
    const { shipmentId, line } = await one(100);
    const input = {
      legId: newId(),
      shipmentId,
      truckPlaceId: newId(),
      ...convoy.turkish,
      fromPlaceId: convoy.warehouse,
      toPlaceId: convoy.hub,
      crossingId: gate,
      crossingDay,
    };
    const outcome = await mission.run(planLeg, { ...input, plannedAt: '2023-03-01T06:00:00Z', lines: [{ lineId: line, qty: 1 }] });
    expect(outcome).toMatchObject(refused('line-overdrawn', { asked: 1, left: 0 }));
  });

  test('a driver of another transporter does not drive this truck', async () => {
    const { legId } = await one(1);
    const mixed = { vehicleId: convoy.turkish.vehicleId, driverId: convoy.syrian.driverId };
    expect(await mission.run(changeLeg, { legId, ...mixed, plannedAt: '2023-03-01T06:00:00Z', lines: [] })).toMatchObject(
      refused('driver-of-another'),
    );
  });

  test('a cancelled shipment gives back what it had promised itself, and nothing of it is loaded', async () => {
    const item = await stock(convoy, 10);
    const own = {
      lineId: newId(),
      ownHoldId: newId(),
      qty: 10,
      reason: 'emergency',
      at: { item, place: convoy.binA, condition: 'good' as const, owner: 'own' as const },
    };
    const { shipmentId } = await plan(convoy, [], { lines: [own] });
    const truck = await leg(convoy, shipmentId, [{ lineId: own.lineId, qty: 10 }], straight(convoy));
    await mission.apply(cancelShipment, { shipmentId, reason: 'partner has none to receive it' });
    expect(await mission.run(loadTruck, { legId: truck.legId, documentId: newId() })).toMatchObject(refused('shipment-cancelled'));
    await plan(convoy, [], { lines: [{ ...own, lineId: newId(), ownHoldId: newId() }] });
  });
});

describe('loading', () => {
  test('is refused until the border has accepted the load', async () => {
    const { legId, item, truckPlaceId, shipmentId } = await one();
    const tryIt = () => mission.run(loadTruck, { legId, documentId: newId() });
    expect(await tryIt()).toMatchObject(refused('not-notified'));
    const told = async () => (await mission.ask(getShipment, { shipmentId })).legs[0]!.notToLoad?.code ?? null;
    expect(await told()).toBe('supply.not-notified');
    const notificationId = newId();
    await mission.apply(openNotification, {
      notificationId,
      office: 'GZT',
      crossingId: gate,
      crossingDay,
      cutOffAt: '2023-03-01T15:00:00Z',
      legIds: [legId],
    });
    expect(await tryIt()).toMatchObject(refused('not-notified'));
    await mission.apply(sendNotification, { notificationId });
    expect(await tryIt()).toMatchObject(refused('not-answered'));
    expect(await told()).toBe('supply.not-answered');
    await mission.apply(answerNotification, { notificationId, answer: 'refused', reason: 'no list of recipients' });
    expect(await tryIt()).toMatchObject(refused('line-refused'));
    await mission.apply(answerNotification, { notificationId, answer: 'accepted' });
    expect(await told()).toBeNull();
    expect(await tryIt()).toMatchObject({ state: 'applied', result: { lines: 1, kg: 100, litres: 300 } });
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 100 });
    expect(await lying(mission, item, convoy.binA)).toEqual({});
  });

  test('one line refused and the rest accepted: the rest may be loaded', async () => {
    const [a, b] = [await stock(convoy, 10), await stock(convoy, 20)];
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, a, 10), await allocate(convoy, b, 20)]);
    const truck = await leg(convoy, shipmentId, [
      { lineId: lines[0]!, qty: 10 },
      { lineId: lines[1]!, qty: 20 },
    ]);
    const notificationId = newId();
    await mission.apply(openNotification, {
      notificationId,
      office: 'GZT',
      crossingId: gate,
      crossingDay,
      cutOffAt: '2023-03-01T15:00:00Z',
      legIds: [truck.legId],
    });
    await mission.apply(sendNotification, { notificationId });
    await mission.apply(answerNotification, {
      notificationId,
      answer: 'accepted',
      but: [{ legId: truck.legId, lineId: lines[1]!, answer: 'refused', reason: 'dual use' }],
    });
    expect(await mission.run(loadTruck, { legId: truck.legId, documentId: newId() })).toMatchObject(refused('line-refused', { count: 1 }));
    await mission.apply(loadTruck, { legId: truck.legId, documentId: newId(), lines: [{ lineId: lines[0]!, qty: 10 }] });
    expect(await lying(mission, b, convoy.binA)).toEqual({ good: 20 });
  });

  test('more than was notified needs another answer', async () => {
    const item = await stock(convoy, 100);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
    const truck = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 60 }]);
    await accept(convoy, [truck.legId]);
    await mission.apply(changeLeg, {
      legId: truck.legId,
      ...convoy.turkish,
      plannedAt: '2023-03-01T06:00:00Z',
      lines: [{ lineId: lines[0]!, qty: 100 }],
    });
    expect((await mission.run(loadTruck, { legId: truck.legId, documentId: newId() })).state).toBe('refused');
  });

  test('a list is not sent after its cut-off without a reason', async () => {
    const { legId } = await one();
    const notificationId = newId();
    await mission.apply(openNotification, {
      notificationId,
      office: 'GZT',
      crossingId: gate,
      crossingDay,
      cutOffAt: '2023-03-01T08:00:00Z',
      legIds: [legId],
    });
    expect(await mission.run(sendNotification, { notificationId })).toMatchObject(refused('cut-off-passed'));
    await mission.apply(sendNotification, { notificationId, lateReason: 'taken by phone' });
    expect(await mission.run(setNotified, { notificationId, legIds: [] })).toMatchObject(refused('notification-sent'));
  });

  test('an expired lot is refused as a wish, and told as a fact it opens an exception', async () => {
    const { itemId, lotId } = await expiredLot();
    const own = {
      lineId: newId(),
      ownHoldId: newId(),
      qty: 10,
      reason: 'emergency',
      at: { item: itemId, lot: lotId, place: convoy.binA, condition: 'good' as const, owner: 'own' as const },
    };
    const { shipmentId } = await plan(convoy, [], { lines: [own] });
    const truck = await leg(convoy, shipmentId, [{ lineId: own.lineId, qty: 10 }], straight(convoy));
    expect(await mission.run(loadTruck, { legId: truck.legId, documentId: newId() })).toMatchObject(
      refused('lot-expired', { expired: '2023-02-01' }),
    );
    await mission.apply(recordLoading, { legId: truck.legId, documentId: newId() });
    expect(await openKinds(truck.legId)).toEqual(['supply.expired-loaded']);
    expect(await lying(mission, itemId, truck.truckPlaceId)).toEqual({ good: 10 });
  });

  async function expiredLot() {
    const itemId = await makeItem(mission, { tracking: 'lot' });
    const lotId = newId();
    await mission.apply(decideMoves, {
      documentId: newId(),
      kind: 'receipt',
      lots: [{ lotId, itemId, code: 'L-OLD', expiresOn: '2023-02-01' }],
      moves: [
        {
          from: { virtual: 'supplier', item: itemId, lot: lotId },
          to: { item: itemId, lot: lotId, place: convoy.binA, condition: 'good', owner: 'own' },
          qty: 10,
        },
      ],
    });
    return { itemId, lotId };
  }

  test('over the truck’s weight it is refused with both figures', async () => {
    const item = await stock(convoy, 100);
    const small = await makeTruck(mission, '34 AB 1', 'TUR', { maxKg: 99 });
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
    const truck = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 100 }], { ...straight(convoy), ...small });
    expect(await mission.run(loadTruck, { legId: truck.legId, documentId: newId() })).toMatchObject(
      refused('over-weight', { kg: 100, max: 99 }),
    );
  });

  test('a promise that two trucks share is kept for the second when the first has loaded', async () => {
    const item = await stock(convoy, 100);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
    const first = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 60 }], straight(convoy));
    const second = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 40 }], straight(convoy));
    await load(convoy, first.legId);
    const thief = {
      lineId: newId(),
      ownHoldId: newId(),
      qty: 1,
      reason: 'emergency',
      at: { item, place: convoy.binA, condition: 'good' as const, owner: 'own' as const },
    };
    const grab = {
      shipmentId: newId(),
      office: 'GZT',
      originPlaceId: convoy.warehouse,
      consigneePlaceId: convoy.store,
      plannedOn: '2023-03-01',
      lines: [thief],
    };
    expect(await mission.run(planShipment, grab)).toMatchObject({ state: 'refused', problem: { type: 'goods.short' } });
    await load(convoy, second.legId);
    expect(await lying(mission, item, second.truckPlaceId)).toEqual({ good: 40 });
  });

  test('the same truck is loaded once', async () => {
    const { legId } = await one();
    await accept(convoy, [legId]);
    const outcomes = await Promise.all([1, 2].map(() => mission.run(loadTruck, { legId, documentId: newId() })));
    expect(outcomes.map((outcome) => outcome.state).sort()).toEqual(['applied', 'refused']);
  });
});
