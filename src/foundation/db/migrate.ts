import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { StartError } from '../start-error.ts';

const root = resolve(import.meta.dirname, '../../../db');

/** Folder of the tables that all missions of a server share. */
export const sharedMigrations = join(root, 'shared');

/** Folder of each mission's tables. */
export const missionMigrations = join(root, 'migrations');

/** Two servers that start at once migrate one after the other. */
const MIGRATE_LOCK = 4_707_003;

type Admin = Pick<pg.ClientBase, 'query'>;

interface MigrationFile {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

export interface MigrateOptions {
  readonly folder?: string;
  /** Apply these files and no others: a restore first makes the tables as the backup had them. */
  readonly only?: ReadonlySet<string>;
}

/** Brings the schema `kervan` up to date; returns the files applied. The client is the owner's, not pipelined. */
export function migrateShared(admin: Admin, options: MigrateOptions = {}): Promise<string[]> {
  return migrate(admin, 'kervan', { folder: sharedMigrations, ...options });
}

/** Creates a mission's schema or brings it up to date; returns the files applied. */
export function migrateMission(admin: Admin, schema: string, options: MigrateOptions = {}): Promise<string[]> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema))
    throw new StartError(`"${schema}" cannot name a mission's schema: use small letters, digits and underscores.`);
  return migrate(admin, schema, { folder: missionMigrations, ...options });
}

/** Name and hash of every migration that a schema has; the backup's manifest carries them. */
export async function appliedMigrations(admin: Admin, schema: string): Promise<{ name: string; sha256: string }[]> {
  return (await admin.query<{ name: string; sha256: string }>(`select name, sha256 from "${schema}".migrations order by name`)).rows;
}

/** Refuses to serve a database that `kervan migrate` has not brought up to date; any role that may read serves to look. */
export async function requireMigrated(client: Admin, schema: string, folder = schema === 'kervan' ? sharedMigrations : missionMigrations) {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [`"${schema}".migrations`]);
  const pending = rows[0]?.there ? pendingOf(readMigrations(folder), await appliedMigrations(client, schema), schema) : [];
  if (rows[0]?.there && pending.length === 0) return;
  throw new StartError(
    rows[0]?.there
      ? `The database (schema ${schema}) is older than this Kervan: run "kervan migrate" with DATABASE_ADMIN_URL, then start again.`
      : `The database holds no Kervan yet (no schema ${schema} that the role of DATABASE_URL may read): set DATABASE_ADMIN_URL to its owner and start again, or run "kervan migrate" with it.`,
  );
}

async function migrate(
  admin: Admin,
  schema: string,
  options: Required<Pick<MigrateOptions, 'folder'>> & MigrateOptions,
): Promise<string[]> {
  const files = wantedFiles(options, schema);
  await admin.query(`set lock_timeout = '300s'; set client_min_messages = warning`);
  await admin.query('select pg_advisory_lock($1)', [MIGRATE_LOCK]);
  try {
    await admin.query(`set lock_timeout = '15s'`);
    await prepareSchema(admin, schema);
    const pending = pendingOf(files, await appliedMigrations(admin, schema), schema);
    for (const file of pending) await apply(admin, schema, file);
    return pending.map((file) => file.name);
  } finally {
    await admin.query(`select pg_advisory_unlock(${MIGRATE_LOCK})`).catch(() => undefined);
    await admin.query('reset lock_timeout; reset client_min_messages').catch(() => undefined);
  }
}

/** Default privileges come first, so that a migration's own REVOKE on its tables is the last word. */
async function prepareSchema(admin: Admin, schema: string): Promise<void> {
  await requireAppRole(admin);
  await requireOwner(admin);
  await admin.query(`
    begin;
    create schema if not exists kervan;
    create schema if not exists extensions;
    create schema if not exists "${schema}";
    grant usage on schema kervan, extensions, "${schema}" to kervan_app;
    alter default privileges in schema "${schema}" grant select, insert, update, delete on tables to kervan_app;
    alter default privileges in schema "${schema}" grant usage, select on sequences to kervan_app;
    alter default privileges in schema "${schema}" grant execute on functions to kervan_app;
    create table if not exists "${schema}".migrations (
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default clock_timestamp(),
      constraint migrations_pkey primary key (name)
    );
    comment on table "${schema}".migrations is 'Migration files that have been applied to this schema.';
    revoke insert, update, delete on "${schema}".migrations from kervan_app;
    commit;`);
}

