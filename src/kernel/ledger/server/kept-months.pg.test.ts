import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bin, document, households, line, proveBooks, supplier } from '#tests/support/ledger-books.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { closeMonth, recordDocument } from '../contract/documents.ts';
import { callKeepMonth } from './posting.repo.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
});
afterAll(() => mission.close());

const today = '2023-03-01';
const keepOne = () => mission.tx((tx) => callKeepMonth.one(tx, { today }));
const keepAll = async () => {
  while ((await keepOne()).month !== null);
};
const keptMonths = () =>
  mission.tx(async (tx) =>
    (await tx.query<{ month: string }>('select month from ledger_kept_months order by month')).rows.map((row) => row.month),
  );
/** A fact that is told now of a day in the past. */
const tell = (day: string, item: string, qty: number) =>
  mission.apply(
    recordDocument,
    document('receipt', qty > 0 ? line(supplier(item), bin(item), qty) : line(bin(item), households(item), -qty)),
    { occurredAt: `${day}T08:00:00Z` },
  );

/** What lies in each bucket at the end of a day, from the nearest known day and by adding up all movements. */
const onDay = (day: string) =>
  mission.tx(async (tx) => {
    const { rows } = await tx.query<{ bucket_id: number; qty: number; added: number }>(
      `select b.bucket_id, b.qty, coalesce((select sum(x.change) from (
                select -qty as change from ledger_entries where from_bucket = b.bucket_id and from_seq is not null and book_date <= $1::date
                union all select qty from ledger_entries where to_bucket = b.bucket_id and to_seq is not null and book_date <= $1::date) x), 0)::bigint as added
         from ledger_balances_on($1::date, $2::date) b`,
      [day, today],
    );
    return rows;
  });

describe('the kept ends of months', () => {
  test('a past day is what the movements come to, whatever was kept when and told how late', async () => {
    const day = fc.integer({ min: 1, max: 120 }).map((back) => new Date(Date.parse(today) - back * 86_400_000).toISOString().slice(0, 10));
    const told = fc.record({
      day,
      item: fc.constantFrom('tent', 'mat', 'rope'),
      qty: fc.integer({ min: -9, max: 20 }).filter((qty) => qty !== 0),
    });
    const step = fc.oneof(told, fc.constant('keep one' as const), fc.constant('keep all' as const));
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 8 }),
        fc.array(day, { minLength: 2, maxLength: 4 }),
        async (steps, days) => {
          for (const one of steps) {
            if (one === 'keep one') await keepOne();
            else if (one === 'keep all') await keepAll();
            else await tell(one.day, one.item, one.qty);
          }
          for (const asked of [...days, '2022-12-31', '2023-02-28'])
            for (const row of await onDay(asked)) expect(row.qty, `${asked} of bucket ${row.bucket_id}`).toBe(row.added);
        },
      ),
      { numRuns: 15 },
    );
    expect(await proveBooks(mission)).toEqual([]);
  });

  test('a month is given up with all after it when something is told of it', async () => {
    await keepAll();
    expect((await keptMonths()).at(-1)).toBe('2023-02-01');
    await tell('2022-12-20', 'tent', 3);
    expect((await keptMonths()).at(-1)).toBe('2022-11-01');
    await keepAll();
    await tell(today, 'tent', 3);
    expect((await keptMonths()).at(-1)).toBe('2023-02-01');
  });

  test('a fact that comes while its month is being kept waits, and then gives it up', async () => {
    await keepAll();
    await tell('2023-02-10', 'mat', 4);
    const [late] = await mission.asOwner(async (client) => {
      await client.query('begin');
      await client.query('select ledger_keep_month($1)', [today]);
      const telling = tell('2023-02-11', 'mat', 5);
      for (let looked = 0; looked < 2_000; looked += 1) {
        const { rows } = await client.query(
          `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
        );
        if (rows.length > 0) break;
      }
      await client.query('commit');
      return [telling];
    });
    await late;
    expect((await keptMonths()).at(-1)).toBe('2023-01-01');
    expect(await proveBooks(mission)).toEqual([]);
  });

  test('of months, those closed and those not over are not kept', async () => {
    await mission.apply(closeMonth, { month: '2023-01' });
    await mission.asOwner((client) => client.query('delete from ledger_kept_months'));
    await keepAll();
    expect(await keptMonths()).toEqual(['2023-02-01']);
    expect(await proveBooks(mission)).toEqual([]);
  });
});
