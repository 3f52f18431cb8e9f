import { spawn, spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { StartError } from '../../start-error.ts';

/** The system account PostgreSQL runs under; undefined means our own. PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** Root lends the server to the account that owns the data, at first to `nobody`; everyone else runs it as themselves. */
export function serverAccount(dataDir: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  if (!line)
    throw new StartError(
      'Kervan was started as root, but the user "nobody" that would run PostgreSQL is missing: start it as an ordinary user or set DATABASE_URL.',
    );
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Gives a file or folder to the server's account. */
export function giveTo(account: Account, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Whether the account can walk into a folder: any folder of mode 0700 above it says no. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Runs one of PostgreSQL's programs to its end; never throws for a bad exit. */
export function runAs(account: Account, program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd: '/', env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ status: null, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
    // Its words may arrive after its end; but a started server may hold the pipe open for ever.
    child.on('exit', (status) => setTimeout(() => resolve({ status, output }), 1_000));
  });
}

/** PG* settings of the person's shell (PGDATA, PGPORT, PGSSLMODE) are meant for other servers. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && name !== 'LC_ALL' && name !== 'LANG');
  return { ...Object.fromEntries(kept), LC_ALL: 'C', LANG: 'C' };
}
