import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, nextCode, openDoors, testPassword, tieAuthenticator } from '#tests/support/sign-in.ts';
import { changePassword, listMySessions, renewRecoveryCodes, stopTwoStep } from '../contract/account.ts';
import { getMe } from '../contract/me.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { assignRole, listUsers } from '../contract/users.ts';
import { newRecoveryCodes } from '../domain/two-step.ts';
import { codeAt, stepAt } from './totp.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission);
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});
beforeEach(() => mission.asOwner((client) => client.query('delete from sign_in_limits')));

const sql = <T extends object>(text: string, values: unknown[] = []) =>
  mission.asOwner(async (client) => (await client.query<T>(text, values)).rows);
/** Lets time go by for one person's sessions. */
const age = (email: string, column: string, seconds: number) =>
  sql(
    `update sessions set ${column} = ${column} - make_interval(secs => $2) where identity_id = (select id from identities where email = $1)`,
    [email, seconds],
  );

describe('a password', () => {
  it('opens a session, and a wrong one does not', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    expect((await browser.signIn(email, 'not the right one')).body).toMatchObject({ type: 'access.sign-in-failed' });
    expect((await browser.ask(getMe, {})).status).toBe(401);
    expect((await browser.signIn(email)).status).toBe(200);
    expect((await browser.ask(getMe, {})).status).toBe(200);
  });

  it('is refused in the same words and counted the same way for an address nobody has', async () => {
    const { email } = await enter(mission);
    const answers = [];
    for (const address of [email, 'nobody@example.org']) {
      const browser = new Browser(app, '198.51.100.1');
      const seen = [];
      for (let tries = 0; tries < 6; tries += 1) {
        const { status, body } = await browser.signIn(address, 'not the right one');
        seen.push([status, body['type']]);
      }
      answers.push(seen);
      await sql('delete from sign_in_limits');
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.at(-1)).toEqual([429, 'access.locked-out']);
  });
});

describe('wrong guesses', () => {
  it('make the source wait, with Retry-After and over restarts of the server', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    for (let tries = 0; tries < 5; tries += 1) await browser.signIn(email, 'not the right one');
    const second = await openDoors(mission);
    const waiting = await new Browser(second).signIn(email);
    expect(waiting.status).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0);
    expect(waiting.body).toMatchObject({ type: 'access.locked-out', figures: { seconds: Number(waiting.headers['retry-after']) } });
    await second.close();
  });

  it('cannot slip past the count by coming all at once', async () => {
    const { email } = await enter(mission);
    const answers = await Promise.all(Array.from({ length: 12 }, () => new Browser(app).signIn(email, 'not the right one')));
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
  });

  it('of a stranger do not shut out the owner at a browser that is known', async () => {
    const { email } = await enter(mission);
    const owner = new Browser(app, '203.0.113.20');
    await owner.signIn(email);
    owner.cookies.delete('kervan_session');
    // The very worst: the stranger shares the owner's address and never stops.
    for (let tries = 0; tries < 8; tries += 1) await new Browser(app, '203.0.113.20').signIn(email, 'not the right one');
    expect((await new Browser(app, '203.0.113.20').signIn(email)).status).toBe(429);
    expect((await owner.signIn(email)).status).toBe(200);
  });

  it('of one source at many accounts make the source wait, and nobody else', async () => {
    await sql(`insert into sign_in_limits select 'x', 1, now(), now()`);
    const people = await Promise.all(Array.from({ length: 3 }, () => enter(mission)));
    for (let tries = 0; tries < 60; tries += 1) await new Browser(app, '192.0.2.9').signIn(`guess-${tries}@example.org`, 'x');
    expect((await new Browser(app, '192.0.2.9').signIn(people[0]!.email)).status).toBe(429);
    expect((await new Browser(app, '192.0.2.10').signIn(people[0]!.email)).status).toBe(200);
  }, 120_000);

  it('are forgotten when the owner comes in', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 3; tries += 1) expect((await browser.signIn(email, 'not the right one')).status).toBe(401);
      expect((await browser.signIn(email)).status).toBe(200);
    }
  });
});

