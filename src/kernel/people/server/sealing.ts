import { createHmac, randomBytes } from 'node:crypto';
import type { Tx } from '#foundation/db/tx.ts';
import { erasePersonal, openPersonal, sealPersonal, sealer } from '#foundation/keys/personal.ts';
import { findSecret, insertSecret } from './secrets.repo.ts';

/** Whose key seals it: destroying that key erases the person or household everywhere. */
export type SealedFor = `person:${string}` | `household:${string}`;

export function sealFor(tx: Tx, subject: SealedFor, value: unknown): Promise<Buffer> {
  return sealPersonal(tx, subject, JSON.stringify(value));
}

/** Makes everything that was sealed for the person or household unreadable for ever, in tables, log and copies. */
export function eraseSubject(tx: Tx, subject: SealedFor): Promise<void> {
  return erasePersonal(tx, subject);
}

/** What was sealed; undefined when there is nothing, or the key was destroyed. */
export async function openSealed<T>(tx: Tx, sealed: Uint8Array | null): Promise<T | undefined> {
  const value = await openPersonal(tx, sealed);
  return value === null ? undefined : (JSON.parse(value) as T);
}

/** Makes keyed hashes: the same text gives the same hash in one mission, and nobody without the key can guess from it. */
export interface Hasher {
  /** 64 bits as a decimal text, for bigint columns. */
  short(term: string): string;
  shorts(terms: readonly string[]): string[];
  /** All 256 bits. */
  full(term: string): Buffer;
}
function hasherOf(key: Buffer): Hasher {
  const full = (term: string) => createHmac('sha256', key).update(term).digest();
  const short = (term: string) => String(full(term).readBigInt64BE(0));
  return { full, short, shorts: (terms) => [...new Set(terms.map(short))] };
}

const secretOf = { class: 'secret', subject: 'person-hashes' } as const;

/** The mission's hasher; undefined before anybody was registered. */
export async function findHasher(tx: Tx): Promise<Hasher | undefined> {
  const row = await findSecret.maybe(tx, {});
  return row && hasherOf(await sealer().open(tx, row.sealed));
}

/** The mission's hasher, made at the first registration. */
export async function getHasher(tx: Tx): Promise<Hasher> {
  const found = await findHasher(tx);
  if (found) return found;
  await insertSecret.run(tx, { sealed: await sealer().seal(tx, secretOf, randomBytes(32)) });
  return (await findHasher(tx))!;
}
