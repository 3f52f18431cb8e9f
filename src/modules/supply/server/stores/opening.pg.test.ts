import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { lies } from '#tests/support/stores.ts';
import { enterOpeningStock } from '../../contract/stores/opening.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

test('of two sheets that were checked before either was applied, one opens the stock and the other is refused', async () => {
  const item = await makeItem(mission);
  const sheet = () =>
    mission
      .apply(enterOpeningStock, {
        source: 'Stock of the first day',
        lines: [{ placeId: stage.binA, itemId: item, condition: 'good', owner: 'own', qty: 40 }],
      })
      .then(
        () => 'opened',
        (error: unknown) => (String(error).includes('supply.opening-exists') ? 'refused' : String(error)),
      );
  expect((await Promise.all([sheet(), sheet()])).toSorted()).toEqual(['opened', 'refused']);
  expect(await lies(mission, { item, condition: 'good' })).toBe(40);
});
