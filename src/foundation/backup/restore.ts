import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { beginEpoch } from '../db/epoch.ts';
import { migrateMission, migrateShared } from '../db/migrate.ts';
import { StartError } from '../start-error.ts';
import { openArchive } from './archive.ts';
import type { ArchiveReader } from './archive.ts';
import { foreignKeysOf, missionSchemas, quoted, tablesOf } from './catalogue.ts';
import type { Client, ForeignKey } from './catalogue.ts';
import { FileLine, Manifest, filesEntry, manifestEntry } from './manifest.ts';
import type { SchemaCopy, TableCopy } from './manifest.ts';
import { measure } from './measure.ts';
import type { StoredFiles } from './stored-files.ts';

export interface RestoreOptions {
  readonly adminUrl: string;
  readonly path: string;
  readonly files: StoredFiles;
  /** `keyMark` of the master key at hand. */
  readonly keyMark: string | null;
  /** Runs the proof of one mission again; throws or answers faults when it does not hold. */
  readonly prove?: (schema: string) => Promise<readonly string[]>;
  readonly say?: (words: string) => void;
  /** Another folder of migrations for a schema; tests bring tables of their own. */
  readonly foldersOf?: (schema: string) => string | undefined;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  /** Sentences the administrator must read: another master key, a proof that does not hold. */
  readonly warnings: string[];
}

/**
 * Restores a backup into an empty server of either kind. Tables are made by this program's migrations up to those of
 * the backup, every row is counted and hashed, every constraint is checked anew, then later migrations follow, feeds
 * begin a new epoch and the proof is run. Fails with an empty server, as before.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const archive = await openArchive(options.path);
  const client = new pg.Client({ connectionString: options.adminUrl });
  client.on('error', () => undefined);
  try {
    const manifest = await readManifest(archive, options.path);
    await client.connect();
    await refuseFull(client, manifest);
    const rows = await orEmpty(client, manifest, async () => {
      const loaded = await load(client, archive, manifest, options);
      await restoreFiles(archive, manifest, options);
      for (const { schema } of manifest.schemas) await finish(client, schema, options);
      return loaded;
    });
    return { manifest, rows, warnings: [...keyWarning(manifest, options.keyMark), ...(await proofs(manifest, options))] };
  } finally {
    archive.close();
    await client.end().catch(() => undefined);
  }
}

async function readManifest(archive: ArchiveReader, path: string): Promise<Manifest> {
  if (!archive.has(manifestEntry)) throw new StartError(`${path} is no backup of Kervan: it holds no manifest.`);
  const parsed = Manifest.safeParse(JSON.parse(await archive.text(manifestEntry)));
  if (!parsed.success)
    throw new StartError(`The backup ${path} is of a form that this Kervan does not know: use the Kervan that made it, or a newer one.`);
  return parsed.data;
}

async function refuseFull(client: Client, manifest: Manifest): Promise<void> {
  const missions = await missionSchemas(client);
  const names = manifest.schemas.map((copy) => copy.schema).filter((schema) => schema !== 'kervan');
  const { rows } = await client.query<{ schema: string }>(
    'select distinct schemaname as schema from pg_tables where schemaname = any($1)',
    [names],
  );
  const found = missions[0] ?? rows[0]?.schema ?? ((await hasPeople(client)) ? 'people who sign in' : undefined);
  if (found)
    throw new StartError(
      `The server is not empty: it holds ${found}. A backup is restored into an empty server, for instance with KERVAN_DATA set to a new folder.`,
    );
}

async function hasPeople(client: Client): Promise<boolean> {
  const known = await client.query<{ found: boolean }>(`select to_regclass('kervan.identities') is not null as found`);
  return known.rows[0]?.found === true && (await client.query('select from kervan.identities limit 1')).rowCount === 1;
}

/** What fails leaves the server as empty as it was. */
async function orEmpty<T>(client: Client, manifest: Manifest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    for (const { schema } of manifest.schemas) await client.query(`drop schema if exists ${quoted(schema)} cascade`).catch(() => undefined);
    throw error;
  }
}

async function load(client: pg.Client, archive: ArchiveReader, manifest: Manifest, options: RestoreOptions): Promise<number> {
  // Empty, as we have seen, but perhaps migrated further than the backup.
  await client.query('set client_min_messages = warning; drop schema if exists kervan cascade');
  for (const copy of manifest.schemas) {
    const only = new Set(copy.migrations.map((migration) => migration.name));
    await migrate(client, copy.schema, options, only);
  }
  await client.query('begin; set local row_security = off; set local statement_timeout = 0');
  let rows = 0;
  for (const copy of manifest.schemas) {
    options.say?.(`Restoring ${copy.schema}`);
    rows += await loadSchema(client, archive, copy);
  }
  await client.query('commit');
  return rows;
}

