import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir, totalmem } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { StartError } from '../../start-error.ts';
import { canEnter, giveTo, runAs } from './account.ts';
import type { Account } from './account.ts';
import { lastLine, sharedBase } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { readText } from './postmaster.ts';

/** Linux cuts socket paths at 107 bytes. */
const LONGEST_SOCKET_PATH = 107;

/**
 * Where the data really goes: the asked folder, or one under /var/lib/kervan when `nobody` cannot reach that. Data that
 * went there once is found there again, even if the way to the asked folder has been opened since.
 * @returns an absolute path without symbolic links; the folder above it exists.
 */
export function placeData(account: Account, asked: string): string {
  const wanted = resolve(asked);
  const above = dirname(wanted);
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 8);
  const moved = join(sharedBase(), `${basename(wanted)}-${hash}`);
  mkdirSync(above, { recursive: true });
  const isHere = existsSync(join(wanted, 'PG_VERSION')) || (!existsSync(moved) && canEnter(account, above));
  if (isHere) return join(realpathSync(above), basename(wanted));
  mkdirSync(sharedBase(), { recursive: true, mode: 0o755 });
  return join(realpathSync(sharedBase()), basename(moved));
}

/** Creates the data folder if there is none; a creation cut short leaves none, since the last step is a rename. */
export async function ensureCluster(account: Account, binaries: Binaries, dataDir: string): Promise<void> {
  const version = readText(join(dataDir, 'PG_VERSION'))?.trim();
  if (version === binaries.major) return;
  if (version) {
    throw new StartError(
      `The data folder ${dataDir} was made by PostgreSQL ${version} and this Kervan brings PostgreSQL ${binaries.major}: take a backup with the Kervan that made it and restore it here, or set KERVAN_DATA to another folder.`,
    );
  }
  if (holdsFiles(dataDir)) {
    throw new StartError(`The data folder ${dataDir} holds files but no database: empty it, or set KERVAN_DATA to another folder.`);
  }
  const draft = mkdtempSync(`${dataDir}.new-`);
  giveTo(account, draft);
  try {
    await initialise(account, binaries, draft);
    if (existsSync(dataDir)) rmSync(dataDir, { recursive: true });
    renameSync(draft, dataDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (readText(join(dataDir, 'PG_VERSION'))?.trim() !== binaries.major) throw error; // else another start was faster
  }
}

function holdsFiles(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw new StartError(
      `The data folder ${folder} belongs to another account (${(error as Error).message}): start Kervan as the account that made it, or set KERVAN_DATA to another folder.`,
    );
  }
}

async function initialise(account: Account, binaries: Binaries, draft: string): Promise<void> {
  // The built-in C.UTF-8 sorts the same for ever; libc and ICU change their order between versions and break indexes.
  const { status, output } = await runAs(account, binaries.initdb, [
    '-D',
    draft,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
  ]);
  if (status !== 0)
    throw new StartError(wordsFor(output, draft) ?? `The database could not be created in ${dirname(draft)}: ${lastLine(output)}.`);
  write(account, join(draft, 'pg_hba.conf'), 'local all all trust\nlocal replication all trust\n');
  const own = `${readText(join(draft, 'postgresql.conf')) ?? ''}\ninclude 'kervan.conf'\ninclude_if_exists 'local.conf'\n`;
  write(account, join(draft, 'postgresql.conf'), own);
}

export interface ClusterSettings {
  readonly socketDir: string;
  readonly fsync: boolean;
  /** Where finished log segments are copied, for recovery to any moment; undefined: nowhere. */
  readonly archiveDir?: string | undefined;
}

