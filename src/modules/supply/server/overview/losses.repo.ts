import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { LossDimension, LossKind, lossCauses } from '../../contract/overview/losses.ts';
import { SAMPLE, anySight, is, names, narrowing, placesInSight } from './shared.repo.ts';
import type { Sight } from './shared.repo.ts';

interface LossNarrowed {
  readonly from: string | null;
  readonly to: string | null;
  readonly item: string | null;
  readonly grant: string | null;
  readonly cause: string | null;
  readonly transporter: string | null;
  readonly partner: string | null;
}
interface Paged {
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const anyLoss = { from: null, to: null, item: null, grant: 'none', cause: null, transporter: null, partner: null };

/**
 * Each movement that loses, damages or disputes goods, and each that takes that back with its sign turned. A movement from
 * dispute into a loss is both. Damage counts when goods become damaged, not again when the damaged are thrown away.
 */
const moves = sql`
  own as materialized (
    select k.id, k.item, k.lot, k.place, k.grant_code, case when k.virtual is null then 'damaged' when k.virtual = 'in-dispute' then 'disputed' else 'lost' end as kind
      from ledger_buckets k where k.book = 'goods' and (k.virtual in ('lost', 'disposed', 'damaged-away', 'count-difference', 'in-dispute') or (k.virtual is null and k.condition = 'damaged'))
  ), legs as (
    select e.doc_id, e.line, e.qty, e.book_date, e.occurred_at, e.from_bucket as other, own.* from own join ledger_entries e on e.to_bucket = own.id
    union all
    select e.doc_id, e.line, -e.qty, e.book_date, e.occurred_at, e.to_bucket, own.* from own join ledger_entries e on e.from_bucket = own.id
  ), m as (
    select b.doc_id, b.line, b.kind, b.qty, b.book_date, b.occurred_at, b.item, coalesce(b.lot, o.lot) as lot, coalesce(b.grant_code, o.grant_code) as grant_id,
           coalesce(kp.org, op.org) as org, coalesce(kp.transporter, op.transporter, rc.transporter_id) as transporter,
           case when oc.outcome in ('found', 'counted-again') then 'settled' when oc.outcome is not null then oc.outcome when fa.cause is not null then fa.cause
                when replace(d.kind, '-reversal', '') in ('delivery', 'return') then 'delivery' when replace(d.kind, '-reversal', '') in ('receipt', 'receipt-correction', 'receipt-match', 'difference') then 'receipt'
                when replace(d.kind, '-reversal', '') in ('cross-load', 'adjustment', 'count') then replace(d.kind, '-reversal', '') else 'other' end as cause
      from legs b join ledger_buckets o on o.id = b.other join ledger_documents d on d.id = b.doc_id
      left join pl kp on kp.key = b.place left join pl op on op.key = o.place
      left join discrepancy_outcomes oc on oc.document_id = coalesce(d.reverses, d.id)
      left join (select f.document_id, min(f.data ->> 'cause') as cause from shipment_facts f where f.kind = 'loss' group by f.document_id) fa on fa.document_id = coalesce(d.reverses, d.id)
      left join receipts rc on rc.id = coalesce(d.reverses, d.id)
     where (kp.key is not null or op.key is not null)
       and (b.kind <> 'damaged' or (o.condition is distinct from 'damaged' and o.virtual is distinct from 'unexplained'
         and not (b.qty < 0 and coalesce(o.virtual, '') in ('lost', 'disposed', 'damaged-away', 'count-difference'))))
  )`;
const narrow = (p: LossNarrowed) =>
  narrowing([
    p.from === null ? null : sql`m.book_date >= ${p.from}::date`,
    p.to === null ? null : sql`m.book_date <= ${p.to}::date`,
    is(sql`m.item`, p.item),
    is(sql`m.grant_id`, p.grant),
    is(sql`m.transporter`, p.transporter),
    is(sql`m.org`, p.partner),
    p.cause === null ? null : sql`m.cause = ${p.cause}`,
  ]);

export interface LossFilter extends Sight, LossNarrowed, Paged {
  readonly dims: readonly LossDimension[];
}
interface LossDims {
  readonly cause: (typeof lossCauses)[number] | null;
  readonly item: string | null;
  readonly item_code: string | null;
  readonly item_names: Record<string, string> | null;
  readonly transporter: string | null;
  readonly transporter_names: Record<string, string> | null;
  readonly org: string | null;
  readonly org_names: Record<string, string> | null;
  readonly month: string | null;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly total: number;
}
export interface LossFound extends LossDims {
  readonly unit: string;
  readonly measured: boolean;
  readonly lost: number;
  readonly damaged: number;
  readonly disputed: number;
  readonly minor: number | null;
  readonly currency: string | null;
  readonly movements: number;
}
const columnOf: Readonly<Record<LossDimension, RawBuilder<unknown>>> = {
  cause: sql`s.cause`,
  item: sql`s.item`,
  transporter: sql`s.transporter`,
  partner: sql`s.org`,
  month: sql`s.month`,
  grant: sql`s.grant_id`,
};
const joined = (of: string) => {
  const column = (name: string) => sql.ref(`${of}.${name}`);
  return sql`left join organisations tr on tr.id = ${column('transporter')} left join organisations ow on ow.id = ${column('org')} left join grants gr on gr.id::text = ${column('grant_id')}`;
};
const sortable = {
  cause: sql`g.cause`,
  itemNames: sql`it.name_en`,
  itemCode: sql`it.code`,
  transporterNames: sql`tr.name_en`,
  partnerNames: sql`ow.name_en`,
  month: sql`g.month`,
  grantCode: sql`gr.code`,
  lost: sql`g.lost`,
  damaged: sql`g.damaged`,
  disputed: sql`g.disputed`,
  unit: sql`g.unit`,
  value: sql`g.minor`,
  currency: sql`g.currency`,
  movements: sql`g.movements`,
};

export const listLossRows = defineSql(
  'supply.list-losses',
  { ...anySight, ...anyLoss, dims: ['cause', 'item'], sort: undefined, limit: 50, offset: 0 } as LossFilter,
  (p: LossFilter) => {
    const column = (dim: LossDimension, absent: RawBuilder<unknown>) => (p.dims.includes(dim) ? columnOf[dim] : absent);
    const one = sql`min(i.unit) = max(i.unit)`;
    const sum = (kind: LossKind) =>
      sql`case when ${one} then coalesce(sum(s.qty) filter (where s.kind = ${sql.lit(kind)}), 0)::bigint
          else round(coalesce(sum(s.qty * i.weight_g) filter (where s.kind = ${sql.lit(kind)}), 0) / 1000.0)::bigint end as ${sql.ref(kind)}`;
    // Costs of different currencies are not added, and an unknown cost is not nothing.
    const valued = sql`min(lo.cost_currency) filter (where s.kind = 'lost') = max(lo.cost_currency) filter (where s.kind = 'lost') and bool_and(lo.unit_cost is not null) filter (where s.kind = 'lost')`;
    return sql<LossFound>`
  with ${placesInSight(p)}, ${moves}, s as (
    select m.kind, m.cause, m.item, m.lot, m.transporter, m.org, to_char(m.book_date, 'YYYY-MM') as month, m.grant_id, sum(m.qty)::bigint as qty, count(*)::int as movements
      from m where true${narrow(p)} group by 1, 2, 3, 4, 5, 6, 7, 8
  ), g as (
    select ${column('cause', sql`null::text`)} as cause, ${column('item', sql`null::text`)} as item, ${column('transporter', sql`null::uuid`)} as transporter, ${column('partner', sql`null::uuid`)} as org,
           ${column('month', sql`null::text`)} as month, ${column('grant', sql`null::text`)} as grant_id, case when ${one} then min(i.unit) else 'kg' end as unit, ${one} or bool_and(i.weight_g is not null) as measured,
           ${sum('lost')}, ${sum('damaged')}, ${sum('disputed')}, case when ${valued} then (sum(s.qty * lo.unit_cost) filter (where s.kind = 'lost'))::bigint end as minor,
           case when ${valued} then min(lo.cost_currency) filter (where s.kind = 'lost') end as currency, sum(s.movements)::int as movements
      from s join items i on i.id = s.item::uuid left join lots lo on lo.id = s.lot::uuid
     ${p.dims.length === 0 ? sql`` : sql`group by ${sql.join(p.dims.map((dim) => columnOf[dim]))}`}
  )
  select g.*, it.code as item_code, ${names('it')} as item_names, ${names('tr')} as transporter_names, ${names('ow')} as org_names, gr.code as grant_code, count(*) over ()::int as total
    from g left join items it on it.id::text = g.item ${joined('g')}
   where g.unit is not null and (g.lost <> 0 or g.damaged <> 0 or g.disputed <> 0)
   ${orderBy(p.sort, sortable, sql`g.lost desc, g.disputed desc, g.damaged desc`, sql`g.cause, g.item, g.transporter, g.org, g.month, g.grant_id`)} limit ${p.limit} offset ${p.offset}`;
  },
);

export interface LossMovesFilter extends Sight, LossNarrowed, Paged {
  readonly kind: LossKind | null;
}
export interface LossMoveFound extends LossDims {
  readonly doc_id: string;
  readonly line: number;
  readonly kind: LossKind;
  readonly qty: number;
  readonly day: string;
  readonly occurred_at: Date;
  readonly cause: (typeof lossCauses)[number];
  readonly item: string;
  readonly item_code: string;
  readonly lot_code: string | null;
  readonly unit: string;
}
const moveSortable = {
  occurredAt: sql`m.occurred_at`,
  kind: sql`m.kind`,
  cause: sql`m.cause`,
  itemNames: sql`it.name_en`,
  itemCode: sql`it.code`,
  lotCode: sql`lo.code`,
  qty: sql`m.qty`,
  unit: sql`it.unit`,
  transporterNames: sql`tr.name_en`,
  partnerNames: sql`ow.name_en`,
  grantCode: sql`gr.code`,
};
export const listLossMoveRows = defineSql(
  'supply.list-loss-moves',
  { ...anySight, ...anyLoss, grant: SAMPLE, kind: 'lost', sort: undefined, limit: 50, offset: 0 } as LossMovesFilter,
  (p: LossMovesFilter) => sql<LossMoveFound>`
  with ${placesInSight(p)}, ${moves}
  select m.doc_id, m.line, m.kind, m.cause, m.qty, m.book_date as day, m.occurred_at, m.item, it.code as item_code, ${names('it')} as item_names, it.unit, lo.code as lot_code, m.transporter,
         ${names('tr')} as transporter_names, m.org, ${names('ow')} as org_names, to_char(m.book_date, 'YYYY-MM') as month, m.grant_id, gr.code as grant_code, count(*) over ()::int as total
    from m join items it on it.id::text = m.item left join lots lo on lo.id::text = m.lot ${joined('m')}
   where (${p.kind}::text is null or m.kind = ${p.kind})${narrow(p)}
   ${orderBy(p.sort, moveSortable, sql`m.occurred_at desc`, sql`m.doc_id, m.line, m.kind`)} limit ${p.limit} offset ${p.offset}`,
);
