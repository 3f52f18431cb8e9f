import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runsOut } from './pace.ts';

test('stock lasts between the faster and the slower pace', () => {
  expect(runsOut(900, { last30: 900, last90: 900 })).toEqual({ perDay: 10, soonest: 30, latest: 90 });
  expect(runsOut(900, { last30: 0, last90: 900 })).toEqual({ perDay: 10, soonest: 90, latest: 90 });
});

test('nothing is foretold where nothing goes out, nothing is there, or it would be years', () => {
  expect(runsOut(900, { last30: 0, last90: 0 })).toEqual({ perDay: 0, soonest: null, latest: null });
  expect(runsOut(0, { last30: 30, last90: 90 })).toEqual({ perDay: 1, soonest: null, latest: null });
  expect(runsOut(1_000_000, { last30: 1, last90: 3 })).toMatchObject({ soonest: null, latest: null });
});

test('at either pace something is left the day before', () => {
  const qty = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(qty, qty, qty, (stock, last30, last90) => {
      const { soonest, latest } = runsOut(stock, { last30, last90 });
      if (soonest === null || latest === null) return;
      expect(soonest).toBeLessThanOrEqual(latest);
      expect(soonest * Math.max(last30 / 30, last90 / 90)).toBeLessThanOrEqual(stock + 1e-6);
    }),
  );
});