describe('a session', () => {
  it('gets a new token at sign-in, and the former one of this browser dies', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const first = browser.cookies.get('kervan_session')!;
    await browser.signIn(email);
    expect(browser.cookies.get('kervan_session')).not.toBe(first);
    const old = new Browser(app);
    old.cookies.set('kervan_session', first);
    expect((await old.ask(getMe, {})).status).toBe(401);
  });

  it('gets a new token when the password is shown once more; the old one serves answers on the way and then dies', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const old = new Browser(app);
    old.cookies.set('kervan_session', browser.cookies.get('kervan_session')!);
    expect((await browser.post('/api/step-up', { password: testPassword })).status).toBe(200);
    expect((await old.ask(getMe, {})).status).toBe(200);
    await age(email, 'expires_at', 25);
    expect((await old.ask(getMe, {})).status).toBe(401);
    expect((await browser.ask(getMe, {})).status).toBe(200);
    expect((await browser.ask(listMySessions, {})).body).toMatchObject({
      data: { rows: [{ current: true, browser: 'chrome', system: 'android' }] },
    });
  });

  it('ends twelve hours after sign-in, however busy', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'expires_at', 12 * 3600);
    expect((await browser.ask(getMe, {})).status).toBe(401);
  });

  it('keeps its end when the password is shown once more', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'created_at', 11 * 3600);
    await browser.post('/api/step-up', { password: testPassword });
    const [row] = await sql<{ left: number }>(
      `select extract(epoch from expires_at - now())::int as left from sessions where not replaced and identity_id = (select id from identities where email = $1)`,
      [email],
    );
    expect(row!.left).toBeLessThanOrEqual(3600);
  });

  it('ends after two hours without a request', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'last_seen_at', 2 * 3600 + 1);
    expect((await browser.ask(getMe, {})).status).toBe(401);
  });

  it('is kept awake by requests', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'last_seen_at', 3600);
    await browser.ask(getMe, {});
    await expect
      .poll(
        async () =>
          (
            await sql<{ ago: number }>(
              `select extract(epoch from now() - last_seen_at)::int as ago from sessions where identity_id = (select id from identities where email = $1)`,
              [email],
            )
          )[0]!.ago,
      )
      .toBeLessThan(60);
  });

  it('travels in a cookie that scripts, other sites and plain HTTP do not get', async () => {
    const { email } = await enter(mission);
    const secure = await openDoors(mission, { secureCookie: true });
    const { headers } = await new Browser(secure).signIn(email);
    const [cookie] = [headers['set-cookie']].flat() as string[];
    expect(cookie).toMatch(/^kervan_session=[\w-]{43};/);
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
    await secure.close();
  });
});

