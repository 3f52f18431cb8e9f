import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { aboardOf, aboardTotal, compareCount, takeOff } from './aboard.ts';
import { settle } from './discrepancy.ts';
import type { Goods } from './moves.ts';
import { stockAt } from './moves.ts';
import { crossLoad, lose, unload } from './unload.ts';
import type { AboardLine, Difference, LineWrite } from './unload.ts';

const goods: Goods = { item: 'i', condition: 'good', owner: 'own' };
const line = (planned: number, more: Partial<AboardLine> = {}): AboardLine => ({
  lineId: 'l',
  goods,
  planned,
  loaded: planned,
  offGood: 0,
  offDamaged: 0,
  damaged: 0,
  lost: 0,
  ...more,
});

/** The goods book in little: what a fact takes and is not there it draws from the unexplained, and a later one gives it back. */
class Book {
  readonly places = new Map<string, number>();
  readonly outside = new Map<string, number>();
  readonly #owed = new Map<string, number>();
  post(moves: readonly Move[]): void {
    for (const { from, to, qty } of moves) {
      expect(qty).toBeGreaterThan(0);
      this.#add(from, -qty);
      this.#add(to, qty);
    }
    for (const [key, qty] of this.places) {
      const owed = this.#owed.get(key) ?? 0;
      const back = qty < 0 ? qty : Math.min(qty, owed);
      if (back === 0) continue;
      this.places.set(key, qty - back);
      this.#owed.set(key, owed - back);
      this.outside.set('unexplained', (this.outside.get('unexplained') ?? 0) + back);
    }
  }
  #add(side: Move['from'], qty: number): void {
    const [book, key] = 'virtual' in side ? [this.outside, side.virtual] : [this.places, `${side.place} ${side.condition}`];
    book.set(key, (book.get(key) ?? 0) + qty);
  }
  at(place: string): number {
    return [...this.places].filter(([key]) => key.startsWith(`${place} `)).reduce((sum, [, qty]) => sum + qty, 0);
  }
  total(): number {
    return [...this.places.values(), ...this.outside.values()].reduce((sum, qty) => sum + qty, 0);
  }
}
const receive = (given: AboardLine, good: number, damaged = 0, refused = 0) =>
  unload({ legId: 'leg', truck: 'truck', place: 'store' }, [given], [{ lineId: 'l', good, damaged, refused }]);

