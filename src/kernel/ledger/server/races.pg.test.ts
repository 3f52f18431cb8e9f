import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Bucket } from '../contract/buckets.ts';
import { holdStock, listCard, postDocument, recordDocument, reverseDocument } from '../contract/documents.ts';
import { balanceProof, documentProof, promiseProof } from './proofs.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
});
afterAll(() => mission.close());

const bin = (item: string, place: string): Bucket => ({ item, place, condition: 'good', owner: 'own' });
const supplier = (item: string): Bucket => ({ virtual: 'supplier', item });
const households = (item: string): Bucket => ({ virtual: 'households', item });
const document = (kind: string, ...lines: { from: Bucket; to: Bucket; qty: number }[]) => ({ documentId: newId(), kind, lines });
const receive = (item: string, place: string, qty: number) =>
  mission.apply(postDocument, document('receipt', { from: supplier(item), to: bin(item, place), qty }));
const proofs = [balanceProof, documentProof, promiseProof];
async function faults(): Promise<string[]> {
  const all: string[] = [];
  for (const proof of proofs) all.push(...(await mission.tx((tx) => proof.run(tx))).faults);
  return all;
}

describe('many at once', () => {
  test('sixteen clients race for a hundred units: exactly a hundred are taken, none below zero', async () => {
    await receive('last', 'A', 100);
    const client = async () => {
      const states: string[] = [];
      for (let times = 0; times < 12; times += 1) {
        const outcome = await mission.run(postDocument, document('issue', { from: bin('last', 'A'), to: households('last'), qty: 1 }));
        states.push(outcome.state === 'refused' ? outcome.problem.type : outcome.state);
      }
      return states;
    };
    const states = (await Promise.all(Array.from({ length: 16 }, client))).flat();
    expect(states.filter((state) => state === 'applied')).toHaveLength(100);
    expect(states.filter((state) => state === 'ledger.short')).toHaveLength(92);
    expect(await mission.ask(listCard, { bucket: bin('last', 'A') })).toMatchObject({ qty: 0, seq: 101 });
  });

  test('documents that cross each other never wait in a circle', async () => {
    const items = ['c1', 'c2', 'c3', 'c4'];
    for (const item of items) for (const place of ['L', 'R']) await receive(item, place, 1_000);
    const client = async (index: number) => {
      for (let times = 0; times < 12; times += 1) {
        const order = index % 2 === 0 ? items : items.toReversed();
        const [from, to] = (index + times) % 2 === 0 ? ['L', 'R'] : ['R', 'L'];
        await mission.apply(
          postDocument,
          document('move', ...order.map((item) => ({ from: bin(item, from!), to: bin(item, to!), qty: 1 }))),
        );
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, index) => client(index)));
    expect(await faults()).toEqual([]);
  });

  test('many make the same new buckets at once', async () => {
    const lines = Array.from({ length: 20 }, (_, at) => ({ from: supplier(`n${at}`), to: bin(`n${at}`, 'NEW'), qty: 1 }));
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        mission.apply(postDocument, document('receipt', ...(index % 2 === 0 ? lines : lines.toReversed()))),
      ),
    );
    expect(await mission.ask(listCard, { bucket: bin('n7', 'NEW') })).toMatchObject({ qty: 12, seq: 12 });
  });

  test('the last units are promised to one of many', async () => {
    await receive('scarce', 'A', 10);
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () =>
        mission.run(holdStock, { holds: [{ id: newId(), bucket: bin('scarce', 'A'), qty: 10 }], purpose: 'all of it' }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.state === 'applied')).toHaveLength(1);
  });
});

interface Step {
  readonly item: number;
  readonly from: number;
  readonly to: number;
  readonly qty: number;
  readonly fact: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  item: fc.integer({ min: 0, max: 1 }),
  from: fc.integer({ min: 0, max: 3 }),
  to: fc.integer({ min: 0, max: 3 }),
  qty: fc.integer({ min: 1, max: 20 }),
  fact: fc.boolean(),
});

describe('any documents', () => {
  /** Place 0 is outside: the supplier on the way in, households on the way out. */
  const side = (run: string, { item }: Step, place: number, out: boolean): Bucket =>
    place === 0 ? (out ? households(`${run}-${item}`) : supplier(`${run}-${item}`)) : bin(`${run}-${item}`, `P${place}`);
  const bodyOf = (run: string, one: Step) =>
    document('any', { from: side(run, one, one.from, false), to: side(run, one, one.to, true), qty: one.qty });
  const total = (run: string) =>
    mission.tx(async (tx) => {
      const { rows } = await tx.query<{ item: string; inside: number; booked: number }>(
        `select k.item, sum(b.qty)::bigint as inside,
                (select coalesce(sum(case when f.virtual is not null and t.virtual is null then e.qty when f.virtual is null and t.virtual is not null then -e.qty else 0 end), 0)
                   from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket where f.item = k.item)::bigint as booked
           from ledger_buckets k join ledger_balances b on b.bucket_id = k.id where k.item like $1 group by k.item`,
        [`${run}-%`],
      );
      return rows;
    });

  test('nothing is created or lost, and reversing what was posted brings everything back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const run = newId();
        const posted: string[] = [];
        for (const one of steps.filter((candidate) => candidate.from !== candidate.to)) {
          const outcome = await mission.run(one.fact ? recordDocument : postDocument, bodyOf(run, one));
          if (outcome.state === 'applied') posted.push((outcome.result as { documentId: string }).documentId);
          else expect(one.fact, 'a fact is never refused').toBe(false);
        }
        for (const row of await total(run)) expect(row.inside).toBe(row.booked);
        for (const documentId of posted.toReversed()) {
          const outcome = await mission.run(reverseDocument, { documentId, reversalId: newId(), reason: 'taken back' });
          // Where a later fact was given back, an earlier document may be held by what is owed; nothing else refuses.
          if (outcome.state === 'refused') expect(outcome.problem.type).toMatch(/^ledger\.(reversal-blocked|short)$/);
        }
        for (const row of await total(run)) expect(row.inside).toBe(row.booked);
      }),
      { numRuns: 25 },
    );
    expect(await faults()).toEqual([]);
  });

  test('facts end at the same balances in whatever order they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), fc.integer(), async (steps, seed) => {
        const facts = steps.filter((one) => one.from !== one.to);
        const runs = [facts, facts.toSorted((a, b) => ((a.qty * 7919 + seed) % 101) - ((b.qty * 7919 + seed) % 101))];
        const ends: unknown[] = [];
        for (const order of runs) {
          const run = newId();
          for (const one of order) await mission.apply(recordDocument, bodyOf(run, one));
          ends.push(
            await mission.tx(async (tx) => {
              const { rows } = await tx.query(
                `select split_part(k.item, '-', 6) as item, k.place, b.qty, b.owed from ledger_buckets k join ledger_balances b on b.bucket_id = k.id where k.item like $1 order by 1, 2`,
                [`${run}-%`],
              );
              return rows;
            }),
          );
        }
        expect(ends[1]).toEqual(ends[0]);
      }),
      { numRuns: 25 },
    );
  });
});
