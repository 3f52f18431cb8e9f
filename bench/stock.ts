import type pg from 'pg';
import { newId } from '#foundation/ids.ts';
import { selectBalances, selectBalancesOn } from '#kernel/ledger/server/balances.repo.ts';
import { listBalanceRows } from '#kernel/ledger/server/books.repo.ts';
import { callPost } from '#kernel/ledger/server/posting.repo.ts';
import { fillLedger } from './fill.ts';
import { insideOf, millisecondsOf, runSql, withClients } from './world.ts';
import type { Row, World } from './world.ts';

const lines = 5_000;
const filling = { mark: 1, buckets: 10_000, each: 50, items: 500, places: 5, first: '2024-01-01', days: 1_000 };
const today = '2026-11-27';

/** A document of thousands of lines, each of a lot and place of its own. */
async function bigDocument(client: pg.Client, kind: 'receipt' | 'move'): Promise<void> {
  const id = newId();
  const now = new Date().toISOString();
  const numbers = Array.from({ length: lines }, (_, at) => at);
  const bins = (place: string) => numbers.map((lot) => `goods||big|lot-${lot}|${place}||good|own`);
  const keys = kind === 'receipt' ? [...bins('A'), 'goods|supplier|big|||||'] : [...bins('A'), ...bins('B')];
  await runSql(client, callPost, {
    documentId: id,
    kind,
    occurredAt: now,
    day: now.slice(0, 10),
    recordedAt: now,
    actorId: id,
    commandId: id,
    hash: 'x',
    reverses: null,
    keys,
    from: numbers.map((at) => (kind === 'receipt' ? lines + 1 : at + 1)),
    to: numbers.map((at) => (kind === 'receipt' ? at + 1 : lines + at + 1)),
    qty: numbers.map(() => (kind === 'receipt' ? 100 : 1)),
    fact: false,
    holds: [],
  });
}

/** What a warehouse asks of the books: stock of everything now and on any day, and big documents. */
export async function benchStock(world: World): Promise<Row[]> {
  return withClients(world.server.adminUrl!, 1, async ([owner]) => {
    await fillLedger(owner!, filling);
    return [...(await stockNow(owner!)), ...(await stockOnDays(owner!)), ...(await documents(owner!))];
  });
}

async function documents(client: pg.Client): Promise<Row[]> {
  const receipt = await millisecondsOf(7, () => bigDocument(client, 'receipt'));
  const move = await millisecondsOf(7, () => bigDocument(client, 'move'));
  return [
    { what: `receipt of ${lines} lines into as many buckets, in SQL`, value: receipt, unit: 'ms', asked: 'under 300 ms' },
    { what: `move of ${lines} lines between ${lines * 2} buckets, in SQL`, value: move, unit: 'ms', asked: 'under 300 ms' },
  ];
}

async function stockNow(client: pg.Client): Promise<Row[]> {
  const grouped = () => ({
    sql: `select k.place, k.item, k.lot, sum(b.qty) from ledger_buckets k join ledger_balances b on b.bucket_id = k.id where k.book = 'goods' and b.qty > 0 group by 1, 2, 3`,
    parameters: [],
  });
  const inside = await insideOf(client, 15, grouped);
  const atClient = await millisecondsOf(15, () => client.query(grouped().sql));
  const onePlace = await millisecondsOf(15, () => runSql(client, selectBalances, { filter: { places: ['PLC-1'] }, withEmpty: false }));
  const page = { filter: {}, withEmpty: false, sort: undefined, limit: 50, offset: 0, asOf: null };
  const list = await millisecondsOf(15, () => runSql(client, listBalanceRows, page));
  const what = `stock of ${filling.buckets} buckets by place, item and lot`;
  return [
    { what: `${what}, in PostgreSQL`, value: inside, unit: 'ms', asked: 'under 30 ms' },
    { what: '  with all rows read at the client', value: atClient, unit: 'ms' },
    { what: '  of one place, each bucket, at the client', value: onePlace, unit: 'ms' },
    { what: '  first page of the list of all, counted and sorted', value: list, unit: 'ms', asked: 'under 150 ms' },
  ];
}

async function stockOnDays(client: pg.Client): Promise<Row[]> {
  const onDay = (time: number) => {
    const day = new Date(Date.UTC(2024, 0, 15 + ((time * 137) % 950))).toISOString().slice(0, 10);
    return { filter: {}, day, today, withEmpty: false };
  };
  const rows: Row[] = [];
  for (const months of ['nothing kept', 'ends of months kept', 'months closed']) {
    if (months === 'ends of months kept') await keepMonths(client);
    if (months === 'months closed') await closeMonths(client, '2024-01-01', 33);
    const inside = await insideOf(client, 15, (time) => selectBalancesOn.compile(onDay(time)));
    const atClient = await millisecondsOf(15, (time) => runSql(client, selectBalancesOn, onDay(time)));
    const what = `stock of ${filling.buckets} buckets on any day, ${months}, in PostgreSQL`;
    rows.push({ what, value: inside, unit: 'ms', asked: 'under 100 ms' });
    rows.push({ what: '  with all rows read at the client', value: atClient, unit: 'ms' });
  }
  return rows;
}

/** What a job does twice an hour in earnest. */
export async function keepMonths(client: pg.Client): Promise<void> {
  while ((await client.query('select ledger_keep_month(current_date) as month')).rows[0].month !== null);
  await client.query('analyze ledger_month_ends');
}

/** Closes months one after the other. */
export async function closeMonths(client: pg.Client, first: string, months: number): Promise<void> {
  for (let month = 0; month < months; month += 1) {
    await client.query(`select ledger_close_month((date '${first}' + interval '${month} months')::date, now(), gen_random_uuid())`);
  }
}
