import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '#app/server/demo/users.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';

let demo: DemoServer;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A page of a phone with an authenticator of its own, as the browser simulates one. Passkeys are tied to the host name. */
async function phone(language: 'en' | 'tr' | 'ar', width: number): Promise<{ page: Page; url: string; leave: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width, height: 740 } });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), language);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, url: demo.url.replace('127.0.0.1', 'localhost'), leave: () => context.clearCookies() };
}

const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(1);

it('a passkey is made, named, signs in without a password, and is taken off', async () => {
  const { page, url, leave } = await phone('en', 1440);
  await page.goto(url);
  await page.fill('input[type=email]', 'store@demo.kervan');
  await page.fill('input[autocomplete=current-password]', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Add passkey' }).click();
  await page.fill('#field-passkey-name', 'Office phone');
  await page.getByRole('dialog').getByRole('button', { name: 'Add passkey' }).click();
  await page.getByText('Office phone').waitFor();

  await leave();
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForSelector('#main h1');
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.fill('#field-passkey-name', 'Blue key');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByText('Blue key').waitFor();
  await page.getByRole('button', { name: 'Take off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take off' }).click();
  await page.getByText('The passkey opens nothing any more.').waitFor();

  await leave();
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByText('This passkey does not open here').waitFor();
});

it('works on a phone in Arabic', async () => {
  const { page, url, leave } = await phone('ar', 360);
  await page.goto(url);
  await page.fill('input[type=email]', 'nurse@demo.kervan');
  await page.fill('input[autocomplete=current-password]', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: 'إضافة مفتاح مرور' }).click();
  await page.fill('#field-passkey-name', 'هاتف العيادة');
  await page.getByRole('dialog').getByRole('button', { name: 'إضافة مفتاح مرور' }).click();
  await page.getByText('هاتف العيادة').waitFor();
  await fits(page);
  await leave();
  await page.goto(url);
  await page.getByRole('button', { name: 'الدخول بمفتاح مرور' }).click();
  await page.waitForSelector('#main h1');
  await fits(page);
});
