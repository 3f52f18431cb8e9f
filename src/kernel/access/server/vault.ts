import { createHmac, randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '#foundation/keys/sealer.ts';
import { deriveKey } from '#foundation/keys/master-key.ts';

/** Seals and marks what belongs to sign-in, which all missions share; its keys come from the master key outside the database. */
export interface Vault {
  seal(plain: Uint8Array): Buffer;
  /** Throws when a single bit differs or the master key is another one. */
  open(sealed: Uint8Array): Buffer;
  /** A keyed hash: equal texts have equal marks, and without the key a mark cannot be guessed from. */
  mark(purpose: string, text: string): Buffer;
}

/** The vault over one master key. */
export function vaultOf(masterKey: Uint8Array): Vault {
  const sealing = deriveKey(masterKey, 'identities');
  const marking = deriveKey(masterKey, 'identity marks');
  return {
    seal: (plain) => encrypt(sealing, plain),
    open: (sealed) => decrypt(sealing, sealed),
    mark: (purpose, text) => createHmac('sha256', marking).update(`${purpose}\n${text}`).digest(),
  };
}

const using: { vault: Vault } = { vault: vaultOf(randomBytes(32)) };

/** Called once when the app is put together. */
export function setVault(vault: Vault): void {
  using.vault = vault;
}
export const vault = (): Vault => using.vault;
