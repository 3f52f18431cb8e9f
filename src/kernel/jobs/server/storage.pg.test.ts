import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getStorage } from '../contract/storage.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

it('tells how much the mission takes up, the largest tables first', async () => {
  const storage = await mission.ask(getStorage, {});
  expect(storage.database).toMatch(/^\d+/);
  expect(storage.missionBytes).toBeGreaterThan(0);
  expect(storage.missionBytes).toBeLessThanOrEqual(storage.databaseBytes);
  const sizes = storage.tables.map((table) => table.bytes);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes.length).toBeGreaterThan(3);
});

it('is not told to whoever lacks the right', async () => {
  const nobody = await mission.user({ permissions: [] });
  await expect(mission.ask(getStorage, {}, nobody)).rejects.toMatchObject({ code: 'common.not-permitted' });
});
