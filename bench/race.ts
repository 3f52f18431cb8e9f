import type pg from 'pg';
import { newId } from '#foundation/ids.ts';
import { callPost } from '#kernel/ledger/server/posting.repo.ts';
import { withClients } from './world.ts';
import type { Row, World } from './world.ts';

const clients = 16;
const tries = 50;
const units = 100;

/** Moves units between places as the room does; answers how the database refused, or undefined. */
async function move(client: pg.Client, item: string, from: string, to: string, qty: number): Promise<string | undefined> {
  const now = new Date().toISOString();
  const id = newId();
  const place = (name: string) =>
    name === 'supplier' || name === 'households' ? `goods|${name}|${item}|||||` : `goods||${item}||${name}||good|own`;
  const { sql, parameters } = callPost.compile({
    documentId: id,
    kind: 'move',
    occurredAt: now,
    day: now.slice(0, 10),
    recordedAt: now,
    actorId: id,
    commandId: id,
    hash: 'x',
    reverses: null,
    keys: [place(from), place(to)],
    from: [1],
    to: [2],
    qty: [qty],
    fact: false,
    holds: [],
  });
  try {
    await client.query({ name: 'move', text: sql, values: parameters as unknown[] });
    return undefined;
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return code === 'KV001' ? (JSON.parse(message) as { code: string }).code : code;
  }
}

/** Sixteen clients race for a hundred units of one lot in one bin, then move goods across each other's way. */
export async function benchRace(world: World): Promise<Row[]> {
  return withClients(world.server.appUrl, clients, async (open) => {
    await move(open[0]!, 'last', 'supplier', 'BIN', units);
    const begun = performance.now();
    const answers = (await Promise.all(open.map((client) => many(() => move(client, 'last', 'BIN', 'households', 1))))).flat();
    const seconds = (performance.now() - begun) / 1000;
    await move(open[0]!, 'cross', 'supplier', 'A', 10_000);
    await move(open[0]!, 'cross', 'supplier', 'B', 10_000);
    const crossed = performance.now();
    const across = (
      await Promise.all(open.map((client, at) => many(() => move(client, 'cross', at % 2 ? 'A' : 'B', at % 2 ? 'B' : 'A', 1))))
    ).flat();
    const crossSeconds = (performance.now() - crossed) / 1000;
    const { rows } = await open[0]!.query<{ wrong: number }>(
      'select count(*)::int as wrong from ledger_balances where qty < 0 or reserved not between 0 and qty',
    );
    const count = (list: readonly (string | undefined)[], what: string | undefined) => list.filter((one) => one === what).length;
    return [
      { what: `tries of ${clients} clients for ${units} units`, value: answers.length / seconds, unit: '/s' },
      { what: '  taken', value: count(answers, undefined), unit: 'units', asked: `exactly ${units}` },
      { what: '  refused as short', value: count(answers, 'ledger.short'), unit: 'tries', asked: `the other ${clients * tries - units}` },
      { what: '  balances below zero or promised twice', value: rows[0]!.wrong, unit: 'buckets', asked: 'none' },
      { what: `moves of ${clients} clients across each other`, value: across.length / crossSeconds, unit: '/s' },
      { what: '  deadlocks in both', value: count([...answers, ...across], '40P01'), unit: '', asked: 'none' },
    ];
  });
}

async function many<T>(work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let time = 0; time < tries; time += 1) results.push(await work());
  return results;
}
