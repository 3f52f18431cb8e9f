import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProvider } from '#tests/fakes/identity-provider.ts';
import type { FakeProvider } from '#tests/fakes/identity-provider.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { Browser, enter, nextCode, openDoors, tieAuthenticator } from '#tests/support/sign-in.ts';
import { getMe } from '../contract/me.ts';
import { unlinkProvider } from '../contract/provider.ts';
import { setSignInRules } from '../contract/recovery.ts';
import { disableUser } from '../contract/users.ts';

const publicUrl = 'http://localhost:4999';
let mission: TestMission;
let provider: FakeProvider;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  provider = await startProvider(`${publicUrl}/api/provider/callback`);
  const { issuer, clientId, clientSecret } = provider;
  app = await openDoors(mission, { publicUrl, provider: { issuer, clientId, clientSecret, name: 'Head office' } });
  await mission.apply(setSignInRules, { twoStep: 'nobody' });
  await enter(mission, { role: 'administrator' });
});
afterAll(async () => {
  await app.close();
  await provider.stop();
  await mission.close();
});
beforeEach(() => mission.asOwner((client) => client.query('delete from sign_in_limits')));

/** Goes where the button leads, signs in at the provider as this account, and comes back; answers where the browser ends. */
async function comeBy(browser: Browser, subject: string): Promise<string> {
  const begun = await browser.get('/api/provider/start');
  const back = new URL(await provider.visit(begun.location, subject));
  return (await browser.get(back.pathname + back.search)).location;
}
const whoIs = async (browser: Browser) => ((await browser.ask(getMe, {})).body as { data?: { user: { id: string } } }).data?.user.id;
const account = (subject: string, about: { email?: string; emailVerified?: boolean; methods?: string[] }) =>
  provider.accounts.set(subject, { emailVerified: true, ...about });

describe('an account of the identity provider', () => {
  it('signs in somebody who was entered here with the address that the provider has verified', async () => {
    const { userId, email } = await enter(mission, { password: null });
    account('a-1', { email: email.toUpperCase() });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'a-1')).toBe('/');
    expect(await whoIs(browser)).toBe(userId);
  });

  it('is known by its own name afterwards, also when its address changes', async () => {
    const { userId, email } = await enter(mission, { password: null });
    account('a-2', { email });
    await comeBy(new Browser(app), 'a-2');
    account('a-2', { email: 'married-name@example.org', emailVerified: false });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'a-2')).toBe('/');
    expect(await whoIs(browser)).toBe(userId);
  });

  it('is refused when nobody here has its address', async () => {
    account('a-3', { email: 'nobody-here@example.org' });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'a-3')).toBe('/?refused=access.provider-unknown');
    expect(await whoIs(browser)).toBeUndefined();
    const { rows } = await mission.asOwner((client) => client.query(`select 1 from identities where email = 'nobody-here@example.org'`));
    expect(rows).toEqual([]);
  });

  it('is refused when the provider has not verified the address', async () => {
    const { email } = await enter(mission);
    account('a-4', { email, emailVerified: false });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'a-4')).toBe('/?refused=access.provider-unverified');
    expect(await whoIs(browser)).toBeUndefined();
  });

  it('does not slip in beside the one that is tied, until an administrator unties it', async () => {
    const { userId, email } = await enter(mission);
    account('a-5', { email });
    await comeBy(new Browser(app), 'a-5');
    account('a-6', { email });
    expect(await comeBy(new Browser(app), 'a-6')).toBe('/?refused=access.provider-other');
    await mission.apply(unlinkProvider, { userId });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'a-6')).toBe('/');
    expect(await whoIs(browser)).toBe(userId);
  });

  it('of who was stopped opens nothing', async () => {
    const { userId, email } = await enter(mission);
    account('a-7', { email });
    await comeBy(new Browser(app), 'a-7');
    await mission.apply(disableUser, { userId });
    expect(await comeBy(new Browser(app), 'a-7')).toBe('/?refused=access.provider-unknown');
  });
});

describe('the second step', () => {
  it('is asked here when the provider asked for a password only', async () => {
    const { userId, email } = await enter(mission);
    const own = new Browser(app);
    await own.signIn(email);
    const { key } = await tieAuthenticator(own);
    account('b-1', { email });
    const browser = new Browser(app);
    expect(await comeBy(browser, 'b-1')).toBe('/?refused=access.provider-code');
    expect(await whoIs(browser)).toBeUndefined();
    expect((await browser.post('/api/provider/finish', { code: '000000' })).body).toMatchObject({ type: 'access.code-refused' });
    expect((await browser.post('/api/provider/finish', { code: nextCode(key) })).status).toBe(200);
    expect(await whoIs(browser)).toBe(userId);
  });

  it('is not skipped by who comes without having been at the provider', async () => {
    expect((await new Browser(app).post('/api/provider/finish', { code: '000000' })).body).toMatchObject({
      type: 'access.provider-refused',
    });
  });
});

describe('what comes back from the provider', () => {
  it('opens nothing in another browser: it is bound to the one that asked', async () => {
    const { email } = await enter(mission);
    account('c-1', { email });
    const begun = await new Browser(app).get('/api/provider/start');
    const back = new URL(await provider.visit(begun.location, 'c-1'));
    const other = new Browser(app);
    expect((await other.get(back.pathname + back.search)).location).toBe('/?refused=access.provider-refused');
    await other.get('/api/provider/start');
    expect((await other.get(back.pathname + back.search)).location).toBe('/?refused=access.provider-refused');
    expect(await whoIs(other)).toBeUndefined();
  });

  it('opens once', async () => {
    const { email } = await enter(mission);
    account('c-2', { email });
    const browser = new Browser(app);
    const begun = await browser.get('/api/provider/start');
    const kept = browser.cookies.get('kervan_provider')!;
    const back = new URL(await provider.visit(begun.location, 'c-2'));
    expect((await browser.get(back.pathname + back.search)).location).toBe('/');
    const thief = new Browser(app);
    thief.cookies.set('kervan_provider', kept);
    expect((await thief.get(back.pathname + back.search)).location).toBe('/?refused=access.provider-refused');
  });

  it('is refused when it was made up, or says that the provider refused', async () => {
    const browser = new Browser(app);
    for (const query of ['?code=made-up&state=made-up', '?error=access_denied', '']) {
      await browser.get('/api/provider/start');
      expect((await browser.get(`/api/provider/callback${query}`)).location).toBe('/?refused=access.provider-refused');
    }
  });
});

it('a provider that does not answer is said, and asked again the next time', async () => {
  const away = await openDoors(mission, { publicUrl, provider: { issuer: 'http://localhost:9', clientId: 'x', name: 'Head office' } });
  expect((await new Browser(away).get('/api/provider/start')).location).toBe('/?refused=access.provider-away');
  await away.close();
});

it('without a provider in the settings there is no such door', async () => {
  const plain = await openDoors(mission);
  expect((await new Browser(plain).get('/api/provider/start')).status).toBe(404);
  await plain.close();
});
