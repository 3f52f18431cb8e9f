import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PackDef } from '#foundation/pack.ts';
import { newId } from '#foundation/ids.ts';
import { signer } from '#foundation/keys/signer.ts';
import { verifySigned } from '#foundation/signed-code-verify.ts';
import type { Verifying } from '#foundation/signed-code-verify.ts';
import { readSigned } from '#foundation/signed-code.ts';
import { offeredPacks, takePack } from '#kernel/sync/server/packs.ts';
import { allocate, leg, load, onward, plan, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { webcrypto } from 'node:crypto';
import { countPack } from '../../contract/field/count.ts';
import type { CountPack } from '../../contract/field/count.ts';
import { storePack } from '../../contract/field/store.ts';
import type { StorePack } from '../../contract/field/store.ts';
import { tripPack } from '../../contract/field/trip.ts';
import type { TripPack } from '../../contract/field/trip.ts';
import { planCount, recordCount } from '../../contract/stores/counts.ts';
import { waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { recordDeparture } from '../../contract/transport/legs.ts';

let mission: TestMission;
let convoy: Convoy;
let partner: string;
let monitor: string;
const permissions = [tripPack, countPack, storePack].map((def) => def.name);
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  partner = await mission.user({ permissions, scope: { kind: 'org', id: convoy.partner }, orgKind: 'partner', orgId: convoy.partner });
  monitor = await mission.user({ permissions: [...permissions, 'supply.see-movements', 'supply.record-count'] });
});
afterAll(() => mission.close());

const request = (userId: string) => ({ mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId } as const });
const take = async <T>(def: PackDef, params: Record<string, string>, as: string) =>
  (await takePack(mission.kervan.deps, request(as), def.name, { params })) as { data: T; until: string; title: string };
const offers = async (as: string) => (await offeredPacks(mission.kervan.deps, request(as))).packs;
const trip = (legId: string, as: string) => take<TripPack>(tripPack as unknown as PackDef, { leg: legId }, as);

async function planned(qty = 30) {
  const item = await stock(convoy, qty);
  const shipment = await plan(convoy, [await allocate(convoy, item, qty)]);
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: shipment.lines[0]!, qty }], straight(convoy));
  return { item, ...shipment, ...truck };
}

describe('a truck for a phone', () => {
  test('holds its load, its seals and the mission’s keys, and nobody’s name', async () => {
    const truck = await planned();
    await load(convoy, truck.legId);
    const code = await mission.tx((tx) => signer().sign(tx, 'wb', { n: 'X' }, new Date()));
    await mission.apply(recordDeparture, { legId: truck.legId, documentId: newId(), seals: ['S1'] });
    const { data, until, title } = await trip(truck.legId, monitor);
    expect(data).toMatchObject({ ends: true, begins: true, lines: [{ planned: 30, loaded: 30, counted: false }] });
    // Told of the same moment, in no order.
    expect(new Set(data.facts.map((fact) => fact.kind))).toEqual(new Set(['loaded', 'departed']));
    expect(title).toBe(data.waybill);
    expect(until > '2023-03-10').toBe(true);
    expect(JSON.stringify(data)).not.toMatch(/Driver of|Transporter of|Partner of/);
    expect(await verifySigned(readSigned(code), data.keys, webcrypto.subtle as unknown as Verifying)).toBe('holds');
  });

  test('that is only planned is a future movement: dispatch sees it, the consignee does not', async () => {
    const truck = await planned();
    await expect(trip(truck.legId, partner)).rejects.toMatchObject({ code: 'supply.leg-not-found' });
    expect((await trip(truck.legId, monitor)).data.waybill).toMatch(/^WB-/);
    expect((await offers(partner)).some((offer) => offer.params['leg'] === truck.legId)).toBe(false);
    await load(convoy, truck.legId);
    expect((await trip(truck.legId, partner)).data.lines).toHaveLength(1);
    expect((await offers(partner)).some((offer) => offer.params['leg'] === truck.legId)).toBe(true);
  });

  test('tells the consignee no truck that is only planned to go on from where it ends', async () => {
    const item = await stock(convoy, 20);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 20)]);
    const first = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 20 }], { crossingId: undefined, crossingDay: undefined });
    const next = await leg(convoy, shipmentId, [], onward(convoy));
    await load(convoy, first.legId);
    expect((await trip(first.legId, monitor)).data.onward.map((one) => one.legId)).toEqual([next.legId]);
    expect((await trip(first.legId, partner)).data.onward).toEqual([]);
  });

  test('is not there for another partner', async () => {
    const truck = await planned();
    await load(convoy, truck.legId);
    const stranger = await mission.user({ permissions, scope: { kind: 'org', id: newId() }, orgKind: 'partner' });
    await expect(trip(truck.legId, stranger)).rejects.toMatchObject({ code: 'supply.leg-not-found' });
    expect(await offers(stranger)).toEqual([]);
  });
});

