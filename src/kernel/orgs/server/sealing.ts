import type { Tx } from '#foundation/db/tx.ts';
import { openPersonal, sealPersonal } from '#foundation/keys/personal.ts';

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

export function sealPerson(tx: Tx, personId: string, record: PersonRecord): Promise<Buffer> {
  return sealPersonal(tx, `org-person:${personId}`, JSON.stringify(record));
}

/** The record, or undefined when the person's key was destroyed. */
export async function openPerson(tx: Tx, sealed: Uint8Array): Promise<PersonRecord | undefined> {
  const record = await openPersonal(tx, sealed);
  return record === null ? undefined : (JSON.parse(record) as PersonRecord);
}
