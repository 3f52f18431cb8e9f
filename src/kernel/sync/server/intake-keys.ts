import { createCipheriv, createDecipheriv, createECDH, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Tx } from '#foundation/db/tx.ts';
import { sealer } from '#foundation/keys/personal.ts';
import { syncProblems } from '../contract/problems.ts';
import { sealedHead, sealedInfo, sealedNonce, sealedVersion } from '../domain/sealed.ts';
import type { IntakeKey } from '../domain/sealed.ts';
import { findCurrentIntakeKey, findIntakeKey, insertIntakeKey } from './intake-keys.repo.ts';

const of = { class: 'secret', subject: 'intake' } as const;
const curve = 'prime256v1';
const tagBytes = 16;

/** The key for which devices seal now, if one was made. */
export async function findIntake(tx: Tx): Promise<IntakeKey | null> {
  const row = await findCurrentIntakeKey.maybe(tx, {});
  return row ? { id: row.id, key: row.public_key.toString('base64url') } : null;
}

/** The key for which devices seal now; made at its first use. */
export async function currentIntakeKey(tx: Tx, at: Date): Promise<IntakeKey> {
  return (await findIntake(tx)) ?? makeKey(tx, at);
}

async function makeKey(tx: Tx, at: Date): Promise<IntakeKey> {
  const pair = createECDH(curve);
  const publicKey = pair.generateKeys();
  const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
  await insertIntakeKey.run(tx, { id, publicKey, privateKey: await sealer().seal(tx, of, pair.getPrivateKey()), at: at.toISOString() });
  const { id: kept, public_key: key } = await findCurrentIntakeKey.one(tx, {});
  return { id: kept, key: key.toString('base64url') };
}

/** Opens sealed records; keys are fetched once for a batch. */
export function openerOf(tx: Tx): (sealed: Buffer) => Promise<unknown> {
  const keys = new Map<string, Promise<{ privateKey: Buffer; publicKey: Buffer } | undefined>>();
  const find = async (id: string) => {
    const row = await findIntakeKey.maybe(tx, { id });
    return row && { privateKey: await sealer().open(tx, row.private_key), publicKey: row.public_key };
  };
  return async (sealed) => {
    if (sealed.length < sealedHead + sealedNonce + tagBytes || sealed[0] !== sealedVersion) throw syncProblems.problem('sealed-unreadable');
    const id = sealed.subarray(1, 9).toString('latin1');
    if (!/^[0-9a-f]{8}$/.test(id)) throw syncProblems.problem('sealed-unreadable');
    if (!keys.has(id)) keys.set(id, find(id));
    const key = await keys.get(id);
    if (!key) throw syncProblems.problem('sealed-elsewhere');
    try {
      return JSON.parse(unsealed(sealed, key).toString('utf8')) as unknown;
    } catch {
      throw syncProblems.problem('sealed-unreadable');
    }
  };
}

function unsealed(sealed: Buffer, key: { privateKey: Buffer; publicKey: Buffer }): Buffer {
  const point = sealed.subarray(9, sealedHead);
  const pair = createECDH(curve);
  pair.setPrivateKey(key.privateKey);
  const secret = hkdfSync('sha256', pair.computeSecret(point), Buffer.concat([point, key.publicKey]), sealedInfo, 32);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret), sealed.subarray(sealedHead, sealedHead + sealedNonce));
  decipher.setAAD(sealed.subarray(0, sealedHead));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(sealedHead + sealedNonce, sealed.length - tagBytes)), decipher.final()]);
}

/** Seals a record as a phone's browser does (`web/phone/seal.ts`): for phones that a story plays. */
export function sealFor(intake: IntakeKey, text: string): string {
  const pair = createECDH(curve);
  const point = pair.generateKeys();
  const target = Buffer.from(intake.key, 'base64url');
  const secret = hkdfSync('sha256', pair.computeSecret(target), Buffer.concat([point, target]), sealedInfo, 32);
  const head = Buffer.concat([Buffer.from([sealedVersion]), Buffer.from(intake.id, 'latin1'), point]);
  const nonce = randomBytes(sealedNonce);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(secret), nonce);
  cipher.setAAD(head);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return Buffer.concat([head, nonce, body]).toString('base64url');
}
