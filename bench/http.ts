import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { apply } from '#app/server/cli/commands.ts';
import { newId } from '#foundation/ids.ts';
import { assignRole, createUser } from '#kernel/access/contract/users.ts';
import { bare, makeBareTables } from './ledger.ts';
import { databaseSeconds, median, perSecond, processorSeconds, withClients } from './world.ts';
import type { Row, World } from './world.ts';

const mostClients = 16;
/** Each client is a person of its own. */
const loginOf = (client: number) => ({ email: `storekeeper-${client}@bench.example`, password: 'a long password for the bench 7' });
const warmCommands = 4_000;
const rounds = 5;
const roundMilliseconds = 3_000;
const items = 500;

/** A whole command over HTTP: session checked, input validated, posted, logged, answered. */
export async function benchHttp(world: World): Promise<Row[]> {
  await enterUsers(world);
  await withClients(world.server.adminUrl!, 1, ([owner]) => makeBareTables(owner!));
  const child = spawn(process.execPath, [fileURLToPath(new URL('http-server.ts', import.meta.url)), world.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await portOf(child);
    const open: Client[] = [];
    for (let client = 0; client < mostClients; client += 1) open.push(await signIn(port, loginOf(client)));
    // The engines warm up by count, not by time: what a single client sends in seconds is too little to compile the way of a command.
    let left = warmCommands;
    await Promise.all(
      open.map(async (person) => {
        while ((left -= 1) >= 0) await person.post('/api/commands', [receipt()]);
      }),
    );
    const rows: Row[] = [];
    for (const clients of [1, mostClients]) rows.push(...(await measure(world, child, open, clients)));
    return rows;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function enterUsers(world: World): Promise<void> {
  const { kervan } = world.server;
  const mission = kervan.missions.find('bench')!;
  for (let client = 0; client < mostClients; client += 1) {
    const userId = newId();
    await apply(kervan, mission, createUser, { userId, name: `Bench Storekeeper ${client}`, language: 'en', ...loginOf(client) });
    await apply(kervan, mission, assignRole, { assignmentId: newId(), userId, roleId: 'administrator', scope: { kind: 'mission' } });
  }
}

async function measure(world: World, child: ChildProcess, people: readonly Client[], clients: number): Promise<Row[]> {
  const rates: number[] = [];
  const yardstick: number[] = [];
  const node: number[] = [];
  const database: number[] = [];
  // In earnest the database's own housekeeping does this within minutes; without it, it plans for empty tables.
  await withClients(world.server.adminUrl!, 1, ([owner]) => owner!.query('analyze'));
  for (let round = 0; round < rounds; round += 1) {
    await withClients(world.server.appUrl, clients, async (open) => {
      yardstick.push(await perSecond(clients, roundMilliseconds / 2, (client) => bare(open[client]!)));
    });
    const before = [processorSeconds(child.pid!), databaseSeconds(world.dataDir)] as const;
    const rate = await perSecond(clients, roundMilliseconds, (client) => people[client]!.post('/api/commands', [receipt()]));
    const done = (rate * roundMilliseconds) / 1000;
    rates.push(rate);
    node.push(((processorSeconds(child.pid!) - before[0]) * 1000) / done);
    database.push(((databaseSeconds(world.dataDir) - before[1]) * 1000) / done);
  }
  return [
    {
      what: `a command over HTTP that posts 4 lines, ${clients} client(s)`,
      value: median(rates),
      unit: '/s',
      ratio: median(rates) / median(yardstick),
      asked: clients === 1 ? '300' : '700',
    },
    { what: `  Node processor time of each, ${clients} client(s)`, value: median(node), unit: 'ms', asked: 'at most 0.9' },
    { what: `  PostgreSQL processor time of each, ${clients} client(s)`, value: median(database), unit: 'ms', asked: 'at most 0.6' },
  ];
}

function receipt() {
  const chosen = Array.from({ length: 4 }, () => Math.floor(Math.random() * items));
  const lines = [...new Set(chosen)].map((item) => ({
    from: { virtual: 'supplier', item: `item-${item}` },
    to: { item: `item-${item}`, place: 'BRC-A1', condition: 'good', owner: 'own' },
    qty: 1 + item,
  }));
  const input = { documentId: newId(), kind: 'receipt', lines };
  return { id: newId(), name: 'ledger.post-document', version: 1, input, occurredAt: new Date().toISOString() };
}

interface Client {
  post(path: string, body: unknown): Promise<void>;
}

async function signIn(port: number, login: ReturnType<typeof loginOf>): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const send = (path: string, body: unknown, cookie?: string) =>
    new Promise<{ status: number; cookie: string | undefined; text: string }>((resolve, reject) => {
      const payload = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'x-kervan': '1',
        ...(cookie ? { cookie } : {}),
      };
      const out = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            cookie: answer.headers['set-cookie']?.[0]?.split(';')[0],
            text: Buffer.concat(parts).toString(),
          }),
        );
      });
      out.on('error', reject);
      out.end(payload);
    });
  const { cookie, text } = await send('/api/sign-in', login);
  if (!cookie) throw new Error(`the bench could not sign in: ${text}`);
  return {
    post: async (path, body) => {
      const { status, text: said } = await send(path, body, cookie);
      if (status !== 200 || !said.includes('"applied"')) throw new Error(`${status} ${said}`);
    },
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  for await (const chunk of child.stdout!) {
    const port = /port (\d+)/.exec(String(chunk))?.[1];
    if (port) return Number(port);
  }
  throw new Error('the served process ended before it listened');
}
