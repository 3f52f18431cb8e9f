import { bytesOf, randomBytes } from './bytes.ts';
import type { Bytes } from './bytes.ts';
import { lockedKey } from './keys.ts';
import type { DerivePin } from './pin.ts';
import type { PasskeyRow, PhoneStore } from './store.ts';
import { findSlot, openOf, openSlot, sealSlot } from './vault.ts';
import type { OpenBox } from './vault.ts';

/** Why a passkey was not made: the phone has no such thing, it keeps no key by it, the person did not confirm, or the PIN is wrong. */
export type PasskeyFault = 'absent' | 'no-key' | 'not-confirmed' | 'wrong-pin';

/** The phone's own authenticator, behind a finger, a face or the screen lock. */
export interface Authenticator {
  /** @throws PasskeyProblem */
  make(salt: Bytes): Promise<{ readonly id: Bytes; readonly secret: Bytes }>;
  /** The same 32 bytes for the same credential and salt, for whoever the phone knows. @throws PasskeyProblem */
  secret(of: Pick<PasskeyRow, 'id' | 'salt'>): Promise<Bytes>;
}
export class PasskeyProblem extends Error {
  readonly fault: PasskeyFault;
  constructor(fault: PasskeyFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Lets the phone's passkey open what this PIN opens. The key comes from the authenticator (WebAuthn's PRF) and is nowhere
 * kept; the box's guard is the other half, as with a PIN. @throws PasskeyProblem
 */
export async function setPasskey(
  store: PhoneStore,
  open: Pick<OpenBox, 'box' | 'space'>,
  by: { readonly pin: string; readonly derive: DerivePin; readonly authenticator: Authenticator },
): Promise<void> {
  const boxId = open.box.id;
  const box = await store.boxes.get(boxId);
  const found = box && (await findSlot(box, by.pin, by.derive, open.space));
  if (!box?.guard || !found) throw new PasskeyProblem('wrong-pin');
  const salt = randomBytes(32);
  const { id, secret } = await by.authenticator.make(salt);
  const slot = await sealSlot(await keyOf(secret), box.guard, found.slot);
  await store.boxes.update(boxId, { passkey: { id, salt, slot } });
}

/** Opens the box by the phone's passkey; neither helps nor harms the count of wrong PINs. @throws PasskeyProblem */
export async function unlockByPasskey(store: PhoneStore, boxId: string, authenticator: Authenticator): Promise<OpenBox> {
  const box = await store.boxes.get(boxId);
  if (!box?.guard || !box.passkey) throw new PasskeyProblem('absent');
  const key = await keyOf(await authenticator.secret(box.passkey));
  const slot = await openSlot(key, box.guard, box.passkey.slot);
  if (!slot) throw new PasskeyProblem('not-confirmed');
  return openOf(box, slot);
}

/** From now on the PIN alone opens the box. */
export async function dropPasskey(store: PhoneStore, boxId: string): Promise<void> {
  await store.boxes.update(boxId, { passkey: undefined });
}

/** The authenticator's bytes serve no other purpose than this one. */
async function keyOf(secret: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = bytesOf('kervan passkey slot 1');
  return lockedKey(
    new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, material, 256)),
  );
}
