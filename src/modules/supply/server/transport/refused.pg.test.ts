import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PackDef } from '#foundation/pack.ts';
import { newId } from '#foundation/ids.ts';
import { takePack } from '#kernel/sync/server/packs.ts';
import { allocate, leg, lying, onward, outsideOf, plan, receipt, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { sentTruck } from '#tests/support/differences.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { tripPack } from '../../contract/field/trip.ts';
import type { TripPack } from '../../contract/field/trip.ts';
import { foldTrip } from '../../domain/field/trip.ts';
import { getIncoming, listDeliveries, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy } from '../../contract/transport/discrepancies.ts';
import { recordLoading } from '../../contract/transport/legs.ts';
import { recordCrossLoad } from '../../contract/transport/road.ts';
import { getShipment } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
});
afterAll(() => mission.close());

const shownCase = (discrepancyId: string) => mission.ask(getDiscrepancy, { discrepancyId });
const sent = (qty?: number) => sentTruck(convoy, qty);
const openKinds = async (legId: string) =>
  (
    await mission.tx((tx) =>
      tx.query<{ kind: string; figures: Record<string, unknown> }>(
        "select kind, figures from exceptions where state = 'open' and subject_id = $1 order by kind",
        [legId],
      ),
    )
  ).rows;

describe('part of a line that is refused', () => {
  const refuse = async (over: { good?: number; refused?: number } = {}) => {
    const truck = await sent(1000);
    const part = { lineId: truck.line, good: over.good ?? 890, damaged: 10, refused: over.refused ?? 60, refusedFor: 'expired' as const };
    const told = await mission.apply(recordDelivery, receipt(convoy, truck.legId, [part]), { as: convoy.partnerUser });
    return { ...truck, told };
  };

  test('stays on the truck, is not missing, and its sender hears of it', async () => {
    const { legId, item, shipmentId, truckPlaceId, told } = await refuse();
    expect(told).toMatchObject({ posted: true, missing: 40, damaged: 10, extra: 0, refused: 60 });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 890, damaged: 10 });
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 60 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(40);
    expect(await openKinds(legId)).toMatchObject([
      { kind: 'supply.delivery-refused', figures: { reason: 'expired', why: 'expired', qty: 60 } },
    ]);
    expect((await mission.ask(getShipment, { shipmentId })).legs[0]!.state).toBe('arrived');
    const shown = await mission.ask(getIncoming, { legId });
    expect(shown).toMatchObject({
      state: 'coming',
      lines: [{ refused: 60, counted: true }],
      accounts: [{ lines: [{ refused: 60, refusedFor: 'expired' }] }],
    });
    const row = (await mission.ask(listDeliveries, { limit: 1000, withDifference: true })).rows.find((one) => one.legId === legId);
    expect(row).toMatchObject({ refused: 60 });
  });

  test('comes back: counted once more where it left, and nobody waits for it any longer', async () => {
    const { legId, line, item, truckPlaceId } = await refuse();
    const back = receipt(convoy, legId, [{ lineId: line, good: 55 }], { placeId: convoy.binB, returned: true });
    expect(await mission.apply(recordDelivery, back)).toMatchObject({ posted: true, missing: 5, refused: 0 });
    expect(await lying(mission, item, truckPlaceId)).toEqual({});
    expect(await lying(mission, item, convoy.binB)).toEqual({ returned: 55 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(45);
    expect(await openKinds(legId)).toEqual([]);
    expect(await mission.ask(getIncoming, { legId })).toMatchObject({ state: 'part-delivered' });
    // The second count of what came back speaks against the first count there, not against the delivery.
    const again = { ...back, deliveryId: newId(), documentId: newId() };
    expect(await mission.apply(recordDelivery, again)).toMatchObject({ posted: false, discrepancyId: null });
  });

  test('is taken in after all; a second account of the first delivery moves nothing', async () => {
    const { legId, line, item, shipmentId } = await refuse({ good: 930 });
    const same = receipt(convoy, legId, [{ lineId: line, good: 930, damaged: 10, refused: 60, refusedFor: 'other' }]);
    expect(await mission.apply(recordDelivery, same)).toMatchObject({ posted: false, discrepancyId: null });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 930, damaged: 10 });
    const taken = receipt(convoy, legId, [{ lineId: line, good: 60 }], { ofRefused: true });
    expect(await mission.apply(recordDelivery, taken)).toMatchObject({ posted: true, missing: 0, extra: 0 });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 990, damaged: 10 });
    expect((await mission.ask(getShipment, { shipmentId })).state).toBe('received');
    expect(await openKinds(legId)).toEqual([]);
  });

  test('comes back before anybody told of the delivery: the same books in the end', async () => {
    const { legId, line, item, shipmentId, truckPlaceId } = await sent(1000);
    const back = receipt(convoy, legId, [{ lineId: line, good: 60 }], { placeId: convoy.binB, returned: true });
    const first = await mission.apply(recordDelivery, back);
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(940);
    const part = { lineId: line, good: 890, damaged: 10, refused: 60, refusedFor: 'expired' as const };
    const told = await mission.apply(recordDelivery, receipt(convoy, legId, [part]), { as: convoy.partnerUser });
    expect(told).toMatchObject({ posted: true, missing: 40, damaged: 10, extra: 0, refused: 60 });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 890, damaged: 10 });
    expect(await lying(mission, item, convoy.binB)).toEqual({ returned: 60 });
    expect(await lying(mission, item, truckPlaceId)).toEqual({});
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(40);
    const page = await shownCase(first.discrepancyId!);
    expect(page.lines.map((row) => `${row.kind} ${row.qty - row.settled}`).toSorted()).toEqual(['damaged 10', 'missing 40']);
    expect(await openKinds(legId)).toEqual([]);
    const shipment = await mission.ask(getShipment, { shipmentId });
    expect(shipment.state).toBe('received');
    // Of 940 that stood as lost until the delivery was told, forty are.
    expect(shipment.legs[0]).toMatchObject({ state: 'part-delivered', lines: [{ lost: 40 }] });
  });

  test('more refused than was sent is extra, and stays with the truck', async () => {
    const { item, truckPlaceId, told } = await refuse({ good: 960, refused: 50 });
    expect(told).toMatchObject({ extra: 20, refused: 50 });
    expect(await lying(mission, item, truckPlaceId)).toEqual({ good: 50 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(-20);
  });

  test('without a reason it is kept all the same', async () => {
    const { legId, line } = await sent(10);
    const part = { lineId: line, good: 8, refused: 2 };
    expect(await mission.apply(recordDelivery, receipt(convoy, legId, [part]))).toMatchObject({ refused: 2, missing: 0 });
    expect(await openKinds(legId)).toMatchObject([{ figures: { reason: 'other' } }]);
  });
});

