import { createHash } from 'node:crypto';
import type { Tx } from '#foundation/db/tx.ts';
import type { Proof } from '#foundation/pipeline/proof.ts';
import { faultsOfChain } from '../domain/chain.ts';
import { checkSeals, findLastSeal, listStrays, lockSeals, sealBatch } from './seals.repo.ts';

const batchSize = 1_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Seals the next batch of commands; answers how many, 0 when all are sealed. */
export async function sealNext(tx: Tx, at: Date): Promise<number> {
  await lockSeals.run(tx, {});
  const last = await findLastSeal.maybe(tx, {});
  const { count } = await sealBatch.one(tx, {
    seq: (last?.seq ?? 0) + 1,
    former: last?.chain_hash ?? '',
    limit: batchSize,
    at: at.toISOString(),
  });
  return count;
}

/** Recomputes every seal from the log: any change, removal or insertion behind the back shows. */
export const sealProof: Proof = {
  name: 'audit.proof-seals',
  run: async (tx) => {
    const faults: string[] = [];
    let checked = 0;
    let after = 0;
    let former = '';
    for (;;) {
      const rows = await checkSeals.all(tx, { after, limit: 200 });
      if (rows.length === 0) return { checked, faults };
      const seals = rows.map((row) => ({
        seq: row.seq,
        count: row.command_count,
        batchHash: row.batch_hash,
        chainHash: row.chain_hash,
        found: row.found,
        marked: row.marked,
        hashNow: row.hash,
      }));
      faults.push(...faultsOfChain(sha256, former, seals, after + 1));
      checked += rows.reduce((sum, row) => sum + row.command_count, 0);
      after = rows.at(-1)!.seq;
      former = rows.at(-1)!.chain_hash;
    }
  },
};

/** Each command is of somebody, each touch of a command: the log keeps no foreign keys, which every command would pay for. */
export const logProof: Proof = {
  name: 'audit.proof-log',
  run: async (tx) => {
    const rows = await listStrays.all(tx, { limit: 50 });
    return { checked: rows[0]!.checked, faults: rows.flatMap((row) => row.fault ?? []) };
  },
};
