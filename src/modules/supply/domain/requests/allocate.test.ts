import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '#foundation/problem.ts';
import { decideAllocation } from './allocate.ts';
import type { Rules } from './allocate.ts';
import { decideGiven } from './given.ts';
import type { GrantRule, Need, Stock } from './rules.ts';

const today = '2023-03-01';
const row = (over: Partial<Stock> & { bucketId: number }): Stock => ({
  item: 'blanket',
  lot: `lot-${over.bucketId}`,
  lotCode: `L${over.bucketId}`,
  place: 'bin',
  placeCode: 'B1',
  placeKind: 'bin',
  grant: null,
  condition: 'good',
  owner: 'own',
  free: 100,
  reserved: 0,
  expiresOn: null,
  receivedOn: '2023-02-01',
  ...over,
});
const need = (over: Partial<Need> = {}): Need => ({
  lineId: 'line',
  item: 'blanket',
  qty: 100,
  packs: [],
  neededOn: '2023-03-10',
  areas: ['SYR', 'SY02', 'SY0204'],
  sector: 'nfi',
  partner: 'yasmin',
  grant: null,
  ...over,
});
const grant = (over: Partial<GrantRule> = {}): GrantRule => ({
  id: 'g',
  code: 'DRU-23-01',
  status: 'active',
  startsOn: '2023-01-01',
  endsOn: '2023-12-31',
  areas: [],
  sectors: [],
  partners: [],
  ...over,
});
const rules = (over: Partial<Rules> = {}): Rules => ({ grants: [grant()], reserves: [], ...over });
const taken = (stock: Stock[], lines: Need[] = [need()], of: Rules = rules()) =>
  Object.fromEntries(decideAllocation(stock, of, lines, today).picks.map((pick) => [pick.bucketId, pick.qty]));
const passedWith = (one: Partial<Stock>, line: Partial<Need> = {}, of: Partial<GrantRule> = {}) => {
  const { picks, passed } = decideAllocation([row({ bucketId: 1, ...one })], rules({ grants: [grant(of)] }), [need(line)], today);
  return picks.length > 0 ? 'picked' : passed[0]!.code;
};

describe('what is taken first', () => {
  it('the lot that expires first, and what never expires last', () => {
    const stock = [
      row({ bucketId: 1 }),
      row({ bucketId: 2, expiresOn: '2023-09-01' }),
      row({ bucketId: 3, expiresOn: '2023-06-01', free: 60 }),
    ];
    expect(taken(stock)).toEqual({ 3: 60, 2: 40 });
  });
  it('among equals the agreement that ends first, what is not earmarked last', () => {
    const grants = [grant(), grant({ id: 'early', code: 'E', endsOn: '2023-04-01' })];
    const stock = [row({ bucketId: 1 }), row({ bucketId: 2, grant: 'g' }), row({ bucketId: 3, grant: 'early', free: 30 })];
    expect(taken(stock, [need()], rules({ grants }))).toEqual({ 3: 30, 2: 70 });
  });
  it('whole cartons before opened ones, loose pieces before a carton is opened', () => {
    const stock = [row({ bucketId: 1, free: 50 }), row({ bucketId: 2, free: 52 })];
    expect(taken(stock, [need({ qty: 76, packs: [24] })])).toEqual({ 1: 50, 2: 26 });
    expect(taken([row({ bucketId: 1, free: 20 }), row({ bucketId: 2, free: 48 })], [need({ qty: 48, packs: [24] })])).toEqual({ 2: 48 });
  });
  it('an earlier expiry even when that opens a carton', () => {
    const stock = [row({ bucketId: 1, free: 10, expiresOn: '2023-06-01' }), row({ bucketId: 2, free: 48, expiresOn: '2023-07-01' })];
    expect(taken(stock, [need({ qty: 48, packs: [24] })])).toEqual({ 1: 10, 2: 38 });
  });
});

