import { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appliedMigrations } from '../db/migrate.ts';
import { StartError } from '../start-error.ts';
import { createArchive } from './archive.ts';
import type { ArchiveWriter } from './archive.ts';
import { missionSchemas, partitionsOf, quoted, sequencesOf, tablesOf } from './catalogue.ts';
import { filesEntry, manifestEntry } from './manifest.ts';
import type { Manifest, SchemaCopy, TableCopy } from './manifest.ts';
import type { StoredFiles } from './stored-files.ts';

export interface BackupOptions {
  /** The owner's address; the owner passes row-level security (BYPASSRLS) or the backup refuses. */
  readonly adminUrl: string;
  /** The file to write; it appears only when it is whole. */
  readonly path: string;
  readonly files: StoredFiles;
  /** Version of the program. */
  readonly kervan: string;
  /** `keyMark` of the master key. */
  readonly keyMark: string | null;
  readonly say?: (words: string) => void;
}

const keyNote = 'The master key is not in this file. Without your own copy of it, sealed personal data in this backup cannot be read.';

/** Writes a consistent copy of all missions, the sign-ins and the files into one archive, while the system runs. */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  const client = new pg.Client({ connectionString: options.adminUrl });
  client.on('error', () => undefined);
  const archive = createArchive(options.path);
  try {
    await client.connect();
    // One snapshot for everything; an error instead of silently fewer rows where row-level security would hide some.
    await client.query('begin isolation level repeatable read read only; set local row_security = off; set local statement_timeout = 0');
    const schemas: SchemaCopy[] = [];
    for (const schema of ['kervan', ...(await missionSchemas(client))])
      schemas.push(await copySchema(client, archive, schema, options.say));
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    await client.query('commit');
    options.say?.('Copying the files');
    const files = await copyFiles(archive, options.files);
    const manifest: Manifest = {
      format: 'kervan-backup',
      version: 1,
      madeAt: new Date().toISOString(),
      kervan: options.kervan,
      postgres: rows[0]!.server_version,
      schemas,
      files,
      masterKey: { included: false, note: keyNote, mark: options.keyMark },
    };
    await archive.add(manifestEntry, Readable.from([JSON.stringify(manifest, null, 1)]));
    await archive.finish();
    return manifest;
  } catch (error) {
    await archive.abandon();
    throw inWords(error, options.path);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function copySchema(client: pg.Client, archive: ArchiveWriter, schema: string, say?: (words: string) => void): Promise<SchemaCopy> {
  say?.(`Copying ${schema}`);
  const tables: TableCopy[] = [];
  for (const { table, columns } of await tablesOf(client, schema)) {
    const entry = `data/${schema}/${table}.copy`;
    const list = columns.map((column) => quoted(column)).join(', ');
    const rows = client.query(copyTo(`copy ${quoted(schema, table)} (${list}) to stdout`));
    tables.push({ table, columns, entry, ...(await archive.add(entry, rows)) });
  }
  const [migrations, sequences, partitions] = [
    await appliedMigrations(client, schema),
    await sequencesOf(client, schema),
    await partitionsOf(client, schema),
  ];
  return { schema, migrations, tables, sequences, partitions };
}

/** After the snapshot: a file is stored before the row that names it, and never changed, so none can be missing. */
async function copyFiles(archive: ArchiveWriter, files: StoredFiles): Promise<Manifest['files']> {
  const lines: string[] = [];
  let total = 0;
  for await (const name of files.list()) {
    const { bytes, sha256 } = await archive.add(`files/${name}`, await files.read(name), false);
    total += bytes;
    lines.push(`${JSON.stringify({ name, bytes, sha256 })}\n`);
  }
  const { sha256 } = await archive.add(filesEntry, Readable.from(lines));
  return { count: lines.length, bytes: total, sha256 };
}

function inWords(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new StartError(`The disk is full: the backup ${path} was not written. Free some space or choose another disk.`, {
      cause: error,
    });
  if (code === 'EACCES' || code === 'ENOENT' || code === 'EROFS')
    return new StartError(`The backup ${path} cannot be written (${code}): choose a folder that exists and is yours.`, { cause: error });
  if (/row-level security/.test(message ?? ''))
    return new StartError(
      'The owner role is held by row-level security, so the backup would miss rows: run "alter role kervan_owner bypassrls" as a superuser.',
      { cause: error },
    );
  return error;
}
