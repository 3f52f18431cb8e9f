import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { livingPostmaster } from '#foundation/db/embedded/postmaster.ts';

const root = resolve(import.meta.dirname, '../..');

/** A data folder of this test's own that any account can walk to. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kervan-fault-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  output(): string;
  exited: Promise<number | null>;
}

/** Starts the server program as `npm start` does, without waiting for it. */
export function launch(dataDir: string, port: number, args: readonly string[] = ['--empty']): Running {
  const env = {
    ...process.env,
    KERVAN_DATA: dataDir,
    PORT: String(port),
    DATABASE_URL: '',
    DATABASE_ADMIN_URL: '',
    NODE_ENV: 'production',
  };
  const child = spawn(process.execPath, [join(root, 'src/app/server/main.ts'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-20_000)));
  const exited = new Promise<number | null>((done) => child.once('exit', (status) => done(status)));
  return { child, url: `http://127.0.0.1:${port}`, output: () => text, exited };
}

/** Waits until the server says it is ready; fails with its own words when it ends instead. */
export async function ready(server: Running): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (server.child.exitCode !== null || server.child.signalCode !== null) throw new Error(`the server ended:\n${server.output()}`);
    const answer = await fetch(`${server.url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the server is not ready:\n${server.output()}`);
}

/** Stops it as Ctrl-C does, and waits. */
export async function stop(server: Running): Promise<void> {
  server.child.kill('SIGINT');
  await server.exited;
}

/** Runs the command line on a data folder and answers what it said. */
export function kervan(dataDir: string, args: readonly string[]): { status: number | null; text: string } {
  const env = { ...process.env, KERVAN_DATA: dataDir, DATABASE_URL: '', DATABASE_ADMIN_URL: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/app/server/cli.ts'), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

/** Number of the database's process. */
export function postmaster(dataDir: string): number {
  return livingPostmaster(join(dataDir, 'postgres'))?.pid ?? 0;
}

/** Looks into the database behind the server's back, as its superuser. */
export async function look<T extends object>(dataDir: string, text: string, values: unknown[] = []): Promise<T[]> {
  const socketDir = livingPostmaster(join(dataDir, 'postgres'))?.socketDir;
  const client = new pg.Client({ host: socketDir, port: 5432, user: 'postgres', database: 'kervan', ssl: false });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}
