import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messages } from '#foundation/i18n/server.ts';
import { seriousFaults, tooWide } from '#tests/support/axe.ts';
import { openBrowser } from '#tests/support/browser.ts';
import { openDemo } from '#tests/support/demo.ts';
import { openDesk } from '#tests/support/desk.ts';
import { paperPicture, passport } from '#tests/support/paper-picture.ts';
import type { DemoServer } from '#tools/shots/demo-server.ts';

let demo: DemoServer;
let browser: Browser;
let clerk: Page;
let lead: Page;
beforeAll(async () => {
  [demo, browser] = await Promise.all([openDemo(), openBrowser()]);
  const desk = { language: 'tr', width: 1440 } as const;
  clerk = await openDesk(browser, demo.url, { ...desk, email: 'clerk@demo.kervan', path: '/people/register' });
  lead = await openDesk(browser, demo.url, { ...desk, email: 'registration@demo.kervan', path: '/people/pairs' });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const tr = messages('tr');
const words = (key: string): string => tr[key] ?? key;
const act = (on: Page | Locator, key: string) => on.getByRole('button', { name: words(key), exact: true }).first();
const ask = async (page: Page, key: string) => {
  await act(page, key).click();
  return page.getByRole('dialog');
};
const follow = async (page: Page, href: string | null) => {
  await page.goto(demo.url + href!);
  await page.waitForSelector('#main h1');
};
/** Types from the field that has the hand: `↵` goes on, `⇥` leaves what stands there. */
async function type(page: Page, ...fields: readonly string[]): Promise<void> {
  for (const text of fields) {
    if (text !== '') await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}
async function chooseSex(page: Page, downs: number): Promise<void> {
  for (let at = 0; at < downs; at += 1) await page.keyboard.press('ArrowDown');
}
async function livesIn(page: Page, place: string): Promise<void> {
  const field = page.getByLabel(words('people.field-place')).first();
  await field.fill(place);
  await page
    .getByRole('option', { name: /ahinbey/ })
    .first()
    .waitFor();
  await field.press('Enter');
}

let household: string;
it('a household of five by the keyboard: what runs in the family is copied down and typed over, and nobody agrees by default', async () => {
  await livesIn(clerk, 'şahinbey');
  await clerk.locator('[data-member-first]').focus();
  await type(clerk, 'Zübeyir', 'İlyas', 'Tavlasunlu', '3.7.1985');
  await chooseSex(clerk, 2);
  await clerk.keyboard.press('Control+Enter');
  await type(clerk, 'Şerife', 'Kadir', 'Tavlasunlu', '1990');
  await chooseSex(clerk, 1);
  for (const [given, born] of [
    ['Ali', '1.2.2012'],
    ['Zehra', '~8'],
    ['Ömer', '8m'],
  ] as const) {
    await clerk.keyboard.press('Control+Enter');
    await type(clerk, given, 'Zübeyr', '', born);
  }
  await clerk.getByText('Ömer Tavlasunlu').first().waitFor();
  expect(await clerk.getByText('yaklaşık 8 aylık').count()).toBeGreaterThan(0);
  expect(await clerk.locator('.kv-matrix input:checked').count()).toBe(0);
  await act(clerk, 'people.consent-usual').click();
  expect(await seriousFaults(clerk)).toEqual([]);
  await clerk.locator('[data-member-first]').focus();
  await clerk.keyboard.press('Control+s');
  await act(clerk, 'people.open-household').click();
  await clerk.waitForURL(/\/people\/households\/[0-9a-f-]{36}$/);
  household = new URL(clerk.url()).pathname;
  await clerk.getByText('Ali Zübeyr Tavlasunlu').waitFor();
});

it('whoever may be known stands beside the form before it is filled, and is not passed over', async () => {
  await follow(clerk, '/people/register');
  await livesIn(clerk, 'şahinbey');
  await clerk.locator('[data-member-first]').focus();
  await type(clerk, 'Zübeyir', 'İlyas', 'Tavlasunlu', '3.7.1985');
  await clerk.getByText(words('people.zone-hold')).waitFor();
  await clerk.keyboard.press('Control+s');
  await clerk.getByText(words('people.not-yet')).waitFor();
  await act(clerk, 'people.other-person').click();
  await clerk.locator('[data-member-first]').focus();
  await clerk.keyboard.press('Control+s');
  await clerk.getByText('aynı kişi olabilir').waitFor();
});

it('a passport on a photo fills the person that is open, at a desk that has no camera', async () => {
  await follow(clerk, '/people/register');
  await clerk.getByText(words('people.paper-lines')).first().click();
  await act(clerk, 'people.paper-camera').click();
  await clerk.getByText(words('ui.scan-none')).waitFor();
  const photo = { name: 'passport.jpg', mimeType: 'image/jpeg', buffer: await paperPicture(passport) };
  await clerk.locator('details input[type=file]').setInputFiles(photo);
  await clerk.getByText(words('people.paper-taken')).waitFor();
  expect(await clerk.locator('[data-member-first]').inputValue()).toBe('Yusuf');
  expect(await seriousFaults(clerk)).toEqual([]);
});

it('the litigation desk joins two records and takes it back, and keeps two people apart', async () => {
  await follow(lead, household);
  await lead.getByRole('link', { name: 'Zübeyir' }).click();
  await lead.getByRole('link', { name: 'aynı kişi olabilir' }).click();
  const merging = await ask(lead, 'people.pair-same');
  await merging.getByLabel(words('people.merge-why')).fill('Aynı doğum günü, aynı baba.');
  await act(merging, 'command.people.merge-persons').click();
  await lead.getByText(words('people.pair-merged')).waitFor();
  await follow(lead, household);
  await lead.getByRole('link', { name: 'Zübeyir' }).click();
  await act(lead, 'command.people.undo-merge').click();
  await lead.getByRole('link', { name: 'aynı kişi olabilir' }).click();
  const keeping = await ask(lead, 'people.pair-different');
  await keeping.getByLabel(words('people.pair-note')).fill('Başka köyden.');
  await act(keeping, 'people.pair-different').click();
  await lead.getByText(words('people.pair-different-kept')).waitFor();
});

it('a mother leaves with her baby: the household of their own opens with her as its head', async () => {
  await follow(lead, household);
  const moving = await ask(lead, 'command.people.move-members');
  await moving.getByLabel('Ömer').check();
  await moving.getByLabel('Şerife').check();
  expect(await moving.locator('select').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value))).toEqual([
    'head',
    'child',
  ]);
  await act(moving, 'command.people.move-members').click();
  await lead.waitForURL((url) => url.pathname !== household && url.pathname.startsWith('/people/households/'));
  await lead.getByRole('row', { name: 'Şerife' }).getByText(words('people.relation-head')).waitFor();
});

it('a card that a scanner types opens its household, whatever letters its code has; a dead one says so', async () => {
  await follow(clerk, household);
  const issuing = await ask(clerk, 'command.people.issue-card');
  await act(issuing, 'command.people.issue-card').click();
  await clerk.getByText(words('people.card-issued')).waitFor();
  const code = await clerk.evaluate(async (householdId) => {
    const headers = { 'x-kervan': '1', 'content-type': 'application/json' };
    const answer = await fetch('/api/queries/people.get-household', { method: 'POST', headers, body: JSON.stringify({ householdId }) });
    return ((await answer.json()) as { data: { card: { code: string } } }).data.card.code;
  }, household.split('/').at(-1)!);
  await follow(clerk, '/people');
  await clerk.locator('h1').click();
  // All at once, as a scanner types: a busy machine sends one key after the other as slowly as a person.
  await clerk.evaluate((typed) => {
    for (const key of [...Array.from(typed), 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, code);
  await clerk.waitForURL((url) => url.pathname === household);
  const revoking = await ask(clerk, 'command.people.revoke-card');
  await act(revoking, 'command.people.revoke-card').click();
  await clerk.getByText(words('people.card-is-revoked')).waitFor();
  await follow(clerk, '/people');
  await clerk.locator('#main input').fill(code);
  await clerk.keyboard.press('Enter');
  await clerk.getByText(words('people.card-read-revoked')).waitFor();
});

it('one person asks that somebody be forgotten, a second one decides, and no name is left', async () => {
  await follow(clerk, household);
  await clerk.getByRole('link', { name: 'Zehra' }).click();
  await clerk.waitForURL(/\/people\/persons\//);
  const person = new URL(clerk.url()).pathname;
  await act(clerk, 'command.people.withdraw-consent').click();
  await clerk.getByText('tarihinde geri alındı').waitFor();
  const asking = await ask(clerk, 'command.people.ask-erasure');
  await asking.getByLabel(words('field.reason')).fill('Babası istedi.');
  await act(asking, 'command.people.ask-erasure').click();
  await clerk.getByText(words('people.erasure-asked')).waitFor();
  await follow(lead, '/people/erasures');
  await lead.locator('#main tbody tr').first().click();
  await act(lead.getByRole('dialog'), 'people.erasure-erase').click();
  await lead.getByText(words('people.erasure-done')).waitFor();
  await follow(lead, person);
  await lead.getByRole('heading', { level: 1, name: words('people.erased-name') }).waitFor();
  expect(await lead.getByText('Zehra').count()).toBe(0);
  expect(await tooWide(lead)).toBeLessThanOrEqual(1);
});
