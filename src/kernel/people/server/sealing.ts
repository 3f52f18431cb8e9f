import { createHmac, randomBytes } from 'node:crypto';
import type { Tx } from '#foundation/db/tx.ts';
import { keyProblems } from '#foundation/key-problems.ts';
import type { Sealer } from '#foundation/keys/sealer.ts';
import { Problem } from '#foundation/problem.ts';
import { findSecret, insertSecret } from './secrets.repo.ts';

const using: { sealer: Sealer | null } = { sealer: null };
/** Called once when the app is put together. */
export function setPeopleSealer(sealer: Sealer): void {
  using.sealer = sealer;
}
function sealerInUse(): Sealer {
  if (!using.sealer) throw new Error('no sealer: the app calls setPeopleSealer');
  return using.sealer;
}

/** Whose key seals it: destroying that key erases the person or household everywhere. */
export type SealedFor = `person:${string}` | `household:${string}`;

export function sealFor(tx: Tx, subject: SealedFor, value: unknown): Promise<Buffer> {
  return sealerInUse().seal(tx, { class: 'personal', subject }, Buffer.from(JSON.stringify(value)));
}

/** Makes everything that was sealed for the person or household unreadable for ever, in tables, log and copies. */
export function eraseSubject(tx: Tx, subject: SealedFor): Promise<void> {
  return sealerInUse().erase(tx, { class: 'personal', subject });
}

/** What was sealed; undefined when there is nothing, or the key was destroyed. */
export async function openSealed<T>(tx: Tx, sealed: Uint8Array | null): Promise<T | undefined> {
  if (!sealed) return undefined;
  try {
    return JSON.parse((await sealerInUse().open(tx, sealed)).toString('utf8')) as T;
  } catch (error) {
    if (error instanceof Problem && error.code === keyProblems.problem('erased').code) return undefined;
    throw error;
  }
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
  return row && hasherOf(await sealerInUse().open(tx, row.sealed));
}

/** The mission's hasher, made at the first registration. */
export async function getHasher(tx: Tx): Promise<Hasher> {
  const found = await findHasher(tx);
  if (found) return found;
  await insertSecret.run(tx, { sealed: await sealerInUse().seal(tx, secretOf, randomBytes(32)) });
  return (await findHasher(tx))!;
}
