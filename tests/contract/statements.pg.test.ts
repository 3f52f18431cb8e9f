import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { allStatements } from '#tools/generate/repositories.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission();
});
afterAll(() => mission.close());

it('every repository statement is understood by the real schema, as the serving role', async () => {
  const statements = await allStatements();
  expect(statements.length).toBeGreaterThan(0);
  const faults: string[] = [];
  for (const { name, sql } of statements) {
    const schema = name.startsWith('kervan.') ? 'kervan' : mission.kervan.missions.find('test')!.schema;
    await mission.kervan.db
      .transaction({ schema }, async (tx) => {
        await tx.query(`prepare looked_at as ${sql}`);
        await tx.query('deallocate looked_at');
      })
      .catch((error: Error) => faults.push(`${name}: ${error.message}`));
  }
  expect(faults).toEqual([]);
});

it('every table and every constraint has a name and words of its own', async () => {
  const bare = await mission.tx((tx) =>
    tx.query<{ name: string }>(
      `
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ($1, 'kervan') and c.relkind in ('r', 'p') and not c.relispartition and obj_description(c.oid) is null`,
      [mission.kervan.missions.find('test')!.schema],
    ),
  );
  expect(bare.rows.map((row) => row.name)).toEqual([]);
});

it('the serving role owns nothing and cannot pass over row-level security', async () => {
  const { rows } = await mission.tx((tx) =>
    tx.query<{ owned: number; bypass: boolean; super: boolean }>(`
      select (select count(*) from pg_class where relowner = r.oid) as owned, r.rolbypassrls as bypass, r.rolsuper as super
        from pg_roles r where r.rolname = current_user`),
  );
  expect(rows[0]).toEqual({ owned: 0, bypass: false, super: false });
});
