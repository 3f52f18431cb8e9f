import { expect, it } from 'vitest';
import { linesOf } from './content.ts';

it('names every field of an input by its path', () => {
  expect(
    linesOf({
      site: 'B',
      lines: [
        { item: 'x', count: 3 },
        { item: 'y', count: null },
      ],
      ok: false,
    }),
  ).toEqual([
    { path: 'site', value: 'B' },
    { path: 'lines[1].item', value: 'x' },
    { path: 'lines[1].count', value: '3' },
    { path: 'lines[2].item', value: 'y' },
    { path: 'lines[2].count', value: '–' },
    { path: 'ok', value: 'false' },
  ]);
});
