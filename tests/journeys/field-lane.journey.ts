import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { messages } from '#foundation/i18n/server.ts';
import { buildApp } from '#app/server/serve.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { getEvent } from '#modules/assistance/contract/events.ts';
import { listHandovers } from '#modules/assistance/contract/handovers.ts';
import { openedAt, setSquare } from '#tests/support/assistance.ts';
import type { Planned, Square } from '#tests/support/assistance.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { sha256 } from '#tests/support/device.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

const permissions = ['record-handover', 'undo-handover', 'close-lane', 'stop-event', 'take-over-lane', 'lane', 'list-events'].map(
  (name) => `assistance.${name}`,
);
let mission: TestMission;
let square: Square;
let event: Planned;
let app: FastifyInstance;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let url: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  square = await setSquare(mission);
  ({ event } = await openedAt(square, 6));
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'ar' });
  await context.addInitScript(() => localStorage.setItem('kervan.language', 'ar'));
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mission?.close();
});

const words = messages('ar');
const exact = (key: string) => page.getByRole('button', { name: words[key]!, exact: true });
const press = (key: string) => exact(key).first().click();
const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

/** A phone of a monitor who reads Arabic: enrolled by a typed code, closed by a PIN. */
async function enrol(): Promise<void> {
  const userId = await mission.user({ permissions });
  await mission.asOwner((client) => client.query(`update users set language = 'ar' where id = $1`, [userId]));
  const code = randomBytes(16).toString('base64url');
  await mission.apply(inviteDevice, { inviteId: newId(), codeHash: sha256(code), name: 'Phone', userId }, { as: systemUser });
  await page.goto(`${url}/field`);
  await page.getByLabel(words['sync.field-code']!).fill(code);
  await page.getByLabel(words['sync.device-name']!).fill('Phone');
  await press('sync.field-enrol');
  for (const step of ['sync.field-pin-choose', 'sync.field-pin-again']) {
    await page.getByText(words[step]!).waitFor();
    await page.keyboard.type('482915');
    await page.keyboard.press('Enter');
  }
  await page.getByText(words['sync.field-to-take']!).waitFor();
}

async function look(number: number): Promise<void> {
  if (!(await page.getByLabel(words['assistance.number']!, { exact: true }).count())) await press('assistance.field-by-number');
  await page.getByLabel(words['assistance.number']!, { exact: true }).first().fill(String(number));
  await press('assistance.field-look');
}

it('a lane is served with the network cut, one token twice and one of another lane, and all of it is applied when it comes back', async () => {
  await enrol();
  const lane = page.getByRole('button', { name: `${event.number} · 1` }).first();
  await lane.click();
  await page.getByText(words['sync.field-pack-age']!.slice(0, 4)).first().waitFor();
  // Everything the screens need is on the phone before the line is cut.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.reload();
  await page.getByText(words['sync.field-enter-pin']!).waitFor();
  await page.keyboard.type('482915');
  await page.keyboard.press('Enter');
  await page.getByText(words['sync.field-on-phone']!).waitFor();
  await context.setOffline(true);
  await lane.click();
  await exact('assistance.field-scan').waitFor();
  await fits();
  for (const number of [1, 3]) {
    await look(number);
    await fits();
    await press('assistance.field-hand-over');
    await page.getByText(words['assistance.field-given']!).waitFor();
  }
  await look(1);
  await page.getByText(words['assistance.field-red-served']!).waitFor();
  await press('assistance.field-next');
  await look(2);
  await press('assistance.field-given-all-the-same');
  await page.getByText(words['assistance.field-given']!).waitFor();
  expect((await mission.ask(listHandovers, { eventId: event.eventId })).total).toBe(0);
  await context.setOffline(false);
  await expect
    .poll(async () => (await mission.ask(listHandovers, { eventId: event.eventId })).total, { timeout: 30_000, interval: 500 })
    .toBe(3);
  expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ served: 3, odd: 1 });
});
