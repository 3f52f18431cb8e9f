import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium from npm (x64 Linux), else one of the system's; never skipped in silence.
 * @param more further switches: a camera that shows a film, say.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath: await findBrowser(), headless: true, args: [...args, ...more] });
}

async function findBrowser(): Promise<string> {
  const named = process.env['KERVAN_BROWSER'];
  if (named) return named;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = (await import('@sparticuz/chromium')) as { default: { executablePath(): Promise<string> } };
    return packed.executablePath();
  }
  const found = systemBrowsers.find((path) => existsSync(path));
  if (!found) throw new Error('no browser found: install Chromium, or name one in KERVAN_BROWSER');
  return found;
}
