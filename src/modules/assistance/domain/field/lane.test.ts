import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneSample, tokenHashOf } from '#tests/support/lane-sample.ts';
import { foldLane, judgeToken, laneCode, readLaneCode } from './lane.ts';
import type { OwnRecord } from './lane.ts';

const pack = laneSample;
let count = 0;
const record = (name: string, input: object, state = 'kept'): OwnRecord => ({
  id: String((count += 1)),
  name: `assistance.${name}`,
  input: { eventId: pack.eventId, ...input },
  occurredAt: '2023-03-01T09:12:00Z',
  state,
});
const gave = (number: number, handoverId = `h${number}`) => record('record-handover', { handoverId, tokenHash: tokenHashOf(number) });
const judge = (records: readonly OwnRecord[], token: { hash?: string; number?: number }) =>
  judgeToken(pack, foldLane(pack, records), token);

describe('one look at a token', () => {
  it.each([
    ['of this lane is green, by its code', [], { hash: tokenHashOf(1) }, { kind: 'green', token: { number: 1, size: 3 } }],
    ['of this lane is green, by its number', [], { number: 1 }, { kind: 'green' }],
    ['that this phone served is red, with the time', [gave(1)], { number: 1 }, { why: 'served', at: '2023-03-01T09:12:00Z' }],
    ['that others had served when the pack was made is red', [], { number: 3 }, { why: 'served', at: null }],
    ['taken back is green again', [gave(1), record('undo-handover', { handoverId: 'h1' })], { number: 1 }, { kind: 'green' }],
    ['of another lane is pointed to its own', [], { number: 5 }, { why: 'other-lane', lane: 2 }],
    [
      'of a lane that closed, and was not served there, is green',
      [record('take-over-lane', { from: 2, served: [6] })],
      { number: 5 },
      { kind: 'green' },
    ],
    [
      'of a lane that closed, and was served there, is red',
      [record('take-over-lane', { from: 2, served: [5] })],
      { number: 5 },
      { why: 'served' },
    ],
    ['that was lost is red', [], { hash: tokenHashOf(4) }, { why: 'lost' }],
    ['that nobody knows is red', [], { number: 99 }, { why: 'unknown' }],
    ['after a stop is red', [record('stop-event', {})], { number: 1 }, { why: 'stopped' }],
    ['after the lane was closed is red', [record('close-lane', { laneId: pack.laneId })], { number: 1 }, { why: 'closed' }],
  ])('%s', (_words, records, token, verdict) => {
    expect(judge(records, token)).toMatchObject(verdict);
  });

  it('takes nothing from another distribution’s records', () => {
    expect(judge([{ ...gave(1), input: { eventId: 'other', tokenHash: tokenHashOf(1) } }], { number: 1 })).toMatchObject({ kind: 'green' });
  });
});

it('a token that others had served in another lane is not sent to its queue, nor expected when that lane closes', () => {
  const known = { ...pack, others: pack.others.map((token) => ({ ...token, served: token.number === 5 })) };
  const closed = [record('take-over-lane', { from: 2, served: [] })];
  for (const records of [[], closed])
    expect(judgeToken(known, foldLane(known, records), { number: 5 })).toMatchObject({ kind: 'red', why: 'served', at: null });
  expect(foldLane(known, closed).expected).toBe(foldLane(pack, closed).expected - 1);
});

it('a record counts whatever the server has said of it so far', () => {
  for (const state of ['kept', 'sent', 'applied', 'waits']) expect(foldLane(pack, [{ ...gave(1), state }]).served).toBe(2);
});

it('the code of a closed lane says exactly its served numbers, and only to its own distribution', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 2000 }), { maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (served, lane) => {
      const code = laneCode(pack.eventId, lane, served);
      expect(readLaneCode(pack.eventId, code)).toEqual({ from: lane, served: served.toSorted((a, b) => a - b) });
      expect(readLaneCode('00000000-0000-7000-8000-0000000000ff', code)).toBeUndefined();
    }),
  );
  expect(readLaneCode(pack.eventId, 'K7Q2-9MXD')).toBeUndefined();
});
