import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { allocate, leg, load, lying, outsideOf, plan, receipt, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { decideMoves, makeItem, promise, yard } from '#tests/support/goods-yard.ts';
import { outcomeOf, sentTruck, shortTruck } from '#tests/support/differences.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant } from '#tests/support/stores.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { getIncoming, listDeliveries, listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy, listDiscrepancies, proposeOutcome } from '../../contract/transport/discrepancies.ts';
import { recordDeparture } from '../../contract/transport/legs.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { getShipment, setUnits } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
});
afterAll(() => mission.close());

const refused = (type: string) => ({ state: 'refused', problem: { type: `supply.${type}` } });
const shownCase = (discrepancyId: string) => mission.ask(getDiscrepancy, { discrepancyId });
const sent = (qty?: number) => sentTruck(convoy, qty);
const short = (qty: number, good: number, damaged = 0) => shortTruck(mission, convoy, { qty, good, damaged });

describe('receiving', () => {
  test('all there: no case, the truck is done, the store holds it', async () => {
    const { legId, line, item, shipmentId } = await sent(500);
    const answer = await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 500 }]), { as: convoy.partnerUser });
    expect(answer).toMatchObject({ posted: true, missing: 0, extra: 0, damaged: 0, discrepancyId: null });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 500 });
    expect((await mission.ask(getShipment, { shipmentId })).state).toBe('received');
  });

  test('two trucks of one shipment received at the same moment: it is all received', async () => {
    for (let time = 0; time < 4; time += 1) {
      const holds = [];
      for (const qty of [10, 20]) holds.push(await allocate(convoy, await stock(convoy, qty), qty));
      const { shipmentId, lines } = await plan(convoy, holds);
      const [first, second] = lines as [string, string];
      const trucks = [];
      for (const [lineId, qty] of [[first, 10] as const, [second, 20] as const]) {
        const { legId } = await leg(convoy, shipmentId, [{ lineId, qty }], straight(convoy));
        await load(convoy, legId);
        trucks.push(receipt(convoy, legId, [{ lineId, good: qty }]));
      }
      await Promise.all(trucks.map((told) => mission.apply(recordDelivery, told, { as: convoy.partnerUser })));
      expect((await mission.ask(getShipment, { shipmentId })).state).toBe('received');
    }
  });

  test('940 of 1,000: one case, and sixty stand in dispute', async () => {
    const { legId, line, item } = await sent(1000);
    const input = receipt(convoy, legId, [{ lineId: line, good: 930, damaged: 10 }], {
      signatures: [{ role: 'receiver', name: 'Somebody who signs' }],
      point: { lat: 36.3, lon: 36.8 },
    });
    const answer = await mission.apply(recordDelivery, input, { as: convoy.partnerUser });
    expect(answer).toMatchObject({ missing: 60, damaged: 10, extra: 0 });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 930, damaged: 10 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(60);
    const page = await shownCase(answer.discrepancyId!);
    expect(page.lines.map((row) => `${row.kind} ${row.qty}`).toSorted((a, b) => a.localeCompare(b))).toEqual(['damaged 10', 'missing 60']);
    expect(page.dueOn).toBe('2023-03-15');
    const kept = await mission.tx((tx) =>
      tx.query<{ signatures: Buffer }>('select signatures from deliveries where id = $1', [input.deliveryId]),
    );
    expect(kept.rows[0]!.signatures.toString('latin1')).not.toContain('Somebody');
  });

  test('the receiving partner sees its own truck and its load, never where the truck is', async () => {
    const { legId, shipmentId } = await sent(10);
    const incoming = await mission.ask(getIncoming, { legId }, convoy.partnerUser);
    expect(incoming.lines).toMatchObject([{ sent: 10, counted: false }]);
    expect((await mission.ask(listIncoming, { limit: 1000 }, convoy.partnerUser)).rows.map((row) => row.legId)).toContain(legId);
    expect(JSON.stringify(incoming)).not.toMatch(/27 KR|plate|driver/);
    await expect(mission.ask(getShipment, { shipmentId }, convoy.partnerUser)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });

  test('a case tells a partner what came, and under which grant only to who reads grants', async () => {
    const code = 'GRT-23-07';
    const grant = await aGrant(mission, code);
    const item = await makeItem(mission, { weightG: 1000, volumeCm3: 3000 });
    const at = { item, place: convoy.binA, condition: 'good', owner: 'own', grant } as const;
    const moves = [{ from: { virtual: 'supplier' as const, item }, to: at, qty: 10 }];
    await mission.apply(decideMoves, { documentId: newId(), kind: 'receipt', moves });
    const holdId = newId();
    await mission.apply(promise, { id: holdId, at, qty: 10 });
    const shipment = await plan(convoy, [holdId]);
    const lineId = shipment.lines[0]!;
    const { legId } = await leg(convoy, shipment.shipmentId, [{ lineId, qty: 10 }], straight(convoy));
    await load(convoy, legId);
    const told = await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId, good: 8 }]), { as: convoy.partnerUser });
    const discrepancyId = told.discrepancyId!;
    expect((await shownCase(discrepancyId)).lines).toMatchObject([{ grantCode: code }]);
    expect((await mission.ask(getDiscrepancy, { discrepancyId }, convoy.partnerUser)).lines).toMatchObject([{ grantCode: null }]);
  });

  test('a partner does not see, receive or settle what goes to another', async () => {
    const { legId, line } = await sent(10);
    const stranger = await mission.user({
      permissions: ['supply.record-delivery', 'supply.list-incoming', 'supply.list-discrepancies', 'supply.propose-outcome'],
      orgKind: 'partner',
      scope: { kind: 'org', id: newId() },
    });
    await expect(mission.ask(getIncoming, { legId }, stranger)).rejects.toMatchObject({ code: 'common.not-permitted' });
    expect((await mission.ask(listIncoming, {}, stranger)).rows).toEqual([]);
    expect((await mission.ask(listDeliveries, {}, stranger)).rows).toEqual([]);
    expect((await mission.ask(listDiscrepancies, {}, stranger)).rows).toEqual([]);
    expect(await mission.run(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 10 }]), { as: stranger })).toMatchObject({
      problem: { type: 'common.not-permitted' },
    });
  });

  test('a truck that is only planned is a future movement, and not there for the store', async () => {
    const item = await stock(convoy, 5);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 5)]);
    const truck = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 5 }], straight(convoy));
    expect((await mission.ask(listIncoming, { limit: 1000 }, convoy.partnerUser)).rows.map((row) => row.legId)).not.toContain(truck.legId);
    await expect(mission.ask(getIncoming, { legId: truck.legId }, convoy.partnerUser)).rejects.toMatchObject({
      code: 'supply.leg-not-found',
    });
  });

  test('whoever is neither consignee nor dispatch knows of a truck the day after it was received, never while it is bound for a store', async () => {
    const { legId, line } = await sent(10);
    await mission.apply(recordDeparture, { legId, documentId: newId() });
    const clerk = await mission.user({ permissions: ['supply.list-incoming'] });
    const known = async () => (await mission.ask(listIncoming, { limit: 1000 }, clerk)).rows.some((row) => row.legId === legId);
    mission.setNow('2023-03-02T09:00:00Z');
    expect(await known()).toBe(false);
    await expect(mission.ask(getIncoming, { legId }, clerk)).rejects.toMatchObject({ code: 'supply.leg-not-found' });
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 10 }]));
    expect(await known()).toBe(false);
    mission.setNow('2023-03-03T09:00:00Z');
    expect(await known()).toBe(true);
    expect((await mission.ask(getIncoming, { legId }, clerk)).waybill).toMatch(/^WB-/);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('a waybill is received twice, by both sides, with different counts: both are kept, one case', async () => {
    const { legId, line, item } = await sent(1000);
    const theirs = await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 960 }]), { as: convoy.partnerUser });
    const ours = await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 990 }]));
    expect([theirs.posted, ours.posted]).toEqual([true, false]);
    expect(ours.discrepancyId).toBe(theirs.discrepancyId);
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 960 });
    const incoming = await mission.ask(getIncoming, { legId });
    expect(incoming.accounts.map((row) => [row.side, row.lines[0]!.sent, row.lines[0]!.good, row.posted])).toEqual([
      ['theirs', 1000, 960, true],
      ['ours', 1000, 990, false],
    ]);
    const page = await shownCase(theirs.discrepancyId!);
    expect(page.lines.find((row) => row.kind === 'counts-differ')).toMatchObject({
      qty: 30,
      accounts: [
        { side: 'theirs', good: 960 },
        { side: 'ours', good: 990 },
      ],
    });
  });

  test('both sides at the same moment: one posts, the other is kept beside it', async () => {
    const { legId, line, item } = await sent(100);
    const answers = await Promise.all([
      mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 100 }]), { as: convoy.partnerUser }),
      mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 100 }])),
    ]);
    expect(answers.filter((answer) => answer.posted).length).toBe(1);
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 100 });
  });

  test('a paper proof arrives three weeks late and contradicts the phone: kept, and asked about', async () => {
    const { legId, line, item } = await sent(200);
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 200 }]), { as: convoy.partnerUser });
    mission.setNow('2023-03-22T09:00:00Z');
    const late = await mission.apply(
      recordDelivery,
      receipt(convoy, legId, [{ lineId: line, good: 188, damaged: 2 }], { fromPaper: true }),
      { occurredAt: '2023-03-01T12:00:00Z' },
    );
    mission.setNow('2023-03-01T09:00:00Z');
    expect(late.posted).toBe(false);
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 200 });
    const page = await shownCase(late.discrepancyId!);
    const differs = page.lines.find((row) => row.kind === 'counts-differ')!;
    expect(differs).toMatchObject({ qty: 12 });
    await mission.apply(proposeOutcome, outcomeOf(page.id, differs.id, { outcome: 'counted-again', qty: 12 }));
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 188, damaged: 2 });
    expect((await shownCase(page.id)).lines.filter((row) => row.kind === 'missing')).toMatchObject([{ qty: 10, settled: 0 }]);
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(10);
  });

  test('figures keyed from paper are held against it by a second person, once', async () => {
    const { legId, line } = await sent(50);
    const input = receipt(convoy, legId, [{ lineId: line, good: 50 }], { fromPaper: true });
    await mission.apply(recordDelivery, input);
    const { deliveryId } = input;
    const second = await mission.user({ permissions: [checkPaper.name, listIncoming.name, getNeeds.name] });
    const waiting = async () => (await mission.ask(getNeeds, {}, second)).papersToCheck;
    // Who sees no movements is asked the day after the truck's end.
    mission.setNow('2023-03-02T09:00:00Z');
    const before = await waiting();
    expect((await mission.ask(listDeliveries, { unchecked: true, limit: 1000 }, second)).rows.map((row) => row.id)).toContain(deliveryId);
    expect(await mission.run(checkPaper, { keyedId: deliveryId, agrees: true })).toMatchObject(refused('checker-same'));
    expect(await mission.run(checkPaper, { keyedId: deliveryId, agrees: false }, { as: second })).toMatchObject(
      refused('check-note-missing'),
    );
    await mission.apply(checkPaper, { keyedId: deliveryId, agrees: true }, { as: second });
    expect(await waiting()).toBe(before - 1);
    expect(await mission.run(checkPaper, { keyedId: deliveryId, agrees: true }, { as: second })).toMatchObject(refused('paper-checked'));
    const account = (await mission.ask(getIncoming, { legId })).accounts[0]!;
    expect(account).toMatchObject({ keyed: { mine: true, check: { agrees: true } } });
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('figures that do not agree with their paper stay as they were told, and somebody is asked', async () => {
    const { legId, line, item } = await sent(30);
    const input = receipt(convoy, legId, [{ lineId: line, good: 30 }], { fromPaper: true });
    await mission.apply(recordDelivery, input);
    const second = await mission.user({ permissions: [checkPaper.name] });
    await mission.apply(checkPaper, { keyedId: input.deliveryId, agrees: false, note: 'the paper says 20' }, { as: second });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 30 });
    const open = await mission.ask(listExceptions, { subjectKind: 'shipment-leg', subjectId: legId });
    expect(open.rows.map((row) => row.kind)).toContain('supply.paper-misread');
    const unread = receipt(convoy, legId, [{ lineId: line, good: 20 }]);
    await mission.apply(recordDelivery, unread);
    expect(await mission.run(checkPaper, { keyedId: unread.deliveryId, agrees: true }, { as: second })).toMatchObject(
      refused('not-from-paper'),
    );
  });

  test('a recount that finds more goes against what was missing', async () => {
    const { legId, line, item, discrepancyId } = await short(100, 90);
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 97 }]));
    const differs = (await shownCase(discrepancyId)).lines.find((row) => row.kind === 'counts-differ')!;
    await mission.apply(proposeOutcome, outcomeOf(discrepancyId, differs.id, { outcome: 'counted-again', qty: 7 }));
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 97 });
    expect((await shownCase(discrepancyId)).lines.find((row) => row.kind === 'missing')).toMatchObject({ qty: 10, settled: 7 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(3);
  });

  test('unloaded over two days: each line is received once, and the truck is done with the last', async () => {
    const [a, b] = [await stock(convoy, 10), await stock(convoy, 20)];
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, a, 10), await allocate(convoy, b, 20)]);
    const truck = await leg(
      convoy,
      shipmentId,
      [
        { lineId: lines[0]!, qty: 10 },
        { lineId: lines[1]!, qty: 20 },
      ],
      straight(convoy),
    );
    await load(convoy, truck.legId);
    await mission.apply(recordDelivery, receipt(convoy, truck.legId, [{ lineId: lines[0]!, good: 10 }]));
    expect((await mission.ask(getShipment, { shipmentId })).legs[0]!.state).toBe('arrived');
    await mission.apply(recordDelivery, receipt(convoy, truck.legId, [{ lineId: lines[1]!, good: 20 }]));
    expect((await mission.ask(getShipment, { shipmentId })).legs[0]!.state).toBe('received');
  });

  test('more than was sent, and goods on no waybill, are taken in and asked about', async () => {
    const { legId, line, item } = await sent(50);
    const strange = await stock(convoy, 1);
    const answer = await mission.apply(
      recordDelivery,
      receipt(convoy, legId, [{ lineId: line, good: 53 }], { strangers: [{ itemId: strange, qty: 4 }] }),
    );
    expect(answer).toMatchObject({ extra: 7 });
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 53 });
    expect(await lying(mission, strange, convoy.store)).toEqual({ good: 4 });
    expect(
      (await shownCase(answer.discrepancyId!)).lines.map((row) => `${row.kind} ${row.qty}`).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['extra 3', 'extra 4']);
  });

  test('pallets are named with the state in which they came', async () => {
    const { legId, shipmentId, line } = await sent(40);
    const unitId = newId();
    await mission.apply(setUnits, {
      shipmentId,
      units: [{ unitId, kind: 'pallet', code: 'P1', sscc: '106141411234567897', legId, contents: [{ lineId: line, qty: 40 }] }],
    });
    expect((await mission.ask(getIncoming, { legId })).lines[0]!.units).toMatchObject([{ code: 'P1', qty: 40 }]);
    await mission.apply(
      recordDelivery,
      receipt(convoy, legId, [{ lineId: line, good: 39 }], { units: [{ unitId, state: 'opened', note: 'strap cut' }] }),
    );
    const kept = await mission.tx((tx) => tx.query<{ state: string }>('select state from delivery_units where unit_id = $1', [unitId]));
    expect(kept.rows).toEqual([{ state: 'opened' }]);
  });
});
