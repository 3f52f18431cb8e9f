import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportList } from '#foundation/sheets/export.ts';
import { newId } from '#foundation/ids.ts';
import { askQuery } from '#foundation/pipeline/ask.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import type { Mission } from '#foundation/pipeline/context.ts';
import { endUserSessions, forceChange, inviteUser, resetUser } from '#kernel/access/contract/links.ts';
import { getMe } from '#kernel/access/contract/me.ts';
import { removeUserPasskeys } from '#kernel/access/contract/passkeys.ts';
import { unlinkProvider } from '#kernel/access/contract/provider.ts';
import { approveRecovery, askRecovery, setSignInRules } from '#kernel/access/contract/recovery.ts';
import { createRole } from '#kernel/access/contract/roles.ts';
import { assignRole, createUser, disableUser, listUsers } from '#kernel/access/contract/users.ts';
import { newLinkToken } from '#kernel/access/domain/two-step.ts';
import { createSite, listSites } from '#kernel/places/contract/sites.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, openDoors, testPassword } from '#tests/support/sign-in.ts';
import { users as storyUsers } from './demo/users.ts';
import { invitePractice } from './practice-people.ts';
import { makePractice, practiceOf, removePractice, resetPractice } from './practice.ts';

let test: TestMission;
let app: FastifyInstance;
let real: Mission;
let server: { adminUrl: string; kervan: TestMission['kervan'] };
let clerk: { userId: string; email: string };
let boss: { userId: string; email: string };
const practice = () => practiceOf(test.kervan, real)!;
const silent = () => undefined;

