import type { Tx } from '#foundation/db/tx.ts';
import { openPersonal, sealPersonal } from '#foundation/keys/personal.ts';

/** Who asked and in which words: it may name persons. */
export interface DemandWords {
  readonly who: string;
  readonly asks: string;
}

export function sealWords(tx: Tx, demandId: string, words: DemandWords): Promise<Buffer> {
  return sealPersonal(tx, `demand:${demandId}`, JSON.stringify(words));
}

/** The words, or undefined when their key was destroyed. */
export async function openWords(tx: Tx, sealed: Uint8Array): Promise<DemandWords | undefined> {
  const words = await openPersonal(tx, sealed);
  return words === null ? undefined : (JSON.parse(words) as DemandWords);
}