describe('what is passed over', () => {
  it.each([
    ['expired goods', { expiresOn: '2023-02-28' }, {}, {}, 'expired'],
    ['goods that expire before they are needed', { expiresOn: '2023-03-09' }, {}, {}, 'expires-before'],
    ['the damaged', { condition: 'damaged' }, {}, {}, 'condition'],
    ['goods held for another agency', { owner: 'other' }, {}, {}, 'owner'],
    ['the government’s', { owner: 'government' }, {}, {}, 'owner'],
    ['what is on a truck', { placeKind: 'truck' }, {}, {}, 'place-kind'],
    ['what lies at a partner’s', { placeKind: 'partner-store' }, {}, {}, 'place-kind'],
    ['a grant that nobody knows', { grant: 'x' }, {}, {}, 'grant-unknown'],
    ['another agreement than the plan’s', { grant: 'g' }, { grant: 'h' }, {}, 'other-grant'],
    ['a closed agreement', { grant: 'g' }, {}, { status: 'closed' }, 'grant-closed'],
    ['an agreement that ends before the day', { grant: 'g' }, {}, { endsOn: '2023-03-09' }, 'grant-date'],
    ['an agreement that has not begun', { grant: 'g' }, {}, { startsOn: '2023-03-02' }, 'grant-date'],
    ['an agreement for elsewhere', { grant: 'g' }, {}, { areas: ['TUR'] }, 'grant-area'],
    ['an agreement for other work', { grant: 'g' }, {}, { sectors: ['health'] }, 'grant-sector'],
    ['an agreement through others', { grant: 'g' }, {}, { partners: ['sunbula'] }, 'grant-partner'],
    ['what is all promised', { free: 0 }, {}, {}, 'nothing-free'],
  ] as const)('%s', (_words, one, line, of, code) => {
    expect(passedWith(one, line, of as Partial<GrantRule>)).toBe(code);
  });
  it.each([
    ['goods that last to the very day', { expiresOn: '2023-03-10' }, {}, {}],
    ['what the mission holds for this partner', { owner: 'yasmin' }, {}, {}],
    ['an agreement for a province above', { grant: 'g' }, {}, { areas: ['SY02'] }],
    ['an agreement whose last day it is', { grant: 'g' }, {}, { endsOn: '2023-03-10' }],
    ['the plan’s own agreement', { grant: 'g' }, { grant: 'g' }, {}],
  ] as const)('but not %s', (_words, one, line, of) => {
    expect(passedWith(one, line, of)).toBe('picked');
  });
});

it('a Quick Release reserve stays untouched, and the rest is given', () => {
  const stock = [row({ bucketId: 1 }), row({ bucketId: 2 })];
  const reserves = [{ item: 'blanket', qty: 150, places: null }];
  expect(taken(stock, [need()], rules({ reserves }))).toEqual({ 1: 50 });
  const answer = decideAllocation(stock, rules({ reserves }), [need()], today);
  expect(answer.passed).toMatchObject([{ bucketId: 2, code: 'reserve' }]);
  expect(answer.short).toEqual([{ lineId: 'line', qty: 50 }]);
});

it('each pick says why', () => {
  const stock = [row({ bucketId: 1, grant: 'g', expiresOn: '2023-06-01' })];
  const [pick] = decideAllocation(stock, rules(), [need({ qty: 48, packs: [24] })], today).picks;
  expect(pick!.reasons).toEqual([
    { code: 'first-expiry', figures: { expiresOn: '2023-06-01' } },
    { code: 'grant-fits', figures: { grant: 'DRU-23-01', endsOn: '2023-12-31' } },
    { code: 'whole-packs', figures: { count: 2, size: 24 } },
  ]);
});

