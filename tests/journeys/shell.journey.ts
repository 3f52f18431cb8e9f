import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const words = {
  en: {
    palette: 'Find a page, record or action',
    create: 'Add user',
    keys: 'Keys',
    views: 'Views',
    offline: 'No connection',
    language: 'العربية',
  },
  tr: {
    palette: 'Sayfa, kayıt veya işlem ara',
    create: 'Kullanıcı ekle',
    keys: 'Tuşlar',
    views: 'Görünümler',
    offline: 'Bağlantı yok',
    language: 'English',
  },
  ar: {
    palette: 'ابحث عن صفحة أو سجل أو إجراء',
    create: 'إضافة مستخدم',
    keys: 'المفاتيح',
    views: 'العروض',
    offline: 'لا يوجد اتصال',
    language: 'Türkçe',
  },
};

describe.each(['en', 'tr', 'ar'] as const)('the shell in %s', (language) => {
  const say = words[language];

  it('the palette finds pages, places, people and actions, and begins one', async () => {
    const page = await openDesk(browser, demo.url, { language, width: 1440, serviceWorkers: 'block' });
    await page.keyboard.press('Control+k');
    const box = page.getByPlaceholder(say.palette).last();
    await box.fill('hatay');
    await page.getByRole('dialog').getByText('TUR031', { exact: false }).first().waitFor();
    await box.fill('omar');
    await page.getByText('monitor@demo.kervan').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await box.fill(say.create);
    await page.getByRole('dialog').getByText(say.create).first().click();
    await page.waitForURL(/\/admin\/users$/);
    await page.getByRole('dialog').getByLabel('', { exact: false }).first().waitFor();
    await page.context().close();
  });

  it('the keyboard goes to pages, shows its map, walks a list and never takes what is typed', async () => {
    const page = await openDesk(browser, demo.url, { language, width: 1440, serviceWorkers: 'block' });
    await page.locator('#main').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.waitForURL(/\/places\/sites$/);
    await page.locator('tr.kv-row').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('gu?');
    expect(new URL(page.url()).pathname).toBe('/places/sites');
    await page.locator('tr.kv-row').count();
    await page.locator('input[aria-label]').first().fill('');
    await page.locator('tr.kv-row').nth(4).waitFor();
    await page.locator('tr.kv-row').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-index'))).toBe('2');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: say.keys }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: say.keys }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('a filter becomes a view of its own, opened again after all was taken away', async () => {
    const page = await openDesk(browser, demo.url, {
      language,
      width: 1440,
      serviceWorkers: 'block',
      path: '/places/sites?status=open&sort=-code',
    });
    await page.locator('tr.kv-row').first().waitFor();
    const first = await page.locator('tr.kv-row').first().textContent();
    await page
      .getByRole('button', { name: new RegExp(`${say.views}|^v-`) })
      .first()
      .click();
    await page.locator('.mantine-Popover-dropdown button').last().click();
    await page.locator('.mantine-Modal-content input[maxlength="80"]').fill(`v-${language}`);
    await page.locator('.mantine-Modal-content button[type=submit]').click();
    await page.locator('.mantine-Modal-content').waitFor({ state: 'detached' });
    await page.goto(`${demo.url}/places/sites`);
    await page.locator('tr.kv-row').first().waitFor();
    await page
      .getByRole('button', { name: new RegExp(`${say.views}|^v-`) })
      .first()
      .click();
    await page
      .getByRole('button', { name: `v-${language}` })
      .first()
      .click();
    await page.waitForURL(/sort=-code/);
    await expect.poll(() => page.locator('tr.kv-row').first().textContent(), { timeout: 20_000 }).toBe(first);
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('language and direction change on the spot, and the dark theme reads', async () => {
    const page = await openDesk(browser, demo.url, { language, width: 1440, colorScheme: 'dark', serviceWorkers: 'block' });
    await page.evaluate(() => ((window as unknown as { stayed: boolean }).stayed = true));
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator('button[aria-haspopup=menu]').click();
    await page.getByText(say.language).click();
    const next = { en: 'ar', tr: 'en', ar: 'tr' }[language];
    await expect.poll(() => page.getAttribute('html', 'lang'), { timeout: 20_000 }).toBe(next);
    expect(await page.getAttribute('html', 'dir')).toBe(next === 'ar' ? 'rtl' : 'ltr');
    expect(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed)).toBe(true);
    await page.context().close();
  });

  it('says so when the network is cut, and again when it is back', async () => {
    const page = await openDesk(browser, demo.url, { language, width: 360, serviceWorkers: 'block' });
    // A part of the page that is still on its way would be cut with the network, and this is about a page that stands.
    await page.waitForFunction(
      () => performance.now() - (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).at(-1)!.responseEnd > 700,
    );
    await page.context().setOffline(true);
    await page.getByText(say.offline, { exact: false }).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText(say.offline, { exact: false }).first().waitFor({ state: 'detached' });
    await page.context().close();
  });

  it.each([1440, 360])('every building block fits and can be read at %i px', async (width) => {
    const page = await openDesk(browser, demo.url, { language, width, serviceWorkers: 'block', path: '/components' });
    const parts = page.locator('.mantine-SegmentedControl-label');
    for (let part = 0; part < 5; part += 1) {
      await parts.nth(part).click();
      await page.waitForTimeout(400);
      expect(await seriousFaults(page), `part ${part}`).toEqual([]);
      expect(await tooWide(page), `part ${part}`).toBeLessThanOrEqual(1);
    }
    for (const path of ['/about', '/about/api?op=places.create-site']) {
      await page.goto(demo.url + path);
      await page.waitForSelector('#main h1');
      await page.waitForTimeout(600);
      expect(await seriousFaults(page), path).toEqual([]);
      expect(await tooWide(page), path).toBeLessThanOrEqual(1);
    }
    await page.context().close();
  });
});

it('a page that is not there and a page beyond reach say so in words', async () => {
  const page = await openDesk(browser, demo.url, { language: 'en', width: 1440, serviceWorkers: 'block', path: '/nowhere' });
  await page.getByRole('heading', { name: 'There is nothing here' }).first().waitFor();
  await page.getByRole('button', { name: 'Go to the first page' }).click();
  await page.waitForURL(`${demo.url}/`);
  await page.context().close();
});

it('a list of ten thousand prints every row it has loaded, its head on each sheet and no frame around it', async () => {
  const page = await openDesk(browser, demo.url, { language: 'en', width: 1440, serviceWorkers: 'block', path: '/components' });
  await page.locator('tr.kv-row').first().waitFor();
  const drawn = await page.locator('tr.kv-row').count();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('tr.kv-row').count()).toBeGreaterThan(drawn);
  expect(await page.locator('.mantine-AppShell-navbar').isVisible()).toBe(false);
  expect(await page.locator('.kv-printonly').isVisible()).toBe(true);
  expect(await page.locator('.kv-table thead').evaluate((head) => getComputedStyle(head).display)).toBe('table-header-group');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect([...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThan(1);
  await page.context().close();
});
