import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId, seededRandom } from '#foundation/ids.ts';
import { numberOf, readNumber } from './numbers.ts';

const ids = fc.nat().map((seed) => newId(Date.UTC(2026, 10, 27), seededRandom(seed)));

it('a number is read as it was written, typed loosely', () => {
  fc.assert(
    fc.property(ids, fc.constantFrom('P' as const, 'H' as const, 'K' as const), (id, kind) => {
      const number = numberOf(kind, id);
      expect(readNumber(number)).toBe(number);
      expect(readNumber(` ${number.toLowerCase().replaceAll('-', ' ')}`)).toBe(number);
    }),
  );
});

it('a number with one wrong letter is none', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 2, max: 12 }), fc.constantFrom('2', 'A', 'Z'), (id, at, letter) => {
      const number = numberOf('P', id);
      fc.pre(number[at] !== '-' && number[at] !== letter);
      expect(readNumber(`${number.slice(0, at)}${letter}${number.slice(at + 1)}`)).toBeUndefined();
    }),
  );
});
