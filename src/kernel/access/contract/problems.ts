import { defineProblems } from '#foundation/problem.ts';

/** What can stand in the way of signing in and of giving rights. */
export const problems = defineProblems('access', {
  'sign-in-failed': { status: 401 },
  'code-needed': { status: 401 },
  'locked-out': { status: 429 },
  'user-not-found': { status: 404 },
  'role-not-found': { status: 404 },
  'assignment-not-found': { status: 404 },
  'email-taken': { status: 409, constraints: ['users_email_key', 'identities_email_key'] },
  'role-id-taken': { status: 409, constraints: ['roles_pkey'] },
  'dates-reversed': { status: 422, constraints: ['assignments_dates_check'] },
  /** A user of an authority or donor organisation was given what opens persons, informants, exact sites or positions. */
  'outsider-barred': { status: 409, constraints: ['assignments_outsider_check'] },
  /** A user of others belongs to an organisation that is kept, and carries its kind. */
  'org-unknown': { status: 422, constraints: ['users_org_fkey', 'users_org_check'] },
  'role-not-protected': { status: 409, constraints: ['role_permissions_protected_check'] },
  'last-administrator': { status: 409 },
  'permission-unknown': { status: 422 },
  'password-weak': { status: 422 },
  'code-wrong': { status: 422 },
  'proof-refused': { status: 401 },
  'code-refused': { status: 401 },
  'two-step-asked': { status: 409 },
  'two-step-off': { status: 409 },
  'session-not-found': { status: 404 },
  'link-gone': { status: 410 },
  'link-known': { status: 409, constraints: ['sign_in_links_token_hash_key', 'sign_in_links_pkey'] },
  'works-elsewhere': { status: 409 },
  /** Sign-in is shared with the real mission: practice must not change how anybody signs in. */
  'practice-only': { status: 409 },
  'rights-exceeded': { status: 403 },
  'has-password': { status: 409 },
  'no-password': { status: 409 },
  'token-not-found': { status: 404 },
  'token-beyond': { status: 403 },
  'token-known': { status: 409, constraints: ['api_tokens_token_hash_key', 'api_tokens_pkey'] },
  'passkeys-off': { status: 409 },
  'passkey-refused': { status: 401 },
  /** Said by the browser: the person closed its window, or it took too long. */
  'passkey-cancelled': { status: 409 },
  'passkey-not-found': { status: 404 },
  'passkey-known': { status: 409, constraints: ['passkeys_credential_id_key', 'passkeys_pkey'] },
  'recovery-not-found': { status: 404 },
  'recovery-open': { status: 409, constraints: ['authenticator_recoveries_open_key'] },
  'second-person-needed': { status: 409, constraints: ['authenticator_recoveries_two_people_check'] },
  'not-for-oneself': { status: 409, constraints: ['authenticator_recoveries_not_oneself_check'] },
});
