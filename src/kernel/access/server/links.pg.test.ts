import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { executeCommand } from '#foundation/pipeline/execute.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, openDoors, testPassword, tieAuthenticator } from '#tests/support/sign-in.ts';
import { forceChange, inviteUser, resetUser, withdrawLink } from '../contract/links.ts';
import { getMe } from '../contract/me.ts';
import { approveRecovery, askRecovery, refuseRecovery, setSignInRules } from '../contract/recovery.ts';
import { assignRole, createUser } from '../contract/users.ts';
import { changePassword, listSignIns } from '../contract/account.ts';
import { newLinkToken } from '../domain/two-step.ts';
import { linkTokenOf } from './links.ts';
import { offerFirstRun } from './offer.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission, { mail: true });
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});
beforeEach(() => mission.asOwner((client) => client.query('delete from sign_in_limits')));

const sql = <T extends object>(text: string, values: unknown[] = []) =>
  mission.asOwner(async (client) => (await client.query<T>(text, values)).rows);
const chosen = 'a brook under the bridge';

async function invite(): Promise<{ userId: string; email: string; token: string; linkId: string }> {
  const person = await enter(mission, { password: null });
  const [token, linkId] = [newLinkToken(), newId()];
  await mission.apply(inviteUser, { linkId, userId: person.userId, token });
  return { ...person, token, linkId };
}
const use = (token: string, password = chosen, from?: string) => new Browser(app, from).post('/api/links/use', { token, password });

describe('an invitation', () => {
  it('tells whose it is, takes a password, and dies', async () => {
    const { email, token } = await invite();
    expect((await new Browser(app).post('/api/links/look', { token })).body).toMatchObject({ kind: 'invitation', email, mission: 'Test' });
    expect((await use(token)).body).toEqual({ email });
    expect((await new Browser(app).signIn(email, chosen)).status).toBe(200);
    expect((await use(token, 'another brook altogether')).body).toMatchObject({ type: 'access.link-gone', status: 410 });
  });

  it('opens once when it is used twice at the same moment', async () => {
    const { token, email } = await invite();
    const tries = ['first brook under it', 'second brook under it', 'third brook under it'];
    const answers = await Promise.all(tries.map((password, index) => use(token, password, `203.0.113.${index}`)));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410, 410]);
    const winner = tries[answers.findIndex((answer) => answer.status === 200)]!;
    expect((await new Browser(app).signIn(email, winner)).status).toBe(200);
  });

  it('lives on when the password was too weak', async () => {
    const { token } = await invite();
    expect((await use(token, 'password1234')).body).toMatchObject({ type: 'access.password-weak' });
    expect((await use(token)).status).toBe(200);
  });

  it('opens nothing after its last day', async () => {
    const { token } = await invite();
    await sql(`update sign_in_links set expires_at = now() where used_at is null`);
    expect((await use(token)).status).toBe(410);
  });

  it('opens nothing once it is withdrawn, or a newer one was made', async () => {
    const first = await invite();
    await mission.apply(withdrawLink, { linkId: first.linkId, userId: first.userId });
    expect((await use(first.token)).status).toBe(410);
    const second = newLinkToken();
    await mission.apply(inviteUser, { linkId: newId(), userId: first.userId, token: second });
    await mission.apply(inviteUser, { linkId: newId(), userId: first.userId, token: newLinkToken() });
    expect((await use(second)).status).toBe(410);
  });

  it('opens nothing for who was stopped meanwhile', async () => {
    const { token, userId } = await invite();
    await sql('update users set disabled_at = now() where id = $1', [userId]);
    expect((await use(token)).status).toBe(410);
  });

  it('is not for who has a password already', async () => {
    const { userId } = await enter(mission);
    expect(await mission.run(inviteUser, { linkId: newId(), userId, token: newLinkToken() })).toMatchObject({
      problem: { type: 'access.has-password' },
    });
  });
});

