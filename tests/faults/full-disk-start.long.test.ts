import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, launch, newDataDir } from './running.ts';

const disk = newDataDir();
/** Room for a new database, not for a mission; mounting needs a right, and where that is missing the test says that it did not run. */
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=62m,mode=755', 'none', disk]).status === 0;

beforeAll(() => {
  if (!mounted) console.log('not run: this account may not mount a small disk');
});
afterAll(() => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true, force: true });
});

it.skipIf(!mounted)('a disk that fills while the first mission is made is named in one sentence, without a stack', async () => {
  const server = launch(disk, await freePort());
  expect(await server.exited).toBe(1);
  expect(server.output().trim().split('\n').at(-1)).toMatch(/^The disk that holds .* is full: free some space and start again/);
});
