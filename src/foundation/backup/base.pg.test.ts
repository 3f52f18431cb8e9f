import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { startEmbedded } from '../db/launcher.ts';
import type { Embedded } from '../db/launcher.ts';
import { copyBase, recoverTo } from './base.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-base-'));
chmodSync(base, 0o755);
const archiveDir = join(base, 'archive');
const servers: Embedded[] = [];
afterAll(async () => {
  for (const server of servers) await server.stop();
  rmSync(base, { recursive: true, force: true });
});

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

async function moment(url: string): Promise<Date> {
  const [row] = await ask<{ at: Date }>(url, 'select pg_sleep(0.05), clock_timestamp() as at');
  return row!.at;
}

it('brings the database back as it was at a moment, from a copy made while it ran and the archived log', async () => {
  const server = await startEmbedded({ dataDir: join(base, 'postgres'), archiveDir });
  servers.push(server);
  await ask(server.adminUrl, 'create table kervan.notes (n int); insert into kervan.notes values (1)');
  const early = await moment(server.superUrl);
  await copyBase(server, archiveDir);
  await ask(server.adminUrl, 'insert into kervan.notes values (2)');
  const good = await moment(server.superUrl);
  await ask(server.adminUrl, 'delete from kervan.notes');
  const [segment] = await ask<{ name: string }>(server.superUrl, 'select pg_walfile_name(pg_current_wal_lsn()) as name, pg_switch_wal()');
  await expect.poll(() => existsSync(join(archiveDir, segment!.name)), { timeout: 30_000 }).toBe(true);

  await expect(recoverTo({ dataDir: join(base, 'earlier'), archiveDir, to: early })).rejects.toThrow(/no copy of the database from before/);
  await expect(recoverTo({ dataDir: join(base, 'postgres'), archiveDir, to: good })).rejects.toThrow(/There is a database/);
  const back = await recoverTo({ dataDir: join(base, 'recovered'), archiveDir, to: good });
  servers.push(back);
  expect(await ask(back.adminUrl, 'select n from kervan.notes order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  await ask(back.adminUrl, 'insert into kervan.notes values (3)');
  expect(await ask(server.adminUrl, 'select n from kervan.notes')).toEqual([]);
});
