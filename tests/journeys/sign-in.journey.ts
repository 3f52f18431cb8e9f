import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoPassword } from '#app/server/demo/users.ts';
import { keyBytes } from '#kernel/access/domain/two-step.ts';
import { codeAt, stepAt } from '#kernel/access/server/totp.ts';
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

async function device(language: 'en' | 'ar', width: number): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 740 } });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), language);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { context, page };
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(demo.url);
  await page.fill('input[type=email]', email);
  await page.fill('input[autocomplete=current-password]', password);
  await page.click('button[type=submit]');
}

/** No page is wider than the phone. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(1);
}

it('an invited clerk sets a password and the second step on a phone in Arabic, and signs in with both', async () => {
  const desk = await device('en', 1440);
  await signIn(desk.page, 'admin@demo.kervan', demoPassword);
  await desk.page.waitForSelector('#main h1');
  const email = `clerk-${Date.now()}@example.org`;
  await desk.page.goto(`${demo.url}/admin/users`);
  await desk.page.getByRole('button', { name: 'Add user' }).click();
  await desk.page.fill('#field-name', 'سلمى الحلبي');
  await desk.page.fill('#field-email', email);
  await desk.page.click('form button[type=submit]');
  await desk.page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}/);
  await desk.page.getByRole('button', { name: 'Invite' }).click();
  const link = (await desk.page.getByTestId('link').textContent())!;
  expect(link).toMatch(/\/join#[\w-]{43}$/);
  await desk.page.evaluate(() =>
    fetch('/api/commands/access.set-sign-in-rules', {
      method: 'POST',
      headers: { 'x-kervan': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ id: crypto.randomUUID(), occurredAt: new Date().toISOString(), input: { twoStep: 'everybody' } }),
    }),
  );

  const { page, context } = await device('ar', 360);
  await page.goto(link);
  await page.getByText('أهلاً بك').waitFor();
  expect(await page.getAttribute('html', 'dir')).toBe('rtl');
  await fits(page);
  const password = 'زيتون هادئ قرب النهر';
  await page.fill('#field-password', password);
  await page.click('form button[type=submit]');
  // The mission asks the second step of everybody: nothing else opens before.
  const key = keyBytes((await page.getByTestId('authenticator-key').textContent())!)!;
  expect(page.url()).not.toContain('#');
  await page.getByRole('img', { name: 'رمز QR لتطبيق المصادقة' }).locator('svg').waitFor();
  await fits(page);
  await page.fill('#field-code', codeAt(key, stepAt(Date.now())));
  await page.click('form button[type=submit]');
  await page.getByTestId('recovery-codes').waitFor();
  const codes = await page.getByTestId('recovery-codes').locator('p').allTextContents();
  expect(codes).toHaveLength(10);
  await fits(page);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'متابعة' }).click();
  await page.waitForSelector('#main h1');

  await page.goto(`${demo.url}/account`);
  await page.getByRole('heading', { name: 'حسابي' }).waitFor();
  await fits(page);
  await context.clearCookies({ name: 'kervan_session' });
  await signIn(page, email, password);
  await page.fill('input[autocomplete=one-time-code]', codes[0]!);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');

  // The link is used up: whoever finds the paper opens nothing.
  const stranger = await device('en', 360);
  await stranger.page.goto(link);
  await stranger.page.getByText('This link was used').waitFor();
  for (const one of [desk.context, context, stranger.context]) await one.close();
});
