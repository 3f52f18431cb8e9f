import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { statementOutcomes } from '../../contract/overview/donors.ts';
import { DAY, SAMPLE, names } from './shared.repo.ts';

interface GrantSight {
  /** Grants within reach, by their donor (`g.donor_id`). */
  readonly reach: RawBuilder<boolean>;
  /** An outsider's own organisation: only the grants it gave. */
  readonly onlyOrg: string | null;
  readonly grant: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sample: GrantSight = { reach: sql<boolean>`true`, onlyOrg: null, grant: SAMPLE, sort: undefined, limit: 50, offset: 0 };
const grantsInSight = (p: GrantSight) => sql`
  gs as materialized (select g.id, g.id::text as key, g.code, g.title, g.ends_on, g.donor_id from grants g
    where ${p.reach} and (${p.onlyOrg}::uuid is null or g.donor_id = ${p.onlyOrg}::uuid) and (${p.grant}::uuid is null or g.id = ${p.grant}::uuid))`;

export interface DonorStockFilter extends GrantSight {
  readonly item: string | null;
  readonly day: string;
}
export interface DonorStockFound {
  readonly grant_id: string;
  readonly grant_code: string;
  readonly grant_title: string;
  readonly donor_names: Record<string, string>;
  readonly ends_on: string;
  readonly item: string;
  readonly item_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly received: number;
  readonly loaned: number;
  readonly transferred: number;
  readonly moved: number;
  readonly delivered: number;
  readonly lost: number;
  readonly disputed: number;
  readonly returned: number;
  readonly unexplained: number;
  readonly left: number;
  readonly total: number;
}
const figures = ['received', 'loaned', 'transferred', 'moved', 'delivered', 'lost', 'disputed', 'returned', 'unexplained', 'left'] as const;
const sortable = {
  grantCode: sql`gs.code`,
  grantTitle: sql`gs.title`,
  donorNames: sql`dn.name_en`,
  endsOn: sql`gs.ends_on`,
  itemNames: sql`i.name_en`,
  itemCode: sql`i.code`,
  unit: sql`i.unit`,
  ...Object.fromEntries(figures.map((key) => [key, sql`x.${sql.ref(key)}`])),
};
/** What an outside bucket stands for in a donor's table. */
const meaning = (
  virtual: RawBuilder<unknown>,
) => sql`case ${virtual} when 'households' then 'delivered' when 'in-dispute' then 'disputed' when 'returned-to-donor' then 'returned'
  when 'unexplained' then 'unexplained' when 'lost' then 'lost' when 'disposed' then 'lost' when 'damaged-away' then 'lost' when 'count-difference' then 'lost' else 'received' end`;
/** What comes in counts for these, what goes out for the others. */
const comesIn = sql`('received', 'loaned', 'transferred', 'unexplained')`;

/**
 * Every movement of a grant's goods up to a day, told by what stands on its other side: outside, another grant, or another of
 * its own places. Both sides of what moved between outside buckets are told too, so that the figures always add up.
 */
export const listDonorStockRows = defineSql(
  'supply.list-donor-stock',
  { ...sample, item: SAMPLE, day: DAY } as DonorStockFilter,
  (p: DonorStockFilter) => sql<DonorStockFound>`
  with ${grantsInSight(p)}, k as materialized (
    select k.id, k.item, k.grant_code, case when k.virtual is not null then 'outside' when p.kind = 'truck' then 'trucks' else r.kind end as at, k.virtual
      from ledger_buckets k join gs on gs.key = k.grant_code left join stock_places p on p.id::text = k.place left join stock_places r on r.id = p.lineage[1]
     where k.book = 'goods' and (${p.item}::text is null or k.item = ${p.item})
  ), e as (
    select k.*, e.from_bucket as other, e.qty, e.doc_id from k join ledger_entries e on e.to_bucket = k.id where e.book_date <= ${p.day}::date
    union all
    select k.*, e.to_bucket, -e.qty, e.doc_id from k join ledger_entries e on e.from_bucket = k.id where e.book_date <= ${p.day}::date
  ), m as (
    select e.item, e.grant_code, e.qty, e.doc_id, e.at, e.virtual, o.virtual as other_virtual, o.grant_code as other_grant, case when op.kind = 'truck' then 'trucks' else orr.kind end as other_at
      from e join ledger_buckets o on o.id = e.other left join stock_places op on op.id::text = o.place left join stock_places orr on orr.id = op.lineage[1]
  ), f as (
    select m.item, m.grant_code, case when m.at = 'delivery-point' then 'delivered' else 'left' end as figure, m.qty from m where m.at <> 'outside'
    union all
    select m.item, m.grant_code, c.figure, case when c.figure in ${comesIn} then m.qty else -m.qty end
      from m cross join lateral (select ${meaning(sql`m.other_virtual`)} as figure) c
     where m.other_virtual is not null and (m.at <> 'outside' or m.other_grant is distinct from m.grant_code)
    union all
    select m.item, m.grant_code, case when (select d.kind from ledger_documents d where d.id = m.doc_id) like 'grant-transfer%' then 'transferred' else 'loaned' end, m.qty from m where m.at <> 'outside' and m.other_virtual is null and m.other_grant is distinct from m.grant_code
    union all
    select m.item, m.grant_code, c.figure, case when c.figure in ${comesIn} then -m.qty else m.qty end
      from m cross join lateral (select ${meaning(sql`m.virtual`)} as figure) c where m.at = 'outside' and m.other_virtual is not null
    union all
    select m.item, m.grant_code, 'moved', -m.qty from m where m.at = 'warehouse' and (m.other_at <> 'warehouse' or m.other_virtual = 'households') and m.other_grant is not distinct from m.grant_code
  ), x as (
    select f.item, f.grant_code, ${sql.join(figures.map((key) => sql`coalesce(sum(f.qty) filter (where f.figure = ${sql.lit(key)}), 0)::bigint as ${sql.ref(key)}`))}
      from f group by f.item, f.grant_code
  )
  select gs.id as grant_id, gs.code as grant_code, gs.title as grant_title, ${names('dn')} as donor_names, gs.ends_on, x.item, i.code as item_code, ${names('i')} as item_names, i.unit,
         ${sql.join(figures.map((key) => sql`x.${sql.ref(key)}`))}, count(*) over ()::int as total
    from x join gs on gs.key = x.grant_code join items i on i.id = x.item::uuid join organisations dn on dn.id = gs.donor_id
   ${orderBy(p.sort, sortable, sql`gs.code, i.name_en`, sql`gs.id, x.item`)} limit ${p.limit} offset ${p.offset}`,
);

export interface StatementFilter extends GrantSight {
  readonly from: string | null;
  readonly to: string | null;
  readonly timeZone: string;
}
export interface StatementFound {
  readonly key: string;
  readonly number: string;
  readonly closed_on: string;
  readonly grant_id: string;
  readonly grant_code: string;
  readonly item: string;
  readonly item_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly kind: 'missing' | 'damaged' | 'extra' | 'counts-differ' | 'more-than-planned';
  readonly outcome: (typeof statementOutcomes)[number];
  readonly qty: number;
  readonly lost: number;
  readonly minor: number | null;
  readonly currency: string | null;
  readonly discrepancy_id: string;
  readonly total: number;
}
const statementSortable = {
  number: sql`q.number`,
  closedOn: sql`q.closed_on`,
  grantCode: sql`q.grant_code`,
  itemNames: sql`i.name_en`,
  itemCode: sql`i.code`,
  kind: sql`q.kind`,
  outcome: sql`q.outcome`,
  qty: sql`q.qty`,
  lost: sql`q.lost`,
  unit: sql`i.unit`,
  value: sql`q.lost * lo.unit_cost`,
  currency: sql`lo.cost_currency`,
};
/** Ends of differences in cases that both ends have closed. */
export const listStatementRows = defineSql(
  'supply.list-grant-losses',
  { ...sample, from: null, to: null, timeZone: 'Europe/Istanbul' } as StatementFilter,
  (p: StatementFilter) => sql<StatementFound>`
  with ${grantsInSight(p)}, q as (
    select oc.id::text as key, d.id as discrepancy_id, d.number, (d.closed_at at time zone ${p.timeZone}::text)::date as closed_on, gs.id as grant_id, gs.code as grant_code, dl.item_id, dl.lot_id, dl.kind,
           oc.outcome, oc.qty, case when oc.outcome in ('transporter-pays', 'written-off') and dl.kind in ('missing', 'damaged') then oc.qty else 0 end as lost
      from discrepancies d join discrepancy_lines dl on dl.discrepancy_id = d.id join gs on gs.id = dl.grant_id join discrepancy_outcomes oc on oc.line_id = dl.id and oc.state = 'done'
     where d.state = 'closed'
  )
  select q.key, q.discrepancy_id, q.number, q.closed_on, q.grant_id, q.grant_code, i.id as item, i.code as item_code, ${names('i')} as item_names, i.unit, q.kind, q.outcome, q.qty, q.lost,
         q.lost * lo.unit_cost as minor, case when lo.unit_cost is not null then lo.cost_currency end as currency, count(*) over ()::int as total
    from q join items i on i.id = q.item_id left join lots lo on lo.id = q.lot_id
   where (${p.from}::date is null or q.closed_on >= ${p.from}::date) and (${p.to}::date is null or q.closed_on <= ${p.to}::date)
   ${orderBy(p.sort, statementSortable, sql`q.closed_on desc, q.number`, sql`q.key`)} limit ${p.limit} offset ${p.offset}`,
);
