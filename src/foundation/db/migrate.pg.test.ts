import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmbedded } from './launcher.ts';
import type { Embedded } from './launcher.ts';
import { appliedMigrations, migrateMission, migrateShared, requireMigrated } from './migrate.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-migrate-'));
let server: Embedded;
let admin: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  server = await startEmbedded({ dataDir: join(base, 'postgres'), fsync: false });
  admin = new pg.Client({ connectionString: server.adminUrl });
  app = new pg.Client({ connectionString: server.appUrl });
  await admin.connect();
  await app.connect();
});
afterAll(async () => {
  await admin.end();
  await app.end();
  await server.stop();
  for (const path of [server.dataDir, base]) rmSync(path, { recursive: true, force: true });
});

function filesOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(base, 'files-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

it('applies every real migration once, to the shared schema and to a mission', async () => {
  expect((await migrateShared(admin)).length).toBeGreaterThan(0);
  const applied = await migrateMission(admin, 'esem');
  expect(applied.length).toBeGreaterThan(0);
  expect((await appliedMigrations(admin, 'esem')).map((row) => row.name)).toEqual(applied);
  expect(await migrateMission(admin, 'esem')).toEqual([]);
});

it('grants the serving role its work, and a migration can take some of it away for good', async () => {
  const folder = filesOf({
    '1.sql': 'create table notes (n int); create table log (n int); revoke update, delete on log from kervan_app;',
  });
  await migrateMission(admin, 'm_grants', { folder });
  await app.query('insert into m_grants.notes values (1); update m_grants.notes set n = 2; insert into m_grants.log values (1)');
  await migrateMission(admin, 'm_grants', { folder });
  await expect(app.query('update m_grants.log set n = 2')).rejects.toThrow(/permission denied/);
  await expect(app.query('delete from m_grants.migrations')).rejects.toThrow(/permission denied/);
  await expect(app.query('create table m_grants.mine (n int)')).rejects.toThrow(/permission denied/);
});

it('names the file and the line that failed, and keeps nothing of it', async () => {
  const folder = filesOf({ '1.sql': 'create table a (n int);', '2.sql': 'create table b (n int);\nselect nonsense;' });
  await expect(migrateMission(admin, 'm_broken', { folder })).rejects.toThrow(
    /2\.sql failed on schema m_broken at line 2: column "nonsense"/,
  );
  const { rows } = await admin.query(`select tablename from pg_tables where schemaname = 'm_broken' order by 1`);
  expect(rows).toEqual([{ tablename: 'a' }, { tablename: 'migrations' }]);
});

it('refuses a file that was changed after it was applied, and a database that is ahead', async () => {
  await migrateMission(admin, 'm_changed', { folder: filesOf({ '1.sql': 'create table a (n int);' }) });
  await expect(migrateMission(admin, 'm_changed', { folder: filesOf({ '1.sql': 'create table a (n int8);' }) })).rejects.toThrow(
    /1\.sql was changed after/,
  );
  await expect(migrateMission(admin, 'm_changed', { folder: filesOf({}) })).rejects.toThrow(/does not know/);
});

it('takes line ends rewritten at checkout for no change', async () => {
  await migrateMission(admin, 'm_lines', { folder: filesOf({ '1.sql': 'create table a (\n n int);\n' }) });
  expect(await migrateMission(admin, 'm_lines', { folder: filesOf({ '1.sql': 'create table a (\r\n n int);\r\n' }) })).toEqual([]);
});

it('lets two servers that start at once migrate one after the other', async () => {
  const other = new pg.Client({ connectionString: server.adminUrl });
  await other.connect();
  const folder = filesOf({ '1.sql': 'create table a (n int); select pg_sleep(0.2);' });
  const both = await Promise.all([migrateMission(admin, 'm_twice', { folder }), migrateMission(other, 'm_twice', { folder })]);
  await other.end();
  expect(both.flat()).toEqual(['1.sql']);
});

it('gives up on a locked table instead of holding up the mission', async () => {
  await migrateMission(admin, 'm_locked', { folder: filesOf({ '1.sql': 'create table a (n int);' }) });
  await app.query('begin; select * from m_locked.a');
  const folder = filesOf({
    '1.sql': 'create table a (n int);',
    '2.sql': `set local lock_timeout = '50ms'; alter table a add column m int;`,
  });
  await expect(migrateMission(admin, 'm_locked', { folder })).rejects.toThrow(/lock timeout/);
  await app.query('rollback');
});

it('tells a role that may not make schemas what it lacks, and one that finds schemas of another', async () => {
  const root = new pg.Client({ connectionString: server.superUrl });
  await root.connect();
  await root.query('create role weak; grant weak to kervan_owner');
  await root.end();
  await admin.query('set role weak');
  await expect(migrateShared(admin)).rejects.toThrow(/^The role weak of DATABASE_ADMIN_URL may not make schemas in the database kervan/);
  await admin.query('reset role; grant create on database kervan to weak; set role weak');
  await expect(migrateShared(admin)).rejects.toThrow(/^The schema extensions in the database kervan belongs to another role than weak/);
  await admin.query('reset role');
});

it('lets nobody serve a database that has not been brought up to date', async () => {
  await expect(requireMigrated(app, 'm_none')).rejects.toThrow(/holds no Kervan yet/);
  await migrateMission(admin, 'm_old', { folder: filesOf({ '1.sql': 'create table a (n int);' }) });
  const newer = filesOf({ '1.sql': 'create table a (n int);', '2.sql': 'create table b (n int);' });
  await expect(requireMigrated(app, 'm_old', newer)).rejects.toThrow(/is older than this Kervan: run "kervan migrate"/);
  await migrateMission(admin, 'm_old', { folder: newer });
  await requireMigrated(app, 'm_old', newer);
});
