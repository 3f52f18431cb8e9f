import type { Page } from 'playwright-core';
import { messages } from '#foundation/i18n/server.ts';

const known = new Set(Object.keys(messages('en')));
/** Families of keys that nobody would write on a page: one that no file of words holds shows itself whole. */
const family = /^(figure|subject|exception|column|event|notification|job|field|ui)\./;
const key = /[a-z][\w-]*(?:\.[\w-]+)+/gi;
const id = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const slip = /\b(?:NaN|undefined|Infinity|\[object Object\]|Invalid Date)\b/g;

/** What no page may show: more than its width, tables that slide at a desk, keys and ids in place of words, slips of a program. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { text, over, slid, cut } = await page.evaluate(readPage);
  return [
    ...(over > 1 ? [`the page is ${over} px too wide`] : []),
    ...slid.map((wide) => `a table is ${wide} px wider than its place`),
    ...cut.map((words) => `"${words}" does not fit its button`),
    ...distinct(text, key)
      .filter((word) => known.has(word) || family.test(word))
      .map((word) => `shows ${word} in place of its words`),
    ...[...distinct(text, id), ...distinct(text, slip)].map((word) => `shows ${word}`),
  ];
}

function distinct(text: string, pattern: RegExp): string[] {
  return [...new Set(text.match(pattern))];
}

/** Runs in the page. What is set as code is a name and means itself: commands for programs, the content of a log entry. */
function readPage() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said: string[] = [];
  while (walker.nextNode())
    if (!walker.currentNode.parentElement?.closest('code, pre, .kv-code, script, style')) said.push(walker.currentNode.nodeValue ?? '');
  const { scrollWidth, clientWidth } = document.documentElement;
  const wider = (element: Element) => element.scrollWidth - element.clientWidth;
  const slid = clientWidth < 1000 ? [] : [...document.querySelectorAll('.kv-scroll')].map(wider).filter((wide) => wide > 1);
  const cut = [...document.querySelectorAll('.mantine-Button-label')].filter((label) => wider(label) > 1).map((label) => label.textContent);
  return { text: said.join('\n'), over: scrollWidth - clientWidth, slid, cut };
}
