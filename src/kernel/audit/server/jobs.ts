import { newId } from '#foundation/ids.ts';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { sealNext } from './seal.ts';
import { insertProofRun } from './seals.repo.ts';

/** Seals all commands that have no seal yet, a batch in each transaction. */
export const sealJob: LongJobHandler = {
  name: 'audit.seal',
  work: async (job) => {
    const at = job.deps.clock(job.mission);
    let done = 0;
    for (;;) {
      const count = await job.deps.db.transaction({ schema: job.mission.schema }, (tx) => sealNext(tx, at));
      if (count === 0) return;
      done += count;
      await job.progress(done);
    }
  },
};

/** Runs every room's proofs and keeps what they found for the first page. */
export const proveJob: LongJobHandler = {
  name: 'audit.prove',
  work: async (job) => {
    const { db, registry } = job.deps;
    const { schema } = job.mission;
    const proofs = registry.rooms.flatMap((room) => room.proofs ?? []);
    const found: { name: string; checked: number; faults: readonly string[] }[] = [];
    for (const proof of proofs) {
      found.push({ name: proof.name, ...(await db.transaction({ schema, readOnly: true }, (tx) => proof.run(tx))) });
      await job.progress(found.length, proofs.length);
    }
    const run = {
      id: newId(),
      at: job.deps.clock(job.mission).toISOString(),
      checked: found.reduce((sum, item) => sum + item.checked, 0),
      faults: found.reduce((sum, item) => sum + item.faults.length, 0),
      proofs: JSON.stringify(found.map((item) => ({ ...item, faults: item.faults.slice(0, 20) }))),
    };
    await db.transaction({ schema }, (tx) => insertProofRun.run(tx, run));
  },
};
