import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { txOver } from '#tests/support/bare-tx.ts';
import { bin, document, households, line, proofs, proveBooks, receiveIn, supplier } from '#tests/support/ledger-books.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Bucket } from '../contract/buckets.ts';
import { expireHolds, holdStock, listBalances, listCard, postDocument, recordDocument, voidHolds } from '../contract/documents.ts';
import { listRanges } from './proofs.repo.ts';
import { callSeal, callSumOutside } from './posting.repo.ts';

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
});
afterAll(() => mission.close());

const receive = (item: string, qty: number) => receiveIn(mission, item, qty);
const stock = async (bucket: Bucket) => {
  const { qty, reserved } = await mission.ask(listCard, { bucket });
  return { qty, reserved };
};

describe('posting', () => {
  test('a receipt stands on the card with its balance', async () => {
    await receive('blanket', 100);
    await mission.apply(postDocument, document('issue', line(bin('blanket'), households('blanket'), 30)));
    const card = await mission.ask(listCard, { bucket: bin('blanket') });
    expect(card).toMatchObject({ qty: 70, reserved: 0, seq: 2 });
    expect(card.rows.map((row) => [row.seq, row.change, row.after])).toEqual([
      [2, -30, 70],
      [1, 100, 100],
    ]);
  });

  test('a decision that takes more than is there is refused with the figures, and nothing is written', async () => {
    await receive('tent', 5);
    const outcome = await mission.run(postDocument, document('issue', line(bin('tent'), households('tent'), 6)));
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: { type: 'ledger.short', figures: { item: 'tent', asked: 6, available: 5 } },
    });
    expect(await stock(bin('tent'))).toEqual({ qty: 5, reserved: 0 });
  });

  test('a document that dips below zero on the way is refused although it ends above', async () => {
    await receive('rope', 5);
    const outcome = await mission.run(
      postDocument,
      document('move', line(bin('rope'), bin('rope', 'BRC-A2'), 6), line(supplier('rope'), bin('rope'), 10)),
    );
    expect(outcome).toMatchObject({ state: 'refused', problem: { type: 'ledger.short' } });
  });

  test('the same document sent by two commands is posted once', async () => {
    const body = document('receipt', line(supplier('soap'), bin('soap'), 7));
    const first = await mission.apply(postDocument, body);
    expect(first.replayed).toBe(false);
    expect((await mission.apply(postDocument, body)).replayed).toBe(true);
    expect(await stock(bin('soap'))).toEqual({ qty: 7, reserved: 0 });
  });

  test('a document id used again with other lines is a problem of its own', async () => {
    const body = document('receipt', line(supplier('jerrycan'), bin('jerrycan'), 7));
    await mission.apply(postDocument, body);
    const outcome = await mission.run(postDocument, { ...body, lines: [line(supplier('jerrycan'), bin('jerrycan'), 8)] });
    expect(outcome).toMatchObject({ state: 'refused', problem: { type: 'ledger.document-id-reused' } });
  });

  test('a line never changes the item, the book or nothing at all; every fault is named', async () => {
    const outcome = await mission.run(
      postDocument,
      document(
        'move',
        line(supplier('a'), bin('b'), 1),
        line(bin('a'), bin('a'), 1),
        line({ virtual: 'bank', currency: 'TRY' }, { currency: 'TRY', account: 'main' }, 1),
      ),
    );
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: {
        faults: [
          { path: 'lines.0', code: 'ledger.items-differ' },
          { path: 'lines.1', code: 'ledger.same-bucket' },
          { path: 'lines.2', code: 'ledger.books-differ' },
        ],
      },
    });
  });

  test('the database function itself refuses a line between two items', async () => {
    const call = mission.tx((tx) =>
      tx.query(
        `select ledger_post($1, 'move', now(), '2023-03-01', now(), $1, $1, 'x', null, array['goods|supplier|a|||||','goods||b||P||good|own'], array[1], array[2], array[1::bigint], false, '{}')`,
        [newId()],
      ),
    );
    await expect(call).rejects.toMatchObject({ code: 'ledger.items-differ' });
  });

  test('money is posted in minor units', async () => {
    const account: Bucket = { currency: 'USD', account: 'gaziantep-cash', grant: 'G1' };
    await mission.apply(postDocument, document('funding', line({ virtual: 'bank', currency: 'USD' }, account, 12_345)));
    expect(await stock(account)).toEqual({ qty: 12_345, reserved: 0 });
    expect((await mission.ask(listBalances, { book: 'money' })).rows).toMatchObject([
      { currency: 'USD', account: 'gaziantep-cash', grant: 'G1', qty: 12_345 },
    ]);
  });

  test('the serving role cannot write balances, entries or documents but through the functions', async () => {
    for (const statement of [
      'update ledger_balances set qty = qty + 1',
      'insert into ledger_entries select * from ledger_entries limit 0',
      'delete from ledger_entries',
      'update ledger_documents set kind = kind',
      'update ledger_reservations set qty = 1',
      'insert into ledger_buckets (book, key) select book, key from ledger_buckets limit 0',
      `insert into ledger_months values ('2020-01-01', now(), gen_random_uuid())`,
    ]) {
      await expect(
        mission.tx((tx) => tx.query(statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('promises', () => {
  const holdOf = (item: string, qty: number, priority = 50) => ({ id: newId(), bucket: bin(item), qty, priority });

  test('what is promised is not free for another', async () => {
    await receive('mat', 10);
    const promise = holdOf('mat', 8);
    await mission.apply(holdStock, { holds: [{ id: promise.id, bucket: promise.bucket, qty: 8 }], purpose: 'request 1' });
    expect(await stock(bin('mat'))).toEqual({ qty: 10, reserved: 8 });
    const issue = document('issue', line(bin('mat'), households('mat'), 3));
    expect(await mission.run(postDocument, issue)).toMatchObject({ state: 'refused', problem: { figures: { available: 2 } } });
    const more = await mission.run(holdStock, { holds: [{ id: newId(), bucket: bin('mat'), qty: 3 }], purpose: 'request 2' });
    expect(more).toMatchObject({ state: 'refused', problem: { type: 'ledger.short', figures: { asked: 3, available: 2 } } });
  });

  test('a promise is kept by the document that names it; what is posted less goes back', async () => {
    await receive('stove', 10);
    const id = newId();
    await mission.apply(holdStock, { holds: [{ id, bucket: bin('stove'), qty: 8 }], purpose: 'request' });
    await mission.apply(postDocument, { ...document('load', line(bin('stove'), bin('stove', 'TRUCK-1'), 6)), holds: [id] });
    expect(await stock(bin('stove'))).toEqual({ qty: 4, reserved: 0 });
    const again = await mission.run(postDocument, { ...document('load', line(bin('stove'), bin('stove', 'TRUCK-1'), 1)), holds: [id] });
    expect(again).toMatchObject({ state: 'refused', problem: { type: 'ledger.hold-ended' } });
  });

  test('two holds on one bucket in one request count together', async () => {
    await receive('lamp', 10);
    const two = [1, 2].map(() => ({ id: newId(), bucket: bin('lamp'), qty: 6 }));
    expect(await mission.run(holdStock, { holds: two, purpose: 'both' })).toMatchObject({
      state: 'refused',
      problem: { type: 'ledger.short' },
    });
    expect(await stock(bin('lamp'))).toEqual({ qty: 10, reserved: 0 });
  });

  test('a promise given back or expired is free again, once', async () => {
    await receive('kit', 10);
    const [given, late] = [newId(), newId()];
    await mission.apply(holdStock, { holds: [{ id: given, bucket: bin('kit'), qty: 4 }], purpose: 'one' });
    await mission.apply(holdStock, {
      holds: [{ id: late, bucket: bin('kit'), qty: 5 }],
      purpose: 'two',
      expiresAt: '2023-03-01T10:00:00Z',
    });
    expect((await mission.apply(voidHolds, { holds: [given] })).ended).toEqual([given]);
    expect((await mission.apply(voidHolds, { holds: [given] })).ended).toEqual([]);
    expect((await mission.apply(expireHolds, {})).ended).toBe(0);
    mission.setNow('2023-03-01T11:00:00Z');
    expect((await mission.apply(expireHolds, {})).ended).toBe(1);
    mission.setNow('2023-03-01T09:00:00Z');
    expect(await stock(bin('kit'))).toEqual({ qty: 10, reserved: 0 });
  });

  test('an expired promise is not kept even before it is swept', async () => {
    await receive('bucket', 10);
    const id = newId();
    await mission.apply(holdStock, { holds: [{ id, bucket: bin('bucket'), qty: 4 }], purpose: 'x', expiresAt: '2023-03-01T10:00:00Z' });
    mission.setNow('2023-03-01T10:30:00Z');
    const outcome = await mission.run(postDocument, { ...document('load', line(bin('bucket'), households('bucket'), 1)), holds: [id] });
    mission.setNow('2023-03-01T09:00:00Z');
    expect(outcome).toMatchObject({ state: 'refused', problem: { type: 'ledger.hold-ended' } });
  });
});

describe('facts', () => {
  const record = (...lines: ReturnType<typeof line>[]) => mission.run(recordDocument, document('delivery', ...lines));
  const held = (bucketItem: string) =>
    mission.tx((tx) =>
      tx.query<{ purpose: string; state: string }>(
        `select r.purpose, r.state from ledger_reservations r join ledger_buckets k on k.id = r.bucket_id where k.item = $1 order by r.purpose`,
        [bucketItem],
      ),
    );

  test('a fact takes free stock, then breaks promises from the least important and youngest, with an exception each', async () => {
    await receive('tarp', 10);
    for (const [purpose, qty, priority] of [
      ['a-important', 3, 90],
      ['b-old', 2, 10],
      ['c-young', 2, 10],
    ] as const) {
      await mission.apply(holdStock, { holds: [{ id: newId(), bucket: bin('tarp'), qty }], purpose, priority });
      mission.setNow(new Date(Date.parse('2023-03-01T09:00:00Z') + 60_000 * (purpose.charCodeAt(0) - 96)).toISOString());
    }
    const outcome = await record(line(bin('tarp'), households('tarp'), 4));
    expect(outcome).toMatchObject({ state: 'applied' });
    expect(outcome.state === 'applied' && outcome.exceptions).toHaveLength(1);
    expect((await held('tarp')).rows.map((row) => row.state)).toEqual(['held', 'held', 'broken']);
    expect(await stock(bin('tarp'))).toEqual({ qty: 6, reserved: 5 });
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('a fact beyond what is there draws from the unexplained, with one exception, and is never refused', async () => {
    await receive('rug', 3);
    const outcome = await record(line(bin('rug'), households('rug'), 10));
    expect(outcome).toMatchObject({ state: 'applied' });
    expect(outcome.state === 'applied' && outcome.exceptions).toHaveLength(1);
    const card = await mission.ask(listCard, { bucket: bin('rug') });
    expect(card).toMatchObject({ qty: 0 });
    expect(card.rows.map((row) => [row.line, row.change, row.after])).toEqual([
      [1, -10, 0],
      [0, 7, 10],
      [1, 3, 3],
    ]);
  });

  test('a later fact that brings what was drawn gives it back, and what stays is free', async () => {
    await record(line(bin('pot'), households('pot'), 10));
    await record(line(supplier('pot'), bin('pot'), 25));
    expect(await stock(bin('pot'))).toEqual({ qty: 15, reserved: 0 });
    const owed = await mission.tx((tx) =>
      tx.query('select owed from ledger_balances b join ledger_buckets k on k.id = b.bucket_id where k.item = $1 and k.virtual is null', [
        'pot',
      ]),
    );
    expect(owed.rows).toEqual([{ owed: 0 }]);
  });

  test('a count, being a decision, leaves what is owed as it is', async () => {
    await record(line(bin('pan'), households('pan'), 10));
    await mission.apply(postDocument, document('count', line({ virtual: 'count-difference', item: 'pan' }, bin('pan'), 3)));
    expect(await stock(bin('pan'))).toEqual({ qty: 3, reserved: 0 });
  });
});

describe('proof', () => {
  test('after all of the above the books prove', async () => {
    await mission.tx((tx) => callSeal.one(tx, { limit: 1_000, at: '2023-03-01T12:00:00Z' }));
    expect((await mission.tx((tx) => callSumOutside.one(tx, { limit: 3 }))).count).toBe(3);
    await mission.tx((tx) => callSumOutside.one(tx, { limit: 1_000 }));
    expect((await mission.tx((tx) => callSumOutside.one(tx, { limit: 1_000 }))).count).toBe(0);
    expect(await proveBooks(mission)).toEqual([]);
  });

  test('a proof reads the movements in parts of about its size, not bucket by bucket', async () => {
    const count = await mission.tx((tx) =>
      tx.query<{ seqs: number; buckets: number }>('select sum(seq)::int as seqs, count(*)::int as buckets from ledger_balances'),
    );
    const { seqs, buckets } = count.rows[0]!;
    const size = Math.ceil(seqs / 3);
    const ranges = await mission.tx((tx) => listRanges.all(tx, { size }));
    expect(buckets).toBeGreaterThan(10);
    expect(ranges.length).toBeLessThanOrEqual(4);
  });

  test.each([
    ['a changed quantity', `update ledger_entries set qty = qty + 1 where line = 1 and doc_id = $1`],
    [
      'a changed balance',
      `update ledger_balances set qty = qty + 1 where bucket_id = (select to_bucket from ledger_entries where doc_id = $1)`,
    ],
    ['a removed entry', `delete from ledger_entries where doc_id = $1`],
    [
      'a promise from nowhere',
      `update ledger_balances set reserved = 1 where bucket_id = (select to_bucket from ledger_entries where doc_id = $1)`,
    ],
    [
      'a sum of what came from outside that is not its movements’',
      `update ledger_outside_sums set back = back - 1 where item = (select k.item from ledger_entries e join ledger_buckets k on k.id = e.to_bucket where e.doc_id = $1)`,
    ],
    [
      'a sum of what left that no movement made',
      `insert into ledger_left_sums select '2023-03-01', k.item, '', k.place, '', 1 from ledger_entries e join ledger_buckets k on k.id = e.to_bucket where e.doc_id = $1`,
    ],
    [
      'an end of a month that is not its movements’',
      `with m as (insert into ledger_kept_months values ('2023-03-01')) insert into ledger_month_ends select '2023-03-01', to_bucket, qty + 1 from ledger_entries where doc_id = $1`,
    ],
    [
      'a sum that claims movements to come',
      `update ledger_outside_upto set seq = seq + 1 where bucket_id = (select to_bucket from ledger_entries where doc_id = $1)`,
    ],
    ['a document moved in time', `update ledger_documents set occurred_at = occurred_at - interval '1 day' where id = $1`],
    ['a sealed document given to another', `update ledger_documents set actor_id = gen_random_uuid() where id = $1`],
    [
      'an entry between items',
      `update ledger_entries set from_bucket = (select id from ledger_buckets where virtual = 'supplier' and item = 'blanket') where doc_id = $1`,
    ],
  ])('%s shows', async (_what, statement) => {
    const { documentId } = await receive(`proof-${newId()}`, 5);
    await mission.tx((tx) => callSumOutside.one(tx, { limit: 1_000 }));
    await mission.tx((tx) => callSeal.one(tx, { limit: 1_000, at: '2023-03-01T12:00:00Z' }));
    const faults = await mission.asOwner(async (client) => {
      await client.query('begin');
      await client.query(statement, [documentId]);
      const tx = txOver(client);
      const found: string[] = [];
      for (const proof of proofs) found.push(...(await proof.run(tx)).faults);
      await client.query('rollback');
      return found;
    });
    expect(faults.length).toBeGreaterThan(0);
  });
});
