import { defineSql, sql } from '#foundation/db/sql.ts';
import { orderBy } from '#foundation/db/order.ts';
import { bucketsOf, whereBuckets } from './balances.repo.ts';
import type { BucketFilter } from './balances.repo.ts';

const id = '00000000-0000-7000-8000-000000000001';

export const findBalance = defineSql(
  'ledger.find-balance',
  { key: '' },
  (p: { key: string }) => sql<{ id: number; qty: number | null; reserved: number | null; seq: number | null }>`
  select k.id, b.qty, b.reserved, b.seq from ledger_buckets k left join ledger_balances b on b.bucket_id = k.id where k.key = ${p.key}`,
  { prepared: true },
);

export interface CardFound {
  readonly seq: number;
  readonly documentId: string;
  readonly kind: string;
  readonly line: number;
  readonly change: number;
  readonly after: number;
  readonly other: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly bookDate: string;
}

/** The newest movements of a bucket before a number: each side by its own index, then the newest of both. */
export const listCardRows = defineSql(
  'ledger.list-card-rows',
  { bucket: 1, before: 1_000, limit: 50 },
  (p: { bucket: number; before: number; limit: number }) => sql<CardFound>`
  select x.seq, x.doc_id as "documentId", d.kind, x.line, x.change, x.after, o.key as other, d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.book_date as "bookDate"
    from (
      (select from_seq as seq, doc_id, line, -qty as change, from_after as after, to_bucket as other from ledger_entries
        where from_bucket = ${p.bucket} and from_seq < ${p.before} order by from_seq desc limit ${p.limit})
      union all
      (select to_seq, doc_id, line, qty, to_after, from_bucket from ledger_entries
        where to_bucket = ${p.bucket} and to_seq < ${p.before} order by to_seq desc limit ${p.limit})
      order by seq desc limit ${p.limit}
    ) x join ledger_documents d on d.id = x.doc_id join ledger_buckets o on o.id = x.other
   order by x.seq desc`,
  { prepared: true },
);

export const balanceAsOf = defineSql(
  'ledger.balance-as-of',
  { bucket: 1, day: '2023-03-01' },
  (p: { bucket: number; day: string }) => sql<{ qty: number }>`select ledger_as_of(${p.bucket}, ${p.day}::date) as qty`,
  { prepared: true },
);

/** The same by true time: what had happened by a moment, whenever it was told. */
export const balanceAtMoment = defineSql(
  'ledger.balance-at-moment',
  { bucket: 1, at: '2023-03-01T00:00:00Z' },
  (p: { bucket: number; at: string }) => sql<{ qty: number }>`
  select (coalesce((select sum(qty) from ledger_entries where to_bucket = ${p.bucket} and to_seq is not null and occurred_at <= ${p.at}), 0)
        - coalesce((select sum(qty) from ledger_entries where from_bucket = ${p.bucket} and from_seq is not null and occurred_at <= ${p.at}), 0))::bigint as qty`,
);

export interface BalanceFound {
  readonly bucketId: number;
  readonly book: 'goods' | 'money';
  readonly item: string | null;
  readonly lot: string | null;
  readonly place: string | null;
  readonly grant: string | null;
  readonly condition: string | null;
  readonly owner: string | null;
  readonly account: string | null;
  readonly currency: string | null;
  readonly qty: number;
  readonly reserved: number | null;
  readonly total: number;
}
export interface BalanceFilter {
  readonly filter: BucketFilter;
  /** A day that has passed, and today, from where the day is reached; null: now. */
  readonly asOf: { readonly day: string; readonly today: string } | null;
  readonly withEmpty: boolean;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const columns = {
  item: sql`item`,
  lot: sql`lot`,
  place: sql`place`,
  grant: sql`"grant"`,
  condition: sql`condition`,
  owner: sql`owner`,
  account: sql`account`,
  currency: sql`currency`,
  qty: sql`qty`,
  reserved: sql`reserved`,
};
export const listBalanceRows = defineSql(
  'ledger.list-balance-rows',
  {
    filter: { items: ['blanket'] },
    asOf: { day: '2023-03-01', today: '2023-03-02' },
    withEmpty: false,
    sort: '-qty',
    limit: 50,
    offset: 0,
  } as BalanceFilter,
  (p: BalanceFilter) => sql<BalanceFound>`
  select *, count(*) over () as total from (
    select k.id as "bucketId", k.book, k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner, k.account, k.currency,
           b.qty, ${p.asOf === null ? sql`b.reserved` : sql`null::bigint as reserved`}
      from ${p.asOf === null ? sql`ledger_balances` : sql`ledger_balances_on(${p.asOf.day}::date, ${p.asOf.today}::date, ${bucketsOf(p.filter)})`} b
      join ledger_buckets k on k.id = b.bucket_id
     where ${whereBuckets(p.filter)}
  ) x where ${p.withEmpty} or qty > 0
   ${orderBy(p.sort, columns, sql`item, currency, place, account, lot`, sql`"bucketId"`)} limit ${p.limit} offset ${p.offset}`,
);

export interface DocumentFound {
  readonly id: string;
  readonly book: 'goods' | 'money';
  readonly kind: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly bookDate: string;
  readonly actorId: string;
  readonly commandId: string;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
}
export const findDocument = defineSql(
  'ledger.find-document',
  { id },
  (p: { id: string }) => sql<DocumentFound>`
  select d.id, d.book, d.kind, d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.book_date as "bookDate", d.actor_id as "actorId", d.command_id as "commandId",
         d.reverses, r.id as "reversedBy"
    from ledger_documents d left join ledger_documents r on r.reverses = d.id where d.id = ${p.id}`,
);

export const listLines = defineSql(
  'ledger.list-lines',
  { id },
  (p: { id: string }) => sql<{ line: number; from: string; to: string; qty: number }>`
  select e.line, f.key as "from", t.key as "to", e.qty from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
   where e.doc_id = ${p.id} order by e.line`,
);

/** Documents that took from a bucket after another document had filled it, newest first: what stands in a reversal's way. */
export const listLaterTakers = defineSql(
  'ledger.list-later-takers',
  { id, limit: 5 },
  (p: { id: string; limit: number }) => sql<{ key: string; free: number; asked: number; takers: string[] }>`
  select k.key, b.qty - b.reserved as free, n.asked,
         array(select distinct e.doc_id::text from ledger_entries e where e.from_bucket = n.bucket and e.from_seq > n.seq limit ${p.limit}) as takers
    from (select to_bucket as bucket, min(to_seq) as seq, sum(qty)::bigint as asked from ledger_entries where doc_id = ${p.id} and to_seq is not null group by to_bucket) n
    join ledger_balances b on b.bucket_id = n.bucket join ledger_buckets k on k.id = n.bucket
   where b.qty - b.reserved < n.asked order by k.key`,
);