/** Writes the settings Kervan needs; an administrator's own go into `local.conf` beside it and win. */
export function configure(account: Account, dataDir: string, settings: ClusterSettings): void {
  const eighth = Math.floor(totalmem() / 8 / 1024 / 1024);
  const lines = [
    '# Written at every start. Put your own settings into local.conf.',
    `listen_addresses = ''`,
    `port = 5432`,
    `unix_socket_directories = '${settings.socketDir.replaceAll("'", "''")}'`,
    'unix_socket_permissions = 0700',
    'max_connections = 200',
    `shared_buffers = ${Math.min(settings.fsync ? 1024 : 256, Math.max(128, eighth))}MB`,
    'max_wal_size = 2GB',
    // For disks without arms: at the usual 4 it reads a table of hundreds of rows whole for four of them; at 1.1 long lists take longer.
    'random_page_cost = 2',
    'idle_in_transaction_session_timeout = 5min',
    'logging_collector = on',
    `log_filename = 'postgresql-%a.log'`,
    'log_truncate_on_rotation = on',
    'log_rotation_size = 0',
    'log_rotation_age = 1d',
    ...archiveLines(settings.archiveDir),
    // Details and statements of errors may hold what people entered.
    'log_error_verbosity = terse',
    'log_min_error_statement = panic',
    ...(settings.fsync ? ['fsync = on', 'full_page_writes = on'] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
  ];
  write(account, join(dataDir, 'kervan.conf'), `${lines.join('\n')}\n`);
}

/** A segment counts as archived only when its copy is on the disk; at most a minute of work lies outside the archive. */
function archiveLines(folder: string | undefined): string[] {
  if (!folder) return [];
  const copy = `cp "%p" "${folder}/%f.part" && sync "${folder}/%f.part" && mv "${folder}/%f.part" "${folder}/%f"`;
  return [
    'archive_mode = on',
    'archive_timeout = 60',
    `archive_command = 'test -f "${folder}/%f" && cmp -s "%p" "${folder}/%f" || (test ! -f "${folder}/%f" && ${copy})'`,
  ];
}

/** The archive's folder, writable by the server's account. */
export function makeArchiveDir(account: Account, asked: string): string {
  if (/["'%\\]/.test(asked)) throw new StartError(`KERVAN_ARCHIVE may not contain quotes, percent signs or backslashes: ${asked}.`);
  mkdirSync(asked, { recursive: true, mode: 0o700 });
  giveTo(account, asked);
  if (!canEnter(account, asked))
    throw new StartError(`PostgreSQL cannot reach the archive folder ${asked}: choose one outside closed folders such as /root.`);
  return realpathSync(asked);
}

/** A folder of mode 0700 for the socket, short enough: beside the data, else under the system's temporary folder. */
export function makeSocketDir(account: Account, dataDir: string, asked?: string): string {
  const beside = asked ? resolve(asked) : `${dataDir}-socket`;
  const folder = fits(beside) ? beside : mkdtempSync(join(fits(`${tmpdir()}/kervan-XXXXXX`) ? tmpdir() : '/tmp', 'kervan-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(account, folder);
  return folder;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(`${folder}/.s.PGSQL.5432`) <= LONGEST_SOCKET_PATH;
}

/** Less than one of the database's log segments: it cannot even recover. */
const LEAST_FREE_BYTES = 20 * 1024 * 1024;

/** One sentence for the failures that people can mend. */
export function wordsFor(output: string, dataDir: string): string | undefined {
  const { bavail, bsize } = statfsSync(dirname(dataDir));
  if (/No space left on device|ENOSPC/i.test(output) || bavail * bsize < LEAST_FREE_BYTES)
    return `The disk that holds ${dirname(dataDir)} is full: free some space and start again, nothing acknowledged is lost.`;
  if (/Permission denied/i.test(output))
    return `PostgreSQL may not write to ${dirname(dataDir)}: give the folder to the account that starts Kervan, or set KERVAN_DATA to another folder.`;
  return undefined;
}

function write(account: Account, file: string, text: string): void {
  if (readText(file) === text) return; // nothing is emptied on a full disk
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    throw new StartError(wordsFor(String(error), dirname(file)) ?? `${file} cannot be written: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  giveTo(account, file);
}
