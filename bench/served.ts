import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { apply } from '#app/server/cli/commands.ts';
import type { CommandDef, Envelope } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { assignRole, createUser } from '#kernel/access/contract/users.ts';
import { databaseSeconds, median, perSecond, processorSeconds } from './world.ts';
import type { Row, World } from './world.ts';

export const mostClients = 16;
/** Each client is a person of its own. */
const loginOf = (client: number) => ({ email: `storekeeper-${client}@bench.example`, password: 'a long password for the bench 7' });

/** A served mission with sixteen people signed in. */
export interface Served {
  readonly people: readonly Client[];
  /** Processor seconds so far of the serving process and of PostgreSQL. */
  used(): { readonly node: number; readonly database: number };
}

/** Serves the mission in a process of its own, so that its processor time can be told from the load's, for the work's time. */
export async function withServer<T>(world: World, work: (served: Served) => Promise<T>): Promise<T> {
  await enterUsers(world);
  return withProcess(world, ['http-server.ts', world.dataDir], async ({ port, used }) => {
    const people: Client[] = [];
    for (let client = 0; client < mostClients; client += 1) people.push(await signIn(port, loginOf(client)));
    return work({ people, used });
  });
}

/** Serves the bare write over HTTP, for the work's time: what a machine takes for HTTP and PostgreSQL without any of our rules. */
export function withBareServer<T>(world: World, work: (served: Served) => Promise<T>): Promise<T> {
  return withProcess(world, ['bare-server.ts', world.server.appUrl], ({ port, used }) => {
    const nobody = (): Client => {
      const send = door(port);
      const write = async (envelope: unknown) => (await send('/', [envelope])).text;
      return { try: write, send: async (envelope) => void (await write(envelope)), ask: () => Promise.reject(new Error('it only writes')) };
    };
    return work({ people: Array.from({ length: mostClients }, nobody), used });
  });
}

async function withProcess<T>(
  world: World,
  [file, arg]: readonly [string, string],
  work: (child: Pick<Served, 'used'> & { readonly port: number }) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), arg], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await portOf(child);
    return await work({ port, used: () => ({ node: processorSeconds(child.pid!), database: databaseSeconds(world.dataDir) }) });
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

/** An envelope that happened now. */
export function envelopeOf<I extends z.ZodObject>(def: CommandDef<I>, input: z.input<I>): Envelope {
  return {
    id: newId(),
    name: def.name,
    version: def.version,
    input: input as Record<string, unknown>,
    occurredAt: new Date().toISOString(),
  };
}

/** The engines warm up by count, not by time: what a single client sends in seconds is too little to compile the way of a command. */
export async function warmUp(people: readonly Client[], commands: number, send: (person: Client) => Promise<unknown>): Promise<void> {
  let left = commands;
  await Promise.all(
    people.map(async (person) => {
      while ((left -= 1) >= 0) await send(person);
    }),
  );
}

/** One round of a load: how often a second, and processor milliseconds of each. */
export interface Round {
  readonly rate: number;
  readonly node: number;
  readonly database: number;
}

/** Sends by so many people at once for so long. */
export async function roundOf(
  served: Served,
  clients: number,
  milliseconds: number,
  send: (person: Client) => Promise<unknown>,
): Promise<Round> {
  const before = served.used();
  const rate = await perSecond(clients, milliseconds, (client) => send(served.people[client]!));
  const after = served.used();
  const done = (rate * milliseconds) / 1000;
  return { rate, node: ((after.node - before.node) * 1000) / done, database: ((after.database - before.database) * 1000) / done };
}

/** Sends each thing once, by so many people at once. */
export async function roundOver<T>(
  served: Served,
  clients: number,
  things: readonly T[],
  send: (person: Client, thing: T) => Promise<unknown>,
): Promise<Round> {
  const before = served.used();
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    served.people.slice(0, clients).map(async (person) => {
      for (let at = next++; at < things.length; at = next++) await send(person, things[at]!);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const after = served.used();
  const each = (key: 'node' | 'database') => ((after[key] - before[key]) * 1000) / things.length;
  return { rate: things.length / seconds, node: each('node'), database: each('database') };
}

/** The middle of several rounds as rows of the report. */
export function rowsOf(
  what: string,
  rounds: readonly Round[],
  asked: Partial<Record<keyof Round, string>>,
  beside?: readonly Round[],
): Row[] {
  const units = { rate: '/s', node: 'ms', database: 'ms' };
  const row = (key: keyof Round, name: string): Row => {
    const of = (seen: readonly Round[]) => median(seen.map((round) => round[key]));
    const words = asked[key];
    return {
      what: name,
      value: of(rounds),
      unit: units[key],
      ...(beside ? { ratio: of(rounds) / of(beside) } : {}),
      ...(words ? { asked: words } : {}),
    };
  };
  return [row('rate', what), row('node', '  Node processor time of each'), row('database', '  PostgreSQL processor time of each')];
}

export interface Client {
  /** Sends one command through the batch's door; one that is not applied fails the bench. */
  send(envelope: Envelope): Promise<void>;
  /** The same for one that may be refused; answers what was said. */
  try(envelope: Envelope): Promise<string>;
  /** Asks a query; answers its data. */
  ask(name: string, input: unknown): Promise<unknown>;
}

/** One person's kept connection to a served process. */
function door(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return (path: string, body: unknown, cookie?: string) =>
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
}

async function signIn(port: number, login: ReturnType<typeof loginOf>): Promise<Client> {
  const send = door(port);
  const { cookie, text } = await send('/api/sign-in', login);
  if (!cookie) throw new Error(`the bench could not sign in: ${text}`);
  const answered = async (path: string, body: unknown) => {
    const { status, text: said } = await send(path, body, cookie);
    if (status !== 200) throw new Error(`${status} ${said.slice(0, 500)}`);
    return said;
  };
  return {
    try: (envelope) => answered('/api/commands', [envelope]),
    send: async (envelope) => {
      const said = await answered('/api/commands', [envelope]);
      if (!said.includes('"applied"')) throw new Error(said.slice(0, 500));
    },
    ask: async (name, input) => (JSON.parse(await answered(`/api/queries/${name}`, input)) as { data: unknown }).data,
  };
}

async function portOf(child: ChildProcess): Promise<number> {
  for await (const chunk of child.stdout!) {
    const port = /port (\d+)/.exec(String(chunk))?.[1];
    if (port) return Number(port);
  }
  throw new Error('the served process ended before it listened');
}
