import { newId } from '#foundation/ids.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import { makeBareTables } from './ledger.ts';
import { envelopeOf, mostClients, roundOf, rowsOf, warmUp, withBareServer, withServer } from './served.ts';
import type { Client, Round, Served } from './served.ts';
import { lyingIn, setYard } from './yard.ts';
import type { Yard } from './yard.ts';
import { withClients } from './world.ts';
import type { Row, World } from './world.ts';

const warmCommands = 4_000;
const rounds = 5;
const roundMilliseconds = 3_000;

/** A whole command over HTTP: session checked, input validated, posted, logged, answered; in turn with the bare write over HTTP. */
export async function benchHttp(world: World): Promise<Row[]> {
  await withClients(world.server.adminUrl!, 1, ([owner]) => makeBareTables(owner!));
  const send = receiveIn(await setYard(world));
  return withBareServer(world, (bare) =>
    withServer(world, async (served) => {
      await warmUp(served.people, warmCommands, send);
      await warmUp(bare.people, warmCommands, send);
      const rows: Row[] = [];
      for (const clients of [1, mostClients]) rows.push(...(await measure(world, { served, bare, send }, clients)));
      return rows;
    }),
  );
}

interface Sending {
  readonly served: Served;
  readonly bare: Served;
  readonly send: (person: Client) => Promise<void>;
}
async function measure(world: World, { served, bare, send }: Sending, clients: number): Promise<Row[]> {
  const yardstick: Round[] = [];
  const seen: Round[] = [];
  // In earnest the database's own housekeeping does this within minutes; without it, it plans for empty tables.
  await withClients(world.server.adminUrl!, 1, ([owner]) => owner!.query('analyze'));
  for (let round = 0; round < rounds; round += 1) {
    yardstick.push(await roundOf(bare, clients, roundMilliseconds / 2, send));
    seen.push(await roundOf(served, clients, roundMilliseconds, send));
  }
  const asked = { rate: clients === 1 ? '300' : '700', node: 'at most 0.9', database: 'at most 0.6' };
  return [
    ...rowsOf(`a bare write of 4 lines over HTTP, ${clients} client(s)`, yardstick, {}),
    ...rowsOf(`a command over HTTP that posts 4 lines, ${clients} client(s)`, seen, asked, yardstick),
  ];
}

/** Four lines of true items: what the mission does not know, is not booked. */
const receiveIn =
  ({ items, bins }: Yard) =>
  (person: Client) => {
    const chosen = Array.from({ length: 4 }, () => Math.floor(Math.random() * items.length));
    const lines = [...new Set(chosen)].map((at) => ({
      from: { virtual: 'supplier' as const, item: items[at]! },
      to: lyingIn(items[at]!, bins[0]!),
      qty: 1 + at,
    }));
    return person.send(envelopeOf(postDocument, { documentId: newId(), kind: 'receipt', lines }));
  };
