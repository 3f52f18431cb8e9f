import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import type { Tx } from '#foundation/db/tx.ts';
import { tokenHash } from '#foundation/http/requests.ts';
import type { NewPasskey, SignedPasskey } from '../contract/passkeys.ts';
import { problems } from '../contract/problems.ts';
import { lifetimes } from '../domain/lifetimes.ts';
import { isOwnOrigin } from '../domain/relying-party.ts';
import { burnChallenge, insertChallenge, lockPasskey, usePasskey } from './passkeys.repo.ts';
import type { ChallengePurpose, FoundPasskey } from './passkeys.repo.ts';

// Loaded with the first passkey: the start of a server need not wait for it.
const library = () => import('@simplewebauthn/server');

const using: { host: string | null } = { host: null };

/** Called once when the doors open: the host to which passkeys are tied, or null where browsers know none. */
export function setPasskeyHost(host: string | null): void {
  using.host = host;
}
export const passkeyHost = (): string | null => using.host;

/** @throws access.passkeys-off at an address that can carry none. */
export function passkeyHostOrRefuse(): string {
  if (!using.host) throw problems.problem('passkeys-off');
  return using.host;
}

/** Something fresh for an authenticator to sign; only its hash is kept. */
export async function newChallenge(tx: Tx, purpose: ChallengePurpose, identityId: string | null): Promise<string> {
  const challenge = randomBytes(32).toString('base64url');
  await insertChallenge.run(tx, { hash: tokenHash(challenge), purpose, identityId, seconds: lifetimes.challenge });
  return challenge;
}

interface ClientData {
  readonly challenge: string;
  readonly origin: string;
}

/** What the browser says it was asked, and by whom; the authenticator's signature covers it. */
function clientDataOf(clientDataJSON: string): ClientData {
  try {
    const { challenge, origin } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as Partial<ClientData>;
    if (typeof challenge === 'string' && typeof origin === 'string') return { challenge, origin };
  } catch {
    // Not JSON: refused below like everything that does not fit.
  }
  throw problems.problem('passkey-refused');
}

/** Looks that we asked this, once, for this purpose and from a page of our own; answers whom we asked. */
async function takeChallenge(tx: Tx, clientDataJSON: string, purpose: ChallengePurpose) {
  const host = passkeyHostOrRefuse();
  const { challenge, origin } = clientDataOf(clientDataJSON);
  const burnt = await burnChallenge.maybe(tx, { hash: tokenHash(challenge), purpose });
  if (!burnt || !isOwnOrigin(origin, host)) throw problems.problem('passkey-refused');
  return { identityId: burnt.identity_id, expected: { expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: host } };
}

/** Whatever the library finds wrong is one refusal: its words are for programmers. */
async function orRefuse<T extends { verified: boolean }>(verifying: Promise<T>): Promise<T> {
  const verified = await verifying.catch(() => undefined);
  if (!verified?.verified) throw problems.problem('passkey-refused');
  return verified;
}

/** Verifies a new passkey for this identity. The person was verified by the authenticator: possession and finger, face or PIN. */
export async function verifyNew(tx: Tx, identityId: string, passkey: z.output<typeof NewPasskey>) {
  const { id, clientDataJSON, attestationObject } = passkey;
  const asked = await takeChallenge(tx, clientDataJSON, 'add');
  if (asked.identityId !== identityId) throw problems.problem('passkey-refused');
  const response = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject },
  } as const;
  const { registrationInfo } = await orRefuse(
    (await library()).verifyRegistrationResponse({ response, ...asked.expected, requireUserVerification: true }),
  );
  return registrationInfo!.credential;
}

/** Verifies what a passkey has signed and keeps its count; answers the passkey. */
export async function verifySigned(
  tx: Tx,
  purpose: Exclude<ChallengePurpose, 'add'>,
  signed: z.output<typeof SignedPasskey>,
): Promise<{ passkey: FoundPasskey; askedOf: string | null }> {
  const { id, clientDataJSON, authenticatorData, signature } = signed;
  const asked = await takeChallenge(tx, clientDataJSON, purpose);
  const passkey = await lockPasskey.maybe(tx, { credentialId: Buffer.from(id, 'base64url') });
  if (!passkey) throw problems.problem('passkey-refused');
  const response = {
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature },
  } as const;
  const credential = { id, publicKey: new Uint8Array(passkey.public_key), counter: Number(passkey.counter) };
  const { authenticationInfo } = await orRefuse(
    (await library()).verifyAuthenticationResponse({ response, ...asked.expected, credential, requireUserVerification: true }),
  );
  await usePasskey.run(tx, { id: passkey.id, counter: authenticationInfo.newCounter });
  return { passkey, askedOf: asked.identityId };
}
