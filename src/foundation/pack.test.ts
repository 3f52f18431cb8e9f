import { expect, it } from 'vitest';
import { packId } from './pack.ts';

it('the same parameters give the same id, whatever order they stand in', () => {
  expect(packId({ lane: 2, eventId: 'e1' })).toBe(packId({ eventId: 'e1', lane: 2 }));
  expect(packId({ tripId: '0192-a' })).toBe('0192-a');
});

it('other parameters give another id, also where their texts run together', () => {
  expect(packId({ a: '1~2', b: '3' })).not.toBe(packId({ a: '1', b: '2~3' }));
  expect(packId({ a: 'x/y' })).not.toContain('/');
});
