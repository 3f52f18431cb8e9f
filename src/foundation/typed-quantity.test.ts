import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksOf, readNumber, readQuantity } from './typed-quantity.ts';
import type { TypedUnit } from './typed-quantity.ts';

const english = { group: ',', decimal: '.' };
const turkish = { group: '.', decimal: ',' };

it('marks come from the locale', () => {
  expect(marksOf('en-GB')).toEqual(english);
  expect(marksOf('tr-TR')).toEqual(turkish);
});

describe('a number as people type it', () => {
  it.each([
    ['1,200', english, 1200],
    ['1.200', turkish, 1200],
    ['1.200', english, 1.2],
    ['1,200', turkish, 1.2],
    ['1 200', english, 1200],
    ['1.234.567', english, 1234567],
    ['1.234,5', english, 1234.5],
    ['1,234.5', turkish, 1234.5],
    ['12,5', english, 12.5],
    ['0,125', english, 0.125],
    ['١٢٠٠', english, 1200],
    ['١٬٢٠٠٫٥', english, 1200.5],
    ["1'200", english, 1200],
    ['-3', english, -3],
    ['.5', english, 0.5],
  ] as const)('%s', (typed, marks, number) => {
    expect(readNumber(typed, marks)).toBe(number);
  });

  it.each(['', 'x', '1,2,3', '12,34,567', '1.2.3', '1,200,5', '1..2', '--1', '1 2x'])('%j is asked again', (typed) => {
    expect(readNumber(typed, english)).toBeUndefined();
  });

  it('every number is read back as its locale writes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.constantFrom('en-GB', 'tr-TR', 'ar-SY-u-nu-latn', 'ar-SY-u-nu-arab', 'de-CH', 'fr-FR'),
        (whole, locale) => {
          const text = new Intl.NumberFormat(locale).format(whole).replace(/[\u200e\u200f\u061c]/g, '');
          expect(readNumber(text, marksOf(locale))).toBe(whole);
        },
      ),
    );
  });
});

describe('a quantity as people say it', () => {
  const units: TypedUnit[] = [
    { code: 'pc', names: ['piece', 'pieces', 'adet', 'قطعة'], holds: 1 },
    { code: 'ctn', names: ['carton', 'koli', 'كرتونة'], holds: 12 },
    { code: 'plt', names: ['pallet', 'palet', 'طبلية'], holds: 480 },
  ];
  it.each([
    ['1,200', 1200],
    ['3 cartons', 36],
    ['3 koli + 4', 40],
    ['3 koli 4 adet', 40],
    ['2 كرتونة ٥', 29],
    ['1/2 pallet', 240],
    ['2.5 ctn', 30],
    ['2 palet 1 koli 3', 975],
  ])('%s', (typed, quantity) => {
    expect(readQuantity(typed, units, english)).toEqual({ kind: 'read', quantity });
  });

  it('a plural is read where the smallest unit has no code', () => {
    const nameless = [{ ...units[0]!, code: '' }, ...units.slice(1)];
    expect(readQuantity('3 cartons', nameless, english)).toEqual({ kind: 'read', quantity: 36 });
  });

  it('half a piece is no quantity', () => {
    expect(readQuantity('1/2', units, english)).toEqual({ kind: 'not-whole', quantity: 0.5 });
  });

  it.each([
    ['1/3 plt + 1/3 plt + 1/3 plt', 480],
    ['0.1 plt 0.2 plt', 144],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('%s is exact', (typed, quantity) => {
    expect(readQuantity(typed, units, english)).toEqual({ kind: 'read', quantity });
  });

  it.each(['0.0000000001 plt', '2.0000001', '9007199254740990.5'])('%s is not rounded to a quantity', (typed) => {
    expect(readQuantity(typed, units, english).kind).toBe('not-whole');
  });

  it('what a number cannot hold exactly is asked again', () => {
    expect(readQuantity('9007199254740993', units, english)).toEqual({ kind: 'not-understood' });
  });

  it.each(['', 'many', '3 lorries', '3 pa', '-3', '3 x x'])('%j is asked again', (typed) => {
    // `pa` begins both palet and pallet, which hold the same: only a real doubt is asked again.
    expect(readQuantity(typed, typed === '3 pa' ? [...units, { code: 'pack', names: [], holds: 5 }] : units, english).kind).toBe(
      'not-understood',
    );
  });
});
