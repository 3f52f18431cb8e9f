import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './documents.repo.ts';

export interface ReceiptWrite {
  readonly id: string;
  readonly number: string;
  readonly placeId: string;
  readonly source: string;
  readonly reference: string | null;
  readonly senderId: string | null;
  readonly transporterId: string | null;
  readonly plate: string | null;
  readonly waybill: string | null;
  readonly owner: string;
  readonly note: string | null;
  readonly arrivedAt: string;
  readonly at: string;
  readonly by: string;
  readonly commandId: string;
  readonly lines: readonly ReceiptLineWrite[];
  readonly checks: readonly CheckWrite[];
}
export interface ReceiptLineWrite {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly grant_id: string | null;
  readonly owner: string;
  readonly pack_id: string | null;
  readonly pack_count: number | null;
  readonly expected: number | null;
  readonly good: number;
  readonly damaged: number;
  readonly condition: string;
  readonly note: string | null;
}
export interface CheckWrite {
  readonly id: string;
  readonly item_id: string;
  readonly specification: string;
  readonly sample_size: number;
  readonly defects: number;
  readonly verdict: string;
  readonly note: string | null;
}
const sample: ReceiptWrite = {
  id: SAMPLE,
  number: 'GRN-X',
  placeId: SAMPLE,
  source: 'order',
  reference: null,
  senderId: null,
  transporterId: null,
  plate: null,
  waybill: null,
  owner: 'own',
  note: null,
  arrivedAt: AT,
  at: AT,
  by: SAMPLE,
  commandId: SAMPLE,
  lines: [],
  checks: [],
};
/** The receipt, its lines and its sample-check sheet, in one statement whatever their number. */
export const insertReceipt = defineSql(
  'supply.insert-receipt',
  sample,
  (p: ReceiptWrite) => sql`
  with receipt as (
    insert into receipts (id, number, place_id, source, reference, sender_id, transporter_id, plate, waybill, owner, note, arrived_at, recorded_at, received_by, command_id)
    values (${p.id}, ${p.number}, ${p.placeId}, ${p.source}, ${p.reference}, ${p.senderId}::uuid, ${p.transporterId}::uuid, ${p.plate}, ${p.waybill}, ${p.owner}, ${p.note}, ${p.arrivedAt}, ${p.at}, ${p.by}, ${p.commandId})
    returning id
  ), checks as (
    insert into receipt_checks (id, receipt_id, item_id, specification, sample_size, defects, verdict, note)
    select c.id, receipt.id, c.item_id, c.specification, c.sample_size, c.defects, c.verdict, c.note
      from receipt, jsonb_to_recordset(${JSON.stringify(p.checks)}::jsonb) as c(id uuid, item_id uuid, specification text, sample_size int, defects int, verdict text, note text)
  )
  insert into receipt_lines (receipt_id, line, item_id, lot_id, grant_id, owner, pack_id, pack_count, expected, good, damaged, condition, note)
  select receipt.id, l.line, l.item_id, l.lot_id, l.grant_id, l.owner, l.pack_id, l.pack_count, l.expected, l.good, l.damaged, l.condition, l.note
    from receipt, rows from (jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as (item_id uuid, lot_id uuid, grant_id uuid, owner text, pack_id uuid, pack_count numeric, expected bigint, good bigint, damaged bigint, condition text, note text))
         with ordinality as l(item_id, lot_id, grant_id, owner, pack_id, pack_count, expected, good, damaged, condition, note, line)`,
);

export interface ReceiptFound {
  readonly id: string;
  readonly number: string;
  readonly place_id: string;
  readonly store_id: string;
  readonly source: 'order' | 'gift' | 'unknown';
  readonly state: 'posted' | 'reversed';
  readonly matched_at: Date | null;
  readonly site_id: string | null;
  readonly org_id: string | null;
  readonly areas: string[] | null;
}
export const lockReceipt = defineSql(
  'supply.lock-receipt',
  { id: SAMPLE },
  (p: { id: string }) => sql<ReceiptFound>`
  select r.id, r.number, r.place_id, p.lineage[1] as store_id, r.source, r.state, r.matched_at, p.site_id, p.org_id, ar.lineage as areas
    from receipts r join stock_places p on p.id = r.place_id left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area
   where r.id = ${p.id} for update of r`,
);

export interface ReceiptLineFound extends ReceiptLineWrite {
  readonly line: number;
  readonly missing: number;
  readonly extra: number;
  readonly settled: number;
  readonly version: number;
}
const lineColumns = sql`line, item_id, lot_id, grant_id, owner, pack_id, pack_count::float8 as pack_count, expected, good, damaged, condition, note, missing, extra, settled, version`;
export const listLinesOf = defineSql(
  'supply.list-lines-of-receipt',
  { id: SAMPLE, line: null } as { id: string; line: number | null },
  (p) =>
    sql<ReceiptLineFound>`select ${lineColumns} from receipt_lines where receipt_id = ${p.id} and (${p.line}::int is null or line = ${p.line}) order by line`,
);

