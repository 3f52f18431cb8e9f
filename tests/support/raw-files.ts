import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { asAdmin } from './template.ts';

export interface RawServer {
  readonly dataDir: string;
  readonly superUrl: string;
}

/** The database's own files as they lie on the disk now, and its log since a position: what a copied disk would show. */
export async function rawFilesOf(server: RawServer, database: string, since: string): Promise<string[]> {
  return asAdmin(server.superUrl, database, async (client) => {
    // What is still in memory is written down first.
    await client.query('checkpoint');
    const relations = await client.query<{ path: string }>(
      'select pg_relation_filepath(oid) as path from pg_class where pg_relation_filepath(oid) is not null',
    );
    // A table of more than a gigabyte has further files beside the first, and each its maps.
    const own = relations.rows.flatMap(({ path }) => globSync(join(server.dataDir, `${path}*`)));
    return [...new Set([...own, ...(await logSince(client, server.dataDir, since))])].filter((path) => statSync(path).isFile());
  });
}

/** Where the log stands; files from here on are ours to look through, earlier ones are other tests'. */
export const logPosition = (server: RawServer, database: string): Promise<string> =>
  asAdmin(server.superUrl, database, async (client) => {
    const { rows } = await client.query<{ at: string }>('select pg_current_wal_lsn()::text as at');
    return rows[0]!.at;
  });

async function logSince(client: pg.Client, dataDir: string, since: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_ls_waldir() where name between pg_walfile_name($1::pg_lsn) and pg_walfile_name(pg_current_wal_lsn()) order by name`,
    [since],
  );
  return rows.map(({ name }) => join(dataDir, 'pg_wal', name));
}

/** Which of the texts lie in which files, in clear. */
export function foundIn(paths: readonly string[], sought: readonly Buffer[]): string[] {
  const found: string[] = [];
  for (const path of paths) {
    const bytes = readFileSync(path);
    for (const text of sought) if (bytes.includes(text)) found.push(`${text.toString()} in ${path}`);
  }
  return found;
}
