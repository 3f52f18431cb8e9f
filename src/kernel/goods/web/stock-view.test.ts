import { expect, test } from 'vitest';
import { openOf } from './stock-view.ts';
import type { Stock } from './stock-view.ts';

const row = { itemId: 'i', placeId: 'p', rootId: 'r', lotId: null, grantId: null, condition: 'good', onRoad: false } as Stock;
const opened = (search: string) => new URLSearchParams(openOf(row, new URLSearchParams(search)).split('?')[1]);

test('a line of a past day opens to the card of that day, one of now to the card of now', () => {
  expect(opened('asOf=2023-05-15').get('asOf')).toBe('2023-05-15');
  expect(opened('').has('asOf')).toBe(false);
});
