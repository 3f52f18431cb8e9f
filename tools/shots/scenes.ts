import type { Page } from 'playwright-core';
import { messages } from '#foundation/i18n/server.ts';
import type { Language } from '#foundation/i18n/server.ts';
import type { ModuleDef } from '#foundation/module.ts';

/** What is no page of its own: something opened on a page, or a page before anybody is signed in. */
export interface Scene {
  readonly name: string;
  readonly path: string;
  readonly open?: (page: Page, language: Language) => Promise<void>;
}

/** Before anybody is signed in; one-time links that have been used say so. */
export const entries: readonly Scene[] = [
  { name: 'entry.sign-in', path: '/' },
  {
    name: 'entry.forgot',
    path: '/',
    open: (page, language) => page.getByRole('button', { name: messages(language)['sign-in.forgot']! }).click(),
  },
  { name: 'entry.provider-code', path: '/?refused=access.provider-code' },
  { name: 'entry.join', path: '/join#used' },
  { name: 'entry.first-run', path: '/first-run#used' },
  { name: 'entry.trip', path: '/trip#used' },
];

/** The dialogs of all pages by the address that the palette opens them with, and what keys open anywhere. */
export function scenesOf(modules: readonly ModuleDef[]): readonly Scene[] {
  const dialogs = modules
    .flatMap((room) => room.pages)
    .filter((page) => !page.path.includes('$') && !page.path.endsWith('/new'))
    .flatMap((page) => (page.actions ?? []).map((command) => ({ name: `${page.name}.${command}`, path: `${page.path}?do=${command}` })));
  return [
    { name: 'scene.palette', path: '/', open: searchByKeys },
    { name: 'scene.keys', path: '/', open: (page) => page.keyboard.press('?') },
    { name: 'scene.sheets-to-check', path: '/supply/shipments?sheetsToCheck=yes' },
    { name: 'scene.paper-reader', path: '/people/register', open: readPaper },
    ...dialogs,
  ];
}

async function searchByKeys(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.waitForSelector('[role=dialog] input');
  await page.keyboard.type('gazi');
  await page.waitForTimeout(1000);
}

/** The lines of a passport, and what the page says without a camera. */
async function readPaper(page: Page, language: Language): Promise<void> {
  await page.locator('#main summary').first().click();
  await page.getByRole('button', { name: messages(language)['people.paper-camera']! }).click();
  await page.waitForTimeout(1500);
}
