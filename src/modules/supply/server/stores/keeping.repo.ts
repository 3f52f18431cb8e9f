import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { Condition } from '../../contract/stores/shapes.ts';
import { AT, SAMPLE, atPlace } from './documents.repo.ts';
import type { PositionFound } from './documents.repo.ts';

export interface RulesFound {
  readonly adjust_qty: number;
  readonly adjust_value: number;
  readonly currency: string;
  readonly recount_qty: number;
  readonly recount_percent: number;
  readonly expiry_warn_days: number;
  readonly quarantine_days: number;
  readonly unsorted_days: number;
}
export const findRules = defineSql('supply.find-store-rules', {}, () => sql<RulesFound>`select * from store_rules`);
export const updateRules = defineSql(
  'supply.update-store-rules',
  {
    adjustQty: 50,
    adjustValue: 50_000,
    currency: 'EUR',
    recountQty: 10,
    recountPercent: 2,
    expiryWarnDays: 90,
    quarantineDays: 14,
    unsortedDays: 3,
    by: SAMPLE,
    at: AT,
  },
  (p: {
    adjustQty: number;
    adjustValue: number;
    currency: string;
    recountQty: number;
    recountPercent: number;
    expiryWarnDays: number;
    quarantineDays: number;
    unsortedDays: number;
    by: string;
    at: string;
  }) => sql`
  update store_rules set adjust_qty = ${p.adjustQty}, adjust_value = ${p.adjustValue}, currency = ${p.currency}, recount_qty = ${p.recountQty}, recount_percent = ${p.recountPercent},
         expiry_warn_days = ${p.expiryWarnDays}, quarantine_days = ${p.quarantineDays}, unsorted_days = ${p.unsortedDays}, changed_by = ${p.by}, changed_at = ${p.at}`,
);
/** What one smallest unit of each lot cost, where it is known. */
export const listCosts = defineSql(
  'supply.list-lot-costs',
  { lots: [SAMPLE] as readonly string[] },
  (p: { lots: readonly string[] }) => sql<{ id: string; minor: number; currency: string }>`
  select id, unit_cost as minor, cost_currency as currency from lots where id = any(${p.lots}::uuid[]) and unit_cost is not null`,
);

export interface StockFound {
  readonly store: string;
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: Condition;
  readonly owner: string;
  readonly qty: number;
}
const stockOfLots = sql`
  select w.lineage[1] as store, k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner, b.qty
    from lots t join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.item = t.item_id::text and k.lot = t.id::text
    join ledger_balances b on b.bucket_id = k.id and b.qty > 0 join stock_places w on w.id = k.place::uuid`;
/** What lies of a lot that may still be given out or come back, wherever it is. */
export const listOfLot = defineSql(
  'supply.list-stock-of-lot',
  { lot: SAMPLE },
  (p: { lot: string }) => sql<StockFound>`${stockOfLots} where t.id = ${p.lot} and k.condition <> 'recalled' order by store, k.key`,
);
/** Good stock of lots past their day. */
export const listPastTheirDay = defineSql(
  'supply.list-past-their-day',
  { day: '2023-03-01' },
  (p: { day: string }) =>
    sql<StockFound>`${stockOfLots} where t.expires_on < ${p.day}::date and k.condition = 'good' order by store, k.key limit 5000`,
);
export const recallLotRow = defineSql(
  'supply.recall-lot',
  { id: SAMPLE, at: AT, reason: 'x' },
  (p: { id: string; at: string; reason: string }) => sql<{ code: string }>`
  update lots set recalled_at = ${p.at}, recall_reason = ${p.reason}, version = version + 1 where id = ${p.id} and recalled_at is null returning code`,
);
export const findLot = defineSql(
  'supply.find-lot',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ code: string }>`select code from lots where id = ${p.id}`,
);