describe('refused off a truck whose loading nobody has told yet', () => {
  const coming = async (planned: number) => {
    const item = await stock(convoy, 100);
    const shipment = await plan(convoy, [await allocate(convoy, item, planned)]);
    const line = shipment.lines[0]!;
    const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty: planned }], straight(convoy));
    return { item, line, ...shipment, ...truck };
  };
  const stateOf = async (shipmentId: string, at = 0) => (await mission.ask(getShipment, { shipmentId })).legs[at]!.state;
  const offered = async (legId: string) => (await mission.ask(getIncoming, { legId })).lines.map((row) => row.refused);
  const onPhone = async (legId: string): Promise<TripPack> => {
    const userId = await mission.user({ permissions: [tripPack.name, 'supply.see-movements'] });
    const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId } as const };
    const pack = tripPack as unknown as PackDef;
    return (await takePack(mission.kervan.deps, request, pack.name, { params: { leg: legId } })).data as TripPack;
  };

  test('beyond the plan: the books know that it waits aboard, and count it once more where it comes back', async () => {
    const { legId, line, item, shipmentId, truckPlaceId } = await coming(80);
    const part = { lineId: line, good: 60, refused: 30, refusedFor: 'no-room' as const };
    const told = await mission.apply(recordDelivery, receipt(convoy, legId, [part]), { as: convoy.partnerUser });
    expect(told).toMatchObject({ posted: true, missing: 0, extra: 10, refused: 30 });
    expect(await stateOf(shipmentId)).toBe('arrived');
    expect(await offered(legId)).toEqual([30]);
    expect((await onPhone(legId)).lines.map((row) => row.refused)).toEqual([30]);
    const back = receipt(convoy, legId, [{ lineId: line, good: 30 }], { placeId: convoy.binB, returned: true });
    expect(await mission.apply(recordDelivery, back)).toMatchObject({ posted: true, missing: 0, extra: 0 });
    expect(await openKinds(legId)).toEqual([]);
    await mission.apply(recordLoading, { legId, documentId: newId(), lines: [{ lineId: line, qty: 90 }] });
    expect(await lying(mission, item, truckPlaceId)).toEqual({});
    expect([await lying(mission, item, convoy.store), await lying(mission, item, convoy.binB)]).toEqual([{ good: 60 }, { returned: 30 }]);
    expect([await outsideOf(mission, item, 'in-dispute'), await outsideOf(mission, item, 'unexplained')]).toEqual([0, 0]);
  });

  test('all of it, and brought back: the phone too knows the truck as returned', async () => {
    const { legId, line } = await coming(80);
    const part = { lineId: line, good: 0, refused: 80, refusedFor: 'expired' as const };
    await mission.apply(recordDelivery, receipt(convoy, legId, [part]));
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 80 }], { placeId: convoy.binB, returned: true }));
    expect(foldTrip(await onPhone(legId), []).state).toBe('returned');
  });

  test('at the hub, where nobody planned it: the truck is not done, and what is not there when it is taken in is missing', async () => {
    const { legId, line, item, shipmentId } = await coming(60);
    await mission.apply(recordLoading, { legId, documentId: newId() });
    const syrian = await leg(convoy, shipmentId, [], onward(convoy));
    const part = { lineId: line, good: 50, refused: 10, refusedFor: 'no-room' as const };
    await mission.apply(recordDelivery, receipt(convoy, syrian.legId, [part]));
    expect(await stateOf(shipmentId, 1)).toBe('arrived');
    expect(await offered(syrian.legId)).toEqual([10]);
    const taken = receipt(convoy, syrian.legId, [{ lineId: line, good: 8 }], { ofRefused: true });
    expect(await mission.apply(recordDelivery, taken)).toMatchObject({ posted: true, missing: 2, extra: 0 });
    expect(await stateOf(shipmentId, 1)).toBe('received');
    const parts = [{ toLegId: syrian.legId, lines: [{ lineId: line, good: 60 }] }];
    await mission.apply(recordCrossLoad, { legId, documentId: newId(), parts, empty: true });
    expect(await lying(mission, item, syrian.truckPlaceId)).toEqual({});
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 58 });
    expect([await outsideOf(mission, item, 'in-dispute'), await outsideOf(mission, item, 'unexplained')]).toEqual([2, 0]);
  });
});

