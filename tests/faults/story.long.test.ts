import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { trucksAcross } from '#app/server/demo/story/programme.ts';
import { freePort, kervan, launch, look, newDataDir, postmaster, ready, stop } from './running.ts';
import type { Running } from './running.ts';

const dataDir = newDataDir();
let server: Running | undefined;
afterAll(async () => {
  if (server) await stop(server);
  rmSync(dataDir, { recursive: true, force: true });
});

interface Told {
  readonly state: string;
  readonly done: number;
  readonly attempt: number;
}
const told = async () =>
  (await look<Told>(dataDir, `select state, done::int as done, attempt from m_esem.job_runs where name = 'demo.play-story'`))[0];
const count = async (text: string) => (await look<{ n: number }>(dataDir, `select (${text})::int as n`))[0]!.n;

/** Waits for the story to come so far; fails with the server's words when it ends instead. */
async function until(far: (now: Told | undefined) => boolean): Promise<void> {
  for (;;) {
    if (server!.child.exitCode !== null) throw new Error(`the server ended:\n${server!.output()}`);
    if (far(await told())) return;
    await new Promise((done) => setTimeout(done, 500));
  }
}
async function start(): Promise<void> {
  server = launch(dataDir, await freePort(), []);
  // A first start loads the core pack before it opens its doors.
  await ready(server).catch(() => ready(server!));
}

it('server and database killed in the middle of the story: it goes on, nothing is told twice, and all of it is proven', async () => {
  await start();
  await until((now) => (now?.done ?? 0) > 600);
  const database = postmaster(dataDir);
  server!.child.kill('SIGKILL');
  process.kill(database, 'SIGKILL');
  await server!.exited;
  await start();
  await until((now) => now?.state === 'done' || now?.state === 'failed');
  expect(await told()).toMatchObject({ state: 'done', attempt: 2 });
  expect(server!.output()).not.toContain('was cut off');
  const crossed = `select count(distinct leg_id) from m_esem.shipment_facts where kind = `;
  // Three of the core pack's trucks cross besides; of those that turn back one is the core pack's.
  expect(await count(`${crossed}'crossed'`)).toBe(trucksAcross() - 2 + 3);
  expect(await count(`${crossed}'turned-back'`)).toBe(3);
  expect(await count(`select count(*) from m_esem.ledger_buckets where virtual = 'unexplained'`)).toBe(0);
  expect(kervan(dataDir, ['prove'])).toMatchObject({ status: 0 });
}, 1_800_000);
