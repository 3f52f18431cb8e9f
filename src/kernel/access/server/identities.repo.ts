import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

export interface NewIdentity {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly mustChange: boolean;
}

/** Enters who can sign in to this server; a person known by this address from another mission keeps their sign-in. */
export const insertIdentity = defineSql(
  'kervan.insert-identity',
  { id: SAMPLE, email: 'a@example.org', passwordHash: null, mustChange: false } as NewIdentity,
  (p: NewIdentity) => sql<{ id: string }>`
    insert into identities (id, email, password_hash, must_change, password_set_at)
    values (${p.id}, ${p.email}, ${p.passwordHash}, ${p.mustChange}, case when ${p.passwordHash}::text is not null then now() end)
    on conflict (email) do update set email = excluded.email returning id`,
);

export interface SignInRow {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string | null;
  readonly must_change: boolean;
  readonly two_step: boolean;
}

/** Finds who wants to sign in. */
export const findIdentity = defineSql(
  'kervan.find-identity',
  { email: 'a@example.org' },
  (p: { email: string }) => sql<SignInRow>`
  select id, email, password_hash, must_change, exists (select from authenticators a where a.identity_id = i.id) as two_step
    from identities i where email = ${p.email}`,
);

export interface IdentityRow {
  readonly id: string;
  readonly email: string;
  readonly has_password: boolean;
  readonly must_change: boolean;
  readonly password_set_at: Date | null;
  readonly two_step_since: Date | null;
  readonly codes_left: number;
  readonly passkeys: number;
  readonly provider_since: Date | null;
  readonly sessions: number;
  readonly last_in: Date | null;
}

/** How an identity's sign-in stands. */
export const getIdentity = defineSql(
  'kervan.get-identity',
  { id: SAMPLE },
  (p: { id: string }) => sql<IdentityRow>`
  select i.id, i.email, i.password_hash is not null as has_password, i.must_change, i.password_set_at, a.since as two_step_since,
         (select count(*) from recovery_codes c where c.identity_id = i.id and c.used_at is null)::int as codes_left,
         (select count(*) from passkeys p where p.identity_id = i.id)::int as passkeys,
         (select min(l.linked_at) from provider_links l where l.identity_id = i.id) as provider_since,
         (select count(*) from sessions s where s.identity_id = i.id and not s.replaced and s.expires_at > now())::int as sessions,
         (select max(l.at) from sign_ins l where l.identity_id = i.id and l.outcome = 'in') as last_in
    from identities i left join authenticators a on a.identity_id = i.id where i.id = ${p.id}`,
);

export interface PasswordWrite {
  readonly id: string;
  readonly passwordHash: string;
}

/** Sets a password chosen by its owner. */
export const setPassword = defineSql(
  'kervan.set-password',
  { id: SAMPLE, passwordHash: 'x' } as PasswordWrite,
  (p: PasswordWrite) => sql`
  update identities set password_hash = ${p.passwordHash}, password_set_at = now(), must_change = false where id = ${p.id}`,
);

export const setMustChange = defineSql(
  'kervan.set-must-change',
  { id: SAMPLE },
  (p: { id: string }) => sql`update identities set must_change = true where id = ${p.id}`,
);

/** Whether this identity works in the mission whose schema is set. */
export const isUserHere = defineSql(
  'access.is-user-here',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql<{ id: string }>`
  select id from users where identity_id = ${p.identityId} and disabled_at is null`,
);

/** Sets the schema that the next statements of this transaction read. */
export const enterSchema = defineSql(
  'kervan.enter-schema',
  { path: 'kervan' },
  (p: { path: string }) => sql`select set_config('search_path', ${p.path}, true)`,
);
