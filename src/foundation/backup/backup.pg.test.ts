import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded } from '../db/launcher.ts';
import type { Embedded } from '../db/launcher.ts';
import { migrateMission, migrateShared } from '../db/migrate.ts';
import { restore } from './restore.ts';
import { filesBelow } from './stored-files.ts';
import { backUp } from './write.ts';

const base = mkdtempSync(join(tmpdir(), 'kervan-backup-'));
chmodSync(base, 0o755);
const path = join(base, 'whole.zip');
const servers: Embedded[] = [];
let source: Embedded;

async function server(name: string): Promise<Embedded> {
  const started = await startEmbedded({ dataDir: join(base, name), fsync: false });
  servers.push(started);
  return started;
}

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Hard cases of copying: RLS forced on the owner, keys in a circle, computed and identity columns, a partition made while running. */
const awkward = `
  create table stock (id int generated always as identity primary key, parent int references stock (id), net numeric not null,
    gross numeric generated always as (net * 2) stored, words text, raw bytea, constraint stock_net_check check (net > 0));
  create table wagons (id int primary key, train int);
  create table trains (id int primary key, lead int not null references wagons (id));
  alter table wagons add constraint wagons_train_fkey foreign key (train) references trains (id);
  alter table stock enable row level security; alter table stock force row level security;
  create table days (day date not null, n int) partition by range (day);
  create table days_2023 partition of days for values from ('2023-01-01') to ('2024-01-01');`;

async function fill(): Promise<void> {
  const folder = mkdtempSync(join(base, 'sql-'));
  writeFileSync(join(folder, '1.sql'), awkward);
  const client = new pg.Client({ connectionString: source.adminUrl });
  await client.connect();
  await migrateShared(client);
  await migrateMission(client, 'm_esem');
  await client.query(`insert into kervan.missions (slug, schema_name, name) values ('esem', 'm_esem', 'ESEM'), ('odd', 'm_odd', 'Odd')`);
  await client.query(`insert into kervan.identities (id, email) values (gen_random_uuid(), 'a@b.example')`);
  await client.query(`insert into kervan.sessions (token_hash, identity_id, expires_at) select '\\x01', id, now() from kervan.identities`);
  await client.query(`update m_esem.users set name = E'Kervan\\t\\\\ \\n ğış العربية' where name = 'Kervan'`);
  await migrateMission(client, 'm_odd', { folder });
  await client.query(
    `insert into m_odd.stock (net, words, raw) values (1.50, E'tab\\t line\\n back\\\\slash', '\\x00ff'), (2, null, null)`,
  );
  await client.query(
    `update m_odd.stock set parent = 2 where id = 1; insert into m_odd.wagons values (1, null); insert into m_odd.trains values (7, 1)`,
  );
  await client.query(`update m_odd.wagons set train = 7; insert into m_odd.days values ('2023-02-06', 4)`);
  await client.end();
}

beforeAll(async () => {
  source = await server('source');
  await fill();
});
afterAll(async () => {
  for (const one of servers) await one.stop();
  rmSync(base, { recursive: true, force: true });
});

const files = filesBelow(join(base, 'files'));
const options = (target: Embedded, file = path) => ({
  adminUrl: target.adminUrl,
  path: file,
  files: filesBelow(join(base, 'files-back')),
  keyMark: null,
});
const make = (file: string) => backUp({ adminUrl: source.adminUrl, path: file, files, kervan: '0.1.0', keyMark: null });

