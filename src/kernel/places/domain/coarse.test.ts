import { describe, expect, test } from 'vitest';
import { outwardPoint } from './coarse.ts';
import { keptPoint, withoutRounded } from './import-sites.ts';

const site = { code: 'X', country: 'SYR', lat: 36.2345, lon: 36.6789, precision: 'surveyed' as const };

describe('a point that leaves the mission', () => {
  test('in Syria is said to a tenth of a degree, and as no more than an area', () => {
    expect(outwardPoint(site)).toEqual({ code: 'X', country: 'SYR', lat: 36.2, lon: 36.7, precision: 'area' });
  });

  test('elsewhere stays as it is', () => {
    expect(outwardPoint({ ...site, country: 'TUR' })).toEqual({ ...site, country: 'TUR' });
    expect(outwardPoint({ ...site, lat: null, lon: null })).toEqual({ ...site, lat: null, lon: null });
  });
});

describe('a point that comes back in a list', () => {
  const known = { ...site, sensitivity: 'open', areaLat: 36.5111111, areaLon: 36.9222222 } as const;
  const name = { nameEn: 'New name' };

  test('rounded, as it left, is no news of where the site lies', () => {
    const said = { ...name, lat: 36.2, lon: 36.7, precision: 'area' as const };
    expect(withoutRounded(known, said)).toEqual(name);
    expect(withoutRounded({ ...known, country: 'TUR' }, said)).toBe(said);
    const moved = { ...said, lat: 36.3 };
    expect(withoutRounded(known, moved)).toBe(moved);
  });

  test('as its area’s, which is what a reader without the right to it is told, is none either, here as in Syria', () => {
    const sensitive = { ...known, sensitivity: 'sensitive' as const };
    expect(withoutRounded(sensitive, { ...name, lat: 36.5, lon: 36.9, precision: 'area' })).toEqual(name);
    const here = { ...name, lat: 36.5111111, lon: 36.92222220001, precision: 'area' as const };
    expect(withoutRounded({ ...sensitive, country: 'TUR' }, here)).toEqual(name);
    expect(withoutRounded({ ...known, country: 'TUR', lat: null, lon: null }, here)).toEqual(name);
    expect(withoutRounded({ ...known, country: 'TUR' }, here)).toBe(here);
  });

  test('in no cell leaves what is known of it as it is', () => {
    expect(withoutRounded(known, { ...name, precision: 'area' })).toEqual(name);
    expect(withoutRounded(known, { ...name, precision: 'approximate' })).toEqual({ ...name, precision: 'approximate' });
  });
});

describe('a site that is described anew by somebody who may not know where it lies', () => {
  const hidden = { ...site, sensitivity: 'sensitive', areaLat: 36.5, areaLon: 36.9 } as const;
  test('keeps its point, unless another is named', () => {
    const point = { lat: 36.2345, lon: 36.6789, precision: 'surveyed' };
    expect(keptPoint(hidden, {})).toEqual(point);
    expect(keptPoint(hidden, { lat: 36.5, lon: 36.9 })).toEqual(point);
    expect(keptPoint(hidden, { lat: 36.25, lon: 36.68 })).toBeUndefined();
    expect(keptPoint({ ...hidden, sensitivity: 'open' }, {})).toBeUndefined();
  });
});