describe('a truck received', () => {
  test('what is refused stays aboard: it is neither received nor missing, and nothing of it is made or lost', () => {
    const qty = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(qty, qty, qty, qty, (sent, good, damaged, refused) => {
        const book = new Book();
        book.post(sent > 0 ? [{ from: { virtual: 'supplier', item: 'i' }, to: stockAt(goods, 'truck'), qty: sent }] : []);
        const given = line(sent);
        const { moves, writes, differences } = receive(given, good, damaged, refused);
        book.post(moves);
        expect(book.at('truck')).toBe(refused);
        expect(book.at('store')).toBe(good + damaged);
        expect(book.total()).toBe(0);
        expect(book.outside.get('unexplained') ?? 0).toBe(0);
        const row = { ...given, ...writes[0]! };
        const aboard = aboardOf(row);
        expect(aboard.good + aboard.damaged).toBe(refused);
        const of = (kind: string) => differences.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.qty, 0);
        expect(sent).toBe(good + damaged + refused + of('missing') - of('extra'));
        // Back at the store that sent it, the rest is counted like any load.
        const back = unload(
          { legId: 'leg', truck: 'truck', place: 'home', condition: 'returned' },
          [row],
          [{ lineId: 'l', good: refused, damaged: 0 }],
        );
        book.post(back.moves);
        expect([book.at('truck'), book.at('home'), back.differences.length]).toEqual([0, refused, 0]);
      }),
    );
  });

  test('refused before anybody told of the loading, it is known aboard until it is counted once more: nothing is made or lost', () => {
    const qty = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(qty, qty, qty, qty, qty, (planned, good, damaged, refused, back) => {
        const book = new Book();
        const given = line(planned, { loaded: null });
        const first = receive(given, good, damaged, refused);
        book.post(first.moves);
        const row = { ...given, ...first.writes[0]! };
        expect(aboardTotal(row, refused)).toBe(refused);
        const at = { legId: 'leg', truck: 'truck', place: 'store' };
        const taken = unload(at, [row], [{ lineId: 'l', good: back, damaged: 0, waits: refused }]);
        book.post(taken.moves);
        const missing = taken.differences.filter((one) => one.kind === 'missing').reduce((sum, one) => sum + one.qty, 0);
        expect(missing).toBe(Math.max(0, refused - back));
        const { offGood, offDamaged, ...end } = taken.writes[0]!;
        expect(aboardTotal({ ...end, offGood, offDamaged })).toBe(0);
        const came = offGood + offDamaged;
        book.post(came > 0 ? [{ from: { virtual: 'supplier', item: 'i' }, to: stockAt(goods, 'truck'), qty: came }] : []);
        expect([book.at('truck'), book.at('store'), book.total()]).toEqual([0, good + damaged + back, 0]);
        expect(book.outside.get('unexplained') ?? 0).toBe(0);
      }),
    );
  });

  test('sent is good plus damaged plus missing less extra, whatever was counted', () => {
    const qty = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(qty, qty, qty, qty, (aboardGood, aboardDamaged, good, damaged) => {
        const aboard = { good: aboardGood, damaged: aboardDamaged };
        const told = compareCount(aboard, { good, damaged });
        expect(told.sent).toBe(told.good + told.damaged + told.missing - told.extra);
        const taken = takeOff(aboard, { good, damaged });
        expect(taken.goodFromGood + taken.goodFromDamaged + taken.extraGood).toBe(good);
        expect(taken.damagedFromGood + taken.damagedFromDamaged + taken.extraDamaged).toBe(damaged);
        expect(taken.left.good + taken.left.damaged).toBe(told.missing);
        expect(taken.extraGood + taken.extraDamaged).toBe(told.extra);
      }),
    );
  });

  test('940 of 1,000: sixty stand in dispute in the truck’s name', () => {
    const { moves, differences, writes } = receive(line(1000), 940);
    expect(moves).toEqual([
      { from: stockAt(goods, 'truck'), to: stockAt(goods, 'store'), qty: 940 },
      { from: stockAt(goods, 'truck'), to: { virtual: 'in-dispute', ...stockAt(goods, 'truck') }, qty: 60 },
    ]);
    expect(differences.map(({ kind, qty, place }) => [kind, qty, place])).toEqual([['missing', 60, 'truck']]);
    expect(aboardOf(writes[0]!)).toEqual({ good: 0, damaged: 0 });
  });

  test('more than was sent comes out of dispute, nothing is clipped', () => {
    const { differences, moves } = receive(line(100), 100, 7);
    expect(differences.map(({ kind, qty }) => [kind, qty])).toEqual([
      ['extra', 7],
      ['damaged', 7],
    ]);
    expect(moves.reduce((sum, move) => sum + move.qty, 0)).toBe(107);
  });

  test('what had been written as lost and comes off after all is lost no more', () => {
    const stolen = lose('leg', 'truck', [line(100)], [{ lineId: 'l', lost: 30, damaged: 0 }]).writes[0]!;
    expect(stolen.lost).toBe(30);
    const given = { ...line(100), ...stolen };
    expect(receive(given, 90).writes[0]!.lost).toBe(10);
    expect(receive(given, 100).writes[0]!.lost).toBe(0);
    // More than was ever lost is extra, and not less than none lost.
    expect(receive(given, 120).writes[0]!.lost).toBe(0);
    expect(receive(given, 65).writes[0]!.lost).toBe(35);
    const passed = crossLoad(
      { legId: 'leg', truck: 'truck', empty: true },
      [given],
      [{ to: { legId: 'next', truck: 'other' }, lines: [{ lineId: 'l', good: 95, damaged: 0 }] }],
      [],
    );
    expect(passed.writes.find((write) => write.legId === 'leg')!.lost).toBe(5);
  });

  test('a truck whose loading nobody told carries what was planned', () => {
    expect(receive(line(50, { loaded: null }), 50).differences).toEqual([]);
  });

  test('goods that set out damaged and arrive damaged are no difference', () => {
    const broken = { ...line(10), goods: { ...goods, condition: 'damaged' as const } };
    expect(receive(broken, 0, 10).differences).toEqual([]);
  });

  test('what comes back is marked as returned', () => {
    const back = unload(
      { legId: 'leg', truck: 'truck', place: 'gate', condition: 'returned' },
      [line(10)],
      [{ lineId: 'l', good: 9, damaged: 1 }],
    );
    expect(back.moves.map(({ to }) => 'condition' in to && to.condition)).toEqual(['returned', 'damaged']);
  });
});

