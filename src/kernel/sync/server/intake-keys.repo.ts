import { defineSql, sql } from '#foundation/db/sql.ts';

export interface IntakeKeyRow {
  readonly id: string;
  readonly public_key: Buffer;
  readonly private_key: Buffer;
}
const sample = { id: '0a1b2c3d' };

export const findCurrentIntakeKey = defineSql(
  'sync.find-current-intake-key',
  {},
  () => sql<IntakeKeyRow>`select id, public_key, private_key from intake_keys where retired_at is null`,
);
export const findIntakeKey = defineSql(
  'sync.find-intake-key',
  sample,
  (p: { id: string }) => sql<IntakeKeyRow>`select id, public_key, private_key from intake_keys where id = ${p.id}`,
);

export interface NewIntakeKey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
  readonly at: string;
}
/** Makes the key unless another request was first. */
export const insertIntakeKey = defineSql(
  'sync.insert-intake-key',
  { ...sample, publicKey: new Uint8Array(), privateKey: new Uint8Array(), at: '2023-03-01T00:00:00Z' } as NewIntakeKey,
  (p: NewIntakeKey) => sql`
  insert into intake_keys (id, public_key, private_key, created_at) values (${p.id}, ${p.publicKey}, ${p.privateKey}, ${p.at})
  on conflict ((retired_at is null)) where retired_at is null do nothing`,
);
