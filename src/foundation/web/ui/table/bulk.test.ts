import { expect, it } from 'vitest';
import type { Outcome } from '#foundation/command.ts';
import { sendAll, sendTogether, splitRows } from './bulk.ts';

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

it('many rows in one command: each that the result names as refused is told so, at its own place', async () => {
  const sent: number[][] = [];
  const results = await sendTogether(
    [1, 2, 3, 4, 5],
    { most: 2, idOf: String },
    async (rows) => {
      sent.push([...rows]);
      if (rows.includes(5)) return refused('x.all');
      return { ...applied, result: { refused: rows.filter((row) => row === 2).map((row) => ({ id: String(row), code: 'x.y' })) } };
    },
    () => undefined,
  );
  expect(sent).toEqual([[1, 2], [3, 4], [5]]);
  expect(results.map((one) => (one.state === 'refused' ? one.code : one.state))).toEqual(['applied', 'x.y', 'applied', 'applied', 'x.all']);
});

it('a broken line stops what would be sent together after it', async () => {
  const results = await sendTogether(
    [1, 2, 3],
    { most: 1, idOf: String },
    async () => refused('common.network-away'),
    () => undefined,
  );
  expect(results).toHaveLength(1);
});
