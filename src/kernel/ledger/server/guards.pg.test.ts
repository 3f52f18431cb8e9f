import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { booksAlone, openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Bucket } from '../contract/buckets.ts';
import { closeMonth, holdStock, postDocument, reverseDocument } from '../contract/documents.ts';
import { callKeepMonth, callSeal, callSumOutside } from './posting.repo.ts';

let mission: TestMission;
const [receipt, back, hold] = [newId(), newId(), newId()];
const bin: Bucket = { item: 'blanket', place: 'BRC-A1', condition: 'good', owner: 'own' };
const supplier: Bucket = { virtual: 'supplier', item: 'blanket' };

/** One row at least in each table of the books, so that every statement below has something to spoil. */
beforeAll(async () => {
  mission = await openTestMission([], booksAlone);
  const receive = (documentId: string, qty: number) =>
    mission.apply(
      postDocument,
      { documentId, kind: 'receipt', lines: [{ from: supplier, to: bin, qty }] },
      { occurredAt: '2023-01-10T08:00:00Z' },
    );
  await receive(newId(), 40);
  await receive(receipt, 60);
  await mission.apply(reverseDocument, { documentId: receipt, reversalId: back, reason: 'counted twice' });
  const to: Bucket = { ...bin, place: 'BRC-A2' };
  await mission.apply(postDocument, { documentId: newId(), kind: 'move', lines: [{ from: bin, to, qty: 1 }] });
  await mission.apply(holdStock, { holds: [{ id: hold, bucket: bin, qty: 8 }], purpose: 'request' });
  await mission.apply(closeMonth, { month: '2023-01' });
  await mission.tx((tx) => callSeal.one(tx, { limit: 1_000, at: '2023-03-01T12:00:00Z' }));
  await mission.tx((tx) => callSumOutside.one(tx, { limit: 1_000 }));
  expect((await mission.tx((tx) => callKeepMonth.one(tx, { today: '2023-03-01' }))).month).toBe('2023-02-01');
});
afterAll(() => mission.close());

const bucket = (columns: string, values: string) => `insert into ledger_buckets (key, ${columns}) values ('${randomUUID()}', ${values})`;
const real = '(select bucket_id from ledger_balances limit 1)';
const document = (columns: string) =>
  `insert into ledger_documents select gen_random_uuid(), ${columns}, content_hash, reverses from ledger_documents where id = '${receipt}'`;
const entry = (set: string) => `update ledger_entries set ${set} where doc_id = '${receipt}'`;
const promise = (set: string) => `update ledger_reservations set ${set} where id = '${hold}'`;

