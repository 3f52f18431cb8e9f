import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { Problem } from '#foundation/problem.ts';

export interface SignatureKept {
  readonly role: string;
  readonly name: string;
  readonly fileId?: string | undefined;
}

const using: { sealer: Sealer | null } = { sealer: null };

/** Called once when the app is put together. */
export function setSupplySealer(sealer: Sealer): void {
  using.sealer = sealer;
}

function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setSupplySealer');
  return using.sealer;
}

/** Names of those who signed lie sealed under a key of the delivery's own. */
export function sealSignatures(tx: Tx, deliveryId: string, signatures: readonly SignatureKept[]): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject: `delivery:${deliveryId}` }, Buffer.from(JSON.stringify(signatures)));
}

/** Who signed; nobody once the key was destroyed. */
export async function openSignatures(tx: Tx, sealed: Uint8Array): Promise<readonly SignatureKept[]> {
  try {
    return JSON.parse((await sealerInUse().open(tx, sealed)).toString('utf8')) as SignatureKept[];
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return [];
    throw error;
  }
}

/** To whom a link was given lies sealed under a key of the link's own. */
export function sealHolder(tx: Tx, linkId: string, holder: string): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject: `trip-link:${linkId}` }, Buffer.from(holder));
}

/** To whom a link was given; null once the key was destroyed. */
export async function openHolder(tx: Tx, sealed: Uint8Array): Promise<string | null> {
  try {
    return (await sealerInUse().open(tx, sealed)).toString('utf8');
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return null;
    throw error;
  }
}
