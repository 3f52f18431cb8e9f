import * as z from 'zod';
import { defineCommand, personal, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { recoveryCodeCount } from '../domain/two-step.ts';

const fresh = lifetimes.proof;
export const Password = z.string().min(1).max(200);
const AuthenticatorKey = z.string().regex(/^[A-Z2-7]{32}$/);
const RecoveryCodes = z.array(z.string().regex(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/)).length(recoveryCodeCount);

/** Changes one's own name, as it is spelled on paper. */
export const changeName = defineCommand({
  name: 'access.change-name',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ name: personal(z.string().trim().min(1).max(200)) }),
  scope: () => 'self',
});

/** Sets one's own password; the old one was shown within the last minute. All other sessions end. */
export const changePassword = defineCommand({
  name: 'access.change-password',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ password: secret(Password) }),
  scope: () => 'self',
  fresh: lifetimes.passwordProof,
});

/** Ties an authenticator app to one's sign-in: its key, a first code as proof that the app has it, and ten codes for paper. */
export const startTwoStep = defineCommand({
  name: 'access.start-two-step',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    key: secret(AuthenticatorKey),
    code: secret(z.string().max(20)),
    /** Made where they are shown; the server keeps keyed hashes. */
    recoveryCodes: secret(RecoveryCodes),
  }),
  scope: () => 'self',
  fresh,
});

/** Takes the second step off, where the mission's rules do not ask for it. */
export const stopTwoStep = defineCommand({
  name: 'access.stop-two-step',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  scope: () => 'self',
  fresh,
});

/** Puts ten new recovery codes in place of the old ones. */
export const renewRecoveryCodes = defineCommand({
  name: 'access.renew-recovery-codes',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ recoveryCodes: secret(RecoveryCodes) }),
  scope: () => 'self',
  fresh,
});

/** Ends one of one's own sessions. */
export const endSession = defineCommand({
  name: 'access.end-session',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ sessionId: Id }),
  scope: () => 'self',
});

/** Ends all of one's own sessions but this one. */
export const endOtherSessions = defineCommand({
  name: 'access.end-other-sessions',
  version: 1,
  kind: 'decision',
  input: z.strictObject({}),
  scope: () => 'self',
});

export const TwoStepRule = z.enum(['nobody', 'administrators', 'everybody']);

/** How one's own sign-in stands. */
export const getAccount = defineQuery({
  name: 'access.get-account',
  input: z.strictObject({}),
  output: z.strictObject({
    name: z.string(),
    email: z.string().nullable(),
    /** Since when the second step is on; null: off. */
    twoStepSince: z.string().nullable(),
    twoStepAsked: z.boolean(),
    codesLeft: z.int(),
    passwordSetAt: z.string().nullable(),
  }),
  scope: () => 'self',
});

export const Whence = {
  address: z.string(),
  browser: z.string(),
  system: z.string(),
  place: z.enum(['machine', 'local', 'internet', 'unknown']),
};

/** One's own living sessions. */
export const listMySessions = defineQuery({
  name: 'access.list-my-sessions',
  input: z.strictObject({}),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        current: z.boolean(),
        twoStep: z.boolean(),
        ...Whence,
        since: z.string(),
        lastSeenAt: z.string(),
        until: z.string(),
      }),
    ),
  }),
  scope: () => 'self',
});

export const signInOutcomes = [
  'in',
  'password-wrong',
  'address-unknown',
  'code-asked',
  'code-wrong',
  'waiting',
  'proved',
  'proof-wrong',
  'out',
  'link-used',
  'link-gone',
  'recovery-code',
  /** Another way of signing in did not pass. */
  'refused',
] as const;

export const SignInRow = z.strictObject({
  id: Id,
  at: z.string(),
  userId: Id.nullable(),
  user: z.string().nullable(),
  outcome: z.enum(signInOutcomes),
  ...Whence,
});

/** When and from where one's own sign-in was tried. */
export const listMySignIns = defineQuery({
  name: 'access.list-my-sign-ins',
  input: z.strictObject({ ...pageInput }),
  output: pageOf(SignInRow),
  scope: () => 'self',
});

/** Who tried to sign in, when, from where, and how it went. */
export const listSignIns = defineQuery({
  name: 'access.list-sign-ins',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    outcome: z.enum(signInOutcomes).optional(),
    userId: Id.optional(),
  }),
  output: pageOf(SignInRow),
  scope: () => 'any',
  columns: [
    { key: 'at', type: 'instant' },
    { key: 'user', type: 'text' },
    { key: 'outcome', type: 'code' },
    { key: 'address', type: 'text' },
    { key: 'browser', type: 'code' },
    { key: 'system', type: 'code' },
    { key: 'place', type: 'code' },
  ],
});
