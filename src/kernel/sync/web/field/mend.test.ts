import { expect, it } from 'vitest';
import { changedAt, leavesOf } from './mend.ts';

const input = {
  hash: 'a'.repeat(64),
  siteId: '0192aaaa-0000-7000-8000-000000000001',
  lines: [{ quantity: 940, note: 'wet' }, { quantity: 3 }],
  ok: true,
};

it('figures and texts can be put right, ids cannot', () => {
  expect(leavesOf(input).map((leaf) => leaf.path.join('.'))).toEqual(['lines.0.quantity', 'lines.0.note', 'lines.1.quantity']);
});

it('one change leaves all else as it was, and a figure a figure', () => {
  const mended = changedAt(input, ['lines', '1', 'quantity'], '40');
  expect(mended).toEqual({ ...input, lines: [input.lines[0], { quantity: 40 }] });
  expect(input.lines[1]).toEqual({ quantity: 3 });
  expect(changedAt(input, ['lines', '0', 'note'], '7').lines[0]!.note).toBe('7');
});
