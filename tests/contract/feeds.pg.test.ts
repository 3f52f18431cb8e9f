import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allStatements } from '#tools/generate/repositories.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';

let mission: TestMission;
let tables: string[];
beforeAll(async () => {
  mission = await openTestMission();
  tables = [...mission.kervan.deps.registry.feeds.values()].map((feed) => feed.def.table);
});
afterAll(() => mission.close());

const words = (text: string) => text.replace(/\s+/g, ' ').toLowerCase();
const stamped = (text: string) => words(text).includes('changed_xid = pg_current_xact_id()');
const updates = (text: string, table: string) =>
  new RegExp(`update (only )?${table}\\b`).test(words(text)) ||
  (new RegExp(`insert into ${table}\\b`).test(words(text)) && words(text).includes('do update'));

// A key that cascades changes rows behind the back of the stamp: whoever changes the parent's key stamps them.
const stampedByHand = ['areas_parent_fkey', 'areas_replaced_by_fkey', 'sites_area_fkey'];

describe('every table that a feed reads', () => {
  it('is there to be looked at', () => expect(tables.length).toBeGreaterThan(1));

  it('is stamped by every statement of the program that changes it', async () => {
    const statements = await allStatements();
    const changing = statements.filter((statement) => tables.some((table) => updates(statement.sql, table)));
    expect(changing.length).toBeGreaterThan(2);
    expect(changing.filter((statement) => !stamped(statement.sql)).map((statement) => statement.name)).toEqual([]);
  });

  it('is stamped by every function of the database that changes it', async () => {
    const { rows } = await mission.tx((tx) =>
      tx.query<{ name: string; body: string }>(`
      select p.proname as name, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = current_schema()`),
    );
    expect(rows.filter((row) => tables.some((table) => updates(row.body, table)) && !stamped(row.body)).map((row) => row.name)).toEqual([]);
  });

  it('is changed by no cascade that nobody stamps', async () => {
    const { rows } = await mission.tx((tx) =>
      tx.query<{ name: string }>(
        `
      select conname as name from pg_constraint where contype = 'f' and (confupdtype in ('c', 'n', 'd') or confdeltype in ('c', 'n', 'd')) and conrelid::regclass::text = any($1)`,
        [tables],
      ),
    );
    expect(rows.map((row) => row.name).filter((name) => !stampedByHand.includes(name))).toEqual([]);
  });

  it('has the stamp with its default, and an index in the order in which it is read', async () => {
    for (const feed of mission.kervan.deps.registry.feeds.values()) {
      const { rows } = await mission.tx((tx) =>
        tx.query<{ usual: string; index: string }>(
          `
        select pg_get_expr(d.adbin, d.adrelid) as usual,
               (select string_agg(indexdef, ' ') from pg_indexes where schemaname = current_schema() and tablename = $1 and indexdef like '%(changed_xid, %') as index
          from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = to_regclass($1) and a.attname = 'changed_xid' and a.attnotnull`,
          [feed.def.table],
        ),
      );
      expect(rows[0]?.usual, feed.def.name).toBe('pg_current_xact_id()');
      expect(rows[0]?.index, feed.def.name).toContain('changed_xid');
    }
  });
});
