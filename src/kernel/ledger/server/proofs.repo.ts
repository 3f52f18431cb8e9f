import { defineSql, sql } from '#foundation/db/sql.ts';

/** Room to sort a part of the movements without writing them out; until the transaction ends. */
export const giveMemory = defineSql('ledger.give-memory', {}, () => sql`select set_config('work_mem', '192MB', true)`);

/** Cuts the buckets into ranges of about so many movements, so that a proof needs little memory at any size. */
export const listRanges = defineSql(
  'ledger.list-ranges',
  { size: 1_500_000 },
  (p: { size: number }) => sql<{ first: number; last: number }>`
  select min(bucket_id) as first, max(bucket_id) as last
    from (select bucket_id, floor(sum(seq) over (order by bucket_id) / ${p.size}::bigint) as part from ledger_balances) x group by part order by 1`,
);

export interface LegFault {
  readonly bucket: number;
  readonly seq: number | null;
  readonly what: string;
}

/** Walks the movements of a range of buckets in order: numbers without gap, each balance the former one plus the change, the last one the balance now. */
export const checkLegs = defineSql(
  'ledger.check-legs',
  { first: 1, last: 1_000 },
  (p: { first: number; last: number }) => sql<{ legs: number; faults: LegFault[] | null }>`
  with legs as (
    select from_bucket as bucket, from_seq as seq, -qty as change, from_after as after from ledger_entries where from_bucket between ${p.first} and ${p.last} and from_seq is not null
    union all
    select to_bucket, to_seq, qty, to_after from ledger_entries where to_bucket between ${p.first} and ${p.last} and to_seq is not null
  ), walked as (
    select bucket, seq, change, after, lag(seq, 1, 0::bigint) over w as former_seq, lag(after, 1, 0::bigint) over w as former_after from legs window w as (partition by bucket order by seq)
  ), sums as (
    select bucket, count(*) as n, sum(change) as qty, max(seq) as seq,
           min(seq) filter (where seq <> former_seq + 1) as gap, min(seq) filter (where after <> former_after + change) as wrong
      from walked group by bucket
  ), faults as (
    select s.bucket, s.gap as seq, 'gap' as what from sums s where s.gap is not null
    union all select s.bucket, s.wrong, 'balance-after' from sums s where s.wrong is not null
    union all select b.bucket_id, b.seq, 'balance' from ledger_balances b left join sums s on s.bucket = b.bucket_id
     where b.bucket_id between ${p.first} and ${p.last} and (b.qty <> coalesce(s.qty, 0) or b.seq <> coalesce(s.seq, 0))
  )
  select (select coalesce(sum(n), 0)::bigint from sums) as legs, (select json_agg(f) from (select * from faults limit 100) f) as faults`,
);

/** Sides that lie: a real bucket without a number, a virtual one with a number, two items in one entry. */
export const listWrongSides = defineSql(
  'ledger.list-wrong-sides',
  {},
  () => sql<{ doc_id: string; line: number }>`
  select e.doc_id, e.line from ledger_entries e left join ledger_buckets f on f.id = e.from_bucket left join ledger_buckets t on t.id = e.to_bucket
    left join ledger_documents d on d.id = e.doc_id
   where d.id is null or f.id is null or t.id is null or f.book <> t.book or coalesce(f.item, f.currency) <> coalesce(t.item, t.currency)
      or (f.virtual is null) <> (e.from_seq is not null) or (t.virtual is null) <> (e.to_seq is not null)
      or (e.from_seq is null) <> (e.from_after is null) or (e.to_seq is null) <> (e.to_after is null) limit 100`,
);

