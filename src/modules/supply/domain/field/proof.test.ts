import { expect, test } from 'vitest';
import { pointSaid } from './proof.ts';

test('a proof rounds its point unless the country is known to be Türkiye', () => {
  const kept = { lat: 36.31235, lon: 36.86789, accuracyM: 12 };
  expect(pointSaid(kept, false)).toEqual({ lat: 36.3, lon: 36.9, accuracyM: null });
  expect(pointSaid(kept, true)).toEqual(kept);
});
