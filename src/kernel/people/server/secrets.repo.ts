import { defineSql, sql } from '#foundation/db/sql.ts';

export const findSecret = defineSql('people.find-secret', {}, () => sql<{ sealed: Buffer }>`select sealed from people_secrets`);
/** Keeps the key unless another registration was first. */
export const insertSecret = defineSql(
  'people.insert-secret',
  { sealed: new Uint8Array() as Uint8Array },
  (p: { sealed: Uint8Array }) => sql`insert into people_secrets (sealed) values (${p.sealed}) on conflict do nothing`,
);
