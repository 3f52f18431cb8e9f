import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMoney, allocate, compareMoney, convert, formatMoney, halfEven, parseMoney } from './money.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' });
const rate = (text: string, to = 'TRY') => ({ from: 'USD', to, day: '2023-02-10', rate: text });

describe('amounts', () => {
  test.each([
    ['12.34', 'USD', '.', 1234],
    ['1.234,50', 'TRY', ',', 123_450],
    ['1.234,50', 'TRY', '.', 123_450],
    ['1,234', 'USD', '.', 123_400],
    ['5', 'JOD', '.', 5000],
    ['1.234', 'JOD', '.', 1234],
    ['1.234', 'JOD', ',', 1_234_000],
    ['٧', 'JPY', '.', 7],
  ] as const)('%s %s, decimals by %s, is %i minor units', (typed, currency, mark, minor) => {
    expect(parseMoney(typed, currency, mark)).toEqual({ minor, currency });
  });

  test('what no currency bears is no currency', () => {
    for (const code of ['XYZ', 'usd', 'US', '']) expect(() => parseMoney('1', code, '.')).toThrow('money.currency-unknown');
  });

  test('amounts have an order within a currency and none across two', () => {
    expect([compareMoney(usd(1), usd(2)), compareMoney(usd(2), usd(2)), compareMoney(usd(3), usd(2))].map(Math.sign)).toEqual([-1, 0, 1]);
    expect(() => compareMoney(usd(1), { minor: 1, currency: 'TRY' })).toThrow('money.currencies-differ');
  });

  test('more decimals than the currency has are refused, never rounded', () => {
    expect(() => parseMoney('12.345,6', 'TRY', ',')).not.toThrow();
    expect(() => parseMoney('12.3456', 'USD', '.')).toThrow('money.too-many-decimals');
  });

  test('two currencies are never added', () => {
    expect(() => addMoney('USD', [usd(1), { minor: 1, currency: 'TRY' }])).toThrow('money.currencies-differ');
  });

  test('an amount reads in the language of its reader', () => {
    expect(formatMoney({ minor: 123_450, currency: 'TRY' }, 'tr').replaceAll('\u00a0', ' ')).toContain('1.234,50');
  });
});

describe('conversion', () => {
  test('keeps the amount, the rate as published and its day', () => {
    expect(convert(usd(10_000), rate('18.8363'))).toEqual({
      minor: 188_363,
      currency: 'TRY',
      from: usd(10_000),
      rate: '18.8363',
      rateDay: '2023-02-10',
    });
  });

  test('minor digits of both currencies count', () => {
    expect(convert(usd(100), rate('0.709', 'JOD')).minor).toBe(709);
    expect(convert(usd(100), rate('130.5', 'JPY')).minor).toBe(130);
  });

  test('rounds half to even, above and below zero', () => {
    expect([5n, 15n, 25n, -5n, -15n, -25n, 26n, -26n].map((n) => halfEven(n, 10n))).toEqual([0n, 2n, 2n, 0n, -2n, -2n, 3n, -3n]);
  });

  test('a rate that is not positive, or of another currency, is refused', () => {
    expect(() => convert(usd(1), rate('0'))).toThrow('money.rate-not-positive');
    expect(() => convert({ minor: 1, currency: 'EUR' }, rate('1.1'))).toThrow('money.currencies-differ');
  });

  test('is never more than half a minor unit from the exact value', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }), (minor, digits) => {
        const converted = convert(usd(minor), rate((digits / 10_000).toFixed(4)));
        const distance = BigInt(converted.minor) * 10_000n - BigInt(minor) * BigInt(digits);
        expect(distance <= 5_000n && distance >= -5_000n).toBe(true);
      }),
    );
  });
});

describe('sharing', () => {
  test('no minor unit is lost or made', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (minor, weights) => {
        fc.pre(weights.some((weight) => weight > 0));
        const shares = allocate(usd(minor), weights);
        expect(addMoney('USD', shares).minor).toBe(minor);
        weights.forEach((weight, at) => expect(weight > 0 || shares[at]!.minor === 0).toBe(true));
      }),
    );
  });
});
