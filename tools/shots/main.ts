import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '#tests/support/browser.ts';
import { modules } from '#app/modules.ts';
import { startDemo } from './demo-server.ts';
import { openPage, rawKeys, settle, signIn, withIds } from './page.ts';

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
  const page = await openPage(open, { url: demo.url, language, width: width.width, height: width.height });
  page.on('pageerror', (error) => problems.push(`${language} ${width.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${language} ${width.name} ${page.url()}: ${message.text()}`);
  });
  const taken: { name: string; file: string }[] = [await take(page, 'sign-in', width.name, language)];
  await signIn(page);
  for (const shot of pages) {
    const path = await withIds(page, shot.path);
    if (path === undefined) {
      problems.push(`${shot.name}: the demonstration has nothing for it to show`);
      continue;
    }
    await page.goto(demo.url + path);
    problems.push(...(await settle(page)));
    taken.push(await take(page, shot.name, width.name, language));
  }
  await contactSheet(taken, `${width.name}-${language}`, width.name === 'desk' ? 480 : 240);
  await page.context().close();
}

async function take(page: Page, name: string, width: string, language: string): Promise<{ name: string; file: string }> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 1) problems.push(`${name} ${language} ${width}: the page is ${overflow} px too wide`);
  for (const key of await rawKeys(page)) problems.push(`${name} ${language} ${width}: shows ${key} in place of its words`);
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
