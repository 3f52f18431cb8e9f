import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCode } from '#foundation/scan.ts';
import type { FieldItem } from '../../contract/field/shared.ts';
import type { TripLine, TripPack } from '../../contract/field/trip.ts';
import { aboardTotal } from '../transport/aboard.ts';
import { crossLoad, unload } from '../transport/unload.ts';
import { loadedLines, mark, markedOf, noMarks, readAtBay } from './load-check.ts';
import { compareSaid, linesOfCode, totalsOf } from './receipt.ts';
import { foldTrip } from './trip.ts';
import type { Recorded } from './trip.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const item = (n: number, gtins: string[] = []): FieldItem => ({
  id: id(n),
  code: `ITEM-${n}`,
  unit: 'piece',
  en: `Item ${n}`,
  tr: null,
  ar: null,
  gtins,
  packs: [],
});
const line = (n: number, planned: number, over: Partial<TripLine> = {}): TripLine => ({
  lineId: id(100 + n),
  lineNo: n,
  item: item(n),
  lotId: null,
  lotCode: null,
  expiresOn: null,
  planned,
  loaded: null,
  offGood: 0,
  offDamaged: 0,
  damaged: 0,
  counted: false,
  refused: 0,
  ...over,
});
const place = (n: number) => ({ id: id(n), code: `P${n}`, kind: 'hub', en: `Place ${n}`, tr: null, ar: null });
const trip = (lines: TripLine[], over: Partial<TripPack> = {}): TripPack => ({
  legId: id(1),
  shipmentId: id(2),
  shipmentNumber: 'SH-1',
  waybill: 'WB-1',
  plate: '27 KR 4410',
  from: place(10),
  to: place(11),
  country: null,
  waived: false,
  originPlaceId: id(10),
  ends: true,
  begins: true,
  lines,
  units: [],
  facts: [],
  onward: [],
  keys: [],
  ...over,
});
let made = 0;
const told = (name: string, input: object, minute: number, over: Partial<Recorded> = {}): Recorded => ({
  id: id(1000 + (made += 1)),
  name: `supply.${name}`,
  input: { legId: id(1), ...input },
  occurredAt: new Date(Date.UTC(2023, 2, 1, 6, minute)).toISOString(),
  state: 'kept',
  ...over,
});
const toldOfRefused = (lines: object[]) => told('record-delivery', { ofRefused: true, lines }, 9);
const count = (n: number, good: number, damaged = 0) => ({ lineId: id(100 + n), good, damaged });

