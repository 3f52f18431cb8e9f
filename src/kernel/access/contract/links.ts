import * as z from 'zod';
import { defineCommand, secret } from '#foundation/command.ts';
import { defineEvent } from '#foundation/event.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { Password } from './account.ts';

const fresh = lifetimes.proof;
/** 256 bits, base64url, made where the link is shown; the server keeps its hash. */
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const ofUser = (input: { userId: string }) => ({ kind: 'user', id: input.userId });

/**
 * Makes a one-time link by which a new user sets a password; earlier ones of the same person die. By mail goes another
 * one, which the server makes: the token of the first is known to nobody but who asked for it.
 */
export const inviteUser = defineCommand({
  name: 'access.invite-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ linkId: Id, userId: Id, token: secret(Token), mail: z.boolean().optional() }),
  scope: ofUser,
  fresh,
});

/** Makes a one-time link by which somebody who forgot the password sets a new one; the second step stays. */
export const resetUser = defineCommand({
  name: 'access.reset-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ linkId: Id, userId: Id, token: secret(Token) }),
  scope: ofUser,
  fresh,
});

/** Kills a link that was not used yet. */
export const withdrawLink = defineCommand({
  name: 'access.withdraw-link',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ linkId: Id, userId: Id }),
  scope: ofUser,
});

/** Uses a one-time link of one's own: the password is set, the link dies, every session ends. */
export const useLink = defineCommand({
  name: 'access.use-link',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ token: secret(Token), password: secret(Password) }),
  scope: () => 'self',
});

/** Asks for a link of one's own by mail. Sent only by the sign-in page's door, as the person concerned. */
export const askReset = defineCommand({
  name: 'access.ask-reset',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ linkId: Id }),
  scope: () => 'self',
});

/** Somebody forgot their password; who sends mail finds the address by `linkTokenOf` and the user's record. */
export const resetAsked = defineEvent({ name: 'access.reset-asked', payload: z.strictObject({ userId: Id, linkId: Id }) });

/** Somebody was invited by mail; the address and the token are found as for a forgotten password. */
export const userInvited = defineEvent({ name: 'access.user-invited', payload: z.strictObject({ userId: Id, linkId: Id }) });

/** The next sign-in asks for a new password. */
export const forceChange = defineCommand({
  name: 'access.force-change',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: ofUser,
  fresh,
});

/** Signs somebody out everywhere. */
export const endUserSessions = defineCommand({
  name: 'access.end-user-sessions',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: ofUser,
});

/** How somebody's sign-in stands, for who looks after it: no secret is in it. */
export const getSignInState = defineQuery({
  name: 'access.get-sign-in-state',
  input: z.strictObject({ userId: Id }),
  output: z.strictObject({
    hasPassword: z.boolean(),
    mustChange: z.boolean(),
    twoStepSince: z.string().nullable(),
    codesLeft: z.int(),
    passkeys: z.int(),
    /** Since when an account of the identity provider is tied. */
    providerSince: z.string().nullable(),
    sessions: z.int(),
    lastIn: z.string().nullable(),
    links: z.array(z.strictObject({ id: Id, kind: z.string(), madeAt: z.string(), expiresAt: z.string() })),
    recovery: z.strictObject({ id: Id, reason: z.string(), askedBy: z.string(), askedById: Id, askedAt: z.string() }).nullable(),
    abilities: z.array(z.string()),
  }),
  scope: ofUser,
});
