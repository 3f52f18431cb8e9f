import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '#tests/support/browser.ts';
import { demoPassword } from '#app/server/demo/users.ts';
import { modules } from '#app/modules.ts';
import { startDemo } from './demo-server.ts';

// Photographs every page of the demonstration in three languages and two widths, and lays them on contact sheets.
const target = 'var/shots';
const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const widths = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 360, height: 740 },
] as const;
const languages = ['en', 'tr', 'ar'] as const;

interface Shot {
  readonly name: string;
  readonly path: string;
}

const pages: Shot[] = [
  { name: 'home', path: '/' },
  ...modules
    .flatMap((room) => room.pages)
    .filter((page) => page.shot !== false && (!page.path.includes('$') || page.shot))
    .map((page) => ({
      name: page.name,
      path: page.path.replace(/\$(\w+)/g, (_all, key: string) => (page.shot as Record<string, string>)[key] ?? 'first'),
    })),
].filter((page) => only.length === 0 || only.some((word) => page.name.includes(word)));

mkdirSync(target, { recursive: true });
const demo = await startDemo();
const browser = await openBrowser();
const problems: string[] = [];
try {
  for (const width of widths) for (const language of languages) await photograph(browser, width, language);
} finally {
  await browser.close();
  await demo.stop();
}
writeFileSync(join(target, 'problems.txt'), problems.join('\n'));
console.log(`${pages.length} pages in ${languages.length} languages and ${widths.length} widths; ${problems.length} problems (var/shots)`);
process.exit(problems.length > 0 ? 1 : 0);

async function photograph(open: Browser, width: (typeof widths)[number], language: (typeof languages)[number]): Promise<void> {
  const context = await open.newContext({
    viewport: { width: width.width, height: width.height },
    locale: language,
    serviceWorkers: 'block',
  });
  await context.addInitScript((chosen) => localStorage.setItem('kervan.language', chosen), language);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${language} ${width.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${language} ${width.name} ${page.url()}: ${message.text()}`);
  });
  await page.goto(demo.url);
  await page.waitForSelector('input[type=email]');
  const taken: { name: string; file: string }[] = [await take(page, 'sign-in', width.name, language)];
  await page.fill('input[type=email]', 'admin@demo.kervan');
  await page.fill('input[type=password]', demoPassword);
  await page.click('button[type=submit]');
  await page.waitForSelector('#main h1');
  const ids = await firstIds(page);
  for (const shot of pages) {
    await page.goto(demo.url + (await withIds(page, shot.path)).replace(/first/g, ids));
    await settle(page);
    taken.push(await take(page, shot.name, width.name, language));
  }
  await contactSheet(taken, `${width.name}-${language}`, width.name === 'desk' ? 480 : 240);
  await context.close();
}

async function firstIds(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/queries/places.list-sites', {
      method: 'POST',
      headers: { 'x-kervan': '1', 'content-type': 'application/json' },
      body: '{"limit":1}',
    });
    const { data } = (await answer.json()) as { data: { rows: { id: string }[] } };
    return data.rows[0]!.id;
  });
}

/** `first:room.list-things` in a path becomes the id of that list's first row. */
async function withIds(page: Page, path: string): Promise<string> {
  const query = /first:([a-z.-]+)/.exec(path)?.[1];
  if (!query) return path;
  const id = await page.evaluate(async (name) => {
    const answer = await fetch(`/api/queries/${name}`, {
      method: 'POST',
      headers: { 'x-kervan': '1', 'content-type': 'application/json' },
      body: '{"limit":1}',
    });
    return ((await answer.json()) as { data: { rows: { id: string }[] } }).data.rows[0]!.id;
  }, query);
  return path.replace(`first:${query}`, id);
}

/** Until nothing loads any more and a map, when there is one, has drawn. */
async function settle(page: Page): Promise<void> {
  await page.waitForSelector('#main h1', { timeout: 15_000 }).catch(() => problems.push(`no head on ${page.url()}`));
  await page.waitForTimeout(300);
  if ((await page.locator('[role=region][aria-label=map]').count()) > 0) {
    await page.waitForSelector('[data-ready=true]', { timeout: 20_000 }).catch(() => problems.push(`no map on ${page.url()}`));
    await page.waitForTimeout(1500);
  }
}

async function take(page: Page, name: string, width: string, language: string): Promise<{ name: string; file: string }> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 1) problems.push(`${name} ${language} ${width}: the page is ${overflow} px too wide`);
  const file = join(target, `${name}.${width}.${language}.png`);
  await page.screenshot({ path: file });
  return { name, file };
}

async function contactSheet(taken: readonly { file: string }[], name: string, cell: number): Promise<void> {
  const columns = 4;
  const pictures = await Promise.all(
    taken.map(({ file }) => sharp(file).resize({ width: cell }).png().toBuffer({ resolveWithObject: true })),
  );
  const height = Math.max(...pictures.map((picture) => picture.info.height)) + 8;
  const sheet = sharp({
    create: { width: columns * (cell + 8), height: Math.ceil(pictures.length / columns) * height, channels: 3, background: '#888' },
  });
  await sheet
    .composite(
      pictures.map((picture, index) => ({
        input: picture.data,
        left: (index % columns) * (cell + 8),
        top: Math.floor(index / columns) * height,
      })),
    )
    .png()
    .toFile(join(target, `sheet-${name}.png`));
}
