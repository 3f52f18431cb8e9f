import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { demoPassword } from '#app/server/demo/users.ts';

export interface DeskOptions extends Omit<BrowserContextOptions, 'viewport'> {
  readonly email?: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly width: number;
  /** Where to begin; the home page unless told. */
  readonly path?: string;
}

/** A page of somebody who is signed in to a demonstration, without the way through the sign-in page, which has journeys of its own. */
export async function openDesk(
  browser: Browser,
  url: string,
  { email = 'admin@demo.kervan', language, width, path = '/', ...more }: DeskOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...more });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), language);
  const data = { email, password: demoPassword };
  const signedIn = await context.request.post(`${url}/api/sign-in`, { headers: { 'x-kervan': '1' }, data });
  if (!signedIn.ok()) throw new Error(`${email} could not sign in: ${signedIn.status()}`);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url + path);
  await page.waitForSelector('#main h1');
  return page;
}

/** Types into a field that searches, and takes the first that it finds. */
export async function pick(at: Page | Locator, label: string, text: string): Promise<void> {
  const field = at
    .getByRole('combobox', { name: label })
    .or(at.getByLabel(label, { exact: true }))
    .or(at.getByLabel(`${label} *`, { exact: true }))
    .first();
  await field.click();
  if (await field.isEditable()) await field.fill(text);
  const page = 'page' in at ? at.page() : at;
  await page.getByRole('option').filter({ hasText: text }).first().click();
}

/** Presses the first button of a name. */
export const press = (at: Page | Locator, name: string): Promise<void> => at.getByRole('button', { name, exact: true }).first().click();

/** Keeps a picture of the page where somebody wants to look at it. */
export const look = async (page: Page, name: string): Promise<void> =>
  void (process.env['LOOK'] && (await page.screenshot({ path: `${process.env['LOOK']}/${name}.png`, fullPage: true })));
