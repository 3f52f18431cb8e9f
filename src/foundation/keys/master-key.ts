import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../start-error.ts';

export interface MasterKey {
  /** 32 bytes. */
  readonly key: Buffer;
  /** Made just now: the administrator is told to keep a copy apart. */
  readonly created: boolean;
}

/**
 * Reads the master key, or makes it at the first start with mode 0600.
 * @param mayCreate false once data is sealed with a key: a new one could never open it.
 */
export function openMasterKey(file: string, mayCreate: boolean): MasterKey {
  const found = readKey(file);
  if (found) return { key: found, created: false };
  if (!mayCreate)
    throw new StartError(
      `The master key ${file} is missing, and what was sealed with it cannot be read without it: put your copy there or point KERVAN_KEY_FILE to it.`,
    );
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file); // never over an existing key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return { key: readKey(file)!, created: true };
}

/** What the administrator must know about a new key. */
export function keyReminder(file: string): string {
  return `A master key was made: ${file}. Keep a copy of it apart from this machine: backups do not hold it, and personal data cannot be read without it.`;
}

/** Tells whether two keys are the same, and nothing about them; backups carry it. */
export function keyMark(key: Buffer): string {
  return createHmac('sha256', key).update('kervan backup').digest('hex');
}

function readKey(file: string): Buffer | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
    throw new StartError(`The master key ${file} can be read by others: run chmod 600 on it.`);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url');
  if (key.length !== 32) throw new StartError(`The master key ${file} is damaged (${key.length} bytes, not 32): put your copy there.`);
  return key;
}

/** A key of its own for one purpose: whoever holds it learns nothing about the master key or the others. */
export function deriveKey(master: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `kervan ${purpose}`, 32));
}
