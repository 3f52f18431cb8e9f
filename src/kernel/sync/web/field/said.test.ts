import { expect, it } from 'vitest';
import { partOf, pathText, saidOf } from './said.ts';

it('a record shows figures and own words, and nothing that only programs read', () => {
  const input = {
    eventId: '00000000-0000-7000-8000-0000000000e1',
    tokenHash: 'a'.repeat(64),
    way: 'token',
    households: 1,
    lines: [
      { itemId: '00000000-0000-7000-8000-0000000000e2', qty: 1 },
      { itemId: '00000000-0000-7000-8000-0000000000e3', qty: 2, note: 'torn' },
    ],
    seals: ['88121'],
    note: null,
  };
  expect(saidOf(input)).toEqual([
    { key: 'households', at: undefined, value: '1' },
    { key: 'qty', at: 1, value: '1' },
    { key: 'qty', at: 2, value: '2' },
    { key: 'note', at: 2, value: 'torn' },
    { key: 'seals', at: 1, value: '88121' },
  ]);
  expect(pathText(['lines', '0', 'qty'])).toBe('lines[1].qty');
  expect(partOf('lines[3].counted')).toEqual({ key: 'counted', at: 3 });
  expect(partOf('eventId')).toEqual({ key: undefined, at: undefined });
});
