import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandDef } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { readSigned, textToSign } from '#foundation/signed-code.ts';
import { allocate, leg, load, lying, onward, outsideOf, plan, receipt, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { enrolTestDevice } from '#tests/support/device.ts';
import type { TestDevice } from '#tests/support/device.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getWaybillPrint, printWaybill } from '../../contract/papers/waybills.ts';
import { getIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy } from '../../contract/transport/discrepancies.ts';
import { receiveByWaybill, recordRefusal } from '../../contract/transport/field.ts';
import type { WaybillCode } from '../../contract/transport/field.ts';
import { recordDeparture } from '../../contract/transport/legs.ts';
import { recordCrossLoad, recordPassage } from '../../contract/transport/road.ts';
import { getShipment } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
let phone: TestDevice;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  const permissions = [receiveByWaybill, recordRefusal, recordDelivery, recordPassage].map((def) => def.name);
  phone = await enrolTestDevice(mission, await mission.user({ permissions }));
});
afterAll(() => mission.close());

/** A truck of one item on its way to the partner's store, with the code of its printed waybill. */
async function sent(qty: number) {
  const item = await stock(convoy, qty);
  const shipment = await plan(convoy, [await allocate(convoy, item, qty)]);
  const line = shipment.lines[0]!;
  const truck = await leg(convoy, shipment.shipmentId, [{ lineId: line, qty }], straight(convoy));
  await load(convoy, truck.legId);
  const printId = newId();
  await mission.apply(printWaybill, { printId, legId: truck.legId });
  const { code } = await mission.ask(getWaybillPrint, { legId: truck.legId, printId });
  return { item, line, ...shipment, ...truck, code, says: readSigned(code).content as WaybillCode };
}
const byWaybill = ({ says, code }: { says: WaybillCode; code: string }, good: number, over: object = {}) => ({
  deliveryId: newId(),
  documentId: newId(),
  waybill: says.n,
  code,
  lines: says.l.map(([lineNo, item]) => ({ lineNo, item, good })),
  ...over,
});
const tell = async (def: CommandDef, input: Record<string, unknown>, options: object = {}) =>
  (await phone.send(await phone.write(def, input, options)))[0]!;
const openKinds = (legId: string) =>
  mission.tx(async (tx) => {
    const sql = `select kind from exceptions where subject_kind = 'shipment-leg' and subject_id = $1 and state <> 'closed' order by kind`;
    return (await tx.query<{ kind: string }>(sql, [legId])).rows.map((row) => row.kind);
  });

describe('a phone that never saw the shipment', () => {
  test('receives the truck by its waybill alone, once, however often it is told', async () => {
    const truck = await sent(100);
    const envelope = await phone.write(receiveByWaybill, byWaybill(truck, 96, { point: { lat: 36.3, lon: 36.8, accuracyM: 12 } }));
    const [first] = await phone.send(envelope);
    expect(first).toMatchObject({ state: 'applied', result: { posted: true, missing: 4 } });
    expect(await phone.send(envelope)).toMatchObject([{ state: 'applied', replayed: true }]);
    expect(await lying(mission, truck.item, convoy.store)).toEqual({ good: 96 });
    expect(await outsideOf(mission, truck.item, 'in-dispute')).toBe(4);
    expect(await openKinds(truck.legId)).toEqual([]);
    const kept = await mission.tx((tx) => tx.query('select point_accuracy_m from deliveries where leg_id = $1', [truck.legId]));
    expect(kept.rows).toEqual([{ point_accuracy_m: 12 }]);
  });

  test('and the partner at its desk count differently: the first moves the goods, one case holds both', async () => {
    const truck = await sent(100);
    const desk = await mission.apply(recordDelivery, receipt(convoy, truck.legId, [{ lineId: truck.line, good: 100 }]), {
      as: convoy.partnerUser,
    });
    // Told the day after, of the same hour.
    const late = await tell(receiveByWaybill, byWaybill(truck, 90), { occurredAt: '2023-02-28T09:00:00.000Z' });
    expect(late).toMatchObject({ state: 'applied', result: { posted: false } });
    expect(desk.posted).toBe(true);
    expect(await lying(mission, truck.item, convoy.store)).toEqual({ good: 100 });
    const { discrepancyId } = (late as unknown as { result: { discrepancyId: string } }).result;
    const page = await mission.ask(getDiscrepancy, { discrepancyId });
    expect(page.lines.map((line) => `${line.kind} ${line.qty}`)).toEqual(['counts-differ 10']);
    const { accounts } = await mission.ask(getIncoming, { legId: truck.legId });
    expect(accounts.map((account) => account.at)).toContain('2023-02-28T09:00:00.000Z');
  });

  test('takes in after all what was refused; without saying so it gives another account, as an older app does', async () => {
    const truck = await sent(100);
    const part = truck.says.l.map(([lineNo, item]) => ({ lineNo, item, good: 90, refused: 10, refusedFor: 'no-room' }));
    expect(await tell(receiveByWaybill, byWaybill(truck, 0, { lines: part }))).toMatchObject({ state: 'applied', result: { refused: 10 } });
    expect(await tell(receiveByWaybill, byWaybill(truck, 10))).toMatchObject({ state: 'applied', result: { posted: false } });
    const taken = await tell(receiveByWaybill, byWaybill(truck, 10, { ofRefused: true }));
    expect(taken).toMatchObject({ state: 'applied', result: { posted: true, missing: 0, extra: 0 } });
    expect(await lying(mission, truck.item, convoy.store)).toEqual({ good: 100 });
    expect(await openKinds(truck.legId)).toEqual([]);
  });

  test('tells a code that was altered: the count is kept, and somebody looks at it', async () => {
    const truck = await sent(10);
    const { keyId } = readSigned(truck.code);
    const forged =
      textToSign('wb', keyId, { ...truck.says, l: [[1, truck.says.l[0]![1], 99]] }) + truck.code.slice(truck.code.lastIndexOf('.'));
    expect(await tell(receiveByWaybill, byWaybill({ ...truck, code: forged }, 10))).toMatchObject({ state: 'applied' });
    expect(await openKinds(truck.legId)).toEqual(['supply.waybill-doubtful']);
  });

  test('names a waybill or a line that nobody knows: it waits for a person and is not lost', async () => {
    const truck = await sent(10);
    const unknown = byWaybill({ ...truck, says: { ...truck.says, n: 'WB-XXX-2023-999999-99' } }, 10);
    expect(await tell(receiveByWaybill, unknown)).toMatchObject({ state: 'parked' });
    const otherLine = byWaybill(truck, 10, { lines: [{ lineNo: 7, item: 'NOT-ON-IT', good: 10 }] });
    expect(await tell(receiveByWaybill, otherLine)).toMatchObject({ state: 'parked' });
  });

  test('may not receive where its user has no reach: it waits for a person', async () => {
    const truck = await sent(10);
    const grant = { permissions: [receiveByWaybill.name], scope: { kind: 'org', id: newId() }, orgKind: 'partner' } as const;
    const elsewhere = await mission.user(grant);
    const other = await enrolTestDevice(mission, elsewhere);
    expect(await other.send(await other.write(receiveByWaybill, byWaybill(truck, 10)))).toMatchObject([{ state: 'parked' }]);
  });
});

