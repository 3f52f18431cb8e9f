import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { importAreas } from '../contract/areas.ts';
import { liftWaiver, reviewWaivers, waiveVisibility } from '../contract/waivers.ts';
import { findWaived } from './waivers.repo.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
  const area = { level: 0, country: 'SYR', nameEn: 'Syria', nameTr: 'Suriye', nameAr: 'سوريا', lat: 35, lon: 38 };
  const within = { level: 1, country: 'SYR', parent: 'SYR', nameEn: 'Idleb', nameTr: 'İdlib', nameAr: 'إدلب', lat: 35.9, lon: 36.6 };
  await mission.apply(importAreas, {
    source: 'test',
    validFrom: '2022-01-01',
    areas: [
      { pcode: 'SYR', ...area },
      { pcode: 'SY07', ...within },
    ],
  });
});
afterAll(() => mission.close());

const waived = (lineage: string[], day = '2023-03-01') => mission.tx((tx) => findWaived.one(tx, { orgId: null, lineage, day }));
const idlib = { area: 'SY07', fromDay: '2023-03-01', toDay: '2023-03-31', reason: 'Marked cartons were searched for' };

describe('a waiver', () => {
  it('covers what lies in its area, from its first day to its last, until it is lifted', async () => {
    const waiverId = newId();
    await mission.apply(waiveVisibility, { waiverId, ...idlib });
    expect(await waived(['SYR', 'SY07', 'SY0701'])).toEqual({ waived: true });
    expect(await waived(['SYR', 'SY02'])).toEqual({ waived: false });
    expect(await waived(['SYR', 'SY07'], '2023-02-28')).toEqual({ waived: false });
    expect(await waived(['SYR', 'SY07'], '2023-04-01')).toEqual({ waived: false });
    expect((await mission.ask(reviewWaivers, { inForce: true })).rows).toMatchObject([
      { id: waiverId, areaNames: { tr: 'İdlib' }, org: null },
    ]);
    await mission.apply(liftWaiver, { waiverId, reason: 'The road is safe' });
    expect(await waived(['SYR', 'SY07'])).toEqual({ waived: false });
    expect((await mission.ask(reviewWaivers, {})).rows).toMatchObject([{ id: waiverId, lifted: true, inForce: false }]);
    expect(await mission.run(liftWaiver, { waiverId, reason: 'The road is safe' })).toMatchObject({
      problem: { type: 'places.waiver-not-found' },
    });
  });

  it('names an area or a partner that is known, and its last day does not lie before its first', async () => {
    const refused = async (input: object) => {
      const outcome = await mission.run(waiveVisibility, { waiverId: newId(), fromDay: '2023-03-01', reason: 'threats', ...input });
      return outcome.state === 'refused' ? outcome.problem.type : outcome.state;
    };
    expect(await refused({})).toBe('places.waiver-of-nothing');
    expect(await refused({ area: 'SY99' })).toBe('places.waiver-area-unknown');
    expect(await refused({ area: 'SY07', toDay: '2023-02-01' })).toBe('places.dates-reversed');
  });
});
