import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { Problem } from '#foundation/problem.ts';

const using: { sealer: Sealer | null } = { sealer: null };

/** Called once when the app is put together. */
export function setAssistanceSealer(sealer: Sealer): void {
  using.sealer = sealer;
}
function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setAssistanceSealer');
  return using.sealer;
}

/** What somebody said, and how to reach them. */
export interface Said {
  readonly words: string;
  readonly contact?: string | undefined;
}
const keyOf = (id: string) => ({ class: 'personal', subject: `feedback:${id}` }) as const;

/** Words of a complaint lie sealed under a key of its own; nobody reads them from a copy of the tables. */
export const sealSaid = (tx: Tx, id: string, said: Said): Promise<Buffer> =>
  sealerInUse().seal(tx, keyOf(id), Buffer.from(JSON.stringify(said)));
export const sealText = (tx: Tx, id: string, text: string): Promise<Buffer> => sealerInUse().seal(tx, keyOf(id), Buffer.from(text));

/** The text; null once the key was destroyed. */
export async function openText(tx: Tx, sealed: Uint8Array): Promise<string | null> {
  try {
    return (await sealerInUse().open(tx, sealed)).toString('utf8');
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return null;
    throw error;
  }
}
export async function openSaid(tx: Tx, sealed: Uint8Array): Promise<{ words: string | null; contact: string | null }> {
  const text = await openText(tx, sealed);
  if (text === null) return { words: null, contact: null };
  const said = JSON.parse(text) as Said;
  return { words: said.words, contact: said.contact ?? null };
}
