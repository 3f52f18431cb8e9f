import type { Browser, Page } from 'playwright-core';
import { demoPassword } from '#app/server/demo/users.ts';

export interface Look {
  readonly url: string;
  readonly language: 'en' | 'tr' | 'ar';
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
  /** Two for pictures that are shown smaller than they are. */
  readonly sharpness?: number;
}

/** A page at the sign-in of the demonstration, in a language and at a size. */
export async function openPage(browser: Browser, look: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    locale: look.language,
    serviceWorkers: 'block',
    deviceScaleFactor: look.sharpness ?? 1,
    colorScheme: look.dark ? 'dark' : 'light',
  });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), look.language);
  const page = await context.newPage();
  await page.goto(look.url);
  await page.waitForSelector('input[type=email]');
  return page;
}

export async function signIn(page: Page, email = 'admin@demo.kervan'): Promise<void> {
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');
}

/**
 * `first` in a path becomes the id of the first site, `first:room.list-things` that of the list's first row. Undefined: the
 * list is empty, and there is nothing to photograph.
 */
export async function withIds(page: Page, path: string): Promise<string | undefined> {
  const query = /first:([a-z.-]+)/.exec(path)?.[1];
  if (!query && !path.includes('first')) return path;
  const id = await firstId(page, query ?? 'places.list-sites');
  return id && (query ? path.replace(`first:${query}`, id) : path.replace(/first/g, id));
}

async function firstId(page: Page, query: string): Promise<string | undefined> {
  const row = (await askIn(page, query, { limit: 1 })).rows?.[0] as { id?: string; legId?: string } | undefined;
  return row?.id ?? row?.legId;
}

/** Asks a query as whoever is signed in on the page; a refusal answers no rows. */
export async function askIn(
  page: Page,
  query: string,
  input: object = {},
): Promise<{ readonly rows?: readonly Record<string, unknown>[] }> {
  return page.evaluate(
    async ({ name, body }) => {
      const headers = { 'x-kervan': '1', 'content-type': 'application/json' };
      const answer = await fetch(`/api/queries/${name}`, { method: 'POST', headers, body });
      return ((await answer.json()) as { data?: object }).data ?? {};
    },
    { name: query, body: JSON.stringify(input) },
  );
}

/** Opens a page as a link does, without loading the app anew: that was most of the time that a look at all pages took. */
export async function go(page: Page, address: string): Promise<void> {
  const here = new URL(page.url());
  // A page that reads its own address must not see the next one's while it goes.
  const open = await page.locator('[role=dialog]').count();
  if (open > 0 || address.includes('?do=') || here.search !== '' || here.pathname === address)
    return void (await page.goto(here.origin + address));
  await page.evaluate((to) => {
    document.querySelector('#main h1')?.setAttribute('data-left', '');
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
  await page.waitForSelector('#main h1:not([data-left])', { timeout: 15_000 }).catch(() => undefined); // `settle` tells of it
}

/** Until nothing loads any more and a map, when there is one, has drawn; answers what did not come. */
export async function settle(page: Page): Promise<string[]> {
  const problems: string[] = [];
  await page.waitForSelector('#main h1:not([data-left])', { timeout: 15_000 }).catch(() => problems.push(`no head on ${page.url()}`));
  await page.waitForTimeout(300);
  await page
    .waitForFunction(() => !document.querySelector('.mantine-Loader-root'), undefined, { timeout: 20_000 })
    .catch(() => {
      problems.push(`still loading after 20 s: ${page.url()}`);
    });
  if ((await page.locator('[role=region][aria-label=map]').count()) > 0) {
    await page.waitForSelector('[data-ready=true]', { timeout: 60_000 }).catch(() => problems.push(`no map on ${page.url()}`));
    await page.waitForTimeout(1500);
  }
  return problems;
}
