import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Tx } from '../db/tx.ts';
import { newId } from '../ids.ts';
import { keyProblems } from '../key-problems.ts';
import { destroyKeys, findCurrentKey, findKey, insertKey, listCurrentKeys, listKeys, listLivingKeys, rewrapKey } from './data-keys.repo.ts';
import type { DataKeyRow } from './data-keys.repo.ts';

/** Seals and opens data of a class and subject; AES-256-GCM under a data key, which the master key wraps. */
export interface Sealer {
  seal(tx: Tx, of: KeyOf, plain: Uint8Array): Promise<Buffer>;
  /** @throws keys.erased when the key was destroyed. */
  open(tx: Tx, sealed: Uint8Array): Promise<Buffer>;
  /** Opens many by one statement, whatever keys they lie under; null in the place of what was erased. */
  openAll(tx: Tx, sealed: readonly Uint8Array[]): Promise<(Buffer | null)[]>;
  /** Seals under the keys of all these subjects, one inside the other: it opens only while all of them are there. */
  sealUnderAll(tx: Tx, of: KeyOf['class'], subjects: readonly string[], plain: Uint8Array): Promise<Buffer>;
  /** Makes everything sealed for the subject unreadable for ever. */
  erase(tx: Tx, of: KeyOf): Promise<void>;
}
export interface KeyOf {
  readonly class: 'personal' | 'envelope' | 'file' | 'secret';
  readonly subject: string;
}

const ivBytes = 12;
const tagBytes = 16;

/** Encrypts with a fresh nonce; layout: nonce, tag, text. */
export function encrypt(key: Uint8Array, plain: Uint8Array): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Opens what `encrypt` made; throws when a single bit differs. */
export function decrypt(key: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}

/** The key's id stands first: rotation and erasure find it without a table of what was sealed. */
const named = (row: DataKeyRow, sealed: Buffer): Buffer => Buffer.concat([Buffer.from(row.id.replaceAll('-', ''), 'hex'), sealed]);
const keyOf = (sealed: Uint8Array): string =>
  Buffer.from(sealed.subarray(0, 16))
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The sealer over one master key. Unwrapped keys stay in this process only. */
export function sealerOf(masterKey: Uint8Array): Sealer {
  const unwrapped = new Map<string, Buffer>();
  const unwrap = (row: DataKeyRow): Buffer => {
    if (!row.wrapped) throw keyProblems.problem('erased');
    let key = unwrapped.get(row.id);
    if (!key) {
      try {
        key = decrypt(masterKey, row.wrapped);
      } catch {
        throw keyProblems.problem('master-key-wrong');
      }
      unwrapped.set(row.id, key);
    }
    return key;
  };
  return {
    seal: async (tx, of, plain) => {
      const row = (await findCurrentKey.maybe(tx, of)) ?? (await makeKey(tx, masterKey, of));
      return named(row, encrypt(unwrap(row), plain));
    },
    open: async (tx, sealed) => {
      const row = await findKey.maybe(tx, { id: keyOf(sealed) });
      if (!row) throw keyProblems.problem('erased');
      return decrypt(unwrap(row), sealed.subarray(16));
    },
    openAll: async (tx, all) => {
      const ids = [...new Set(all.map(keyOf))];
      const rows = new Map((ids.length > 0 ? await listKeys.all(tx, { ids }) : []).map((row) => [row.id, row]));
      return all.map((sealed) => {
        const row = rows.get(keyOf(sealed));
        return row?.wrapped ? decrypt(unwrap(row), sealed.subarray(16)) : null;
      });
    },
    sealUnderAll: async (tx, of, subjects, plain) => {
      const known = new Map((await listCurrentKeys.all(tx, { class: of, subjects })).map((row) => [row.subject, row]));
      let sealed: Buffer = Buffer.from(plain);
      for (const subject of subjects) {
        const row = known.get(subject) ?? (await makeKey(tx, masterKey, { class: of, subject }));
        sealed = named(row, encrypt(unwrap(row), sealed));
      }
      return sealed;
    },
    erase: async (tx, of) => {
      await destroyKeys.run(tx, { ...of, at: new Date().toISOString() });
      unwrapped.clear();
    },
  };
}

async function makeKey(tx: Tx, masterKey: Uint8Array, of: KeyOf): Promise<DataKeyRow> {
  await insertKey.run(tx, { id: newId(), ...of, wrapped: encrypt(masterKey, randomBytes(32)), at: new Date().toISOString() });
  return findCurrentKey.one(tx, of);
}

/** Wraps every living key of a mission by a new master key; the data itself stays as it is. */
export async function rotateMasterKey(tx: Tx, from: Uint8Array, to: Uint8Array): Promise<number> {
  const rows = await listLivingKeys.all(tx, {});
  for (const row of rows) await rewrapKey.run(tx, { id: row.id, wrapped: encrypt(to, decrypt(from, row.wrapped)) });
  return rows.length;
}
