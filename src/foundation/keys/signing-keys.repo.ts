import { defineSql, sql } from '../db/sql.ts';

export interface SigningKeyRow {
  readonly id: string;
  readonly public_key: Buffer;
  readonly private_key: Buffer;
}
const sample = { id: '0a1b2c3d' };

export const findCurrentSigningKey = defineSql(
  'keys.find-current-signing-key',
  {},
  () => sql<SigningKeyRow>`select id, public_key, private_key from signing_keys where retired_at is null`,
);
export const findSigningKey = defineSql(
  'keys.find-signing-key',
  sample,
  (p: { id: string }) => sql<SigningKeyRow>`select id, public_key, private_key from signing_keys where id = ${p.id}`,
);
/** The public halves, for devices and other programs. */
export const listPublicKeys = defineSql(
  'keys.list-public-keys',
  {},
  () => sql<{ id: string; public_key: Buffer }>`select id, public_key from signing_keys order by created_at`,
);

export interface NewSigningKey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
  readonly at: string;
}
/** Makes the key unless another request was first. */
export const insertSigningKey = defineSql(
  'keys.insert-signing-key',
  { ...sample, publicKey: new Uint8Array(), privateKey: new Uint8Array(), at: '2023-03-01T00:00:00Z' } as NewSigningKey,
  (p: NewSigningKey) => sql`
  insert into signing_keys (id, public_key, private_key, created_at) values (${p.id}, ${p.publicKey}, ${p.privateKey}, ${p.at})
  on conflict ((retired_at is null)) where retired_at is null do nothing`,
);
export const retireSigningKey = defineSql(
  'keys.retire-signing-key',
  { at: '2023-03-01T00:00:00Z' },
  (p: { at: string }) => sql`update signing_keys set retired_at = ${p.at} where retired_at is null`,
);
