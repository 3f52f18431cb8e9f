import { expect, test } from 'vitest';
import { plateKey } from './plate.ts';
import { ssccIsRight } from './sscc.ts';

test('a container code with a wrong digit or two that changed places is not taken', () => {
  expect(ssccIsRight('106141411234567897')).toBe(true);
  expect(ssccIsRight('106141411234567898')).toBe(false);
  expect(ssccIsRight('016141411234567897')).toBe(false);
  expect(ssccIsRight('10614141123456789')).toBe(false);
});

test('one plate has one key, however it is written', () => {
  for (const plate of ['27 KR 4410', '27-kr-4410', '٢٧ kr ٤٤١٠', '27.KR.4410']) expect(plateKey(plate)).toBe('27KR4410');
});
