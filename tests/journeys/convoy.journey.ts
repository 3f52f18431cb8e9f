import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#foundation/i18n/server.ts';
import { tooWide } from '#tests/support/axe.ts';
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

const wordsOf = (language: 'tr' | 'ar') => (key: string) => messages(language)[key]!;
const tr = wordsOf('tr');
const ar = wordsOf('ar');

describe('a truck without papers becomes a convoy whose difference is closed by both ends', () => {
  let shipment: string;
  let incoming: string;
  let difference: string;

  it('the storekeeper takes it in, sorts what nobody could name, and its papers come', async () => {
    const page = await openDesk(browser, demo.url, {
      email: 'store@demo.kervan',
      language: 'tr',
      width: 1440,
      path: '/supply/receipts/new',
    });
    await page.getByText(tr('supply.receipt-source-unknown'), { exact: true }).click();
    await pick(page, tr('supply.received-at'), 'BRC-IN');
    await page.fill('#scan', 'Karışık koliler');
    await page.getByRole('button', { name: /Karışık koliler/ }).click();
    await page.getByLabel(tr('column.supply.list-receipt-lines.good')).first().fill('120');
    await look(page, '01-receipt');
    await press(page, tr('supply.post-receipt'));
    await page.waitForURL(/\/supply\/receipts\/[0-9a-f-]{36}$/);
    await page.getByText(tr('supply.papers-missing')).waitFor();
    await look(page, '02-received');
    await press(page, tr('command.supply.sort-load'));
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(tr('supply.load-used')).fill('120');
    await dialog.locator('#scan').fill('BUCK-14');
    await dialog.getByRole('option').first().waitFor();
    await dialog.locator('#scan').press('Enter');
    await dialog.getByLabel(tr('column.supply.list-receipt-lines.good')).fill('480');
    await look(page, '03-sort');
    await press(dialog, tr('command.supply.sort-load'));
    await dialog.waitFor({ state: 'hidden' });
    await press(page, tr('command.supply.match-receipt'));
    await dialog.getByLabel(tr('supply.reference-gift')).fill('GIFT-JOURNEY');
    await look(page, '04-match');
    await press(dialog, tr('command.supply.match-receipt'));
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(tr('supply.papers-missing')).waitFor({ state: 'hidden' });
    await look(page, '05-matched');
    await page.context().close();
  });

  it('the dispatcher gives it to a truck; it may not be loaded before the border has answered', async () => {
    const page = await openDesk(browser, demo.url, {
      email: 'dispatch@demo.kervan',
      language: 'tr',
      width: 1440,
      path: '/supply/shipments/new',
    });
    await pick(page, tr('supply.origin'), 'BRC');
    await pick(page, tr('supply.consignee'), 'PS-01');
    await page.getByLabel(tr('supply.show-free-stock')).check();
    await page.getByRole('row').filter({ hasText: 'BUCK-14' }).filter({ hasText: 'BRC-IN' }).getByRole('checkbox').first().check();
    await page.getByLabel(tr('supply.direct-reason')).fill('Valilikle görüşüldü');
    await look(page, '06-shipment');
    await press(page, tr('command.supply.plan-shipment'));
    await page.waitForURL(/\/supply\/shipments\/[0-9a-f-]{36}$/);
    shipment = page.url();
    await press(page, tr('command.supply.plan-leg'));
    const dialog = page.getByRole('dialog');
    await pick(dialog, tr('supply.vehicle'), '27');
    await dialog
      .getByRole('combobox', { name: tr('supply.driver') })
      .or(dialog.getByLabel(tr('supply.driver')))
      .first()
      .click();
    await page.getByRole('option').first().click();
    await pick(dialog, tr('supply.crossing-or-none'), 'Öncüpınar');
    await look(page, '07-truck');
    await press(dialog, tr('command.supply.plan-leg'));
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(tr('supply.not-to-load-now')).waitFor();
    expect(await page.getByRole('button', { name: tr('supply.do-load'), exact: true }).count()).toBe(0);
    await look(page, '08-not-yet');
    await page.goto(`${demo.url}/supply/notifications`);
    await press(page, tr('command.supply.open-notification'));
    await pick(dialog, tr('supply.crossing'), 'Öncüpınar');
    await dialog.getByLabel(tr('supply.crossing-day')).fill('21.08.2023');
    await dialog.getByLabel(tr('supply.crossing-day')).press('Enter');
    await press(dialog, tr('command.supply.open-notification'));
    await page.waitForURL(/\/supply\/notifications\/[0-9a-f-]{36}$/);
    await page
      .getByRole('checkbox', { name: tr('supply.on-the-list') })
      .first()
      .waitFor();
    await look(page, '09-list');
    await press(page, tr('supply.list-all'));
    await page
      .getByRole('checkbox', { name: tr('supply.on-the-list'), checked: true })
      .first()
      .waitFor();
    await press(page, tr('command.supply.send-notification'));
    await look(page, '10-send');
    await press(dialog, tr('command.supply.send-notification'));
    await dialog.waitFor({ state: 'hidden' });
    await press(page, tr('command.supply.answer-notification'));
    await look(page, '11-answer');
    await press(dialog, tr('command.supply.answer-notification'));
    await dialog.waitFor({ state: 'hidden' });
    await page.goto(shipment);
    await press(page, tr('supply.do-load'));
    await dialog.getByLabel(tr('supply.seals-put')).fill('K555');
    await look(page, '12-load');
    await press(dialog, tr('command.supply.load-truck'));
    await dialog.waitFor({ state: 'hidden' });
    await press(page, tr('supply.paper-waybill'));
    await page.getByText(tr('supply.papers-never')).waitFor({ state: 'hidden' });
    for (const step of ['depart', 'at-crossing', 'crossed', 'arrived']) {
      await press(page, tr(`supply.do-${step}`));
      await press(dialog, step === 'depart' ? tr('command.supply.record-departure') : tr(`supply.do-${step}`));
      await dialog.waitFor({ state: 'hidden' });
    }
    await look(page, '13-arrived');
    await page.context().close();
  });

  it('the partner counts it in Arabic on a phone, and the difference is a case that both ends see', async () => {
    const page = await openDesk(browser, demo.url, { email: 'partner@demo.kervan', language: 'ar', width: 360, path: '/supply/incoming' });
    await page.getByText('دلو').first().waitFor();
    await look(page, '14-incoming');
    await page.getByText('دلو').first().click();
    await page.waitForURL(/\/supply\/incoming\/[0-9a-f-]{36}$/);
    incoming = page.url();
    await page.getByLabel(ar('supply.count-good')).first().fill('470');
    await page.getByLabel(ar('supply.count-damaged')).first().fill('4');
    await look(page, '15-count');
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    await press(page, ar('command.supply.record-delivery'));
    await page.getByText(ar('supply.open-discrepancy')).click();
    await page.waitForURL(/\/supply\/discrepancies\/[0-9a-f-]{36}$/);
    difference = page.url();
    await page.getByText(ar('supply.difference-missing')).first().waitFor();
    await page.getByText(ar('supply.settle-first')).waitFor();
    await look(page, '16-case');
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('the desk says how each part ended, and the case closes with the second word', async () => {
    const page = await openDesk(browser, demo.url, { email: 'dispatch@demo.kervan', language: 'tr', width: 1440 });
    await page.goto(difference);
    const dialog = page.getByRole('dialog');
    for (const left of [2, 1]) {
      await page
        .getByRole('button', { name: tr('command.supply.propose-outcome'), exact: true })
        .nth(left - 1)
        .waitFor();
      await press(page, tr('command.supply.propose-outcome'));
      await pick(dialog, tr('supply.how-it-ended'), tr('supply.end-transporter-pays'));
      await dialog.getByLabel(tr('supply.outcome-note')).fill('Nakliyeci kabul etti');
      await look(page, `17-outcome-${left}`);
      await press(dialog, tr('command.supply.propose-outcome'));
      await dialog.waitFor({ state: 'hidden' });
    }
    await press(page, tr('command.supply.agree-discrepancy'));
    await page.getByText(tr('supply.agreed'), { exact: true }).first().waitFor();
    await look(page, '18-ours');
    await page.context().close();
    const partner = await openDesk(browser, demo.url, { email: 'partner@demo.kervan', language: 'ar', width: 360 });
    await partner.goto(difference);
    await press(partner, ar('command.supply.agree-discrepancy'));
    await partner.getByText(ar('supply.discrepancy-closed')).first().waitFor();
    await look(partner, '19-closed');
    await partner.goto(incoming);
    await look(partner, '20-received');
    await partner.context().close();
  });

  it('a paper proof that comes weeks later contradicts the phone: it stands beside it, and a second person holds it against the paper', async () => {
    const page = await openDesk(browser, demo.url, { email: 'dispatch@demo.kervan', language: 'tr', width: 1440 });
    await page.goto(incoming);
    await press(page, tr('supply.count-again'));
    await page.getByLabel(tr('supply.count-good')).first().fill('466');
    await page.getByLabel(tr('supply.count-damaged')).first().fill('4');
    await page.getByLabel(tr('supply.keyed-from-paper')).check();
    await press(page, tr('command.supply.record-delivery'));
    await page.getByText(tr('supply.paper-unchecked-mine')).waitFor();
    expect(await page.getByRole('button', { name: tr('command.supply.check-paper'), exact: true }).count()).toBe(0);
    await look(page, '21-keyed');
    await page.context().close();
    const second = await openDesk(browser, demo.url, {
      email: 'store@demo.kervan',
      language: 'tr',
      width: 1440,
      path: '/supply/incoming?tab=papers',
    });
    await second.getByRole('row').filter({ hasText: '466' }).first().click();
    await press(second, tr('command.supply.check-paper'));
    const dialog = second.getByRole('dialog');
    await dialog.getByText('466').waitFor();
    await look(second, '22-check');
    await press(dialog, tr('supply.paper-say-agrees'));
    await dialog.waitFor({ state: 'hidden' });
    await second.getByText(tr('supply.paper-agrees').replace('{by}', 'Murat Kaya')).waitFor();
    await second.context().close();
  });

  it('the case is open again until both ends say which count stands', async () => {
    const page = await openDesk(browser, demo.url, { email: 'dispatch@demo.kervan', language: 'tr', width: 1440 });
    await page.goto(difference);
    const dialog = page.getByRole('dialog');
    await page.getByText(tr('supply.difference-counts-differ')).waitFor();
    // The later count stands, and with it four more are missing: those have an end of their own.
    for (const end of ['supply.end-counted-again', 'supply.end-transporter-pays']) {
      await press(page, tr('command.supply.propose-outcome'));
      await pick(dialog, tr('supply.how-it-ended'), tr(end));
      await dialog.getByLabel(tr('supply.outcome-note')).fill('İmzalı irsaliye geldi');
      await look(page, `23-${end}`);
      await press(dialog, tr('command.supply.propose-outcome'));
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText(tr('supply.end-counted-again')).waitFor();
    }
    await press(page, tr('command.supply.agree-discrepancy'));
    await page.getByText(tr('supply.agreed'), { exact: true }).first().waitFor();
    await page.context().close();
    const partner = await openDesk(browser, demo.url, { email: 'partner@demo.kervan', language: 'ar', width: 360 });
    await partner.goto(difference);
    await press(partner, ar('command.supply.agree-discrepancy'));
    await partner.getByText(ar('supply.discrepancy-closed')).first().waitFor();
    await look(partner, '24-closed-again');
    await partner.context().close();
  });
});
