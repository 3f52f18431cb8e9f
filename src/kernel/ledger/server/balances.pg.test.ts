import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Bucket } from '../contract/buckets.ts';
import { closeMonth, holdStock, listBalances as listBalancesQuery, recordDocument } from '../contract/documents.ts';
import { balancesOn, listBalances } from './balances.ts';
import { monthProof } from './proofs.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
});
afterAll(() => mission.close());

const bin = (item: string, place: string, lot?: string): Bucket => ({
  item,
  place,
  condition: 'good',
  owner: 'own',
  ...(lot ? { lot } : {}),
});
const supplier = (item: string): Bucket => ({ virtual: 'supplier', item });
const record = (from: Bucket, to: Bucket, qty: number, occurredAt = '2023-02-20T09:00:00Z') =>
  mission.apply(recordDocument, { documentId: newId(), kind: 'movement', lines: [{ from, to, qty }] }, { occurredAt });

/** What the doors need of a request. */
const inside = <T>(work: (ctx: RequestContext) => Promise<T>) =>
  mission.tx((tx) => work({ tx, now: new Date('2023-03-01T09:00:00Z'), mission: { timeZone: 'Europe/Istanbul' } } as RequestContext));

describe('many balances at once', () => {
  beforeAll(async () => {
    await record(supplier('blanket'), bin('blanket', 'P1', 'L1'), 100);
    await record(supplier('blanket'), bin('blanket', 'P1', 'L2'), 50);
    await record(supplier('blanket'), bin('blanket', 'P2', 'L1'), 7);
    await record(supplier('tent'), bin('tent', 'P2'), 3);
    await record(bin('tent', 'P2'), { virtual: 'households', item: 'tent' }, 3, '2023-02-25T09:00:00Z');
    await mission.apply(holdStock, { holds: [{ id: newId(), bucket: bin('blanket', 'P1', 'L1'), qty: 40 }], purpose: 'x' });
  });
  const shown = (rows: readonly { item: string | null; place: string | null; lot: string | null; qty: number }[]) =>
    rows.map((row) => [row.item, row.place, row.lot, row.qty].join(' ')).toSorted();

  test('by items, places and lots, with what is promised; an empty list means none', async () => {
    const now = await inside((ctx) => listBalances(ctx, { items: ['blanket', 'tent'], places: ['P1', 'P2'] }));
    expect(shown(now)).toEqual(['blanket P1 L1 100', 'blanket P1 L2 50', 'blanket P2 L1 7']);
    expect(now.find((row) => row.lot === 'L1' && row.place === 'P1')!.reserved).toBe(40);
    expect(shown(await inside((ctx) => listBalances(ctx, { lots: ['L1'] })))).toEqual(['blanket P1 L1 100', 'blanket P2 L1 7']);
    expect(await inside((ctx) => listBalances(ctx, { places: [] }))).toEqual([]);
    expect(shown(await inside((ctx) => listBalances(ctx, { items: ['tent'] }, { withEmpty: true })))).toEqual(['tent P2  0']);
  });

  test('on a day before some of it moved; a day that has not come is refused', async () => {
    expect(shown(await inside((ctx) => balancesOn(ctx, '2023-02-24', { places: ['P2'] })))).toEqual(['blanket P2 L1 7', 'tent P2  3']);
    expect(await inside((ctx) => balancesOn(ctx, '2023-02-19', {}))).toEqual([]);
    await expect(inside((ctx) => balancesOn(ctx, '2023-03-02', {}))).rejects.toMatchObject({ code: 'ledger.day-too-late' });
  });

  test('the list narrows as the doors do', async () => {
    const { rows, total } = await mission.ask(listBalancesQuery, { place: 'P2', asOf: '2023-02-24' });
    expect([total, shown(rows)]).toEqual([2, ['blanket P2 L1 7', 'tent P2  3']]);
  });
});

const movement = fc.record({
  slot: fc.integer({ min: 0, max: 3 }),
  into: fc.boolean(),
  qty: fc.integer({ min: 1, max: 9 }),
  // Days of 2024, told in any order: some into months that have been closed by then.
  day: fc.integer({ min: 0, max: 120 }),
  closes: fc.boolean(),
});
const dayAt = (offset: number) => new Date(Date.UTC(2024, 0, 1 + offset)).toISOString().slice(0, 10);

describe('any day', () => {
  test('each way to a day (from nothing, from a closed month, back from one, back from now) gives what the entries say', async () => {
    mission.setNow('2024-06-15T09:00:00Z');
    let month = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(movement, { minLength: 4, maxLength: 12 }), async (movements) => {
        const run = newId().slice(-12);
        for (const { slot, into, qty, day, closes } of movements) {
          const real = bin(run, `S${slot}`);
          const sides = into ? [supplier(run), real] : [real, { virtual: 'households' as const, item: run }];
          await record(sides[0]!, sides[1]!, qty, `${dayAt(day)}T09:00:00Z`);
          if (closes && month < 4 && day % 3 === 0) await mission.apply(closeMonth, { month: `2024-0${(month += 1)}` });
        }
        await mission.tx(async (tx) => {
          for (const day of [0, 15, 30, 31, 60, 75, 91, 121, 150].map(dayAt)) {
            const { rows } = await tx.query<{ walked: number; narrowed: number; told: number; each: number }>(
              `select w.qty as walked, n.qty as narrowed, ledger_as_of(b.bucket_id, $1) as each,
                      (select coalesce(sum(case when e.to_bucket = b.bucket_id then e.qty else -e.qty end), 0)::bigint
                         from ledger_entries e where b.bucket_id in (e.from_bucket, e.to_bucket) and e.book_date <= $1) as told
                 from ledger_balances b join ledger_balances_on($1, $2) w using (bucket_id)
                 join ledger_balances_on($1, $2, array(select bucket_id from ledger_balances) || array(select -n from generate_series(1, 200) n)) n using (bucket_id)`,
              [day, day < '2024-03-01' ? day : '2024-06-15'],
            );
            expect(rows.length).toBeGreaterThan(0);
            for (const row of rows) expect(row).toEqual({ walked: row.told, narrowed: row.told, each: row.told, told: row.told });
          }
        });
      }),
      { numRuns: 12 },
    );
    expect((await mission.tx((tx) => monthProof.run(tx))).faults).toEqual([]);
    mission.setNow('2023-03-01T09:00:00Z');
  });
});
