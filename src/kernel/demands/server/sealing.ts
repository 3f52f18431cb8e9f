import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { Problem } from '#foundation/problem.ts';

/** Who asked and in which words: it may name persons. */
export interface DemandWords {
  readonly who: string;
  readonly asks: string;
}

const using: { sealer: Sealer | null } = { sealer: null };

/** Called once when the app is put together. */
export function setDemandSealer(sealer: Sealer): void {
  using.sealer = sealer;
}

function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setDemandSealer');
  return using.sealer;
}

export function sealWords(tx: Tx, demandId: string, words: DemandWords): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject: `demand:${demandId}` }, Buffer.from(JSON.stringify(words)));
}

/** The words, or undefined when their key was destroyed. */
export async function openWords(tx: Tx, sealed: Uint8Array): Promise<DemandWords | undefined> {
  try {
    return JSON.parse((await sealerInUse().open(tx, sealed)).toString('utf8')) as DemandWords;
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return undefined;
    throw error;
  }
}
