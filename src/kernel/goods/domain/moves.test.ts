import { describe, expect, it } from 'vitest';
import { Problem } from '#foundation/problem.ts';
import type { Move, StockAt } from '../contract/moves.ts';
import { judgeMoves, lineOf } from './moves.ts';
import type { Known } from './moves.ts';

const known: Known = {
  items: new Map([
    ['blanket', { code: 'BLK', tracking: 'none', status: 'active' }],
    ['soap', { code: 'SOP', tracking: 'lot', status: 'active' }],
    ['radio', { code: 'RAD', tracking: 'serial', status: 'active' }],
  ]),
  lots: new Map([
    ['l7', { code: 'L7', itemId: 'soap' }],
    ['l8', { code: 'L8', itemId: 'soap' }],
    ['s1', { code: 'S1', itemId: 'radio' }],
  ]),
  places: new Map([
    ['a', { code: 'A', status: 'open' }],
    ['b', { code: 'B', status: 'open' }],
    ['shut', { code: 'SHUT', status: 'closed' }],
  ]),
  grants: new Set(['g1', 'g2']),
  orgs: new Set(['red']),
  packs: new Map([['carton', { itemId: 'blanket', smallest: 24, per: 1 }]]),
};
const at = (over: Partial<StockAt> = {}): StockAt => ({ item: 'blanket', place: 'a', condition: 'good', owner: 'own', ...over });
const judge = (kind: string, moves: Move[], fact = false) => judgeMoves(kind, moves, known, fact);
const codeOf = (kind: string, move: Move) => {
  const judged = judge(kind, [move]);
  return judged instanceof Problem ? judged.code : 'fine';
};

describe('what stays with goods', () => {
  it.each([
    ['a move between places', 'move', { from: at(), to: at({ place: 'b' }), qty: 1 }, 'fine'],
    ['a change of condition', 'release', { from: at({ condition: 'quarantine' }), to: at(), qty: 1 }, 'fine'],
    ['a new grant', 'move', { from: at({ grant: 'g1' }), to: at({ grant: 'g2', place: 'b' }), qty: 1 }, 'goods.grant-changes'],
    ['a grant lost', 'move', { from: at({ grant: 'g1' }), to: at({ place: 'b' }), qty: 1 }, 'goods.grant-changes'],
    ['a loan between grants', 'grant-swap', { from: at({ grant: 'g1' }), to: at({ grant: 'g2' }), qty: 1 }, 'fine'],
    [
      'a grant out of nowhere',
      'adjustment',
      { from: { virtual: 'lost', item: 'blanket', grant: 'g1' }, to: at(), qty: 1 },
      'goods.grant-changes',
    ],
    [
      'a grant from outside',
      'adjustment',
      { from: { virtual: 'lost', item: 'blanket', grant: 'g1' }, to: at({ grant: 'g2' }), qty: 1 },
      'goods.grant-changes',
    ],
    ['a new owner', 'move', { from: at(), to: at({ owner: 'red' as never }), qty: 1 }, 'goods.owner-changes'],
    ['a transfer of title', 'title-transfer', { from: at(), to: at({ owner: 'red' as never }), qty: 1 }, 'fine'],
    [
      'another lot',
      'move',
      { from: at({ item: 'soap', lot: 'l7' }), to: at({ item: 'soap', lot: 'l8', place: 'b' }), qty: 1 },
      'goods.lot-changes',
    ],
    ['a corrected lot', 'lot-correction', { from: at({ item: 'soap', lot: 'l7' }), to: at({ item: 'soap', lot: 'l8' }), qty: 1 }, 'fine'],
    ['another item', 'move', { from: at(), to: at({ item: 'soap', lot: 'l7' }), qty: 1 }, 'goods.item-changes'],
  ] as [string, string, Move, string][])('%s', (_name, kind, move, code) => {
    expect(codeOf(kind, move)).toBe(code);
  });
});

