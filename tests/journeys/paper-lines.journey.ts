import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { messages } from '#foundation/i18n/server.ts';
import { buildApp } from '#app/server/serve.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { sha256 } from '#tests/support/device.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { card, paperPicture, passport } from '#tests/support/paper-picture.ts';
import { clerk, north, placeAreas } from '#tests/support/register.ts';

/** What the phone's camera sees: a film of one still picture of a passport. */
const film = mkdtempSync(join(tmpdir(), 'kervan-film-'));
const filmFile = join(film, 'paper.mjpeg');
const pin = '482915';

let mission: TestMission;
let app: FastifyInstance;
let browser: Browser;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const still = await paperPicture(passport);
  writeFileSync(filmFile, Buffer.concat([still, still, still]));
  browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${filmFile}`,
  ]);
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, permissions: ['camera'], locale: 'ar' });
  await context.addInitScript(() => localStorage.setItem('kervan.language', 'ar'));
  await context.addInitScript(watchWhatIsKept);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await enrol(url);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mission?.close();
  rmSync(film, { recursive: true, force: true });
});

const words = messages('ar') as Record<string, string>;
const press = (key: string) => page.getByRole('button', { name: words[key]!, exact: true }).first().click();
const says = (key: string) => page.getByText(words[key]!).first().waitFor();
const typePin = async () => {
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
};

/** In the page: every way by which a picture could be kept or sent, while `kvWatch` is on. */
function watchWhatIsKept(): void {
  const kept: string[] = [];
  const on = globalThis as unknown as { kvKept: string[]; kvWatch: boolean };
  on.kvKept = kept;
  const watch = (owner: object, name: string, counts: (args: readonly unknown[]) => boolean = () => true) => {
    const own = owner as Record<string, (...args: unknown[]) => unknown>;
    const before = own[name]!;
    own[name] = function watched(this: unknown, ...args: unknown[]) {
      if (on.kvWatch && counts(args)) kept.push(name);
      return before.apply(this, args);
    };
  };
  watch(IDBObjectStore.prototype, 'put');
  watch(IDBObjectStore.prototype, 'add');
  watch(Cache.prototype, 'put');
  watch(Cache.prototype, 'add');
  watch(Storage.prototype, 'setItem');
  watch(globalThis, 'fetch', ([, init]) => (init as RequestInit | undefined)?.body != null);
  watch(XMLHttpRequest.prototype, 'send');
  watch(Navigator.prototype, 'sendBeacon');
  watch(WebSocket.prototype, 'send');
  watch(RTCPeerConnection.prototype, 'addTrack');
}

/** A clerk's phone in Arabic, with the pack of a district, and then without any network. */
async function enrol(url: string): Promise<void> {
  const userId = await clerk(mission, north, ['people.register']);
  await mission.asOwner((client) => client.query(`update users set language = 'ar' where id = $1`, [userId]));
  const code = randomBytes(16).toString('base64url');
  await mission.apply(inviteDevice, { inviteId: newId(), codeHash: sha256(code), name: 'Phone', userId }, { as: systemUser });
  await page.goto(`${url}/field`);
  await page.getByLabel(words['sync.field-code']!).fill(code);
  await page.getByLabel(words['sync.device-name']!).fill('Phone');
  await press('sync.field-enrol');
  for (const step of ['sync.field-pin-choose', 'sync.field-pin-again']) {
    await says(step);
    await typePin();
  }
  await says('sync.field-to-take');
  await page.getByRole('button', { name: north }).first().click();
  await says('sync.field-on-phone');
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.reload();
  await says('sync.field-enter-pin');
  await typePin();
  await says('sync.field-on-phone');
  await context.setOffline(true);
}

async function beginPaper(): Promise<void> {
  await page.getByRole('button', { name: north }).first().click();
  await press('people.field-new-household');
  await press('people.field-consent-verbal-certified');
  await press('people.field-next');
  await press('people.field-next');
  await page.evaluate(() => ((globalThis as unknown as { kvWatch: boolean }).kvWatch = true));
  await press('people.field-read-lines');
}
const kept = () => page.evaluate(() => (globalThis as unknown as { kvKept: string[] }).kvKept);
const valueOf = (key: string) => page.getByLabel(words[key]!).first().inputValue();

it('a passport held before the camera fills the fields without network, and no picture is kept or sent', async () => {
  await beginPaper();
  await says('people.field-paper-read');
  expect(await valueOf('people.field-number')).toBe('L898902C3');
  expect(await kept()).toEqual([]);
  expect(await seriousFaults(page)).toEqual([]);
  await press('people.field-next');
  expect(await valueOf('people.field-name-given')).toBe('Yusuf');
  expect(await valueOf('people.field-name-family')).toBe('Rawandi');
  await press('people.field-next');
  expect(await valueOf('people.ask-birth')).toBe('1974-08-12');
});

it('where the camera is refused a photo does as well; one that shows no lines says what to do', async () => {
  // The first on the page leaves the task.
  const back = () => page.getByRole('button', { name: words['people.field-back']!, exact: true }).last().click();
  await back();
  await back();
  await page.getByLabel(words['people.field-number']!).fill('');
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
  await press('people.field-read-lines');
  await says('ui.scan-denied');
  await page.getByLabel(words['people.field-type-lines']!).waitFor();
  const photo = page.locator('input[type=file]');
  const wall = sharp({ create: { width: 1280, height: 720, channels: 3, background: '#d8d2c4' } });
  await photo.setInputFiles({ name: 'wall.jpg', mimeType: 'image/jpeg', buffer: await wall.jpeg().toBuffer() });
  await says('ui.lines-unread');
  expect(await tooWide(page)).toBeLessThanOrEqual(1);
  const picture = await paperPicture(card, { pitch: 30, angle: -0.03, blur: 1.6 }, { width: 1600, height: 1200 });
  await photo.setInputFiles({ name: 'card.jpg', mimeType: 'image/jpeg', buffer: picture });
  await says('people.field-paper-read');
  expect(await valueOf('people.field-number')).toBe('D23145890');
  expect(await kept()).toEqual([]);
  // The watch itself is awake.
  await page.evaluate(() => localStorage.setItem('kervan.probe', '1'));
  expect(await kept()).toEqual(['setItem']);
});
