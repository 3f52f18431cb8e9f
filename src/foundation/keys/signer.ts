import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Tx } from '../db/tx.ts';
import { joinSigned, readSigned, textToSign } from '../signed-code.ts';
import { signedProblems } from '../signed-problems.ts';
import type { Sealer } from './sealer.ts';
import { findCurrentSigningKey, findSigningKey, insertSigningKey, retireSigningKey } from './signing-keys.repo.ts';
import type { SigningKeyRow } from './signing-keys.repo.ts';

/** Signs what leaves the mission on paper, and tells its own papers from others. */
export interface Signer {
  /** A code of this content, signed by the mission. */
  sign(tx: Tx, kind: string, content: unknown, at: Date): Promise<string>;
  /** The content of a code that this mission signed. @throws signed.unreadable, signed.other-kind, signed.other-mission, signed.tampered. */
  open(tx: Tx, kind: string, text: string): Promise<unknown>;
  /** Takes the key in use out of use; what it signed stays valid, the next code makes a new one. */
  renew(tx: Tx, at: Date): Promise<void>;
}

const of = { class: 'secret', subject: 'signing' } as const;
/** How an uncompressed P-256 point is wrapped as SubjectPublicKeyInfo. */
const spkiHead = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d030107034200', 'hex');

/** The signer over one sealer: private halves lie sealed. */
export function signerOf(sealer: Sealer): Signer {
  return {
    sign: async (tx, kind, content, at) => {
      const row = (await findCurrentSigningKey.maybe(tx, {})) ?? (await makeKey(tx, sealer, at));
      const key = createPrivateKey({ key: await sealer.open(tx, row.private_key), format: 'der', type: 'pkcs8' });
      const text = textToSign(kind, row.id, content);
      return joinSigned(text, sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }));
    },
    open: async (tx, kind, text) => {
      const code = readSigned(text);
      if (code.kind !== kind) throw signedProblems.problem('other-kind', { kind: code.kind });
      const row = await findSigningKey.maybe(tx, { id: code.keyId });
      if (!row) throw signedProblems.problem('other-mission');
      const key = createPublicKey({ key: Buffer.concat([spkiHead, row.public_key]), format: 'der', type: 'spki' });
      if (!verify('sha256', Buffer.from(code.signedText), { key, dsaEncoding: 'ieee-p1363' }, code.signature))
        throw signedProblems.problem('tampered');
      return code.content;
    },
    renew: async (tx, at) => {
      await retireSigningKey.run(tx, { at: at.toISOString() });
    },
  };
}

async function makeKey(tx: Tx, sealer: Sealer, at: Date): Promise<SigningKeyRow> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHead.length);
  const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
  const privateKey = await sealer.seal(tx, of, pair.privateKey.export({ format: 'der', type: 'pkcs8' }));
  await insertSigningKey.run(tx, { id, publicKey, privateKey, at: at.toISOString() });
  return findCurrentSigningKey.one(tx, {});
}

let shared: Signer | undefined;
/** Called once where the program is put together. */
export function setSigner(signer: Signer): void {
  shared = signer;
}
/** The signer of this program. */
export function signer(): Signer {
  if (!shared) throw new Error('the signer is set where the program is put together');
  return shared;
}
