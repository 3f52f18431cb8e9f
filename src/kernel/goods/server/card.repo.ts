import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

const SAMPLE = '00000000-0000-7000-8000-000000000001';

/** Which places the reader may see by their codes. */
export interface Sight {
  readonly reach: RawBuilder<boolean>;
  readonly trucks: boolean;
}
const sample: Sight = { reach: sql<boolean>`true`, trucks: true };
/** One side of a movement; a place beyond reach, or a truck for who may not see trucks, is only said to be there. */
const side = (bucket: string, place: string, sight: Sight) => sql`
  jsonb_build_object('virtual', ${sql.ref(`${bucket}.virtual`)}, 'place', ${sql.ref(`${bucket}.place`)}, 'condition', ${sql.ref(`${bucket}.condition`)}, 'grant', ${sql.ref(`${bucket}.grant_code`)},
    'code', ${sql.ref(`${place}.code`)}, 'kind', ${sql.ref(`${place}.kind`)},
    'seen', ${sql.ref(`${place}.id`)} is not null and (${sight.trucks} or ${sql.ref(`${place}.kind`)} <> 'truck')
      and exists (select from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area where p.id = ${sql.ref(`${place}.id`)} and ${sight.reach}))`;

export interface SideFound {
  readonly virtual: string | null;
  readonly place: string | null;
  readonly condition: string | null;
  readonly grant: string | null;
  readonly code: string | null;
  readonly kind: string | null;
  readonly seen: boolean;
}

export interface CardFilter {
  readonly item: string;
  readonly place: string;
  readonly lot: string | null;
  readonly grant: string | null;
  readonly owner: string | null;
  readonly conditions: readonly string[] | null;
}
/** The buckets of a card, with what they hold. */
export const listCardBuckets = defineSql(
  'goods.list-card-buckets',
  { item: SAMPLE, place: SAMPLE, lot: null, grant: null, owner: null, conditions: null } as CardFilter,
  (p: CardFilter) => sql<{ id: number; qty: number; reserved: number; seq: number }>`
  select k.id, b.qty, b.reserved, b.seq
    from stock_places w join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.item = ${p.item} and k.place = w.id::text
    join ledger_balances b on b.bucket_id = k.id
   where w.lineage @> array[${p.place}::uuid] and (${p.lot}::text is null or k.lot = ${p.lot}) and (${p.owner}::text is null or k.owner = ${p.owner})
     and (${p.grant}::text is null or k.grant_code = ${p.grant} or (${p.grant} = 'none' and k.grant_code is null))
     and (${p.conditions}::text[] is null or k.condition = any(${p.conditions}::text[]))`,
);

export interface CardFound {
  readonly bucket: number;
  readonly seq: number;
  readonly documentId: string;
  readonly kind: string;
  readonly line: number;
  readonly change: number;
  /** Of its own bucket. */
  readonly after: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly bookDate: string;
  readonly lot: string | null;
  readonly lotCode: string | null;
  readonly actorName: string | null;
  readonly own: SideFound;
  readonly other: SideFound;
}
export interface CardPage {
  readonly buckets: readonly number[];
  readonly befores: readonly number[];
  /** Only what was booked by this day. */
  readonly asOf: string | null;
  readonly limit: number;
  readonly sight: Sight;
}
const byDay = (asOf: string | null) => (asOf === null ? sql`` : sql`and book_date <= ${asOf}::date`);
/**
 * The newest movements of several buckets, each read by its own numbers and then merged: as many of each as are asked for in
 * all, so that a page costs the same however long the card is. `ahead` marks the newest of each bucket that was not read yet:
 * its balance after is what the bucket held there.
 */
export const listCardMoves = defineSql(
  'goods.list-card-moves',
  { buckets: [1] as readonly number[], befores: [1_000] as readonly number[], asOf: '2023-06-30', limit: 50, sight: sample } as CardPage,
  (p: CardPage) => sql<CardFound>`
  with legs as (
    select q.bucket, x.* from unnest(${p.buckets}::bigint[], ${p.befores}::bigint[]) as q(bucket, before)
     cross join lateral (
       select * from (
         (select from_seq as seq, doc_id, line, -qty as change, from_after as after, to_bucket as other from ledger_entries
           where from_bucket = q.bucket and from_seq is not null and from_seq < q.before ${byDay(p.asOf)} order by from_seq desc limit ${p.limit})
         union all
         (select to_seq, doc_id, line, qty, to_after, from_bucket from ledger_entries
           where to_bucket = q.bucket and to_seq is not null and to_seq < q.before ${byDay(p.asOf)} order by to_seq desc limit ${p.limit})
       ) b order by seq desc limit ${p.limit}
     ) x
  ), page as (
    select g.*, d.kind, d.occurred_at, d.recorded_at, d.book_date, d.actor_id from legs g join ledger_documents d on d.id = g.doc_id
     order by d.recorded_at desc, g.doc_id desc, g.line desc, g.change desc, g.bucket limit ${p.limit}
  )
  select g.bucket, g.seq, g.doc_id as "documentId", g.kind, g.line, g.change, g.after, g.occurred_at as "occurredAt", g.recorded_at as "recordedAt", g.book_date as "bookDate",
         k.lot, l.code as "lotCode", u.name as "actorName", ${side('k', 'w', p.sight)} as own, ${side('o', 'ow', p.sight)} as other
    from page g join ledger_buckets k on k.id = g.bucket join ledger_buckets o on o.id = g.other left join stock_places w on w.id::text = k.place
    left join stock_places ow on ow.id::text = o.place left join lots l on l.id::text = k.lot left join users u on u.id = g.actor_id
   order by g.recorded_at desc, g.doc_id desc, g.line desc, g.change desc, g.bucket`,
);

