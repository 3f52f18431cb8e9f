import { randomBytes } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { neutralNames } from '../../domain/neutral.ts';
import { PasskeyProblem } from './passkey.ts';
import type { Authenticator } from './passkey.ts';

/** It stands in the phone's own list of passkeys. */
const named = neutralNames.en;
const patience = 60_000;

/** Whether this browser and this phone could open by a passkey at all; the last word is the authenticator's. */
export async function mayHavePasskey(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** The browser's authenticator of this phone, asked for a secret by WebAuthn's PRF. Works without a network. */
export const phoneAuthenticator: Authenticator = {
  make: async (salt) => {
    const made = await asked(() =>
      navigator.credentials.create({
        publicKey: {
          rp: { name: named },
          user: { id: randomBytes(16), name: named, displayName: named },
          challenge: randomBytes(32),
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
          authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'preferred', userVerification: 'required' },
          timeout: patience,
          extensions: { prf: { eval: { first: salt } } },
        },
      }),
    );
    const { prf } = made.getClientExtensionResults();
    if (!prf?.enabled) throw new PasskeyProblem('no-key');
    const id = new Uint8Array(made.rawId);
    const first = prf.results?.first;
    // Some authenticators answer the question only when they are asked again.
    return { id, secret: first ? bytes(first) : await phoneAuthenticator.secret({ id, salt }) };
  },
  secret: async ({ id, salt }) => {
    const found = await asked(() =>
      navigator.credentials.get({
        publicKey: {
          challenge: randomBytes(32),
          allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
          userVerification: 'required',
          timeout: patience,
          extensions: { prf: { eval: { first: salt } } },
        },
      }),
    );
    const first = found.getClientExtensionResults().prf?.results?.first;
    if (!first) throw new PasskeyProblem('no-key');
    return bytes(first);
  },
};

async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!('PublicKeyCredential' in globalThis)) throw new PasskeyProblem('absent');
  const answer = await ask().catch((error: unknown) => {
    // What the browser cannot do here (no screen lock, an address without a name) is not the person's doing.
    const refused = error instanceof DOMException && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name);
    throw new PasskeyProblem(refused ? 'not-confirmed' : 'absent');
  });
  if (!(answer instanceof PublicKeyCredential)) throw new PasskeyProblem('not-confirmed');
  return answer;
}

const bytes = (source: BufferSource): Bytes =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
