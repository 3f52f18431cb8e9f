import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import {
  accept,
  allocate,
  crossingDay,
  gate,
  inPlaces,
  leg,
  load,
  lying,
  makeTruck,
  onward,
  outsideOf,
  plan,
  receipt,
  setConvoy,
  stock,
  straight,
} from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { untilWaitsFor } from '#tests/support/waits.ts';
import { closeExceptions, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { setCrossingStatus } from '#kernel/places/contract/crossings.ts';
import {
  answerNotification,
  getNotification,
  openNotification,
  sendNotification,
  setNotified,
  watchCrossings,
  withdrawNotification,
} from '../../contract/transport/border.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { listTrucks } from '../../contract/transport/board.ts';
import { getIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy } from '../../contract/transport/discrepancies.ts';
import { cancelLeg, closeTrucks, loadTruck, recordDeparture, recordLoading, rerouteLeg } from '../../contract/transport/legs.ts';
import { recordCrossLoad, recordLoss, recordPassage, recordSeals } from '../../contract/transport/road.ts';
import { getShipment } from '../../contract/transport/shipments.ts';

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
const shown = (shipmentId: string) => mission.ask(getShipment, { shipmentId });
const openKinds = async (legId: string) =>
  (await mission.ask(listExceptions, { subjectKind: 'shipment-leg', subjectId: legId })).rows.map((row) => row.kind).sort();

/** The latest word counts, so it comes a minute later. */
let minute = 1;
const say = async (word: { status: 'open' | 'closed'; fromDay: string; authorisedTo?: string; source: string }) => {
  mission.setNow(`2023-03-01T09:${String((minute += 1)).padStart(2, '0')}:00Z`);
  await mission.apply(setCrossingStatus, { crossingId: gate, ...word });
};
const renewed = () => say({ status: 'open', fromDay: '2023-01-01', source: 'renewed' });

/** One allocated line of one item on one truck over the gate. */
async function one(qty = 100) {
  const item = await stock(convoy, qty);
  const hold = await allocate(convoy, item, qty);
  const shipment = await plan(convoy, [hold]);
  const line = shipment.lines[0]!;
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty }]);
  return { item, hold, line, ...shipment, ...truck };
}

