import { expect, it } from 'vitest';
import { afterFailure, afterSuccess, firstPace, waitAfter } from './thrift.ts';
import type { Pace } from './thrift.ts';

const times = (count: number, step: (pace: Pace) => Pace) => Array.from({ length: count }).reduce<Pace>(step, firstPace);

it('sends more while it goes well, and never more than the server takes at once', () => {
  expect(afterSuccess(firstPace).batch).toBeGreaterThan(firstPace.batch);
  expect(times(20, afterSuccess).batch).toBeLessThanOrEqual(500);
});

it('sends less and waits longer when it does not, up to five minutes, and begins anew after one success', () => {
  const bad = times(12, afterFailure);
  expect(bad.batch).toBe(5);
  expect(waitAfter(bad, 1)).toBe(300_000);
  expect(waitAfter(afterFailure(firstPace), 0)).toBe(1_000);
  expect(waitAfter(bad, 0)).toBeLessThan(waitAfter(bad, 1));
  expect(afterSuccess(bad).failures).toBe(0);
  expect(waitAfter(firstPace, 1)).toBe(0);
});
