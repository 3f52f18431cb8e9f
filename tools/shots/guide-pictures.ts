import type { Page } from 'playwright-core';
import { workbook } from '#tests/support/import.ts';
import type { Picture } from './picture.ts';

const store = { as: 'store@demo.kervan', language: 'tr' } as const;
const dispatch = { as: 'dispatch@demo.kervan', language: 'tr' } as const;
const partner = { as: 'partner@demo.kervan', language: 'ar', phone: true } as const;

/** The pictures of the guides for field staff: each in the language and at the size of whoever it is for. */
export const guidePictures: readonly Picture[] = [
  { name: 'store-home', path: '/', ...store },
  { name: 'store-receive', path: '/supply/receipts/new', ...store, before: countBlankets },
  { name: 'store-receipt', path: '/supply/receipts?source=unknown', ...store, before: openUnpapered },
  { name: 'store-sheet', path: '/imports?kind=supply.receipts', ...store, before: sendFaulty },
  { name: 'store-work', path: '/supply/store', ...store, before: takeInHand },
  { name: 'store-count', path: '/supply/counts/first:supply.list-counts', ...store },
  { name: 'store-card', path: '/goods/stock', ...store, before: openCard },
  { name: 'dispatch-day', path: '/supply/day', ...dispatch },
  { name: 'dispatch-allocate', path: '/supply/allocation', ...dispatch, before: chooseRequests },
  { name: 'dispatch-trucks', path: '/supply/trucks', ...dispatch },
  { name: 'dispatch-shipment', path: '/supply/shipments/first:supply.list-shipments', ...dispatch, before: showTrucks },
  { name: 'dispatch-border', path: '/supply/notifications', ...dispatch, before: openAnswered },
  { name: 'dispatch-back', path: '/supply/trucks', ...dispatch, before: openTurnedBack },
  { name: 'dispatch-case', path: '/supply/discrepancies/first:supply.list-discrepancies', ...dispatch },
  { name: 'partner-trucks', path: '/supply/incoming', ...partner },
  { name: 'partner-count', path: '/supply/incoming/first:supply.list-incoming', ...partner, before: countOneShort },
  { name: 'partner-difference', path: '/supply/discrepancies/first:supply.list-discrepancies', ...partner },
  { name: 'partner-request', path: '/supply/requests/first:supply.list-requests', ...partner },
];

/** A line as it is counted at the gate: what was expected, and what is there. */
async function countBlankets(page: Page): Promise<void> {
  await page.fill('#scan', 'BLK-HT');
  await page.waitForTimeout(1500);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(600);
  await page.keyboard.type('2000');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1985');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(400);
}

/** A truck that came without papers. */
async function openUnpapered(page: Page): Promise<void> {
  await openRow(page, 'Evraksız');
}

async function openAnswered(page: Page): Promise<void> {
  await openRow(page, 'Yanıtlandı');
}

async function openRow(page: Page, words: string, leads = /[0-9a-f-]{36}$/): Promise<void> {
  await page.locator('#main tbody tr').filter({ hasText: words }).first().click();
  await page.waitForURL(leads);
  await page.waitForTimeout(1500);
}

/** A sheet of what was received, with three faults of the kind that happens; its first is shown in words. */
async function sendFaulty(page: Page): Promise<void> {
  const buffer = await workbook([
    ['İrsaliye', 'Yer', 'Kalem', 'Parti', 'Beklenen', 'Sağlam', 'Hasarlı', 'Durumu'],
    ['IRS-2107', 'BRC-IN', 'BLK-HT', 'L-2107', 1_000, 985, 15, ''],
    ['IRS-2107', 'BRC-IN', 'BLK-MT', '', 600, 600, '', ''],
    ['IRS-2108', 'BRC-Z9', 'BLK-BABY', '', 400, 400, '', ''],
    ['IRS-2108', 'BRC-IN', 'PILLOW', '', 250, 250, '', 'Eskimiş'],
  ]);
  await page.setInputFiles('input[type=file]', { name: 'kabuller.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.getByRole('rowheader', { name: /^3/ }).click();
  await page.waitForTimeout(600);
}

/** The card of goods that went out often. */
async function openCard(page: Page): Promise<void> {
  await openRow(page, 'BLK-MT', /stock-card/);
}

async function openTurnedBack(page: Page): Promise<void> {
  await page.locator('#main .kv-board-card').filter({ hasText: 'Geri çevrildi' }).first().click();
  await page.waitForURL(/\/supply\/shipments\//);
  await page.waitForTimeout(1500);
}

async function takeInHand(page: Page): Promise<void> {
  await page.locator('#main tbody tr').first().click();
  await page.waitForTimeout(500);
}

async function chooseRequests(page: Page): Promise<void> {
  await page.locator('#main input[type=checkbox]').first().check();
  await page.waitForTimeout(1500);
}

async function showTrucks(page: Page): Promise<void> {
  await page.locator('#main .kv-code').filter({ hasText: 'WB-' }).first().scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(400);
}

/** All is there, but one line is short. */
async function countOneShort(page: Page): Promise<void> {
  await page.locator('#main button').filter({ hasText: 'كل شيء موجود' }).click();
  const good = page.getByLabel('سليم').first();
  const all = Number((await good.inputValue()).replace(/\D/g, ''));
  await good.fill(String(all - 6));
  await good.blur();
  await page.waitForTimeout(400);
}