describe('random journeys', () => {
  const count = fc.record({ good: fc.integer({ min: 0, max: 120 }), damaged: fc.integer({ min: 0, max: 30 }) });
  const journey = fc.record({
    load: fc.integer({ min: 1, max: 100 }),
    loadedToldLate: fc.boolean(),
    loss: fc.option(fc.record({ lost: fc.integer({ min: 0, max: 40 }), damaged: fc.integer({ min: 0, max: 20 }) })),
    first: count,
    second: count,
    putDown: fc.option(count),
    ends: fc.array(count, { minLength: 2, maxLength: 2 }),
    outcome: fc.constantFrom('found' as const, 'transporter-pays' as const, 'written-off' as const),
  });

  test('each unit is in a place or in a reasoned bucket, and no truck keeps anything', () => {
    fc.assert(
      fc.property(journey, (trip) => {
        const book = new Book();
        book.post([{ from: { virtual: 'supplier', item: 'i' }, to: stockAt(goods, 'bin'), qty: 100 }]);
        const before = book.total();
        const load = () => book.post([{ from: stockAt(goods, 'bin'), to: stockAt(goods, 'truck'), qty: trip.load }]);
        if (!trip.loadedToldLate) load();
        let turkish = line(trip.load, { loaded: trip.loadedToldLate ? null : trip.load });
        const open: Difference[] = [];
        if (trip.loss) {
          const lost = lose('t', 'truck', [turkish], [{ lineId: 'l', ...trip.loss }]);
          book.post(lost.moves);
          open.push(...lost.differences);
          turkish = { ...turkish, ...lost.writes[0]! };
        }
        const parts = [
          { to: { legId: 's1', truck: 'syrian1' }, lines: [{ lineId: 'l', ...trip.first }] },
          { to: { legId: 's2', truck: 'syrian2' }, lines: [{ lineId: 'l', ...trip.second }] },
          ...(trip.putDown ? [{ to: { place: 'hub' }, lines: [{ lineId: 'l', ...trip.putDown }] }] : []),
        ];
        const crossed = crossLoad({ legId: 't', truck: 'truck', empty: true }, [turkish], parts, []);
        book.post(crossed.moves);
        open.push(...crossed.differences);
        if (trip.loadedToldLate) load();
        const row = (legId: string): LineWrite | undefined => crossed.writes.find((write) => write.legId === legId);
        ['s1', 's2'].forEach((legId, n) => {
          const write = row(legId)!;
          const truck = `syrian${n + 1}`;
          const aboard = aboardOf(write);
          expect(book.at(truck)).toBe(aboard.good + aboard.damaged);
          const end = unload({ legId, truck, place: 'store' }, [{ ...write, goods }], [{ lineId: 'l', ...trip.ends[n]! }]);
          book.post(end.moves);
          open.push(...end.differences);
          expect(book.at(truck)).toBe(0);
        });
        expect(book.at('truck')).toBe(0);
        expect(book.total()).toBe(before);
        for (const difference of open.filter(({ kind }) => kind !== 'damaged')) {
          const at = { ...difference, settled: 0, accounts: null };
          book.post(settle(at, difference.kind === 'extra' ? 'found' : trip.outcome, difference.qty, 'store'));
        }
        expect(book.outside.get('in-dispute') ?? 0).toBe(0);
        expect(book.total()).toBe(before);
        expect(Object.fromEntries([...book.outside].filter(([, qty]) => qty !== 0).map(([key]) => [key, true]))).not.toHaveProperty(
          'households',
        );
      }),
      { numRuns: 500 },
    );
  });
});