describe('a link for a new password', () => {
  it('ends every session and leaves the second step on', async () => {
    const { userId, email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await tieAuthenticator(browser);
    const token = newLinkToken();
    await mission.apply(resetUser, { linkId: newId(), userId, token });
    expect((await browser.ask(getMe, {})).status).toBe(200);
    await use(token);
    expect((await browser.ask(getMe, {})).status).toBe(401);
    expect((await new Browser(app).signIn(email, chosen)).body).toMatchObject({ type: 'access.code-needed' });
  });

  it('is not made for who also works in another mission of the server', async () => {
    const { userId, email } = await enter(mission);
    await mission.asOwner(async (client) => {
      await client.query('create schema m_other');
      await client.query('create table m_other.users (id uuid, identity_id uuid, disabled_at timestamptz)');
      await client.query('grant usage on schema m_other to kervan_app');
      await client.query('grant select on m_other.users to kervan_app');
      await client.query('insert into m_other.users select gen_random_uuid(), id, null from kervan.identities where email = $1', [email]);
      await client.query(`insert into kervan.missions (slug, schema_name, name) values ('other', 'm_other', 'Other')`);
    });
    const boss = await enter(mission, { role: 'administrator' });
    const desk = new Browser(app);
    await desk.signIn(boss.email);
    expect((await desk.send(resetUser, { linkId: newId(), userId, token: newLinkToken() })).body).toMatchObject({
      problem: { type: 'access.works-elsewhere' },
    });
    // Who runs the server stands above its missions.
    expect(await mission.run(resetUser, { linkId: newId(), userId, token: newLinkToken() })).toMatchObject({ state: 'applied' });
    await sql(`delete from kervan.missions where slug = 'other'`);
  });
});

describe('a person at a session', () => {
  it('makes no link for who may do more', async () => {
    const boss = await enter(mission, { role: 'administrator' });
    const { userId, email } = await enter(mission);
    await mission.asOwner(async (client) => {
      await client.query(`insert into roles (id, names) values ('helper', '{}')`);
      await client.query(`insert into role_permissions values ('helper', false, 'access.reset-user', false)`);
    });
    await mission.apply(assignRole, { assignmentId: newId(), userId, roleId: 'helper', scope: { kind: 'mission' } });
    const browser = new Browser(app);
    await browser.signIn(email);
    const { body } = await browser.send(resetUser, { linkId: newId(), userId: boss.userId, token: newLinkToken() });
    expect(body).toMatchObject({ problem: { type: 'access.rights-exceeded' } });
    const other = await enter(mission);
    expect((await browser.send(resetUser, { linkId: newId(), userId: other.userId, token: newLinkToken() })).body).toMatchObject({
      state: 'applied',
    });
  });
});

describe('a reset of one’s own by mail', () => {
  it('says the same for every address, and only makes a link for one that works here', async () => {
    const { userId, email } = await enter(mission);
    const [known, unknown] = [
      await new Browser(app).post('/api/reset-password', { email }),
      await new Browser(app).post('/api/reset-password', { email: 'nobody@example.org' }),
    ];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await expect
      .poll(
        async () =>
          (
            await sql(
              `select 1 from sign_in_links l join users u on u.identity_id = l.identity_id where u.id = $1 and kind = 'own-reset'`,
              [userId],
            )
          ).length,
      )
      .toBe(1);
    const [link] = await sql<{ id: string }>(
      `select l.id from sign_in_links l join users u on u.identity_id = l.identity_id where u.id = $1`,
      [userId],
    );
    expect((await use(linkTokenOf(link!.id))).body).toEqual({ email });
  });

  it('makes who asks too often wait', async () => {
    const answers = [];
    for (let tries = 0; tries < 4; tries += 1)
      answers.push((await new Browser(app).post('/api/reset-password', { email: 'x@example.org' })).status);
    expect(answers).toEqual([202, 202, 202, 429]);
  });

  it('makes no link where there is no mail', async () => {
    const { userId, email } = await enter(mission);
    const without = await openDoors(mission);
    await new Browser(without).post('/api/reset-password', { email });
    await without.close();
    expect(await sql(`select 1 from sign_in_links l join users u on u.identity_id = l.identity_id where u.id = $1`, [userId])).toEqual([]);
  });
});

describe('a forced change', () => {
  it('lets a person do nothing but change the password', async () => {
    const { userId, email } = await enter(mission, { role: 'administrator' });
    const browser = new Browser(app);
    await browser.signIn(email);
    await mission.apply(forceChange, { userId });
    expect((await browser.ask(listSignIns, {})).body).toMatchObject({ type: 'common.account-unready', figures: { must: 'password' } });
    expect((await browser.send(changePassword, { password: chosen })).body).toMatchObject({ state: 'applied' });
    expect((await browser.ask(listSignIns, {})).status).toBe(200);
  });
});

describe('a lost authenticator', () => {
  const reason = 'Phone fell into the river; seen face to face.';
  async function lost() {
    const { userId, email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await tieAuthenticator(browser);
    return { userId, email, browser };
  }
  const people = async () =>
    [
      await mission.user({ permissions: [askRecovery.name, approveRecovery.name, refuseRecovery.name] }),
      await mission.user({ permissions: [askRecovery.name, approveRecovery.name] }),
    ] as const;

  it('is taken off by a second person, and every session ends', async () => {
    const { userId, email, browser } = await lost();
    const [one, two] = await people();
    const recoveryId = newId();
    await mission.apply(askRecovery, { recoveryId, userId, reason }, { as: one });
    expect(await mission.run(approveRecovery, { recoveryId, userId }, { as: one })).toMatchObject({
      problem: { type: 'access.second-person-needed' },
    });
    expect((await browser.ask(getMe, {})).status).toBe(200);
    await mission.apply(approveRecovery, { recoveryId, userId }, { as: two });
    expect((await browser.ask(getMe, {})).status).toBe(401);
    expect((await new Browser(app).signIn(email)).status).toBe(200);
  });

  it('is not asked for by the person concerned, nor approved by them', async () => {
    const { userId, email } = await lost();
    await mission.apply(assignRole, { assignmentId: newId(), userId, roleId: 'administrator', scope: { kind: 'mission' } });
    expect(await mission.run(askRecovery, { recoveryId: newId(), userId, reason }, { as: userId })).toMatchObject({
      problem: { type: 'access.not-for-oneself' },
    });
    const [one] = await people();
    const recoveryId = newId();
    await mission.apply(askRecovery, { recoveryId, userId, reason }, { as: one });
    expect(await mission.run(approveRecovery, { recoveryId, userId }, { as: userId })).toMatchObject({
      problem: { type: 'access.not-for-oneself' },
    });
    expect((await new Browser(app).signIn(email)).body).toMatchObject({ type: 'access.code-needed' });
  });

  it('is held by the database itself: one person cannot be both', async () => {
    const { userId } = await lost();
    const [one] = await people();
    await expect(
      sql(`insert into authenticator_recoveries values (gen_random_uuid(), $1, 'x', $2, now(), $2, now(), 'approved')`, [userId, one]),
    ).rejects.toThrow('authenticator_recoveries_two_people_check');
    await expect(sql(`insert into authenticator_recoveries values (gen_random_uuid(), $1, 'x', $1, now())`, [userId])).rejects.toThrow(
      'authenticator_recoveries_not_oneself_check',
    );
  });

  it('stays tied when it is refused, and is decided once', async () => {
    const { userId } = await lost();
    const [one, two] = await people();
    const recoveryId = newId();
    await mission.apply(askRecovery, { recoveryId, userId, reason }, { as: one });
    await mission.apply(refuseRecovery, { recoveryId, userId }, { as: one });
    expect(await mission.run(approveRecovery, { recoveryId, userId }, { as: two })).toMatchObject({
      problem: { type: 'access.recovery-not-found' },
    });
  });
});

describe('the first run', () => {
  const input = (token: string, email: string) => ({
    token,
    names: { en: 'Southern mission', tr: 'Güney misyonu', ar: 'البعثة الجنوبية' },
    timeZone: 'Asia/Damascus',
    currency: 'TRY',
    countries: ['SYR'],
    userId: newId(),
    assignmentId: newId(),
    name: 'Nour Halabi',
    email,
    language: 'ar',
    password: chosen,
  });

  it('makes mission and administrator by its link, once, and is not offered again', async () => {
    await sql(`update assignments set revoked_at = now() where role_id = 'administrator'`);
    const test = mission.kervan.missions.find('test')!;
    const dead = (await offerFirstRun(mission.kervan.db, test))!;
    const token = (await offerFirstRun(mission.kervan.db, test))!;
    expect((await new Browser(app).post('/api/first-run', input(dead, 'first@example.org'))).status).toBe(410);
    const answers = await Promise.all(
      ['first@example.org', 'second@example.org'].map((email) => new Browser(app).post('/api/first-run', input(token, email))),
    );
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410]);
    const winner = String(answers.find((answer) => answer.status === 200)!.body['email']);
    const browser = new Browser(app);
    await browser.signIn(winner, chosen);
    expect((await browser.ask(getMe, {})).body).toMatchObject({ data: { mission: { name: 'البعثة الجنوبية' } } });
    expect(await sql(`select names->>'tr' as tr, time_zone, currency, countries from kervan.missions`)).toEqual([
      { tr: 'Güney misyonu', time_zone: 'Asia/Damascus', currency: 'TRY', countries: ['SYR'] },
    ]);
    expect(await offerFirstRun(mission.kervan.db, test)).toBeUndefined();
  });

  it('is no way in for who is signed in and holds another kind of link', async () => {
    const { token } = await invite();
    expect((await new Browser(app).post('/api/first-run', input(token, 'third@example.org'))).status).toBe(410);
    expect((await use(token)).status).toBe(200);
  });
});

describe('a first password given by somebody else', () => {
  it('is changed at once in a real mission', async () => {
    await sql(`update kervan.missions set demo = false`);
    await mission.kervan.missions.reload();
    const real = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } } as const;
    const create = async (email: string, password: string) => {
      const entered = { userId: newId(), name: 'Zeynep Arslan', email, language: 'en', password };
      const envelope = { id: newId(), name: createUser.name, version: 1, input: entered, occurredAt: '2023-03-01T09:00:00Z' };
      return (await executeCommand(mission.kervan.deps, real, envelope)).outcome;
    };
    expect(await create('fresh@example.org', testPassword)).toMatchObject({ state: 'applied' });
    const browser = new Browser(app);
    await browser.signIn('fresh@example.org', testPassword);
    expect((await browser.ask(getMe, {})).body).toMatchObject({ data: { signIn: { must: 'password' } } });
    expect(await create('weak@example.org', '123456789012')).toMatchObject({ problem: { type: 'access.password-weak' } });
  });
});