describe('a backup', () => {
  it('is one file that only its owner can read', async () => {
    await files.write('ab/cdef', Readable.from([Buffer.from('picture')]));
    const manifest = await make(path);
    expect(manifest.schemas.map((copy) => copy.schema)).toEqual(['kervan', 'm_esem', 'm_odd']);
    expect(manifest.files).toMatchObject({ count: 1, bytes: 7 });
    expect(manifest.masterKey).toMatchObject({ included: false });
    expect(readFileSync(path).length).toBeGreaterThan(1000);
  });

  // The odd mission's migration is no file of this program, so a restore of it must be refused as a newer Kervan's.
  it('is refused by a Kervan that does not know its migrations, and leaves the server empty', async () => {
    const target = await server('older');
    await expect(restore(options(target))).rejects.toThrow(/migration 1\.sql in m_odd, which this Kervan does not know/);
    expect(await ask(target.adminUrl, `select nspname from pg_namespace where nspname in ('kervan', 'm_esem', 'm_odd')`)).toEqual([]);
  });

  it('brings every row, sequence, partition and file back, in a new epoch and without open sessions', async () => {
    const target = await server('target');
    const folder = mkdtempSync(join(base, 'sql-'));
    writeFileSync(join(folder, '1.sql'), awkward);
    const proved: string[] = [];
    const back = await restore({
      ...options(target),
      foldersOf: (schema) => (schema === 'm_odd' ? folder : undefined),
      prove: async (schema) => (proved.push(schema), []),
    });
    expect(back.warnings).toEqual([]);
    expect(proved).toEqual(['m_esem', 'm_odd']);
    for (const text of [
      'select * from m_odd.stock order by id',
      'select * from m_odd.days',
      'select id, name from m_esem.users order by id',
      'select * from kervan.missions order by slug',
    ]) {
      expect(await ask(target.superUrl, text)).toEqual(await ask(source.superUrl, text));
    }
    expect(await ask(target.superUrl, 'insert into m_odd.stock (net) values (1) returning id')).toEqual([{ id: 3 }]);
    await expect(ask(target.superUrl, 'insert into m_odd.trains values (8, 99)')).rejects.toThrow(/trains_lead_fkey/);
    expect(await ask(target.superUrl, 'select count(*)::int as n from kervan.sessions')).toEqual([{ n: 0 }]);
    const epoch = 'select epoch from m_esem.feed_epochs';
    expect(await ask(target.superUrl, epoch)).not.toEqual(await ask(source.superUrl, epoch));
    expect(readFileSync(join(base, 'files-back/ab/cdef'), 'utf8')).toBe('picture');
    await expect(restore(options(target))).rejects.toThrow(/is not empty: it holds m_esem/);
  });

  it('keeps the serving role out of what the migrations took away', async () => {
    const target = servers.at(-1)!;
    await expect(ask(target.appUrl, 'delete from m_esem.command_log')).rejects.toThrow(/permission denied/);
  });

  it('is refused when a byte of it has changed or its end is missing', async () => {
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    changed.write('pickure', changed.indexOf('picture'));
    writeFileSync(join(base, 'changed.zip'), changed);
    const folder = mkdtempSync(join(base, 'sql-'));
    writeFileSync(join(folder, '1.sql'), awkward);
    const known = { foldersOf: (schema: string) => (schema === 'm_odd' ? folder : undefined) };
    await expect(restore({ ...options(servers[1]!, join(base, 'changed.zip')), ...known })).rejects.toThrow(/damaged/);
    expect(await ask(servers[1]!.adminUrl, `select nspname from pg_namespace where nspname in ('kervan', 'm_esem', 'm_odd')`)).toEqual([]);
    writeFileSync(join(base, 'cut.zip'), bytes.subarray(0, bytes.length - 100));
    await expect(restore(options(servers[1]!, join(base, 'cut.zip')))).rejects.toThrow(/no whole backup/);
  });

  it('refuses to be made where row-level security would hide rows', async () => {
    await ask(source.superUrl, 'alter role kervan_owner nobypassrls');
    await expect(make(join(base, 'less.zip'))).rejects.toThrow(/bypassrls/);
    await ask(source.superUrl, 'alter role kervan_owner bypassrls');
  });

  it('says when the folder for it does not exist', async () => {
    await expect(make('/nowhere/at/all.zip')).rejects.toThrow(/cannot be written \(ENOENT\)/);
  });
});
