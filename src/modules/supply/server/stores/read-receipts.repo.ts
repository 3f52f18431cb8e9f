import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { SAMPLE, atPlace, packOf } from './documents.repo.ts';
import type { PackFound, PositionFound } from './documents.repo.ts';
import { keyedJson, waitsFor } from '../papers/keyed.repo.ts';
import type { Keyed } from '../papers/keyed.repo.ts';

export interface ReceiptFilter {
  readonly reach: RawBuilder<boolean>;
  readonly id: string | null;
  readonly search: string | null;
  readonly place: string | null;
  readonly source: string | null;
  readonly state: string | null;
  readonly open: boolean;
  readonly unmatched: boolean;
  readonly toCheck: boolean | null;
  readonly me: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly item: string | null;
  readonly lot: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface ReceiptListed extends PositionFound {
  readonly id: string;
  readonly number: string;
  readonly place_id: string;
  readonly place_code: string;
  readonly place_en: string;
  readonly place_tr: string | null;
  readonly place_ar: string | null;
  readonly store_id: string;
  readonly source: 'order' | 'gift' | 'unknown';
  readonly reference: string | null;
  readonly sender_id: string | null;
  readonly sender_name: string | null;
  readonly transporter_id: string | null;
  readonly transporter_name: string | null;
  readonly plate: string | null;
  readonly waybill: string | null;
  readonly owner: string;
  readonly note: string | null;
  readonly arrived_at: Date;
  readonly recorded_at: Date;
  readonly receiver: string;
  readonly state: 'posted' | 'reversed';
  readonly reversal_id: string | null;
  readonly reversal_reason: string | null;
  readonly reversed_name: string | null;
  readonly reversed_at: Date | null;
  readonly matched_at: Date | null;
  readonly lines: number;
  readonly differing: number;
  readonly unsorted: number;
  readonly keyed: Keyed;
  readonly total: number;
}
const sortable = {
  number: sql`r.number`,
  arrivedAt: sql`r.arrived_at`,
  placeCode: sql`p.code`,
  source: sql`r.source`,
  reference: sql`r.reference`,
  senderName: sql`o.name_en`,
  plate: sql`r.plate`,
  waybill: sql`r.waybill`,
  receivedBy: sql`u.name`,
  state: sql`r.state`,
};
/** The page's rows first, then what is counted of their lines: a long list does not count what it does not show. */
export const listReceiptRows = defineSql(
  'supply.list-receipts',
  {
    reach: sql<boolean>`true`,
    id: null,
    search: null,
    place: null,
    source: null,
    state: null,
    open: false,
    unmatched: false,
    toCheck: true,
    me: SAMPLE,
    from: null,
    to: null,
    item: null,
    lot: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as ReceiptFilter,
  (p: ReceiptFilter) => sql<ReceiptListed>`
  select x.*, s.lines, s.differing, s.unsorted, ${keyedJson(sql`x.id`, p.me)} as keyed from (
    select r.id, r.number, r.place_id, p.code as place_code, p.name_en as place_en, p.name_tr as place_tr, p.name_ar as place_ar, p.lineage[1] as store_id, p.site_id, p.org_id, ar.lineage as areas,
           r.source, r.reference, r.sender_id, o.name_en as sender_name, r.transporter_id, h.name_en as transporter_name, r.plate, r.waybill, r.owner, r.note, r.arrived_at, r.recorded_at,
           u.name as receiver, r.state, r.reversal_id, r.reversal_reason, b.name as reversed_name, r.reversed_at, r.matched_at, count(*) over () as total,
           row_number() over (${orderBy(p.sort, sortable, sql`r.arrived_at desc`, sql`r.id desc`)}) as place
      from receipts r ${atPlace(sql`r.place_id`)} join users u on u.id = r.received_by left join organisations o on o.id = r.sender_id
      left join organisations h on h.id = r.transporter_id left join users b on b.id = r.reversed_by
     where ${p.reach} and (${p.id}::uuid is null or r.id = ${p.id}) and (${p.place}::uuid is null or p.lineage @> array[${p.place}::uuid])
       and (${p.source}::text is null or r.source = ${p.source}) and (${p.state}::text is null or r.state = ${p.state})
       and (${p.search}::text is null or r.number ilike '%' || ${p.search} || '%' or r.reference ilike '%' || ${p.search} || '%' or r.waybill ilike '%' || ${p.search} || '%' or r.plate ilike '%' || ${p.search} || '%')
       and (not ${p.open} or (r.state = 'posted' and exists (select from receipt_lines l where l.receipt_id = r.id and l.missing + l.extra > l.settled)))
       and (not ${p.unmatched} or (r.source = 'unknown' and r.state = 'posted'))
       and (${p.toCheck}::boolean is null or (r.state = 'posted' and r.id in (select kp.receipt_id from keyed_papers kp where kp.receipt_id is not null and ${waitsFor(p.me)})) = ${p.toCheck})
       and (${p.from}::date is null or r.arrived_at >= ${p.from}::date) and (${p.to}::date is null or r.arrived_at < ${p.to}::date + 1)
       and (${p.item}::uuid is null or exists (select from receipt_lines l where l.receipt_id = r.id and l.item_id = ${p.item}::uuid))
       and (${p.lot}::uuid is null or exists (select from receipt_lines l where l.receipt_id = r.id and l.lot_id = ${p.lot}::uuid))
     order by place limit ${p.limit} offset ${p.offset}
  ) x cross join lateral (
    select count(*)::int as lines, count(*) filter (where l.missing + l.extra > l.settled)::int as differing, count(*) filter (where l.condition = 'unsorted' and exists (
             select from ledger_buckets k join ledger_balances b on b.bucket_id = k.id and b.qty > 0
              where k.book = 'goods' and k.virtual is null and k.item = l.item_id::text and k.place = x.place_id::text and k.condition = 'unsorted' and k.lot is not distinct from l.lot_id::text))::int as unsorted
      from receipt_lines l where l.receipt_id = x.id
  ) s order by x.place`,
);

export interface ReceiptLineListed {
  readonly line: number;
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly item_status: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly owner: string;
  readonly pack: PackFound | null;
  readonly expected: number | null;
  readonly good: number;
  readonly damaged: number;
  readonly missing: number;
  readonly extra: number;
  readonly settled: number;
  readonly condition: 'good' | 'quarantine' | 'unsorted' | 'expired';
  readonly waiting: number;
  readonly note: string | null;
  readonly version: number;
  readonly corrected: number;
  readonly total: number;
}
const lineOrder = {
  line: sql`l.line`,
  itemCode: sql`i.code`,
  nameEn: sql`i.name_en`,
  lotCode: sql`t.code`,
  expiresOn: sql`t.expires_on`,
  grantCode: sql`g.code`,
  expected: sql`l.expected`,
  good: sql`l.good`,
  damaged: sql`l.damaged`,
  missing: sql`l.missing`,
  extra: sql`l.extra`,
  condition: sql`l.condition`,
};
export interface LineFilter {
  readonly id: string;
  readonly differing: boolean;
  readonly search: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export const listReceiptLineRows = defineSql(
  'supply.list-receipt-lines',
  { id: SAMPLE, differing: false, search: null, sort: undefined, limit: 50, offset: 0 } as LineFilter,
  (p: LineFilter) => sql<ReceiptLineListed>`
  select l.line, l.item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, i.status as item_status, l.lot_id, t.code as lot_code, t.expires_on, l.grant_id, g.code as grant_code, l.owner,
         ${packOf} as pack, l.expected, l.good, l.damaged, l.missing, l.extra, l.settled, l.condition, l.note, l.version,
         case when l.condition = 'unsorted' then coalesce((
           select least(l.good, sum(b.qty))::bigint from receipts r join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.item = l.item_id::text and k.place = r.place_id::text and k.condition = 'unsorted' and k.lot is not distinct from l.lot_id::text
             join ledger_balances b on b.bucket_id = k.id where r.id = l.receipt_id), 0) else 0 end as waiting,
         (select count(*)::int from receipt_corrections c where c.receipt_id = l.receipt_id and c.line = l.line) as corrected, count(*) over () as total
    from receipt_lines l join items i on i.id = l.item_id left join lots t on t.id = l.lot_id left join grants g on g.id = l.grant_id left join item_packs k on k.id = l.pack_id
   where l.receipt_id = ${p.id} and (not ${p.differing} or l.missing + l.extra + l.damaged > 0)
     and (${p.search}::text is null or concat_ws(' ', i.code, i.name_en, i.name_tr, i.name_ar, t.code) ilike '%' || ${p.search} || '%')
   ${orderBy(p.sort, lineOrder, sql`l.line`, sql`l.line`)} limit ${p.limit} offset ${p.offset}`,
);

export interface CheckListed {
  readonly id: string;
  readonly item_id: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly specification: string;
  readonly sample_size: number;
  readonly defects: number;
  readonly verdict: 'conforms' | 'hold' | 'reject';
  readonly note: string | null;
}
export const listChecks = defineSql(
  'supply.list-receipt-checks',
  { id: SAMPLE },
  (p: { id: string }) => sql<CheckListed>`
  select c.id, c.item_id, i.name_en, i.name_tr, i.name_ar, c.specification, c.sample_size, c.defects, c.verdict, c.note
    from receipt_checks c join items i on i.id = c.item_id where c.receipt_id = ${p.id} order by i.code, c.id`,
);
export const listMatches = defineSql(
  'supply.list-receipt-matches',
  { id: SAMPLE },
  (p: { id: string }) => sql<{
    item_id: string;
    name_en: string;
    name_tr: string | null;
    name_ar: string | null;
    expected: number;
    found: number;
  }>`
  select m.item_id, i.name_en, i.name_tr, i.name_ar, m.expected, m.found from receipt_matches m join items i on i.id = m.item_id where m.receipt_id = ${p.id} order by i.code`,
);
export const listSubjectDocuments = defineSql(
  'supply.list-documents-of-receipt',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; kind: string; number: string; state: string; at: Date; by: string }>`
  select d.id, d.kind, d.number, d.state, d.made_at as at, u.name as by from store_documents d join users u on u.id = d.made_by where d.subject_id = ${p.id} order by d.made_at, d.id`,
);

export interface BlockFound {
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly place_code: string;
  readonly condition: string;
  readonly brought: number;
  readonly left: number;
  readonly reserved: number;
  readonly documents: { id: string; kind: string; number: string | null; qty: number; at: string }[] | null;
}
/** Where less lies free than a receipt and its corrections brought, and which documents took it on. */
export const listBlocks = defineSql(
  'supply.list-blocks-of-receipt',
  { id: SAMPLE },
  (p: { id: string }) => sql<BlockFound>`
  with own as (
    select ${p.id}::uuid as id union all select id from receipt_corrections where receipt_id = ${p.id}
    union all select id from store_documents where subject_id = ${p.id} and kind = 'difference' and state = 'posted'
  ), net as (
    select bucket, sum(qty)::bigint as qty, min(seq) as seq from (
      select e.to_bucket as bucket, e.qty, e.to_seq as seq from ledger_entries e where e.doc_id in (select id from own) and e.to_seq is not null
      union all select e.from_bucket, -e.qty, e.from_seq from ledger_entries e where e.doc_id in (select id from own) and e.from_seq is not null
    ) x group by bucket having sum(qty) > 0
  )
  select i.id as item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, t.id as lot_id, t.code as lot_code, t.expires_on, w.code as place_code, k.condition,
         n.qty as brought, b.qty as "left", b.reserved,
         (select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'number', coalesce(s.number, r.number), 'qty', e.qty, 'at', d.occurred_at) order by d.recorded_at)
            from (select doc_id, sum(qty)::bigint as qty from ledger_entries where from_bucket = n.bucket and from_seq > n.seq and doc_id not in (select id from own) group by doc_id) e
            join ledger_documents d on d.id = e.doc_id left join store_documents s on s.id = d.id left join receipts r on r.id = d.id) as documents
    from net n join ledger_balances b on b.bucket_id = n.bucket join ledger_buckets k on k.id = n.bucket join items i on i.id = k.item::uuid join stock_places w on w.id = k.place::uuid
    left join lots t on t.id = k.lot::uuid
   where b.qty - b.reserved < n.qty order by i.code, t.code nulls first, w.code limit 200`,
);