/** What is promised is what is held, and what is owed is what was drawn and not given back. */
export const listWrongPromises = defineSql(
  'ledger.list-wrong-promises',
  {},
  () => sql<{ bucket_id: number; reserved: number; held: number; owed: number; drawn: number }>`
  select b.bucket_id, b.reserved, coalesce(h.qty, 0) as held, b.owed, coalesce(d.qty, 0) as drawn
    from ledger_balances b
    left join (select bucket_id, sum(qty)::bigint as qty from ledger_reservations where state = 'held' group by 1) h on h.bucket_id = b.bucket_id
    left join (
      select bucket, sum(qty)::bigint as qty from (
        select e.to_bucket as bucket, e.qty from ledger_entries e join ledger_buckets k on k.id = e.from_bucket and k.virtual = 'unexplained' where e.line < 1
        union all select e.from_bucket, -e.qty from ledger_entries e join ledger_buckets k on k.id = e.to_bucket and k.virtual = 'unexplained' where e.line < 1) x group by 1
    ) d on d.bucket = b.bucket_id
   where b.reserved <> coalesce(h.qty, 0) or b.owed <> coalesce(d.qty, 0) limit 100`,
);

/** Documents whose entries are not what was posted. */
export const listChangedDocuments = defineSql(
  'ledger.list-changed-documents',
  {},
  () => sql<{ id: string }>`
  select d.id from ledger_documents d
    left join (
      select e.doc_id, string_agg(f.key || '>' || t.key || '|' || e.qty, E'\n' order by e.line) as text
        from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket where e.line >= 1 group by e.doc_id
    ) l on l.doc_id = d.id
   where encode(sha256(convert_to(d.kind || '|' || (extract(epoch from d.occurred_at) * 1000)::bigint || '|' || coalesce(d.reverses::text, '') || E'\n' || coalesce(l.text, ''), 'UTF8')), 'hex') <> d.content_hash
   limit 100`,
);

/** Closed months whose kept balances are not the sum of what was booked up to their end. */
export const listWrongMonths = defineSql(
  'ledger.list-wrong-months',
  {},
  () => sql<{ month: string; bucket_id: number }>`
  select m.month, m.bucket_id from ledger_month_balances m
   cross join lateral (
     select coalesce(sum(x.dq) filter (where x.book_date < m.month + interval '1 month'), 0) as qty,
            bool_or(x.book_date < m.month + interval '1 month' and x.sq > m.close_seq) as late
       from (select -qty as dq, from_seq as sq, book_date from ledger_entries where from_bucket = m.bucket_id and from_seq is not null
             union all select qty, to_seq, book_date from ledger_entries where to_bucket = m.bucket_id and to_seq is not null) x) s
   where m.month = (select max(month) from ledger_months) and (m.qty <> s.qty or coalesce(s.late, false)) limit 100`,
);

export const countEntries = defineSql(
  'ledger.count-entries',
  {},
  () => sql<{ entries: number; documents: number; holds: number; months: number }>`
  select (select count(*) from ledger_entries) as entries, (select count(*) from ledger_documents) as documents,
         (select count(*) from ledger_reservations) as holds, (select count(*) from ledger_month_balances) as months`,
);

export interface LedgerSealCheck {
  readonly seq: number;
  readonly document_count: number;
  readonly batch_hash: string;
  readonly chain_hash: string;
  readonly found: number;
  readonly marked: number;
  readonly hash: string | null;
}
export const checkLedgerSeals = defineSql(
  'ledger.check-seals',
  { after: 0, limit: 200 },
  (p: { after: number; limit: number }) => sql<LedgerSealCheck>`
  select a.seq, a.document_count, a.batch_hash, a.chain_hash, b.found, b.marked, b.hash
    from (select * from ledger_seals where seq > ${p.after} order by seq limit ${p.limit}) a
   cross join lateral (
     select count(d.id)::int as found, count(s.document_id)::int as marked, encode(sha256(convert_to(string_agg(ledger_sealed_text(d), E'\n' order by s.place), 'UTF8')), 'hex') as hash
       from ledger_document_seals s left join ledger_documents d on d.id = s.document_id where s.seal = a.seq) b
   order by a.seq`,
);

