import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import {
  accept,
  allocate,
  inPlaces,
  leg,
  load,
  lying,
  onward,
  outsideOf,
  plan,
  receipt,
  setConvoy,
  stock,
  straight,
} from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { makeItem, yard } from '#tests/support/goods-yard.ts';
import { aGrant, closeGrant, lies, openExceptions, received } from '#tests/support/stores.ts';
import { watchStores } from '../../contract/stores/keeping.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy, proposeOutcome } from '../../contract/transport/discrepancies.ts';
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

describe('a truck received before its loading was told', () => {
  test('what was received before its loading was told explains itself when that comes', async () => {
    const item = await stock(convoy, 80);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 80)]);
    const truck = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 80 }], straight(convoy));
    await mission.apply(recordDelivery, receipt(convoy, truck.legId, [{ lineId: lines[0]!, good: 80 }]));
    expect(await inPlaces(mission, item)).toBe(160);
    await mission.apply(recordLoading, { legId: truck.legId, documentId: newId() });
    expect(await inPlaces(mission, item)).toBe(80);
    expect(await outsideOf(mission, item, 'unexplained')).toBe(0);
    expect((await mission.ask(getShipment, { shipmentId })).legs[0]!.state).toBe('received');
  });

  test('more than planned, counted before its loading was told, is a case that both ends see; nothing is booked twice', async () => {
    const item = await stock(convoy, 90);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 80)]);
    const truck = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 80 }], straight(convoy));
    const counted = receipt(convoy, truck.legId, [{ lineId: lines[0]!, good: 86 }]);
    const { discrepancyId, extra } = await mission.apply(recordDelivery, counted, { as: convoy.partnerUser });
    expect(extra).toBe(6);
    const seen = async (as?: string) => (await mission.ask(getDiscrepancy, { discrepancyId: discrepancyId! }, as)).lines;
    for (const rows of [await seen(), await seen(convoy.partnerUser)]) expect(rows).toMatchObject([{ kind: 'more-than-planned', qty: 6 }]);
    await mission.apply(recordLoading, { legId: truck.legId, documentId: newId(), lines: [{ lineId: lines[0]!, qty: 86 }] });
    expect(await outsideOf(mission, item, 'unexplained')).toBe(0);
    await mission.apply(proposeOutcome, {
      discrepancyId: discrepancyId!,
      outcomeId: newId(),
      documentId: newId(),
      lineId: (await seen())[0]!.id,
      note: 'six were added at the gate',
      outcome: 'found',
      qty: 6,
    });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 86 });
    expect(await inPlaces(mission, item)).toBe(90);
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(0);
  });

  test('received before the cross-loading was told: the late word finds its truck, nothing is double', async () => {
    const item = await stock(convoy, 60);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 60)]);
    const line = lines[0]!;
    const turkish = await leg(convoy, shipmentId, [{ lineId: line, qty: 60 }]);
    await accept(convoy, [turkish.legId]);
    await load(convoy, turkish.legId);
    const syrian = await leg(convoy, shipmentId, [], onward(convoy));
    const answer = await mission.apply(recordDelivery, receipt(convoy, syrian.legId, [{ lineId: line, good: 60 }]));
    expect(answer.discrepancyId).toBeNull();
    await mission.apply(
      recordCrossLoad,
      { legId: turkish.legId, documentId: newId(), parts: [{ toLegId: syrian.legId, lines: [{ lineId: line, good: 60 }] }], empty: true },
      { occurredAt: '2023-03-01T08:00:00Z' },
    );
    expect(await inPlaces(mission, item)).toBe(60);
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 60 });
    expect((await mission.ask(getShipment, { shipmentId })).legs.map((row) => row.state)).toEqual(['emptied', 'received']);
  });
});

test('a grant closes with stock on the road: the truck is received as ever, and somebody is asked what becomes of the goods', async () => {
  const grant = await aGrant(mission, 'ROAD-1');
  const item = await makeItem(mission);
  const at = { item, place: convoy.binA, grant, condition: 'good' as const, owner: 'own' as const };
  await received(mission, convoy.binA, { itemId: item, good: 50, grantId: grant });
  const line = { lineId: newId(), at, qty: 50, ownHoldId: newId(), reason: 'agreed by telephone' };
  const { shipmentId } = await plan(convoy, [], { lines: [line] });
  const truck = await leg(convoy, shipmentId, [{ lineId: line.lineId, qty: 50 }], straight(convoy));
  await load(convoy, truck.legId);
  await closeGrant(mission, grant);
  await mission.apply(watchStores, {});
  expect(await openExceptions(mission, grant)).toEqual(['supply.grant-closed-with-stock']);
  await mission.apply(recordDelivery, receipt(convoy, truck.legId, [{ lineId: line.lineId, good: 50 }]), { as: convoy.partnerUser });
  expect(await lies(mission, { item, place: convoy.store, grant })).toBe(50);
});
