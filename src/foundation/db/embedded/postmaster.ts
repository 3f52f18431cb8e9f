import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What postmaster.pid says about the server that holds a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  readonly ready: boolean;
}

/**
 * The living server of a data folder, or undefined. After a power cut the file remains, and its number may by then
 * belong to another program, for which PostgreSQL would refuse to start: such a file is removed.
 */
export function livingPostmaster(dataDir: string): Postmaster | undefined {
  const file = join(dataDir, 'postmaster.pid');
  const lines = readText(file)?.split('\n');
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  if (!serves(pid, dataDir)) {
    rmSync(file, { force: true });
    return undefined;
  }
  return { pid, socketDir: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Whether this number is a PostgreSQL server, and this folder's: another cluster may have been given it after a restart. */
function serves(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  if (process.platform === 'win32') return spawnSync('tasklist', ['/FI', `PID eq ${pid}`]).stdout.includes('postgres');
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'command=', '-p', String(pid)]).stdout.includes(dataDir);
  if (!/postgres/.test(readText(`/proc/${pid}/cmdline`) ?? '')) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return isAlive(pid); // not ours to look at: PostgreSQL itself decides
  }
}

/** Whether a process of this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what a killed server left in its socket folder; the lock's number may belong to another program by now. */
export function clearSocket(socketDir: string): void {
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDir, name), { force: true });
}

export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
