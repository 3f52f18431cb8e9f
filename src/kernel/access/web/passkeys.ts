import type { ProblemBody } from '#foundation/problem.ts';
import type { NewPasskey, SignedPasskey } from '../contract/passkeys.ts';
import type * as z from 'zod';
import { knock } from './proof.ts';

interface Question {
  readonly challenge: string;
  readonly host: string;
  readonly allow: readonly string[];
}
type Answered<T> = { readonly problem: ProblemBody } | { readonly problem: null; readonly answer: T };

/** Whether this browser, at this address, can make and use passkeys. */
export const canUsePasskeys = (host: string | null | undefined): boolean =>
  host === location.hostname && typeof PublicKeyCredential === 'function';

/** What the browser says when the person closes its window, or when the key is tied already. */
function refused(error: unknown): { problem: ProblemBody } {
  const name = error instanceof Error ? error.name : '';
  const type = name === 'InvalidStateError' ? 'access.passkey-known' : 'access.passkey-cancelled';
  return { problem: { type, title: '', status: 409 } };
}

/** Makes a new passkey on this device or on a key that is plugged in. */
export async function makePasskey(name: string): Promise<Answered<z.input<typeof NewPasskey>>> {
  const asked = await knock<Question & { handle: string; email: string }>('/api/passkey/ask-within', { purpose: 'add' });
  if (asked.problem) return asked;
  const { challenge, host, allow, handle, email } = asked.answer;
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    const made = await startRegistration({
      optionsJSON: {
        challenge,
        rp: { id: host, name: 'Kervan' },
        user: { id: handle, name: email, displayName: name },
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ alg, type: 'public-key' as const })),
        excludeCredentials: allow.map((id) => ({ id, type: 'public-key' as const })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: 120_000,
      },
    });
    const { clientDataJSON, attestationObject, transports } = made.response;
    return { problem: null, answer: { id: made.id, clientDataJSON, attestationObject, transports: transports ?? [] } };
  } catch (error) {
    return refused(error);
  }
}

async function sign(question: Question): Promise<Answered<z.input<typeof SignedPasskey>>> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge: question.challenge,
        rpId: question.host,
        allowCredentials: question.allow.map((one) => ({ id: one, type: 'public-key' as const })),
        userVerification: 'required',
        timeout: 120_000,
      },
    });
    const { clientDataJSON, authenticatorData, signature } = response;
    return { problem: null, answer: { id, clientDataJSON, authenticatorData, signature } };
  } catch (error) {
    return refused(error);
  }
}

/** Signs in with whichever passkey the person shows; answers the problem, or null. */
export async function signInByPasskey(): Promise<ProblemBody | null> {
  const asked = await knock<Question>('/api/passkey/ask', {});
  if (asked.problem) return asked.problem;
  const signed = await sign(asked.answer);
  return signed.problem ?? (await knock('/api/passkey/sign-in', { passkey: signed.answer })).problem;
}

/** Shows one of one's own passkeys within a session, in place of the password; answers the problem, or null. */
export async function proveByPasskey(): Promise<ProblemBody | null> {
  const asked = await knock<Question>('/api/passkey/ask-within', { purpose: 'proof' });
  if (asked.problem) return asked.problem;
  const signed = await sign(asked.answer);
  return signed.problem ?? (await knock('/api/passkey/prove', { passkey: signed.answer })).problem;
}
