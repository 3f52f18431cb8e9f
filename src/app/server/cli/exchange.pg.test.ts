import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
