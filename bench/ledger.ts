import type pg from 'pg';
import { newId } from '#foundation/ids.ts';
import { callPost } from '#kernel/ledger/server/posting.repo.ts';
import { databaseSeconds, median, perSecond, withClients } from './world.ts';
import type { Row, World } from './world.ts';

const buckets = 2_000;
const rounds = 5;
const roundMilliseconds = 2_000;
const pick = () => Math.floor(Math.random() * buckets);

/** The yardstick: header, 4 lines and 4 balances in one statement, with no rules at all. */
const bareTables = `
  create table bare_headers (id uuid primary key, kind text not null, occurred_at timestamptz not null, recorded_at timestamptz not null);
  create table bare_lines (header uuid not null, line int not null, bucket bigint not null, qty bigint not null, primary key (header, line));
  create index on bare_lines (bucket);
  create table bare_balances (bucket bigint primary key, qty bigint not null) with (fillfactor = 50);
  insert into bare_balances select n, 0 from generate_series(0, ${buckets - 1}) n;`;
const bareWrite = `
  with h as (insert into bare_headers values ($1, $2, $3, $4)),
       l as (insert into bare_lines select $1, ln, b, q from unnest($5::bigint[], $6::bigint[]) with ordinality u(b, q, ln))
  update bare_balances t set qty = t.qty + u.q from unnest($5::bigint[], $6::bigint[]) u(b, q) where t.bucket = u.b`;

function fourBuckets(): number[] {
  const chosen = new Set<number>();
  while (chosen.size < 4) chosen.add(pick());
  return [...chosen].toSorted((a, b) => a - b);
}

/** One bare write. */
export function bare(client: pg.Client): Promise<unknown> {
  const now = new Date().toISOString();
  return client.query({ name: 'bare', text: bareWrite, values: [newId(), 'receipt', now, now, fourBuckets(), [1, 2, 3, 4]] });
}

/** The ledger's own statement, as the room sends it. */
function posting(client: pg.Client): Promise<unknown> {
  const now = new Date().toISOString();
  const id = newId();
  const items = fourBuckets();
  const { sql, parameters } = callPost.compile({
    documentId: id,
    kind: 'receipt',
    occurredAt: now,
    day: now.slice(0, 10),
    recordedAt: now,
    actorId: id,
    commandId: id,
    hash: 'x',
    reverses: null,
    keys: [...items.map((item) => `goods||item-${item}||BRC-A1||good|own`), ...items.map((item) => `goods|supplier|item-${item}|||||`)],
    from: [5, 6, 7, 8],
    to: [1, 2, 3, 4],
    qty: [1, 2, 3, 4],
    fact: false,
    holds: [],
  });
  return client.query({ name: 'post', text: sql, values: parameters as unknown[] });
}

/** The yardstick's tables, open to the serving role. */
export async function makeBareTables(owner: pg.Client): Promise<void> {
  await owner.query(bareTables);
  await owner.query('grant select, insert, update on bare_headers, bare_lines, bare_balances to kervan_app');
}

/** The posting function beside bare writes, in turn, with 1 client and with 16. */
export async function benchLedger(world: World): Promise<Row[]> {
  await withClients(world.server.adminUrl!, 1, async ([owner]) => {
    await makeBareTables(owner!);
    const keys = Array.from({ length: buckets }, (_, item) => `goods||item-${item}||BRC-A1||good|own`);
    await owner!.query('select ledger_make_buckets($1)', [keys]);
    await owner!.query('select ledger_make_buckets($1)', [keys.map((_, item) => `goods|supplier|item-${item}|||||`)]);
    await owner!.query('analyze');
  });
  const rows: Row[] = [];
  for (const clients of [1, 16]) {
    const bareRates: number[] = [];
    const postRates: number[] = [];
    const used = { bare: [] as number[], post: [] as number[] };
    const measured = async (of: 'bare' | 'post', rates: number[], work: (client: number) => Promise<unknown>) => {
      const before = databaseSeconds(world.dataDir);
      const rate = await perSecond(clients, roundMilliseconds, work);
      rates.push(rate);
      used[of].push(((databaseSeconds(world.dataDir) - before) * 1_000_000) / (rate * roundMilliseconds));
    };
    await withClients(world.server.appUrl, clients, async (open) => {
      for (let warm = 0; warm < 8; warm += 1) await Promise.all(open.map((client) => posting(client)));
      for (let round = 0; round < rounds; round += 1) {
        await measured('bare', bareRates, (client) => bare(open[client]!));
        await measured('post', postRates, (client) => posting(open[client]!));
      }
    });
    const [yardstick, ours] = [median(bareRates), median(postRates)];
    rows.push({ what: `bare PostgreSQL, header + 4 lines + 4 balances, ${clients} client(s)`, value: yardstick, unit: '/s' });
    rows.push({
      what: `ledger.post of 4 lines, ${clients} client(s)`,
      value: ours,
      unit: '/s',
      ratio: ours / yardstick,
      asked: 'ratio 0.60',
    });
    rows.push({
      what: `  PostgreSQL processor time of each, ${clients} client(s)`,
      value: median(used.post),
      unit: 'ms',
      ratio: median(used.post) / median(used.bare),
    });
  }
  return rows;
}
