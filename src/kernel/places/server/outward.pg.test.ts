import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { ImportFile } from '#foundation/import.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import type { MapPaper, RecordPaper } from '#foundation/pdf/paper.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { exportList } from '#foundation/sheets/export.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { importAreas } from '../contract/areas.ts';
import { changeSite, createSite, getSite, listSites } from '../contract/sites.ts';
import { liftWaiver, waiveVisibility } from '../contract/waivers.ts';
import { importsSites } from './import-sites.ts';
import { mapPaper, sitePaper } from './papers.ts';

let mission: TestMission;
const here = newId();
const there = newId();
beforeAll(async () => {
  mission = await openTestMission();
  const at = { lat: 36.2, lon: 37.2, level: 0 };
  const areas = [
    { pcode: 'SYR', country: 'SYR', nameEn: 'Syria', ...at },
    { pcode: 'TUR', country: 'TUR', nameEn: 'Türkiye', ...at },
  ];
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas });
  const point = { type: 'warehouse', lat: 36.2345, lon: 37.1789, precision: 'surveyed' as const, sensitivity: 'open' as const };
  await mission.apply(createSite, { siteId: there, code: 'S-THERE', nameEn: 'There', area: 'SYR', ...point });
  await mission.apply(createSite, { siteId: here, code: 'S-HERE', nameEn: 'Here', area: 'TUR', ...point });
});
afterAll(() => mission.close());

const request = () => ({ mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } as const });
const press = () => pressOf(mission.kervan.deps, request(), 'en');

describe('a point in Syria leaves the mission rounded, whoever asks', () => {
  test('on the screen the reader’s rights decide', async () => {
    expect(await mission.ask(getSite, { siteId: there })).toMatchObject({ lat: 36.2345, lon: 37.1789 });
  });

  test('in an exported list of sites', async () => {
    const out = await exportList(mission.kervan.deps, request(), { query: listSites.name, input: {}, format: 'json', language: 'en' });
    const text = await out.file.readFile('utf8');
    await out.close();
    const rows = (JSON.parse(text) as { rows: { code: string; lat: number; lon: number; precision: string }[] }).rows;
    const row = (code: string) => rows.find((one) => one.code === code);
    expect(row('S-THERE')).toMatchObject({ lat: 36.2, lon: 37.2, precision: 'area' });
    expect(row('S-HERE')).toMatchObject({ lat: 36.2345, lon: 37.1789, precision: 'surveyed' });
  });

  test('on the paper of a site, in its facts and on its map', async () => {
    const paper = async (siteId: string) => (await sitePaper.make(press(), { siteId } as never)) as RecordPaper;
    const [syrian, turkish] = [await paper(there), await paper(here)];
    expect(JSON.stringify(syrian)).not.toMatch(/36\.23|37\.17/);
    expect(JSON.stringify(syrian.facts)).toContain('36.2, 37.2 (only the area)');
    expect(syrian.map!.points).toMatchObject([{ lat: 36.2, lon: 37.2, vague: true }]);
    expect(JSON.stringify(turkish.facts)).toContain('36.2345, 37.1789 (surveyed)');
  });

  test('on the printed map', async () => {
    const { map } = (await mapPaper.make(press(), { hidden: ['gates'] } as never)) as MapPaper;
    const points = map.points.toSorted((a, b) => a.lat - b.lat).map(({ lat, lon, vague }) => [lat, lon, vague]);
    expect(points).toEqual([
      [36.2, 37.2, true],
      [36.2345, 37.1789, false],
    ]);
  });

  test('by its code alone under a waiver, on its own paper and on the map, without the mission and who keeps it', async () => {
    const paper = async () => (await sitePaper.make(press(), { siteId: there } as never)) as RecordPaper;
    const map = async () => (await mapPaper.make(press(), { hidden: ['gates'] } as never)) as MapPaper;
    const { nameEn } = await mission.ask(getSite, { siteId: there });
    expect([(await paper()).unnamed, (await map()).unnamed]).toEqual([false, false]);
    const waiverId = newId();
    await mission.apply(waiveVisibility, { waiverId, area: 'SYR', fromDay: '2023-01-01', reason: 'threats' });
    const [waived, drawn] = [await paper(), await map()];
    expect([waived.unnamed, drawn.unnamed]).toEqual([true, true]);
    expect(waived).toMatchObject({ title: 'S-THERE', sections: [] });
    expect(drawn.map.points.map((point) => point.name)).toContain('S-THERE');
    for (const one of [waived, drawn]) expect(JSON.stringify(one)).not.toContain(`"${nameEn}"`);
    await mission.apply(liftWaiver, { waiverId, reason: 'The road is safe' });
  });

  test('and nobody who changes or sends back what they may not see exactly moves the site', async () => {
    const clerk = await mission.user({
      permissions: ['places.list-sites', 'places.change-site', 'places.import-sites', 'places.create-site'],
    });
    const siteId = newId();
    const guarded = { type: 'warehouse', lat: 36.2345, lon: 37.1789, precision: 'surveyed' as const, sensitivity: 'sensitive' as const };
    await mission.apply(createSite, { siteId, code: 'S-GUARD', nameEn: 'Guarded', area: 'TUR', ...guarded });
    const seen = await mission.ask(getSite, { siteId }, clerk);
    expect(seen).toMatchObject({ lat: 36.2, lon: 37.2, precision: 'area', exact: false });
    const { code, type, area, version } = seen;
    const told = { siteId, code, type, area, version, sensitivity: 'sensitive' as const };
    await mission.apply(changeSite, { ...told, nameEn: 'Guarded anew' }, { as: clerk });
    expect(await mission.ask(getSite, { siteId })).toMatchObject({
      nameEn: 'Guarded anew',
      lat: 36.2345,
      lon: 37.1789,
      precision: 'surveyed',
    });
    const values = { code: 'S-GUARD', type: 'warehouse', nameEn: 'Sent back', lat: seen.lat, lon: seen.lon, precision: seen.precision };
    const file = { language: 'en' } as ImportFile;
    const [row] = await mission.tx((tx) =>
      importsSites.judge({ tx, mission: request().mission, now: new Date(), can: () => true } as unknown as RequestContext, file, [
        { row: 2, values },
      ]),
    );
    expect(row).toMatchObject({ effect: 'changed', ready: { nameEn: 'Sent back', lat: 36.2345, lon: 37.1789, precision: 'surveyed' } });
  });
});