/** Foreign keys are taken off and put on again: rows come in any order, and each key checks all of them at the end. */
async function loadSchema(client: pg.Client, archive: ArchiveReader, copy: SchemaCopy): Promise<number> {
  const keys = await foreignKeysOf(client, copy.schema);
  for (const key of keys) await client.query(`alter table ${quoted(copy.schema, key.table)} drop constraint ${quoted(key.name)}`);
  const present = new Set((await tablesOf(client, copy.schema)).map((shape) => shape.table));
  for (const { table, parent, bound } of copy.partitions.filter((part) => !present.has(part.table))) {
    await client.query(`create table ${quoted(copy.schema, table)} partition of ${quoted(copy.schema, parent)} ${bound}`);
  }
  // Migrations put rows into some tables; those are in the copy as well.
  if (present.size > 0) await client.query(`truncate ${[...present].map((table) => quoted(copy.schema, table)).join(', ')}`);
  let rows = 0;
  for (const table of copy.tables) rows += await loadTable(client, archive, copy.schema, table);
  for (const { name, last, called } of copy.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(copy.schema, name), last, called]);
  for (const key of keys) await putOn(client, copy.schema, key);
  return rows;
}

async function loadTable(client: pg.Client, archive: ArchiveReader, schema: string, copy: TableCopy): Promise<number> {
  const counter = measure();
  const columns = copy.columns.map((column) => quoted(column)).join(', ');
  await client.query(`alter table ${quoted(schema, copy.table)} disable trigger user`);
  await pipeline(
    await archive.open(copy.entry),
    counter.stream,
    client.query(copyFrom(`copy ${quoted(schema, copy.table)} (${columns}) from stdin`)),
  );
  await client.query(`alter table ${quoted(schema, copy.table)} enable trigger user`);
  const { rows, sha256 } = counter.result();
  if (sha256 !== copy.sha256 || rows !== copy.rows)
    throw new StartError(
      `The backup is damaged: ${copy.entry} does not have the hash that its manifest names. Take another copy of the file.`,
    );
  return rows;
}

async function putOn(client: Client, schema: string, key: ForeignKey): Promise<void> {
  try {
    await client.query(`select set_config('search_path', $1, true)`, [`${quoted(schema)}, extensions`]);
    await client.query(`alter table ${quoted(schema, key.table)} add constraint ${quoted(key.name)} ${key.definition}`);
  } catch (error) {
    throw new StartError(`The backup does not hold together: ${key.table} breaks ${key.name} (${(error as Error).message}).`, {
      cause: error,
    });
  }
}

async function restoreFiles(archive: ArchiveReader, manifest: Manifest, options: RestoreOptions): Promise<void> {
  if (manifest.files.count === 0) return;
  options.say?.(`Restoring ${manifest.files.count} files`);
  for (const line of (await archive.text(filesEntry)).split('\n').filter((text) => text !== '')) {
    const { name, sha256 } = FileLine.parse(JSON.parse(line));
    if (name.startsWith('/') || name.split('/').includes('..'))
      throw new StartError(`The backup names a file outside the store (${name}) and was not made by Kervan.`);
    const counter = measure();
    const bytes = await archive.open(`files/${name}`);
    bytes.on('error', (error) => counter.stream.destroy(error));
    await options.files.write(name, bytes.pipe(counter.stream));
    if (counter.result().sha256 !== sha256)
      throw new StartError(`The backup is damaged: the file ${name} does not have its hash. Take another copy of the backup.`);
  }
}

/** What this program added since the backup was made, and a new epoch, so that devices read their feeds anew. */
async function finish(client: Client, schema: string, options: RestoreOptions): Promise<void> {
  await migrate(client, schema, options);
  const fed = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [quoted(schema, 'feed_epochs')]);
  if (fed.rows[0]?.found) await beginEpoch(client, schema);
}

async function migrate(client: Client, schema: string, options: RestoreOptions, only?: ReadonlySet<string>): Promise<void> {
  const folder = options.foldersOf?.(schema);
  const how = { ...(folder ? { folder } : {}), ...(only ? { only } : {}) };
  await (schema === 'kervan' ? migrateShared(client, how) : migrateMission(client, schema, how));
}

function keyWarning(manifest: Manifest, mark: string | null): string[] {
  if (manifest.masterKey.mark === null || manifest.masterKey.mark === mark) return [];
  return [
    'The master key here is not the one this backup was made with: put your copy of that key in its place (KERVAN_KEY_FILE) before anybody signs in, or sealed personal data stays closed.',
  ];
}

async function proofs(manifest: Manifest, options: RestoreOptions): Promise<string[]> {
  const faults: string[] = [];
  for (const { schema } of manifest.schemas.filter((copy) => copy.schema !== 'kervan')) {
    options.say?.(`Proving ${schema}`);
    for (const fault of (await options.prove?.(schema)) ?? []) faults.push(`The proof of ${schema} does not hold: ${fault}`);
  }
  return faults;
}
