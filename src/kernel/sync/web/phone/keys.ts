import { bytesOf, joined, randomBytes, textOf } from './bytes.ts';
import type { Bytes } from './bytes.ts';

const nonceBytes = 12;
const cipher = (iv: Bytes, label: string) => ({ name: 'AES-GCM', iv, additionalData: bytesOf(label) });

/** An AES-GCM key that this program cannot read again. */
export function lockedKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Encrypts under a fresh nonce. The label says what it is: moved to another place, it does not open. */
export async function sealBytes(key: CryptoKey, label: string, plain: Bytes): Promise<Bytes> {
  const iv = randomBytes(nonceBytes);
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt(cipher(iv, label), key, plain)));
}

/** @throws when a single bit differs, or the label does. */
export async function openBytes(key: CryptoKey, label: string, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.slice(0, nonceBytes);
  return new Uint8Array(await crypto.subtle.decrypt(cipher(iv, label), key, sealed.subarray(nonceBytes)));
}

export const sealJson = (key: CryptoKey, label: string, value: unknown): Promise<Bytes> =>
  sealBytes(key, label, bytesOf(JSON.stringify(value)));

export async function openJson<T>(key: CryptoKey, label: string, sealed: Bytes): Promise<T> {
  return JSON.parse(textOf(await openBytes(key, label, sealed))) as T;
}
