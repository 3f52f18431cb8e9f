import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '#foundation/problem.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { conditions } from '../../contract/stores/shapes.ts';
import { countMoves, differenceAt, stateOfLine } from './count.ts';
import { decideLoan, decidePayback } from './loan.ts';
import { decideAdjustment, decideMove, decideQuarantine, decideRelease, decideTitle, needsSecondPerson, sortingMoves } from './work.ts';

const at: StockAt = { item: 'blanket', lot: 'L7', place: 'A1', grant: 'ECH', condition: 'good', owner: 'own' };
const taken = (change: Partial<StockAt> = {}, qty = 10) => ({ at: { ...at, ...change }, qty });
const codeOf = (decided: unknown) => (decided instanceof Problem ? decided.code : undefined);

describe('work in a store', () => {
  it('a move changes the place and nothing else', () => {
    expect(decideMove([{ ...taken(), to: 'B2' }])).toEqual([{ from: at, to: { ...at, place: 'B2' }, qty: 10 }]);
    expect(codeOf(decideMove([{ ...taken(), to: 'A1' }]))).toBe('supply.same-place');
  });

  it('only what is held or came back is released; recalled and expired goods never', () => {
    fc.assert(
      fc.property(fc.constantFrom(...conditions), fc.constantFrom<'good' | 'damaged'>('good', 'damaged'), (condition, as) => {
        const decided = decideRelease([taken({ condition })], as, undefined);
        expect(codeOf(decided)).toBe(['quarantine', 'returned'].includes(condition) ? undefined : 'supply.condition-unfit');
      }),
    );
    expect(codeOf(decideQuarantine([taken({ condition: 'unsorted' })], undefined))).toBe('supply.condition-unfit');
    expect(decideQuarantine([taken()], 'Q')).toEqual([{ from: at, to: { ...at, condition: 'quarantine', place: 'Q' }, qty: 10 }]);
  });

  it('title goes to somebody else', () => {
    expect(codeOf(decideTitle([taken()], 'own'))).toBe('supply.owner-same');
    expect(decideTitle([taken()], 'government')).toEqual([{ from: at, to: { ...at, owner: 'government' }, qty: 10 }]);
  });

  it('only what was found or miscounted may become more', () => {
    expect(codeOf(decideAdjustment('lost', [{ at, change: 3 }]))).toBe('supply.cause-unfit');
    expect(codeOf(decideAdjustment('found', [{ at, change: -3 }]))).toBe('supply.cause-unfit');
    expect(decideAdjustment('damaged', [{ at, change: -3 }])).toEqual([{ from: at, to: { ...at, condition: 'damaged' }, qty: 3 }]);
    expect(decideAdjustment('stolen', [{ at, change: -3 }])).toMatchObject([
      { from: at, to: { virtual: 'lost', lot: 'L7', grant: 'ECH' } },
    ]);
  });

  it('a second person looks above either threshold, and where the value is unknown', () => {
    const rules = { adjustQty: 50, adjustValue: 10_000 };
    expect(needsSecondPerson(rules, 50, 10_000)).toBe(false);
    expect(needsSecondPerson(rules, 51, 0)).toBe(true);
    expect(needsSecondPerson(rules, 1, 10_001)).toBe(true);
    expect(needsSecondPerson(rules, 1, 'unknown')).toBe(true);
  });

  it('only an unsorted load is sorted', () => {
    expect(codeOf(sortingMoves([taken()], []))).toBe('supply.condition-unfit');
    expect(sortingMoves([taken({ condition: 'unsorted' })], [{ at, qty: 4 }])).toMatchObject([
      { qty: 10, to: { virtual: 'assembly' } },
      { qty: 4, from: { virtual: 'assembly' }, to: at },
    ]);
  });
});

describe('a loan between grants', () => {
  const grants = { from: { id: 'ECH', code: 'ECH-23', status: 'active' }, to: { id: 'BHA', code: 'BHA-23', status: 'active' } };
  const input = { lines: [taken()], dueOn: '2023-06-01' };
  it('is made of live grants, of the lender’s goods, with a day ahead', () => {
    expect(decideLoan(grants, input, '2023-03-01')).toEqual([{ from: at, to: { ...at, grant: 'BHA' }, qty: 10 }]);
    expect(codeOf(decideLoan({ ...grants, to: { ...grants.to, status: 'closed' } }, input, '2023-03-01'))).toBe('supply.grant-closed');
    expect(codeOf(decideLoan(grants, input, '2023-06-01'))).toBe('supply.payback-in-past');
    expect(codeOf(decideLoan(grants, { ...input, lines: [taken({ grant: 'X' })] }, '2023-03-01'))).toBe('supply.loan-of-another-grant');
    expect(codeOf(decideLoan({ from: grants.from, to: grants.from }, input, '2023-03-01'))).toBe('supply.grants-same');
  });
  const loan = { state: 'open', fromGrant: 'ECH', toGrant: 'BHA', toCode: 'BHA-23', items: [{ itemId: 'blanket', lent: 10, paidBack: 4 }] };
  it('is never paid back beyond what is owed, in other lots of the same item', () => {
    expect(decidePayback(loan, [taken({ grant: 'BHA', lot: 'L9' }, 6)])).toMatchObject({
      left: 0,
      moves: [{ to: { grant: 'ECH', lot: 'L9' } }],
    });
    expect(codeOf(decidePayback(loan, [taken({ grant: 'BHA' }, 4), taken({ grant: 'BHA', lot: 'L9' }, 3)]))).toBe(
      'supply.loan-paid-too-much',
    );
    expect(codeOf(decidePayback(loan, [taken({ grant: 'BHA', item: 'tent' }, 1)]))).toBe('supply.loan-item-not-lent');
    expect(codeOf(decidePayback(loan, [taken()]))).toBe('supply.loan-of-another-grant');
    expect(codeOf(decidePayback({ ...loan, state: 'paid-back' }, [taken({ grant: 'BHA' }, 1)]))).toBe('supply.loan-not-open');
  });
});

describe('a count', () => {
  const rules = { recountQty: 10, recountPercent: 2 };
  const take = (round: number, counted: number, expected: number, late = 0) => ({ round, counted, expected, late });
  it('is counted again above either share, until two agree or the third round', () => {
    expect(stateOfLine(rules, [])).toEqual({ state: 'uncounted' });
    expect(stateOfLine(rules, [take(1, 995, 1000)]).state).toBe('settled');
    expect(stateOfLine(rules, [take(1, 989, 1000)]).state).toBe('recount');
    expect(stateOfLine(rules, [take(1, 9, 10)]).state).toBe('recount');
    expect(stateOfLine(rules, [take(1, 989, 1000), take(2, 889, 900)]).state).toBe('settled');
    expect(stateOfLine(rules, [take(1, 989, 1000), take(2, 980, 1000)]).state).toBe('recount');
    expect(stateOfLine(rules, [take(1, 989, 1000), take(2, 980, 1000), take(3, 970, 1000)]).state).toBe('settled');
  });
  it('what happened before it and was told later belongs to what was seen', () => {
    expect(differenceAt(take(1, 60, 100, -40))).toBe(0);
  });
  it('each difference goes to or comes from the difference of counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), (off) => {
        const moves = countMoves([{ at, difference: off }]);
        const net = moves.reduce((sum, move) => sum + ('virtual' in move.to ? -move.qty : move.qty), 0);
        expect(net).toBe(off);
      }),
    );
  });
});