export interface ReserveWrite {
  readonly id: string;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly bucket_place: string;
  readonly grant_id: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly qty: number;
}
export const insertReserves = defineSql(
  'supply.insert-quick-reserves',
  { placeId: SAMPLE, purpose: 'x', by: SAMPLE, at: AT, rows: [] } as {
    placeId: string;
    purpose: string;
    by: string;
    at: string;
    rows: readonly ReserveWrite[];
  },
  (p) => sql`
  insert into quick_reserves (id, place_id, item_id, lot_id, bucket_place, grant_id, condition, owner, qty, purpose, made_by, made_at)
  select r.id, ${p.placeId}, r.item_id, r.lot_id, r.bucket_place, r.grant_id, r.condition, r.owner, r.qty, ${p.purpose}, ${p.by}, ${p.at}
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(id uuid, item_id uuid, lot_id uuid, bucket_place uuid, grant_id uuid, condition text, owner text, qty bigint)`,
);
export const lockReserve = defineSql(
  'supply.lock-quick-reserve',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; ended_at: Date | null; item_id: string; place_id: string }>`
  select id, ended_at, item_id, place_id from quick_reserves where id = ${p.id} for update`,
);
export const endReserve = defineSql(
  'supply.end-quick-reserve',
  { id: SAMPLE, by: SAMPLE, at: AT, reason: 'x' },
  (p: { id: string; by: string; at: string; reason: string }) =>
    sql`update quick_reserves set ended_by = ${p.by}, ended_at = ${p.at}, end_reason = ${p.reason} where id = ${p.id}`,
);
export interface ReserveListed {
  readonly id: string;
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly place_id: string;
  readonly place_code: string;
  readonly grant_code: string | null;
  readonly qty: number;
  readonly purpose: string;
  readonly made_by: string;
  readonly made_at: Date;
  readonly broken: boolean;
  readonly total: number;
}
const sortable = {
  itemCode: sql`i.code`,
  nameEn: sql`i.name_en`,
  lotCode: sql`t.code`,
  placeCode: sql`w.code`,
  grantCode: sql`g.code`,
  qty: sql`q.qty`,
  purpose: sql`q.purpose`,
  madeBy: sql`u.name`,
  madeAt: sql`q.made_at`,
};
export const listReserveRows = defineSql(
  'supply.list-quick-reserves',
  { reach: sql<boolean>`true`, place: null, sort: undefined, limit: 50, offset: 0 } as {
    reach: RawBuilder<boolean>;
    place: string | null;
    sort: string | undefined;
    limit: number;
    offset: number;
  },
  (p) => sql<ReserveListed>`
  select q.id, q.item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, q.lot_id, t.code as lot_code, t.expires_on, q.bucket_place as place_id, w.code as place_code, g.code as grant_code,
         q.qty, q.purpose, u.name as made_by, q.made_at, coalesce(h.state <> 'held', true) as broken, count(*) over () as total
    from quick_reserves q ${atPlace(sql`q.place_id`)} join items i on i.id = q.item_id left join lots t on t.id = q.lot_id join stock_places w on w.id = q.bucket_place
    left join grants g on g.id = q.grant_id join users u on u.id = q.made_by left join ledger_reservations h on h.id = q.id
   where q.ended_at is null and ${p.reach} and (${p.place}::uuid is null or w.lineage @> array[${p.place}::uuid])
   ${orderBy(p.sort, sortable, sql`i.code, t.expires_on nulls last`, sql`q.id`)} limit ${p.limit} offset ${p.offset}`,
);

