// Two of the numbers are long tests already; here they are run and their measure is kept.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row } from './world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs one long test; answers its seconds, or fails with what it said. */
function longTest(file: string): Promise<number> {
  const begun = performance.now();
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'long', '--reporter=dot', file];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done, fail) => {
    child.once('exit', (status) => (status === 0 ? done((performance.now() - begun) / 1000) : fail(new Error(`${file} failed:\n${said}`))));
  });
}

/** Commands of forty devices, shuffled, threefold, with answers lost, beside one clean run. */
export async function benchReplay(): Promise<Row[]> {
  const seconds = await longTest('src/kernel/sync/server/replay.long.test.ts');
  return [
    { what: '10,000 commands of 40 devices, shuffled, threefold, answers lost, and one clean run beside', value: seconds, unit: 's' },
    { what: '  balances, outcomes of facts and open exceptions that differ', value: 0, unit: '', asked: 'none' },
  ];
}

/** Kill -9 of server and database under load. */
export async function benchFaults(): Promise<Row[]> {
  const seconds = await longTest('tests/faults/kill.long.test.ts');
  return [
    { what: '20 rounds of kill -9 of server and database under load', value: seconds, unit: 's' },
    { what: '  acknowledged and lost, or applied twice', value: 0, unit: '', asked: 'none' },
  ];
}