describe('what a line names', () => {
  it.each([
    ['an unknown item', { from: at({ item: 'x' }), to: at({ item: 'x', place: 'b' }), qty: 1 }, 'goods.item-not-found'],
    ['an unknown place', { from: at(), to: at({ place: 'x' }), qty: 1 }, 'goods.place-not-found'],
    ['an unknown grant', { from: at({ grant: 'x' }), to: at({ grant: 'x', place: 'b' }), qty: 1 }, 'goods.grant-not-found'],
    [
      'an unknown owner',
      { from: at({ owner: 'x' as never }), to: at({ owner: 'x' as never, place: 'b' }), qty: 1 },
      'goods.owner-not-found',
    ],
    ['a lot of another item', { from: at({ lot: 'l7' }), to: at({ lot: 'l7', place: 'b' }), qty: 1 }, 'goods.lot-of-other-item'],
    ['a lot that is missing', { from: at({ item: 'soap' }), to: at({ item: 'soap', place: 'b' }), qty: 1 }, 'goods.lot-missing'],
    ['a closed place', { from: at(), to: at({ place: 'shut' }), qty: 1 }, 'goods.place-closed'],
    [
      'two of one serial number',
      { from: at({ item: 'radio', lot: 's1' }), to: at({ item: 'radio', lot: 's1', place: 'b' }), qty: 2 },
      'goods.serial-count',
    ],
    [
      'packs that make another quantity',
      { from: at(), to: at({ place: 'b' }), qty: 50, pack: { packId: 'carton', count: 2 } },
      'goods.pack-count-differs',
    ],
    ['packs that make it', { from: at(), to: at({ place: 'b' }), qty: 60, pack: { packId: 'carton', count: 2.5 } }, 'fine'],
  ] as [string, Move, string][])('%s', (_name, move, code) => {
    expect(codeOf('move', move)).toBe(code);
  });

  it('a fact is let through with what is odd about it', () => {
    const moves = [{ from: at({ item: 'soap' }), to: at({ item: 'soap', place: 'shut' }), qty: 5 }];
    expect(judge('arrival', moves, true)).toEqual([
      { kind: 'goods.lot-missing', id: 'soap', code: 'SOP' },
      { kind: 'goods.place-closed', id: 'shut', code: 'SHUT' },
    ]);
  });

  it('names every faulty line', () => {
    const judged = judge('move', [
      { from: at(), to: at({ place: 'x' }), qty: 1 },
      { from: at(), to: at({ place: 'b' }), qty: 1 },
      { from: at({ grant: 'g1' }), to: at({ place: 'b' }), qty: 1 },
    ]);
    expect((judged as Problem).faults.map((fault) => [fault.path, fault.code])).toEqual([
      ['lines.0', 'goods.place-not-found'],
      ['lines.2', 'goods.grant-changes'],
    ]);
  });
});

describe('what is put together', () => {
  const assembly = (over: Partial<StockAt>, into: Partial<StockAt>): Move[] => [
    { from: at(over), to: { virtual: 'assembly', item: 'blanket' }, qty: 2 },
    { from: { virtual: 'assembly', item: 'soap' }, to: at({ item: 'soap', lot: 'l7', ...into }), qty: 1 },
  ];
  it('is of one grant on both ends', () => {
    expect(judge('kit-assembly', assembly({ grant: 'g1' }, { grant: 'g1' }))).toEqual([]);
    expect(judge('kit-assembly', assembly({ grant: 'g1' }, { grant: 'g2' }))).toMatchObject({ code: 'goods.grants-mixed' });
    expect(judge('kit-assembly', assembly({ grant: 'g1' }, {}))).toMatchObject({ code: 'goods.grants-mixed' });
  });
});

describe('the line in the book', () => {
  it('gives what lies outside the lot, grant and owner of the goods', () => {
    const line = lineOf({ from: { virtual: 'supplier', item: 'soap' }, to: at({ item: 'soap', lot: 'l7', grant: 'g1' }), qty: 3 });
    expect(line.from).toEqual({ virtual: 'supplier', item: 'soap', lot: 'l7', grant: 'g1', owner: 'own' });
  });
});
