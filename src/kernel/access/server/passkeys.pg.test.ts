import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { SoftAuthenticator } from '#tests/support/authenticator.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, openDoors, tieAuthenticator } from '#tests/support/sign-in.ts';
import { getMe } from '../contract/me.ts';
import { addPasskey, listMyPasskeys, removePasskey, removeUserPasskeys, renamePasskey } from '../contract/passkeys.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { disableUser } from '../contract/users.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await openDoors(mission);
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
  await enter(mission, { role: 'administrator' });
});
afterAll(async () => {
  await app.close();
  await mission.close();
});
beforeEach(() => mission.asOwner((client) => client.query('delete from sign_in_limits')));

const field = (answer: { body: object }, name: string): string => (answer.body as Record<string, string>)[name]!;
async function asked(browser: Browser, purpose?: 'add' | 'proof'): Promise<string> {
  const answer = purpose ? await browser.post('/api/passkey/ask-within', { purpose }) : await browser.post('/api/passkey/ask', {});
  expect(answer.status).toBe(200);
  return field(answer, 'challenge');
}

/** Somebody with a passkey: signed in by the password, tied in that session. */
async function holder() {
  const { userId, email } = await enter(mission);
  const browser = new Browser(app);
  await browser.signIn(email);
  const key = new SoftAuthenticator();
  const passkeyId = newId();
  const made = await browser.send(addPasskey, { passkeyId, name: 'Office phone', passkey: key.make(await asked(browser, 'add')) });
  expect(made.status).toBe(200);
  return { userId, email, browser, key, passkeyId };
}
const signedIn = async (browser: Browser) => (await browser.ask(getMe, {})).status === 200;

describe('a passkey', () => {
  it('signs in without a password or an address, and counts as both steps', async () => {
    const { key, userId } = await holder();
    await mission.apply(setSignInRules, { twoStep: 'everybody' });
    const browser = new Browser(app);
    const answer = await browser.post('/api/passkey/sign-in', { passkey: key.sign(await asked(browser)) });
    expect(answer.status).toBe(200);
    const { body } = await browser.ask(getMe, {});
    expect(body).toMatchObject({ data: { user: { id: userId }, signIn: { must: null } } });
    await mission.apply(setSignInRules, { twoStep: 'nobody' });
  });

  it('is shown in place of password and code where those are asked once more', async () => {
    const { key, browser, email } = await holder();
    await tieAuthenticator(browser);
    await mission.asOwner((client) =>
      client.query(
        `update sessions set proved_at = now() - interval '1 hour' where identity_id = (select id from identities where email = $1)`,
        [email],
      ),
    );
    const second = new SoftAuthenticator();
    const input = { passkeyId: newId(), name: 'Key', passkey: second.make(await asked(browser, 'add')) };
    expect((await browser.send(addPasskey, input)).body).toMatchObject({ type: 'common.proof-needed' });
    expect((await browser.post('/api/passkey/prove', { passkey: key.sign(await asked(browser, 'proof')) })).status).toBe(200);
    expect((await browser.send(addPasskey, input)).status).toBe(200);
  });

  it('of somebody else proves nothing in this session', async () => {
    const [mine, theirs] = [await holder(), await holder()];
    const answer = await mine.browser.post('/api/passkey/prove', { passkey: theirs.key.sign(await asked(mine.browser, 'proof')) });
    expect(answer.body).toMatchObject({ type: 'access.passkey-refused' });
  });

  it('is renamed and taken off by its owner, and by no other', async () => {
    const { browser, passkeyId, key } = await holder();
    const { browser: other } = await holder();
    expect((await other.send(removePasskey, { passkeyId })).body).toMatchObject({ problem: { type: 'access.passkey-not-found' } });
    expect((await other.send(renamePasskey, { passkeyId, name: 'Mine' })).body).toMatchObject({
      problem: { type: 'access.passkey-not-found' },
    });
    await browser.send(renamePasskey, { passkeyId, name: 'Blue key' });
    expect((await browser.ask(listMyPasskeys, {})).body).toMatchObject({ data: { host: 'localhost', rows: [{ name: 'Blue key' }] } });
    expect((await browser.send(removePasskey, { passkeyId })).status).toBe(200);
    const stranger = new Browser(app);
    expect((await stranger.post('/api/passkey/sign-in', { passkey: key.sign(await asked(stranger)) })).body).toMatchObject({
      type: 'access.passkey-refused',
    });
  });

  it('that was lost is taken off by an administrator, and every session ends', async () => {
    const { browser, userId, key } = await holder();
    await mission.apply(removeUserPasskeys, { userId });
    expect(await signedIn(browser)).toBe(false);
    const stranger = new Browser(app);
    expect((await stranger.post('/api/passkey/sign-in', { passkey: key.sign(await asked(stranger)) })).status).toBe(401);
  });

  it('of somebody who was stopped opens no mission', async () => {
    const { key, userId } = await holder();
    await mission.apply(disableUser, { userId });
    const browser = new Browser(app);
    await browser.post('/api/passkey/sign-in', { passkey: key.sign(await asked(browser)) });
    expect(await signedIn(browser)).toBe(false);
  });
});

