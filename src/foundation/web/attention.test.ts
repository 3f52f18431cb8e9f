import { expect, it } from 'vitest';
import { needing } from './attention.ts';
import type { AttentionItem } from './attention.ts';

const item = (id: string, count: number, tone: AttentionItem['tone']): AttentionItem => ({
  id,
  words: `${id}.needs`,
  count,
  tone,
  path: '/',
});

it('what is late comes first, and what counts nothing does not come', () => {
  const all = [item('mine', 2, 'waiting'), item('none', 0, 'person'), item('late', 1, 'person'), item('unread', 5, 'waiting')];
  expect(needing(all).map((one) => one.id)).toEqual(['late', 'mine', 'unread']);
});
