import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builder, compile, slowly } from './compile.ts';
import { sql } from './sql.ts';

const values = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.array(fc.string()));

test('a template of plain values compiles as the builder compiles it, each time', () => {
  const built = (a: unknown, b: unknown) => sql`select ${a}::text as a, x from t where b = ${b}`;
  fc.assert(
    fc.property(values, values, (a, b) => {
      const { sql: text, parameters } = compile(built(a, b));
      const plain = slowly(built(a, b));
      expect({ text, parameters }).toEqual({ text: plain.sql, parameters: plain.parameters });
    }),
  );
});

test('a template with anything but values in its holes compiles as the builder compiles it', () => {
  const by = (column: string, limit: number | null) =>
    sql`select * from ${sql.table('t')} where ${sql.ref(column)} in (${sql.join([1, 2])}) ${limit === null ? sql`` : sql`limit ${limit}`}`;
  for (const built of [by('a', 3), by('b', null), by('a', null), sql`values (${sql.lit(7)}, ${8})`, sql`select 1`, sql.raw('select 2')]) {
    const { sql: text, parameters } = compile(built);
    const plain = slowly(built);
    expect({ text, parameters }).toEqual({ text: plain.sql, parameters: plain.parameters });
  }
});

test('what was built with types compiles too', () => {
  const built = builder.selectFrom('lots').select('code').limit(3);
  expect(compile(built)).toMatchObject({ sql: 'select "code" from "lots" limit $1', parameters: [3] });
});
