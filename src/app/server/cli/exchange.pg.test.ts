import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { readSettings } from '#foundation/settings/read.ts';
import { createMission, openServer } from '../start.ts';
import { exportData, importData } from './exchange.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-exchange-'));
const settings = readSettings({ KERVAN_DATA: join(base, 'data') }, base);
const said: string[] = [];
const context = { settings, version: '0.1.0', from: base, say: (line: string) => void said.push(line) };
const give = (name: string, text: string) => writeFileSync(join(base, name), text);
const bring = (...args: string[]) => importData.run(args, context);
const take = (...args: string[]) => exportData.run(args, context);

beforeAll(async () => {
  chmodSync(base, 0o755);
  const server = await openServer(settings);
  await createMission(server, { slug: 'esem', name: 'ESEM', demo: false, practiceOf: null, timeZone: 'Europe/Istanbul' });
  await server.stop();
});
beforeEach(() => {
  said.length = 0;
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const head = 'Kaynak para;Hedef para;Gün;Kur\n';

describe('kervan import and export', () => {
  it('check a spreadsheet and write nothing unless told, then only what has no fault', async () => {
    give('rates.csv', `${head}USD;TRY;01.03.2023;18,88\nUSD;TRY;32.03.2023;19\n`);
    await bring('rates.csv', '--kind', 'rates.rates', '--language', 'tr');
    expect(said[0]).toBe('2 rows: 1 new, 0 changed, 0 unchanged, 1 faulty.');
    expect(said[1]).toMatch(/^ {2}row 3, Tarih: Bu, var olan bir tarih değil/);
    expect(said[2]).toMatch(/^Nothing is written yet/); // one fault, told once
    await expect(bring('rates.csv', '--kind', 'rates.rates', '--language', 'tr', '--apply')).rejects.toThrow(/Nothing was written/);
    await take('rates.list-rates', 'before.jsonl');
    expect(readFileSync(join(base, 'before.jsonl'), 'utf8')).toBe('');
    await bring('rates.csv', '--kind', 'rates.rates', '--language', 'tr', '--apply', '--without-faulty');
    expect(said.at(-1)).toBe('1 row applied, 0 unchanged, 0 refused.');
  });

  it('apply the same spreadsheet once', async () => {
    await bring('rates.csv', '--kind', 'rates.rates', '--language', 'tr', '--apply', '--without-faulty');
    expect(said).toEqual(['This file has been applied before; nothing changes.']);
  });

  it('write a list as a table of the screens, in a language, and never over a file', async () => {
    await take('rates.list-rates', 'rates-out.csv', '--language', 'tr');
    expect(said).toEqual([`1 row in ${join(base, 'rates-out.csv')}.`]);
    expect(readFileSync(join(base, 'rates-out.csv'), 'utf8')).toContain('18');
    await expect(take('rates.list-rates', 'rates-out.csv')).rejects.toThrow(/exists already/);
    await expect(take('rates.list-rates', 'rates.doc')).rejects.toThrow(/should end in/);
    await expect(take('rates.no-list', 'x.csv')).rejects.toThrow(/no list that can be exported/);
  });

  it('round a point in Syria also in one JSON object a line', async () => {
    const area = { pcode: 'SYR', country: 'SYR', nameEn: 'Syria', lat: 36.2, lon: 37.2, level: 0 };
    const site = { siteId: newId(), code: 'S-THERE', nameEn: 'There', area: 'SYR', type: 'warehouse', lat: 36.2345, lon: 37.1789 };
    const commands = [
      { name: 'places.import-areas', input: { source: 'test', validFrom: '2022-01-01', areas: [area] } },
      { name: 'places.create-site', input: { ...site, precision: 'surveyed', sensitivity: 'open' } },
    ];
    give('places.jsonl', commands.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await bring('places.jsonl');
    await take('places.list-sites', 'sites.jsonl');
    const written = JSON.parse(readFileSync(join(base, 'sites.jsonl'), 'utf8')) as object;
    expect(written).toMatchObject({ code: 'S-THERE', lat: 36.2, lon: 37.2, precision: 'area' });
  });

  it('run a file of commands once, and name the line that is refused', async () => {
    const line = (roleId: string) =>
      JSON.stringify({ name: 'access.create-role', input: { roleId, names: { en: 'R', tr: 'R', ar: 'R' }, permissions: [] } });
    give('roles.jsonl', `${line('one')}\n${line('two')}\n`);
    await bring('roles.jsonl');
    await bring('roles.jsonl');
    expect(said).toEqual([
      '2 lines read, 2 applied to esem, 0 known from before.',
      '2 lines read, 0 applied to esem, 2 known from before.',
    ]);
    give('broken.jsonl', `${line('three')}\nno command\n`);
    await expect(bring('broken.jsonl')).rejects.toThrow(/line 2 is no JSON/);
    await expect(bring('absent.jsonl')).rejects.toThrow(/There is no file/);
  });
});
