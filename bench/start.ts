import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './world.ts';
import type { Row } from './world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** From `npm start` to the first page, with packages installed: the demonstration for the first time, then again, then after kill -9. */
export async function benchStart(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
  chmodSync(dataDir, 0o755);
  try {
    rmSync(join(root, 'dist/web'), { recursive: true, force: true });
    rmSync(join(root, 'dist/web.stamp'), { force: true });
    const first = await start(dataDir, 'SIGINT');
    const again: number[] = [];
    for (let time = 0; time < 3; time += 1) again.push(await start(dataDir, 'SIGINT'));
    await start(dataDir, 'SIGKILL');
    const afterKill = await start(dataDir, 'SIGINT');
    return [
      { what: 'first start: pages built, database made, core of the demonstration', value: first, unit: 's', asked: 'under 90 s' },
      { what: 'second start to the first page', value: median(again), unit: 's', asked: 'under 4 s' },
      { what: 'start after kill -9 of the server', value: afterKill, unit: 's' },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Seconds until the first page is there; then ends the server by this signal. */
async function start(dataDir: string, signal: 'SIGINT' | 'SIGKILL'): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, KERVAN_DATA: dataDir, PORT: String(port), DATABASE_URL: '', DATABASE_ADMIN_URL: '' };
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'tools/bootstrap.mjs'), 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  try {
    while (!(await hasPage(port))) {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${said}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    const seconds = (performance.now() - begun) / 1000;
    while (!said.includes('Kervan is ready')) await new Promise((done) => setTimeout(done, 20));
    return seconds;
  } finally {
    // The whole group: the bootstrap and the server that it runs.
    if (child.exitCode === null) process.kill(-child.pid!, signal);
    await ended;
  }
}

async function hasPage(port: number): Promise<boolean> {
  const page = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
  return page?.ok === true && (await page.text()).includes('<html');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
