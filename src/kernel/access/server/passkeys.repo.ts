import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const hash: Uint8Array = Buffer.alloc(32);

export type ChallengePurpose = 'add' | 'sign-in' | 'proof';
export interface NewChallenge {
  readonly hash: Uint8Array;
  readonly purpose: ChallengePurpose;
  readonly identityId: string | null;
  readonly seconds: number;
}

/** Keeps what an authenticator must sign, and lets go of what nobody signed in time. */
export const insertChallenge = defineSql(
  'kervan.insert-challenge',
  { hash, purpose: 'sign-in', identityId: null, seconds: 300 } as NewChallenge,
  (p: NewChallenge) => sql`
  with over as (delete from sign_in_challenges where expires_at < now())
  insert into sign_in_challenges (challenge_hash, purpose, identity_id, expires_at)
  values (${p.hash}, ${p.purpose}, ${p.identityId}, now() + make_interval(secs => ${p.seconds}))`,
);

/** Uses a challenge; of two at once one gets it. */
export const burnChallenge = defineSql(
  'kervan.burn-challenge',
  { hash, purpose: 'sign-in' as ChallengePurpose },
  (p: { hash: Uint8Array; purpose: ChallengePurpose }) => sql<{ identity_id: string | null }>`
  delete from sign_in_challenges where challenge_hash = ${p.hash} and purpose = ${p.purpose} and expires_at > now() returning identity_id`,
);

export interface NewPasskeyRow {
  readonly id: string;
  readonly identityId: string;
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
}

export const insertPasskey = defineSql(
  'kervan.insert-passkey',
  { id: SAMPLE, identityId: SAMPLE, credentialId: hash, publicKey: hash, counter: 0, transports: [], name: 'A' } as NewPasskeyRow,
  (p: NewPasskeyRow) => sql`
  insert into passkeys (id, identity_id, credential_id, public_key, counter, transports, name)
  values (${p.id}, ${p.identityId}, ${p.credentialId}, ${p.publicKey}, ${p.counter}, ${p.transports}::text[], ${p.name})`,
);

export interface FoundPasskey {
  readonly id: string;
  readonly identity_id: string;
  readonly credential_id: Buffer;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly name: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
}

/** The passkey that has signed, locked: of two uses at once the second sees the first's count. */
export const lockPasskey = defineSql(
  'kervan.lock-passkey',
  { credentialId: hash },
  (p: { credentialId: Uint8Array }) => sql<FoundPasskey>`
  select id, identity_id, credential_id, public_key, counter, name, created_at, last_used_at from passkeys
   where credential_id = ${p.credentialId} for update`,
);

export const usePasskey = defineSql(
  'kervan.use-passkey',
  { id: SAMPLE, counter: 1 },
  (p: { id: string; counter: number }) => sql`update passkeys set counter = ${p.counter}, last_used_at = now() where id = ${p.id}`,
);

export const listPasskeys = defineSql(
  'kervan.list-passkeys',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql<FoundPasskey>`
  select id, identity_id, credential_id, public_key, counter, name, created_at, last_used_at from passkeys
   where identity_id = ${p.identityId} order by created_at`,
);

export const namePasskey = defineSql(
  'kervan.name-passkey',
  { id: SAMPLE, identityId: SAMPLE, name: 'A' },
  (p: { id: string; identityId: string; name: string }) => sql`
  update passkeys set name = ${p.name} where id = ${p.id} and identity_id = ${p.identityId}`,
);

export const deletePasskey = defineSql(
  'kervan.delete-passkey',
  { id: SAMPLE, identityId: SAMPLE },
  (p: { id: string; identityId: string }) => sql`delete from passkeys where id = ${p.id} and identity_id = ${p.identityId}`,
);

export const deletePasskeysOf = defineSql(
  'kervan.delete-passkeys-of',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql`delete from passkeys where identity_id = ${p.identityId}`,
);
