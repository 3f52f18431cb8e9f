import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { setPin } from '../contract/pins.ts';
import { getHousehold } from '../contract/queries.ts';
import { closeHousehold } from '../contract/register.ts';

let mission: TestMission;
let lead: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  lead = await clerk(mission, north, [setPin.name, closeHousehold.name]);
});
afterAll(() => mission.close());

const proof = 'p'.repeat(43);
const choose = (householdId: string, as = lead) => mission.run(setPin, { householdId, pin: proof }, { as });

it('a household’s PIN is set within one’s reach alone, and nobody is told which it is', async () => {
  const { householdId } = await register(mission, [member('Samiha Adib Naddaf')], {}, { as: lead });
  expect(await choose(householdId, await clerk(mission, south, [setPin.name]))).toMatchObject({ state: 'refused' });
  expect(await choose(householdId, await clerk(mission, north))).toMatchObject({ problem: { type: 'common.not-permitted' } });
  expect((await mission.ask(getHousehold, { householdId }, lead)).pin).toBeNull();
  expect(await choose(householdId)).toMatchObject({ state: 'applied' });
  const page = await mission.ask(getHousehold, { householdId }, lead);
  expect(page.pin).toMatchObject({ setBy: expect.any(String) });
  expect(JSON.stringify(page)).not.toContain(proof);
});

it('a household that is closed loses its PIN and is given no other', async () => {
  const { householdId } = await register(mission, [member('Bassima Adib Naddaf')], {}, { as: lead });
  await choose(householdId);
  expect(await mission.run(closeHousehold, { householdId, on: '2023-04-01', reason: 'left' }, { as: lead })).toMatchObject({
    state: 'applied',
  });
  const kept = () =>
    mission
      .asOwner((client) => client.query('select from household_pins where household_id = $1', [householdId]))
      .then((found) => found.rowCount);
  expect(await kept()).toBe(0);
  expect(await choose(householdId)).toMatchObject({ problem: { type: 'people.household-closed' } });
  expect(await kept()).toBe(0);
});
