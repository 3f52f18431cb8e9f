import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { startEmbedded } from './launcher.ts';
import type { Embedded } from './launcher.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-launcher-'));
chmodSync(base, 0o755); // mkdtemp's 0700 would send root's data elsewhere
const started: Embedded[] = [];

async function start(dataDir: string): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, fsync: false });
  started.push(server);
  return server;
}

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

const folder = (...parts: string[]): string => {
  const path = join(base, ...parts);
  mkdirSync(path, { recursive: true });
  return path;
};

afterAll(async () => {
  for (const server of started) await server.stop();
  for (const server of started) rmSync(server.dataDir, { recursive: true, force: true });
  rmSync(base, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('keeps its data through stop and start, with checksums and without a network address', async () => {
    const first = await start(join(folder('plain'), 'postgres'));
    await ask(first.adminUrl, 'create table kervan.kept as select 7 as n');
    await first.stop();
    const second = await start(join(folder('plain'), 'postgres'));
    expect(second.adopted).toBe(false);
    expect(await ask(second.adminUrl, 'select n from kervan.kept')).toEqual([{ n: 7 }]);
    expect(
      await ask(second.appUrl, `select current_setting('data_checksums') as sums, current_setting('listen_addresses') as net`),
    ).toEqual([{ sums: 'on', net: '' }]);
  });

  it('lets the serving role neither create tables nor pass row-level security', async () => {
    const server = await start(join(folder('plain'), 'postgres'));
    await expect(ask(server.appUrl, 'create table kervan.mine (n int)')).rejects.toThrow(/permission denied/);
    expect(await ask(server.appUrl, 'select rolsuper, rolbypassrls, rolcreatedb from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreatedb: false },
    ]);
  });

  it('adopts a running server, and only its last user stops it', async () => {
    const first = await start(join(folder('shared'), 'postgres'));
    const second = await start(join(folder('shared'), 'postgres'));
    expect(second).toMatchObject({ adopted: true, pid: first.pid });
    await first.stop();
    expect(await ask(second.appUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await second.stop();
    await expect(ask(second.appUrl, 'select 1 as n')).rejects.toThrow();
  });

  it('brings a killed server back at the same address, with all that was acknowledged', async () => {
    const server = await startEmbedded({ dataDir: join(folder('killed'), 'postgres') });
    started.push(server);
    await ask(server.adminUrl, 'create table kervan.kept as select 8 as n');
    process.kill(server.pid, 'SIGKILL');
    await expect.poll(() => ask(server.adminUrl, 'select n from kervan.kept').catch(() => []), { timeout: 40_000 }).toEqual([{ n: 8 }]);
  });

  it('starts though postmaster.pid names a living program that is no PostgreSQL', async () => {
    const first = await start(join(folder('power-cut'), 'postgres'));
    await first.stop();
    const lines = [process.pid, first.dataDir, 1, 5432, '/nowhere', '', '', 'ready'];
    writeFileSync(join(first.dataDir, 'postmaster.pid'), `${lines.join('\n')}\n`);
    const second = await start(join(folder('power-cut'), 'postgres'));
    expect(second.adopted).toBe(false);
    expect(await ask(second.appUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it('says in one sentence that the data folder is of another version', async () => {
    const dataDir = folder('old', 'postgres');
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/was made by PostgreSQL 15 and this Kervan brings PostgreSQL 18/);
  });

  it('touches no folder that holds other files', async () => {
    const dataDir = folder('other', 'postgres');
    writeFileSync(join(dataDir, 'letter.txt'), 'mine');
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/holds files but no database/);
    expect(readFileSync(join(dataDir, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('finds a short socket folder when the data lies too deep for one', async () => {
    const server = await start(join(folder('deep', 'x'.repeat(120)), 'postgres'));
    expect(await ask(server.appUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  it.skipIf(process.getuid?.() !== 0)('as root, moves the data to where nobody can reach it', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'kervan-closed-')); // mkdtemp makes it 0700
    const server = await start(join(closed, 'var', 'postgres'));
    expect(server.dataDir).toMatch(/^\/var\/lib\/kervan\/[0-9a-f]{12}\//);
    expect(await ask(server.appUrl, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
    chmodSync(closed, 0o755); // the way is open now, but the data is where it went
    expect((await start(join(closed, 'var', 'postgres'))).dataDir).toBe(server.dataDir);
    rmSync(closed, { recursive: true, force: true });
  });
});
