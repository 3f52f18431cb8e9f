import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { householdShare, overStandard, peopleOf, standardOf } from './standard.ts';
import type { Standard } from './standard.ts';

const of = (over: Partial<Standard>): Standard => ({ itemId: 'x', fromSize: 1, toSize: null, per: 'household', every: 1, qty: 1, ...over });

describe('what a household gets', () => {
  it.each([
    ['one kit a household', [of({})], 7, 1],
    ['one blanket a person', [of({ per: 'persons' })], 7, 7],
    ['one jerrycan for every two persons, the odd one counted', [of({ per: 'persons', every: 2 })], 7, 4],
    ['two tarpaulins from six persons on', [of({ toSize: 5 }), of({ fromSize: 6, qty: 2 })], 6, 2],
    ['nothing outside the band', [of({ fromSize: 3, toSize: 5 })], 2, 0],
    ['nothing of another item', [of({ itemId: 'y' })], 4, 0],
  ] as const)('%s', (_words, standards, size, share) => {
    expect(householdShare(standards, 'x', size)).toBe(share);
  });
});

describe('the standard of a plan', () => {
  const households = [
    { size: 2, households: 10 },
    { size: 5, households: 20 },
  ];
  it('is the sum over its households', () => {
    expect(standardOf(households, [of({ per: 'persons', every: 2 })], 'x')).toBe(10 * 1 + 20 * 3);
    expect(peopleOf(households)).toEqual({ households: 30, persons: 120 });
  });
  it('is unknown, not nothing, for an item it does not name', () => {
    expect(standardOf(households, [], 'x')).toBeNull();
    expect(overStandard(null, 0, 500)).toBeNull();
  });
  it('what is over is said by how much, after what others of the plan ask', () => {
    expect(overStandard(100, 0, 100)).toBe(0);
    expect(overStandard(100, 0, 130)).toBe(30);
    expect(overStandard(100, 90, 20)).toBe(10);
    expect(overStandard(100, 150, 20)).toBe(20);
  });
  it('over is never more than asked, and what is within never more than the standard', () => {
    const count = fc.nat({ max: 10_000 });
    fc.assert(
      fc.property(count, count, count, (standard, elsewhere, asked) => {
        const over = overStandard(standard, elsewhere, asked)!;
        expect(over).toBeGreaterThanOrEqual(0);
        expect(over).toBeLessThanOrEqual(asked);
        if (over < asked) expect(elsewhere + asked - over).toBeLessThanOrEqual(standard);
      }),
    );
  });
});
