import { newId } from '#foundation/ids.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { bare, makeBareTables } from './ledger.ts';
import { envelopeOf, mostClients, roundOf, rowsOf, warmUp, withServer } from './served.ts';
import type { Client, Round, Served } from './served.ts';
import { median, perSecond, withClients } from './world.ts';
import type { Row, World } from './world.ts';

const warmCommands = 4_000;
const rounds = 5;
const roundMilliseconds = 3_000;
const items = 500;

/** A whole command over HTTP: session checked, input validated, posted, logged, answered. */
export async function benchHttp(world: World): Promise<Row[]> {
  await withClients(world.server.adminUrl!, 1, ([owner]) => makeBareTables(owner!));
  return withServer(world, async (served) => {
    await warmUp(served.people, warmCommands, receive);
    const rows: Row[] = [];
    for (const clients of [1, mostClients]) rows.push(...(await measure(world, served, clients)));
    return rows;
  });
}

async function measure(world: World, served: Served, clients: number): Promise<Row[]> {
  const yardstick: number[] = [];
  const seen: Round[] = [];
  // In earnest the database's own housekeeping does this within minutes; without it, it plans for empty tables.
  await withClients(world.server.adminUrl!, 1, ([owner]) => owner!.query('analyze'));
  for (let round = 0; round < rounds; round += 1) {
    await withClients(world.server.appUrl, clients, async (open) => {
      yardstick.push(await perSecond(clients, roundMilliseconds / 2, (client) => bare(open[client]!)));
    });
    seen.push(await roundOf(served, clients, roundMilliseconds, receive));
  }
  const asked = { rate: clients === 1 ? '300' : '700', node: 'at most 0.9', database: 'at most 0.6' };
  return rowsOf(`a command over HTTP that posts 4 lines, ${clients} client(s)`, seen, asked, median(yardstick));
}

function receive(person: Client): Promise<void> {
  const chosen = Array.from({ length: 4 }, () => Math.floor(Math.random() * items));
  const lines = [...new Set(chosen)].map((item) => ({
    from: { virtual: 'supplier' as const, item: `item-${item}` },
    to: { item: `item-${item}`, place: 'BRC-A1', condition: 'good', owner: 'own' },
    qty: 1 + item,
  }));
  return person.send(envelopeOf(postDocument, { documentId: newId(), kind: 'receipt', lines }));
}
