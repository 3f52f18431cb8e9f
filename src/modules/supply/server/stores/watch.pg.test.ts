import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { openExceptions, received } from '#tests/support/stores.ts';
import { approveDocument, askRelease, quarantineStock } from '../../contract/stores/documents.ts';
import { watchStores } from '../../contract/stores/keeping.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

describe('the look through the stores in the morning', () => {
  test('tells of goods that wait in quarantine, stays with it while they do, and ends it when none waits any more', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 12 });
    const at = { item, place: stage.binA, condition: 'good' as const, owner: 'own' as const };
    const head = () => ({ documentId: newId(), placeId: stage.warehouse });
    await mission.apply(quarantineStock, { ...head(), lines: [{ at, qty: 12 }], reason: 'wet cartons' });
    for (const day of ['2023-03-20', '2023-03-21']) {
      mission.setNow(`${day}T05:10:00Z`);
      await mission.apply(watchStores, {});
      expect(await openExceptions(mission, stage.warehouse)).toEqual(['supply.quarantine-waits']);
    }
    const release = head();
    const lines = [{ at: { ...at, condition: 'quarantine' as const }, qty: 12 }];
    await mission.apply(askRelease, { ...release, lines, reason: 'dried and counted' });
    const second = await mission.user({ permissions: ['supply.approve-document'] });
    await mission.apply(approveDocument, { documentId: release.documentId }, { as: second });
    expect(await openExceptions(mission, stage.warehouse)).toEqual(['supply.quarantine-waits']);
    mission.setNow('2023-03-22T05:10:00Z');
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, stage.warehouse)).toEqual([]);
  });
});
