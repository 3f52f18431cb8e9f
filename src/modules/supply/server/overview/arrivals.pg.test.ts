import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, setStage } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { aGrant, partnerStore } from '#tests/support/stores.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { announceArrival, cancelArrival, changeArrival, listArrivals } from '../../contract/overview/arrivals.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { listPipeline } from '../../contract/overview/pipeline.ts';
import { recordReceipt, reverseReceipt } from '../../contract/stores/receipts.ts';

let mission: TestMission;
let stage: Stage;
let grant: string;
let other: string;
beforeAll(async () => {
  mission = await openTestMission();
  stage = await setStage(mission);
  grant = await aGrant(mission, 'GR-A');
  other = await aGrant(mission, 'GR-B');
});
afterAll(() => mission.close());

const refused = (type: string) => ({ state: 'refused', problem: { type: `supply.${type}` } });
let counter = 0;
const reference = () => `PO 2023 / ${++counter}`;
const said = (ref: string, lines: { itemId: string; grantId?: string; qty: number }[], over: object = {}) => ({
  arrivalId: newId(),
  reference: ref,
  source: 'order' as const,
  placeId: stage.warehouse,
  expectedOn: '2023-03-10',
  lines: lines.map((line) => ({ lineId: newId(), ...line })),
  ...over,
});
/** A receipt that names the reference as somebody at the gate typed it. */
const receive = async (ref: string, itemId: string, good: number, over: { grantId?: string; damaged?: number; expected?: number } = {}) => {
  const receiptId = newId();
  await mission.apply(recordReceipt, {
    receiptId,
    placeId: stage.warehouse,
    source: 'order',
    reference: ref.toLowerCase().replaceAll(' ', ''),
    owner: 'own',
    lines: [{ itemId, good, ...over }],
  } as never);
  return receiptId;
};
const left = async (itemId: string) =>
  (await mission.ask(listArrivals, { item: itemId, sort: 'grantCode' })).rows.map((row) => [
    row.grantCode,
    row.received,
    row.left,
    row.state,
  ]);
const expected = async (itemId: string) => (await mission.ask(listPipeline, { item: itemId, by: ['item'] })).rows[0]?.expected ?? 0;

