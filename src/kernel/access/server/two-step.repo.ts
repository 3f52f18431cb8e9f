import { defineSql, sql } from '#foundation/db/sql.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const bytes: Uint8Array = Buffer.alloc(8);

/** The authenticator of an identity, locked: two codes at once are looked at one after the other. */
export const lockAuthenticator = defineSql(
  'kervan.lock-authenticator',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql<{ sealed: Buffer; last_step: number }>`
  select sealed, last_step from authenticators where identity_id = ${p.identityId} for update`,
);

/** Keeps the step of the code just taken; no row: a later one was taken meanwhile. */
export const keepStep = defineSql(
  'kervan.keep-step',
  { identityId: SAMPLE, step: 1 },
  (p: { identityId: string; step: number }) => sql`
  update authenticators set last_step = ${p.step} where identity_id = ${p.identityId} and last_step < ${p.step}`,
);

export interface AuthenticatorWrite {
  readonly identityId: string;
  readonly sealed: Uint8Array;
  readonly step: number;
}

/** Ties an authenticator, in place of a former one. */
export const putAuthenticator = defineSql(
  'kervan.put-authenticator',
  { identityId: SAMPLE, sealed: bytes, step: 1 } as AuthenticatorWrite,
  (p: AuthenticatorWrite) => sql`
  insert into authenticators (identity_id, sealed, last_step) values (${p.identityId}, ${p.sealed}, ${p.step})
  on conflict (identity_id) do update set sealed = excluded.sealed, last_step = excluded.last_step, since = now()`,
);

export const deleteAuthenticator = defineSql(
  'kervan.delete-authenticator',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql`
  with codes as (delete from recovery_codes where identity_id = ${p.identityId})
  delete from authenticators where identity_id = ${p.identityId}`,
);

/** Puts new recovery codes in place of all old ones. */
export const deleteRecoveryCodes = defineSql(
  'kervan.delete-recovery-codes',
  { identityId: SAMPLE },
  (p: { identityId: string }) => sql`delete from recovery_codes where identity_id = ${p.identityId}`,
);
export const insertRecoveryCode = defineSql(
  'kervan.insert-recovery-code',
  { identityId: SAMPLE, codeHash: bytes },
  (p: { identityId: string; codeHash: Uint8Array }) => sql`
  insert into recovery_codes (identity_id, code_hash) values (${p.identityId}, ${p.codeHash})`,
);

/** Uses a recovery code; of two at once the row's lock lets one through. */
export const burnRecoveryCode = defineSql(
  'kervan.burn-recovery-code',
  { identityId: SAMPLE, codeHash: bytes },
  (p: { identityId: string; codeHash: Uint8Array }) => sql`
  update recovery_codes set used_at = now() where identity_id = ${p.identityId} and code_hash = ${p.codeHash} and used_at is null`,
);

/** The row of rules, and whether they ask the second step of this user. */
export const twoStepAsked = defineSql(
  'access.two-step-asked',
  { userId: SAMPLE },
  (p: { userId: string }) => sql<{ asked: boolean }>`
  select r.two_step = 'everybody' or (r.two_step = 'administrators' and exists (
           select from assignments a where a.user_id = ${p.userId} and a.role_id = 'administrator' and a.revoked_at is null)) as asked
    from sign_in_rules r`,
);

export const getRules = defineSql(
  'access.get-sign-in-rules',
  {},
  () => sql<{ two_step: 'nobody' | 'administrators' | 'everybody'; people: number; with_two_step: number }>`
  select r.two_step,
         (select count(*) from users u where u.identity_id is not null and u.disabled_at is null)::int as people,
         (select count(*) from users u join authenticators a on a.identity_id = u.identity_id where u.disabled_at is null)::int as with_two_step
    from sign_in_rules r`,
);

export const setRules = defineSql(
  'access.set-sign-in-rules',
  { twoStep: 'nobody' },
  (p: { twoStep: string }) => sql`update sign_in_rules set two_step = ${p.twoStep}`,
);
