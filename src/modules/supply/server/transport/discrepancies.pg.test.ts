import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import { lying, outsideOf, receipt, setConvoy } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { outcomeOf, refused, shortTruck } from '#tests/support/differences.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import {
  agreeDiscrepancy,
  decideOutcome,
  getDiscrepancy,
  listDiscrepancies,
  proposeOutcome,
} from '../../contract/transport/discrepancies.ts';

let mission: TestMission;
let convoy: Convoy;
let approver: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  approver = await mission.user({ permissions: ['supply.decide-outcome', 'supply.list-discrepancies'] });
});
afterAll(() => mission.close());

const shownCase = (discrepancyId: string) => mission.ask(getDiscrepancy, { discrepancyId });
const short = (qty: number, good: number, damaged = 0) => shortTruck(mission, convoy, { qty, good, damaged });

test('a case is found by its number, by its waybill and by its shipment', async () => {
  const { discrepancyId } = await short(10, 9);
  const { rows } = await mission.ask(listDiscrepancies, {});
  const { number, waybill, shipmentNumber } = rows.find((row) => row.id === discrepancyId)!;
  for (const search of [number, waybill, shipmentNumber, waybill.slice(3).toLowerCase()]) {
    const found = await mission.ask(listDiscrepancies, { search });
    expect(found.rows.map((row) => row.id)).toContain(discrepancyId);
  }
  expect((await mission.ask(listDiscrepancies, { search: 'WB-XYZ' })).total).toBe(0);
});

describe('how a difference ends', () => {
  test('found: back into a place', async () => {
    const { item, discrepancyId } = await short(100, 95);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    expect(await mission.run(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'found', qty: 2 }))).toMatchObject(
      refused('place-missing'),
    );
    await mission.apply(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'found', qty: 2, placeId: convoy.store }));
    expect(await lying(mission, item, convoy.store)).toEqual({ good: 97 });
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(3);
  });

  test('nobody writes off what they have proposed themselves', async () => {
    const { item, discrepancyId } = await short(100, 95);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    const wish = outcomeOf(discrepancyId, line.id, { outcome: 'written-off', qty: 5 });
    expect(await mission.apply(proposeOutcome, wish)).toEqual({ state: 'proposed' });
    expect(await outsideOf(mission, item, 'lost')).toBe(0);
    const decide = { discrepancyId, outcomeId: wish.outcomeId, documentId: newId(), approve: true, reason: 'committee of 14 March' };
    const told = async (as?: string) => (await mission.ask(listMine, {}, as)).rows.filter((row) => row.subject.id === discrepancyId);
    expect([(await told(approver)).map((row) => row.kind), await told()]).toEqual([['write-off-waits'], []]);
    expect(await mission.run(decideOutcome, decide)).toMatchObject(refused('approver-same'));
    await mission.apply(decideOutcome, decide, { as: approver });
    expect(await outsideOf(mission, item, 'lost')).toBe(5);
    expect(await outsideOf(mission, item, 'in-dispute')).toBe(0);
  });

  test('the database itself keeps the second person', async () => {
    const { discrepancyId } = await short(10, 9);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    const wish = outcomeOf(discrepancyId, line.id, { outcome: 'written-off', qty: 1 });
    await mission.apply(proposeOutcome, wish);
    const cheat = mission.tx((tx) =>
      tx.query(`update discrepancy_outcomes set state = 'done', decided_by = proposed_by, decided_at = now() where id = $1`, [
        wish.outcomeId,
      ]),
    );
    await expect(cheat).rejects.toMatchObject({ code: 'supply.approver-same' });
  });

  test('what waits for approval is spoken for, and what was declined is free again', async () => {
    const { discrepancyId } = await short(100, 95);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    const wish = outcomeOf(discrepancyId, line.id, { outcome: 'written-off', qty: 5 });
    await mission.apply(proposeOutcome, wish);
    const pays = () => mission.run(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'transporter-pays', qty: 5 }));
    expect(await pays()).toMatchObject(refused('outcome-too-much', { asked: 5, left: 0 }));
    await mission.apply(
      decideOutcome,
      { discrepancyId, outcomeId: wish.outcomeId, documentId: newId(), approve: false, reason: 'transporter is liable' },
      { as: approver },
    );
    expect((await pays()).state).toBe('applied');
  });

  test('an end that does not fit the difference is refused', async () => {
    const { discrepancyId } = await short(10, 9);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    expect(await mission.run(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'counted-again', qty: 1 }))).toMatchObject(
      refused('end-unfit'),
    );
    expect(await mission.run(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'transporter-pays', qty: 2 }))).toMatchObject(
      refused('outcome-too-much'),
    );
  });

  test('it is closed when both ends agree, and not while anything is open', async () => {
    const { discrepancyId } = await short(100, 90, 5);
    const agree = async (as?: string) =>
      mission.run(agreeDiscrepancy, { discrepancyId, version: (await shownCase(discrepancyId)).version }, as ? { as } : {});
    expect(await agree()).toMatchObject(refused('not-settled', { open: 2 }));
    for (const row of (await shownCase(discrepancyId)).lines)
      await mission.apply(proposeOutcome, outcomeOf(discrepancyId, row.id, { outcome: 'transporter-pays', qty: row.qty }));
    expect(await agree(convoy.partnerUser)).toMatchObject({ result: { closed: false } });
    expect(await agree()).toMatchObject({ result: { closed: true } });
    expect(await shownCase(discrepancyId)).toMatchObject({ state: 'closed', ours: true, theirs: true });
    expect(await agree()).toMatchObject(refused('discrepancy-closed'));
  });

  test('a partner without a computer agrees on paper; nobody agrees twice for one end', async () => {
    const { discrepancyId } = await short(10, 9);
    const line = (await shownCase(discrepancyId)).lines[0]!;
    await mission.apply(proposeOutcome, outcomeOf(discrepancyId, line.id, { outcome: 'transporter-pays', qty: 1 }));
    const version = async () => (await shownCase(discrepancyId)).version;
    await mission.apply(agreeDiscrepancy, { discrepancyId, version: await version() });
    expect(await mission.apply(agreeDiscrepancy, { discrepancyId, version: await version(), forPartnerByPaper: 'letter 17/2023' })).toEqual(
      { closed: true },
    );
  });

  test('a later account opens a closed case again', async () => {
    const { discrepancyId, legId, line } = await short(10, 9);
    const row = (await shownCase(discrepancyId)).lines[0]!;
    await mission.apply(proposeOutcome, outcomeOf(discrepancyId, row.id, { outcome: 'transporter-pays', qty: 1 }));
    await mission.apply(agreeDiscrepancy, { discrepancyId, version: (await shownCase(discrepancyId)).version });
    await mission.apply(agreeDiscrepancy, { discrepancyId, version: (await shownCase(discrepancyId)).version }, { as: convoy.partnerUser });
    expect((await shownCase(discrepancyId)).state).toBe('closed');
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 8 }], { fromPaper: true }));
    expect(await shownCase(discrepancyId)).toMatchObject({ state: 'open', ours: false, theirs: false });
  });
});
