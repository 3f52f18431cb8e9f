// `npm run shots -- --pictures`: takes the pictures of the README and the guides out of the demonstration, small enough to keep.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { openBrowser } from '#tests/support/browser.ts';
import { startDemo } from './demo-server.ts';
import { guidePictures } from './guide-pictures.ts';
import { peoplePictures } from './people-pictures.ts';
import { openPage, settle, signIn, withIds } from './page.ts';
import type { Look } from './page.ts';
import type { Picture } from './picture.ts';

const target = 'docs/pictures';
/** In bytes: a guide has several, the README stands alone. */
const largest = { readme: 150_000, guide: 100_000 } as const;
const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

const desk: readonly Picture[] = [
  { name: 'home', path: '/', language: 'en' },
  { name: 'map', path: '/map', language: 'ar' },
  { name: 'sites', path: '/places/sites', language: 'tr' },
  { name: 'site', path: '/places/sites/first', language: 'en' },
  { name: 'grant', path: '/grants/first:orgs.list-grants', language: 'en', dark: true },
  { name: 'why', path: '/admin/why', language: 'en' },
  {
    name: 'palette',
    path: '/',
    language: 'en',
    before: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('[role=dialog] input').fill('gazian');
      await page.getByRole('dialog').getByText('Gaziantep').first().waitFor();
    },
  },
];

/** One strip of three phones. */
const phones: readonly Picture[] = [
  { name: 'home', path: '/', language: 'en' },
  { name: 'sites', path: '/places/sites', language: 'tr' },
  { name: 'map', path: '/map', language: 'ar' },
];

mkdirSync(target, { recursive: true });
const demo = await startDemo({ story: true });
const browser = await openBrowser();
try {
  for (const picture of desk.filter(({ name }) => wanted(name))) await keep(picture.name, await desktop(browser, picture), largest.readme);
  for (const picture of [...guidePictures, ...peoplePictures].filter(({ name }) => wanted(name)))
    await keep(picture.name, await (picture.phone ? pocket(browser, picture) : desktop(browser, picture)), largest.guide);
  if (wanted('phones')) await keep('phones', await strip(browser), largest.readme);
} finally {
  await browser.close();
  await demo.stop();
}
process.exit(0);

function wanted(name: string): boolean {
  return only.length === 0 || only.includes(name);
}

async function desktop(open: Browser, picture: Picture): Promise<Sharp> {
  const bytes = await take(open, picture, { width: 1440, height: 900, sharpness: 1 });
  return sharp(bytes).resize({ width: 1280 });
}

async function pocket(open: Browser, picture: Picture): Promise<Sharp> {
  return sharp(await take(open, picture, { width: 360, height: 740, sharpness: 2 }));
}

async function take(open: Browser, picture: Picture, size: Pick<Look, 'width' | 'height' | 'sharpness'>): Promise<Buffer> {
  const { language, dark = false } = picture;
  const page = await openPage(open, { url: demo.url, language, dark, ...size });
  await signIn(page, picture.as);
  const path = await withIds(page, picture.path);
  if (path === undefined) throw new Error(`nothing to photograph at ${picture.path}`);
  await page.goto(demo.url + path);
  for (const problem of await settle(page)) console.log(problem);
  await picture.before?.(page);
  await page.waitForTimeout(picture.path === '/map' ? 8000 : 400); // drawn without a graphics card
  const bytes = await page.screenshot();
  await page.context().close();
  return bytes;
}

async function strip(open: Browser): Promise<Sharp> {
  const gap = 36;
  const [width, height] = [540, 1110];
  const shots: Buffer[] = [];
  for (const phone of phones)
    shots.push(
      await sharp(await take(open, phone, { width: 360, height: 740, sharpness: 2 }))
        .resize({ width, height })
        .toBuffer(),
    );
  const paper = { width: shots.length * (width + gap) + gap, height: height + 2 * gap, channels: 3 as const, background: '#E4E1DA' };
  const laid = await sharp({ create: paper })
    .composite(shots.map((input, at) => ({ input, left: gap + at * (width + gap), top: gap })))
    .png()
    .toBuffer();
  return sharp(laid).resize({ width: 1280 });
}

/** As good as fits the limit. */
async function keep(name: string, picture: Sharp, largestBytes: number): Promise<void> {
  const file = join(target, `${name}.webp`);
  for (const quality of [86, 78, 68, 55, 40]) {
    const bytes = await picture.clone().webp({ quality, effort: 6 }).toBuffer();
    if (bytes.length > largestBytes && quality > 40) continue;
    writeFileSync(file, bytes);
    break;
  }
  console.log(`${file}  ${Math.round(statSync(file).size / 1000)} kB`);
}
