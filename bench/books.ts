import type pg from 'pg';
import { txOver } from '#tests/support/bare-tx.ts';
import { expectNoFaults, millisecondsOf, runSql, schema, withClients } from './world.ts';
import { balanceAsOf, listCardRows } from '#kernel/ledger/server/books.repo.ts';
import { selectBalancesOn } from '#kernel/ledger/server/balances.repo.ts';
import { callSeal } from '#kernel/ledger/server/posting.repo.ts';
import { room } from '#kernel/ledger/server/index.ts';
import { fillLedger } from './fill.ts';
import { closeMonths } from './stock.ts';
import type { Row, World } from './world.ts';

const span = { items: 900, places: 5, first: '2024-01-01', days: 1_000 };
const cold = { ...span, mark: 1, buckets: 18_000, each: 500 };
/** A few lots that move all day long. */
const hot = { ...span, mark: 2, buckets: 4, each: 250_000, items: 4 };
const entries = cold.buckets * cold.each + hot.buckets * hot.each;
const today = '2026-11-27';
const dayOf = (time: number) => new Date(Date.UTC(2024, 0, 15 + ((time * 137) % 950))).toISOString().slice(0, 10);

/** Books of ten million entries: a card's newest page, any day's balance, and the whole proof. */
export async function benchBooks(world: World): Promise<Row[]> {
  return withClients(world.server.adminUrl!, 1, async ([owner]) => {
    const client = owner!;
    await client.query(`set work_mem = '256MB'`);
    await fillLedger(client, cold);
    await fillLedger(client, hot);
    await client.query('reset work_mem');
    const rows: Row[] = [];
    for (const [what, key] of [
      [`a bucket of ${cold.each} movements`, 'goods||item-1-7|lot-0|PLC-0||good|own'],
      [`a bucket of ${hot.each} movements`, 'goods||item-2-1|lot-0|PLC-0||good|own'],
    ] as const) {
      const id = (await client.query<{ id: number }>('select id from ledger_buckets where key = $1', [key])).rows[0]!.id;
      const card = await millisecondsOf(25, () => runSql(client, listCardRows, { bucket: id, before: Number.MAX_SAFE_INTEGER, limit: 50 }));
      rows.push({ what: `newest page of the card of ${what}`, value: card, unit: 'ms', asked: 'under 5 ms' });
      rows.push({ what: `any day's balance of ${what}, no month closed`, value: await anyDay(client, id), unit: 'ms' });
    }
    await closeMonths(client, span.first, 33);
    await client.query('vacuum analyze ledger_month_balances');
    for (const [what, key] of [
      [`a bucket of ${cold.each} movements`, 'goods||item-1-7|lot-0|PLC-0||good|own'],
      [`a bucket of ${hot.each} movements`, 'goods||item-2-1|lot-0|PLC-0||good|own'],
    ] as const) {
      const id = (await client.query<{ id: number }>('select id from ledger_buckets where key = $1', [key])).rows[0]!.id;
      rows.push({ what: `any day's balance of ${what}, months closed`, value: await anyDay(client, id), unit: 'ms', asked: 'under 50 ms' });
    }
    const all = await millisecondsOf(7, (time) =>
      runSql(client, selectBalancesOn, { filter: {}, day: dayOf(time), today, withEmpty: false }),
    );
    rows.push({ what: `any day's balance of all ${cold.buckets + hot.buckets} buckets, months closed`, value: all, unit: 'ms' });
    return [...rows, ...(await proofs(client))];
  });
}

const anyDay = (client: pg.Client, bucket: number) =>
  millisecondsOf(25, (time) => runSql(client, balanceAsOf, { bucket, day: dayOf(time) }));

/** Seals everything, then recomputes all that the room can prove. */
async function proofs(client: pg.Client): Promise<Row[]> {
  const tx = txOver(client, schema);
  const sealing = await millisecondsOf(1, async () => {
    while ((await callSeal.one(tx, { limit: 50_000, at: '2026-11-27T09:00:00Z' })).count > 0);
  });
  const rows: Row[] = [{ what: 'sealing of all documents', value: sealing / 1000, unit: 's' }];
  let total = 0;
  for (const proof of room.proofs ?? []) {
    await client.query('begin');
    const taken = await millisecondsOf(1, async () => expectNoFaults(proof.name, await proof.run(tx)));
    await client.query('commit');
    total += taken;
    rows.push({ what: `  ${proof.name}`, value: taken / 1000, unit: 's' });
  }
  rows.push({ what: `full proof of ${entries} entries`, value: (entries * 1000) / total, unit: 'entries/s', asked: 'reported' });
  return rows;
}
