import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { approved, bring, kit, plan, setYard, sign } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { allocate, listPicks, previewAllocation } from '../../contract/requests/allocation.ts';
import { getRequest } from '../../contract/requests/requests.ts';

let mission: TestMission;
let yard: Yard;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
});
afterAll(() => mission.close());

it('neither the preview nor what is set aside names a grant, in no reason either, to whoever does not read grants', async () => {
  const grant = await sign(mission, yard);
  const item = await kit(mission, false);
  await bring(mission, yard, item, 10, { grant });
  await bring(mission, yard, item, 10, { grant: await sign(mission, yard, { endsOn: '2023-03-15' }) });
  const { planId } = await plan(mission, yard, [item]);
  const requestId = await approved(mission, yard, planId, [{ itemId: item, qty: 10 }]);
  const seen = async (more: readonly string[]) => {
    const who = await mission.user({ permissions: ['supply.allocate', 'supply.list-requests', 'supply.list-picks', ...more] });
    const preview = await mission.ask(previewAllocation, { placeId: yard.warehouse, requestIds: [requestId] }, who);
    const picks = (await mission.ask(listPicks, { requestIds: [requestId] }, who)).rows;
    return JSON.stringify([preview, picks, (await mission.ask(getRequest, { requestId }, who)).picks]);
  };
  const before = await seen([]);
  expect(before).toContain('grant-fits');
  await mission.apply(allocate, { placeId: yard.warehouse, requests: [{ allocationId: newId(), requestId }] });
  const after = await seen([]);
  for (const text of [before, after]) expect(text).not.toMatch(/"G-\d/);
  expect(after).not.toContain(grant);
  expect(after).toContain('grant-fits');
  expect(await seen(['orgs.list-grants'])).toMatch(/"G-\d/);
});
