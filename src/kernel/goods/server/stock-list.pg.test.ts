import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { makeItem, sendTruck, setStage, tellMoves, yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listStock, stockDimensions } from '../contract/stock.ts';
import type { StockDimension, StockRow } from '../contract/stock.ts';
import type * as z from 'zod';

type Row = z.output<typeof StockRow>;
/** A bucket as the books have it, by the dimensions of the list. */
type Lying = Readonly<Record<Exclude<StockDimension, 'age'>, string | null>> & {
  readonly qty: number;
  readonly unit: string;
  readonly weight: number | null;
};

let mission: TestMission;
let lying: Lying[];

beforeAll(async () => {
  mission = await openTestMission([yard]);
  const stage = await setStage(mission);
  const truck = newId();
  await mission.apply(sendTruck, { id: truck, code: 'TRK-1' });
  const named = [{ weightG: 100, volumeCm3: 10 }, { unit: 'kg', weightG: 1000, volumeCm3: 5 }, { tracking: 'lot' }, {}] as const;
  for (const [at, over] of named.entries()) {
    // Two bear one name: the order goes on where they are told apart by nothing else.
    const item = await makeItem(mission, { nameEn: `Thing ${Math.min(at, 2)}`, ...over });
    const lots = 'tracking' in over ? ['B', 'A'].map((code) => ({ lotId: newId(), itemId: item, code, expiresOn: '2023-09-01' })) : [];
    const moves = [stage.binB, stage.binA, truck].flatMap((place, n) =>
      (lots.length > 0 ? lots.map((lot) => lot.lotId) : [undefined]).flatMap((lot, l) =>
        (['good', 'damaged'] as const).map((condition, c) => ({
          from: { virtual: 'supplier' as const, item },
          to: { item, place, condition, owner: c === 0 ? 'own' : 'government', ...(lot ? { lot } : {}) },
          qty: 1 + at + 3 * n + 5 * l + 7 * c,
        })),
      ),
    );
    await mission.apply(tellMoves, { documentId: newId(), kind: 'receipt', lots, moves });
  }
  lying = await mission.tx(
    async (tx) =>
      (
        await tx.query<Lying>(
          `select k.item, i.family, k.lot, k.place, p.lineage[1]::text as root, k.grant_code as "grant", k.condition, k.owner, b.qty, i.unit, i.weight_g::float8 as weight
             from ledger_buckets k join ledger_balances b on b.bucket_id = k.id join items i on i.id::text = k.item join stock_places p on p.id::text = k.place where b.qty > 0`,
        )
      ).rows,
  );
});
afterAll(() => mission.close());

const asked = (row: Row): Record<StockDimension, string | null> => ({
  item: row.itemId,
  family: row.family,
  lot: row.lotId,
  place: row.placeId,
  root: row.rootId,
  grant: row.grantId,
  condition: row.condition,
  owner: row.owner,
  age: null,
});
const one = <T>(values: readonly T[]) => (new Set(values).size === 1 ? values[0]! : null);
/** What a list should say, added up bucket by bucket. */
function oracle(dims: readonly StockDimension[]) {
  const groups = Map.groupBy(lying, (row) => dims.map((dim) => (dim === 'age' ? null : row[dim])).join('|'));
  return new Map(
    [...groups].map(([key, rows]) => {
      const items = new Set(rows.map((row) => row.item)).size;
      const grams = rows.reduce((sum, row) => sum + row.qty * (row.weight ?? 0), 0);
      const qty = one(rows.map((row) => row.unit)) === null ? null : rows.reduce((sum, row) => sum + row.qty, 0);
      return [key, { items, qty, weightKg: Math.round(grams) / 1000, measured: rows.every((row) => row.weight !== null) }];
    }),
  );
}
async function pages(ask: { groupBy: StockDimension[]; sort?: string }, size: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await mission.ask(listStock, { ...ask, limit: size, offset: rows.length });
    rows.push(...page.rows);
    if (page.rows.length === 0) return rows;
    expect(page.total).toBe((await mission.ask(listStock, { ...ask, limit: 1 })).total);
  }
}
const anyDims = fc.subarray(
  stockDimensions.filter((dim) => dim !== 'age'),
  { minLength: 1 },
);

describe('the list of stock, told apart by any dimensions', () => {
  test('adds up to the balances', async () => {
    const total = oracle(['grant']).values().next().value!;
    await fc.assert(
      fc.asyncProperty(anyDims, async (groupBy) => {
        const found = await mission.ask(listStock, { groupBy, limit: 200 });
        const dims = groupBy.filter((dim) => dim !== 'root' || !groupBy.includes('place'));
        const said = found.rows.map((row) => [dims.map((dim) => asked(row)[dim]).join('|'), row] as const);
        const wanted = oracle(dims);
        expect(found.total).toBe(wanted.size);
        expect(new Map(said.map(([key, { items, qty, weightKg, measured }]) => [key, { items, qty, weightKg, measured }]))).toEqual(wanted);
        expect(found.totals).toMatchObject({ qty: null, weightKg: total.weightKg, measured: false });
      }),
      { numRuns: 40 },
    );
  });

  test('comes in pages that neither overlap nor leave out, in the order that is asked', async () => {
    const sorts = [
      undefined,
      'itemCode',
      '-qty',
      'placeCode',
      'lotCode',
      '-weightKg',
      'unit',
      'rootNames',
      'expiresOn',
      '-items',
      'familyNames',
    ];
    await fc.assert(
      fc.asyncProperty(anyDims, fc.constantFrom(...sorts), fc.integer({ min: 3, max: 9 }), async (groupBy, sort, size) => {
        const ask = { groupBy, ...(sort ? { sort } : {}) };
        const whole = await mission.ask(listStock, { ...ask, limit: 200 });
        expect((await pages(ask, size)).map((row) => row.key)).toEqual(whole.rows.map((row) => row.key));
        if (sort === '-qty') {
          const figures = whole.rows.flatMap((row) => (row.qty === null ? [] : [row.qty]));
          expect(figures).toEqual(figures.toSorted((a, b) => b - a));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('begins with what the item is called, then the place, then the lot', async () => {
    const { rows } = await mission.ask(listStock, { groupBy: ['item', 'lot', 'place'], limit: 200 });
    const order = rows.map((row) => [row.itemNames.en, row.placeCode, row.lotCode ?? '~'].join(' '));
    expect(order).toEqual(order.toSorted());
  });
});
