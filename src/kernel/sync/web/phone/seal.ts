import { sealedInfo, sealedNonce, sealedVersion } from '../../domain/sealed.ts';
import type { IntakeKey } from '../../domain/sealed.ts';
import { bytesOf, fromBase64Url, joined, randomBytes } from './bytes.ts';
import type { Bytes } from './bytes.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
const publicKeys = new Map<string, Promise<CryptoKey>>();

function publicKeyOf(intake: IntakeKey): Promise<CryptoKey> {
  const kept = publicKeys.get(intake.key) ?? crypto.subtle.importKey('raw', fromBase64Url(intake.key), curve, false, []);
  publicKeys.set(intake.key, kept);
  return kept;
}

/** Seals a text so that only the mission can open it; the layout stands in `domain/sealed.ts`. */
export async function sealForMission(intake: IntakeKey, text: string): Promise<Bytes> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: await publicKeyOf(intake) }, pair.privateKey, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const salt = joined(point, fromBase64Url(intake.key));
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(sealedInfo) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const head = joined(Uint8Array.of(sealedVersion), bytesOf(intake.id), point);
  const iv = randomBytes(sealedNonce);
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, key, bytesOf(text));
  return joined(head, iv, new Uint8Array(body));
}
