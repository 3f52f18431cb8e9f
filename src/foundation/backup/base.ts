import { chownSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { serverAccount } from '../db/embedded/account.ts';
import { placeData } from '../db/embedded/cluster.ts';
import { startEmbedded } from '../db/launcher.ts';
import type { Embedded } from '../db/launcher.ts';
import { StartError } from '../start-error.ts';

/** What lies in a data folder and belongs to the running server alone. */
const leftOut =
  /^(postmaster\.(pid|opts)|start\.log|log|pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)$/;
const emptyFolders = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'];

/**
 * Copies the embedded database's folder into its archive while it runs: the ground from which the archived log leads to
 * any later moment. Answers the copy's folder.
 */
export async function copyBase(server: Pick<Embedded, 'superUrl' | 'dataDir'>, archiveDir: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.superUrl });
  await client.connect();
  const target = join(archiveDir, `base-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`);
  try {
    await client.query(`select pg_backup_start('kervan', true)`);
    await copyFolder(server.dataDir, `${target}.part`, (name) => !leftOut.test(name));
    const { rows } = await client.query<{ labelfile: string; at: Date }>(
      'select labelfile, clock_timestamp() as at from pg_backup_stop(true)',
    );
    writeFileSync(join(`${target}.part`, 'backup_label'), rows[0]!.labelfile, { flush: true });
    writeFileSync(join(`${target}.part`, 'kervan-base.json'), JSON.stringify({ finishedAt: rows[0]!.at.toISOString() }), { flush: true });
    renameSync(`${target}.part`, target);
    return target;
  } catch (error) {
    rmSync(`${target}.part`, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

export interface RecoverOptions {
  /** Must hold no database yet. */
  readonly dataDir: string;
  readonly archiveDir: string;
  /** The moment to return to; absent: the last that the archive knows. */
  readonly to?: Date;
  readonly fsync?: boolean;
}

/** Brings the database back as it was at a moment: the latest copy before it, then the archived log up to it. */
export async function recoverTo(options: RecoverOptions): Promise<Embedded> {
  const account = serverAccount(options.archiveDir);
  const dataDir = placeData(account, options.dataDir);
  if (existsSync(dataDir)) throw new StartError(`There is a database in ${dataDir}: recover into a new folder by setting KERVAN_DATA.`);
  const base = latestBase(options.archiveDir, options.to);
  const draft = `${dataDir}.new-${process.pid}`;
  await copyFolder(base, draft, (name) => name !== 'kervan-base.json');
  for (const name of emptyFolders) mkdirSync(join(draft, name), { recursive: true, mode: 0o700 });
  // The letter Z for UTC is not yet known to PostgreSQL where it reads this.
  const target = options.to
    ? `recovery_target_time = '${options.to.toISOString().replace('T', ' ').replace('Z', '+00')}'\nrecovery_target_action = 'promote'\n`
    : '';
  writeFileSync(
    join(draft, 'postgresql.auto.conf'),
    `hot_standby = off\nrestore_command = 'cp "${options.archiveDir}/%f" "%p"'\n${target}`,
  );
  writeFileSync(join(draft, 'recovery.signal'), '');
  if (account) giveAll(draft, account);
  renameSync(draft, dataDir);
  const server = await startEmbedded({ dataDir: options.dataDir, ...(options.fsync === undefined ? {} : { fsync: options.fsync }) });
  writeFileSync(join(server.dataDir, 'postgresql.auto.conf'), '');
  return server;
}

function latestBase(archiveDir: string, to: Date | undefined): string {
  const names = existsSync(archiveDir) ? readdirSync(archiveDir).filter((name) => /^base-\w+$/.test(name)) : [];
  const usable = names.filter((name) => {
    const { finishedAt } = JSON.parse(readFileSync(join(archiveDir, name, 'kervan-base.json'), 'utf8')) as { finishedAt: string };
    return !to || new Date(finishedAt) <= to;
  });
  const last = usable.sort().at(-1);
  if (!last)
    throw new StartError(
      `The archive ${archiveDir} holds no copy of the database from before that moment: it begins with the first "kervan base".`,
    );
  return join(archiveDir, last);
}

/** Copies a folder whose files come and go; each file is on the disk before the next. */
async function copyFolder(from: string, to: string, isWanted: (name: string) => boolean): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (!isWanted(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target, () => true);
    else if (entry.isFile()) await copyOne(source, target);
  }
}

async function copyOne(source: string, target: string): Promise<void> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    // A table dropped meanwhile; the log knows.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(dirname(target))) return;
    throw error;
  }
  const file = await open(target, 'r+');
  await file.sync();
  await file.close();
}

function giveAll(folder: string, account: { uid: number; gid: number }): void {
  chownSync(folder, account.uid, account.gid);
  for (const name of readdirSync(folder, { recursive: true }) as string[]) chownSync(join(folder, name), account.uid, account.gid);
}
