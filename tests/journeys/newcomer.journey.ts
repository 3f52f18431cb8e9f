import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword } from '#app/server/demo/users.ts';
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

type Language = 'en' | 'tr' | 'ar';
const words = {
  en: { sites: 'Sites', open: 'Open site', hatay: 'Hatay' },
  tr: { sites: 'Sahalar', open: 'Saha aç', hatay: 'Hatay' },
  ar: { sites: 'المواقع', open: 'فتح موقع', hatay: 'هاتاي' },
};

async function signIn(language: Language, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), language);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(demo.url);
  await page.fill('input[type=email]', 'admin@demo.kervan');
  await page.fill('input[type=password]', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');
  return page;
}

describe.each([
  ['en', 1440],
  ['tr', 1440],
  ['ar', 1440],
  ['en', 360],
  ['ar', 360],
] as const)('a newcomer in %s at %i px', (language, width) => {
  it('signs in, sees the map drawn, opens the register and a site', async () => {
    const page = await signIn(language, width);
    expect(await page.getAttribute('html', 'dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(await seriousFaults(page, '.maplibregl-map')).toEqual([]);
    await page.goto(`${demo.url}/map`);
    await page.waitForSelector('[data-ready=true]');
    await page.goto(`${demo.url}/places/sites`);
    await page.getByRole('heading', { name: words[language].sites }).waitFor();
    await page.locator('tr.kv-row').first().click();
    await page.waitForURL(/\/places\/sites\/[0-9a-f-]{36}/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await seriousFaults(page, '.maplibregl-map')).toEqual([]);
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    await page.context().close();
  });
});

describe('at the desk', () => {
  it('a site is opened in Turkish by name of its area, and found again in Arabic letters', async () => {
    const page = await openDesk(browser, demo.url, { language: 'tr', width: 1440, path: '/places/sites/new' });
    await page.click('#field-type');
    await page.getByRole('option', { name: 'Konteyner kent' }).click();
    await page.fill('#field-code', 'deneme-01');
    await page.fill('#field-nameEn', 'Trial city');
    await page.fill('#field-nameAr', 'مدينة التجربة');
    await page.fill('#field-area', 'iskenderun');
    await page
      .getByRole('option', { name: /skenderun/ })
      .first()
      .click();
    await page.click('button[type=submit]');
    await page.waitForURL(/\/places\/sites\/[0-9a-f-]{36}/);
    await page.getByText('DENEME-01').waitFor();
    await page.goto(`${demo.url}/places/sites`);
    await page.fill('input[aria-label="Ara"]', 'مدينه التجربه');
    await page.locator('tr.kv-row', { hasText: 'DENEME-01' }).waitFor();
    await page.context().close();
  });

  it('a form with faults names each beside its field and sums them up', async () => {
    const page = await openDesk(browser, demo.url, { language: 'en', width: 1440, path: '/places/sites/new' });
    await page.click('button[type=submit]');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(4);
    await page.context().close();
  });

  it('who opens a page while the server is away is told so, and is at work as soon as it is back', async () => {
    const page = await openDesk(browser, demo.url, { language: 'tr', width: 360, path: '/places/sites', serviceWorkers: 'block' });
    await page.route('**/api/**', (route) => route.abort());
    await page.reload();
    await page.getByRole('heading', { name: 'Kervan’a ulaşılamıyor' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Yeniden dene' }).click();
    await page.getByRole('heading', { name: 'Sahalar' }).waitFor();
    await page.context().close();
  });

  it('a colleague whose role is taken away loses the buttons at the next answer', async () => {
    const analyst = await openDesk(browser, demo.url, { email: 'analyst@demo.kervan', language: 'en', width: 1440, path: '/places/sites' });
    await analyst.getByRole('button', { name: 'Open site' }).waitFor();
    const admin = await openDesk(browser, demo.url, { language: 'tr', width: 1440, path: '/admin/users?q=Nadia' });
    await admin.getByRole('row', { name: /analyst@demo.kervan/ }).click();
    await admin.getByRole('button', { name: 'Rolü geri al' }).click();
    const asked = admin.getByRole('dialog');
    await asked.getByText('Nadia Rahman adlı kişi Analist rolünü kaybeder', { exact: false }).waitFor();
    await asked.getByRole('button', { name: 'Rolü geri al' }).click();
    await admin.getByText('geri alındı', { exact: true }).waitFor();
    await analyst.fill('input[aria-label="Search"]', 'office');
    await analyst.getByRole('button', { name: 'Open site' }).waitFor({ state: 'detached' });
    await analyst.context().close();
    await admin.context().close();
  });
});
