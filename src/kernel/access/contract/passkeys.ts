import * as z from 'zod';
import { defineCommand, secret } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery } from '#foundation/query.ts';
import { lifetimes } from '../domain/lifetimes.ts';

const fresh = lifetimes.proof;
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Name = z.string().trim().min(1).max(100);

/** What a browser hands over of a new passkey (WebAuthn's RegistrationResponse, without what nobody needs). */
export const NewPasskey = z.strictObject({
  id: Base64Url.max(1400),
  clientDataJSON: Base64Url.max(4000),
  attestationObject: Base64Url.max(20_000),
  transports: z.array(z.string().max(20)).max(10),
});

/** What a browser hands over when a passkey has signed (WebAuthn's AuthenticationResponse). */
export const SignedPasskey = z.strictObject({
  id: Base64Url.max(1400),
  clientDataJSON: Base64Url.max(4000),
  authenticatorData: Base64Url.max(4000),
  signature: Base64Url.max(2000),
});

/** Ties a passkey to one's sign-in. */
export const addPasskey = defineCommand({
  name: 'access.add-passkey',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ passkeyId: Id, name: Name, passkey: secret(NewPasskey) }),
  scope: () => 'self',
  fresh,
});

export const renamePasskey = defineCommand({
  name: 'access.rename-passkey',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ passkeyId: Id, name: Name }),
  scope: () => 'self',
});

/** Takes one of one's own passkeys off. */
export const removePasskey = defineCommand({
  name: 'access.remove-passkey',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ passkeyId: Id }),
  scope: () => 'self',
  fresh,
});

/** Takes every passkey off somebody's sign-in, as when phone or key was lost, and signs them out everywhere. */
export const removeUserPasskeys = defineCommand({
  name: 'access.remove-user-passkeys',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: Id }),
  scope: (input) => ({ kind: 'user', id: input.userId }),
  fresh,
});

/** One's own passkeys. */
export const listMyPasskeys = defineQuery({
  name: 'access.list-my-passkeys',
  input: z.strictObject({}),
  output: z.strictObject({
    /** The host that passkeys are tied to; null: this server's address cannot carry any. */
    host: z.string().nullable(),
    rows: z.array(z.strictObject({ id: Id, name: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable() })),
  }),
  scope: () => 'self',
});
