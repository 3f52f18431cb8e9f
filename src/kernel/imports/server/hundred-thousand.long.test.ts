import { PassThrough, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeXlsx } from '#foundation/sheets/write-xlsx.ts';
import { exportList } from '#foundation/sheets/export.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { listSites } from '#kernel/places/contract/sites.ts';
import { replaceValue } from '../contract/imports.ts';
import { importsOf } from '#tests/support/import.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

const size = 100_000;
let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
  const turkey = { country: 'TUR', lat: 37.1, lon: 37.4 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'TUR', level: 0, nameEn: 'Türkiye', ...turkey },
      { pcode: 'TUR027', level: 1, parent: 'TUR', nameEn: 'Gaziantep', nameTr: 'Gaziantep', ...turkey },
      { pcode: 'TUR027008', level: 2, parent: 'TUR027', nameEn: 'Sahinbey', nameTr: 'Şahinbey', ...turkey },
    ],
  });
});
afterAll(() => mission.close());

async function bigSheet(): Promise<Buffer> {
  const titles = ['Kod', 'Tür', 'Ad (Türkçe)', 'İl', 'İlçe', 'Enlem', 'Boylam', 'Açılış tarihi'];
  const out = new PassThrough();
  const whole = Readable.from(out).toArray();
  const columns = titles.map((title) => ({ key: title, title, type: 'text' as const }));
  const writer = await writeXlsx(out, columns, {
    title: 'Sahalar',
    aboutTitle: 'Hakkında',
    language: 'tr',
    lines: [],
    mission: 'Test',
    when: 'today',
    mark: null,
    timeZone: 'UTC',
  });
  for (let row = 0; row < size; row += 1) {
    await writer.row([
      `H-${row}`,
      'Çadır kent',
      `Çadır kent ${row}`,
      'Gaziantep',
      row % 1000 === 7 ? 'Şahinbeyy' : 'Şahinbey',
      `37,${String(10_000 + row)}`,
      '37,3',
      '06.02.2023',
    ]);
  }
  await writer.end();
  return Buffer.concat((await whole) as Buffer[]);
}

it('a hundred thousand rows are staged, checked, mended at one stroke, applied, known again, and exported in bounded memory', async () => {
  const sheets = importsOf(mission);
  const bytes = await bigSheet();
  let importId = '';
  const timed: Record<string, number> = {};
  const time = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    timed[what] = Math.round(performance.now() - begun);
    return result;
  };
  await time('stage and check', async () => (importId = await sheets.check('places.sites', bytes)));
  expect((await sheets.look(importId)).counts).toMatchObject({ total: size, new: size - 100, faulty: 100 });
  await time('mend a hundred', () => mission.apply(replaceValue, { importId, column: 'district', from: 'Şahinbeyy', to: 'Şahinbey' }));
  expect((await sheets.look(importId)).counts).toMatchObject({ new: size, faulty: 0 });
  const about = await time('apply', () => sheets.apply(importId));
  expect(about).toMatchObject({ state: 'applied', counts: { applied: size, refused: 0 } });
  expect((await mission.ask(listSites, { limit: 1 })).total).toBe(size);
  const again = await time('check again', () => sheets.check('places.sites', bytes, { anyway: true }));
  expect((await sheets.look(again)).counts).toMatchObject({ unchanged: size - 100, faulty: 100 });
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const };
  for (const format of ['xlsx', 'csv', 'json'] as const) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const ask = { query: listSites.name, input: {}, format, language: 'tr' } as const;
    const file = await time(`export ${format}`, () => exportList(mission.kervan.deps, request, ask));
    expect(file.rows).toBe(size);
    await file.close();
    // A page of rows and the packer's buffers, whatever the length of the list.
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(600);
  }
  process.stdout.write(`a hundred thousand rows, ms: ${JSON.stringify(timed)}\n`);
});
