import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { neutralManifest, neutralManifestPath } from './neutral.ts';

const askedBy = (path: string) => Object.fromEntries(new URL(path, 'https://x').searchParams);

it('what a phone installs bears a word that says nothing, in its user’s language, and opens the field of its own mission', () => {
  expect(neutralManifest(askedBy(neutralManifestPath('ar', undefined)))).toMatchObject({ name: 'ملاحظات', dir: 'rtl', start_url: '/field' });
  expect(neutralManifest(askedBy(neutralManifestPath('tr', 'practice')))).toMatchObject({
    short_name: 'Notlar',
    start_url: '/@practice/field',
  });
  expect(neutralManifest({ language: 'xx', at: '//evil' })).toMatchObject({ name: 'Notes', start_url: '/field' });
  for (const language of ['en', 'tr', 'ar']) expect(JSON.stringify(neutralManifest({ language }))).not.toMatch(/kervan|iom|mission|aid/i);
});

it('the page that every phone opens first, before any script, names nobody', () => {
  const page = readFileSync(new URL('../../../app/web/index.html', import.meta.url), 'utf8');
  expect(page).not.toMatch(/kervan/i);
  expect(page).toContain('<title>Notes</title>');
});
