import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import { openDesk } from '#tests/support/desk.ts';
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

// Each run has codes of its own, so that the story can be told again to the same mission.
const mark = String(Math.floor(performance.timeOrigin) % 1_000_000);

async function openSite(page: Page, code: string, name: string): Promise<void> {
  await page.fill('#field-code', code);
  await page.fill('#field-nameEn', name);
  if ((await page.inputValue('#field-area')) === '') {
    await page.fill('#field-area', 'Hatay');
    await page.getByRole('option', { name: /Hatay/ }).first().click();
  }
  await page.getByRole('button', { name: 'Open site' }).click();
}

it('a response is opened with a site, a store and a person, each step the command it names', async () => {
  const page = await openDesk(browser, demo.url, { language: 'en', width: 1440, path: '/responses' });
  await page.getByRole('button', { name: 'Open response' }).click();
  await page.waitForURL(/\/responses\/new/);
  await page.fill('#field-code', `FLOOD-${mark}`);
  await page.fill('#field-nameEn', 'Floods of the Asi');
  await page.fill('#field-startsOn', '2023-08-01');
  await page.getByRole('button', { name: 'Open response' }).click();
  await page.getByText('Where the response is run from').waitFor();
  await openSite(page, `FB-${mark}`, 'Flood base');
  await page.getByText('Where its goods will be kept.').waitFor();
  await openSite(page, `FS-${mark}`, 'Flood store');
  await page.getByLabel('Person', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Murat Kaya' }).click();
  await page.getByLabel('Role', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Storekeeper', exact: true }).click();
  await page.getByRole('button', { name: 'Give role' }).click();
  await page.getByText('Murat Kaya: Storekeeper').waitFor();
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('Flood store').waitFor();
  await page.getByRole('button', { name: 'Look at the response' }).click();
  await page.waitForURL(/\/responses\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Flood base' }).waitFor();
  await page.getByRole('link', { name: 'Flood store' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.context().close();
});

it('who is about to enter an organisation twice is shown the one that is there', async () => {
  const page = await openDesk(browser, demo.url, { language: 'tr', width: 1440, path: '/orgs/new' });
  await page.fill('#field-nameEn', 'Pomegranat Tree Asociation');
  await page.getByRole('link', { name: 'Nar Ağacı Derneği' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.context().close();
});

it('an open hit is decided by a second person, in Arabic on a phone', async () => {
  const page = await openDesk(browser, demo.url, { language: 'ar', width: 360, path: '/screening?state=all' });
  await page.getByText('DSL-002').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const decide = page.locator('#main').getByRole('button', { name: 'اتخاذ القرار' });
  await decide.first().click();
  await page.click('#field-outcome');
  await page.getByRole('option', { name: 'ليس نفسه' }).click();
  await page.fill('#field-note', 'سجل تجاري مختلف');
  await page.getByRole('dialog').getByRole('button', { name: 'اتخاذ القرار' }).click();
  await page.locator('#main').getByText('سجل تجاري مختلف').waitFor();
  await expect.poll(() => decide.count(), { timeout: 20_000 }).toBe(0);
  expect(await tooWide(page)).toBeLessThanOrEqual(1);
  await page.context().close();
});

it('a list is loaded from a file, comes into force whole, and stands with its hash', async () => {
  const page = await openDesk(browser, demo.url, { language: 'en', width: 1440, path: '/screening?do=orgs.open-list' });
  const file = (text: string) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.setInputFiles('input[type=file]', file('ref;name;kind\nX1;;person'));
  await page.getByText('Line 2: the name is missing').waitFor();
  await page.setInputFiles(
    'input[type=file]',
    file(`ref;name;kind;birth year\nX1;Nobody Anywhere ${mark};person;1961\nX2;Nothing House;organisation;`),
  );
  await page.getByText('2 entries').waitFor();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Code of the list').fill(`trial-${mark}`);
  await dialog.getByLabel('Name of the list').fill('Trial list');
  await dialog.getByLabel('Where it comes from').fill('a file');
  await dialog.getByLabel('Published on').fill('2023-08-01');
  await dialog.getByRole('button', { name: 'Put list into force' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Lists' }).click();
  await page.getByText(`TRIAL-${mark}`).waitFor();
  expect(await page.getByText('In force', { exact: true }).count()).toBe(2);
  expect(await seriousFaults(page)).toEqual([]);
  await page.context().close();
});
