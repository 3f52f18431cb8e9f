import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { listHistory, listReads } from '#kernel/audit/contract/history.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite, listSites } from '#kernel/places/contract/sites.ts';
import { mapPaper, sitePaper } from '#kernel/places/server/papers.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import type { MapPaper, PaperSource, RecordPaper } from './paper.ts';
import { pressOf } from './press.ts';

let mission: TestMission;
let app: FastifyInstance;
let reader: { id: string; cookie: string };
const siteId = newId();
const areas = [
  { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye', nameTr: 'Türkiye', nameAr: 'تركيا', lat: 39, lon: 35 },
  { pcode: 'TUR027', level: 1, country: 'TUR', parent: 'TUR', nameEn: 'Gaziantep', lat: 37.07, lon: 37.38 },
  { pcode: 'SYR', level: 0, country: 'SYR', nameEn: 'Syria', nameTr: 'Suriye', nameAr: 'سوريا', lat: 35, lon: 38 },
  { pcode: 'SY02', level: 1, country: 'SYR', parent: 'SYR', nameEn: 'Aleppo', lat: 36.2, lon: 37.16 },
];

beforeAll(async () => {
  mission = await openTestMission();
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas });
  const names = { nameEn: 'Burç warehouse', nameTr: 'Burç Deposu', nameAr: 'مستودع بورتش' };
  await mission.apply(createSite, { siteId, code: 'BRC', type: 'warehouse', ...names, area: 'TUR027', lat: 37.03, lon: 37.2 });
  const guarded = { sensitivity: 'sensitive' as const, lat: 36.4321, lon: 37.4321 };
  await mission.apply(createSite, { siteId: newId(), code: 'S-2', type: 'warehouse', nameEn: 'Store', area: 'SY02', ...guarded });
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  reader = await signInAs(mission, [listSites.name, listHistory.name, 'places.search']);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

const print = (paper: string, input: unknown, language = 'en', as = reader) =>
  app.inject({
    method: 'POST',
    url: `/api/prints/${paper}`,
    payload: { input, language },
    headers: { 'x-kervan': '1', cookie: as.cookie },
  });
/** What would stand on the paper. */
const make = async <T extends RecordPaper | MapPaper>(source: PaperSource, input: unknown, userId: string, language: 'en' | 'tr' | 'ar') =>
  (await source.make(
    pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId } }, language),
    source.input.parse(input) as never,
  )) as T;

describe('a printed record', () => {
  test.each(['en', 'tr', 'ar'])('is a PDF in %s, and stands in the read log', async (language) => {
    const answer = await print('places.site', { siteId }, language);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await mission.ask(listReads, { query: 'places.site' })).rows.length).toBeGreaterThan(0);
  });

  test('says the record in the language of its reader, with its place and its history', async () => {
    const paper = await make<RecordPaper>(sitePaper, { siteId }, reader.id, 'tr');
    expect([paper.title, paper.subtitle!.startsWith('BRC · ')]).toEqual(['Burç Deposu', true]);
    expect(paper.facts).toContainEqual(['Durum', 'Açık']);
    expect(paper.map!.points).toMatchObject([{ lat: 37.03, lon: 37.2, vague: false }]);
    expect(paper.sections[0]!.lines).toHaveLength(1);
  });

  test('leaves the history out for who may not see it, and is refused to who may not see the record', async () => {
    const plain = await signInAs(mission, [listSites.name]);
    expect((await make<RecordPaper>(sitePaper, { siteId }, plain.id, 'en')).sections).toEqual([]);
    const nobody = await signInAs(mission, []);
    const refused = await print('places.site', { siteId }, 'en', nobody);
    expect([refused.statusCode, refused.json()]).toMatchObject([403, { type: 'common.not-permitted' }]);
    expect((await print('places.site', { siteId: newId() })).statusCode).toBe(404);
    expect((await print('places.site', {})).statusCode).toBe(422);
    expect((await print('places.nothing', {})).statusCode).toBe(404);
  });
});

describe('a printed map', () => {
  test('shows what its reader sees: a guarded site stands at its area', async () => {
    const { map, legend } = await make<MapPaper>(mapPaper, {}, reader.id, 'en');
    expect(map.points.map((point) => [point.name, point.lat, point.vague])).toEqual([
      ['Burç warehouse', 37.03, false],
      ['Store', 36.2, true],
    ]);
    expect(legend).toEqual([{ group: 'goods', label: 'Warehouses and stores' }]);
    expect(map.disclaimer).toMatch(/boundaries/);
  });

  test('leaves out what is hidden on the screen, and is made also when nothing is left', async () => {
    expect((await make<MapPaper>(mapPaper, { hidden: ['goods'] }, reader.id, 'en')).map.points).toEqual([]);
    expect((await print('places.map', { hidden: ['goods'] }, 'ar')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