/** What each bucket held before a number: its last movement's balance after. */
export const listBalancesBefore = defineSql(
  'goods.list-balances-before',
  { buckets: [1] as readonly number[], befores: [1_000] as readonly number[] },
  (p: { buckets: readonly number[]; befores: readonly number[] }) => sql<{ bucket: number; qty: number }>`
  select q.bucket, coalesce((
      select after from (
        (select from_seq as seq, from_after as after from ledger_entries where from_bucket = q.bucket and from_seq is not null and from_seq < q.before order by from_seq desc limit 1)
        union all
        (select to_seq, to_after from ledger_entries where to_bucket = q.bucket and to_seq is not null and to_seq < q.before order by to_seq desc limit 1)
      ) x order by seq desc limit 1), 0) as qty
    from unnest(${p.buckets}::bigint[], ${p.befores}::bigint[]) as q(bucket, before)`,
);

/** What several buckets held at the end of a day before their numbers, by book date, and of how many movements that is made. */
export const sumBookedBy = defineSql(
  'goods.sum-booked-by',
  { buckets: [1] as readonly number[], befores: [1_000] as readonly number[], day: '2023-06-30' },
  (p: { buckets: readonly number[]; befores: readonly number[]; day: string }) => sql<{ qty: number; rows: number }>`
  select coalesce(sum(x.change), 0)::bigint as qty, count(*)::int as rows
    from unnest(${p.buckets}::bigint[], ${p.befores}::bigint[]) as q(bucket, before)
   cross join lateral (
     select -qty as change from ledger_entries where from_bucket = q.bucket and from_seq is not null and from_seq < q.before and book_date <= ${p.day}::date
     union all
     select qty from ledger_entries where to_bucket = q.bucket and to_seq is not null and to_seq < q.before and book_date <= ${p.day}::date
   ) x`,
);

export interface DocumentFound {
  readonly id: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly bookDate: string;
  readonly actorName: string | null;
  readonly commandId: string;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
}
export const findGoodsDocument = defineSql(
  'goods.find-document',
  { id: SAMPLE },
  (p: { id: string }) => sql<DocumentFound>`
  select d.id, d.kind, d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.book_date as "bookDate", u.name as "actorName", d.command_id as "commandId", d.reverses, r.id as "reversedBy"
    from ledger_documents d left join ledger_documents r on r.reverses = d.id left join users u on u.id = d.actor_id where d.id = ${p.id} and d.book = 'goods'`,
);

export interface LineFound {
  readonly line: number;
  readonly item: string;
  readonly item_code: string | null;
  readonly item_names: Record<string, string>;
  readonly unit: string | null;
  readonly lot: string | null;
  readonly lot_code: string | null;
  readonly qty: number;
  readonly pack_kind: string | null;
  readonly pack_count: number | null;
  readonly from: SideFound;
  readonly to: SideFound;
}
export const listDocumentLines = defineSql(
  'goods.list-document-lines',
  { id: SAMPLE, sight: sample },
  (p: { id: string; sight: Sight }) => sql<LineFound>`
  select e.line, f.item, i.code as item_code, jsonb_strip_nulls(jsonb_build_object('en', i.name_en, 'tr', i.name_tr, 'ar', i.name_ar)) as item_names, i.unit, coalesce(f.lot, t.lot) as lot,
         l.code as lot_code, e.qty, k.kind as pack_kind, u.count::float8 as pack_count, ${side('f', 'fp', p.sight)} as "from", ${side('t', 'tp', p.sight)} as "to"
    from ledger_entries e join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
    left join items i on i.id::text = f.item left join lots l on l.id::text = coalesce(f.lot, t.lot) left join stock_places fp on fp.id::text = f.place left join stock_places tp on tp.id::text = t.place
    left join item_pack_uses u on u.document_id = e.doc_id and u.line = e.line left join item_packs k on k.id = u.pack_id
   where e.doc_id = ${p.id} order by e.line`,
);

/** Codes of grants by their ids. */
export const listGrantCodes = defineSql(
  'goods.list-grant-codes',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ id: string; code: string }>`select id::text as id, code from grants where id::text = any(${p.ids}::text[])`,
);