/** What each guard of the tables refuses even to their owner, whatever a function may have got wrong. */
const guards: Readonly<Record<string, readonly string[]>> = {
  ledger_buckets_pkey: [`insert into ledger_buckets overriding system value select (b).* from ledger_buckets b limit 1`],
  ledger_buckets_key_key: [
    'insert into ledger_buckets (book, key, virtual, item) select book, key, virtual, item from ledger_buckets where virtual is not null limit 1',
  ],
  ledger_buckets_book_check: [bucket('book, virtual', `'people', 'x'`)],
  ledger_buckets_goods_check: [
    bucket('book, virtual', `'goods', 'supplier'`),
    bucket('book, item, place, condition', `'goods', 'x', 'P', 'good'`),
    bucket('book, item, place, owner', `'goods', 'x', 'P', 'own'`),
    bucket('book, item, condition, owner', `'goods', 'x', 'good', 'own'`),
    bucket('book, virtual, item, currency', `'goods', 'supplier', 'x', 'USD'`),
    bucket('book, virtual, item, account', `'goods', 'supplier', 'x', 'main'`),
  ],
  ledger_buckets_money_check: [
    bucket('book, account', `'money', 'main'`),
    bucket('book, currency', `'money', 'USD'`),
    bucket('book, currency, account, item', `'money', 'USD', 'main', 'x'`),
    bucket('book, currency, account, lot', `'money', 'USD', 'main', 'L'`),
  ],
  ledger_balances_pkey: [`insert into ledger_balances (bucket_id) values (${real})`],
  ledger_balances_bucket_id_fkey: ['insert into ledger_balances (bucket_id) values (-1)'],
  ledger_balances_qty_check: ['update ledger_balances set qty = -1, reserved = 0', 'update ledger_balances set qty = 9007199254740992'],
  ledger_balances_owed_check: ['update ledger_balances set owed = -1'],
  ledger_balances_reserved_check: ['update ledger_balances set reserved = qty + 1', 'update ledger_balances set reserved = -1'],
  ledger_documents_pkey: [`insert into ledger_documents select (d).* from ledger_documents d where id = '${receipt}'`],
  ledger_documents_reverses_fkey: [`update ledger_documents set reverses = gen_random_uuid() where id = '${receipt}'`],
  ledger_documents_book_check: [document(`'people', kind, occurred_at, recorded_at, book_date, actor_id, command_id`)],
  ledger_documents_kind_check: [document(`book, 'Receipt 1', occurred_at, recorded_at, book_date, actor_id, command_id`)],
  ledger_documents_reverses_key: [
    `insert into ledger_documents select gen_random_uuid(), book, kind, occurred_at, recorded_at, book_date, actor_id, command_id, content_hash, reverses from ledger_documents where id = '${back}'`,
  ],
  ledger_entries_pkey: [`insert into ledger_entries select (e).* from ledger_entries e where doc_id = '${receipt}'`],
  ledger_entries_qty_check: [entry('qty = 0'), entry('qty = -5'), entry('qty = 9007199254740992')],
  ledger_entries_sides_check: [entry('from_bucket = to_bucket')],
  ledger_entries_after_check: [entry('to_after = -1'), entry('from_after = -1')],
  ledger_entries_from_key: [
    `insert into ledger_entries select doc_id, 99, from_bucket, to_bucket, qty, from_seq, from_after, null, null, occurred_at, book_date from ledger_entries where doc_id = '${back}' and from_seq is not null`,
  ],
  ledger_entries_to_key: [
    `insert into ledger_entries select doc_id, 99, from_bucket, to_bucket, qty, null, null, to_seq, to_after, occurred_at, book_date from ledger_entries where doc_id = '${receipt}' and to_seq is not null`,
  ],
  ledger_reservations_pkey: [`insert into ledger_reservations select (r).* from ledger_reservations r where id = '${hold}'`],
  ledger_reservations_bucket_id_fkey: [promise(`bucket_id = (select id from ledger_buckets where virtual is not null limit 1)`)],
  ledger_reservations_qty_check: [promise('qty = 0')],
  ledger_reservations_state_check: [promise(`state = 'lost', ended_at = now()`)],
  ledger_reservations_ended_check: [promise('ended_at = now()'), promise(`state = 'voided'`)],
  ledger_months_pkey: [`insert into ledger_months select (m).* from ledger_months m limit 1`],
  ledger_months_first_day_check: [`insert into ledger_months values ('2023-02-02', now(), gen_random_uuid())`],
  ledger_month_balances_pkey: ['insert into ledger_month_balances select (m).* from ledger_month_balances m limit 1'],
  ledger_month_balances_month_fkey: [`insert into ledger_month_balances values ('2020-01-01', ${real}, 0, 1, 1)`],
  ledger_month_balances_bucket_id_fkey: [`insert into ledger_month_balances values ('2023-01-01', -1, 0, 1, 1)`],
  ledger_kept_months_pkey: ['insert into ledger_kept_months select (m).* from ledger_kept_months m limit 1'],
  ledger_kept_months_first_day_check: [`insert into ledger_kept_months values ('2023-01-02')`],
  ledger_month_ends_pkey: ['insert into ledger_month_ends select (m).* from ledger_month_ends m limit 1'],
  ledger_month_ends_qty_check: ['update ledger_month_ends set qty = 0'],
  ledger_seals_pkey: ['insert into ledger_seals select (s).* from ledger_seals s limit 1'],
  ledger_seals_count_check: [`insert into ledger_seals values (99, 0, 'x', 'x', now())`],
  ledger_document_seals_pkey: [
    'insert into ledger_document_seals select document_id, seal, place + 1000 from ledger_document_seals limit 1',
  ],
  ledger_document_seals_seal_place_key: ['update ledger_document_seals set place = 1'],
  ledger_document_seals_seal_fkey: ['update ledger_document_seals set seal = 99'],
  ledger_document_seals_document_id_fkey: [`insert into ledger_document_seals values (gen_random_uuid(), 1, 1000)`],
  ledger_outside_sums_pkey: ['insert into ledger_outside_sums select (s).* from ledger_outside_sums s limit 1'],
  ledger_outside_sums_gone_check: ['update ledger_outside_sums set gone = -1', 'update ledger_outside_sums set back = -1'],
  ledger_left_sums_pkey: ['insert into ledger_left_sums select (s).* from ledger_left_sums s limit 1'],
  ledger_left_sums_qty_check: ['update ledger_left_sums set qty = 0'],
  ledger_outside_upto_pkey: ['insert into ledger_outside_upto select (u).* from ledger_outside_upto u limit 1'],
};

describe('a guard of the books', () => {
  test.each(Object.entries(guards))('%s refuses, even to the owner', async (name, statements) => {
    for (const statement of statements)
      await expect(
        mission.asOwner((client) => client.query(`begin; ${statement}; rollback`)),
        statement,
      ).rejects.toMatchObject({ constraint: name });
  });

  it('is each named here: none is added, renamed or dropped without its test', async () => {
    const { rows } = await mission.asOwner((client) =>
      client.query<{ name: string }>(
        `select conname as name from pg_constraint where conrelid::regclass::text like 'ledger\\_%' and connamespace = current_schema()::regnamespace and contype in ('p', 'u', 'c', 'f', 'x')
         union select k.conname from pg_constraint k join pg_type d on d.oid = k.contypid where d.typname like 'ledger\\_%' and k.connamespace = current_schema()::regnamespace and k.contype = 'c'
         union select indexrelid::regclass::text from pg_index where indisunique and indrelid::regclass::text like 'ledger\\_%' and indrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)
         order by 1`,
      ),
    );
    expect(rows.map((row) => row.name)).toEqual(Object.keys(guards).toSorted());
  });
});

it('the serving role writes no table of the books by a statement of its own', async () => {
  const tables = await mission.asOwner(async (client) => {
    const { rows } = await client.query<{ name: string; first: string }>(
      `select relname as name, (select attname from pg_attribute where attrelid = pg_class.oid and attnum in (1, 2) order by attnum desc limit 1) as first from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname like 'ledger\\_%' order by 1`,
    );
    return rows;
  });
  expect(tables).toHaveLength(14);
  for (const { name, first } of tables) {
    for (const statement of [
      `insert into ${name} default values`,
      `update ${name} set ${first} = ${first} where false`,
      `delete from ${name} where false`,
      `truncate ${name}`,
    ])
      await expect(
        mission.tx((tx) => tx.query(statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
  }
});
