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
import { qrSvg } from '#foundation/pdf/qr.ts';
import { buildApp } from '#app/server/serve.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { getWaybillPrint, printWaybill } from '#modules/supply/contract/papers/waybills.ts';
import { getIncoming } from '#modules/supply/contract/transport/deliveries.ts';
import { recordDeparture } from '#modules/supply/contract/transport/legs.ts';
import { seriousFaults } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { allocate, leg, load, lying, outsideOf, plan, setConvoy, stock, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { sha256 } from '#tests/support/device.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

/** What the phone's camera sees: a film of one still picture, written before it is first looked at. */
const film = mkdtempSync(join(tmpdir(), 'kervan-film-'));
const filmFile = join(film, 'paper.mjpeg');
const permissions = [
  'supply.trip',
  'supply.store',
  'supply.see-movements',
  'supply.record-delivery',
  'supply.receive-by-waybill',
  'notes.attach-file',
];

let mission: TestMission;
let convoy: Convoy;
let app: FastifyInstance;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let url: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${filmFile}`,
  ]);
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, permissions: ['camera'], locale: 'ar' });
  await context.addInitScript(() => localStorage.setItem('kervan.language', 'ar'));
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await mission?.close();
  rmSync(film, { recursive: true, force: true });
});

const words = messages('ar');
const button = (key: string, name = words[key]!) =>
  page.getByRole('button', { name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
const press = (key: string) => button(key).first().click();
const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

/** A truck of one item on its way to the partner's store. */
async function truck(qty: number) {
  const item = await stock(convoy, qty);
  const shipment = await plan(convoy, [await allocate(convoy, item, qty)]);
  const { legId } = await leg(convoy, shipment.shipmentId, [{ lineId: shipment.lines[0]!, qty }], straight(convoy));
  await load(convoy, legId);
  await mission.apply(recordDeparture, { legId, documentId: newId(), seals: ['88121'] });
  return { item, legId };
}

/** The waybill's code as the camera sees it on a table. */
async function showPaper(legId: string): Promise<void> {
  const printId = newId();
  await mission.apply(printWaybill, { printId, legId });
  const { code } = await mission.ask(getWaybillPrint, { legId, printId });
  const picture = await sharp(Buffer.from(qrSvg(code)), { density: 400 })
    .resize(600, 600)
    .flatten({ background: '#e8e4da' })
    .toBuffer();
  const still = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#8a7f70' } })
    .composite([{ input: picture, left: 340, top: 60 }])
    .jpeg({ quality: 80 })
    .toBuffer();
  writeFileSync(filmFile, Buffer.concat([still, still, still]));
}

async function pin(): Promise<void> {
  await page.keyboard.type('482915');
  await page.keyboard.press('Enter');
}

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
    await pin();
  }
  await page.getByText(words['sync.field-to-take']!).waitFor();
}

it('two trucks are received with the network cut, one of them never heard of, and both are applied when it comes back', async () => {
  const known = await truck(1000);
  const unheard = await truck(30);
  await showPaper(unheard.legId);
  await enrol();
  const { waybill } = await mission.ask(getIncoming, { legId: known.legId });
  // Taken along: the truck that is known, and the store, by which any truck can be received.
  await page.getByRole('button', { name: waybill }).click();
  await page.getByRole('button', { name: /^STORE/ }).click();
  await expect.poll(() => page.getByText(words['sync.field-pack-age']!.slice(0, 4)).count(), { timeout: 20_000 }).toBe(2);
  // Everything the screens need is on the phone before the line is cut.
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.reload();
  await page.getByText(words['sync.field-enter-pin']!).waitFor();
  await pin();
  await page.getByText(words['sync.field-on-phone']!).waitFor();
  await context.setOffline(true);

  await page.getByRole('button', { name: waybill }).first().click();
  await press('supply.field-act-receive');
  await page.locator('main button').filter({ hasText: '1,000' }).first().click();
  await page.getByLabel(words['supply.count-good']!, { exact: true }).fill('٩٤٠');
  await page.getByLabel(words['supply.count-damaged']!, { exact: true }).fill('10');
  await page.getByText(/50/).first().waitFor();
  await fits();
  await press('supply.field-to-signing');
  await page.getByLabel(words['supply.signed-receiver']!, { exact: true }).fill('أحمد');
  await fits();
  expect(await seriousFaults(page)).toEqual([]);
  await press('supply.field-keep-receipt');
  await page.getByText(words['supply.field-state-kept']!).first().waitFor();

  await page.getByRole('button', { name: words['sync.field-back']! }).first().click();
  await page.getByRole('button', { name: /^STORE/ }).click();
  // The camera reads the paper by our own reader, which has come with the app.
  await page.getByText(words['supply.field-counted-lines']!.replace('{done, number}', '0').replace('{all, number}', '1')).waitFor();
  await press('supply.all-there');
  await press('supply.field-to-signing');
  await press('supply.field-keep-receipt');
  await page.getByText(words['supply.field-state-kept']!).first().waitFor();
  const download = page.waitForEvent('download');
  await press('supply.field-proof-make');
  expect((await download).suggestedFilename()).toMatch(/^WB-.*\.pdf$/);
  expect(await lying(mission, known.item, convoy.store)).toEqual({});

  await context.setOffline(false);
  await expect.poll(() => lying(mission, unheard.item, convoy.store), { timeout: 60_000 }).toEqual({ good: 30 });
  expect(await lying(mission, known.item, convoy.store)).toEqual({ good: 940, damaged: 10 });
  expect(await outsideOf(mission, known.item, 'in-dispute')).toBe(50);
  await page.getByText(words['supply.field-state-applied']!).first().waitFor();
});
