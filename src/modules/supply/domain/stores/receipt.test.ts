import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move, Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import { difference, packedQty } from './moves.ts';
import { conditionOf, differenceOf, receiptMoves, settlementMoves } from './receipt.ts';
import type { CountedLine, DifferenceOutcome, ReceiptSource } from './receipt.ts';

const carton = { packId: 'carton', count: 12 };
const ratios = new Map([['carton', { smallest: 24, per: 1 }]]);
const line: fc.Arbitrary<CountedLine> = fc.record({
  item: fc.constant('blanket'),
  lot: fc.option(fc.constant('L7'), { nil: undefined }),
  place: fc.constant('receiving'),
  grant: fc.option(fc.constant('ECH'), { nil: undefined }),
  owner: fc.constantFrom('own', 'government', 'unknown'),
  pack: fc.option(fc.constant(carton), { nil: undefined }),
  expected: fc.option(fc.integer({ min: 0, max: 2000 }), { nil: undefined }),
  good: fc.integer({ min: 0, max: 2000 }),
  damaged: fc.integer({ min: 0, max: 200 }),
  condition: fc.constantFrom('good', 'quarantine', 'unsorted'),
}) as never;
const source = fc.constantFrom<ReceiptSource>('order', 'gift', 'unknown');

const isReal = (side: StockAt | Outside): side is StockAt => !('virtual' in side);
const into = (moves: readonly Move[], condition: string) =>
  moves.reduce((sum, { to, qty }) => sum + (isReal(to) && to.condition === condition ? qty : 0), 0);
const through = (moves: readonly Move[], virtual: string) =>
  moves.reduce(
    (sum, { from, to, qty }) =>
      sum + ('virtual' in to && to.virtual === virtual ? qty : 0) - ('virtual' in from && from.virtual === virtual ? qty : 0),
    0,
  );

describe('a receipt', () => {
  it('what was sent is good + damaged + missing - extra, for each line', () => {
    fc.assert(
      fc.property(line, (one) => {
        const { missing, extra } = differenceOf(one);
        expect(one.good + one.damaged + missing - extra).toBe(one.expected ?? one.good + one.damaged);
        expect(Math.min(missing, extra)).toBe(0);
      }),
    );
  });

  it('what was counted lies in the store, each difference stands in dispute, and the sender gave what was expected', () => {
    fc.assert(
      fc.property(source, line, (from, one) => {
        const moves = receiptMoves(from, one, ratios);
        const { missing, extra } = differenceOf(one);
        expect(into(moves, one.condition)).toBe(one.good);
        expect(into(moves, 'damaged')).toBe(one.damaged);
        if (from === 'unknown') expect(through(moves, 'in-dispute') + one.good + one.damaged).toBe(0);
        else {
          expect(through(moves, 'in-dispute')).toBe(missing - extra);
          expect(through(moves, from === 'order' ? 'supplier' : 'donor-in-kind') + (one.expected ?? one.good + one.damaged)).toBe(0);
        }
        expect(moves.every((move) => move.qty > 0)).toBe(true);
      }),
    );
  });

  it('a correction moves exactly what the new line differs by', () => {
    fc.assert(
      fc.property(source, line, line, (from, one, other) => {
        const next = { ...one, good: other.good, damaged: other.damaged, expected: other.expected };
        const [a, b] = [receiptMoves(from, one, ratios), receiptMoves(from, next, ratios)];
        const delta = difference(a, b);
        const net = (moves: readonly Move[], condition: string) =>
          into(moves, condition) -
          moves.reduce((sum, move) => sum + (isReal(move.from) && move.from.condition === condition ? move.qty : 0), 0);
        expect(net(delta, one.condition)).toBe(next.good - one.good);
        expect(net(delta, 'damaged')).toBe(next.damaged - one.damaged);
        expect(difference(b, b)).toEqual([]);
      }),
    );
  });

  it('what is loose beside the packs is a move of its own', () => {
    const one: CountedLine = { item: 'i', place: 'p', owner: 'own', good: 291, damaged: 0, condition: 'good', pack: carton };
    expect(receiptMoves('order', one, ratios).map(({ qty, pack }) => [qty, pack?.count])).toEqual([
      [288, 12],
      [3, undefined],
    ]);
    expect(packedQty({ packId: 'carton', count: 0.3 }, ratios)).toBeUndefined();
  });

  it('a sample that does not conform holds what was said to be good', () => {
    expect(conditionOf('good', { verdicts: ['conforms', 'hold'], expired: false })).toBe('quarantine');
    expect(conditionOf('good', { verdicts: ['conforms'], expired: false })).toBe('good');
    expect(conditionOf('unsorted', { verdicts: ['reject'], expired: true })).toBe('unsorted');
  });

  it('a lot past its day is never received as good', () => {
    expect(conditionOf('good', { verdicts: [], expired: true })).toBe('expired');
  });
});

describe('the end of a difference', () => {
  const outcomes = fc.constantFrom<DifferenceOutcome>('found', 'credited', 'written-off', 'kept', 'given-back');
  it('never ends more than is open, and ends only what there is', () => {
    fc.assert(
      fc.property(line, outcomes, fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 100 }), (one, outcome, qty, settled) => {
        const { missing, extra } = differenceOf(one);
        const moves = settlementMoves('order', { ...one, settled }, outcome, qty);
        const open = (['kept', 'given-back'].includes(outcome) ? extra : missing) - settled;
        if (qty > open) expect(moves).toBeUndefined();
        else expect(Math.abs(through(moves!, 'in-dispute'))).toBe(qty);
      }),
    );
  });
  it('once all is ended nothing stands in dispute', () => {
    const one: CountedLine = { item: 'i', place: 'p', owner: 'own', expected: 100, good: 90, damaged: 0, condition: 'good' };
    const all = [
      ...receiptMoves('order', one, ratios),
      ...settlementMoves('order', { ...one, settled: 0 }, 'found', 4)!,
      ...settlementMoves('order', { ...one, settled: 4 }, 'written-off', 6)!,
    ];
    expect(through(all, 'in-dispute')).toBe(0);
    expect(settlementMoves('order', { ...one, settled: 10 }, 'found', 1)).toBeUndefined();
  });
});
