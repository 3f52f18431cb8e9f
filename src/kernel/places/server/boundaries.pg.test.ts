import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { importAreas } from '../contract/areas.ts';
import { dropBoundaries, importBoundaries, listBoundaries, listBoundarySources } from '../contract/boundaries.ts';
import { mapPaper } from './papers.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
  const at = { country: 'SYR', lat: 36, lon: 37 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'SYR', level: 0, nameEn: 'Syria', ...at },
      { pcode: 'SY02', level: 1, parent: 'SYR', nameEn: 'Aleppo', nameAr: 'حلب', ...at },
      { pcode: 'SY07', level: 1, parent: 'SYR', nameEn: 'Idleb', ...at },
    ],
  });
});
afterAll(() => mission.close());

const square = (west: number): { type: 'Polygon'; coordinates: [number, number][][] } => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 36],
      [west + 1, 36],
      [west + 1, 37],
      [west, 36],
    ],
  ],
});

describe('imported boundaries', () => {
  it('are kept by P-code; unknown codes are named; sent again they change nothing', async () => {
    const input = {
      source: 'COD 2026',
      boundaries: [
        { pcode: 'SY02', shape: square(37) },
        { pcode: 'SY99', shape: square(38) },
      ],
    };
    expect(await mission.apply(importBoundaries, input)).toEqual({ added: 1, changed: 0, same: 0, unknown: ['SY99'] });
    expect(await mission.apply(importBoundaries, input)).toEqual({ added: 0, changed: 0, same: 1, unknown: ['SY99'] });
    expect((await mission.ask(listBoundaries, {})).rows).toMatchObject([{ pcode: 'SY02', level: 1, nameAr: 'حلب', shape: square(37) }]);
    expect((await mission.ask(listHistory, { kind: 'area', id: 'SY02' })).rows.map((row) => row.name)).toContain(importBoundaries.name);
  });

  it('stand on printed maps too', async () => {
    const request = { mission: mission.kervan.missions.find('test')!, credential: { kind: 'internal', userId: systemUser } } as const;
    const made = await mapPaper.make(pressOf(mission.kervan.deps, request, 'en'), { hidden: [] } as never);
    expect(made).toMatchObject({ map: { own: [{ pcode: 'SY02', shape: square(37) }] } });
  });

  it('are renewed by a newer source, and go with it', async () => {
    await mission.apply(importBoundaries, { source: 'COD 2027', boundaries: [{ pcode: 'SY02', shape: square(36.5) }] });
    expect((await mission.ask(listBoundarySources, {})).rows).toMatchObject([{ source: 'COD 2027', count: 1 }]);
    expect(await mission.apply(dropBoundaries, { source: 'COD 2027' })).toEqual({ dropped: 1 });
    expect((await mission.ask(listBoundaries, {})).rows).toEqual([]);
  });

  it.each([
    [
      'an open ring',
      {
        ...square(37),
        coordinates: [
          square(37)
            .coordinates[0]!.slice(0, 3)
            .concat([[0, 0]]),
        ],
      },
    ],
    ['metres', { type: 'Polygon', coordinates: [[[412_000, 4_000_000]]] }],
    ['a line', { type: 'LineString', coordinates: [] }],
  ])('with %s are turned away', async (_what, shape) => {
    await expect(
      mission.run(importBoundaries, { source: 'x', boundaries: [{ pcode: 'SY02', shape: shape as never }] }),
    ).rejects.toMatchObject({
      code: 'common.input-invalid',
    });
  });

  it('name an area once in a command', async () => {
    const twice = [square(36), square(37)].map((shape) => ({ pcode: 'SY02', shape }));
    expect(await mission.run(importBoundaries, { source: 'x', boundaries: twice })).toMatchObject({
      state: 'refused',
      problem: { type: 'places.boundary-twice', figures: { pcode: 'SY02' } },
    });
  });

  it('are entered only by who may', async () => {
    const reader = await mission.user({ permissions: ['places.search'] });
    expect(
      await mission.run(importBoundaries, { source: 'x', boundaries: [{ pcode: 'SY02', shape: square(36) }] }, { as: reader }),
    ).toMatchObject({ state: 'refused', problem: { type: 'common.not-permitted' } });
  });
});
