import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { allocate, leg, load, plan, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listConsignmentLines } from '../../contract/overview/lines.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { openNotification } from '../../contract/transport/border.ts';
import { recordDeparture } from '../../contract/transport/legs.ts';

let mission: TestMission;
let convoy: Convoy;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  await mission.tx((tx) => tx.query(`update sites set lat = 36.2345, lon = 36.7654, precision = 'surveyed' where code = 'S-STORE'`));
  await truck('2023-02-27T06:00:00Z');
  await truck('2023-03-01T06:00:00Z');
  await truck(null);
});
afterAll(() => mission.close());

/** A truck straight to the store that left then, or is only loaded. */
async function truck(departedAt: string | null): Promise<void> {
  const item = await stock(convoy, 10);
  const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 10)]);
  const { legId } = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 10 }], {
    ...straight(convoy),
    plannedAt: departedAt ?? '2023-03-05T06:00:00Z',
  });
  await load(convoy, legId);
  if (departedAt) await mission.apply(recordDeparture, { legId, documentId: newId() }, { occurredAt: departedAt });
}

test('who sees movements sees sites and what is planned; a point in Syria is rounded even for them', async () => {
  const march = await mission.ask(listConsignmentLines, { month: '2023-03' });
  expect(march).toMatchObject({ near: true, months: ['2023-02', '2023-03'] });
  expect(march.lines).toMatchObject([{ trucks: 1, planned: 1, to: { lat: 36.2, lon: 36.8, names: { en: 'Store' } } }]);
});

test('everybody else sees districts up to yesterday: no truck of today, no plan, no site', async () => {
  const reader = await mission.user({ permissions: ['supply.list-past-movements'] });
  const all = await mission.ask(listConsignmentLines, {}, reader);
  expect(all).toMatchObject({ near: false, month: '2023-02', months: ['2023-02'] });
  expect(all.lines).toMatchObject([{ trucks: 1, planned: 0, from: { names: { en: 'Gaziantep' } }, to: { names: { en: 'Harim' } } }]);
  expect((await mission.ask(listConsignmentLines, { month: '2023-03' }, reader)).lines).toEqual([]);
  expect(JSON.stringify(all)).not.toMatch(/Store|Burç|36\.23/);
});

test('a partner sees lines of its own trucks alone', async () => {
  const permissions = ['supply.list-past-movements'];
  const own = await mission.user({ permissions, scope: { kind: 'org', id: convoy.partner }, orgKind: 'partner', orgId: convoy.partner });
  expect((await mission.ask(listConsignmentLines, {}, own)).lines).toHaveLength(1);
  const strangers = newId();
  const stranger = await mission.user({ permissions, scope: { kind: 'org', id: strangers }, orgKind: 'partner', orgId: strangers });
  expect((await mission.ask(listConsignmentLines, {}, stranger)).lines).toEqual([]);
});

test('trucks that wait for a partner are counted for it, and a border list near its cut-off only for who sees movements', async () => {
  const item = await stock(convoy, 10);
  const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 10)]);
  const { legId } = await leg(convoy, shipmentId, [{ lineId: lines[0]!, qty: 10 }]);
  await mission.apply(openNotification, {
    notificationId: newId(),
    office: 'GZT',
    crossingId: 'bab-al-hawa',
    crossingDay: '2023-03-02',
    cutOffAt: '2023-03-01T15:00:00Z',
    legIds: [legId],
  });
  expect(await mission.ask(getNeeds, {})).toMatchObject({ trucksToReceive: 3, listsClosing: 1 });
  const permissions = ['supply.get-needs', 'supply.record-delivery', 'supply.list-incoming'];
  const own = await mission.user({ permissions, scope: { kind: 'org', id: convoy.partner }, orgKind: 'partner', orgId: convoy.partner });
  expect(await mission.ask(getNeeds, {}, own)).toMatchObject({ trucksToReceive: 3, listsClosing: 0, casesDue: 0 });
  const strangers = newId();
  const stranger = await mission.user({ permissions, scope: { kind: 'org', id: strangers }, orgKind: 'partner', orgId: strangers });
  expect(await mission.ask(getNeeds, {}, stranger)).toMatchObject({ trucksToReceive: 0 });
});