/** Sums of what went outside, came back and left for other places against the movements, up to the number that each bucket has reached. */
export const checkOutside = defineSql(
  'ledger.check-outside',
  {},
  () => sql<{ checked: number; faults: { what: string; item: string | null; place: string | null }[] | null }>`
  with goods as materialized (
    select u.bucket_id, u.seq, k.item, coalesce(k.grant_code, '') as grant_code, k.place
      from ledger_outside_upto u join ledger_buckets k on k.id = u.bucket_id and k.book = 'goods'
  ), went as materialized (
    select g.item, g.grant_code, g.place, t.virtual, coalesce(t.grant_code, '') as outside_grant, t.place as to_place, e.book_date, sum(e.qty)::bigint as qty
      from goods g join ledger_entries e on e.from_bucket = g.bucket_id and e.from_seq <= g.seq join ledger_buckets t on t.id = e.to_bucket
     group by 1, 2, 3, 4, 5, 6, 7
  ), moved as (
    select x.virtual, x.item, x.grant_code, x.place, sum(x.gone)::bigint as gone, sum(x.back)::bigint as back
      from (select virtual, item, outside_grant as grant_code, place, qty as gone, 0::bigint as back from went where virtual is not null
            union all
            select f.virtual, g.item, coalesce(f.grant_code, ''), g.place, 0, e.qty
              from goods g join ledger_entries e on e.to_bucket = g.bucket_id and e.to_seq <= g.seq join ledger_buckets f on f.id = e.from_bucket
             where f.virtual is not null) x
     group by 1, 2, 3, 4
  ), left_places as (
    select book_date, item, grant_code, place, case when virtual is null then to_place else '' end as to_place, sum(qty)::bigint as qty
      from went where virtual = 'households' or (virtual is null and to_place <> place) group by 1, 2, 3, 4, 5
  ), faults as (
    select 'outside' as what, item, place from moved m full join ledger_outside_sums s using (virtual, item, grant_code, place)
     where (m.gone, m.back) is distinct from (s.gone, s.back)
    union all
    select 'left', item, place from left_places m full join ledger_left_sums s using (book_date, item, grant_code, place, to_place) where m.qty is distinct from s.qty
    union all
    select 'ahead of its balance', u.bucket_id::text, null from ledger_outside_upto u left join ledger_balances b on b.bucket_id = u.bucket_id where u.seq > coalesce(b.seq, 0)
  )
  select (select count(*) from ledger_outside_sums) + (select count(*) from ledger_left_sums) as checked, (select json_agg(f) from (select * from faults limit 100) f) as faults`,
);

/** The ends of kept months of a range of buckets against the sums of what was booked up to them. */
export const checkKeptMonths = defineSql(
  'ledger.check-kept-months',
  { first: 1, last: 1_000 },
  (p: { first: number; last: number }) => sql<{ checked: number; faults: { bucket: number; month: string }[] | null }>`
  with moved as (
    select x.bucket, date_trunc('month', x.book_date)::date as month, sum(x.change)::bigint as change
      from (select from_bucket as bucket, -qty as change, book_date from ledger_entries where from_seq is not null and from_bucket between ${p.first} and ${p.last}
            union all select to_bucket, qty, book_date from ledger_entries where to_seq is not null and to_bucket between ${p.first} and ${p.last}) x
     group by 1, 2
  ), kept as (
    select b.bucket_id as bucket, m.month, coalesce(e.qty, 0) as qty
      from ledger_kept_months m cross join ledger_balances b left join ledger_month_ends e on e.month = m.month and e.bucket_id = b.bucket_id
     where b.bucket_id between ${p.first} and ${p.last}
  ), both_sides as (
    select x.bucket, x.month, sum(sum(x.change)) over (partition by x.bucket order by x.month) as now, max(x.kept) as kept
      from (select bucket, month, change, null::bigint as kept from moved union all select bucket, month, 0, qty from kept) x
     group by x.bucket, x.month
  ), faults as (select bucket, month from both_sides where kept <> now limit 100)
  select (select count(*) from kept) as checked, (select json_agg(f) from faults f) as faults`,
);
