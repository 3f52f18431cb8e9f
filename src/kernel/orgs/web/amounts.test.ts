import { expect, it } from 'vitest';
import { majorOf, minorOf } from './amounts.ts';

it.each([
  ['1250000', 'EUR', '125000000'],
  ['1,250,000.50', 'EUR', '125000050'],
  ['1.250.000,5', 'TRY', '125000050'],
  ['1.250', 'USD', '125000'],
  ['12,5', 'EUR', '1250'],
  ['١٢٥٠', 'USD', '125000'],
  ['900', 'JPY', '900'],
  ['1.234', 'JPY', '1234'],
  ['0', 'EUR', '0'],
])('%s in %s is %s minor units', (typed, currency, minor) => expect(minorOf(typed, currency)).toBe(minor));

it.each(['', 'ten', '1.2.3x', '-5', '99999999999999999'])('"%s" is no amount', (typed) => expect(minorOf(typed, 'EUR')).toBeUndefined());

it('shows what was meant', () => expect([majorOf('125000050', 'EUR'), majorOf('900', 'JPY')]).toEqual([1250000.5, 900]));
