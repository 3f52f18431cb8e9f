import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds of serious weight on a page, by rule and place.
 * @param exclude what is not ours to judge: the map's canvas, say.
 */
export async function seriousFaults(page: Page, exclude?: string): Promise<string[]> {
  // No page of ours frames another: one run in the page itself is all, where axe would open a blank page to add frames up.
  const loaded = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(loaded ? { axeSource: ';' } : {}) })
    .setLegacyMode()
    .options({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag22aa'] }, resultTypes: ['violations'] });
  const { violations } = await (exclude ? axe.exclude(exclude) : axe).analyze();
  const places = (nodes: (typeof violations)[number]['nodes']) => nodes.slice(0, 3).map(({ target }) => target.join(' '));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${places(nodes).join(', ')}`);
}

/** By how many pixels a page is wider than its window. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
