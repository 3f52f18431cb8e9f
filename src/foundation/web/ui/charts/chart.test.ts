import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysNamed, seriesOf, spanOf, summaryOf, tableOf } from './chart.ts';

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

it('the days named along a picture have room for their words, begin with the first, and none is named twice', () => {
  const at = (n: number) => new Date(Date.UTC(2023, 0, 1 + n));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1 }), fc.integer({ min: 0, max: 2000 }), (list, width) => {
      const days = list.map(at);
      const named = daysNamed(days, width).map((one) => one.getTime());
      expect(named[0]).toBe(Math.min(...days.map((one) => one.getTime())));
      expect(new Set(named).size).toBe(named.length);
      expect(named.length).toBeLessThanOrEqual(Math.max(1, Math.floor(width / 90)) + 1);
      expect(named.at(-1)!).toBeLessThanOrEqual(Math.max(...days.map((one) => one.getTime())));
    }),
  );
  expect([daysNamed([], 500), spanOf([])]).toEqual([[], 0]);
});
