import { createHash, randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '#app/server/demo/users.ts';
import { newId } from '#foundation/ids.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';

const pin = '240658';
let demo: DemoServer;
let browser: Browser;
let phone: BrowserContext;
let url: string;
let page: Page;
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  // Passkeys are tied to a host's name.
  url = demo.url.replace('127.0.0.1', 'localhost');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** What the desk does: signs in and makes an invitation; answers its code. */
async function invite(): Promise<string> {
  const { request, close } = await browser.newContext().then((context) => ({ request: context.request, close: () => context.close() }));
  const headers = { 'x-kervan': '1' };
  const signedIn = await request.post(`${demo.url}/api/sign-in`, {
    headers,
    data: { email: 'monitor@demo.kervan', password: demoPassword },
  });
  expect(signedIn.ok()).toBe(true);
  const code = randomBytes(16).toString('base64url');
  const input = { inviteId: newId(), codeHash: createHash('sha256').update(code).digest('base64url'), name: 'Azaz team' };
  const data = { id: newId(), occurredAt: new Date().toISOString(), input };
  expect(await (await request.post(`${demo.url}/api/commands/${inviteDevice.name}`, { headers, data })).json()).toMatchObject({
    state: 'applied',
  });
  await close();
  return code;
}
async function typePin(page: Page): Promise<void> {
  await page.getByRole('button', { name: '0', exact: true }).waitFor();
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
}
/** The phone has a finger's sensor, as the browser simulates one: with a key for whoever it knows, or without. */
async function giveSensor(page: Page, hasPrf: boolean): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf,
      automaticPresenceSimulation: true,
    },
  });
  return async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }));
}
it('a phone is enrolled, works with the network cut, and what it recorded is applied when it comes back', async () => {
  const code = await invite();
  phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  page = await phone.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/field/enrol#code=${code}&name=Azaz+team`);
  await page.getByRole('button', { name: 'Enrol this phone' }).click();
  await typePin(page);
  await page.getByText('Enter it once more').waitFor();
  await typePin(page);
  // The code is out of the address, and a first truck can be taken along.
  await page.getByRole('heading', { name: 'To take along' }).waitFor();
  expect(page.url()).toBe(`${url}/field`);
  // Nothing that the phone shows outside the page says what it is.
  expect(await page.title()).toBe('Notes');
  const installed = await page.evaluate(async () =>
    (await fetch(document.querySelector<HTMLLinkElement>('link[rel=manifest]')!.href)).json(),
  );
  expect(installed).toMatchObject({ name: 'Notes', start_url: '/field' });
  expect(await seriousFaults(page)).toEqual([]);
  await page.locator('button', { hasText: 'Truck' }).first().click();
  await page.getByRole('heading', { name: 'On this phone' }).waitFor();
  // The first visit is enough: whoever walks out of the network now has all of the app.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await phone.setOffline(true);
  await page.goto(`${url}/field`);
  expect(await seriousFaults(page)).toEqual([]);
  await typePin(page);
  await page.getByRole('heading', { name: 'On this phone' }).waitFor();
  await page.locator('button', { hasText: 'Truck' }).first().click();
  await page.getByRole('button', { name: /^Where the truck is/ }).click();
  await page.getByRole('button', { name: 'Arrived' }).click();
  await page.getByText('Kept on this phone').first().waitFor();
  await page.goto(`${url}/field/queue`);
  await typePin(page);
  await page.getByRole('heading', { name: 'Kept on this phone: 1' }).waitFor();

  await phone.setOffline(false);
  await page.getByRole('heading', { name: 'Applied: 1' }).waitFor();
  expect(await tooWide(page)).toBe(0);
});

it('the phone opens by a finger as well, without a network; one that keeps no key by it says so, and its PIN opens it', async () => {
  const open = async () => {
    await page.goto(`${url}/field/phone`);
    await typePin(page);
    await page.getByRole('button', { name: 'Open by finger, face or screen lock as well' }).click();
    await typePin(page);
  };
  const takeAway = await giveSensor(page, false);
  await open();
  await page.getByText('it can keep no key that way').waitFor();
  await takeAway();
  await giveSensor(page, true);
  await open();
  await page.getByRole('button', { name: 'Open by PIN alone again' }).waitFor();
  await phone.setOffline(true);
  await page.goto(`${url}/field`);
  await page.getByRole('button', { name: 'Open by finger, face or screen lock' }).click();
  await page.getByRole('heading', { name: 'On this phone' }).waitFor();
  await phone.close();
});
