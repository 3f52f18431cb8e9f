import { build } from 'vite';
import type { Browser } from 'playwright-core';
import { median } from './world.ts';
import type { Row } from './world.ts';

/** The phone's code as one text that a page can run: no part of it is the bench's own. */
async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: `${import.meta.dirname}/phone-page.ts`, formats: ['iife'], name: 'kervanBench' },
    },
  });
  const [first] = Array.isArray(made) ? made : [made];
  if (!first || !('output' in first)) throw new Error('the page’s part of the bench was not built');
  return `globalThis.kervanBench = (() => { ${first.output[0].code}\nreturn kervanBench; })()`;
}

/** A phone in a real browser, its store on the disk, its processor slowed down: opening, reading a card, looking for a name. */
export async function benchBrowser(browser: Browser, url: string, slowdown: number): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(`${url}/field`);
  await page.evaluate(await bundled());
  const call = <T>(name: string) => page.evaluate<T>(`kervanBench.${name}()`);
  const stored = await call<number>('fill');
  const swift = await call<number>('unlock');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const slow = await call<number>('unlock');
  const scans = await call<number[]>('scan');
  const searches = await call<number[]>('search');
  await context.close();
  const at = `at ${slowdown}x slowdown, in a browser`;
  return [
    { what: 'in a browser: 20,000 people, a lane of 5,000 and 5,000 lines stored', value: stored, unit: 's', asked: 'under 30 s' },
    { what: 'in a browser: the same unlocked by the PIN and read whole', value: swift, unit: 's', asked: 'under 2 s' },
    { what: `the same ${at}`, value: slow, unit: 's', asked: 'under 5 s' },
    {
      what: `a signed card is read, verified and judged in a lane of 5,000 ${at}`,
      value: median(scans),
      unit: 'ms',
      asked: 'under 150 ms',
    },
    { what: `a person is looked for among 20,000 ${at}`, value: median(searches), unit: 'ms', asked: 'under 100 ms' },
  ];
}
