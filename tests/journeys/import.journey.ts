import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheets } from '#foundation/sheets/read.ts';
import { cellText } from '#foundation/sheets/cell.ts';
import { workbook } from '#tests/support/import.ts';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import { openDesk } from '#tests/support/desk.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';
import { readFileSync } from 'node:fs';

let demo: DemoServer;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const heading = ['Kod', 'Tür', 'Ad (Türkçe)', 'İl', 'İlçe', 'Enlem', 'Boylam', 'Hassasiyet', 'Açılış tarihi'];
const sheet = (prefix: string) =>
  workbook([
    heading,
    [`${prefix}-1`, 'Depo', 'Burç Ek Deposu', 'Gaziantep', 'Şahinbey', '37,0312', '37,2204', 'Kısıtlı', '06.02.2023'],
    [`${prefix}-2`, 'Konteynır kent', 'İslahiye Konteyner Kenti', 'Gaziantep', 'İslahiye', '37,02', '36,63', '', '6 Şubat 2023'],
    [`${prefix}-3`, 'Çadır kent', 'Samandağ Çadır Kenti', 'Hatay', 'Samandağ', '36,08', '35,97', '', '31.02.2023'],
  ]);
const send = (page: Page, buffer: Buffer) =>
  page.setInputFiles('input[type=file]', { name: 'sahalar.xlsx', mimeType: 'application/octet-stream', buffer });
const cell = (page: Page, text: string) => page.getByRole('gridcell', { name: text });

describe('a newcomer with a list of sites in Turkish', () => {
  it('sends it, mends what is wrong, applies it, sees the history, and changes nothing by sending it again', async () => {
    const page = await openDesk(browser, demo.url, { language: 'tr', width: 1440 });
    const bytes = await sheet('YOL');
    await page.goto(`${demo.url}/places/sites`);
    await page.getByRole('button', { name: 'İçe aktar' }).click();
    await page.waitForURL(/\/imports/);
    await send(page, bytes);
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'Hatalı 2' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await cell(page, 'Konteynır kent').click();
    await page.getByText('Bu saha türü bilinmiyor.').first().waitFor();
    await page.getByRole('button', { name: 'Konteyner kent', exact: true }).click();
    await page.getByRole('button', { name: 'Hatalı 1' }).waitFor();

    await cell(page, '31.02.2023').click();
    await page.fill('#cell-text', '28.02.2023');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByRole('button', { name: '3 satırı uygula' }).click();
    await page.getByText('3 satır uygulandı.').waitFor();

    await page.goto(`${demo.url}/places/sites?q=YOL-2`);
    await page.getByRole('row', { name: /YOL-2/ }).click();
    await page.getByRole('heading', { level: 1, name: 'İslahiye Konteyner Kenti' }).waitFor();
    await page.getByText('Sahaları içe aktar').first().waitFor();

    await page.goto(`${demo.url}/imports?kind=places.sites`);
    await send(page, bytes);
    await page.getByText('Bu dosya daha önce gönderilmişti.').waitFor();
    await page.getByText('3 satır uygulandı.').waitFor();
    await page.context().close();
  });

  it('receives by a sheet from the list of receipts, and is led to each fault of it', async () => {
    const page = await openDesk(browser, demo.url, { email: 'store@demo.kervan', language: 'tr', width: 1440, path: '/supply/receipts' });
    await page.getByRole('button', { name: 'Tablodan' }).click();
    await page.waitForURL(/\/imports/);
    const names = ['İrsaliye', 'Yer', 'Kalem', 'Parti', 'Beklenen', 'Sağlam', 'Hasarlı', 'Ambalaj', 'Durumu', 'Sahibi'];
    await send(
      page,
      await workbook([
        names,
        ['IRS-YOL-1', 'BRC-IN', 'BLK-HT', 'L-YOL', '1.000', 985, 15, '', '', 'Kendi malımız'],
        ['IRS-YOL-1', 'BRC-IN', 'SOAP-100', 'S-YOL', 50, 50, '', '', 'Eskimiş', ''],
        ['IRS-YOL-2', 'BRC-IN', 'BLK-HT', '', 5, 5, '', '', '', 'Kimse'],
      ]),
    );
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'Hatalı 2' }).waitFor();
    await page.getByRole('rowheader', { name: /^4/ }).click();
    await page.getByText('BLK-HT partiyle izlenir: numarasını girin.').first().waitFor();
    await page.getByText(/Kimse bildiğimiz bir kuruluş değil/).waitFor();
    await page.getByRole('rowheader', { name: /^3/ }).click();
    expect(await page.locator('[role=gridcell][aria-selected=true]').getAttribute('data-label')).toBe('Durumu');
    await page.fill('#cell-text', 'Sağlam');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByRole('button', { name: 'Hatalı 1' }).waitFor();
    expect(await page.getByText('Rolünüz buna burada izin vermiyor').count()).toBe(0);
    await page.context().close();
  });

  it('is told in Turkish why a file cannot be taken', async () => {
    const page = await openDesk(browser, demo.url, { language: 'tr', width: 360, path: '/imports?kind=places.sites' });
    await page.waitForSelector('input[type=file]', { state: 'attached' });
    await send(
      page,
      await workbook([
        ['Ad', 'Renk'],
        ['x', 'mavi'],
      ]),
    );
    await page.getByText(/başlıklarını taşıyan bir satır bulunamadı.*Kod, Tür/).waitFor();
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    await page.context().close();
  });

  it('takes the register away as a spreadsheet in the language of the screen', async () => {
    const page = await openDesk(browser, demo.url, { language: 'ar', width: 1440, path: '/places/sites' });
    await page.getByRole('button', { name: 'تصدير' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem').first().click()]);
    const rows: string[][] = [];
    for await (const part of readSheets(readFileSync(await download.path())))
      if ('rows' in part) rows.push(...part.rows.map((row) => row.cells.map((one) => cellText(one))));
    expect(rows[0]).toContain('الاسم (بالعربية)');
    expect(rows.length).toBeGreaterThan(10);
    await page.context().close();
  });
});