describe('a truck on a phone', () => {
  test('is loaded, sealed, under way and received before any server has heard of it', () => {
    const pack = trip([line(1, 100), line(2, 5)]);
    const queue = [
      told('record-loading', { seals: ['A1'] }, 0),
      told('record-departure', { seals: [] }, 10),
      told('record-passage', { passage: 'arrived' }, 60),
      told('record-seals', { broken: ['A1'], put: [], reason: 'opened here' }, 61),
      told('record-delivery', { lines: [count(1, 90, 4)] }, 70),
    ];
    const states = queue.map((_, n) => foldTrip(pack, queue.slice(0, n + 1)).state);
    expect(states).toEqual(['loaded', 'departed', 'arrived', 'arrived', 'arrived']);
    const now = foldTrip(pack, queue);
    expect(now.seals).toEqual([]);
    expect(now.lines.map((row) => [row.counted, aboardTotal(row)])).toEqual([
      [true, 0],
      [false, 5],
    ]);
    expect(foldTrip(pack, [...queue, told('record-delivery', { lines: [count(2, 5)] }, 80)]).state).toBe('received');
  });

  test('what the server refused has not happened, and what the pack holds is not told twice', () => {
    const departed = told('record-departure', { seals: ['A1'] }, 10);
    const pack = trip([line(1, 10, { loaded: 10 })]);
    expect(foldTrip(pack, [{ ...departed, state: 'refused' }]).state).toBe('planned');
    const fact = { id: id(9), commandId: departed.id, kind: 'departed', at: departed.occurredAt, put: ['A1'] };
    const known = foldTrip({ ...pack, facts: [fact] }, [{ ...departed, state: 'applied' }]);
    expect([known.state, known.own, known.seals]).toEqual(['departed', [], ['A1']]);
  });

  test('takes over at the hub what another truck passes on, and leaves', () => {
    const pack = trip([line(1, 0)], { begins: false, legId: id(3) });
    const passed = told(
      'record-cross-load',
      { parts: [{ toLegId: id(3), lines: [count(1, 30, 2)] }], empty: true, sealsPut: [{ legId: id(3), seals: ['H7'] }] },
      5,
    );
    const now = foldTrip(pack, [passed, told('record-departure', { legId: id(3) }, 5)]);
    expect([now.state, now.seals, now.lines[0]!.loaded, aboardTotal(now.lines[0]!)]).toEqual(['departed', ['H7'], 32, 32]);
    const from = foldTrip(trip([line(1, 40, { loaded: 40 })], { ends: false }), [passed]);
    expect([from.state, aboardTotal(from.lines[0]!)]).toEqual(['emptied', 0]);
  });

  test('a part is received by the paper alone, and a refusal leaves the goods aboard', () => {
    const pack = trip([line(1, 10, { loaded: 10 }), line(2, 5, { loaded: 5 })]);
    const paper = told(
      'receive-by-waybill',
      { legId: undefined, waybill: 'WB-1', lines: [{ lineNo: 1, item: 'ITEM-1', good: 10, damaged: 0 }] },
      5,
    );
    const refused = told('record-refusal', { reason: 'no-room', lineIds: [id(102)] }, 6);
    const now = foldTrip(pack, [paper, refused]);
    expect([now.state, now.refused.has(id(102)), aboardTotal(now.lines[0]!), aboardTotal(now.lines[1]!)]).toEqual(['arrived', true, 0, 5]);
    expect(foldTrip(pack, [{ ...paper, input: { ...paper.input, waybill: 'WB-2' } }]).own).toEqual([]);
  });

  test('what is refused of a line stays aboard until it is taken in after all or comes back', () => {
    const pack = trip([line(1, 10, { loaded: 10 })]);
    const part = told('record-delivery', { lines: [{ ...count(1, 6, 1), refused: 2 }] }, 5);
    const now = foldTrip(pack, [part]);
    expect([now.state, aboardTotal(now.lines[0]!), now.lines[0]!.refused]).toEqual(['arrived', 2, 2]);
    // Another account of the same delivery takes nothing more off.
    const twice = foldTrip(pack, [part, told('record-delivery', { lines: [count(1, 9)] }, 6)]);
    expect([twice.state, aboardTotal(twice.lines[0]!)]).toEqual(['arrived', 2]);
    for (const over of [{ ofRefused: true }, { returned: true }]) {
      const after = foldTrip(pack, [part, told('record-delivery', { ...over, lines: [count(1, 2)] }, 7)]);
      expect([after.state, aboardTotal(after.lines[0]!)]).toEqual(['returned' in over ? 'part-delivered' : 'received', 0]);
    }
  });

  it('has as much aboard as the books, also when goods are passed on or received before anybody told of the loading', () => {
    const most = fc.integer({ min: 0, max: 15 });
    const goods = { item: 'i', condition: 'good', owner: 'own' } as const;
    fc.assert(
      fc.property(most, fc.option(most), most, most, most, fc.boolean(), (planned, loaded, good, damaged, left, hub) => {
        const start = line(1, planned, { loaded });
        const refused = hub ? 0 : left;
        const counts = [{ ...count(1, good, damaged), refused }];
        const aboard = [{ ...start, lost: 0, goods }];
        const booked = hub
          ? crossLoad({ legId: id(1), truck: 't', empty: false }, aboard, [{ to: { legId: id(77), truck: 'u' }, lines: counts }], [])
          : unload({ legId: id(1), truck: 't', place: 'p' }, aboard, counts);
        const fact = hub
          ? told('record-cross-load', { parts: [{ toLegId: id(77), lines: counts }], empty: false }, 5)
          : told('record-delivery', { lines: counts }, 5);
        const write = booked.writes.find((row) => row.legId === id(1))!;
        const offOf = (row: typeof write) => ({ loaded: row.loaded, offGood: row.offGood, offDamaged: row.offDamaged });
        expect(foldTrip(trip([start]), [fact]).lines[0]).toMatchObject(offOf(write));
        if (hub) return;
        // What was refused is taken in after all, or only a part of it is there.
        const rest = [count(1, damaged)];
        const then = [{ ...write, goods }];
        const taken = unload({ legId: id(1), truck: 't', place: 'p' }, then, [{ ...rest[0]!, waits: refused }]).writes[0]!;
        const after = foldTrip(trip([start]), [fact, toldOfRefused(rest)]);
        if (refused > 0) expect(after.lines[0]).toMatchObject(offOf(taken));
      }),
    );
  });

  it('takes over at the hub as the books do, also when a store has received it before that was told', () => {
    const most = fc.integer({ min: 0, max: 15 });
    const goods = { item: 'i', condition: 'good', owner: 'own' } as const;
    fc.assert(
      fc.property(most, most, most, (received, good, damaged) => {
        const start = line(1, 0, { offGood: received });
        const { planned, offGood, offDamaged } = start;
        const before = { legId: id(3), lineId: start.lineId, planned, loaded: null, offGood, offDamaged, damaged: 0, lost: 0 };
        const from = { ...line(1, 40, { loaded: 40 }), lost: 0, goods };
        const lines = [count(1, good, damaged)];
        const booked = crossLoad(
          { legId: id(1), truck: 't', empty: false },
          [from],
          [{ to: { legId: id(3), truck: 'u' }, lines }],
          [before],
        );
        const passed = told('record-cross-load', { parts: [{ toLegId: id(3), lines }], empty: false }, 5);
        const now = foldTrip(trip([start], { legId: id(3), begins: false }), [passed]).lines[0]!;
        const { loaded, damaged: left } = booked.writes.find((row) => row.legId === id(3))!;
        expect(now).toMatchObject({ loaded, damaged: left });
      }),
    );
  });

  it('loses and invents nothing, in whatever order the records lie in the queue', () => {
    const acts = fc.array(
      fc.record({
        kind: fc.constantFrom('record-loading', 'record-departure', 'record-delivery', 'record-passage', 'record-cross-load'),
        minute: fc.integer({ min: 0, max: 59 }),
        good: fc.integer({ min: 0, max: 15 }),
        damaged: fc.integer({ min: 0, max: 5 }),
        n: fc.integer({ min: 1, max: 2 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(acts, fc.nat(), (rows, turn) => {
        const pack = trip([line(1, 10), line(2, 12)]);
        const minutes = new Set<number>();
        const queue = rows
          .filter(({ minute }) => !minutes.has(minute) && minutes.add(minute))
          .map(({ kind, minute, good, damaged, n }) =>
            told(
              kind,
              kind === 'record-passage'
                ? { passage: 'arrived' }
                : kind === 'record-delivery'
                  ? { lines: [count(n, good, damaged)] }
                  : kind === 'record-cross-load'
                    ? { parts: [{ toLegId: id(77), lines: [count(n, good, damaged)] }], empty: false }
                    : {},
              minute,
            ),
          );
        const turned = [...queue.slice(turn % (queue.length + 1)), ...queue.slice(0, turn % (queue.length + 1))];
        const now = foldTrip(pack, queue);
        expect(foldTrip(pack, turned)).toEqual({ ...now, own: expect.any(Array) as unknown });
        for (const row of now.lines) {
          expect(aboardTotal(row)).toBeGreaterThanOrEqual(0);
          expect(aboardTotal(row)).toBeLessThanOrEqual(row.loaded ?? row.planned);
        }
      }),
    );
  });
});

describe('the check at the bay', () => {
  const unit = (n: number, legId: string | null, qty: number) => ({
    unitId: id(500 + n),
    kind: 'pallet',
    code: `PLT-${n}`,
    sscc: n === 1 ? '386900000000000013' : null,
    legId,
    contents: [{ lineId: id(101), qty }],
  });
  const pack = trip(
    [
      line(1, 100, { item: item(1, ['8690000000012']), lotCode: 'L7', lotId: id(7) }),
      line(2, 5, { expiresOn: '2023-02-01', item: item(2, ['8690000000029']) }),
    ],
    {
      units: [unit(1, null, 40), unit(2, id(1), 40), unit(3, id(99), 0)],
    },
  );
  const at = (text: string, marks = noMarks) => readAtBay(pack, marks, readCode(text), '2023-03-01');

  test('finds a pallet by its SSCC, by its code and by our label', () => {
    expect(at('(00)386900000000000013')).toMatchObject({ kind: 'unit', unit: { code: 'PLT-1' } });
    expect(at('plt-2')).toMatchObject({ kind: 'unit', unit: { code: 'PLT-2' } });
    expect(at(`KV/UNIT/${id(502)}`.toUpperCase())).toMatchObject({ kind: 'unit', unit: { code: 'PLT-2' } });
  });

  test.each([
    ['PLT-3', 'other-truck'],
    ['(01)08690000000012(10)L7(37)24', 'line'],
    ['(01)08690000000012(10)L8', 'other-lot'],
    ['(01)08690000000029', 'expired'],
    ['(01)08690000000036', 'not-on-it'],
    ['(00)386900000000000014', 'unread'],
  ])('%s at this truck: %s', (text, kind) => {
    expect(at(text).kind).toBe(kind);
  });

  test('counts pallets and cartons together, and no pallet twice', () => {
    let marks = mark(noMarks, at('PLT-1'));
    expect(at('PLT-1', marks).kind).toBe('twice');
    marks = mark(marks, at('(01)08690000000012(10)L7(37)24', marks));
    marks = mark(marks, at('(01)08690000000012(10)L7(37)24', marks));
    expect(markedOf(pack, marks, id(101))).toBe(88);
    expect(loadedLines(pack, marks)).toEqual([{ lineId: id(101), qty: 88 }]);
  });
});

describe('a receipt', () => {
  test('sent = good + damaged + missing - extra, for each line', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1200), fc.nat(300), (sent, good, damaged) => {
        const { missing, extra } = compareSaid(sent, { good, damaged });
        expect(good + damaged + missing - extra).toBe(sent);
        expect(Math.min(missing, extra)).toBe(0);
      }),
    );
  });

  test('by a waybill that the phone never saw names the goods it knows and the codes of the others', () => {
    const code = {
      n: 'WB-1',
      s: 'SH-1',
      f: 'A',
      t: 'B',
      l: [
        [1, 'ITEM-1', 10, 'L7'],
        [2, 'ITEM-9', 4],
      ],
    } as const;
    const lines = linesOfCode(code as never, [item(1)]);
    expect(lines.map((row) => [row.item?.en, row.code, row.lotCode, row.sent])).toEqual([
      ['Item 1', 'ITEM-1', 'L7', 10],
      [undefined, 'ITEM-9', null, 4],
    ]);
    expect(totalsOf(lines, { 1: { good: 8 } })).toMatchObject({ untold: 1, good: 8, missing: 2, extra: 0 });
  });
});
