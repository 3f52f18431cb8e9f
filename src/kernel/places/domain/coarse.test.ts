import { describe, expect, test } from 'vitest';
import { outwardPoint } from './coarse.ts';
import { withoutRounded } from './import-sites.ts';

const site = { code: 'X', country: 'SYR', lat: 36.2345, lon: 36.6789, precision: 'surveyed' as const };

describe('a point that leaves the mission', () => {
  test('in Syria is said to a tenth of a degree, and as no more than an area', () => {
    expect(outwardPoint(site)).toEqual({ code: 'X', country: 'SYR', lat: 36.2, lon: 36.7, precision: 'area' });
  });

  test('elsewhere stays as it is', () => {
    expect(outwardPoint({ ...site, country: 'TUR' })).toEqual({ ...site, country: 'TUR' });
    expect(outwardPoint({ ...site, lat: null, lon: null })).toEqual({ ...site, lat: null, lon: null });
  });

  test('and comes back in a list is no news of where the site lies', () => {
    const said = { nameEn: 'New name', lat: 36.2, lon: 36.7, precision: 'area' as const };
    expect(withoutRounded(site, said)).toEqual({ nameEn: 'New name' });
    expect(withoutRounded({ ...site, country: 'TUR' }, said)).toBe(said);
    const moved = { ...said, lat: 36.3 };
    expect(withoutRounded(site, moved)).toBe(moved);
  });
});
