import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { readCodes } from '#foundation/codes/read.ts';
import { newId } from '#foundation/ids.ts';
import { signer } from '#foundation/keys/signer.ts';
import type { FormPaper } from '#foundation/pdf/paper.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { getPlace } from '#kernel/goods/contract/stock-places.ts';
import { stockCardPaper } from '#kernel/goods/server/papers.ts';
import { newGuestToken } from '#kernel/access/domain/guest-passes.ts';
import { accept, allocate, leg, load, onward, plan, receipt, setConvoy, stock } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { makeItem, yard } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { anOrganisation, received } from '#tests/support/stores.ts';
import { getWaybillPrint, listWaybillPrints, printWaybill } from '../../contract/papers/waybills.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { cancelLeg } from '../../contract/transport/legs.ts';
import { recordCrossLoad } from '../../contract/transport/road.ts';
import { getShipment, seeMovements, setUnits } from '../../contract/transport/shipments.ts';
import { giveTripLink } from '../../contract/transport/trip-links.ts';
import { planCount, recordCount } from '../../contract/stores/counts.ts';
import { waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { notificationPaper } from './border-papers.ts';
import { countSheetPaper, deliveryPaper, receiptPaper } from './store-papers.ts';
import { packingListPaper } from './truck-papers.ts';
import { truckFacts } from './words.ts';

const system = { kind: 'internal', userId: systemUser } as const;
let mission: TestMission;
let app: FastifyInstance;
let convoy: Convoy;
let dispatcher: { id: string; cookie: string };
beforeAll(async () => {
  mission = await openTestMission([yard]);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  convoy = await setConvoy(mission);
  dispatcher = await signInAs(mission, [seeMovements.name, printWaybill.name, 'supply.list-incoming']);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

async function truck(qty = 1000) {
  const hold = await allocate(convoy, await stock(convoy, qty), qty);
  const shipment = await plan(convoy, [hold]);
  const lineId = shipment.lines[0]!;
  return { ...shipment, lineId, ...(await leg(convoy, shipment.shipmentId, [{ lineId, qty }])) };
}
/** Prints as a browser asks for it. */
async function print(paper: string, input: object, language = 'ar') {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/prints/${paper}`,
    payload: { input, language },
    headers: { 'x-kervan': '1', cookie: dispatcher.cookie },
  });
  return { status: answer.statusCode, pdf: answer.rawPayload };
}
const codesOn = async (pdf: Buffer) => (await readCodes({ bytes: pdf, mediaType: 'application/pdf' })).map(({ text }) => text);

describe('a waybill', () => {
  it('carries its lines signed by the mission, and the code on the paper is the one that was kept', async () => {
    const { shipmentId, legId } = await truck();
    const printId = newId();
    expect(await mission.apply(printWaybill, { printId, legId })).toEqual({ copy: 1 });
    const { code } = await mission.ask(getWaybillPrint, { legId, printId });
    const content = await mission.tx((tx) => signer().open(tx, 'wb', code));
    expect(content).toMatchObject({ n: expect.stringMatching(/^WB-GZT-/), l: [[1, expect.any(String), 1000]] });
    const { status, pdf } = await print('supply.waybill', { shipmentId, legId, printId });
    expect(status).toBe(200);
    expect(await codesOn(pdf)).toEqual([code]);
  });

  it('is printed again only with a reason, and each copy is numbered', async () => {
    const { legId } = await truck();
    await mission.apply(printWaybill, { printId: newId(), legId });
    expect(await mission.run(printWaybill, { printId: newId(), legId })).toMatchObject({
      problem: { type: 'supply.reprint-reason-missing', figures: { copies: 1 } },
    });
    expect(await mission.apply(printWaybill, { printId: newId(), legId, reason: 'wet in the rain' })).toEqual({ copy: 2 });
    expect((await mission.ask(listWaybillPrints, { legId })).rows).toMatchObject([{ copy: 1 }, { copy: 2, reason: 'wet in the rain' }]);
  });

  it('printed by two at once is one original', async () => {
    const { legId } = await truck();
    const outcomes = await Promise.all([0, 1].map(() => mission.run(printWaybill, { printId: newId(), legId })));
    expect(outcomes.map(({ state }) => state).toSorted((a, b) => a.localeCompare(b))).toEqual(['applied', 'refused']);
  });

  it('of a truck taken off the plan is not printed', async () => {
    const { legId } = await truck();
    await mission.apply(cancelLeg, { legId, reason: 'no driver' });
    expect(await mission.run(printWaybill, { printId: newId(), legId })).toMatchObject({ problem: { type: 'supply.waybill-cancelled' } });
  });

  it('is never altered or deleted, also not by the serving role', async () => {
    for (const statement of ['update waybill_prints set reason = null', 'delete from waybill_prints'])
      await expect(mission.tx((tx) => tx.query(statement, []))).rejects.toThrow(/permission denied/);
  });
});

describe('papers', () => {
  it('of a truck, the border and the store are made in three languages', async () => {
    const { shipmentId, legId, lineId } = await truck();
    await mission.apply(setUnits, {
      shipmentId,
      units: [{ unitId: newId(), kind: 'pallet', code: 'P1', legId, grossWeightG: 500_000, contents: [{ lineId, qty: 400 }] }],
    });
    const notificationId = await accept(convoy, [legId]);
    await load(convoy, legId);
    const asked: [string, object][] = [
      ['supply.packing-list', { shipmentId, legId }],
      ['supply.loading-sheet', { shipmentId, legId }],
      ['supply.pro-forma', { shipmentId, legId }],
      ['supply.gift-certificate', { shipmentId, legId }],
      ['supply.notification-list', { notificationId }],
      ['supply.cargo-manifest', { notificationId }],
    ];
    for (const [paper, input] of asked)
      for (const language of ['en', 'tr', 'ar']) {
        const { status, pdf } = await print(paper, input, language);
        expect([paper, language, status, pdf.subarray(0, 5).toString()]).toEqual([paper, language, 200, '%PDF-']);
      }
  });

  it('of a count hold what is left to count, and all of it once nothing is', async () => {
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: system }, 'en');
    const [one, other] = [await makeItem(mission), await makeItem(mission)];
    for (const itemId of [one, other]) await received(mission, convoy.binA, { itemId, good: 3 });
    const countId = newId();
    await mission.apply(planCount, { countId, placeId: convoy.binA, items: [one, other] });
    const rows = async () => ((await countSheetPaper.make(press, { countId } as never)) as FormPaper).tables[0]!.rows.length;
    expect(await rows()).toBe(2);
    await mission.apply(recordCount, { countId, lines: [{ line: 1, counted: 3 }] });
    expect(await rows()).toBe(1);
    await mission.apply(recordCount, { countId, lines: [{ line: 2, counted: 3 }] });
    expect(await rows()).toBe(2);
  });

  it('of a truck that took over at the hub name the waybills that it goes on from', async () => {
    const { shipmentId, legId, lineId } = await truck(100);
    await accept(convoy, [legId]);
    await load(convoy, legId);
    const onto = await leg(convoy, shipmentId, [], onward(convoy));
    const parts = [{ toLegId: onto.legId, lines: [{ lineId, good: 100 }] }];
    await mission.apply(recordCrossLoad, { legId, documentId: newId(), parts, empty: true });
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: system }, 'en');
    const shipment = await mission.ask(getShipment, { shipmentId });
    const [from, after] = [legId, onto.legId].map((id) => shipment.legs.find((one) => one.id === id)!);
    const told = (one: typeof after) =>
      truckFacts(press, { shipment, leg: one! }).find(({ label }) => label.en === 'Goes on from waybill')?.value;
    expect([told(from), told(after)]).toEqual([undefined, from!.waybill]);
  });

  it('prove a return with the place where the goods came down', async () => {
    const { shipmentId, lineId } = await truck(100);
    const { legId } = await leg(convoy, shipmentId, [], onward(convoy));
    const told = receipt(convoy, legId, [{ lineId, good: 100 }], { placeId: convoy.binB, returned: true });
    await mission.apply(recordDelivery, told);
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: system }, 'en');
    const proof = (await deliveryPaper.make(press, { legId, deliveryId: told.deliveryId } as never)) as FormPaper;
    const { nameEn } = await mission.ask(getPlace, { placeId: convoy.binB });
    expect(proof.facts?.find(({ label }) => label.en === 'Place')?.value).toContain(nameEn);
  });

  it('prove a delivery, bearing its number', async () => {
    const { shipmentId, lineId } = await truck(100);
    const { legId } = await leg(convoy, shipmentId, [], onward(convoy));
    const told = receipt(convoy, legId, [{ lineId, good: 94 }]);
    const { number } = await mission.apply(recordDelivery, told);
    const { status, pdf } = await print('supply.proof-of-delivery', { legId, deliveryId: told.deliveryId });
    expect(status).toBe(200);
    expect(await codesOn(pdf)).toEqual([number]);
  });

  it('name neither the mission nor who printed them under a waiver', async () => {
    const printed = async () => {
      const { shipmentId, legId } = await truck();
      const printId = newId();
      await mission.apply(printWaybill, { printId, legId });
      return (await print('supply.waybill', { shipmentId, legId, printId }, 'en')).pdf.toString('latin1');
    };
    const author = /\/Author ?\(Test/;
    expect(await printed()).toMatch(author);
    await mission.apply(waiveVisibility, { waiverId: newId(), orgId: convoy.partner, fromDay: '2023-01-01', reason: 'threats' });
    expect(await printed()).not.toMatch(author);
  });

  it('of what a waived partner receives name neither the mission nor who sent it, and its link neither', async () => {
    await mission.apply(waiveVisibility, { waiverId: newId(), orgId: convoy.partner, fromDay: '2023-01-01', reason: 'threats' });
    const { shipmentId, lineId } = await truck(100);
    const { legId } = await leg(convoy, shipmentId, [], onward(convoy));
    const token = newGuestToken();
    await mission.apply(giveTripLink, { linkId: newId(), legId, kind: 'receiver', hours: 24, holder: 'Somebody', token });
    const told = receipt(convoy, legId, [{ lineId, good: 94 }]);
    await mission.apply(recordDelivery, told);
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: system }, 'en');
    const proof = await deliveryPaper.make(press, { legId, deliveryId: told.deliveryId } as never);
    expect(proof).toMatchObject({ unnamed: true });
    const border = await truck();
    const notificationId = await accept(convoy, [border.legId]);
    const list = (await notificationPaper.make(press, { notificationId } as never)) as FormPaper;
    expect(list).toMatchObject({ unnamed: true });
    // The store by its code alone: its name may tell whose it is.
    expect(list.tables![0]!.rows.map((row) => row[2])).toEqual(['HUB']);
    const item = await makeItem(mission);
    const sender = await anOrganisation(mission, 'Secret Agency', 'un-agency');
    const came = { itemId: item, good: 1 };
    const [there, here] = [
      await received(mission, convoy.store, came, { senderId: sender }),
      await received(mission, convoy.binA, came, { senderId: sender }),
    ];
    const note = async (receiptId: string) => receiptPaper.make(press, { receiptId } as never);
    expect(await note(there)).toMatchObject({ unnamed: true });
    expect(JSON.stringify(await note(there))).not.toContain('Secret Agency');
    expect(JSON.stringify(await note(here))).toContain('Secret Agency');
    const answer = await app.inject({
      method: 'POST',
      url: '/api/queries/supply.get-trip',
      payload: {},
      headers: { 'x-kervan': '1', authorization: `Bearer ${token}` },
    });
    // The store's name may tell whose it is: the link, the waybill, the stock card and the count sheet say its code alone.
    expect(answer.json()).toMatchObject({ data: { legId, mission: '', place: { en: 'STORE' } } });
    const { code, nameEn } = await mission.ask(getPlace, { placeId: convoy.store });
    const countId = newId();
    await mission.apply(planCount, { countId, placeId: convoy.store });
    const made = [
      await stockCardPaper.make(press, { item, place: convoy.store } as never),
      await countSheetPaper.make(press, { countId } as never),
      await packingListPaper.make(press, { shipmentId, legId } as never),
    ];
    for (const paper of made) {
      expect(paper).toMatchObject({ unnamed: true });
      expect(JSON.stringify(paper)).toContain(code);
      expect(JSON.stringify(paper)).not.toContain(`${nameEn}"`);
    }
  });

  it('bear the day by the mission’s calendar, also of a truck that left at night', async () => {
    const { shipmentId, legId } = await truck();
    const shipment = await mission.ask(getShipment, { shipmentId });
    const planned = shipment.legs.find((one) => one.id === legId)!;
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: system }, 'en');
    const facts = truckFacts(press, { shipment, leg: { ...planned, departedAt: '2023-03-02T22:30:00.000Z' } });
    expect(facts.map((fact) => fact.value)).toContain('March 3, 2023');
  });

  it('are not for who may not see movements', async () => {
    const { shipmentId, legId } = await truck();
    const clerk = await signInAs(mission, ['supply.list-incoming']);
    const answer = await app.inject({
      method: 'POST',
      url: '/api/prints/supply.packing-list',
      payload: { input: { shipmentId, legId }, language: 'en' },
      headers: { 'x-kervan': '1', cookie: clerk.cookie },
    });
    expect(answer.statusCode).toBe(403);
  });
});
