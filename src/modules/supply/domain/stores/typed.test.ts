import { expect, it } from 'vitest';
import { marksOf } from '#foundation/typed-quantity.ts';
import { packTyped } from './typed.ts';

const units = [
  { code: '', names: ['piece', 'adet', 'قطعة'], holds: 1 },
  { code: 'CTN', names: ['carton', 'koli', 'كرتونة'], holds: 24 },
  { code: 'PLT', names: ['pallet', 'palet'], holds: 480 },
];
it.each([
  ['12 cartons + 3', { code: 'CTN', count: 12 }],
  ['12 koli 3 adet', { code: 'CTN', count: 12 }],
  ['٣ كرتونة + ٤', { code: 'CTN', count: 3 }],
  ['1/2 palet', { code: 'PLT', count: 0.5 }],
  ['1,200', undefined],
  ['7 adet', undefined],
  ['7 lorries', undefined],
  ['', undefined],
])('%j', (typed, pack) => {
  expect(packTyped(typed, units, marksOf('en-GB'))).toEqual(pack);
});
