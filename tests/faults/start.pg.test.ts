import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, launch, newDataDir, postmaster, ready, stop } from './running.ts';

const folders: string[] = [];
function folder(): string {
  const made = newDataDir();
  folders.push(made);
  return made;
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

/** The last line a person reads; a stack would begin with "at". */
function sentence(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

describe('a start that cannot be', () => {
  it('says so in one sentence when the port is taken, and leaves no database running', async () => {
    const dataDir = folder();
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    const server = launch(dataDir, port);
    expect(await server.exited).toBe(1);
    expect(sentence(server.output())).toMatch(new RegExp(`^Port ${port} is taken`));
    expect(postmaster(dataDir)).toBe(0);
    await new Promise((done) => other.close(done));
  });

  it('says so in one sentence when the data folder is of another version', async () => {
    const dataDir = folder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '16\n');
    if (process.getuid?.() === 0) chownSync(join(dataDir, 'postgres'), 65534, 65534);
    const server = launch(dataDir, await freePort());
    expect(await server.exited).toBe(1);
    expect(sentence(server.output())).toMatch(/was made by PostgreSQL 16/);
  });

  it('says so in one sentence when a setting is wrong', async () => {
    const server = launch(folder(), 70_000);
    expect(await server.exited).toBe(1);
    expect(sentence(server.output())).toBe('The setting PORT must be 1 to 65535.');
  });
});

describe('a second start', () => {
  it('on the same folder and port is turned away and does not disturb the first', async () => {
    const dataDir = folder();
    const port = await freePort();
    const first = launch(dataDir, port);
    await ready(first);
    const second = launch(dataDir, port);
    expect(await second.exited).toBe(1);
    expect(sentence(second.output())).toMatch(/is taken/);
    await ready(first);
    await stop(first);
    expect(postmaster(dataDir)).toBe(0);
    const third = launch(dataDir, port);
    await ready(third);
    await stop(third);
  });
});
