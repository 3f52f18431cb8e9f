import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { PipelineDimension, Stage } from '../../contract/overview/pipeline.ts';
import { stages } from '../../contract/overview/pipeline.ts';
import { DAY, SAMPLE, anySight, arrivalsLeft, familiesUnder, is, names, narrowing, placesInSight } from './shared.repo.ts';
import type { Sight } from './shared.repo.ts';

interface Narrowed {
  readonly item: string | null;
  readonly family: string | null;
  readonly grant: string | null;
  readonly partner: string | null;
}
interface Paged {
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface PipelineFilter extends Sight, Narrowed, Paged {
  readonly dims: readonly PipelineDimension[];
  readonly key: string | null;
  readonly today: string;
  /** Places where an announced arrival may be seen. */
  readonly arrivals: RawBuilder<boolean>;
}
export type PipelineFound = Readonly<Record<Stage, number>> & {
  readonly item: string | null;
  readonly item_code: string | null;
  readonly item_names: Record<string, string> | null;
  readonly family: string | null;
  readonly family_names: Record<string, string> | null;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly org: string | null;
  readonly org_names: Record<string, string> | null;
  readonly unit: string;
  readonly measured: boolean;
  readonly out30: number;
  readonly out90: number;
  readonly ends_on: string | null;
  readonly total: number;
};

const narrow = (p: Narrowed, key: string | null = null) =>
  narrowing([
    is(sql`q.item`, p.item),
    is(sql`q.grant_id`, p.grant),
    is(sql`q.org`, p.partner),
    p.family === null ? null : sql`i.family in ${familiesUnder(p.family)}`,
    key === null ? null : sql`q.item::uuid in (select x.item_id from item_keys x where x.key like '%' || ${key} || '%')`,
  ]);

/**
 * The few movements that go beyond what the books have summed up: out of buckets and back into them, each with both its ends
 * looked up by their keys, and those in which neither side has a number.
 */
const notSummed = (() => {
  const looked = (bucket: RawBuilder<unknown>) =>
    sql`lateral (select x.item, x.grant_code, x.place, x.virtual from ledger_buckets x where x.id = ${bucket} and x.book = 'goods' limit 1)`;
  const near = sql`near.item, near.grant_code, near.place, near.virtual, far.virtual as far, far.grant_code as far_grant, far.place as far_place`;
  const since = (here: 'from' | 'to', there: 'from' | 'to') => sql`
    select ${near}, m.book_date, m.qty from (
      select due.bucket_id, e.bucket, e.book_date, sum(e.qty)::bigint as qty
        from due cross join lateral (
          select ${sql.ref(`e.${there}_bucket`)} as bucket, e.book_date, e.qty from ledger_entries e
           where ${sql.ref(`e.${here}_bucket`)} = due.bucket_id and ${sql.ref(`e.${here}_seq`)} > due.after ${here === 'to' ? sql`and e.from_seq is null` : sql``} offset 0) e
       group by due.bucket_id, e.bucket, e.book_date) m cross join ${looked(sql`m.bucket_id`)} near cross join ${looked(sql`m.bucket`)} far`;
  return sql`
  due as materialized (
    select b.bucket_id, coalesce(u.seq, 0) as after from ledger_balances b left join ledger_outside_upto u on u.bucket_id = b.bucket_id where b.seq > coalesce(u.seq, 0)
  ), went as materialized (${since('from', 'to')}), returned as materialized (${since('to', 'from')}), numberless as materialized (
    select ${near}, e.qty from ledger_entries e cross join ${looked(sql`e.from_bucket`)} near cross join ${looked(sql`e.to_bucket`)} far
     where e.from_seq is null and e.to_seq is null
  )`;
})();
/** Handed to households from places in sight, and what came back from them: the sums that the books keep, and what they have not got yet. */
const handedOver = (() => {
  const told = (qty: RawBuilder<unknown>, from: RawBuilder<unknown>) => sql`
    select 'households' as stage, m.item, m.far_grant as grant_id, pl.org, ${qty} as qty from ${from} m join pl on pl.key = coalesce(m.place, m.far_place) where m.far = 'households'`;
  const summed = sql`(select s.item, nullif(s.grant_code, '') as far_grant, s.place, null::text as far_place, s.virtual as far, s.gone - s.back as qty from ledger_outside_sums s where s.virtual = 'households')`;
  const turned = sql`(select n.item, n.grant_code as far_grant, n.far_place as place, n.place as far_place, n.virtual as far, n.qty from numberless n)`;
  return sql`${told(sql`m.qty`, summed)}
    union all ${told(sql`m.qty`, sql`went`)} union all ${told(sql`-m.qty`, sql`returned`)}
    union all ${told(sql`m.qty`, sql`numberless`)} union all ${told(sql`-m.qty`, turned)}`;
})();
/** What left warehouses in sight for any other place or for households, in the last 90 days. */
const wentOut = (today: string) => sql`
    select case when m.book_date > ${today}::date - 30 then 'out30' else 'out60' end as stage, m.item, m.grant_code as grant_id, null::uuid as org, m.qty
      from (select s.book_date, s.item, nullif(s.grant_code, '') as grant_code, s.place, s.to_place, s.qty from ledger_left_sums s
             union all
            select w.book_date, w.item, w.grant_code, w.place, case when w.far is null then w.far_place else '' end, w.qty from went w where w.far is null or w.far = 'households') m
      join pl on pl.key = m.place and pl.stage = 'warehouse'
     where m.book_date > ${today}::date - 90 and m.book_date <= ${today}::date
       and (m.to_place = '' or m.to_place in (select tp.id::text from stock_places tp join stock_places tr on tr.id = tp.lineage[1] where tr.kind <> 'warehouse'))`;

const columnOf: Readonly<Record<PipelineDimension, string>> = { item: 's.item', family: 'i.family', grant: 's.grant_id', partner: 's.org' };
const sortable = {
  itemNames: sql`it.name_en`,
  itemCode: sql`it.code`,
  familyNames: sql`f.name_en`,
  grantCode: sql`gr.code`,
  partnerNames: sql`ow.name_en`,
  unit: sql`g.unit`,
  ...Object.fromEntries(stages.map((stage) => [stage, sql`g.${sql.ref(stage)}`])),
  endsOn: sql`g.ends_on`,
  daysLeft: sql`g.ends_on`,
  perDay: sql`g.out90`,
  runsOutFrom: sql`g.warehouse::float8 / nullif(greatest(g.out30 / 30.0, g.out90 / 90.0), 0)`,
  runsOutTo: sql`g.warehouse::float8 / nullif(g.out90, 0)`,
};

/**
 * All goods in sight by stage, in one walk over the balances: places say the stage, announced arrivals and what was handed over
 * come beside them. Summed per item first, because units and weights are the items'.
 */
export const listPipelineRows = defineSql(
  'supply.list-pipeline',
  {
    ...anySight,
    arrivals: sql<boolean>`true`,
    dims: ['item', 'grant'],
    item: SAMPLE,
    family: 'T',
    grant: 'none',
    partner: null,
    key: null,
    today: DAY,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as PipelineFilter,
  (p: PipelineFilter) => {
    const has = (dim: PipelineDimension) => p.dims.includes(dim);
    const column = (dim: PipelineDimension, absent: RawBuilder<unknown>) => (has(dim) ? sql.ref(columnOf[dim]) : absent);
    const one = sql`min(i.unit) = max(i.unit)`;
    const sum = (stage: string, which: RawBuilder<unknown>) =>
      sql`case when ${one} then coalesce(sum(s.qty) filter (where ${which}), 0)::bigint
          else round(coalesce(sum(s.qty * i.weight_g) filter (where ${which}), 0) / 1000.0)::bigint end as ${sql.ref(stage)}`;
    const sums = stages.map((stage) => sum(stage, sql`s.stage = ${sql.lit(stage)}`));
    return sql<PipelineFound>`
  with ${placesInSight(p)}, ${arrivalsLeft}, ${notSummed}, q as (
    select pl.stage, k.item, k.grant_code as grant_id, pl.org, b.qty
      from pl join ledger_buckets k on k.book = 'goods' and k.place = pl.key and k.virtual is null join ledger_balances b on b.bucket_id = k.id and b.qty > 0
    union all
    select 'expected', l.item_id::text, l.grant_id::text, null::uuid, c.still from coming c join supply_arrival_lines l on l.id = c.id join supply_arrivals v on v.id = l.arrival_id
      join stock_places p on p.id = v.place_id left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
     where c.still > 0 and ${p.arrivals} and ${p.onlyOrg}::uuid is null
    union all ${handedOver} union all ${wentOut(p.today)}
  ), s as (
    select q.stage, q.item, q.grant_id, q.org, sum(q.qty)::bigint as qty from q${p.family === null ? sql`` : sql` join items i on i.id = q.item::uuid`} where true${narrow(p, p.key)} group by q.stage, q.item, q.grant_id, q.org
  ), g as (
    select ${column('item', sql`null::text`)} as item, ${column('family', sql`null::text`)} as family, ${column('grant', sql`null::text`)} as grant_id, ${column('partner', sql`null::uuid`)} as org,
           case when ${one} then min(i.unit) else 'kg' end as unit, ${one} or bool_and(i.weight_g is not null) as measured, ${sql.join(sums)},
           ${sum('out30', sql`s.stage = 'out30'`)}, ${sum('out90', sql`s.stage in ('out30', 'out60')`)},
           min(e.ends_on) filter (where s.qty > 0 and s.stage in ('warehouse', 'trucks', 'hub', 'partner')) as ends_on,
           bool_or(s.stage not in ('out30', 'out60') and s.qty <> 0) as shown
      from s join items i on i.id = s.item::uuid left join grants e on e.id::text = s.grant_id
     ${p.dims.length === 0 ? sql`` : sql`group by ${sql.join(p.dims.map((dim) => sql.ref(columnOf[dim])))}`}
  )
  select g.*, it.code as item_code, ${names('it')} as item_names, ${names('f')} as family_names, gr.code as grant_code, ${names('ow')} as org_names, count(*) over ()::int as total
    from g left join items it on it.id::text = g.item left join item_families f on f.code = coalesce(g.family, it.family) left join grants gr on gr.id::text = g.grant_id
    left join organisations ow on ow.id = g.org
   where g.shown
   ${orderBy(p.sort, sortable, sql`f.name_en, it.name_en, gr.code, ow.name_en`, sql`g.item, g.family, g.grant_id, g.org`)} limit ${p.limit} offset ${p.offset}`;
  },
);

export interface StageFilter extends Sight, Narrowed, Paged {
  readonly stage: Exclude<Stage, 'expected'>;
}
export interface StageFound {
  readonly key: string;
  readonly item: string;
  readonly item_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly lot: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly place: string | null;
  readonly place_code: string | null;
  readonly place_names: Record<string, string> | null;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly condition: string | null;
  readonly owner: string | null;
  readonly qty: number;
  readonly document_id: string | null;
  readonly occurred_at: Date | null;
  readonly shipment: string | null;
  readonly total: number;
}
const stageSortable = {
  itemNames: sql`i.name_en`,
  itemCode: sql`i.code`,
  placeNames: sql`w.name_en`,
  placeCode: sql`w.code`,
  lotCode: sql`t.code`,
  expiresOn: sql`t.expires_on`,
  grantCode: sql`gr.code`,
  condition: sql`q.condition`,
  qty: sql`q.qty`,
  unit: sql`i.unit`,
  occurredAt: sql`q.occurred_at`,
};
const lying = sql`
    select k.id::text as key, k.item, k.lot, pl.id as place_id, k.grant_code as grant_id, k.condition, k.owner, pl.org, pl.told, b.qty, null::uuid as document_id, null::timestamptz as occurred_at
      from pl join ledger_buckets k on k.book = 'goods' and k.place = pl.key and k.virtual is null join ledger_balances b on b.bucket_id = k.id and b.qty > 0`;
/** To households and back are two joins: one that may hold either way would try every movement with every bucket. */
const handed = (() => {
  const way = (far: 'to' | 'from', near: 'to' | 'from', qty: string) => sql`
    select e.doc_id::text || ' ' || e.line as key, k.item, coalesce(k.lot, o.lot) as lot, pl.id as place_id, k.grant_code as grant_id, o.condition, o.owner, pl.org, pl.told,
           ${sql.raw(qty)} as qty, e.doc_id as document_id, e.occurred_at
      from ledger_buckets k join ledger_entries e on ${sql.ref(`e.${far}_seq`)} is null and ${sql.ref(`e.${far}_bucket`)} = k.id join ledger_buckets o on o.id = ${sql.ref(`e.${near}_bucket`)}
      join pl on pl.key = coalesce(o.place, k.place)
     where k.book = 'goods' and k.virtual = 'households'`;
  return sql`${way('to', 'from', 'e.qty')} union all ${way('from', 'to', '-e.qty')}`;
})();
/** The buckets, or the movements, behind one figure of the pipeline. */
export const listStageRows = defineSql(
  'supply.list-pipeline-stage',
  {
    ...anySight,
    stage: 'warehouse',
    item: SAMPLE,
    family: null,
    grant: null,
    partner: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as StageFilter,
  (p: StageFilter) => sql<StageFound>`
  with ${placesInSight(p)}, q as (${p.stage === 'households' ? handed : sql`${lying} where pl.stage = ${p.stage}`})
  select q.key, q.item, i.code as item_code, ${names('i')} as item_names, i.unit, q.lot, t.code as lot_code, t.expires_on, case when q.told then w.id end as place,
         case when q.told then w.code end as place_code, case when q.told then ${names('w')} end as place_names, q.grant_id, gr.code as grant_code,
         q.condition, q.owner, q.qty, q.document_id, q.occurred_at, case when q.told then (select l.shipment_id from shipment_legs l where l.truck_place_id = w.id) end as shipment,
         count(*) over ()::int as total
    from q join items i on i.id = q.item::uuid join stock_places w on w.id = q.place_id left join lots t on t.id = q.lot::uuid left join grants gr on gr.id::text = q.grant_id
   where true${narrow(p)}
   ${orderBy(p.sort, stageSortable, sql`q.occurred_at desc nulls last, i.name_en, t.expires_on nulls last, w.code`, sql`q.key`)} limit ${p.limit} offset ${p.offset}`,
);
