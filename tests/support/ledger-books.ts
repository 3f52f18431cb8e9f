import { newId } from '#foundation/ids.ts';
import type { Bucket } from '#kernel/ledger/contract/buckets.ts';
import { postDocument } from '#kernel/ledger/contract/documents.ts';
import {
  balanceProof,
  documentProof,
  documentSealProof,
  keptProof,
  monthProof,
  outsideProof,
  promiseProof,
} from '#kernel/ledger/server/proofs.ts';
import type { TestMission } from './mission.ts';

/** A bin of an item of the test's own, so that tests do not meet. */
export const bin = (item: string, place = 'BRC-A1'): Bucket => ({ item, place, condition: 'good', owner: 'own' });
export const supplier = (item: string): Bucket => ({ virtual: 'supplier', item });
export const households = (item: string): Bucket => ({ virtual: 'households', item });
export const line = (from: Bucket, to: Bucket, qty: number) => ({ from, to, qty });
export const document = (kind: string, ...lines: ReturnType<typeof line>[]) => ({ documentId: newId(), kind, lines });
/** So much of an item comes in. */
export const receiveIn = (mission: TestMission, item: string, qty: number) =>
  mission.apply(postDocument, document('receipt', line(supplier(item), bin(item), qty)));

/** Every proof of the books. */
export const proofs = [balanceProof, documentProof, promiseProof, monthProof, keptProof, outsideProof, documentSealProof];

/** What the proofs find, all together. */
export async function proveBooks(mission: TestMission): Promise<string[]> {
  const faults: string[] = [];
  for (const proof of proofs) faults.push(...(await mission.tx((tx) => proof.run(tx))).faults);
  return faults;
}