test('a count for a phone is blind, and asks nobody twice', async () => {
  await stock(convoy, 41);
  const countId = newId();
  await mission.apply(planCount, { countId, placeId: convoy.warehouse });
  const first = (await take<CountPack>(countPack as unknown as PackDef, { count: countId }, monitor)).data;
  expect(first.lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(first)).not.toMatch(/"(qty|expected|counted|reserved|grant)/);
  await mission.apply(recordCount, { countId, lines: [{ line: first.lines[0]!.line, counted: 1 }] }, { as: monitor });
  const then = (await take<CountPack>(countPack as unknown as PackDef, { count: countId }, monitor)).data;
  expect(['other', 'done']).toContain(then.lines[0]!.ask);
  await expect(take(countPack as unknown as PackDef, { count: countId }, partner)).rejects.toMatchObject({
    code: 'supply.count-not-found',
  });
});

test('a store for a phone names goods and no figure of them', async () => {
  const item = await stock(convoy, 7);
  const { data } = await take<StorePack>(storePack as unknown as PackDef, { place: convoy.store }, partner);
  expect(data.items.map((one) => one.id)).toContain(item);
  expect(JSON.stringify(data)).not.toMatch(/"qty|reserved/);
  await expect(take(storePack as unknown as PackDef, { place: convoy.warehouse }, partner)).rejects.toMatchObject({
    code: 'supply.place-not-found',
  });
});

test('where names are waived, a phone knows places by their codes, and its packs say so', async () => {
  const truck = await planned();
  await load(convoy, truck.legId);
  const store = async () => (await take<StorePack>(storePack as unknown as PackDef, { place: convoy.store }, partner)).data;
  const countId = newId();
  await mission.apply(planCount, { countId, placeId: convoy.warehouse });
  const count = async () => (await take<CountPack>(countPack as unknown as PackDef, { count: countId }, monitor)).data;
  expect((await trip(truck.legId, partner)).data).toMatchObject({ waived: false, country: 'SYR', to: { code: 'STORE', en: 'Store' } });
  expect(await store()).toMatchObject({ waived: false, country: 'SYR', place: { en: 'Store' } });
  const waiver = { fromDay: '2023-01-01', reason: 'asked for by the partner' };
  await mission.apply(waiveVisibility, { waiverId: newId(), orgId: convoy.partner, ...waiver });
  const { data } = await trip(truck.legId, partner);
  expect(data).toMatchObject({ waived: true, to: { code: 'STORE', en: 'STORE', tr: null, ar: null } });
  expect(data.from.en).toBe(data.from.code);
  expect(await store()).toMatchObject({ waived: true, place: { code: 'STORE', en: 'STORE', tr: null, ar: null } });
  expect((await count()).place.en).toBe('Burç warehouse');
  await mission.apply(waiveVisibility, { waiverId: newId(), area: 'TUR027', ...waiver });
  const { place } = await count();
  expect(place).toMatchObject({ en: place.code, tr: null, ar: null });
});
