import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** Enters who can sign in to this server; a person known by this address from another mission keeps their sign-in. */
export const insertIdentity = defineSql(
  'kervan.insert-identity',
  { id: SAMPLE, email: 'a@example.org', passwordHash: null as string | null },
  (p: { id: string; email: string; passwordHash: string | null }) => sql<{ id: string }>`
    insert into identities (id, email, password_hash) values (${p.id}, ${p.email}, ${p.passwordHash})
    on conflict (email) do update set email = excluded.email returning id`,
);

export interface SignInRow {
  readonly id: string;
  readonly password_hash: string | null;
  readonly failed_count: number;
  readonly locked_until: Date | null;
}

/** Finds who wants to sign in, locking the row so that parallel guesses count one by one. */
export const findIdentity = defineSql(
  'kervan.find-identity',
  { email: 'a@example.org' },
  (p: { email: string }) => sql<SignInRow>`
  select id, password_hash, failed_count, locked_until from identities where email = ${p.email} for update`,
);

/** Counts a failure; from the fifth on the identity rests for a time that doubles up to an hour. */
export const countFailure = defineSql(
  'kervan.count-failure',
  { id: SAMPLE },
  (p: { id: string }) => sql`
  update identities set failed_count = failed_count + 1,
    locked_until = case when failed_count >= 4 then now() + least(interval '1 hour', interval '15 seconds' * power(2, least(failed_count - 4, 10))) end
  where id = ${p.id}`,
);

export const clearFailures = defineSql(
  'kervan.clear-failures',
  { id: SAMPLE },
  (p: { id: string }) => sql`update identities set failed_count = 0, locked_until = null where id = ${p.id}`,
);

export const insertSession = defineSql(
  'kervan.insert-session',
  { tokenHash: Buffer.alloc(32) as Uint8Array, identityId: SAMPLE, hours: 12 },
  (p: { tokenHash: Uint8Array; identityId: string; hours: number }) => sql`
    insert into sessions (token_hash, identity_id, expires_at) values (${p.tokenHash}, ${p.identityId}, now() + make_interval(hours => ${p.hours}))`,
);

export const deleteSession = defineSql(
  'kervan.delete-session',
  { tokenHash: Buffer.alloc(32) as Uint8Array },
  (p: { tokenHash: Uint8Array }) => sql`delete from sessions where token_hash = ${p.tokenHash}`,
);

/** Whether this identity works in the mission whose schema is set. */
export const isUserHere = defineSql(
  'access.is-user-here',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql<{ id: string }>`
  select id from users where identity_id = ${p.identityId} and disabled_at is null`,
);

/** The identity behind a session. */
export const findSession = defineSql(
  'kervan.find-session',
  { tokenHash: Buffer.alloc(32) as Uint8Array },
  (p: { tokenHash: Uint8Array }) => sql<{ identity_id: string }>`
  select identity_id from sessions where token_hash = ${p.tokenHash} and expires_at > now()`,
);
