import type { Tx } from '#foundation/db/tx.ts';
import { hashOf } from '#foundation/files/store.ts';
import type { FileStore } from '#foundation/files/store.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';

/** Where bytes lie, and the keys they are sealed by; the app sets both when it is put together. */
export interface Vault {
  readonly store: FileStore;
  readonly sealer: Sealer;
}
let vault: Vault | null = null;
/** Null where there is no master key: nothing can be kept or read. */
export function setFileVault(given: Vault | null): void {
  vault = given;
}
export function hasVault(): boolean {
  return vault !== null;
}
function opened(): Vault {
  if (!vault) throw new Error('no store for files: setFileVault was not called');
  return vault;
}

const key = { class: 'file', subject: 'store' } as const;
const nameOf = (tx: Tx, hash: string) => `${tx.schema}/${hash.slice(0, 2)}/${hash}`;

/** Seals bytes and lays them into the store under the hash of what they are. */
export async function keepBytes(tx: Tx, bytes: Uint8Array): Promise<string> {
  const { store, sealer } = opened();
  const hash = hashOf(bytes);
  if ((await readBytes(tx, hash)) === undefined) await store.put(nameOf(tx, hash), await sealer.seal(tx, key, bytes));
  return hash;
}

/** The bytes of a hash; undefined when they are not there or are not what their name says. */
export async function readBytes(tx: Tx, hash: string): Promise<Buffer | undefined> {
  const { store, sealer } = opened();
  const sealed = await store.get(nameOf(tx, hash));
  if (!sealed) return undefined;
  try {
    const bytes = await sealer.open(tx, sealed);
    return hashOf(bytes) === hash ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** A piece of a file on its way, as it lies in the database. */
export const sealPiece = (tx: Tx, bytes: Uint8Array): Promise<Buffer> => opened().sealer.seal(tx, key, bytes);
export const openPiece = (tx: Tx, sealed: Uint8Array): Promise<Buffer> => opened().sealer.open(tx, sealed);

export async function removeBytes(tx: Tx, hash: string): Promise<void> {
  await opened().store.remove(nameOf(tx, hash));
}
