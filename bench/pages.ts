import { newId } from '#foundation/ids.ts';
import { listCard, listStock } from '#kernel/goods/contract/stock.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { listLosses } from '#modules/supply/contract/overview/losses.ts';
import { listPipeline } from '#modules/supply/contract/overview/pipeline.ts';
import { fillLedger } from './fill.ts';
import { keepMonths } from './stock.ts';
import { envelopeOf, withServer } from './served.ts';
import type { Client, Served } from './served.ts';
import { median, quantile, withClients } from './world.ts';
import type { Row, World } from './world.ts';
import { lyingIn, setYard } from './yard.ts';
import type { Yard } from './yard.ts';

const buckets = 10_000;
const times = 40;

/** Pages that people look at, over half a million movements of ten thousand lots, by themselves and while sixteen people post. */
export async function benchPages(world: World): Promise<Row[]> {
  const yard = await setYard(world);
  await withClients(world.server.adminUrl!, 1, async ([owner]) => {
    const { items, bins } = yard;
    const of = (list: readonly string[], at: string) => `(array[${list.map((id) => `'${id}'`).join(',')}])[1 + (${at}) % ${list.length}]`;
    const names = {
      item: of(items, 'n'),
      lot: `('00040000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))`,
      place: of(bins, `n / ${items.length}`),
    };
    await owner!.query(
      `insert into lots (id, item_id, code, code_key, received_on, created_at)
       select (${names.lot})::uuid, (${names.item})::uuid, 'P-' || n, 'p' || n, '2024-01-01', now() from generate_series(0, ${buckets - 1}) n`,
    );
    await fillLedger(owner!, {
      mark: 3,
      buckets,
      each: 50,
      items: items.length,
      places: bins.length,
      first: '2024-01-01',
      days: 1_000,
      names,
    });
    // In earnest a job does this every minute.
    await owner!.query('select ledger_sum_outside(1000000)');
    await owner!.query('analyze ledger_outside_sums, ledger_left_sums, ledger_outside_upto');
    await keepMonths(owner!);
  });
  return withServer(world, async (served) => {
    const alone = await ask(served, yard, 'by itself');
    const stop = post(served, yard);
    const busy = await ask(served, yard, 'while 16 people post');
    await stop();
    return [...alone, ...busy];
  });
}

/** The slow end of each page over HTTP. */
async function ask({ people }: Served, yard: Yard, how: string): Promise<Row[]> {
  const card = { item: yard.items[3]!, place: yard.bins[0]!, limit: 50 };
  const pages = [
    ['stock of 10,000 lots', listStock.name, { limit: 50 }],
    ['stock on a past day', listStock.name, { limit: 50, asOf: '2025-06-16' }],
    ['a stock card with balances', listCard.name, card],
    ['the pipeline', listPipeline.name, { limit: 50 }],
    ['loss and damage', listLosses.name, { limit: 50 }],
  ] as const;
  const rows: Row[] = [];
  for (const [what, name, input] of pages) {
    const taken: number[] = [];
    for (let time = 0; time < times + 5; time += 1) {
      const begun = performance.now();
      await people[0]!.ask(name, input);
      if (time >= 5) taken.push(performance.now() - begun);
    }
    rows.push({ what: `${what}, ${how}, median`, value: median(taken), unit: 'ms' });
    rows.push({ what: '  95 of 100', value: quantile(taken, 0.95), unit: 'ms', asked: 'under 150 ms' });
  }
  return rows;
}

/** Sixteen people post without a pause until it is called off. */
function post({ people }: Served, yard: Yard): () => Promise<unknown> {
  const state = { going: true };
  const one = async (person: Client) => {
    for (let at = 0; state.going; at += 1) {
      const item = yard.items[at % yard.items.length]!;
      const lines = yard.bins.map((place) => ({ from: { virtual: 'supplier' as const, item }, to: lyingIn(item, place), qty: 1 }));
      await person.send(envelopeOf(postDocument, { documentId: newId(), kind: 'receipt', lines }));
    }
  };
  const working = Promise.all(people.map(one));
  return () => {
    state.going = false;
    return working;
  };
}
