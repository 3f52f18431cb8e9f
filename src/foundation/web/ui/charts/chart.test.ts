import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seriesOf, spanOf, stepOf, summaryOf, tableOf } from './chart.ts';

const rows = [
  { x: '2023-02-06', y: 0, series: 'Burç' },
  { x: '2023-02-07', y: null, series: 'Burç' },
  { x: '2023-02-08', y: 1200, series: 'Burç' },
  { x: '2023-02-06', y: 30, series: 'Hub' },
];

it('what is not known is neither the least nor zero', () => {
  expect(summaryOf(rows)).toMatchObject({ first: rows[0], last: rows[3], least: rows[0], most: rows[2], missing: 1 });
  expect(summaryOf([{ x: 'a', y: null }])).toBeUndefined();
});

it('the table holds every figure once, and tells unknown from not there', () => {
  expect(seriesOf(rows)).toEqual(['Burç', 'Hub']);
  expect(tableOf(rows)).toEqual([
    { x: '2023-02-06', values: [0, 30] },
    { x: '2023-02-07', values: [null, undefined] },
    { x: '2023-02-08', values: [1200, undefined] },
  ]);
});

it('the summary’s least and most bound every known figure', () => {
  const row = fc.record({ x: fc.string(), y: fc.option(fc.integer()) });
  fc.assert(
    fc.property(fc.array(row), (list) => {
      const summary = summaryOf(list);
      for (const { y } of list) {
        if (y === null) continue;
        expect(summary!.least.y).toBeLessThanOrEqual(y);
        expect(summary!.most.y).toBeGreaterThanOrEqual(y);
      }
    }),
  );
});

it('the words of days along a picture never stand closer than they are wide, and never twice for one day', () => {
  const at = (day: number) => new Date(Date.UTC(2023, 0, 1 + day));
  expect([1, 20, 45, 125, 400, 4000].map((days) => stepOf([at(0), at(days)], 1100))).toEqual([
    'day',
    '2 days',
    'week',
    '2 weeks',
    '3 months',
    'year',
  ]);
  expect([stepOf([], 0), spanOf([]), spanOf([at(3), at(0)])]).toEqual(['day', 0, 3]);
});
