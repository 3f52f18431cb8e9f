import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateMission, missionMigrations } from '#foundation/db/migrate.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

const [clerk, idle] = ['33333333-3333-7333-8333-333333333333', '44444444-4444-7444-8444-444444444444'];
const waivers = ['supply.waive-visibility', 'supply.lift-waiver', 'supply.list-waivers'];
const moved = ['places.waive-visibility', 'places.lift-waiver', 'places.review-waivers'];

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

it('a mission made before rights were renamed keeps them: roles, tokens and the version by which they are known', async () => {
  await mission.asOwner(async (owner) => {
    const before = new Set(readdirSync(missionMigrations).filter((name) => name < '20261128T0135'));
    await migrateMission(owner, 'm_earlier', { only: before });
    await owner.query('set search_path to m_earlier, kervan, extensions');
    await owner.query('insert into permissions (name) select unnest($1::text[])', [
      [...waivers, 'notes.attach-file', 'notes.get', 'files.forget-thumb-pages'],
    ]);
    await owner.query(`insert into roles (id, names) values ('clerk', '{"en":"Clerk"}'), ('idle', '{"en":"Idle"}')`);
    await owner.query(`insert into users (id, name) values ($1, 'Clerk'), ($2, 'Idle')`, [clerk, idle]);
    await owner.query(
      `insert into role_permissions select 'clerk', false, name, false from permissions where name <> 'notes.get' union all select 'idle', false, 'notes.get', false`,
    );
    await owner.query(
      `insert into assignments (id, user_id, user_org_kind, role_id, role_protected, scope_kind) values ($1, $1, 'own', 'clerk', false, 'mission'), ($2, $2, 'own', 'idle', false, 'mission')`,
      [clerk, idle],
    );
    await owner.query(
      `insert into api_tokens (id, user_id, name, token_hash, permissions, created_at, expires_at) values ($1, $1, 'sheet', '', $2, '2023-01-01', '2023-02-01')`,
      [clerk, ['notes.get', ...waivers]],
    );

    await migrateMission(owner, 'm_earlier');
    await owner.query('set search_path to m_earlier, kervan, extensions');
    const held = await owner.query<{ permission: string }>(`select permission from role_permissions where role_id = 'clerk'`);
    expect(held.rows.map((row) => row.permission).toSorted()).toEqual(
      [...moved, 'notes.attach-file', 'files.keep-thumb-page', 'files.forget-thumb-page'].toSorted(),
    );
    const token = await owner.query<{ permissions: string[] }>('select permissions from api_tokens');
    expect(token.rows[0]!.permissions).toEqual(['notes.get', ...moved]);
    const versions = await owner.query<{ id: string; grants_version: number }>(
      'select id, grants_version from users where id = any($1) order by id',
      [[clerk, idle]],
    );
    expect(versions.rows.map((row) => row.grants_version)).toEqual([2, 1]);
  });
});

it('a fresh mission knows no right by a former name', async () => {
  await mission.asOwner(async (owner) => {
    const { rows } = await owner.query('select name from permissions where name = any($1)', [[...waivers, 'files.forget-thumb-pages']]);
    expect(rows).toEqual([]);
    expect((await owner.query('select name from permissions where name = any($1)', [moved])).rowCount).toBe(3);
  });
});
