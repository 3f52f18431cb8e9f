import type { SignedCode } from './signed-code.ts';
import { fromBase64Url } from './signed-code.ts';

/** One of a mission's public keys as packs carry it: `key` is the uncompressed P-256 point, base64url. */
export interface MissionKey {
  readonly id: string;
  readonly key: string;
}

/** `holds`: this mission signed it and nothing was changed since. `unknown`: none of these keys; it proves nothing. */
export type Verdict = 'holds' | 'tampered' | 'unknown';

/** What browsers and Node share of WebCrypto; the shared program knows neither library. */
export interface Verifying {
  importKey(format: 'raw', key: Uint8Array<ArrayBuffer>, algorithm: object, extractable: boolean, uses: ['verify']): Promise<unknown>;
  verify(algorithm: object, key: never, signature: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/**
 * Who signed a code, without network: by the mission's public keys that the phone carries.
 * @param subtle `crypto.subtle`.
 */
export async function verifySigned(code: SignedCode, keys: readonly MissionKey[], subtle: Verifying): Promise<Verdict> {
  const known = keys.find((one) => one.id === code.keyId);
  if (!known) return 'unknown';
  try {
    const key = await subtle.importKey('raw', fromBase64Url(known.key), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const text = new TextEncoder().encode(code.signedText);
    return (await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key as never, code.signature, text)) ? 'holds' : 'tampered';
  } catch {
    return 'tampered';
  }
}