describe('what a passkey has signed', () => {
  const refused = async (signed: unknown) => {
    const browser = new Browser(app);
    const answer = await browser.post('/api/passkey/sign-in', { passkey: signed });
    expect(answer.body).toMatchObject({ type: 'access.passkey-refused' });
    expect(await signedIn(browser)).toBe(false);
  };

  it('opens once: the same answer does not come in again', async () => {
    const { key } = await holder();
    const browser = new Browser(app);
    const signed = key.sign(await asked(browser));
    expect((await browser.post('/api/passkey/sign-in', { passkey: signed })).status).toBe(200);
    await refused(signed);
  });

  it('opens once when it comes twice at the same moment', async () => {
    const { key } = await holder();
    const signed = key.sign(await asked(new Browser(app)));
    const answers = await Promise.all([1, 2].map(() => new Browser(app).post('/api/passkey/sign-in', { passkey: signed })));
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 401]);
  });

  it('is refused when we did not ask it, or asked it too long ago', async () => {
    const { key } = await holder();
    await refused(key.sign('bm90IGFza2VkIGJ5IGFueWJvZHk'));
    const challenge = await asked(new Browser(app));
    await mission.asOwner((client) => client.query(`update sign_in_challenges set expires_at = now() - interval '1 second'`));
    await refused(key.sign(challenge));
  });

  it('is refused from another site, for another host, without finger or PIN, and by another key', async () => {
    const { key } = await holder();
    const browser = new Browser(app);
    await refused(key.sign(await asked(browser), { origin: 'https://kervan.example.net' }));
    await refused(key.sign(await asked(browser), { host: 'kervan.example.net' }));
    await refused(key.sign(await asked(browser), { verified: false }));
    const forged = new SoftAuthenticator();
    forged.id.set(key.id);
    await refused(forged.sign(await asked(browser)));
  });

  it('is refused when the count goes back, as a copy’s would', async () => {
    const { key } = await holder();
    const browser = new Browser(app);
    key.counter = 40;
    expect((await browser.post('/api/passkey/sign-in', { passkey: key.sign(await asked(browser)) })).status).toBe(200);
    key.counter = 7;
    await refused(key.sign(await asked(browser)));
  });

  it('for a session is not taken for signing in, nor for a new key', async () => {
    const { key, browser } = await holder();
    await refused(key.sign(await asked(browser, 'add')));
    await refused(key.sign(await asked(browser, 'proof')));
    const fresh = new SoftAuthenticator();
    const input = { passkeyId: newId(), name: 'x', passkey: fresh.make(await asked(browser)) };
    expect((await browser.send(addPasskey, input)).body).toMatchObject({ type: 'access.passkey-refused' });
  });

  it('makes the source wait that guesses, as a password would', async () => {
    const { key } = await holder();
    const browser = new Browser(app, '198.51.100.77');
    const wrong = key.sign('bm90IGFza2VkIGJ5IGFueWJvZHk');
    const answers = [];
    for (let tries = 0; tries < 61; tries += 1) answers.push((await browser.post('/api/passkey/sign-in', { passkey: wrong })).status);
    expect(answers.at(-1)).toBe(429);
  });
});

describe('a new passkey', () => {
  it('made for another’s session is not tied to mine', async () => {
    const [mine, theirs] = [await holder(), await holder()];
    const fresh = new SoftAuthenticator();
    const input = { passkeyId: newId(), name: 'x', passkey: fresh.make(await asked(theirs.browser, 'add')) };
    expect((await mine.browser.send(addPasskey, input)).body).toMatchObject({ type: 'access.passkey-refused' });
  });

  it('is tied to one person only', async () => {
    const { key } = await holder();
    const { browser } = await holder();
    const input = { passkeyId: newId(), name: 'x', passkey: key.make(await asked(browser, 'add')) };
    expect((await browser.send(addPasskey, input)).body).toMatchObject({ problem: { type: 'access.passkey-known' } });
  });

  it('is refused where browsers know none', async () => {
    const plain = await openDoors(mission, { publicUrl: 'http://192.168.1.4:4000' });
    expect((await new Browser(plain).post('/api/passkey/ask', {})).body).toMatchObject({ type: 'access.passkeys-off' });
    await plain.close();
    const again = await openDoors(mission);
    expect((await new Browser(again).post('/api/passkey/ask', {})).status).toBe(200);
    await again.close();
  });
});
