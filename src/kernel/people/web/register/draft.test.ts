import { expect, it } from 'vitest';
import { describedOf, draftOf } from './draft.ts';

const today = '2023-08-21';
const known = {
  id: '0186254f-4f00-7fe1-ac24-506702ffdfab',
  names: [
    { part: 'given', value: 'أسماء' },
    { part: 'family', value: 'كردي' },
  ],
  sex: 'f',
  birth: { date: '1997-01-01', precision: 'estimated' },
  nationality: 'SYR',
  languages: ['ar'],
  identifiers: [],
  contacts: null,
  needs: null,
} as const;

it('somebody who is known in Arabic alone is corrected in the fields that are seen first', () => {
  const draft = draftOf(known, today);
  expect([draft.names.given, draft.names.family, draft.other.given]).toEqual(['أسماء', 'كردي', '']);
  expect(describedOf(draft, today).names).toEqual(known.names);
  const both = draftOf({ ...known, names: [...known.names, { part: 'given', value: 'Asma' }] }, today);
  expect([both.names.given, both.other.given, both.further]).toEqual(['Asma', 'أسماء', []]);
});

it('a birthday that nobody knows is shown as the age that was said, not as a day', () => {
  expect(draftOf(known, today).birth).toBe('~26');
  expect(draftOf({ ...known, birth: { date: '2023-01-01', precision: 'estimated' } }, today).birth).toBe('7m');
  expect(draftOf({ ...known, birth: { date: '1997-03-01', precision: 'month' } }, today).birth).toBe('1997-03');
});
