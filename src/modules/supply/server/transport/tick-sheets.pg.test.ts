import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { accept, allocate, leg, load, onward, plan, setConvoy, stock } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { refused } from '#tests/support/differences.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { checkTickSheet } from '../../contract/transport/paper-checks.ts';
import { recordCrossLoad } from '../../contract/transport/road.ts';
import { getShipment, listShipments, seeMovements } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
let second: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  second = await mission.user({ permissions: [checkTickSheet.name, seeMovements.name, getNeeds.name] });
});
afterAll(() => mission.close());

/** A truck whose load passed on at the hub, keyed from the monitors' sheet or told as it was seen. */
async function passedOn(fromPaper: boolean) {
  const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, await stock(convoy, 100), 100)]);
  const lineId = lines[0]!;
  const { legId } = await leg(convoy, shipmentId, [{ lineId, qty: 100 }]);
  await accept(convoy, [legId]);
  await load(convoy, legId);
  const next = await leg(convoy, shipmentId, [], onward(convoy));
  await mission.apply(recordCrossLoad, {
    legId,
    documentId: newId(),
    parts: [{ toLegId: next.legId, lines: [{ lineId, good: 100 }] }],
    empty: true,
    ticks: [{ lineId, ticked: true, qty: 100 }],
    sheet: 'UNMM 23/0418',
    fromPaper,
  });
  const fact = async (as?: string) =>
    (await mission.ask(getShipment, { shipmentId }, as)).legs[0]!.facts.find((one) => one.kind === 'cross-loaded')!;
  return { legId, shipmentId, fact, factId: (await fact()).id };
}
const waiting = async (as?: string) => (await mission.ask(getNeeds, {}, as)).sheetsToCheck;
const listed = async (as?: string) => (await mission.ask(listShipments, { sheetsToCheck: true, limit: 1000 }, as)).rows;

test('a sheet keyed at the hub is held against its paper by a second person, once', async () => {
  const before = [await waiting(), await waiting(second)];
  const { legId, shipmentId, fact, factId } = await passedOn(true);
  expect([await waiting(), await waiting(second)]).toEqual([before[0], before[1]! + 1]);
  expect((await listed(second)).find((row) => row.id === shipmentId)).toMatchObject({ sheets: 1 });
  expect(await listed()).toEqual([]);
  expect(await fact()).toMatchObject({ fromPaper: true, mine: true, check: null });
  const check = { legId, factId, agrees: true };
  expect(await mission.run(checkTickSheet, check)).toMatchObject(refused('checker-same'));
  expect(await mission.run(checkTickSheet, { ...check, agrees: false }, { as: second })).toMatchObject(refused('check-note-missing'));
  await mission.apply(checkTickSheet, check, { as: second });
  expect(await mission.run(checkTickSheet, check, { as: second })).toMatchObject(refused('paper-checked'));
  expect(await fact(second)).toMatchObject({ mine: false, check: { agrees: true } });
  expect([await waiting(second), (await listed(second)).map((row) => row.id).includes(shipmentId)]).toEqual([before[1], false]);
});

test('the database itself keeps the second person of a sheet, and that who disagrees says why', async () => {
  const { factId } = await passedOn(true);
  const insert = (agrees: boolean, by: string) =>
    mission.tx((tx) =>
      tx.query(
        `insert into sheet_checks (fact_id, keyed_by, agrees, checked_by, checked_at, command_id) select id, actor_id, $2, ${by}, recorded_at, command_id from shipment_facts where id = $1`,
        [factId, agrees],
      ),
    );
  await expect(insert(true, 'actor_id')).rejects.toMatchObject({ code: 'supply.checker-same' });
  await expect(insert(false, `'${second}'::uuid`)).rejects.toMatchObject({ code: 'supply.check-note-missing' });
});

test('a sheet that does not agree asks somebody, and what was told as it was seen is no paper', async () => {
  const { legId, factId } = await passedOn(true);
  await mission.apply(checkTickSheet, { legId, factId, agrees: false, note: 'the sheet says 90' }, { as: second });
  const open = await mission.ask(listExceptions, { subjectKind: 'shipment-leg', subjectId: legId });
  expect(open.rows.map((row) => row.kind)).toContain('supply.paper-misread');
  const seen = await passedOn(false);
  expect(await seen.fact()).toMatchObject({ fromPaper: false });
  const check = { legId: seen.legId, factId: seen.factId, agrees: true };
  expect(await mission.run(checkTickSheet, check, { as: second })).toMatchObject(refused('not-from-paper'));
  expect(await mission.run(checkTickSheet, { ...check, legId }, { as: second })).toMatchObject(refused('leg-not-found'));
});