const days = fc.constantFrom('2023-02-20', '2023-03-05', '2023-03-10', '2023-04-01', '2023-06-01', null);
const grantsOf = fc.array(
  fc.record({
    startsOn: fc.constantFrom('2023-01-01', '2023-03-02'),
    endsOn: fc.constantFrom('2023-03-05', '2023-04-01', '2023-12-31'),
    status: fc.constantFrom('active', 'closed'),
    areas: fc.constantFrom<string[]>([], ['SY02'], ['TUR']),
    sectors: fc.constantFrom<string[]>([], ['nfi'], ['health']),
    partners: fc.constantFrom<string[]>([], ['yasmin'], ['sunbula']),
  }),
  { maxLength: 3 },
);
const stockOf = fc.array(
  fc.record({
    item: fc.constantFrom('blanket', 'kit'),
    place: fc.constantFrom('a', 'b'),
    placeKind: fc.constantFrom('bin', 'bin', 'bin', 'truck'),
    condition: fc.constantFrom('good', 'good', 'good', 'damaged'),
    owner: fc.constantFrom('own', 'own', 'yasmin', 'government'),
    grant: fc.constantFrom(null, 'g0', 'g1', 'g9'),
    free: fc.nat({ max: 60 }),
    expiresOn: days,
    receivedOn: fc.constantFrom('2023-01-01', '2023-02-01', null),
  }),
  { maxLength: 14 },
);
const linesOf = fc.array(
  fc.record({
    item: fc.constantFrom('blanket', 'kit'),
    qty: fc.integer({ min: 1, max: 90 }),
    packs: fc.constantFrom<number[]>([], [12], [5, 10]),
    neededOn: fc.constantFrom('2023-02-25', '2023-03-10', '2023-05-01'),
    partner: fc.constantFrom('yasmin', 'sunbula'),
    grant: fc.constantFrom(null, null, 'g0'),
  }),
  { minLength: 1, maxLength: 4 },
);
const reservesOf = fc.array(
  fc.record({ item: fc.constantFrom('blanket', 'kit'), qty: fc.nat({ max: 80 }), place: fc.constantFrom(null, 'a', 'b') }),
  { maxLength: 2 },
);
const world = fc.record({ stock: stockOf, lines: linesOf, grants: grantsOf, reserves: reservesOf }).map((of) => ({
  stock: of.stock.map((one, index) => row({ ...one, bucketId: index + 1 })),
  lines: of.lines.map((one, index) => need({ ...one, lineId: `line-${index}` })),
  rules: {
    grants: of.grants.map((one, index) => grant({ ...one, id: `g${index}`, code: `G${index}` })),
    reserves: of.reserves.map((one) => ({
      item: one.item,
      qty: one.qty,
      places: one.place === null ? null : new Set<string>([one.place]),
    })),
  },
}));
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** The rules once more, written from the handbook's words and not from the code. */
function mayServe(stock: Stock, line: Need, of: Rules): boolean {
  const latest = [today, line.neededOn].sort().at(-1)!;
  const fits = of.grants.find((one) => one.id === stock.grant);
  return (
    stock.item === line.item &&
    stock.condition === 'good' &&
    stock.placeKind !== 'truck' &&
    ['own', line.partner].includes(stock.owner) &&
    (stock.expiresOn ?? '9999') >= latest &&
    (stock.grant === null ||
      (fits !== undefined &&
        fits.status === 'active' &&
        [null, stock.grant].includes(line.grant) &&
        fits.startsOn <= today &&
        fits.endsOn >= latest &&
        (fits.areas.length === 0 || fits.areas.some((area) => line.areas.includes(area))) &&
        (fits.sectors.length === 0 || fits.sectors.includes(line.sector)) &&
        (fits.partners.length === 0 || fits.partners.includes(line.partner))))
  );
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const holds = (check: (of: World, answer: ReturnType<typeof decideAllocation>) => void) =>
  fc.assert(
    fc.property(world, (of) => check(of, decideAllocation(of.stock, of.rules, of.lines, today))),
    { numRuns: 500 },
  );

describe('for any stock, rules and lines', () => {
  it('no more is taken than is free', () =>
    holds(({ stock }, { picks }) => {
      for (const one of stock)
        expect(sum(picks.filter((pick) => pick.bucketId === one.bucketId).map((pick) => pick.qty))).toBeLessThanOrEqual(one.free);
    }));
  it('picks and back-order are together what was asked, never more', () =>
    holds(({ lines }, { picks, short }) => {
      for (const line of lines) {
        const picked = sum(picks.filter((pick) => pick.lineId === line.lineId).map((pick) => pick.qty));
        expect(picked).toBeLessThanOrEqual(line.qty);
        expect(picked + (short.find((one) => one.lineId === line.lineId)?.qty ?? 0)).toBe(line.qty);
      }
    }));
  it('no rule is violated', () =>
    holds(({ stock, lines, rules: of }, { picks }) => {
      for (const pick of picks) {
        const line = lines.find((one) => one.lineId === pick.lineId)!;
        expect(
          mayServe(
            stock.find((one) => one.bucketId === pick.bucketId)!,
            line,
            of,
          ),
        ).toBe(true);
      }
    }));
  it('what expires first is used up before what expires later, but for a reserve', () =>
    holds(({ stock, lines, rules: of }, { picks }) => {
      if (of.reserves.length > 0) return;
      for (const line of lines)
        for (const pick of picks.filter((one) => one.lineId === line.lineId)) {
          const later = stock.find((one) => one.bucketId === pick.bucketId)!;
          for (const earlier of stock.filter((one) => mayServe(one, line, of) && (one.expiresOn ?? '9999') < (later.expiresOn ?? '9999')))
            expect(sum(picks.filter((one) => one.bucketId === earlier.bucketId).map((one) => one.qty))).toBe(earlier.free);
        }
    }));
  it('nothing that would serve is left while a line lacks it, but for a reserve', () =>
    holds(({ stock, lines, rules: of }, { picks, short }) => {
      if (of.reserves.length > 0) return;
      for (const lacking of short) {
        const line = lines.find((one) => one.lineId === lacking.lineId)!;
        for (const one of stock.filter((other) => mayServe(other, line, of)))
          expect(sum(picks.filter((pick) => pick.bucketId === one.bucketId).map((pick) => pick.qty))).toBe(one.free);
      }
    }));
  it('a reserve is left whole, or as it was found', () =>
    holds(({ stock, rules: of }, { picks }) => {
      for (const reserve of of.reserves) {
        const inside = stock.filter(
          (one) =>
            one.item === reserve.item &&
            one.condition === 'good' &&
            (one.expiresOn ?? '9999') >= today &&
            (reserve.places === null || reserve.places.has(one.place)),
        );
        const before = sum(inside.map((one) => one.free));
        const gone = sum(picks.filter((pick) => inside.some((one) => one.bucketId === pick.bucketId)).map((pick) => pick.qty));
        expect(before - gone).toBeGreaterThanOrEqual(Math.min(before, reserve.qty));
      }
    }));
  it('each bucket of a line’s item is picked or passed over with a reason', () =>
    holds(({ stock, lines }, { picks, passed }) => {
      for (const line of lines)
        for (const one of stock.filter((other) => other.item === line.item)) {
          const at = (list: readonly { lineId: string; bucketId: number }[]) =>
            list.filter((other) => other.lineId === line.lineId && other.bucketId === one.bucketId).length;
          expect(at(picks) + at(passed)).toBe(1);
        }
    }));
  it('the order in which stock is listed changes nothing', () =>
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), (of, mix) => {
        const shuffled = of.stock.map((one) => ({ one, at: mix.next().value as number })).sort((a, b) => a.at - b.at);
        const again = decideAllocation(
          shuffled.map(({ one }) => one),
          of.rules,
          of.lines,
          today,
        );
        expect(again.picks).toEqual(decideAllocation(of.stock, of.rules, of.lines, today).picks);
      }),
    ));
  it('what the preview showed is taken while nothing has changed', () =>
    holds(({ stock, lines, rules: of }, { picks }) => {
      expect(decideGiven(picks, stock, of, lines, today)).toBeUndefined();
    }));
});

