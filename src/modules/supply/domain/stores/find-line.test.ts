import { expect, it } from 'vitest';
import { findLine } from './find-line.ts';

const lines = [
  { key: 'a', itemId: 'blanket', lotCode: 'L-1', placeId: 'bin-1', units: [{ unitId: 'u1', code: 'P1', sscc: '340123450000000015' }] },
  { key: 'b', itemId: 'blanket', lotCode: 'L-2', placeId: 'bin-2' },
  { key: 'c', itemId: 'tarp', lotCode: null, placeId: 'bin-2' },
];

it.each([
  ['a pallet by its own label', { unitId: 'u1' }, { kind: 'line', key: 'a', unitId: 'u1' }],
  ['a pallet by its maker’s number', { sscc: '340123450000000015' }, { kind: 'line', key: 'a', unitId: 'u1' }],
  ['a pallet by the code that stands on it', { unitCode: ' p1' }, { kind: 'line', key: 'a', unitId: 'u1' }],
  ['a lot', { itemId: 'blanket', lotCode: 'l-2' }, { kind: 'line', key: 'b' }],
  ['an item without a lot', { itemId: 'tarp', lotCode: 'X' }, { kind: 'line', key: 'c' }],
  ['a bin', { placeId: 'bin-2' }, { kind: 'line', key: 'b' }],
  ['another lot of an item that is there', { itemId: 'blanket', lotCode: 'L-9' }, { kind: 'other-lot', key: 'a' }],
  ['an item that is not there', { itemId: 'stove' }, { kind: 'none' }],
  ['a pallet that is not there', { unitId: 'u9', sscc: undefined }, { kind: 'none' }],
] as const)('finds %s', (_what, named, found) => expect(findLine(lines, named)).toEqual(found));
