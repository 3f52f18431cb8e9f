import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import { openDesk } from '#tests/support/desk.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';

let demo: DemoServer;
let browser: Browser;
let admin: Page;
const item = newId();
const plan = newId();
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  admin = await openDesk(browser, demo.url, { language: 'en', width: 1440 });
  await stock();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const post = (path: string, body: unknown) =>
  admin.evaluate(
    async ([to, text]) => {
      const headers = { 'x-kervan': '1', 'content-type': 'application/json' };
      return (await (await fetch(to!, { method: 'POST', headers, body: text! })).json()) as Record<string, unknown>;
    },
    [path, JSON.stringify(body)] as const,
  );
async function send(name: string, input: unknown): Promise<void> {
  const outcome = await post(`/api/commands/${name}`, { id: newId(), version: 1, input, occurredAt: '2023-08-21T06:10:00Z' });
  if (outcome['state'] !== 'applied') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
}
async function first(query: string, input: object): Promise<string> {
  const answer = (await post(`/api/queries/${query}`, input)) as { data: { rows: { id: string }[] } };
  return answer.data.rows[0]!.id;
}

/** Sixty stoves in the warehouse, and a plan of the partner that gives one to each of eighty households. */
async function stock(): Promise<void> {
  const family = 'JRN';
  await send('goods.create-family', { code: family, nameEn: 'Stoves', nameTr: 'Sobalar', nameAr: 'مدافئ' });
  await send('goods.create-item', {
    itemId: item,
    code: 'JRN-STOVE',
    unit: 'piece',
    family,
    nameEn: 'Stove',
    nameTr: 'Soba',
    nameAr: 'مدفأة',
  });
  // The store that the workbench opens with.
  const warehouse = await first('goods.list-places', { root: true, kinds: ['warehouse', 'hub'], status: 'open' });
  const to = { item, place: warehouse, condition: 'good', owner: 'own' };
  await send('ledger.post-document', {
    documentId: newId(),
    kind: 'receipt',
    lines: [{ from: { virtual: 'supplier', item }, to, qty: 60 }],
  });
  await send('supply.create-plan', {
    planId: plan,
    title: 'توزيع المدافئ',
    orgId: await first('orgs.list-organisations', { search: 'YSM' }),
    agreement: 'PCA-1',
    sector: 'shelter',
    siteId: await first('places.list-sites', { search: 'PS-01' }),
    givesOn: '2023-09-20',
    households: [{ size: 5, households: 80 }],
    standards: [{ itemId: item, qty: 1 }],
  });
}

describe('stoves for eighty households', () => {
  let path: string;
  it('a partner asks for them in Arabic on a phone; the lines begin with what the households lack', async () => {
    const page = await openDesk(browser, demo.url, {
      email: 'partner@demo.kervan',
      language: 'ar',
      width: 360,
      path: `/supply/requests/new?plan=${plan}`,
    });
    await page.getByText('تسمح الخطة بـ 80').waitFor();
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    expect(await seriousFaults(page)).toEqual([]);
    const quantity = page.getByLabel('الكمية', { exact: true });
    await quantity.fill('90');
    await page.getByText('زيادة 10').waitFor();
    await quantity.fill('80');
    await page.getByRole('button', { name: 'إرسال الطلب' }).click();
    await page.waitForURL(/\/supply\/requests\/[0-9a-f-]{36}$/);
    await page.getByText('بانتظار موافقة شخص آخر').waitFor();
    expect(await tooWide(page)).toBeLessThanOrEqual(1);
    expect(await seriousFaults(page)).toEqual([]);
    path = new URL(page.url()).pathname;
    await page.context().close();
  });

  it('the head of office approves them', async () => {
    const page = await openDesk(browser, demo.url, { email: 'head@demo.kervan', language: 'en', width: 1440, path });
    await page.getByRole('button', { name: 'Approve request' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve request' }).click();
    await page.getByText('One line waits for goods').waitFor();
    await page.context().close();
  });

  it('the dispatcher sets aside what is there by keys alone; the rest is a back-order', async () => {
    const page = await openDesk(browser, demo.url, { email: 'dispatch@demo.kervan', language: 'tr', width: 1440, path });
    await page.getByRole('button', { name: 'Mal tahsis et' }).click();
    await page.getByText('80 adet içinden 60 adet').waitFor();
    await page.getByText('20 adet eksik').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('Alınan').first().focus();
    await page.keyboard.press('Control+Enter');
    await page.getByText('20 adet içinden 0 adet').waitFor();
    await page.goto(`${demo.url}/supply/back-orders`);
    await page.getByText('20 adet').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(demo.url + path);
    await page.getByText('Kısmen tahsisli').first().waitFor();
    await page.context().close();
  });
});