export interface CorrectionWrite {
  readonly id: string;
  readonly receiptId: string;
  readonly line: number;
  readonly packId: string | null;
  readonly packCount: number | null;
  readonly expected: number | null;
  readonly good: number;
  readonly damaged: number;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
/** Keeps what the line said and writes what it says now. */
export const correctLine = defineSql(
  'supply.correct-receipt-line',
  {
    id: SAMPLE,
    receiptId: SAMPLE,
    line: 1,
    packId: null,
    packCount: null,
    expected: null,
    good: 1,
    damaged: 0,
    reason: 'x',
    by: SAMPLE,
    at: AT,
  } as CorrectionWrite,
  (p: CorrectionWrite) => sql`
  with kept as (
    insert into receipt_corrections (id, receipt_id, line, former, reason, corrected_by, corrected_at)
    select ${p.id}, l.receipt_id, l.line, jsonb_build_object('expected', l.expected, 'good', l.good, 'damaged', l.damaged, 'packId', l.pack_id, 'packCount', l.pack_count), ${p.reason}, ${p.by}, ${p.at}
      from receipt_lines l where l.receipt_id = ${p.receiptId} and l.line = ${p.line}
  )
  update receipt_lines set pack_id = ${p.packId}::uuid, pack_count = ${p.packCount}::numeric, expected = ${p.expected}::bigint, good = ${p.good}, damaged = ${p.damaged}, version = version + 1
   where receipt_id = ${p.receiptId} and line = ${p.line}`,
);

/** Documents of a receipt that posted besides it, the newest first: corrections, and settled differences. */
export const listPostedWith = defineSql(
  'supply.list-posted-with-receipt',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; kind: 'correction' | 'difference' }>`
  select x.id, x.kind from (
    select c.id, 'correction' as kind from receipt_corrections c where c.receipt_id = ${p.id}
    union all select d.id, 'difference' from store_documents d where d.subject_id = ${p.id} and d.kind = 'difference' and d.state = 'posted'
  ) x join ledger_documents l on l.id = x.id where not exists (select from ledger_documents r where r.reverses = x.id) order by l.recorded_at desc, l.id desc`,
);
export const markReceiptReversed = defineSql(
  'supply.mark-receipt-reversed',
  { id: SAMPLE, reversalId: SAMPLE, reason: 'x', by: SAMPLE, at: AT },
  (p: { id: string; reversalId: string; reason: string; by: string; at: string }) => sql`
  update receipts set state = 'reversed', reversal_id = ${p.reversalId}, reversal_reason = ${p.reason}, reversed_by = ${p.by}, reversed_at = ${p.at} where id = ${p.id}`,
);
/** How much of a line's difference has found its end; more than there is, is refused by the database. */
export const addSettled = defineSql(
  'supply.add-settled',
  { id: SAMPLE, line: 1, qty: 1 },
  (p: { id: string; line: number; qty: number }) =>
    sql`update receipt_lines set settled = settled + ${p.qty} where receipt_id = ${p.id} and line = ${p.line}`,
);
export const countOpen = defineSql(
  'supply.count-open-differences',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ lines: number; missing: number; extra: number; damaged: number }>`
  select count(*)::int as lines, coalesce(sum(missing), 0)::bigint as missing, coalesce(sum(extra), 0)::bigint as extra, coalesce(sum(damaged), 0)::bigint as damaged
    from receipt_lines where receipt_id = ${p.id} and missing + extra > settled`,
);
/** Grants among these that are closed, or whose last day lies behind. */
export const listClosedGrants = defineSql(
  'supply.list-closed-grants',
  { ids: [SAMPLE] as readonly string[], day: '2023-03-01' },
  (p: { ids: readonly string[]; day: string }) => sql<{ id: string }>`
  select id from grants where id = any(${p.ids}::uuid[]) and (status = 'closed' or ends_on < ${p.day}::date)`,
);
/** The days on which lots expire, as they stand on record. */
export const listExpiries = defineSql(
  'supply.list-expiries',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ id: string; expires_on: string }>`select id, expires_on from lots where id = any(${p.ids}::uuid[]) and expires_on is not null`,
);

/** What is known of a truck's goods so far, by item and lot: what was counted, less what of its loads was sorted, and what came out of them. */
export const listFoundOn = defineSql(
  'supply.list-found-on-truck',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ item_id: string; lot_id: string | null; qty: number }>`
  select item_id, lot_id, sum(qty)::bigint as qty from (
    select item_id, lot_id, good + damaged as qty from receipt_lines where receipt_id = ${p.id}
    union all
    select l.item_id, l.lot_id, case when l.to_place is not null then l.qty else -l.qty end from store_documents d join store_lines l on l.document_id = d.id
     where d.subject_id = ${p.id} and d.kind = 'sorting' and d.state = 'posted'
  ) x group by item_id, lot_id having sum(qty) > 0`,
);
export interface UnclaimedFound {
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly free: number;
}
/** Goods of no known owner in a store, of these items. */
export const listUnclaimed = defineSql(
  'supply.list-unclaimed',
  { store: SAMPLE, items: [SAMPLE] as readonly string[] },
  (p: { store: string; items: readonly string[] }) => sql<UnclaimedFound>`
  select k.item, k.lot, k.place, k.grant_code as "grant", k.condition, b.qty - b.reserved as free
    from stock_places w join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.owner = 'unknown' and k.item = any(${p.items}::text[]) and k.place = w.id::text
    join ledger_balances b on b.bucket_id = k.id and b.qty > b.reserved
   where w.lineage @> array[${p.store}::uuid] order by k.key`,
);
export interface MatchWrite {
  readonly id: string;
  readonly source: string;
  readonly reference: string;
  readonly senderId: string | null;
  readonly by: string;
  readonly at: string;
  readonly rows: readonly { item_id: string; expected: number; found: number }[];
}
export const matchReceiptRow = defineSql(
  'supply.match-receipt',
  { id: SAMPLE, source: 'gift', reference: 'X', senderId: null, by: SAMPLE, at: AT, rows: [] } as MatchWrite,
  (p: MatchWrite) => sql`
  with matches as (
    insert into receipt_matches (receipt_id, item_id, expected, found)
    select ${p.id}, r.item_id, r.expected, r.found from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(item_id uuid, expected bigint, found bigint)
  )
  update receipts set source = ${p.source}, reference = ${p.reference}, sender_id = ${p.senderId}::uuid, matched_by = ${p.by}, matched_at = ${p.at} where id = ${p.id}`,
);
