import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuantity, inPacks, latinDigits, parseDecimal, textOf, toSmallest, unit } from './quantity.ts';

const carton = unit('carton', 24);
const pallet = unit('pallet', 960);
const units = [carton, pallet];

describe('numbers as people type them', () => {
  test.each([
    ['12', '12'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['12,5', '12.5'],
    ['1 234 567', '1234567'],
    ['1.234.567', '1234567'],
    ['1,234', '1234'],
    ['١٢٫٥', '12.5'],
    ['١٬٢٣٤', '1234'],
    ['۱۲۳', '123'],
    ['-3', '-3'],
    ['.5', '0.5'],
    ['0,125', '0.125'],
    ['0.125', '0.125'],
  ])('%s is %s', (typed, meant) => {
    expect(textOf(parseDecimal(typed))).toBe(meant);
  });

  test.each(['', 'abc', '1,2,3', '1.2.3', '12a', '1,23,456', '--1', '1e5', 'NaN'])('%s is no number', (typed) => {
    expect(() => parseDecimal(typed)).toThrow('quantity.not-a-number');
  });

  test('one separator before three digits is decimal only where the form says so', () => {
    expect(textOf(parseDecimal('1,234', { decimal: ',' }))).toBe('1.234');
    expect(textOf(parseDecimal('1.234', { decimal: '.' }))).toBe('1.234');
  });

  test('every whole number is read back from its Arabic digits', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        const arabic = new Intl.NumberFormat('ar-u-nu-arab', { useGrouping: true }).format(number);
        expect(textOf(parseDecimal(arabic))).toBe(String(number));
        expect(latinDigits(new Intl.NumberFormat('fa', { useGrouping: false }).format(number))).toBe(String(number));
      }),
    );
  });
});

describe('quantities', () => {
  test('half of what cannot be halved is refused, never rounded', () => {
    expect(toSmallest(parseDecimal('0,5'), carton)).toBe(12);
    expect(() => toSmallest(parseDecimal('0.01'), carton)).toThrow('quantity.not-whole');
  });

  test('more than can be counted exactly is refused', () => {
    expect(() => toSmallest(parseDecimal('9007199254740992'), unit('piece', 1))).toThrow('quantity.too-large');
  });

  test('a ratio holds exactly both ways', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e3 }),
        fc.integer({ min: 1, max: 1e3 }),
        (count, smallest, per) => {
          const of = unit('u', smallest, per);
          const whole = { digits: BigInt(count * of.per), scale: 0 };
          expect(toSmallest(whole, of)).toBe(count * of.smallest);
        },
      ),
    );
  });

  test('packed and unpacked is the same quantity', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (quantity) => {
        const packed = inPacks(quantity, units);
        const back = packed.reduce((sum, part) => sum + part.count * (units.find((one) => one.code === part.unit)?.smallest ?? 1), 0);
        expect(back).toBe(quantity);
      }),
    );
    expect(inPacks(1036, units)).toEqual([
      { unit: 'pallet', count: 1 },
      { unit: 'carton', count: 3 },
      { unit: '', count: 4 },
    ]);
  });

  test('a quantity is said in packs, in the figures of its reader', () => {
    const name = (code: string, count: number) => (code === 'carton' ? (count === 1 ? 'carton' : 'cartons') : '');
    expect(formatQuantity(76, [carton], 'en', name)).toBe('3 cartons + 4');
    expect(formatQuantity(0, [carton], 'en', name)).toBe('0');
    expect(formatQuantity(24_000, [carton], 'tr', () => 'koli')).toBe('1.000 koli');
    expect(formatQuantity(24_000, [carton], 'ar-EG', () => '')).toBe('١٬٠٠٠');
  });
});
