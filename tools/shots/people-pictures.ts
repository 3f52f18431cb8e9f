import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { messages } from '#foundation/i18n/server.ts';
import { newId } from '#foundation/ids.ts';
import { inviteDevice } from '#kernel/sync/contract/devices.ts';
import { askIn } from './page.ts';
import type { Picture } from './picture.ts';

const clerk = { as: 'clerk@demo.kervan', language: 'tr' } as const;
const registration = { as: 'registration@demo.kervan', language: 'tr' } as const;
const lead = { as: 'lead@demo.kervan', language: 'ar' } as const;
const monitor = { as: 'monitor@demo.kervan', language: 'ar', phone: true, path: '/' } as const;
const [tr, ar] = [messages('tr'), messages('ar')];

/** The pictures of the guides for whoever registers people, gives out and hears what they say. */
export const peoplePictures: readonly Picture[] = [
  { name: 'clerk-register', path: '/people/register', ...clerk, before: beginKnown },
  { name: 'clerk-consent', path: '/people/register', ...clerk, before: showConsent },
  { name: 'clerk-search', path: '/people', ...clerk, before: searchFor },
  { name: 'clerk-household', path: '/people/cards', ...clerk, before: (page) => openRow(page, 0, tr['people.card-living']!) },
  { name: 'clerk-pairs', path: '/people/pairs', ...registration },
  { name: 'lead-day', path: '/assistance/events', ...lead, before: (page) => openEvent(page, 'open', 0) },
  { name: 'lead-desk', path: '/assistance/litigation', ...lead },
  { name: 'lead-end', path: '/assistance/events', ...lead, before: (page) => openEvent(page, 'closed', 4) },
  { name: 'complaints-list', path: '/assistance/feedback', ...lead },
  { name: 'complaints-one', path: '/assistance/feedback', ...lead, before: (page) => openRow(page, 1) },
  { name: 'complaints-poster', path: '/assistance/feedback', ...lead, before: givePoster },
  { name: 'monitor-home', ...monitor, before: takeAlong },
  { name: 'monitor-truck', ...monitor, before: (page) => openPack(page, /WB-/) },
  { name: 'monitor-lane', ...monitor, before: lookUp },
];

/** A person who is registered comes again: the form says so before it is filled. */
async function beginKnown(page: Page): Promise<void> {
  await livesIn(page, 'Şahinbey');
  const found = await askIn(page, 'people.list-persons', { search: 'tahhan', limit: 1 });
  const known = found.rows?.[0] as { name: string; sex: string; birth: { date: string } | null } | undefined;
  const [given = '', father = '', family = ''] = known?.name.split(' ') ?? [];
  await page.locator('[data-member-first]').focus();
  for (const text of [given, father, family, known?.birth?.date ?? '1985']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page
    .getByLabel(tr['people.field-sex']!)
    .first()
    .selectOption(known?.sex ?? 'f');
  await page.getByText(tr['people.zone-hold']!).first().waitFor();
  await page.waitForTimeout(300);
}

async function showConsent(page: Page): Promise<void> {
  await livesIn(page, 'Şahinbey');
  await page.getByRole('button', { name: tr['people.consent-usual']! }).click();
  await page.locator('.kv-matrix').scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 900);
  await page.waitForTimeout(300);
}

async function livesIn(page: Page, place: string): Promise<void> {
  const field = page.getByLabel(tr['people.field-place']!).first();
  await field.fill(place);
  await page.getByRole('option', { name: place }).first().waitFor();
  await field.press('Enter');
}

async function searchFor(page: Page): Promise<void> {
  await page.fill('#main input', 'hasan');
  await page.locator('#main tbody tr').first().waitFor();
  await page.waitForTimeout(500);
}

async function openRow(page: Page, at: number, words = ''): Promise<void> {
  await page.locator('#main tbody tr').filter({ hasText: words }).nth(at).click();
  await page.waitForURL(/[0-9a-f-]{36}$/);
  await page.waitForTimeout(1500);
}

async function openEvent(page: Page, state: string, tab: number): Promise<void> {
  const events = await askIn(page, 'assistance.list-events', { states: [state], limit: 1 });
  await page.goto(new URL(`/assistance/events/${events.rows![0]!['id'] as string}`, page.url()).href);
  await page.getByRole('tab').nth(tab).click();
  await page.waitForTimeout(1200);
}

async function givePoster(page: Page): Promise<void> {
  const words = ar['command.assistance.give-feedback-link']!;
  await page.getByRole('button', { name: words }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(ar['assistance.where']!).first().fill('DP-1B');
  await page.getByRole('option').filter({ hasText: '1B' }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: words }).click();
  await dialog.getByText(ar['assistance.link-once']!).waitFor();
  await page.waitForTimeout(800);
}

/** The phone of whoever is signed in, enrolled and opened. */
async function takeAlong(page: Page): Promise<void> {
  const code = randomBytes(16).toString('base64url');
  const codeHash = createHash('sha256').update(code).digest('base64url');
  const body = JSON.stringify({ id: newId(), occurredAt: new Date().toISOString(), input: { inviteId: newId(), codeHash, name: 'هاتف' } });
  await page.evaluate(
    async ([command, invitation]) => {
      const headers = { 'x-kervan': '1', 'content-type': 'application/json' };
      await fetch(`/api/commands/${command!}`, { method: 'POST', headers, body: invitation! });
    },
    [inviteDevice.name, body] as const,
  );
  await page.goto(new URL('/field', page.url()).href);
  await page.getByLabel(ar['sync.field-code']!).fill(code);
  await page.getByLabel(ar['sync.device-name']!).fill('هاتف');
  await page.getByRole('button', { name: ar['sync.field-enrol']!, exact: true }).click();
  for (const step of ['sync.field-pin-choose', 'sync.field-pin-again']) {
    await page.getByText(ar[step]!).first().waitFor();
    await page.keyboard.type('482915');
    await page.keyboard.press('Enter');
  }
  await page.getByText(ar['sync.field-to-take']!).first().waitFor();
  await page.waitForTimeout(800);
}

/** Takes the first pack of a name along and opens it. */
async function openPack(page: Page, name: RegExp): Promise<void> {
  await takeAlong(page);
  const pack = page.getByRole('button', { name }).first();
  await pack.click();
  await page.getByText(ar['sync.field-on-phone']!).waitFor();
  await pack.click();
  await page.waitForTimeout(1200);
}

/** A household's number at its lane. */
async function lookUp(page: Page): Promise<void> {
  const events = await askIn(page, 'assistance.list-events', { states: ['open'], limit: 1 });
  const event = events.rows![0]!;
  const tokens = await askIn(page, 'assistance.list-tokens', { eventId: event['id'], limit: 200 });
  const token = tokens.rows!.find((row) => row['laneNo'] === 1 && row['state'] === 'valid' && !row['servedAt']);
  await openPack(page, new RegExp(`${event['number'] as string} · 1`));
  await page.getByRole('button', { name: ar['assistance.field-by-number']!, exact: true }).click();
  await page
    .getByLabel(ar['assistance.number']!, { exact: true })
    .first()
    .fill(String((token?.['number'] as number | undefined) ?? 1));
  await page.getByRole('button', { name: ar['assistance.field-look']!, exact: true }).click();
  await page.waitForTimeout(800);
}
