import { canonicalJson } from '#foundation/canonical.ts';
import type { Envelope } from '#foundation/command.ts';

/** Web Crypto's names for the devices' keys. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const signAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** The text that a device signs: the envelope without its signature, in canonical JSON. */
export function signedText(envelope: Envelope): string {
  const { signature: _, ...rest } = envelope;
  return canonicalJson(rest);
}

/** The text by which a device proves, when it is enrolled, that it holds the private key. */
export function enrolText(request: { code: string; publicKey: string; name: string }): string {
  return canonicalJson({ code: request.code, publicKey: request.publicKey, name: request.name });
}
