import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandoverTold } from '../contract/handovers.ts';
import { judgeHandover, takeFrom } from './handover.ts';
import type { Day } from './handover.ts';
import { judgeKeyings } from './sheets.ts';
import { hashToken, tokenText } from './token.ts';

const item = '00000000-0000-7000-8000-00000000000a';
const lane = '00000000-0000-7000-8000-00000000000b';
const other = '00000000-0000-7000-8000-00000000000c';
const told = (over: object = {}) =>
  HandoverTold.parse({ way: 'token', tokenHash: 'a'.repeat(64), laneId: lane, lines: [{ itemId: item, qty: 1 }], ...over });
const day: Day = {
  state: 'open',
  bands: [{ itemId: item, fromSize: 1, toSize: null, qty: 1 }],
  token: { id: 't', laneId: lane, size: 5, state: 'valid', laneClosed: false, claims: 0 },
  wasOpen: true,
  wasStopped: false,
  here: new Map([[item, 10]]),
};

describe('what does not fit about a hand-over', () => {
  it.each([
    ['nothing', told(), day, []],
    ['a second claim', told(), { ...day, token: { ...day.token!, claims: 1 } }, ['second-claim']],
    ['a lost token', told(), { ...day, token: { ...day.token!, state: 'lost' as const } }, ['lost-token']],
    ['a token that nobody knows', told({ size: 5 }), { ...day, token: undefined }, ['unknown-token']],
    ['another lane', told({ laneId: other }), day, ['wrong-lane']],
    ['another lane once its own had closed', told({ laneId: other }), { ...day, token: { ...day.token!, laneClosed: true } }, []],
    ['too much', told({ lines: [{ itemId: item, qty: 2 }] }), day, ['over-distribution']],
    [
      'what the package does not hold',
      told({
        lines: [
          { itemId: item, qty: 1 },
          { itemId: other, qty: 1 },
        ],
      }),
      {
        ...day,
        here: new Map([
          [item, 1],
          [other, 1],
        ]),
      },
      ['over-distribution'],
    ],
    ['a day that has not begun', told(), { ...day, wasOpen: false }, ['before-open']],
    ['a stop before it', told(), { ...day, wasStopped: true }, ['after-stop']],
    ['a day that was signed', told(), { ...day, state: 'reconciled' as const, wasStopped: true }, ['after-close']],
    ['stock that is not there', told(), { ...day, here: new Map() }, ['stock-short']],
    ['a refused proof', told({ proof: 'none' }), day, []],
    ['a delegate', told({ collector: 'delegate' }), day, []],
    ['a tally of three', told({ way: 'tally', tokenHash: undefined, households: 3, lines: [{ itemId: item, qty: 3 }] }), day, []],
  ])('%s', (_words, input, at, found) => {
    expect(judgeHandover(input, at as Day)).toEqual(found);
  });
});

it('goods are taken first to expire first, and never more or less than was given', () => {
  const pile = fc.record({ free: fc.integer({ min: 0, max: 20 }), itemId: fc.constantFrom('a', 'b') });
  const line = fc.record({ qty: fc.integer({ min: 1, max: 30 }), itemId: fc.constantFrom('a', 'b') });
  fc.assert(
    fc.property(fc.array(pile, { maxLength: 6 }), fc.array(line, { minLength: 1, maxLength: 5 }), (piles, lines) => {
      const there = piles.map((one, at) => ({ ...one, at: `p${at}` }));
      const taken = takeFrom(there, lines, (itemId) => `nowhere ${itemId}`);
      for (const itemId of ['a', 'b']) {
        const sum = (rows: readonly { itemId: string; qty: number }[]) =>
          rows.filter((row) => row.itemId === itemId).reduce((all, row) => all + row.qty, 0);
        expect(sum(taken)).toBe(sum(lines));
        const own = there.filter((one) => one.itemId === itemId);
        own.forEach((one, at) => {
          const of = taken.find((row) => row.at === one.at)?.qty ?? 0;
          // Nothing is taken of a later pile while an earlier one has any left; only the first may be overdrawn.
          if (at > 0 && of > 0)
            for (const earlier of own.slice(0, at))
              expect(taken.find((row) => row.at === earlier.at)?.qty ?? 0).toBeGreaterThanOrEqual(earlier.free);
          if (at > 0) expect(of).toBeLessThanOrEqual(one.free);
        });
      }
    }),
  );
});

it('a sheet agrees when two different persons read the same', () => {
  expect(judgeKeyings([{ by: 'a', hash: '1' }])).toBe('waits');
  expect(
    judgeKeyings([
      { by: 'a', hash: '1' },
      { by: 'a', hash: '1' },
    ]),
  ).toBe('waits');
  expect(
    judgeKeyings([
      { by: 'a', hash: '1' },
      { by: 'b', hash: '2' },
    ]),
  ).toBe('differs');
  expect(
    judgeKeyings([
      { by: 'a', hash: '1' },
      { by: 'b', hash: '2' },
      { by: 'c', hash: '1' },
    ]),
  ).toBe('agrees');
});

it('a token is read in any case and with any dashes, and its hash says nothing at another distribution', async () => {
  expect(tokenText(' k7q2-9mxd ')).toBe('K7Q29MXD');
  expect(await hashToken('e1', 'k7q2-9mxd')).toBe(await hashToken('e1', 'K7Q2 9MXD'));
  expect(await hashToken('e1', 'K7Q29MXD')).not.toBe(await hashToken('e2', 'K7Q29MXD'));
});
