import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missionMigrations } from '#foundation/db/migrate.ts';
import { newId } from '#foundation/ids.ts';
import { receipt, setConvoy } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { sentTruck } from '#tests/support/differences.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { getShipment } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
});
afterAll(() => mission.close());

const mend = readFileSync(join(missionMigrations, '20261128T1010_supply_tell-what-nobody-took-in.sql'), 'utf8');

/** A truck of which so much was taken in; the rest was refused and came back. */
async function cameBack(good: number) {
  const { legId, line, shipmentId } = await sentTruck(convoy, 100);
  const part = { lineId: line, good, refused: 100 - good, refusedFor: 'expired' as const };
  await mission.apply(recordDelivery, receipt(convoy, legId, [part]));
  const back = receipt(convoy, legId, [{ lineId: line, good: 100 - good }], { placeId: convoy.binB, returned: true });
  await mission.apply(recordDelivery, back);
  return { legId, shipmentId, back };
}
/** As it was written before a delivery said whether anything was taken in. */
const asOf = (legId: string, shipmentId: string, state: string) =>
  mission.asOwner(async (client) => {
    await client.query(`update shipment_facts set data = data - 'took' where leg_id = $1`, [legId]);
    await client.query('update shipment_legs set state = $2 where id = $1', [legId, state]);
    await client.query(`update shipments set state = 'received' where id = $1`, [shipmentId]);
  });
const states = async (shipmentId: string) => {
  const { state, legs } = await mission.ask(getShipment, { shipmentId });
  return [state, legs[0]!.state];
};

test('an old truck of which all was refused and came back is returned again, and stays it with what is told later', async () => {
  const { legId, shipmentId, back } = await cameBack(0);
  expect(await states(shipmentId)).toEqual(['returned', 'returned']);
  for (const state of ['received', 'part-delivered']) {
    await asOf(legId, shipmentId, state);
    await mission.asOwner((client) => client.query(mend));
    expect(await states(shipmentId)).toEqual(['returned', 'returned']);
  }
  await mission.apply(recordDelivery, { ...back, deliveryId: newId(), documentId: newId() });
  expect(await states(shipmentId)).toEqual(['returned', 'returned']);
});

test('one of which a part was taken in stays part delivered, and one that brought nothing back stays received', async () => {
  const some = await cameBack(60);
  await asOf(some.legId, some.shipmentId, 'part-delivered');
  const { legId, line, shipmentId } = await sentTruck(convoy, 100);
  await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 0 }]));
  await asOf(legId, shipmentId, 'received');
  await mission.asOwner((client) => client.query(mend));
  expect([await states(some.shipmentId), await states(shipmentId)]).toEqual([
    ['received', 'part-delivered'],
    ['received', 'received'],
  ]);
});
