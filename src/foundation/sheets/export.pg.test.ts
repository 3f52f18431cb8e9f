import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { modules } from '#app/modules.ts';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite, listSites } from '#kernel/places/contract/sites.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { cellText } from './cell.ts';
import type { Cell } from './cell.ts';
import { exportList } from './export.ts';
import type { ExportAsk } from './export.ts';
import { readSheets } from './read.ts';

let mission: TestMission;
let app: FastifyInstance;
beforeAll(async () => {
  mission = await openTestMission();
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  const country = { country: 'TUR', lat: 37, lon: 37 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'TUR', level: 0, nameEn: 'Türkiye', ...country },
      { pcode: 'TUR027', level: 1, parent: 'TUR', nameEn: 'Gaziantep', ...country },
      { pcode: 'TUR031', level: 1, parent: 'TUR', nameEn: 'Hatay', ...country },
    ],
  });
  const site = (code: string, nameEn: string, area: string) => ({
    siteId: newId(),
    code,
    type: 'office',
    nameEn,
    nameTr: 'Şube',
    nameAr: 'مكتب',
    area,
  });
  await mission.apply(createSite, { ...site('A-1', '=HYPERLINK("http://x","y")', 'TUR027'), openedOn: '2023-02-06' });
  await mission.apply(createSite, site('A-2', '@SUM(1)', 'TUR031'));
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

async function exported(ask: Partial<ExportAsk> = {}, as: Id = systemUser): Promise<Buffer> {
  const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: as } as const };
  const file = await exportList(mission.kervan.deps, request, { query: listSites.name, input: {}, format: 'xlsx', language: 'tr', ...ask });
  const bytes = Buffer.concat(await Readable.from(file.file.createReadStream({ autoClose: false })).toArray());
  await file.close();
  return bytes;
}

async function sheetsOf(bytes: Uint8Array): Promise<Map<string, string[][]>> {
  const sheets = new Map<string, string[][]>();
  let rows: string[][] = [];
  for await (const part of readSheets(bytes)) {
    if ('sheet' in part) sheets.set(part.sheet.name, (rows = []));
    else rows.push(...part.rows.map((row) => row.cells.map((cell: Cell) => cellText(cell))));
  }
  return sheets;
}

describe('the export of a list', () => {
  it('is in the asked language, dates are dates, codes are words, and a second sheet says where it comes from', async () => {
    const sheets = await sheetsOf(await exported({ input: { search: 'A-' } }));
    const [list, about] = [...sheets.values()];
    expect([...sheets.keys()]).toEqual(['GÖSTERİM Sahalar', 'Bu liste hakkında']);
    expect(list![0]).toContain('Ad (Türkçe)');
    expect(list!.find((row) => row[0] === 'A-1')).toEqual(expect.arrayContaining(['Açık', '2023-02-06', 'Ofis', 'Gaziantep']));
    expect(about!.find(([label]) => label === 'Süzgeç')?.[1]).toBe('Ara: A-');
    expect(about!.find(([label]) => label === 'Satır')?.[1]).toBe('2');
  });

  it('never holds a formula, in CSV neither', async () => {
    const csv = (await exported({ format: 'csv' })).toString('utf8');
    expect(csv.startsWith('\ufeff')).toBe(true);
    expect(csv).toContain(`'=HYPERLINK`);
    expect(csv).toContain(`'@SUM(1)`);
    expect(csv).not.toMatch(/(^|,|")[=@]/m);
  });

  it('keeps codes in JSON, for programs', async () => {
    const body = JSON.parse((await exported({ format: 'json' })).toString('utf8')) as {
      rows: { code: string; status: string; nameEn: string }[];
    };
    expect(body.rows.map((row) => [row.code, row.status])).toEqual(expect.arrayContaining([['A-1', 'open']]));
    expect(body.rows[0]!.nameEn).toBe('=HYPERLINK("http://x","y")');
  });

  it('holds only what the asker may see, and nothing for one who may not ask', async () => {
    const near = await mission.user({ permissions: [listSites.name], scope: { kind: 'area', id: 'TUR031' } });
    const codes = [...(await sheetsOf(await exported({}, near))).values()][0]!.slice(1).map((row) => row[0]);
    expect(codes).toEqual(['A-2']);
    const nobody = await mission.user();
    await expect(exported({}, nobody)).rejects.toMatchObject({ code: 'common.not-permitted' });
  });

  it('stands in the read log before it leaves', async () => {
    await exported({ format: 'csv', input: { search: 'A-1' } });
    const { rows } = await mission.asOwner((owner) =>
      owner.query(`select query, subject, row_count from read_log where subject->'input' @> '{"search":"A-1"}'`),
    );
    expect(rows[0]).toMatchObject({ query: listSites.name, subject: { export: 'csv', input: { search: 'A-1' } }, row_count: 1 });
  });

  it('is offered for every list, and refuses another site, a stranger and an unknown form', async () => {
    const lists = modules.flatMap((room) => room.queries).filter((def) => def.columns);
    expect(lists.length).toBeGreaterThan(3);
    let whole = 0;
    for (const def of lists) {
      expect(Object.keys(def.input.shape), def.name).toEqual(expect.arrayContaining(['offset', 'limit']));
      // A list of one record's lines needs to be told whose.
      if (!def.input.safeParse({}).success) continue;
      whole += 1;
      expect(JSON.parse((await exported({ query: def.name, format: 'json' })).toString('utf8')), def.name).toHaveProperty('rows');
    }
    expect(whole).toBeGreaterThan(lists.length / 2);
    const url = `/api/exports/${listSites.name}`;
    expect((await app.inject({ method: 'POST', url, payload: {} })).json()).toMatchObject({ type: 'common.cross-site' });
    expect((await app.inject({ method: 'POST', url, payload: { format: 'xlsx' }, headers: { 'x-kervan': '1' } })).statusCode).toBe(401);
  });
});