describe('goods that are refused', () => {
  test('stay on the truck, dispatch hears of it, and they may still be received', async () => {
    const truck = await sent(30);
    expect(await tell(recordPassage, { legId: truck.legId, passage: 'arrived' })).toMatchObject({ state: 'applied' });
    expect(await tell(recordRefusal, { legId: truck.legId, reason: 'no-room' })).toMatchObject({ state: 'applied' });
    expect(await openKinds(truck.legId)).toEqual(['supply.delivery-refused']);
    const { rows } = await mission.tx((tx) =>
      tx.query<{ figures: object }>('select figures from exceptions where subject_id = $1', [truck.legId]),
    );
    expect(rows).toMatchObject([{ figures: { why: 'no_room' } }]);
    expect(await lying(mission, truck.item, truck.truckPlaceId)).toEqual({ good: 30 });
    const shown = await mission.ask(getShipment, { shipmentId: truck.shipmentId });
    expect(shown.legs[0]!.state).toBe('arrived');
    expect(await tell(recordDelivery, receipt(convoy, truck.legId, [{ lineId: truck.line, good: 30 }]))).toMatchObject({
      state: 'applied',
      result: { posted: true, missing: 0 },
    });
  });
});

test('a delivery written by an older app is understood', async () => {
  const truck = await sent(10);
  const old = receipt(convoy, truck.legId, [{ lineId: truck.line, good: 10 }], { point: { lat: 36.3, lon: 36.8 } });
  expect(await tell(recordDelivery, old, { version: 1 })).toMatchObject({ state: 'applied', result: { posted: true } });
});

test('a truck that took over its load and left at the same instant is on the road, and stays there', async () => {
  const item = await stock(convoy, 50);
  const shipment = await plan(convoy, [await allocate(convoy, item, 50)]);
  const line = { lineId: shipment.lines[0]!, qty: 50 };
  const first = await leg(convoy, shipment.shipmentId, [line], { toPlaceId: convoy.hub, crossingId: undefined, crossingDay: undefined });
  const second = await leg(convoy, shipment.shipmentId, [], onward(convoy));
  await load(convoy, first.legId);
  const occurredAt = '2023-03-01T09:30:00.000Z';
  const parts = [{ toLegId: second.legId, lines: [{ lineId: line.lineId, good: 50 }] }];
  await mission.apply(recordCrossLoad, { legId: first.legId, documentId: newId(), parts, empty: true }, { occurredAt });
  await mission.apply(recordDeparture, { legId: second.legId, documentId: newId() }, { occurredAt });
  const { legs } = await mission.ask(getShipment, { shipmentId: shipment.shipmentId });
  expect(legs.map((row) => row.state)).toEqual(['emptied', 'departed']);
});
