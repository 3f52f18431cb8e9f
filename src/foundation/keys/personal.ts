import type { Tx } from '../db/tx.ts';
import { keyProblems } from '../key-problems.ts';
import { Problem } from '../problem.ts';
import type { Sealer } from './sealer.ts';

let shared: Sealer | undefined;
/** Called once where the program is put together. */
export function setSealer(sealer: Sealer): void {
  shared = sealer;
}

/** The mission's sealer. */
export function sealer(): Sealer {
  if (!shared) throw new Error('no sealer: setSealer was not called');
  return shared;
}

/** Whose key it is, `kind:id`: destroying it erases what lies under it, in tables, log and copies. */
type SubjectKey = `${string}:${string}`;

/** Seals words that say something about people under the key of the record that they stand for. */
export function sealPersonal(tx: Tx, subject: SubjectKey, words: string): Promise<Buffer> {
  return sealer().seal(tx, { class: 'personal', subject }, Buffer.from(words));
}

/** The words; null where there are none, or their key was destroyed. */
export async function openPersonal(tx: Tx, sealed: Uint8Array | null): Promise<string | null> {
  return (await openPersonalBytes(tx, sealed))?.toString('utf8') ?? null;
}

/** The same for what is no text. */
export async function openPersonalBytes(tx: Tx, sealed: Uint8Array | null): Promise<Buffer | null> {
  if (!sealed) return null;
  try {
    return await sealer().open(tx, sealed);
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return null;
    throw error;
  }
}

/** The words of many by one statement, each null where there are none or their key was destroyed. */
export async function openPersonalAll(tx: Tx, sealed: readonly (Uint8Array | null)[]): Promise<(string | null)[]> {
  const opened = await sealer().openAll(
    tx,
    sealed.filter((one) => one !== null),
  );
  let at = 0;
  return sealed.map((one) => (one === null ? null : (opened[at++]?.toString('utf8') ?? null)));
}

/** Makes everything that was sealed for the subject unreadable for ever. */
export function erasePersonal(tx: Tx, subject: SubjectKey): Promise<void> {
  return sealer().erase(tx, { class: 'personal', subject });
}
