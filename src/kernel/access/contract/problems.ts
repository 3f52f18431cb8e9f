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
  'role-not-protected': { status: 409, constraints: ['role_permissions_protected_check'] },
  'last-administrator': { status: 409 },
  'permission-unknown': { status: 422 },
});
