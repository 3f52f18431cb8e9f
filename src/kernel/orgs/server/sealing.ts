import type { Sealer } from '#foundation/keys/sealer.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import { Problem } from '#foundation/problem.ts';

/** What is known of an officer, driver or contact; it lies sealed under a key of the person's own. */
export interface PersonRecord {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly birthYear: number | null;
  readonly position: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly paper: string | null;
}

const using: { sealer: Sealer | null } = { sealer: null };

/** Called once when the app is put together. */
export function setPersonSealer(sealer: Sealer): void {
  using.sealer = sealer;
}

function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setPersonSealer');
  return using.sealer;
}

export function sealPerson(tx: Tx, personId: string, record: PersonRecord): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject: `org-person:${personId}` }, Buffer.from(JSON.stringify(record)));
}

/** The record, or undefined when the person's key was destroyed. */
export async function openPerson(tx: Tx, sealed: Uint8Array): Promise<PersonRecord | undefined> {
  try {
    return JSON.parse((await sealerInUse().open(tx, sealed)).toString('utf8')) as PersonRecord;
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return undefined;
    throw error;
  }
}
