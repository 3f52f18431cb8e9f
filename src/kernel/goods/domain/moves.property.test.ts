import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '#foundation/problem.ts';
import type { Move, Outside, StockAt } from '../contract/moves.ts';
import { judgeMoves, lineOf } from './moves.ts';
import type { Known } from './moves.ts';

const known: Known = {
  items: new Map([
    ['i1', { code: 'I1', tracking: 'none', status: 'active' }],
    ['i2', { code: 'I2', tracking: 'lot', status: 'active' }],
  ]),
  lots: new Map([
    ['l1', { code: 'L1', itemId: 'i2' }],
    ['l2', { code: 'L2', itemId: 'i2' }],
  ]),
  places: new Map([
    ['a', { code: 'A', status: 'open' }],
    ['b', { code: 'B', status: 'open' }],
  ]),
  grants: new Set(['g1', 'g2']),
  orgs: new Set(['o1']),
  packs: new Map(),
};
const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const dense = <T extends object>(side: T): T => Object.fromEntries(Object.entries(side).filter(([, value]) => value !== undefined)) as T;
// Mostly of one make, so that many documents are accepted.
const real = fc
  .record({
    item: fc.constantFrom('i1', 'i2'),
    lot: maybe(['l1', 'l2']),
    place: fc.constantFrom('a', 'b'),
    grant: maybe(['g1', 'g2']),
    condition: fc.constantFrom('good' as const, 'damaged' as const),
    owner: fc.constantFrom('own' as const, 'government' as const, 'o1' as never),
  })
  .map((side) => dense(side.item === 'i1' ? { ...side, lot: undefined } : { ...side, lot: side.lot ?? 'l1' }) as StockAt);
const outside = fc
  .record({
    virtual: fc.constantFrom('supplier' as const, 'lost' as const, 'households' as const, 'assembly' as const, 'in-dispute' as const),
    item: fc.constantFrom('i1', 'i2'),
    grant: maybe(['g1', 'g2']),
    owner: maybe(['own' as const]),
  })
  .map((side) => dense(side) as Outside);
const changed = fc.constantFrom<Partial<StockAt>>(
  {},
  { place: 'b' },
  { condition: 'damaged' },
  { grant: 'g2' },
  { owner: 'government' },
  { lot: 'l2' },
);
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(real, changed).map(([from, change]) => ({ from, to: { ...from, ...change }, qty: 1 })) },
  fc.tuple(outside, real).map(([from, to]) => ({ from: { ...from, item: to.item }, to, qty: 1 })),
  fc.tuple(real, outside).map(([from, to]) => ({ from, to: { ...to, item: from.item }, qty: 1 })),
  fc.tuple(real, real).map(([from, to]) => ({ from, to, qty: 1 })),
);
const kinds = [
  'receipt',
  'move',
  'loading',
  'delivery',
  'adjustment',
  'kit-assembly',
  'grant-swap',
  'title-transfer',
  'lot-correction',
  'sorting',
];
const may = { grant: ['grant-swap'], owner: ['title-transfer'], lot: ['lot-correction', 'sorting'] } as const;

it('whatever is accepted keeps item, and grant, owner and lot but by the documents made to change them', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.array(move, { minLength: 1, maxLength: 4 }), fc.boolean(), (kind, moves, fact) => {
      if (judgeMoves(kind, moves, known, fact) instanceof Problem) return;
      accepted += 1;
      for (const line of moves.map(lineOf)) {
        const [from, to] = [line.from, line.to] as [StockAt, StockAt];
        expect(from.item).toBe(to.item);
        for (const what of ['grant', 'owner', 'lot'] as const)
          if (!(may[what] as readonly string[]).includes(kind)) expect(from[what]).toBe(to[what]);
      }
    }),
    { numRuns: 5_000, seed: 20230206 },
  );
  expect(accepted).toBeGreaterThan(500);
});

it('the units of a grant are as many after an accepted document as before, a swap apart', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds.filter((kind) => kind !== 'grant-swap')),
      fc.array(move, { minLength: 1, maxLength: 4 }),
      (kind, moves) => {
        if (judgeMoves(kind, moves, known, true) instanceof Problem) return;
        const sums = new Map<string, number>();
        for (const line of moves.map(lineOf)) {
          const add = (side: StockAt, qty: number) =>
            sums.set(`${side.item} ${side.grant ?? ''}`, (sums.get(`${side.item} ${side.grant ?? ''}`) ?? 0) + qty);
          add(line.from as StockAt, -line.qty);
          add(line.to as StockAt, line.qty);
        }
        expect([...sums.values()].filter((sum) => sum !== 0)).toEqual([]);
      },
    ),
    { numRuns: 5_000, seed: 7 },
  );
});
