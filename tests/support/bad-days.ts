import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { newId } from '#foundation/ids.ts';
import { messages } from '#foundation/i18n/server.ts';
import { watchStores } from '#modules/supply/contract/stores/keeping.ts';
import { pick, press } from './desk.ts';

/** What is done at a desk in Turkish on a bad day, step by step as a person would. */
const tr = (key: string) => messages('tr')[key]!;
const at = (page: Page) => new URL(page.url()).origin;

/** A gift is received at the gate of Burç: so much of an item, as people count it. */
export async function receive(page: Page, item: string, quantity: string, lot?: { code: string; expires: string }): Promise<string> {
  await page.goto(`${at(page)}/supply/receipts/new`);
  await page.getByText(tr('supply.receipt-source-gift'), { exact: true }).click();
  await pick(page, tr('supply.received-at'), 'BRC-IN');
  await page.getByLabel(tr('supply.reference-gift')).fill(`GIFT-${item}`);
  await page.fill('#scan', item);
  await page.getByRole('option').first().waitFor();
  await page.locator('#scan').press('Enter');
  await page.getByLabel(tr('column.supply.list-receipt-lines.good')).first().fill(quantity);
  if (lot) {
    await page.getByLabel(tr('column.supply.list-receipt-lines.lotCode')).fill(lot.code);
    await page.getByLabel(tr('column.supply.list-receipt-lines.expiresOn')).fill(lot.expires);
  }
  await press(page, tr('supply.post-receipt'));
  await page.waitForURL(/\/supply\/receipts\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Takes into the hand what lies in the store under such words. */
export async function takeUp(page: Page, ...words: string[]): Promise<void> {
  await page.goto(`${at(page)}/supply/store?s.q=${encodeURIComponent(words[0]!)}`);
  await words
    .reduce((rows, text) => rows.filter({ hasText: text }), page.getByRole('row'))
    .first()
    .click();
  await page.getByText(tr('supply.put-all-back')).waitFor();
}

/** Puts stock that bears such words on a shipment; a long list is searched. */
export async function choose(page: Page, words: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: tr('ui.search') });
  const row = page.getByRole('row').filter({ hasText: words });
  await row.or(search).first().waitFor();
  if (await search.isVisible()) await search.fill(words);
  await row.getByRole('checkbox', { checked: false }).first().check();
}

/** Closes the exception whose page is open. */
export async function closeException(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press(page, tr('command.exceptions.close'));
  await dialog.getByLabel(tr('exceptions.reason')).fill(reason);
  await press(dialog, tr('command.exceptions.close'));
  await page.getByText(tr('exceptions.state-closed'), { exact: true }).first().waitFor();
}

/** Says how a grant stands. */
export async function setStatus(page: Page, status: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press(page, tr('command.orgs.set-grant-status'));
  await pick(dialog, tr('orgs.grant-field-status'), tr(`orgs.status-${status}`));
  await dialog.getByLabel(tr('field.reason')).fill('Bağışçının yazısı');
  await press(dialog, tr('command.orgs.set-grant-status'));
  await dialog.waitFor({ state: 'hidden' });
}

/** The look through the stores that comes each morning, at once: `admin` is an administrator's page. */
export async function morning(admin: Page): Promise<void> {
  const envelope = { id: newId(), name: watchStores.name, version: 1, occurredAt: '2023-08-21T06:00:00Z', input: {} };
  const answer = await admin.request.post(`${at(admin)}/api/commands`, { headers: { 'x-kervan': '1' }, data: [envelope] });
  expect(await answer.text()).toContain('"applied"');
}

/** Opens what the bell told last. */
export const openNewest = (page: Page) =>
  page
    .getByRole('link', { name: tr('notify.open'), exact: true })
    .first()
    .click();
