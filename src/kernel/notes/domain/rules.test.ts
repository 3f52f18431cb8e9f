import { expect, it } from 'vitest';
import { maySettle } from './rules.ts';

it('lets owners and moderators settle a note, nobody else', () => {
  expect(maySettle({ userId: 'a', moderates: false }, ['a', 'b'])).toBe(true);
  expect(maySettle({ userId: 'c', moderates: false }, ['a', 'b'])).toBe(false);
  expect(maySettle({ userId: 'c', moderates: true }, ['a'])).toBe(true);
});
