import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { Problem } from '#foundation/problem.ts';
import type { Subject } from '../contract/notes.ts';

const using: { sealer: Sealer | null } = { sealer: null };

/** Called once when the app is put together. */
export function setNoteSealer(sealer: Sealer): void {
  using.sealer = sealer;
}

function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setNoteSealer');
  return using.sealer;
}

/** Seals words under the key of their record: who erases a person, a household or a complaint erases what was written under it. */
export function sealNote(tx: Tx, subject: Subject, words: string): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject: `${subject.kind}:${subject.id}` }, Buffer.from(words));
}

/** The words; null when there are none any more: taken back, or their key was destroyed. */
export async function openNote(tx: Tx, sealed: Uint8Array | null): Promise<string | null> {
  if (!sealed) return null;
  try {
    return (await sealerInUse().open(tx, sealed)).toString('utf8');
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return null;
    throw error;
  }
}
