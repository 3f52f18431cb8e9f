import { expect, it } from 'vitest';
import { dueOf, grants, hoursUntil } from './demands.ts';

it('a demand without a day of its own waits a week', () => {
  expect(dueOf('2023-02-25', undefined)).toBe('2023-03-04');
  expect(dueOf('2023-02-25', '2023-02-26')).toBe('2023-02-26');
});

it('the desk counts the hours to the end of the day, and never less than one', () => {
  expect(hoursUntil('2023-03-02', new Date('2023-03-01T09:00:00Z'))).toBe(39);
  expect(hoursUntil('2023-02-01', new Date('2023-03-01T09:00:00Z'))).toBe(1);
});

it('only a granting decision lets something be given', () => {
  expect(['granted', 'in-part', 'refused', 'referred', 'withdrawn', undefined].map(grants)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