describe('another site', () => {
  it.each([
    ['without our header', { 'x-kervan': '' }],
    ['as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbouring name', { 'sec-fetch-site': 'same-site' }],
    ['by its origin', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
  ])('writes nothing: %s', async (_how, headers) => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    expect((await browser.post('/api/step-up', { password: testPassword }, headers)).body).toMatchObject({ type: 'common.cross-site' });
  });

  it('is told from our own', async () => {
    const { email } = await enter(mission);
    const own = { origin: 'http://kervan.example:4000', host: 'kervan.example:4000' };
    expect((await new Browser(app).post('/api/sign-in', { email, password: testPassword }, own)).status).toBe(200);
    expect(
      (await new Browser(app).post('/api/sign-in', { email, password: testPassword }, { ...own, 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });
});

describe('a dangerous command', () => {
  it('asks for the password again after a quarter of an hour, and passes under the same id once it is shown', async () => {
    const { email } = await enter(mission, { role: 'administrator' });
    const other = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'proved_at', 16 * 60);
    const input = { assignmentId: newId(), userId: other.userId, roleId: 'administrator', scope: { kind: 'mission' } } as const;
    const id = newId();
    expect((await browser.send(assignRole, input, id)).body).toMatchObject({ type: 'common.proof-needed', status: 401 });
    expect((await browser.post('/api/step-up', { password: 'not the right one' })).body).toMatchObject({ type: 'access.proof-refused' });
    expect((await browser.post('/api/step-up', { password: testPassword })).status).toBe(200);
    expect((await browser.send(assignRole, input, id)).body).toMatchObject({ state: 'applied' });
  });

  it('makes a stolen session wait that guesses at the password', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1) answers.push((await browser.post('/api/step-up', { password: 'guess' })).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('changing the password', () => {
  it('asks for the old one shown within the last minute', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await age(email, 'proved_at', 61);
    expect((await browser.send(changePassword, { password: 'another quiet olive' })).body).toMatchObject({ type: 'common.proof-needed' });
    await browser.post('/api/step-up', { password: testPassword });
    expect((await browser.send(changePassword, { password: 'another quiet olive' })).body).toMatchObject({ state: 'applied' });
    expect((await new Browser(app).signIn(email)).status).toBe(401);
    expect((await new Browser(app).signIn(email, 'another quiet olive')).status).toBe(200);
  });

  it('ends every other session', async () => {
    const { email } = await enter(mission);
    const [here, there] = [new Browser(app), new Browser(app)];
    await here.signIn(email);
    await there.signIn(email);
    await here.send(changePassword, { password: 'another quiet olive' });
    expect((await there.ask(getMe, {})).status).toBe(401);
    expect((await here.ask(getMe, {})).status).toBe(200);
  });

  it.each([
    ['short', 'eleven char'],
    ['common', 'password1234'],
    ['own-name', 'zeyneparslan12'],
  ])('refuses a weak one in words: %s', async (reason, password) => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { body } = await browser.send(changePassword, { password });
    expect(body).toMatchObject({ state: 'refused', problem: { type: 'access.password-weak', figures: { reason } } });
  });
});

describe('two-step', () => {
  it('asks for a code after the password, and takes one that fits', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { key, answer } = await tieAuthenticator(browser);
    expect(answer.body).toMatchObject({ state: 'applied' });
    const other = new Browser(app);
    expect((await other.signIn(email)).body).toMatchObject({ type: 'access.code-needed' });
    expect((await other.signIn(email, testPassword, '000000')).body).toMatchObject({ type: 'access.code-refused' });
    expect((await other.signIn(email, testPassword, nextCode(key))).status).toBe(200);
  });

  it('is not tied without a code that the app really shows', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { body } = await browser.post('/api/commands/access.start-two-step', {
      id: newId(),
      occurredAt: '2023-03-01T09:00:00Z',
      input: { key: 'A'.repeat(32), code: '123456', recoveryCodes: newRecoveryCodes() },
    });
    expect(body).toMatchObject({ state: 'refused', problem: { type: 'access.code-wrong' } });
  });

  it('takes no code twice, nor an earlier one after a later', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { key } = await tieAuthenticator(browser);
    const now = stepAt(Date.now());
    expect((await new Browser(app).signIn(email, testPassword, codeAt(key, now + 1))).status).toBe(200);
    expect((await new Browser(app).signIn(email, testPassword, codeAt(key, now + 1))).status).toBe(401);
    expect((await new Browser(app).signIn(email, testPassword, codeAt(key, now))).status).toBe(401);
  });

  it('takes one code once when it comes twice at the same moment', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { key } = await tieAuthenticator(browser);
    const code = nextCode(key);
    const answers = await Promise.all(
      ['203.0.113.1', '203.0.113.2', '203.0.113.3'].map((from) => new Browser(app, from).signIn(email, testPassword, code)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  it('takes each recovery code once, also when it comes twice at the same moment', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { recoveryCodes } = await tieAuthenticator(browser);
    const typed = recoveryCodes[0]!.toUpperCase().replace('-', ' ');
    const answers = await Promise.all(
      ['203.0.113.1', '203.0.113.2', '203.0.113.3'].map((from) => new Browser(app, from).signIn(email, testPassword, typed)),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect((await new Browser(app).signIn(email, testPassword, recoveryCodes[1])).status).toBe(200);
  });

  it('forgets old recovery codes when new ones are made', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    const { recoveryCodes } = await tieAuthenticator(browser);
    const fresh = newRecoveryCodes();
    expect((await browser.send(renewRecoveryCodes, { recoveryCodes: fresh })).body).toMatchObject({ state: 'applied' });
    expect((await new Browser(app).signIn(email, testPassword, recoveryCodes[0])).status).toBe(401);
    expect((await new Browser(app).signIn(email, testPassword, fresh[0])).status).toBe(200);
  });

  it('wrong codes count like wrong passwords', async () => {
    const { email } = await enter(mission);
    const browser = new Browser(app);
    await browser.signIn(email);
    await tieAuthenticator(browser);
    const stranger = new Browser(app, '203.0.113.99');
    const answers = [];
    for (let tries = 0; tries < 6; tries += 1) answers.push((await stranger.signIn(email, testPassword, '000000')).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('the rule on two-step', () => {
  it('lets an administrator without it do nothing but set it up', async () => {
    const { email } = await enter(mission, { role: 'administrator' });
    const browser = new Browser(app);
    await mission.apply(setSignInRules, { twoStep: 'administrators' });
    try {
      await browser.signIn(email);
      expect((await browser.ask(getMe, {})).body).toMatchObject({ data: { grants: [], signIn: { must: 'two-step' } } });
      expect((await browser.ask(listUsers, {})).body).toMatchObject({ type: 'common.account-unready', figures: { must: 'two-step' } });
      expect((await browser.ask(getMe, {})).body['data']).not.toHaveProperty('grants.0');
      await tieAuthenticator(browser);
      expect((await browser.ask(listUsers, {})).status).toBe(200);
      expect((await browser.send(stopTwoStep, {})).body).toMatchObject({ problem: { type: 'access.two-step-asked' } });
    } finally {
      await mission.apply(setSignInRules, { twoStep: 'nobody' });
    }
  });

  it('leaves others alone', async () => {
    const { email } = await enter(mission);
    await mission.apply(setSignInRules, { twoStep: 'administrators' });
    const browser = new Browser(app);
    await browser.signIn(email);
    expect((await browser.ask(getMe, {})).body).toMatchObject({ data: { signIn: { must: null } } });
    await mission.apply(setSignInRules, { twoStep: 'nobody' });
  });
});
