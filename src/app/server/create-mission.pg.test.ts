import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { createMission } from './start.ts';
import type { MissionToCreate } from './start.ts';

let test: TestMission;
beforeAll(async () => void (test = await openTestMission()));
afterAll(() => test.close());

const make = (over: Partial<MissionToCreate>) =>
  createMission(
    { adminUrl: test.adminUrl, kervan: test.kervan },
    { slug: 'north', name: 'North', demo: false, practiceOf: null, timeZone: 'Europe/Istanbul', ...over },
  );
const schemas = () =>
  test.asOwner(async (client) => {
    const found = await client.query<{ nspname: string }>('select nspname from pg_namespace order by nspname');
    return found.rows.map((row) => row.nspname);
  });

describe('making a mission', () => {
  it.each([
    ['a slug with a capital', { slug: 'North' }],
    ['a slug with a blank', { slug: 'the north' }],
    ['practice for a mission that is not', { slug: 'north-practice', practiceOf: 'nowhere' }],
  ])('leaves no schema behind after %s', async (_case, over) => {
    const before = await schemas();
    await expect(make(over)).rejects.toThrow();
    expect(await schemas()).toEqual(before);
  });

  it('leaves no schema behind when only the list refuses it', async () => {
    const before = await schemas();
    await expect(make({ slug: 'west', name: null as unknown as string })).rejects.toThrow(/null value/);
    expect(await schemas()).toEqual(before);
  });

  it('makes it whole, and refuses the same name again without touching it', async () => {
    await make({});
    expect(await schemas()).toContain('m_north');
    expect(test.kervan.missions.find('north')).toMatchObject({ slug: 'north' });
    await expect(make({ name: 'Other' })).rejects.toThrow('already');
    expect(await schemas()).toContain('m_north');
  });
});
