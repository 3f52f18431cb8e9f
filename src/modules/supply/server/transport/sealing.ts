import type { Tx } from '#foundation/db/tx.ts';
import { openPersonal, sealPersonal } from '#foundation/keys/personal.ts';

export interface SignatureKept {
  readonly role: string;
  readonly name: string;
  readonly fileId?: string | undefined;
}

/** Names of those who signed lie sealed under a key of the delivery's own. */
export function sealSignatures(tx: Tx, deliveryId: string, signatures: readonly SignatureKept[]): Promise<Buffer> {
  return sealPersonal(tx, `delivery:${deliveryId}`, JSON.stringify(signatures));
}

/** Who signed; nobody once the key was destroyed. */
export async function openSignatures(tx: Tx, sealed: Uint8Array): Promise<readonly SignatureKept[]> {
  return JSON.parse((await openPersonal(tx, sealed)) ?? '[]') as SignatureKept[];
}

/** To whom a link was given lies sealed under a key of the link's own. */
export function sealHolder(tx: Tx, linkId: string, holder: string): Promise<Buffer> {
  return sealPersonal(tx, `trip-link:${linkId}`, holder);
}