async function requireAppRole(admin: Admin): Promise<void> {
  const found = await admin.query(`select from pg_roles where rolname = 'kervan_app'`);
  if (found.rowCount === 0) {
    throw new StartError(
      `The role kervan_app is missing on the database server: run "create role kervan_app login password '...'" there, and let DATABASE_URL sign in as it.`,
    );
  }
}

/** The schemas of Kervan are made and altered by the owner of the database, or by who was given as much. */
async function requireOwner(admin: Admin): Promise<void> {
  const { rows } = await admin.query<{ role: string; database: string; may: boolean; others: string | null }>(`
    select current_user::text as role, current_database()::text as database,
           has_database_privilege(current_database(), 'create') as may,
           (select min(nspname) from pg_namespace
             where nspname in ('kervan', 'extensions', 'jobs') and not pg_has_role(current_user, nspowner, 'usage')) as others`);
  const { role, database, may, others } = rows[0]!;
  if (!may)
    throw new StartError(
      `The role ${role} of DATABASE_ADMIN_URL may not make schemas in the database ${database}: run "grant create on database ${database} to ${role}", or make it the owner.`,
    );
  if (others)
    throw new StartError(
      `The schema ${others} in the database ${database} belongs to another role than ${role} of DATABASE_ADMIN_URL: sign in as the role that made it, or run "alter schema ${others} owner to ${role}".`,
    );
}

function readMigrations(folder: string): MigrationFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    // Line ends may be rewritten at checkout; that is no change.
    return { name, text, sha256: createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex') };
  });
}

function wantedFiles({ folder, only }: { folder: string; only?: ReadonlySet<string> }, schema: string): MigrationFile[] {
  const files = readMigrations(folder);
  if (!only) return files;
  const unknown = [...only].find((name) => !files.some((file) => file.name === name));
  if (unknown)
    throw new StartError(
      `The backup has the migration ${unknown} in ${schema}, which this Kervan does not know: restore it with the Kervan that made it, or a newer one.`,
    );
  return files.filter((file) => only.has(file.name));
}

function pendingOf(files: readonly MigrationFile[], applied: readonly { name: string; sha256: string }[], schema: string): MigrationFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = byName.get(name);
    if (!file)
      throw new StartError(
        `The database (schema ${schema}) has the migration ${name}, which this Kervan does not know: start the newer Kervan that made it.`,
      );
    if (file.sha256 !== sha256)
      throw new StartError(
        `The migration ${name} was changed after it had been applied to schema ${schema}: put the file back and write the change as a new migration.`,
      );
  }
  const known = new Set(applied.map((row) => row.name));
  return files.filter((file) => !known.has(file.name));
}

async function apply(admin: Admin, schema: string, file: MigrationFile): Promise<void> {
  await admin.query('begin');
  try {
    await admin.query(`select set_config('search_path', $1, true)`, [
      schema === 'kervan' ? 'kervan, extensions' : `"${schema}", kervan, extensions`,
    ]);
    await admin.query(file.text);
    await admin.query(`insert into "${schema}".migrations (name, sha256) values ($1, $2)`, [file.name, file.sha256]);
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback').catch(() => undefined);
    throw new StartError(
      `The migration ${file.name} failed on schema ${schema}${placeOf(error, file.text)}: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

function placeOf(error: unknown, text: string): string {
  const position = Number((error as { position?: string }).position);
  return Number.isInteger(position) ? ` at line ${text.slice(0, position).split('\n').length}` : '';
}
