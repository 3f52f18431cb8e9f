import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { PlaceKind, Tracking } from '../contract/shared.ts';
import type { SideFound, Sight } from './card.repo.ts';

const SAMPLE = '00000000-0000-7000-8000-000000000001';
const sample: Sight = { reach: sql<boolean>`true`, trucks: true };
const seen = (place: string, sight: Sight): RawBuilder<boolean> => sql<boolean>`
  ${sql.ref(`${place}.id`)} is not null and (${sight.trucks} or ${sql.ref(`${place}.kind`)} <> 'truck')
  and exists (select from stock_places p left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area where p.id = ${sql.ref(`${place}.id`)} and ${sight.reach})`;
const names = sql`jsonb_strip_nulls(jsonb_build_object('en', i.name_en, 'tr', i.name_tr, 'ar', i.name_ar))`;

export interface FamilyLot {
  readonly id: string;
  readonly code: string;
  readonly item_id: string;
  readonly item_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly tracking: Tracking;
  readonly far: number;
  readonly holds: number | null;
  readonly supplier_names: Record<string, string>;
}
/** A lot and what was made of it (`forward`) or what it was made of, nearest first. */
export const listLotFamily = defineSql(
  'goods.list-lot-family',
  { lotId: SAMPLE, forward: true },
  (p: { lotId: string; forward: boolean }) => sql<FamilyLot>`
  with recursive kin as (
    select ${p.lotId}::uuid as id, 0 as far
    union
    select ${p.forward ? sql`g.kit_lot_id, k.far + 1 from kin k join lot_pedigree g on g.component_lot_id = k.id` : sql`g.component_lot_id, k.far + 1 from kin k join lot_pedigree g on g.kit_lot_id = k.id and g.component_lot_id is not null`}
     where k.far < 10
  ), near as (select id, min(far) as far from kin group by id)
  select l.id, l.code, l.item_id, i.code as item_code, ${names} as item_names, i.unit, i.tracking, n.far,
         case when n.far = 1 then (select sum(g.qty)::bigint from lot_pedigree g where ${p.forward ? sql`g.component_lot_id = ${p.lotId}::uuid and g.kit_lot_id = l.id` : sql`g.kit_lot_id = ${p.lotId}::uuid and g.component_lot_id = l.id`}) end as holds,
         jsonb_strip_nulls(jsonb_build_object('en', o.name_en, 'tr', o.name_tr, 'ar', o.name_ar)) as supplier_names
    from near n join lots l on l.id = n.id join items i on i.id = l.item_id left join organisations o on o.id = l.supplier_id
   order by n.far, i.code, l.code`,
);

/** Movements of lots, each once, by their real sides' own indexes. */
const movesOf = (lots: readonly string[]) => sql`
  b as materialized (select k.id from ledger_buckets k where k.lot = any(${lots}::text[]) and k.book = 'goods' and k.virtual is null),
  m as materialized (
    select e.doc_id, e.line, e.from_bucket, e.to_bucket, e.qty from b join ledger_entries e on e.from_bucket = b.id and e.from_seq is not null
    union
    select e.doc_id, e.line, e.from_bucket, e.to_bucket, e.qty from b join ledger_entries e on e.to_bucket = b.id and e.to_seq is not null
  )`;

export interface StepFound {
  readonly documentId: string;
  readonly line: number;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly lot: string;
  readonly lot_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly qty: number;
  readonly from: SideFound;
  readonly to: SideFound;
}
const sideOf = (bucket: string, place: string, sight: Sight) => sql`
  jsonb_build_object('virtual', ${sql.ref(`${bucket}.virtual`)}, 'place', ${sql.ref(`${bucket}.place`)}, 'condition', ${sql.ref(`${bucket}.condition`)}, 'grant', ${sql.ref(`${bucket}.grant_code`)},
    'code', ${sql.ref(`${place}.code`)}, 'kind', ${sql.ref(`${place}.kind`)}, 'seen', ${seen(place, sight)})`;