describe('what a person confirms', () => {
  const given = (over: Partial<Parameters<typeof decideGiven>[0][number]>, stock = [row({ bucketId: 1 }), row({ bucketId: 2 })]) =>
    decideGiven([{ lineId: 'line', bucketId: 1, qty: 100, ...over }], stock, rules(), [need()], today);
  const codeOf = (problem: Problem | undefined) => problem?.code;
  it('is refused with the figures when the stock went meanwhile', () => {
    expect(given({}, [row({ bucketId: 1, free: 40 }), row({ bucketId: 2 })])).toMatchObject({
      code: 'supply.stock-went',
      figures: { lot: 'L1', place: 'B1', asked: 100, available: 40 },
    });
  });
  it('is refused beyond what was asked', () => {
    expect(codeOf(given({ qty: 101 }, [row({ bucketId: 1, free: 500 })]))).toBe('supply.pick-beyond-asked');
  });
  it('needs a reason off the order of the rules', () => {
    expect(codeOf(given({ bucketId: 2 }))).toBe('supply.proposal-changed');
    expect(given({ bucketId: 2, reason: 'B3 stands in front of the door' })).toBeUndefined();
  });
  it('never leaves the rules, with whatever reason', () => {
    const stock = [row({ bucketId: 1, expiresOn: '2023-03-05' })];
    expect(given({ reason: 'they asked for it' }, stock)).toMatchObject({ code: 'supply.pick-barred', figures: { why: 'expires_before' } });
  });
  it('never touches a reserve, with whatever reason', () => {
    const reserves = [{ item: 'blanket', qty: 150, places: null }];
    const picks = [{ lineId: 'line', bucketId: 1, qty: 60, reason: 'urgent' }];
    const stock = [row({ bucketId: 1 }), row({ bucketId: 2 })];
    expect(decideGiven(picks, stock, rules({ reserves }), [need()], today)).toMatchObject({ figures: { why: 'reserve' } });
  });
});
