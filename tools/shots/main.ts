// `npm run shots [-- words of page names] [--dark] [--only=ar,phone]`: photographs every page of the demonstration, its dialogs and
// what comes before signing in, in three languages and two widths, and lays them on contact sheets in var/shots. Red when a page
// has nothing to show, is too wide, shows a key or an id in place of words, or its console tells of a fault.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#tests/support/browser.ts';
import { startDemo } from './demo-server.ts';
import { go, openPage, settle, signIn } from './page.ts';
import type { Look } from './page.ts';
import { faultsOf } from './faults.ts';
import { shotsOf } from './plan.ts';
import { sayWord, siteSheet } from './samples.ts';
import { entries } from './scenes.ts';
import { contactSheets } from './sheet.ts';

const target = 'var/shots';
const options = process.argv.slice(2);
const words = options.filter((arg) => !arg.startsWith('--'));
const dark = options.includes('--dark');
const only =
  options
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',') ?? [];
const sizes = [
  { name: 'desk', width: 1280, height: 800, cell: 480, rows: 5 },
  { name: 'phone', width: 360, height: 740, cell: 240, rows: 2 },
] as const;
const languages = ['en', 'tr', 'ar'] as const;
const looks = sizes
  .flatMap((size) => languages.map((language) => ({ size, language })))
  .filter(({ size, language }) => only.every((word) => word === size.name || word === language));

type Kind = (typeof looks)[number];
const shots = shotsOf(words);
const problems: string[] = [];

mkdirSync(target, { recursive: true });
const demo = await startDemo({ story: true });
const browser = await openBrowser();
try {
  await leaveSomething(browser);
  for (const kind of looks) await photograph(browser, kind);
} finally {
  await browser.close();
  await demo.stop();
}
writeFileSync(join(target, 'problems.txt'), problems.join('\n'));
for (const problem of problems) console.log(problem);
console.log(`${shots.length} pages in ${looks.length} languages and widths; ${problems.length} problems (var/shots)`);
process.exit(problems.length > 0 ? 1 : 0);

function lookOf({ size, language }: Kind): Look {
  return { url: demo.url, language, width: size.width, height: size.height, dark };
}

/** A sheet that somebody has sent and not mended yet, and a word that somebody said, so that there is something to look at. */
async function leaveSomething(open: Browser): Promise<void> {
  const page = await openPage(open, lookOf({ size: sizes[0], language: 'tr' }));
  await signIn(page);
  await page.goto(`${demo.url}/imports?kind=places.sites`);
  await page.setInputFiles('input[type=file]', { name: 'sahalar.xlsx', mimeType: 'application/octet-stream', buffer: await siteSheet() });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await sayWord(page);
  await page.context().close();
}

async function photograph(open: Browser, kind: Kind): Promise<void> {
  const { size, language } = kind;
  const taken: string[] = [];
  const files = async (page: Page, name: string) => void taken.push(await take(page, name, kind));
  if (words.length === 0) await beforeSignIn(open, kind, files);
  const page = await openPage(open, lookOf(kind));
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(`${language} ${size.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${language} ${size.name} ${page.url()}: ${message.text()} ${message.location().url}`);
  });
  await signIn(page);
  for (const shot of shots) {
    const address = await shot.address(page);
    if (address === undefined) {
      problems.push(`${shot.name}: the demonstration has nothing for it to show`);
      continue;
    }
    await go(page, address);
    problems.push(...(await settle(page)));
    await shot.open?.(page, language);
    if (shot.open || address.includes('?do=')) await page.waitForTimeout(500);
    await files(page, shot.name);
  }
  await contactSheets(taken, size, join(target, `sheet-${size.name}-${language}${dark ? '-dark' : ''}`));
  await page.context().close();
}

/** Without a listener for faults: a link that has been used is answered by one. */
async function beforeSignIn(open: Browser, kind: Kind, taken: (page: Page, name: string) => Promise<void>): Promise<void> {
  const page = await openPage(open, lookOf(kind));
  for (const entry of entries) {
    await page.goto(demo.url + entry.path);
    await page.waitForTimeout(800);
    await entry.open?.(page, kind.language);
    await page.waitForTimeout(400);
    await taken(page, entry.name);
  }
  await page.context().close();
}

async function take(page: Page, name: string, { size, language }: Kind): Promise<string> {
  for (const fault of await faultsOf(page)) problems.push(`${name} ${language} ${size.name}: ${fault}`);
  const file = join(target, `${name}.${size.name}.${language}${dark ? '.dark' : ''}.png`);
  await page.screenshot({ path: file });
  return file;
}
