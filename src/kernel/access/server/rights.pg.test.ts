import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { enter } from '#tests/support/sign-in.ts';
import { changeRole, createRole, explain } from '../contract/roles.ts';
import { assignRole, endAssignment, listUsers } from '../contract/users.ts';

let mission: TestMission;
const names = { en: 'Reader', tr: 'Okuyan', ar: 'قارئ' };
beforeAll(async () => {
  mission = await openTestMission();
  await mission.apply(createRole, { roleId: 'reader', names, permissions: ['access.list-users', 'places.list-sites'] });
});
afterAll(() => mission.close());

async function reader(dates: { from?: string; until?: string } = {}) {
  const { userId } = await enter(mission);
  const assignmentId = newId();
  await mission.apply(assignRole, { assignmentId, userId, roleId: 'reader', scope: { kind: 'area', id: 'SYR02' }, ...dates });
  return { userId, assignmentId };
}
const whyOf = async (userId: string) => (await mission.ask(explain, { userId })).rows;

describe('who may do what, and why', () => {
  it('names permission, place, dates, role and who gave it', async () => {
    const { userId } = await reader({ until: '2023-12-31T00:00:00Z' });
    const rows = await whyOf(userId);
    expect(rows.map((row) => row.permission)).toEqual(['access.list-users', 'places.list-sites']);
    expect(rows[0]).toMatchObject({
      roleId: 'reader',
      scopeKind: 'area',
      scopeId: 'SYR02',
      until: '2023-12-31T00:00:00.000Z',
      state: 'in-force',
      givenBy: 'Kervan',
    });
  });

  it('tells what counts now from what begins later or is over', async () => {
    const [now, later, over] = [
      await reader({ from: '2023-01-01T00:00:00Z' }),
      await reader({ from: '2023-06-01T00:00:00Z' }),
      await reader({ from: '2023-01-01T00:00:00Z', until: '2023-02-01T00:00:00Z' }),
    ];
    const states = [];
    for (const { userId } of [now, later, over]) states.push((await whyOf(userId))[0]!.state);
    expect(states).toEqual(['in-force', 'later', 'over']);
    // And so says the server when they ask.
    await expect(mission.ask(listUsers, {}, now.userId)).resolves.toBeDefined();
    for (const { userId } of [later, over])
      await expect(mission.ask(listUsers, {}, userId)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });

  it('shows what a permission opens, and forgets what was taken away', async () => {
    const { userId, assignmentId } = await reader();
    expect((await mission.ask(explain, { permission: 'audit.open-personal' })).rows.every((row) => row.opens === 'persons')).toBe(true);
    await mission.apply(endAssignment, { assignmentId });
    expect(await whyOf(userId)).toEqual([]);
  });

  it('follows a role that changes, at once', async () => {
    const { userId } = await reader();
    await mission.apply(changeRole, { roleId: 'reader', names, permissions: ['access.list-users'] });
    expect((await whyOf(userId)).map((row) => row.permission)).toEqual(['access.list-users']);
    await mission.apply(changeRole, { roleId: 'reader', names, permissions: ['access.list-users', 'places.list-sites'] });
  });
});

it('a role that is not the administrator’s ends also in a mission that has none', async () => {
  const { userId, assignmentId } = await reader();
  await mission.apply(endAssignment, { assignmentId });
  expect(await whyOf(userId)).toEqual([]);
});
