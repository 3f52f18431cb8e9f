import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#foundation/i18n/server.ts';
import { choose, closeException, morning, openNewest, receive, setStatus, takeUp } from '#tests/support/bad-days.ts';
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
    await openNewest(other);
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

it('a wrong receipt is reversed after its goods moved on: it names what stands in the way, leads there and back, and then it can', async () => {
  const store = await desk('store', '/');
  const dialog = store.getByRole('dialog');
  const receipt = await receive(store, 'WHEELB', '30');
  await takeUp(store, 'WHEELB', 'BRC-IN');
  await store.getByRole('textbox', { name: tr('column.supply.list-store-stock.qty') }).fill('12');
  await press(store, tr('command.supply.move-stock'));
  await pick(dialog, tr('supply.put-at'), 'BRC-B-02');
  await press(dialog, tr('command.supply.move-stock'));
  await dialog.waitFor({ state: 'hidden' });
  await store.goto(receipt);
  await press(store, tr('command.supply.reverse-receipt'));
  await dialog.getByText(tr('supply.goods-moved-on'), { exact: true }).waitFor();
  await look(store, 'reverse-1');
  await dialog.getByRole('link', { name: /^MV-/ }).click();
  await press(store, tr('command.supply.reverse-store-document'));
  await dialog.getByLabel(tr('field.reason')).fill('Yanlış kabul');
  await press(dialog, tr('command.supply.reverse-store-document'));
  await dialog.waitFor({ state: 'hidden' });
  await look(store, 'reverse-2');
  await store.goto(receipt);
  await press(store, tr('command.supply.reverse-receipt'));
  await dialog.getByLabel(tr('field.reason')).fill('Başka depoya gelmiş');
  await press(dialog, tr('command.supply.reverse-receipt'));
  await store.getByText(tr('supply.receipt-state-reversed')).first().waitFor();
  await look(store, 'reverse-3');
  await store.context().close();
});

describe('title and custody move by documents of their own', () => {
  it('the storekeeper hands goods over to a partner’s store, and asks that some belong to the government: a second person says so', async () => {
    const store = await desk('store', '/');
    const dialog = store.getByRole('dialog');
    await takeUp(store, 'BUCK-20');
    await store.getByRole('textbox', { name: tr('column.supply.list-store-stock.qty') }).fill('40');
    await press(store, tr('command.supply.transfer-custody'));
    await pick(dialog, tr('supply.hand-over-at'), 'PS-01');
    await dialog.getByLabel(tr('supply.paper-number')).fill('TES-2023-7');
    await dialog.getByLabel(tr('field.reason')).fill('Ortak kendi kamyonuyla aldı');
    await look(store, 'custody-1');
    await press(dialog, tr('command.supply.transfer-custody'));
    await dialog.waitFor({ state: 'hidden' });
    await store.goto(`${demo.url}/supply/store?tab=documents&d.q=TES-2023-7`);
    await store.getByRole('row').filter({ hasText: 'TES-2023-7' }).first().click();
    await store.getByText('PS-01').first().waitFor();
    await look(store, 'custody-2');
    await takeUp(store, 'BUCK-20');
    await store.getByRole('textbox', { name: tr('column.supply.list-store-stock.qty') }).fill('60');
    await press(store, tr('command.supply.transfer-title'));
    await dialog.getByLabel(tr('supply.paper-number')).fill('TUT-2023-9');
    await dialog.getByLabel(tr('field.reason')).fill('AFAD’a devir tutanağı');
    await look(store, 'title-1');
    await press(dialog, tr('command.supply.transfer-title'));
    await dialog.waitFor({ state: 'hidden' });
    await store.context().close();
    const head = await desk('head', '/notifications');
    await openNewest(head);
    await head.getByText('TUT-2023-9').waitFor();
    await look(head, 'title-2');
    await press(head, tr('command.supply.approve-document'));
    await press(head.getByRole('dialog'), tr('command.supply.approve-document'));
    await head.getByText(tr('supply.document-state-posted')).first().waitFor();
    await head.getByText(tr('goods.owner-government')).first().waitFor();
    await look(head, 'title-3');
    await head.context().close();
  });
});