/** Rows of every table of a schema, to see that nothing of the other mission's work has landed in it. */
const counts = (schema: string) =>
  test.asOwner(async (client) => {
    const tables = await client.query<{ name: string }>(
      'select table_name as name from information_schema.tables where table_schema = $1',
      [schema],
    );
    const found: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from "${schema}"."${name}"`);
      found[name] = rows[0]!.n;
    }
    return found;
  });
const ask = async (mission: Mission, def: { name: string }, input: unknown, userId = systemUser) =>
  (await askQuery(test.kervan.deps, { mission, credential: { kind: 'internal', userId } }, def.name, input)).data as {
    rows: { id: string; email: string; roles: string[]; disabled: boolean; code: string }[];
    total: number;
  };
const send = async (mission: Mission, def: { name: string; version: number }, input: Record<string, unknown>, userId = systemUser) =>
  (
    await executeCommand(
      test.kervan.deps,
      { mission, credential: { kind: 'internal', userId } },
      { id: newId(), name: def.name, version: def.version, input, occurredAt: test.kervan.deps.clock(mission).toISOString() },
    )
  ).outcome;
const inPractice = async (email: string) => (await ask(practice(), listUsers, { search: email })).rows[0];

beforeAll(async () => {
  test = await openTestMission();
  app = await openDoors(test, {});
  await test.apply(setSignInRules, { twoStep: 'nobody' });
  real = test.kervan.missions.find('test')!;
  server = { adminUrl: test.adminUrl, kervan: test.kervan };
  clerk = await enter(test, {});
  boss = await enter(test, {});
  await test.apply(assignRole, { assignmentId: newId(), userId: boss.userId, roleId: 'administrator', scope: { kind: 'mission' } });
  const names = { en: 'Gate clerk', tr: 'Kapı görevlisi', ar: 'موظف البوابة' };
  await test.apply(createRole, { roleId: 'gate-clerk', names, permissions: [createSite.name, listSites.name] });
  await test.apply(assignRole, { assignmentId: newId(), userId: clerk.userId, roleId: 'gate-clerk', scope: { kind: 'mission' } });
  const before = await counts(real.schema);
  await makePractice(server, real, silent);
  expect(await counts(real.schema)).toEqual(before);
}, 240_000);
afterAll(async () => {
  await app.close();
  await test.close();
});

describe('practice', () => {
  it('is a mission of its own, marked, with the story in it and the people and roles of the real one', async () => {
    expect(practice()).toMatchObject({ slug: 'test-practice', practice: true, demo: true, practiceOf: 'test' });
    expect(practice().schema).not.toBe(real.schema);
    expect((await ask(practice(), listSites, {})).total).toBeGreaterThan(10);
    expect(await inPractice(clerk.email)).toMatchObject({ roles: ['gate-clerk'] });
  });

  it('makes no sign-in that a stranger knows', async () => {
    const passwords = await test.asOwner((client) =>
      client.query<{ password_hash: string | null }>('select password_hash from kervan.identities where email = any($1)', [
        storyUsers.map((user) => user.email),
      ]),
    );
    expect(passwords.rows.length).toBe(storyUsers.length);
    expect(passwords.rows.filter((row) => row.password_hash !== null)).toEqual([]);
  });

  it('is entered with the sign-in one has, and stands in the list of who works there alone', async () => {
    const browser = new Browser(app);
    expect((await browser.signIn(clerk.email, testPassword)).status).toBe(200);
    const me: { data?: { missions: unknown[] } } = (await browser.post('/api/queries/access.get-me', {})).body;
    expect(me.data?.missions).toEqual([{ slug: 'test-practice', name: 'Test', demo: true, practice: true, home: false }]);
    const stranger = await test.user({ permissions: [] });
    expect(await ask(real, getMe, {}, stranger)).toMatchObject({ missions: [] });
  });

  it('what is done there stays there', async () => {
    const before = await counts(real.schema);
    const siteId = newId();
    const outcome = await send(
      practice(),
      createSite,
      {
        siteId,
        code: 'PRC-1',
        type: 'office',
        nameEn: 'Practice',
        nameTr: 'Alıştırma',
        nameAr: 'تدريب',
        area: 'TUR027',
        openedOn: '2023-08-01',
      },
      (await inPractice(clerk.email))!.id,
    );
    expect(outcome.state).toBe('applied');
    expect(await counts(real.schema)).toEqual(before);
    expect((await ask(real, listSites, { search: 'PRC-1' })).rows).toEqual([]);
    expect((await ask(practice(), listSites, { search: 'PRC-1' })).rows).toHaveLength(1);
  });

  it('nobody changes there how somebody signs in to the real mission, nor enters a password', async () => {
    const browser = new Browser(app);
    expect((await browser.signIn(boss.email, testPassword)).status).toBe(200);
    const target = (await inPractice(clerk.email))!.id;
    const tries = [
      [inviteUser, { linkId: newId(), userId: target, token: newLinkToken() }],
      [resetUser, { linkId: newId(), userId: target, token: newLinkToken() }],
      [forceChange, { userId: target }],
      [endUserSessions, { userId: target }],
      [askRecovery, { recoveryId: newId(), userId: target, reason: 'lost the phone' }],
      [approveRecovery, { recoveryId: newId(), userId: target }],
      [removeUserPasskeys, { userId: target }],
      [unlinkProvider, { userId: target }],
      [createUser, { userId: newId(), name: 'New', email: 'new@example.org', language: 'en', password: testPassword }],
    ] as const;
    for (const [def, input] of tries) {
      const body = { id: newId(), input, occurredAt: '2023-08-21T09:00:00Z' };
      const answer = await browser.post(`/api/commands/${def.name}`, body, { 'x-kervan-mission': practice().slug });
      expect(answer.body, def.name).toMatchObject({ state: 'refused', problem: { type: 'access.practice-only' } });
    }
  });

  it('says so in the names of its files and on the tab of a workbook', async () => {
    const request = { mission: practice(), credential: { kind: 'internal', userId: systemUser } } as const;
    const exported = await exportList(test.kervan.deps, request, { query: listSites.name, input: {}, format: 'csv', language: 'tr' });
    await exported.close();
    expect(exported.fileName).toMatch(/^PRACTICE-places-sites-/);
  });

  it('follows who comes and who leaves', async () => {
    const newcomer = await enter(test, {});
    await test.apply(disableUser, { userId: clerk.userId });
    expect(await invitePractice(test.kervan, real, practice())).toBe(1);
    expect(await inPractice(newcomer.email)).toMatchObject({ disabled: false });
    expect(await inPractice(clerk.email)).toMatchObject({ disabled: true });
    expect(await invitePractice(test.kervan, real, practice())).toBe(0);
  });

  it('begins anew under the same name, with its people, without what was practised', async () => {
    const old = practice();
    const before = await counts(real.schema);
    await resetPractice(server, real, silent);
    expect(practice()).toMatchObject({ slug: old.slug });
    expect(practice().schema).not.toBe(old.schema);
    expect((await ask(practice(), listSites, { search: 'PRC-1' })).rows).toEqual([]);
    expect((await ask(practice(), listSites, {})).total).toBeGreaterThan(10);
    expect(await counts(old.schema)).toEqual({});
    expect(await counts(real.schema)).toEqual(before);
  }, 240_000);

  it('can be taken away, and the real mission cannot be by the same door', async () => {
    await expect(removePractice(server, practice())).rejects.toThrow('has no practice');
    await removePractice(server, real);
    expect(practice()).toBeUndefined();
    expect(test.kervan.missions.find('test')).toBeDefined();
    await expect(resetPractice(server, real, silent)).rejects.toThrow('no practice mission yet');
  });
});
