import { webcrypto } from 'node:crypto';
import type { Envelope } from '#foundation/command.ts';
import { keyAlgorithm, signAlgorithm, signedText } from '../domain/signing.ts';

const cacheSize = 5_000;
const keys = new Map<string, Promise<webcrypto.CryptoKey>>();

function keyOf(publicKey: Buffer): Promise<webcrypto.CryptoKey> {
  const name = publicKey.toString('base64');
  let key = keys.get(name);
  if (!key) {
    if (keys.size >= cacheSize) keys.clear();
    key = webcrypto.subtle.importKey('spki', Uint8Array.from(publicKey), keyAlgorithm, true, ['verify']);
    keys.set(name, key);
  }
  return key;
}

/** Whether the key's holder signed this text; false for a key or signature that cannot be read. */
export async function signatureHolds(publicKey: Buffer, signature: string, text: string): Promise<boolean> {
  try {
    return await webcrypto.subtle.verify(signAlgorithm, await keyOf(publicKey), Buffer.from(signature, 'base64url'), Buffer.from(text));
  } catch {
    return false;
  }
}

/** Whether the device's key signed this envelope. */
export function envelopeHolds(publicKey: Buffer, envelope: Envelope): Promise<boolean> {
  return signatureHolds(publicKey, envelope.signature ?? '', signedText(envelope));
}
