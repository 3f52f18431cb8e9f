import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allocate, leg, load, plan, receipt, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';

let mission: TestMission;
/** A truck that was loaded and received, so that every statement below has something to spoil. */
beforeAll(async () => {
  mission = await openTestMission([yard]);
  const convoy = await setConvoy(mission);
  const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, await stock(convoy, 10), 10)]);
  const { legId } = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 10 }], straight(convoy));
  await load(convoy, legId);
  const delivery = receipt(convoy, legId, [{ lineId: lines[0]!, good: 10 }], { fromPaper: true });
  await mission.apply(recordDelivery, delivery);
  await mission.apply(
    checkPaper,
    { keyedId: delivery.deliveryId, agrees: true },
    { as: await mission.user({ permissions: [checkPaper.name] }) },
  );
});
afterAll(() => mission.close());

const each = (table: string, ...sets: string[]) => sets.map((set) => `update ${table} set ${set}`);
/** What the tables of trucks and deliveries refuse even to their owner, whatever the program may have got wrong. */
const guards: Readonly<Record<string, readonly string[]>> = {
  shipments_state_check: each('shipments', `state = 'lost'`),
  shipments_cancelled_check: each('shipments', `cancel_reason = 'x'`),
  shipments_places_check: each('shipments', 'consignee_place_id = origin_place_id'),
  shipment_legs_state_check: each('shipment_legs', `state = 'lost'`),
  shipment_legs_places_check: each('shipment_legs', 'to_place_id = from_place_id'),
  shipment_legs_crossing_check: each('shipment_legs', `crossing_day = '2023-03-01'`),
  shipment_leg_lines_qty_check: each(
    'shipment_leg_lines',
    'planned = -1',
    'loaded = -1',
    'off_good = -1',
    'off_damaged = -1',
    'damaged = -1',
    'lost = -1',
  ),
  shipment_facts_kind_check: each('shipment_facts', `kind = 'sunk'`),
  deliveries_kind_check: each('deliveries', `kind = 'gift'`),
  deliveries_side_check: each('deliveries', `side = 'nobody'`),
  deliveries_point_check: each('deliveries', 'point_lat = 91, point_lon = 0', 'point_lat = 0, point_lon = -181', 'point_lat = 36'),
  deliveries_point_accuracy_m_check: each('deliveries', 'point_accuracy_m = 10', 'point_lat = 0, point_lon = 0, point_accuracy_m = 100001'),
  delivery_lines_qty_check: each('delivery_lines', 'good = -1', 'damaged = -1', 'missing = -1', 'extra = -1', 'sent = -1'),
  delivery_lines_sum_check: each('delivery_lines', 'sent = sent + 1'),
  delivery_lines_refused_check: each('delivery_lines', `refused_for = 'other'`),
  keyed_papers_record_check: each('keyed_papers', 'delivery_id = null', 'receipt_id = id'),
  keyed_papers_id_check: [
    'insert into keyed_papers select gen_random_uuid(), delivery_id, null, null, null, keyed_by, keyed_at, command_id from keyed_papers',
  ],
  keyed_checks_second_person_check: each('keyed_checks', 'checked_by = keyed_by'),
  keyed_checks_note_check: each('keyed_checks', 'agrees = false'),
  keyed_checks_id_fkey: each('keyed_checks', 'keyed_by = checked_by, checked_by = keyed_by'),
  keyed_papers_delivery_id_fkey: [
    'delete from keyed_checks; update keyed_papers set keyed_by = (select id from users where id <> keyed_by limit 1)',
  ],
};

describe('a guard of trucks and deliveries', () => {
  test.each(Object.entries(guards))('%s refuses, even to the owner', async (name, statements) => {
    for (const statement of statements)
      await expect(
        mission.asOwner((client) => client.query(`begin; ${statement}; rollback`)),
        statement,
      ).rejects.toMatchObject({ constraint: name });
  });
});
