import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