describe('an announced arrival', () => {
  test('stands in the pipeline as expected, and is matched down by receipts that name its reference', async () => {
    const item = await makeItem(mission);
    const ref = reference();
    await mission.apply(announceArrival, said(ref, [{ itemId: item, qty: 1000 }]));
    expect(await expected(item)).toBe(1000);
    await receive(ref, item, 590, { damaged: 10, expected: 1000 });
    expect(await left(item)).toEqual([[null, 600, 400, 'announced']]);
    expect(await expected(item)).toBe(400);
    const last = await receive(ref, item, 400);
    expect(await left(item)).toEqual([[null, 1000, 0, 'received']]);
    await mission.apply(reverseReceipt, { receiptId: last, reversalId: newId(), reason: 'typed twice' } as never);
    expect(await expected(item)).toBe(400);
  });

  test('with two grants gives each its own receipts first, and the rest in order', async () => {
    const item = await makeItem(mission);
    const ref = reference();
    await mission.apply(
      announceArrival,
      said(ref, [
        { itemId: item, grantId: grant, qty: 100 },
        { itemId: item, grantId: other, qty: 100 },
      ]),
    );
    await receive(ref, item, 60, { grantId: other });
    expect(await left(item)).toEqual([
      ['GR-A', 0, 100, 'announced'],
      ['GR-B', 60, 40, 'announced'],
    ]);
    await receive(ref, item, 110);
    expect(await left(item)).toEqual([
      ['GR-A', 100, 0, 'received'],
      ['GR-B', 70, 30, 'announced'],
    ]);
    await receive(ref, item, 500, { grantId: other });
    expect(await expected(item)).toBe(0);
  });

  test('another reference, or another item, takes nothing off', async () => {
    const [item, second] = [await makeItem(mission), await makeItem(mission)];
    const ref = reference();
    await mission.apply(announceArrival, said(ref, [{ itemId: item, qty: 10 }]));
    await receive(reference(), item, 10);
    await receive(ref, second, 10);
    expect(await expected(item)).toBe(10);
  });

  test('is changed by the version one saw, and cancelled with a reason; then nothing more is expected', async () => {
    const item = await makeItem(mission);
    const input = said(reference(), [{ itemId: item, qty: 10 }]);
    await mission.apply(announceArrival, input);
    const change = { ...input, version: 1, expectedOn: '2023-02-20', lines: [{ lineId: newId(), itemId: item, qty: 25 }] };
    await mission.apply(changeArrival, change);
    expect(await left(item)).toEqual([[null, 0, 25, 'late']]);
    expect(await mission.run(changeArrival, change)).toMatchObject(refused('arrival-changed-meanwhile'));
    await mission.apply(cancelArrival, { arrivalId: input.arrivalId, version: 2, reason: 'the supplier withdrew' });
    expect(await expected(item)).toBe(0);
    expect(await mission.run(changeArrival, { ...change, version: 3 })).toMatchObject(refused('arrival-cancelled'));
  });

  test('says each item once for a grant, and comes to a store that the actor answers for', async () => {
    const item = await makeItem(mission);
    expect(
      await mission.run(
        announceArrival,
        said(reference(), [
          { itemId: item, qty: 1 },
          { itemId: item, qty: 2 },
        ]),
      ),
    ).toMatchObject(refused('arrival-item-twice'));
    const store = await partnerStore(mission, 'PST');
    const permissions = ['supply.announce-arrival', 'supply.change-arrival', 'supply.list-arrivals'];
    const partner = await mission.user({ permissions, scope: { kind: 'org', id: store.orgId }, orgKind: 'partner', orgId: store.orgId });
    const own = said(reference(), [{ itemId: item, qty: 5 }], { placeId: store.store });
    await mission.apply(announceArrival, own, { as: partner });
    const denied = { state: 'refused', problem: { type: 'common.not-permitted' } };
    expect(await mission.run(announceArrival, said(reference(), [{ itemId: item, qty: 5 }]), { as: partner })).toMatchObject(denied);
    const moved = { ...own, version: 1, placeId: stage.warehouse };
    expect(await mission.run(changeArrival, moved, { as: partner })).toMatchObject(denied);
    await mission.apply(announceArrival, said(reference(), [{ itemId: item, qty: 7 }]));
    expect((await mission.ask(listArrivals, { item }, partner)).rows.map((row) => row.qty)).toEqual([5]);
  });
});

describe('what needs somebody', () => {
  test('late arrivals are for who announces them, expiring lots for who sees stock', async () => {
    const item = await makeItem(mission, { tracking: 'lot' });
    await mission.apply(announceArrival, said(reference(), [{ itemId: item, qty: 1 }], { expectedOn: '2023-02-01' }));
    const before = await mission.ask(getNeeds, {});
    expect(before.arrivalsLate).toBeGreaterThan(0);
    const lot = { id: newId(), code: 'SOON', expiresOn: '2023-04-01' };
    await mission.apply(recordReceipt, {
      receiptId: newId(),
      placeId: stage.warehouse,
      source: 'unknown',
      owner: 'own',
      lines: [{ itemId: item, good: 5, lot }],
    } as never);
    expect((await mission.ask(getNeeds, {})).lotsExpiring).toBe(before.lotsExpiring + 1);
    const nobody = await mission.user({ permissions: ['supply.get-needs'] });
    const { lotsBy, ...counts } = await mission.ask(getNeeds, {}, nobody);
    expect(lotsBy).toBe('2023-04-30');
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    const elsewhere = await mission.user({ permissions: ['supply.get-needs', 'goods.list-stock'], scope: { kind: 'site', id: newId() } });
    expect((await mission.ask(getNeeds, {}, elsewhere)).lotsExpiring).toBe(0);
  });
});
