import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { getArea, importAreas } from '../contract/areas.ts';
import { importNeighbourhoods } from '../contract/imports.ts';

let mission: TestMission;
let sheets: ReturnType<typeof importsOf>;
beforeAll(async () => {
  mission = await openTestMission();
  sheets = importsOf(mission);
  const turkey = { country: 'TUR', lat: 37.1, lon: 37.4 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'TUR', level: 0, nameEn: 'Türkiye', ...turkey },
      { pcode: 'TUR027', level: 1, parent: 'TUR', nameEn: 'Gaziantep', nameTr: 'Gaziantep', ...turkey },
      { pcode: 'TUR031', level: 1, parent: 'TUR', nameEn: 'Hatay', nameTr: 'Hatay', ...turkey },
      { pcode: 'TUR027008', level: 2, parent: 'TUR027', nameEn: 'Sahinbey', nameTr: 'Şahinbey', ...turkey },
      { pcode: 'TUR031005', level: 2, parent: 'TUR031', nameEn: 'Iskenderun', nameTr: 'İskenderun', ...turkey },
    ],
  });
});
afterAll(() => mission.close());

describe('neighbourhoods with national codes', () => {
  it('get a marked provisional code without one, and are re-coded with their history when it comes', async () => {
    const first = await sheets.check(
      'places.neighbourhoods',
      await workbook([
        ['Mahalle', 'İlçe', 'İl', 'Ulusal kod'],
        ['Karataş', 'Şahinbey', 'Gaziantep', ''],
        ['Güneş', 'Şahinbey', 'Gaziantep', 'TUR027008077'],
      ]),
    );
    expect(await sheets.apply(first)).toMatchObject({ counts: { applied: 2 } });
    expect(await mission.ask(getArea, { pcode: 'X-TUR027008-1' })).toMatchObject({ nameTr: 'Karataş', provisional: true });
    expect(await mission.ask(getArea, { pcode: 'TUR027008077' })).toMatchObject({ nameTr: 'Güneş', provisional: false });
    const second = await sheets.check(
      'places.neighbourhoods',
      await workbook([
        ['Mahalle', 'İlçe', 'İl', 'Ulusal kod'],
        ['KARATAŞ', 'Şahinbey', 'Gaziantep', 'TUR027008015'],
        ['Güneş', 'Şahinbey', 'Gaziantep', 'TUR027008077'],
      ]),
    );
    expect((await sheets.look(second)).counts).toMatchObject({ changed: 1, unchanged: 1, faulty: 0 });
    await sheets.apply(second);
    expect(await mission.ask(getArea, { pcode: 'TUR027008015' })).toMatchObject({ provisional: false, formerCodes: ['X-TUR027008-1'] });
    const history = await mission.ask(listHistory, { kind: 'area', id: 'TUR027008015' });
    expect(history.rows.map((entry) => entry.name)).toContain(importNeighbourhoods.name);
  });

  it('refuse a code that another place holds', async () => {
    const id = await sheets.check(
      'places.neighbourhoods',
      await workbook([
        ['Mahalle', 'İlçe', 'Ulusal kod'],
        ['Başka', 'İskenderun', 'TUR027008077'],
      ]),
    );
    expect((await sheets.rows(id))[0]!.faults).toMatchObject([{ column: 'pcode', code: 'places.pcode-taken' }]);
  });
});

describe('areas and crossings', () => {
  it('children follow parents of the same sheet, and a second time nothing changes', async () => {
    const sheet = await workbook([
      ['P-code', 'Level', 'Parent', 'Name (English)', 'Name (Turkish)'],
      ['TUR046007', 2, 'TUR046', 'Elbistan', 'Elbistan'],
      ['TUR046', 1, 'TUR', 'Kahramanmaras', 'Kahramanmaraş'],
      ['TUR099001', 2, 'TUR099', 'Orphan', ''],
    ]);
    const id = await sheets.check('places.areas', sheet);
    expect((await sheets.rows(id)).map((row) => [row.state, row.faults[0]?.code])).toEqual([
      ['new', undefined],
      ['new', undefined],
      ['faulty', 'places.area-not-found'],
    ]);
    expect(await sheets.apply(id, { withoutFaulty: true })).toMatchObject({ counts: { applied: 2, faulty: 1 } });
    expect((await mission.ask(getArea, { pcode: 'TUR046007' })).path.map((area) => area.pcode)).toEqual(['TUR', 'TUR046', 'TUR046007']);
    const anew = await sheets.check('places.areas', sheet, { anyway: true });
    expect((await sheets.look(anew)).counts).toMatchObject({ unchanged: 2, faulty: 1 });
  });

  it('gates are entered and renewed', async () => {
    const gate = (mode: string) =>
      workbook([
        ['id', 'Name (English)', 'Name (Turkish)', 'Name (Arabic)', 'Transport', 'Latitude', 'Longitude'],
        ['bab-al-hawa', 'Bab al-Hawa', 'Cilvegözü', 'باب الهوى', mode, 36.24, 36.69],
      ]);
    const id = await sheets.check('places.crossings', await gate('road'), { language: 'en' });
    expect(await sheets.apply(id)).toMatchObject({ counts: { applied: 1 } });
    expect((await sheets.look(await sheets.check('places.crossings', await gate('road, rail')))).counts).toMatchObject({ changed: 1 });
  });
});
