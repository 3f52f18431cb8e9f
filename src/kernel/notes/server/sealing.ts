import type { Tx } from '#foundation/db/tx.ts';
import { sealPersonal } from '#foundation/keys/personal.ts';
import type { Subject } from '../contract/notes.ts';

/** Seals words under the key of their record: who erases a person, a household or a complaint erases what was written under it. */
export function sealNote(tx: Tx, subject: Subject, words: string): Promise<Buffer> {
  return sealPersonal(tx, `${subject.kind}:${subject.id}`, words);
}
