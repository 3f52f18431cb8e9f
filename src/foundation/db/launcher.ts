import { rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { runAs, serverAccount } from './embedded/account.ts';
import type { Account } from './embedded/account.ts';
import { findBinaries, lastLine } from './embedded/binaries.ts';
import type { Binaries } from './embedded/binaries.ts';
import { configure, ensureCluster, makeArchiveDir, makeSocketDir, placeData, wordsFor } from './embedded/cluster.ts';
import { clearSocket, livingPostmaster, readText } from './embedded/postmaster.ts';
import { prepareDatabase } from './embedded/roles.ts';

export interface EmbeddedOptions {
  /** The database's folder; created at the first start. */
  readonly dataDir: string;
  /** Where the socket lies; by default beside the data, or in a short private folder. */
  readonly socketDir?: string;
  /** False only for tests whose data may be lost. */
  readonly fsync?: boolean;
  /** Where finished log segments are copied, for recovery to any moment. */
  readonly archiveDir?: string | undefined;
  /** Told in one sentence when a server that died cannot be brought back; tried again until it can. */
  readonly onTrouble?: (sentence: string) => void;
}

export interface Embedded {
  /** Role `kervan_owner`: migrates, may create schemas and databases. */
  readonly adminUrl: string;
  /** Role `kervan_app`: serves, owns nothing. */
  readonly appUrl: string;
  /** Superuser: backups of the whole server, and the template databases of tests. */
  readonly superUrl: string;
  /** Where the data really lies; under /var/lib/kervan when the asked folder is closed to `nobody`. */
  readonly dataDir: string;
  readonly version: string;
  /** The server was running already: another Kervan uses it, or the last one was killed. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Stops the server, unless another program of Kervan still uses it. */
  stop(): Promise<void>;
}

/** How long a start is tried again: after kill -9 the old server's children need about a second to go. */
const PATIENCE_MS = 30_000;

/** Every program that uses the embedded server holds this lock shared; who can take it alone is the last one. */
const USERS_LOCK = 4_707_001;

interface Server {
  readonly account: Account;
  readonly binaries: Binaries;
  readonly dataDir: string;
  readonly fsync: boolean;
  readonly archiveDir: string | undefined;
  socketDir: string;
}

/**
 * Starts (or adopts) a real PostgreSQL from npm's binaries, with its roles and the database `kervan`. While it is held,
 * a server that dies is started again at the same address.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = serverAccount(options.dataDir);
  const binaries = await findBinaries(account);
  const dataDir = placeData(account, options.dataDir);
  await ensureCluster(account, binaries, dataDir);
  const socketDir = livingPostmaster(dataDir)?.socketDir ?? makeSocketDir(account, dataDir, options.socketDir);
  const archiveDir = options.archiveDir ? makeArchiveDir(account, options.archiveDir) : undefined;
  const server: Server = { account, binaries, dataDir, fsync: options.fsync ?? true, archiveDir, socketDir };
  const first = await ensureRunning(server);
  const version = await prepareDatabase(urlOf(server, 'postgres', 'postgres'), urlOf(server, 'postgres', 'kervan'));
  const keeper = keep(server, first.client, options.onTrouble);
  return {
    adminUrl: urlOf(server, 'kervan_owner', 'kervan'),
    appUrl: urlOf(server, 'kervan_app', 'kervan'),
    superUrl: urlOf(server, 'postgres', 'kervan'),
    dataDir,
    version,
    adopted: first.adopted,
    pid: livingPostmaster(dataDir)?.pid ?? 0,
    stop: () => keeper.stop(),
  };
}

/** A connection address over the socket; says port and sslmode so that the person's PG* settings cannot turn it. */
function urlOf(server: Server, role: string, database: string): string {
  return `postgres://${role}@localhost:5432/${database}?host=${encodeURIComponent(server.socketDir)}&sslmode=disable`;
}

/** Makes sure that the server answers, and returns the connection that marks us as one of its users. */
async function ensureRunning(server: Server): Promise<{ client: pg.Client; adopted: boolean }> {
  let deadline = Date.now() + PATIENCE_MS;
  let adopted = true;
  let reason = '';
  for (;;) {
    const living = livingPostmaster(server.dataDir);
    if (living) {
      if (living.socketDir) server.socketDir = living.socketDir;
      // Reading a long log after a power cut, or an archive, is progress.
      if (!living.ready) deadline = Date.now() + PATIENCE_MS;
    } else {
      adopted = false;
      reason = await launch(server);
    }
    const client = await connectAsUser(server);
    if (client) return { client, adopted };
    if (Date.now() > deadline) throw new StartError(failure(server, reason));
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function launch(server: Server): Promise<string> {
  const log = join(server.dataDir, 'start.log');
  rmSync(log, { force: true });
  clearSocket(makeSocketDir(server.account, server.dataDir, server.socketDir));
  configure(server.account, server.dataDir, server);
  const { output } = await runAs(server.account, server.binaries.pgCtl, [
    'start',
    '-w',
    '-t',
    '600',
    '-s',
    '-D',
    server.dataDir,
    '-l',
    log,
  ]);
  return `${output}\n${readText(log) ?? ''}`;
}

function failure(server: Server, reason: string): string {
  const words = wordsFor(reason, server.dataDir);
  return (
    words ??
    `PostgreSQL does not start on ${server.dataDir}: ${lastLine(reason) || 'it does not answer'} (see ${join(server.dataDir, 'log')}).`
  );
}

async function connectAsUser(server: Server): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(server, 'postgres', 'postgres'),
    connectionTimeoutMillis: 5_000,
    application_name: 'kervan keeper',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('set idle_session_timeout = 0');
    await client.query(`select pg_advisory_lock_shared(${USERS_LOCK})`);
    return client;
  } catch {
    await client.end().catch(() => undefined);
    return undefined;
  }
}

/** Holds the connection that marks us as a user; when it breaks, the server is gone or restarting: brings it back. */
function keep(server: Server, first: pg.Client, onTrouble: (sentence: string) => void = () => undefined): { stop(): Promise<void> } {
  let client = first;
  let stopping = false;
  let reviving: Promise<void> = Promise.resolve();
  const watch = (): void => {
    client.once('end', () => {
      if (!stopping) reviving = revive();
    });
  };
  const revive = async (): Promise<void> => {
    while (!stopping) {
      const back = await ensureRunning(server).catch((error: unknown) => {
        onTrouble(error instanceof Error ? error.message : String(error));
        return undefined;
      });
      if (back) {
        client = back.client;
        watch();
        return;
      }
    }
  };
  watch();
  return {
    stop: async () => {
      if (stopping) return;
      stopping = true;
      await reviving;
      await leave(server, client);
    },
  };
}

/** Stops the server if nobody else uses it: SIGINT, so that open transactions end and the data is written out. */
async function leave(server: Server, client: pg.Client): Promise<void> {
  const last = await client
    .query<{ last: boolean }>(`select pg_advisory_unlock_shared(${USERS_LOCK}), pg_try_advisory_lock(${USERS_LOCK}) as last`)
    .then(
      (result) => result.rows[0]?.last ?? true,
      () => true,
    );
  await client.end().catch(() => undefined);
  const living = livingPostmaster(server.dataDir);
  if (!last || !living) return;
  process.kill(living.pid, 'SIGINT');
  for (let tries = 0; tries < 1200 && livingPostmaster(server.dataDir)?.pid === living.pid; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    rmdirSync(server.socketDir);
  } catch {
    // not empty: a next start is already using it
  }
}