describe('the road', () => {
  test('a departure that happened anyway is kept, with an exception that needs a second person', async () => {
    const { legId, shipmentId, item, truckPlaceId } = await one();
    await mission.apply(recordDeparture, { legId, documentId: newId(), seals: ['TR-88121'] });
    expect(await openKinds(legId)).toEqual(['supply.left-unauthorised']);
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 100 });
    expect((await shown(shipmentId)).legs[0]).toMatchObject({ state: 'departed', seals: ['TR-88121'] });
  });

  test('a loading told twice with another figure posts nothing and asks', async () => {
    const { legId, item, truckPlaceId, line } = await one();
    await accept(convoy, [legId]);
    await load(convoy, legId);
    await mission.apply(recordLoading, { legId, documentId: newId(), lines: [{ lineId: line, qty: 90 }] });
    expect(await openKinds(legId)).toEqual(['supply.loaded-twice']);
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 100 });
  });

  test('seals, gate and hub stand on the truck’s page', async () => {
    const { legId, shipmentId } = await one();
    await accept(convoy, [legId]);
    await mission.apply(loadTruck, { legId, documentId: newId(), seals: ['TR-1'] });
    await mission.apply(recordDeparture, { legId, documentId: newId() }, { occurredAt: '2023-03-01T10:00:00Z' });
    await mission.apply(recordPassage, { legId, passage: 'at-crossing' }, { occurredAt: '2023-03-01T13:00:00Z' });
    await mission.apply(
      recordSeals,
      { legId, broken: ['TR-1'], put: ['HUB-7'], reason: 'opened by customs' },
      { occurredAt: '2023-03-01T13:30:00Z' },
    );
    await mission.apply(recordPassage, { legId, passage: 'crossed' }, { occurredAt: '2023-03-01T14:00:00Z' });
    expect((await shown(shipmentId)).legs[0]).toMatchObject({ state: 'crossed', seals: ['HUB-7'] });
    expect((await shown(shipmentId)).state).toBe('moving');
  });

  test('a Turkish truck’s load passes to two Syrian trucks, and the waybill is split', async () => {
    const { legId, shipmentId, item, line, truckPlaceId } = await one(1000);
    await accept(convoy, [legId]);
    await load(convoy, legId);
    await mission.apply(recordDeparture, { legId, documentId: newId() });
    const other = await makeTruck(mission, '771 003', 'SYR');
    const first = await leg(convoy, shipmentId, [], onward(convoy));
    const second = await leg(convoy, shipmentId, [], { ...onward(convoy), ...other });
    const answer = await mission.apply(recordCrossLoad, {
      legId,
      documentId: newId(),
      parts: [
        { toLegId: first.legId, lines: [{ lineId: line, good: 600 }] },
        { toLegId: second.legId, lines: [{ lineId: line, good: 380, damaged: 5 }] },
      ],
      empty: true,
      ticks: [{ lineId: line, ticked: true, qty: 985 }],
      sheet: 'UNMM 23/0417',
      sealsPut: [{ legId: first.legId, seals: ['SY-1'] }],
    });
    expect(answer.discrepancyId).not.toBeNull();
    expect(await lying(mission, item, truckPlaceId)).toEqual({});
    expect(await lying(mission, item, first.truckPlaceId)).toEqual({ good: 600 });
    expect(await lying(mission, item, second.truckPlaceId)).toEqual({ good: 380, damaged: 5 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(15);
    const page = await shown(shipmentId);
    expect(page.legs.map((row) => [row.state, row.parents])).toEqual([
      ['emptied', []],
      ['loaded', [legId]],
      ['loaded', [legId]],
    ]);
    expect(page.discrepancies).toMatchObject([{ stage: 'hub', state: 'open' }]);
  });

  test('two trucks’ loads are joined on one', async () => {
    const item = await stock(convoy, 100);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
    const line = lines[0]!;
    const [a, b] = [await leg(convoy, shipmentId, [{ lineId: line, qty: 70 }]), await leg(convoy, shipmentId, [{ lineId: line, qty: 30 }])];
    await accept(convoy, [a.legId, b.legId]);
    const onto = await leg(convoy, shipmentId, [], onward(convoy));
    for (const [from, good] of [
      [a, 70],
      [b, 30],
    ] as const) {
      await load(convoy, from.legId);
      await mission.apply(recordCrossLoad, {
        legId: from.legId,
        documentId: newId(),
        parts: [{ toLegId: onto.legId, lines: [{ lineId: line, good }] }],
        empty: true,
      });
    }
    expect(await lying(mission, item, onto.truckPlaceId)).toEqual({ good: 100 });
    expect((await shown(shipmentId)).legs[2]!.parents.sort()).toEqual([a.legId, b.legId].sort());
  });

  test('a truck turned back loses nothing: what it brings back is returned goods', async () => {
    const { legId, shipmentId, item, line, truckPlaceId } = await one(100);
    await accept(convoy, [legId]);
    await load(convoy, legId);
    await mission.apply(recordDeparture, { legId, documentId: newId() });
    const needed = async () => (await mission.ask(getNeeds, {})).trucksTurnedBack;
    const before = await needed();
    await mission.apply(recordPassage, { legId, passage: 'turned-back', note: 'stamp missing' });
    expect(await needed()).toBe(before + 1);
    await mission.apply(
      recordDelivery,
      receipt(convoy, legId, [{ lineId: line, good: 97, damaged: 3 }], { placeId: convoy.binB, returned: true }),
    );
    expect(await lying(mission, item, convoy.binB)).toEqual({ returned: 97, damaged: 3 });
    expect(await lying(mission, item, truckPlaceId)).toEqual({});
    expect((await shown(shipmentId)).legs[0]!.state).toBe('returned');
    expect(await needed()).toBe(before);
  });

  test('that a truck was turned back is told to whoever sees movements, never to the partner who waits for it', async () => {
    const item = await stock(convoy, 10);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 10)]);
    const { legId } = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 10 }], straight(convoy));
    await load(convoy, legId);
    await mission.apply(recordDeparture, { legId, documentId: newId() });
    await mission.apply(recordPassage, { legId, passage: 'turned-back' });
    const told = async (as?: string) => (await mission.ask(getIncoming, { legId }, as)).turnedBack;
    expect([await told(), await told(convoy.partnerUser)]).toEqual([true, false]);
  });

  test('an accident with a partial loss opens a case; the rest goes on', async () => {
    const { legId, item, line, truckPlaceId } = await one(100);
    await accept(convoy, [legId]);
    await load(convoy, legId);
    const { discrepancyId } = await mission.apply(recordLoss, {
      legId,
      documentId: newId(),
      cause: 'accident',
      note: 'overturned at the ramp',
      lines: [{ lineId: line, lost: 10, damaged: 4 }],
    });
    expect((await mission.ask(getDiscrepancy, { discrepancyId: discrepancyId! })).told).toMatchObject([
      { cause: 'accident', note: 'overturned at the ramp' },
    ]);
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 86, damaged: 4 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(10);
    const { missing } = await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 86, damaged: 4 }]));
    expect(missing).toBe(0);
    expect(await inPlaces(mission, item)).toBe(90);
  });

  test('a crossing closes: loading stops, trucks on the way are told, and another way settles it', async () => {
    const { legId } = await one();
    const moving = await one();
    await accept(convoy, [legId, moving.legId]);
    await load(convoy, moving.legId);
    await say({ status: 'closed', fromDay: crossingDay, source: 'resolution not renewed' });
    try {
      expect(await mission.run(loadTruck, { legId, documentId: newId() })).toMatchObject(refused('crossing-closed'));
      await mission.apply(watchCrossings, {});
      expect(await openKinds(moving.legId)).toEqual(['supply.crossing-closed']);
      await mission.apply(rerouteLeg, {
        legId: moving.legId,
        toPlaceId: convoy.hub,
        crossingId: gate,
        crossingDay: '2023-03-01',
        reason: 'a day earlier',
      });
      expect(await openKinds(moving.legId)).toEqual([]);
    } finally {
      await renewed();
    }
    await mission.apply(watchCrossings, {});
    expect(await openKinds(legId)).toEqual([]);
  });

  test('a closed gate that a person has judged is not told again each quarter of an hour, and is when it was open in between', async () => {
    const { legId } = await one();
    const close = () => say({ status: 'closed', fromDay: crossingDay, source: 'resolution not renewed' });
    const look = async () => {
      await mission.apply(watchCrossings, {});
      return openKinds(legId);
    };
    await close();
    try {
      expect(await look()).toEqual(['supply.crossing-closed']);
      const { rows } = await mission.ask(listExceptions, { subjectKind: 'shipment-leg', subjectId: legId });
      await mission.apply(closeExceptions, { exceptionIds: [rows[0]!.id], outcome: 'accepted', reason: 'another way is sought' });
      expect(await look()).toEqual([]);
      await renewed();
      expect(await look()).toEqual([]);
      await close();
      expect(await look()).toEqual(['supply.crossing-closed']);
      await mission.apply(cancelLeg, { legId, reason: 'no way' });
      expect(await openKinds(legId)).toEqual([]);
    } finally {
      await renewed();
    }
  });

  test('a truck planned for a day to come is on the board as soon as its gate is closed on that day, and not before', async () => {
    const { legId } = await one();
    const onBoard = async () => (await mission.ask(listTrucks, { day: '2023-02-27' })).rows.some((row) => row.legId === legId);
    expect(await onBoard()).toBe(false);
    await say({ status: 'closed', fromDay: crossingDay, source: 'resolution not renewed' });
    try {
      expect(await onBoard()).toBe(true);
    } finally {
      await renewed();
    }
  });

  test('a truck that goes another way is put on the list of its new gate, off drafts, and stays on what was sent, marked', async () => {
    const [sent, draft] = [await one(), await one()];
    const list = await accept(convoy, [sent.legId]);
    await load(convoy, sent.legId);
    const open = async (day: string, legIds: string[]) => {
      const notificationId = newId();
      const at = { crossingId: gate, crossingDay: day, cutOffAt: '2023-03-01T15:00:00Z', office: 'GZT' };
      await mission.apply(openNotification, { notificationId, ...at, legIds });
      return notificationId;
    };
    const first = await open(crossingDay, [draft.legId]);
    const legsOf = async (notificationId: string) => (await mission.ask(getNotification, { notificationId })).legs;
    const reroute = (legId: string) =>
      mission.apply(rerouteLeg, { legId, toPlaceId: convoy.hub, crossingId: gate, crossingDay: '2023-03-05', reason: 'closed' });
    for (const { legId } of [sent, draft]) await reroute(legId);
    expect((await legsOf(first)).filter((row) => row.listed)).toEqual([]);
    expect(await legsOf(list)).toMatchObject([{ legId: sent.legId, listed: true, elsewhere: true, lines: [{ answer: 'accepted' }] }]);
    const next = await open('2023-03-05', []);
    const offered = (await legsOf(next)).filter((row) => !row.listed).map((row) => row.legId);
    expect(offered).toEqual(expect.arrayContaining([sent.legId, draft.legId]));
    await mission.apply(setNotified, { notificationId: next, legIds: [sent.legId, draft.legId] });
    await mission.apply(sendNotification, { notificationId: next });
    await mission.apply(answerNotification, { notificationId: next, answer: 'accepted' });
    await load(convoy, draft.legId);
    for (const { legId } of [sent, draft]) {
      await mission.apply(recordDeparture, { legId, documentId: newId() });
      expect(await openKinds(legId)).toEqual([]);
    }
  });

  test('a loaded truck that was given another way and leaves without that gate’s yes opens an exception', async () => {
    const { legId } = await one();
    await accept(convoy, [legId]);
    await load(convoy, legId);
    const way = { toPlaceId: convoy.hub, crossingId: gate, crossingDay: '2023-03-06' };
    await mission.apply(rerouteLeg, { legId, ...way, reason: 'closed' });
    await mission.apply(recordDeparture, { legId, documentId: newId() });
    expect(await openKinds(legId)).toEqual(['supply.left-unauthorised']);
  });

  test('a loaded truck whose list was taken back or answered anew with a no, and that leaves, opens an exception', async () => {
    const [back, anew] = [await one(), await one()];
    const [first, second] = [await accept(convoy, [back.legId]), await accept(convoy, [anew.legId])];
    for (const { legId } of [back, anew]) await load(convoy, legId);
    await mission.apply(withdrawNotification, { notificationId: first, reason: 'the consignee is not there' });
    await mission.apply(answerNotification, { notificationId: second, answer: 'refused', reason: 'not this week' });
    for (const { legId } of [back, anew]) {
      await mission.apply(recordDeparture, { legId, documentId: newId() });
      expect(await openKinds(legId)).toEqual(['supply.left-unauthorised']);
    }
  });

  test('what is on a draft and goes another way by now is not sent with it', async () => {
    const [stays, goes] = [await one(), await one()];
    const notificationId = newId();
    const at = { crossingId: gate, crossingDay, cutOffAt: '2023-03-01T15:00:00Z', office: 'GZT' };
    await mission.apply(openNotification, { notificationId, ...at, legIds: [stays.legId, goes.legId] });
    // As drafts of an older version were left.
    await mission.asOwner((owner) => owner.query(`update shipment_legs set crossing_day = '2023-03-09' where id = $1`, [goes.legId]));
    await mission.apply(sendNotification, { notificationId });
    const { legs } = await mission.ask(getNotification, { notificationId });
    expect(legs.filter((row) => row.listed).map((row) => row.legId)).toEqual([stays.legId]);
  });

  test('whoever puts a truck on a list and whoever sends it another way wait for each other', async () => {
    const { legId } = await one();
    const notificationId = newId();
    const at = { crossingId: gate, crossingDay, cutOffAt: '2023-03-01T15:00:00Z', office: 'GZT' };
    await mission.apply(openNotification, { notificationId, ...at, legIds: [] });
    const listing = await mission.asOwner(async (owner) => {
      await owner.query('begin');
      await owner.query('select id from shipment_legs where id = $1 for no key update', [legId]);
      const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
      const put = mission.run(setNotified, { notificationId, legIds: [legId] });
      await untilWaitsFor(mission, rows[0]!.pid, put);
      await owner.query(`update shipment_legs set crossing_day = '2023-03-09' where id = $1`, [legId]);
      await owner.query('commit');
      return put;
    });
    expect(listing).toMatchObject(refused('leg-of-other-crossing'));
  });

  test('a truck taken off the plan is off the lists that were not sent', async () => {
    const { legId } = await one();
    const notificationId = newId();
    const at = { crossingId: gate, crossingDay, cutOffAt: '2023-03-01T15:00:00Z', office: 'GZT' };
    await mission.apply(openNotification, { notificationId, ...at, legIds: [legId] });
    await mission.apply(cancelLeg, { legId, reason: 'no driver' });
    expect((await mission.ask(getNotification, { notificationId })).legs.map((row) => row.legId)).not.toContain(legId);
  });

  test('an authorisation that lapses before the day closes the gate', async () => {
    const { legId } = await one();
    await accept(convoy, [legId]);
    await say({ status: 'open', fromDay: '2023-01-01', authorisedTo: '2023-03-01', source: 'resolution ends' });
    try {
      expect(await mission.run(loadTruck, { legId, documentId: newId() })).toMatchObject(refused('crossing-closed'));
    } finally {
      await renewed();
    }
  });

  test('an empty truck that came to its end leaves the list of places, one that still carries something stays', async () => {
    const ended = await one();
    const carrying = await one();
    await accept(convoy, [ended.legId, carrying.legId]);
    for (const { legId } of [ended, carrying]) await load(convoy, legId);
    await mission.apply(recordDelivery, receipt(convoy, ended.legId, [{ lineId: ended.line, good: 100 }]));
    const status = async (id: string) =>
      mission.asOwner(
        async (client) => (await client.query<{ status: string }>('select status from stock_places where id = $1', [id])).rows[0]!.status,
      );
    await mission.apply(closeTrucks, {});
    expect(await status(ended.truckPlaceId)).toBe('open');
    mission.setNow('2023-06-01T03:40:00Z');
    expect((await mission.apply(closeTrucks, {})).closed).toBeGreaterThan(0);
    expect([await status(ended.truckPlaceId), await status(carrying.truckPlaceId)]).toEqual(['closed', 'open']);
  });
});
