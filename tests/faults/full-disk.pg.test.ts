import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemOfDatabase } from '#foundation/db/errors.ts';
import { startEmbedded } from '#foundation/db/launcher.ts';
import type { Embedded } from '#foundation/db/launcher.ts';
import { newDataDir } from './running.ts';

const disk = newDataDir();
/** A small disk of its own needs the right to mount one; where that is missing the test says that it did not run. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=120m,mode=755', 'none', disk]).status === 0;

beforeAll(() => {
  if (!mounted) console.log('not run: this account may not mount a small disk');
});
const started: Embedded[] = [];
afterAll(async () => {
  for (const server of started) await server.stop();
  if (mounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

function fill(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize)));
}

describe.skipIf(!mounted)('a full disk', () => {
  const dataDir = join(disk, 'postgres');

  it('is named in one sentence at the first start, which leaves nothing behind', async () => {
    fill();
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/is full: free some space/);
    rmSync(join(disk, 'filler'));
    const server = await startEmbedded({ dataDir });
    await server.stop();
  });

  it('refuses what it cannot keep while running, and goes on with all it acknowledged when there is space', async () => {
    const server = await startEmbedded({ dataDir });
    started.push(server);
    await ask(server.adminUrl, 'create table kervan.kept (n int, words text)');
    fill();
    let acknowledged = 0;
    let refusal: unknown;
    while (refusal === undefined) {
      const row = `insert into kervan.kept select ${acknowledged}, string_agg(md5(random()::text), '') from generate_series(1, 30000)`;
      await ask(server.adminUrl, row).then(
        () => (acknowledged += 1),
        (error: unknown) => (refusal = error),
      );
    }
    expect(problemOfDatabase(refusal)?.code).toMatch(/^common\.(disk-full|database-away)$/);
    rmSync(join(disk, 'filler'));
    const kept = () => ask(server.adminUrl, 'select count(*)::int as n, max(n) + 1 as last from kervan.kept').catch(() => []);
    await expect.poll(kept, { timeout: 40_000 }).toEqual([{ n: acknowledged, last: acknowledged === 0 ? null : acknowledged }]);
    await ask(server.adminUrl, `insert into kervan.kept values (-1, 'again')`);
  });
});

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as unknown[];
  } finally {
    await client.end();
  }
}
