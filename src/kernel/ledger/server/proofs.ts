import { createHash } from 'node:crypto';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import type { Proof } from '#foundation/pipeline/proof.ts';
import { faultsOfChain } from '#kernel/audit/domain/chain.ts';
import { dayIn } from '#foundation/time.ts';
import { expireHolds } from '../contract/documents.ts';
import { callKeepMonth, callSeal, callSumOutside } from './posting.repo.ts';
import {
  checkKeptMonths,
  checkLedgerSeals,
  checkLegs,
  checkOutside,
  countEntries,
  giveMemory,
  listChangedDocuments,
  listRanges,
  listWrongMonths,
  listWrongPromises,
  listWrongSides,
} from './proofs.repo.ts';

/** Each part of a proof reads the table of entries once; more at once means fewer readings. */
const movementsAtOnce = 1_500_000;
const bucketsAtOnce = 20_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Each balance is the sum of its movements, each movement follows the one before it, none is missing. */
export const balanceProof: Proof = {
  name: 'ledger.proof-balances',
  run: async (tx) => {
    const faults: string[] = [];
    let checked = 0;
    await giveMemory.run(tx, {});
    for (const range of await listRanges.all(tx, { size: movementsAtOnce })) {
      const found = await checkLegs.one(tx, range);
      checked += found.legs;
      faults.push(...(found.faults ?? []).map((fault) => `bucket ${fault.bucket}: ${fault.what} at ${fault.seq ?? 'the end'}`));
    }
    return { checked, faults };
  },
};

/** Each entry has two sides of one item, and what was posted is what stands there. */
export const documentProof: Proof = {
  name: 'ledger.proof-documents',
  run: async (tx) => {
    const sides = await listWrongSides.all(tx, {});
    const changed = await listChangedDocuments.all(tx, {});
    const { documents } = await countEntries.one(tx, {});
    return {
      checked: documents,
      faults: [
        ...sides.map((row) => `document ${row.doc_id} line ${row.line}: sides`),
        ...changed.map((row) => `document ${row.id}: changed`),
      ],
    };
  },
};

/** What is promised is what is held; what is owed is what was drawn. */
export const promiseProof: Proof = {
  name: 'ledger.proof-promises',
  run: async (tx) => {
    const wrong = await listWrongPromises.all(tx, {});
    const { holds } = await countEntries.one(tx, {});
    return {
      checked: holds,
      faults: wrong.map(
        (row) => `bucket ${row.bucket_id}: ${row.reserved} promised, ${row.held} held; ${row.owed} owed, ${row.drawn} drawn`,
      ),
    };
  },
};

/** The kept balances of the last closed month are the sum of what was booked up to its end. */
export const monthProof: Proof = {
  name: 'ledger.proof-months',
  run: async (tx) => {
    const wrong = await listWrongMonths.all(tx, {});
    const { months } = await countEntries.one(tx, {});
    return { checked: months, faults: wrong.map((row) => `month ${row.month} bucket ${row.bucket_id}`) };
  },
};

/** What is kept of the ends of months is what the movements booked up to them come to. */
export const keptProof: Proof = {
  name: 'ledger.proof-kept-months',
  run: async (tx) => {
    const faults: string[] = [];
    let checked = 0;
    await giveMemory.run(tx, {});
    for (const range of await listRanges.all(tx, { size: movementsAtOnce })) {
      const found = await checkKeptMonths.one(tx, range);
      checked += found.checked;
      faults.push(...(found.faults ?? []).map((fault) => `bucket ${fault.bucket}: end of month ${fault.month}`));
    }
    return { checked, faults };
  },
};

/** Recomputes every seal over the documents. */
export const documentSealProof: Proof = {
  name: 'ledger.proof-seals',
  run: async (tx) => {
    const faults: string[] = [];
    let [checked, after, former] = [0, 0, ''];
    for (;;) {
      const rows = await checkLedgerSeals.all(tx, { after, limit: 200 });
      const last = rows.at(-1);
      if (!last) return { checked, faults };
      const seals = rows.map((row) => ({
        seq: row.seq,
        count: row.document_count,
        batchHash: row.batch_hash,
        chainHash: row.chain_hash,
        found: row.found,
        marked: row.marked,
        hashNow: row.hash,
      }));
      faults.push(...faultsOfChain(sha256, former, seals, after + 1));
      checked += rows.reduce((sum, row) => sum + row.document_count, 0);
      after = last.seq;
      former = last.chain_hash;
    }
  },
};

/** What is said to have gone outside, come back and left for other places is what the movements come to. */
export const outsideProof: Proof = {
  name: 'ledger.proof-outside',
  run: async (tx) => {
    await giveMemory.run(tx, {});
    const { checked, faults } = await checkOutside.one(tx, {});
    return { checked, faults: (faults ?? []).map((fault) => `${fault.what}: ${fault.item ?? ''} ${fault.place ?? ''}`) };
  },
};

/** Sums up what has gone outside since the last time, so many buckets in each transaction. */
export const sumJob: LongJobHandler = {
  name: 'ledger.sum-outside',
  work: async (job) => {
    for (let done = 0; ;) {
      const { count } = await job.deps.db.transaction({ schema: job.mission.schema }, (tx) =>
        callSumOutside.one(tx, { limit: bucketsAtOnce }),
      );
      done += count;
      if (done > 0) await job.progress(done);
      if (count < bucketsAtOnce) return;
    }
  },
};

/** Keeps the ends of months that are over, newest first, each in a transaction of its own: postings wait while one is counted. */
export const keepJob: LongJobHandler = {
  name: 'ledger.keep-months',
  work: async (job) => {
    const today = dayIn(job.mission.timeZone, job.deps.clock(job.mission));
    for (let done = 1; ; done += 1) {
      const { month } = await job.deps.db.transaction({ schema: job.mission.schema }, (tx) => callKeepMonth.one(tx, { today }));
      if (month === null) return;
      await job.progress(done);
    }
  },
};

/** Seals all documents that have no seal yet, a batch in each transaction. */
export const sealJob: LongJobHandler = {
  name: 'ledger.seal',
  work: async (job) => {
    const at = job.deps.clock(job.mission).toISOString();
    for (let done = 0; ;) {
      const { count } = await job.deps.db.transaction({ schema: job.mission.schema }, (tx) => callSeal.one(tx, { limit: 10_000, at }));
      if (count === 0) return;
      done += count;
      await job.progress(done);
    }
  },
};

/** Gives back what was promised until a moment that has passed. */
export const expireJob: LongJobHandler = {
  name: 'ledger.expire-holds',
  work: async (job) => {
    await job.command(expireHolds, {});
  },
};
