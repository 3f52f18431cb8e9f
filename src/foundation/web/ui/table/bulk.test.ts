import { expect, it } from 'vitest';
import type { Outcome } from '#foundation/command.ts';
import { sendAll, splitRows } from './bulk.ts';

const applied: Outcome = { id: 'a', state: 'applied', result: {}, exceptions: [] };
const refused = (type: string): Outcome => ({ id: 'a', state: 'refused', problem: { type, title: '', status: 409 } });

it('rows that cannot take part are told apart, each with its reason', () => {
  const { taken, left } = splitRows({ leftOut: (row: number) => (row % 2 ? 'odd' : undefined) }, [1, 2, 3, 4]);
  expect(taken).toEqual([2, 4]);
  expect(left).toEqual([
    { row: 1, why: 'odd' },
    { row: 3, why: 'odd' },
  ]);
});

it('a refused row holds up no other', async () => {
  const told: number[] = [];
  const results = await sendAll(
    [1, 2, 3],
    async (row) => (row === 2 ? refused('x.y') : applied),
    (done) => told.push(done),
  );
  expect(results.map((one) => one.state)).toEqual(['applied', 'refused', 'applied']);
  expect(told).toEqual([1, 2, 3]);
});

it('a broken line stops the rest, which then are not said to be done', async () => {
  const sent: number[] = [];
  const results = await sendAll(
    [1, 2, 3],
    async (row) => {
      sent.push(row);
      return row === 2 ? refused('common.network-away') : applied;
    },
    () => undefined,
  );
  expect(sent).toEqual([1, 2]);
  expect(results).toHaveLength(2);
});