/** Closed grants under whose name stock still lies, and the moment at which something was last told to have come under it. */
export const listClosedWithStock = defineSql(
  'supply.list-closed-grants-with-stock',
  { day: '2023-03-01' },
  (p: { day: string }) => sql<{ id: string; code: string; donor_id: string; ends_on: string; items: number; qty: number; newest: number }>`
  select g.id, g.code, g.donor_id, g.ends_on, count(distinct k.item)::int as items, sum(b.qty)::bigint as qty,
         coalesce((select (extract(epoch from max(d.recorded_at)) * 1000)::bigint from ledger_buckets t join ledger_entries e on e.to_bucket = t.id
                     join ledger_buckets f on f.id = e.from_bucket join ledger_documents d on d.id = e.doc_id
                    where t.book = 'goods' and t.virtual is null and t.grant_code = g.id::text and (f.virtual is not null or f.grant_code is distinct from t.grant_code)), 0) as newest
    from grants g join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.grant_code = g.id::text join ledger_balances b on b.bucket_id = k.id and b.qty > 0
   where g.status = 'closed' or g.ends_on < ${p.day}::date group by g.id order by g.code`,
);
/** Loads that nobody has sorted since a day, and the receipts they came with. */
export const listWaitingLoads = defineSql(
  'supply.list-waiting-loads',
  { before: AT },
  (p: { before: string }) => sql<{ id: string; number: string; qty: number } & PositionFound>`
  select r.id, r.number, p.site_id, p.org_id, ar.lineage as areas, sum(l.good)::bigint as qty
    from receipts r join receipt_lines l on l.receipt_id = r.id and l.condition = 'unsorted' ${atPlace(sql`r.place_id`)}
   where r.state = 'posted' and r.arrived_at < ${p.before} and exists (
     select from ledger_buckets k join ledger_balances b on b.bucket_id = k.id and b.qty > 0
      where k.book = 'goods' and k.virtual is null and k.item = l.item_id::text and k.condition = 'unsorted' and k.place = r.place_id::text)
   group by r.id, p.site_id, p.org_id, ar.lineage order by r.id`,
);
/** Stores in which goods have waited in quarantine since before a day, and since when the newest of them have. */
export const listWaitingQuarantine = defineSql(
  'supply.list-waiting-quarantine',
  { before: AT },
  (p: { before: string }) => sql<{ id: string; code: string; items: number; qty: number; newest: number } & PositionFound>`
  select p.id, p.code, p.site_id, p.org_id, ar.lineage as areas, x.items, x.qty, x.newest
    from (select w.lineage[1] as store, count(distinct k.item)::int as items, sum(b.qty)::bigint as qty, (extract(epoch from max(n.entered)) * 1000)::bigint as newest
            from ledger_buckets k join ledger_balances b on b.bucket_id = k.id and b.qty > 0 join stock_places w on w.id = k.place::uuid
            cross join lateral (select max(e.occurred_at) as entered from ledger_entries e where e.to_bucket = k.id and e.to_seq is not null) n
           where k.book = 'goods' and k.virtual is null and k.condition = 'quarantine' and n.entered < ${p.before}
           group by w.lineage[1]) x ${atPlace(sql`x.store`)} order by p.code`,
);

export interface TodayAsk {
  readonly documents: RawBuilder<boolean>;
  readonly receipts: RawBuilder<boolean>;
  readonly counts: RawBuilder<boolean>;
  readonly me: string;
  readonly today: string;
  readonly dayBegins: string;
  readonly warnBy: string;
}
export interface TodayFound {
  readonly to_decide: number;
  readonly unsorted: number;
  readonly quarantined: number;
  readonly differing: number;
  readonly counting: number;
  readonly expiring: number;
  readonly overdue_loans: number;
  readonly received_today: number;
}
const yes = sql<boolean>`true`;
/** What asks for attention in the stores within reach, in one statement. */
export const findToday = defineSql(
  'supply.find-store-today',
  { documents: yes, receipts: yes, counts: yes, me: SAMPLE, today: '2023-03-01', dayBegins: AT, warnBy: '2023-06-01' } as TodayAsk,
  (p: TodayAsk) => sql<TodayFound>`
  with stock as (
    select k.condition, k.item, t.expires_on from stock_places p left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area
      join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.place = p.id::text join ledger_balances b on b.bucket_id = k.id and b.qty > 0 left join lots t on t.id = k.lot::uuid
     where ${p.documents} and (k.condition in ('unsorted', 'quarantine') or t.expires_on <= ${p.warnBy}::date)
  )
  select (select count(*)::int from store_documents d ${atPlace(sql`d.place_id`)} where d.state = 'asked' and d.made_by <> ${p.me} and ${p.documents}) as to_decide,
         (select count(distinct item)::int from stock where condition = 'unsorted') as unsorted,
         (select count(distinct item)::int from stock where condition = 'quarantine') as quarantined,
         (select count(*)::int from stock where condition = 'good' and expires_on <= ${p.warnBy}::date) as expiring,
         (select count(*)::int from receipts r ${atPlace(sql`r.place_id`)} where r.state = 'posted' and ${p.receipts} and exists (select from receipt_lines l where l.receipt_id = r.id and l.missing + l.extra > l.settled)) as differing,
         (select count(*)::int from receipts r ${atPlace(sql`r.place_id`)} where r.recorded_at >= ${p.dayBegins} and ${p.receipts}) as received_today,
         (select count(*)::int from stock_counts c ${atPlace(sql`c.place_id`)} where c.state = 'counting' and ${p.counts}) as counting,
         (select count(*)::int from grant_loans n join store_documents d on d.id = n.id ${atPlace(sql`d.place_id`)} where n.state = 'open' and n.due_on < ${p.today}::date and ${p.documents}) as overdue_loans`,
);