describe('a later account of what was refused', () => {
  test('differs also where it only says that more or less was refused', async () => {
    const { legId, line } = await sent(100);
    const told = (refused: number) => receipt(convoy, legId, [{ lineId: line, good: 80, refused, refusedFor: 'other' as const }]);
    expect(await mission.apply(recordDelivery, told(20), { as: convoy.partnerUser })).toMatchObject({ discrepancyId: null });
    expect(await mission.apply(recordDelivery, told(20))).toMatchObject({ posted: false, discrepancyId: null });
    const { discrepancyId } = await mission.apply(recordDelivery, told(13));
    const differs = (await shownCase(discrepancyId!)).lines.find((row) => row.kind === 'counts-differ')!;
    expect(differs).toMatchObject({ qty: 7 });
    expect(differs.accounts.map((row) => row.refused)).toEqual([20, 20, 13]);
  });

  test('of a line taken in by parts: who tells the whole, or one part again, opens no difference; who tells less does', async () => {
    const { legId, line } = await sent(1000);
    const told = (good: number, over: object = {}) => receipt(convoy, legId, [{ lineId: line, good }], over);
    const first = receipt(convoy, legId, [{ lineId: line, good: 940, refused: 60, refusedFor: 'other' as const }]);
    const { number } = await mission.apply(recordDelivery, first, { as: convoy.partnerUser });
    const rest = await mission.apply(recordDelivery, told(60, { ofRefused: true }), { as: convoy.partnerUser });
    const later = async (good: number) => mission.apply(recordDelivery, told(good));
    expect(await later(1000)).toMatchObject({ posted: false, missing: 0, extra: 0, discrepancyId: null });
    expect(await later(60)).toMatchObject({ posted: false, discrepancyId: null });
    const { discrepancyId } = await later(990);
    const differs = (await shownCase(discrepancyId!)).lines.find((row) => row.kind === 'counts-differ')!;
    expect(differs).toMatchObject({ qty: 10 });
    expect(differs.accounts[0]).toMatchObject({ number: `${number} + ${rest.number}`, good: 1000, refused: 0 });
  });
});
