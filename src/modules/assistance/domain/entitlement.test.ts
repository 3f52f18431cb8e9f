import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBands, dueOf, neededOf } from './entitlement.ts';
import type { Band } from './entitlement.ts';

const band = (fromSize: number, toSize: number | null, qty: number, itemId = 'a'): Band => ({ itemId, fromSize, toSize, qty });

it('a household of any size has one answer: bands that meet or end before they begin are refused', () => {
  expect(checkBands([band(1, 4, 1), band(5, null, 2)])).toBeUndefined();
  expect(checkBands([band(1, 5, 1), band(5, null, 2)])?.code).toBe('assistance.package-bands-overlap');
  expect(checkBands([band(1, null, 1), band(3, 4, 1, 'b')])).toBeUndefined();
  expect(checkBands([band(5, 4, 1)])?.code).toBe('assistance.package-band-wrong');
});

it('without a size only what hangs on no size is due', () => {
  const bands = [band(1, null, 3), band(1, 4, 1, 'b'), band(5, null, 2, 'b'), band(3, null, 1, 'c')];
  expect([...dueOf(bands, null, 2)]).toEqual([
    ['a', 6],
    ['b', null],
    ['c', null],
  ]);
  expect(dueOf(bands, 2).get('c')).toBe(0);
});

it('what all need is the sum of what each is due', () => {
  const bands = [band(1, 4, 1), band(5, null, 2)];
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, (all) => {
      const needed = neededOf(
        bands,
        all.map((size) => ({ size, households: 1 })),
      );
      expect(needed.get('a')).toBe(all.reduce((sum, size) => sum + dueOf(bands, size).get('a')!, 0));
    }),
  );
});