/** All movements of these lots in the order in which they happened; those wholly beyond reach are left out unless all is seen. */
export const listSteps = defineSql(
  'goods.list-steps',
  { lots: [SAMPLE] as readonly string[], limit: 500, offset: 0, all: true, sight: sample },
  (p: { lots: readonly string[]; limit: number; offset: number; all: boolean; sight: Sight }) => sql<StepFound & { total: number }>`
  with ${movesOf(p.lots)}
  select *, count(*) over ()::int as total from (
    select m.doc_id as "documentId", m.line, d.kind, d.occurred_at as "occurredAt", coalesce(f.lot, t.lot) as lot, l.code as lot_code, ${names} as item_names, i.unit, m.qty,
           ${sideOf('f', 'fp', p.sight)} as "from", ${sideOf('t', 'tp', p.sight)} as "to", d.recorded_at
      from m join ledger_documents d on d.id = m.doc_id join ledger_buckets f on f.id = m.from_bucket join ledger_buckets t on t.id = m.to_bucket
      join lots l on l.id::text = coalesce(f.lot, t.lot) join items i on i.id = l.item_id left join stock_places fp on fp.id::text = f.place left join stock_places tp on tp.id::text = t.place
  ) x where ${p.all} or (x."from"->>'seen')::boolean or (x."to"->>'seen')::boolean
   order by x."occurredAt", x.recorded_at, x."documentId", x.line limit ${p.limit} offset ${p.offset}`,
);

export interface EndFound {
  readonly lot: string;
  readonly lot_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly virtual: string | null;
  readonly place: string | null;
  readonly place_code: string | null;
  readonly place_names: Record<string, string>;
  readonly place_kind: PlaceKind | null;
  readonly seen: boolean;
  readonly condition: string | null;
  readonly qty: number;
}
/** Where these lots are now: in places what lies there, outside what went and did not come back. */
export const listEnds = defineSql(
  'goods.list-ends',
  { lots: [SAMPLE] as readonly string[], all: true, sight: sample },
  (p: { lots: readonly string[]; all: boolean; sight: Sight }) => sql<EndFound>`
  with ${movesOf(p.lots)},
  out as (
    select x.lot, x.virtual, sum(x.qty)::bigint as qty from (
      select coalesce(t.lot, f.lot) as lot, t.virtual, m.qty from m join ledger_buckets t on t.id = m.to_bucket join ledger_buckets f on f.id = m.from_bucket where t.virtual is not null
      union all
      select coalesce(f.lot, t.lot), f.virtual, -m.qty from m join ledger_buckets f on f.id = m.from_bucket join ledger_buckets t on t.id = m.to_bucket where f.virtual is not null
    ) x group by x.lot, x.virtual having sum(x.qty) > 0
  ), here as (
    select k.lot, k.place, k.condition, sum(q.qty)::bigint as qty from b join ledger_buckets k on k.id = b.id join ledger_balances q on q.bucket_id = k.id where q.qty > 0 group by k.lot, k.place, k.condition
  )
  select e.lot, l.code as lot_code, ${names} as item_names, i.unit, e.virtual, e.place, w.code as place_code,
         jsonb_strip_nulls(jsonb_build_object('en', w.name_en, 'tr', w.name_tr, 'ar', w.name_ar)) as place_names, w.kind as place_kind, ${seen('w', p.sight)} as seen, e.condition, e.qty
    from (select lot, null::text as virtual, place, condition, qty from here union all select lot, virtual, null, null, qty from out where ${p.all}) e
    join lots l on l.id::text = e.lot join items i on i.id = l.item_id left join stock_places w on w.id::text = e.place
   where ${p.all} or ${seen('w', p.sight)}
   order by l.code, e.virtual nulls first, w.code, e.condition`,
);

export interface PedigreeWrite {
  readonly kit_lot_id: string;
  readonly line: number;
  readonly component_item_id: string;
  readonly component_lot_id: string | null;
  readonly qty: number;
}
export const insertPedigree = defineSql(
  'goods.insert-pedigree',
  {
    documentId: SAMPLE,
    rows: [{ kit_lot_id: SAMPLE, line: 1, component_item_id: SAMPLE, component_lot_id: null, qty: 1 }] as readonly PedigreeWrite[],
  },
  (p: { documentId: string; rows: readonly PedigreeWrite[] }) => sql`
  insert into lot_pedigree (document_id, kit_lot_id, line, component_item_id, component_lot_id, qty)
  select ${p.documentId}::uuid, kit_lot_id, line, component_item_id, component_lot_id, qty
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(kit_lot_id uuid, line int, component_item_id uuid, component_lot_id uuid, qty bigint)
  on conflict do nothing`,
);