describe('an expired lot is loaded, and a grant closes with stock on the road', () => {
  const grant = 'DRU-23-01';
  const lot = `SU-${process.pid}`;
  let shipment: string;

  it('the dispatcher plans it while its day is thought right', async () => {
    const store = await desk('store', '/');
    await receive(store, 'WAT-15', '600', { code: lot, expires: '31.12.2024' });
    const road = await desk('dispatch', '/supply/shipments/new');
    const dialog = road.getByRole('dialog');
    await pick(road, tr('supply.origin'), 'BRC');
    await pick(road, tr('supply.consignee'), 'PS-01');
    await road.getByLabel(tr('supply.show-free-stock')).check();
    await choose(road, lot);
    await choose(road, grant);
    await road.getByLabel(tr('supply.direct-reason')).fill('Valilikle görüşüldü');
    await press(road, tr('command.supply.plan-shipment'));
    await road.waitForURL(/\/supply\/shipments\/[0-9a-f-]{36}$/);
    shipment = road.url();
    await press(road, tr('command.supply.plan-leg'));
    await pick(dialog, tr('supply.vehicle'), '27');
    await dialog
      .getByRole('combobox', { name: tr('supply.driver') })
      .first()
      .click();
    await road.getByRole('option').first().click();
    await press(dialog, tr('command.supply.plan-leg'));
    await dialog.waitFor({ state: 'hidden' });
    await look(road, 'expired-1');
    await road.context().close();
    await store.context().close();
  });

  it('whoever keeps the catalogue puts the day right; from then on it is not loaded as a wish', async () => {
    const head = await desk('head', '/');
    const dialog = head.getByRole('dialog');
    await head.keyboard.press('Control+k');
    await head.getByPlaceholder(tr('shell.palette')).last().fill(lot);
    await dialog.getByText(lot).first().click();
    await press(head, tr('command.goods.correct-lot'));
    await dialog.getByLabel(tr('column.goods.list-stock.expiresOn')).fill('1.8.2023');
    await dialog.getByLabel(tr('column.goods.list-stock.expiresOn')).press('Enter');
    await dialog.getByLabel(tr('field.reason')).fill('Etiket yanlış okunmuş');
    await look(head, 'expired-2');
    await press(dialog, tr('command.goods.correct-lot'));
    await dialog.waitFor({ state: 'hidden' });
    await look(head, 'expired-3');
    await head.context().close();
    const road = await desk('dispatch', new URL(shipment).pathname);
    await road.getByText(tr('supply.not-to-load-now')).waitFor();
    expect(await road.getByRole('button', { name: tr('supply.do-load'), exact: true }).count()).toBe(0);
    await look(road, 'expired-4');
    await road.context().close();
  });

  it('it was on the truck already: told as it was, said on the truck’s page, and closed by a second person', async () => {
    const store = await desk('store', new URL(shipment).pathname);
    const dialog = store.getByRole('dialog');
    await press(store, tr('supply.do-record-loading'));
    await press(dialog, tr('command.supply.record-loading'));
    await dialog.waitFor({ state: 'hidden' });
    await store
      .getByRole('link', { name: tr('exception.supply.expired-loaded') })
      .first()
      .waitFor();
    await look(store, 'expired-6');
    await store.context().close();
    const road = await desk('dispatch', new URL(shipment).pathname, 360);
    await road
      .getByRole('link', { name: tr('exception.supply.expired-loaded') })
      .first()
      .click();
    await road.getByText(tr('exception-ends.supply.expired-loaded')).waitFor();
    await look(road, 'expired-7');
    await closeException(road, 'Kamyon durduruldu, parti indirildi');
    await look(road, 'expired-8');
    await road.goto(shipment);
    await road.getByText(tr('supply.show-history').split('{')[0]!.trim()).first().waitFor();
    expect(await road.getByRole('link', { name: tr('exception.supply.expired-loaded') }).count()).toBe(0);
    await road.context().close();
  });

  it('the grant of what rides beside it closes: in the morning somebody is asked, and it ends when the grant goes on', async () => {
    const head = await desk('head', `/grants?q=${grant}`);
    await head.getByRole('row').filter({ hasText: grant }).first().click();
    await setStatus(head, 'closed');
    await look(head, 'grant-1');
    const admin = await desk('admin', '/');
    await morning(admin);
    const asked = head.getByRole('link', { name: grant }).first();
    await asked.waitFor();
    await look(head, 'grant-2');
    await asked.click();
    await head.getByText(tr('exception-ends.supply.grant-closed-with-stock')).waitFor();
    await look(head, 'grant-3');
    await head.goBack();
    await setStatus(head, 'active');
    await morning(admin);
    await admin.context().close();
    await asked.waitFor({ state: 'hidden' });
    await head.context().close();
  });
});
