import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#foundation/db/launcher.ts';
import { installJobs } from '#foundation/jobs/install.ts';
import { migrateMission, migrateShared } from '#foundation/db/migrate.ts';
import { openDatabase } from '#foundation/db/pool.ts';
import { allPermissions, registerMission, syncPermissions } from '#app/server/missions.ts';

export const testSchema = 'm_test';

export interface Prepared {
  readonly adminUrl: string;
  readonly appUrl: string;
  /** Where the server's own files lie, and a superuser to look at it; absent of a server that is not ours. */
  readonly raw?: { readonly dataDir: string; readonly superUrl: string };
  stop(): Promise<void>;
}

/** A server (TEST_DATABASE_ADMIN_URL/TEST_DATABASE_URL, else the embedded one) with a migrated template database. */
export async function prepareTemplate(): Promise<Prepared> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'];
  const server = given
    ? { adminUrl: given, appUrl: process.env['TEST_DATABASE_URL'] ?? given, stop: async () => undefined }
    : await startEmbedded({ dataDir: resolve('var/test-pg'), fsync: false });
  await buildTemplate(server.adminUrl, server.appUrl);
  if (!('dataDir' in server)) return server;
  const { adminUrl, appUrl, dataDir, superUrl } = server;
  return { adminUrl, appUrl, raw: { dataDir, superUrl }, stop: () => server.stop() };
}

/** The template is named by what it is made of, so an unchanged schema is cloned without migrating again. */
export function templateName(): string {
  const hash = createHash('sha256');
  for (const file of globSync('db/{shared,migrations}/*.sql').sort()) hash.update(file).update(readFileSync(file));
  hash.update(JSON.stringify(allPermissions())).update('job queue 12.38');
  return `tpl_${hash.digest('hex').slice(0, 16)}`;
}

/** Runs work on an administrator's connection to one database of the server. */
export async function asAdmin<T>(adminUrl: string, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(adminUrl, database) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The database's own vacuum may be at work, which only a superuser may end: it is waited for. */
export async function dropDatabase(adminUrl: string, name: string, tries = 50): Promise<void> {
  try {
    await asAdmin(adminUrl, 'postgres', (client) => client.query(`drop database if exists ${name} with (force)`));
  } catch (error) {
    if (tries === 0 || (error as { code?: string }).code !== '42501') throw error;
    await new Promise((resolve) => setTimeout(resolve, 200));
    await dropDatabase(adminUrl, name, tries - 1);
  }
}

export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}

async function buildTemplate(adminUrl: string, appUrl: string): Promise<void> {
  const name = templateName();
  const exists = await asAdmin(adminUrl, 'postgres', async (client) => {
    // Two test processes may start at once: one builds, the other waits.
    await client.query('select pg_advisory_lock(771001)');
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount) return true;
    await client.query(`drop database if exists ${name}_new`);
    await client.query(`create database ${name}_new`);
    await installJobs(withDatabase(adminUrl, `${name}_new`));
    await asAdmin(adminUrl, `${name}_new`, (inside) => migrateAll(inside, withDatabase(appUrl, `${name}_new`)));
    await client.query(`alter database ${name}_new rename to ${name}`);
    return false;
  });
  if (!exists) return;
}

async function migrateAll(admin: pg.Client, appUrl: string): Promise<void> {
  await migrateShared(admin);
  await migrateMission(admin, testSchema);
  const db = openDatabase({ connectionString: appUrl });
  await registerMission(db, { slug: 'test', schema: testSchema, name: 'Test', demo: true, practiceOf: null, timeZone: 'Europe/Istanbul' });
  await syncPermissions(db, testSchema);
  await db.close();
}
