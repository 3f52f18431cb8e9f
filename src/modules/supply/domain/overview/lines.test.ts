import { expect, test } from 'vitest';
import { endOf, widthOf } from './lines.ts';

test('a point in Syria is rounded to a tenth of a degree, one in Türkiye stands where it is', () => {
  const names = { en: 'X' };
  expect(endOf({ lat: 36.2345, lon: 36.7789, country: 'SYR', names })).toEqual({ lat: 36.2, lon: 36.8, names });
  expect(endOf({ lat: 37.0123, lon: 37.3456, country: 'TUR', names })).toEqual({ lat: 37.0123, lon: 37.3456, names });
  expect(endOf({ lat: null, lon: null, country: 'SYR', names })).toBeUndefined();
});

test('lines grow with their trucks and never vanish', () => {
  expect(widthOf(40, 40)).toBe(10);
  expect(widthOf(1, 40)).toBeGreaterThan(2);
  expect(widthOf(0, 0)).toBe(1.5);
});
