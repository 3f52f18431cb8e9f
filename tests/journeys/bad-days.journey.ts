import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#foundation/i18n/server.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import { look, openDesk, pick, press } from '#tests/support/desk.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';

let demo: DemoServer;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const tr = (key: string) => messages('tr')[key]!;
const desk = (email: string, path: string, width = 1280) =>
  openDesk(browser, demo.url, { email: `${email}@demo.kervan`, language: 'tr', width, path });

/** A gift is received at the gate of Burç: so much of an item, as people count it. */
async function receive(page: Page, item: string, quantity: string): Promise<string> {
  await page.goto(`${demo.url}/supply/receipts/new`);
  await page.getByText(tr('supply.receipt-source-gift'), { exact: true }).click();
  await pick(page, tr('supply.received-at'), 'BRC-IN');
  await page.getByLabel(tr('supply.reference-gift')).fill(`GIFT-${item}`);
  await page.fill('#scan', item);
  await page.getByRole('option').first().waitFor();
  await page.locator('#scan').press('Enter');
  await page.getByLabel(tr('column.supply.list-receipt-lines.good')).first().fill(quantity);
  await press(page, tr('supply.post-receipt'));
  await page.waitForURL(/\/supply\/receipts\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Takes into the hand what lies in the store under such words. */
async function takeUp(page: Page, ...words: string[]): Promise<void> {
  await page.goto(`${demo.url}/supply/store?s.q=${encodeURIComponent(words[0]!)}`);
  await words
    .reduce((rows, text) => rows.filter({ hasText: text }), page.getByRole('row'))
    .first()
    .click();
  await page.getByText(tr('supply.put-all-back')).waitFor();
}

describe('a pack ratio is wrong and must be corrected after use', () => {
  let item: string;
  let lines: string;

  it('the storekeeper, who counted in it, is told who corrects it; whoever corrects it is led to what waits', async () => {
    const store = await desk('store', '/');
    await receive(store, 'BUCK-20', '10 deste');
    await store.goto(`${demo.url}/goods/items?q=BUCK-20`);
    await store.getByRole('row').filter({ hasText: 'BUCK-20' }).first().click();
    await store.getByText(tr('goods.pack-who-corrects')).waitFor();
    expect(await store.getByRole('button', { name: tr('goods.correct'), exact: true }).count()).toBe(0);
    item = store.url();
    await store.context().close();
    const head = await desk('head', new URL(item).pathname);
    await press(head, tr('goods.correct'));
    const dialog = head.getByRole('dialog');
    await dialog.locator('#pack-now-holds').fill('24');
    await dialog.getByLabel(tr('field.reason')).fill('Destede 24 kova çıkıyor');
    await look(head, 'pack-1');
    await press(dialog, tr('command.goods.correct-pack'));
    await head.waitForURL(/\/goods\/packs\//);
    await head.getByText(tr('goods.pack-second-person')).waitFor();
    await look(head, 'pack-2');
    lines = head.url();
    await head.context().close();
  });

  it('a second person finds it at the bell and books the difference, which stands on the card', async () => {
    const other = await desk('admin', '/notifications');
    await look(other, 'pack-3');
    await other.getByText('ikinci bir kişiyi bekliyor').first().click();
    await other.waitForURL(lines);
    await press(other, tr('command.goods.correct-pack-uses'));
    const dialog = other.getByRole('dialog');
    await dialog.getByLabel(tr('field.reason')).fill('Deste yeniden sayıldı');
    await press(dialog, tr('command.goods.correct-pack-uses'));
    await other.getByText(tr('goods.put-right')).first().waitFor();
    await look(other, 'pack-4');
    await other.goto(item);
    await other.getByText(tr('goods.show-former').split('{')[0]!.trim()).first().waitFor();
    expect(await other.getByText(tr('goods.pack-look')).count()).toBe(0);
    await other.context().close();
  });
});
