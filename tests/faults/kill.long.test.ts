import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Envelope, Outcome } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { freePort, kervan, launch, look, newDataDir, postmaster, ready, stop } from './running.ts';
import type { Running } from './running.ts';

const rounds = 20;
const clients = 6;
const dataDir = newDataDir();
let port = 0;
let server: Running;
let cookie = '';

beforeAll(async () => {
  port = await freePort();
  expect(kervan(dataDir, ['mission', 'create', 'storm', '--name', 'Storm'])).toMatchObject({ status: 0 });
  const made = kervan(dataDir, ['user', 'create', '--name', 'Clerk', '--email', 'clerk@example.org']);
  const password = /with the password (\S+)/.exec(made.text)?.[1];
  server = launch(dataDir, port);
  await ready(server);
  const signedIn = await fetch(`${server.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kervan': '1' },
    body: JSON.stringify({ email: 'clerk@example.org', password }),
  });
  expect(signedIn.status).toBe(200);
  cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
});
afterAll(async () => {
  await stop(server);
  rmSync(dataDir, { recursive: true, force: true });
});

/** A decision whose effect is one row under a name of its own. */
function envelope(): Envelope {
  const id = newId();
  const roleId = `r-${id}`;
  return {
    id,
    name: 'access.create-role',
    version: 1,
    input: { roleId, names: { en: 'R', tr: 'R', ar: 'R' }, permissions: [] },
    occurredAt: new Date().toISOString(),
  };
}

async function send(item: Envelope): Promise<Outcome | undefined> {
  try {
    const answer = await fetch(`${server.url}/api/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kervan': '1', cookie },
      body: JSON.stringify([item]),
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) return undefined;
    return ((await answer.json()) as { outcomes: Outcome[] }).outcomes[0];
  } catch {
    return undefined; // the answer was lost: nobody knows whether it happened
  }
}

const sent: Envelope[] = [];
const acknowledged = new Set<string>();

/** Clients write as fast as they are answered until told to stop. */
async function load(until: Promise<void>): Promise<void> {
  let stopped = false;
  const told = until.then(() => (stopped = true));
  const client = async () => {
    while (!stopped) {
      const item = envelope();
      sent.push(item);
      const outcome = await send(item);
      if (outcome?.state === 'applied') acknowledged.add(item.id);
      if (!outcome) await new Promise((done) => setTimeout(done, 20));
    }
  };
  await Promise.all([told, ...Array.from({ length: clients }, client)]);
}

/** Kills without warning: the server, the database, or both at once. */
async function strike(round: number): Promise<void> {
  await new Promise((done) => setTimeout(done, 300 + Math.random() * 700));
  const database = postmaster(dataDir);
  if (round % 3 !== 0) process.kill(database, 'SIGKILL');
  if (round % 3 !== 1) {
    server.child.kill('SIGKILL');
    await server.exited;
  }
}

it(`keeps what it acknowledged, once, through ${rounds} rounds of kill -9`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const before = acknowledged.size;
    await load(strike(round));
    expect(acknowledged.size, `round ${round} wrote something`).toBeGreaterThan(before);
    if (round % 3 !== 1) server = launch(dataDir, port);
    await ready(server);
  }
  const logged = await look<{ id: string }>(dataDir, `select id from m_storm.command_log where state = 'applied'`);
  const present = new Set(logged.map((row) => row.id));
  const effects = new Set(
    (await look<{ id: string }>(dataDir, `select substr(id, 3) as id from m_storm.roles where id like 'r-%'`)).map((row) => row.id),
  );
  expect(
    [...acknowledged].filter((id) => !present.has(id) || !effects.has(id)),
    'acknowledged and lost',
  ).toEqual([]);
  expect(
    [...effects].filter((id) => !present.has(id)),
    'done without a record',
  ).toEqual([]);

  // Every client sends everything again, in another order: what had happened is only told again.
  for (const item of [...sent].sort(() => Math.random() - 0.5)) {
    const outcome = await send(item);
    expect(outcome?.state).toBe('applied');
    if (present.has(item.id)) expect(outcome).toMatchObject({ replayed: true });
  }
  const [count] = await look<{ logged: number; done: number }>(
    dataDir,
    `
    select (select count(*)::int from m_storm.command_log where name = 'access.create-role') as logged,
           (select count(*)::int from m_storm.roles where id like 'r-%') as done`,
  );
  expect(count).toEqual({ logged: sent.length, done: sent.length });
  console.log(
    `${rounds} rounds, ${sent.length} commands sent, ${acknowledged.size} acknowledged, ${sent.length - present.size} had not happened and did after being sent again`,
  );
});
