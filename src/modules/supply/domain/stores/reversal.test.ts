import { expect, test } from 'vitest';
import { whyNotReverse } from './reversal.ts';

const posted = (kind: string, secondPerson = false) => ({ kind, madeBy: 'maker', secondPerson });
const by = (userId: string, mayRecall = false) => ({ userId, mayRecall });

test('what has books of its own is not taken back here', () => {
  for (const kind of ['loan', 'payback', 'count', 'difference', 'earmark'])
    expect(whyNotReverse(posted(kind), by('other'))).toBe('document-not-reversible');
});

test('what two stood behind, and what holds goods back, is not taken back by who made it', () => {
  for (const document of [posted('quarantine'), posted('adjustment', true), posted('release', true)]) {
    expect(whyNotReverse(document, by('maker'))).toBe('second-person-needed');
    expect(whyNotReverse(document, by('other'))).toBeNull();
  }
  expect(whyNotReverse(posted('move'), by('maker'))).toBeNull();
  expect(whyNotReverse(posted('adjustment'), by('maker'))).toBeNull();
});

test('a recall is lifted only by whoever may recall', () => {
  expect(whyNotReverse(posted('recall'), by('other'))).toBe('recall-stands');
  expect(whyNotReverse(posted('recall'), by('other', true))).toBeNull();
});
