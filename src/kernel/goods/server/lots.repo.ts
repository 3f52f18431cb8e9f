import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { Tracking } from '../contract/shared.ts';
import { AT, SAMPLE } from './items.repo.ts';

export interface LotWrite {
  readonly id: string;
  readonly item_id: string;
  readonly code: string;
  readonly code_key: string;
  readonly expires_on: string | null;
  readonly made_on: string | null;
  readonly supplier_id: string | null;
  readonly supplier_ref: string | null;
  readonly unit_cost: number | null;
  readonly cost_currency: string | null;
  readonly received_on: string;
}
const sample: LotWrite = {
  id: SAMPLE,
  item_id: SAMPLE,
  code: 'L7',
  code_key: 'l7',
  expires_on: null,
  made_on: null,
  supplier_id: null,
  supplier_ref: null,
  unit_cost: null,
  cost_currency: null,
  received_on: '2023-03-01',
};

export interface LotKept {
  /** The id that was asked for. */
  readonly asked: string;
  readonly id: string;
  readonly item_id: string;
  readonly code: string;
  readonly expires_on: string | null;
  readonly made_on: string | null;
  readonly added: boolean;
}
/**
 * Makes lots where they are new and answers those that stand; what a lot did not say yet is filled in, what it says is
 * left. In the order of their keys, so that two receipts never wait for each other in a circle.
 */
export const keepLots = defineSql(
  'goods.keep-lots',
  { lots: [sample] as readonly LotWrite[], at: AT },
  (p: { lots: readonly LotWrite[]; at: string }) => sql<LotKept>`
  with asked as (
    select * from jsonb_to_recordset(${JSON.stringify(p.lots)}::jsonb) as l(id uuid, item_id uuid, code text, code_key text, expires_on date, made_on date, supplier_id uuid, supplier_ref text,
      unit_cost bigint, cost_currency text, received_on date)
  ), one as (
    select distinct on (item_id, code_key, supplier_id) * from asked order by item_id, code_key, supplier_id, id
  ), kept as (
    insert into lots as o (id, item_id, code, code_key, expires_on, made_on, supplier_id, supplier_ref, unit_cost, cost_currency, received_on, created_at)
    select id, item_id, code, code_key, expires_on, made_on, supplier_id, supplier_ref, unit_cost, cost_currency, received_on, ${p.at}::timestamptz from one order by item_id, code_key, supplier_id
    on conflict (item_id, code_key, supplier_id) do update set
      expires_on = coalesce(o.expires_on, excluded.expires_on), made_on = coalesce(o.made_on, excluded.made_on), supplier_ref = coalesce(o.supplier_ref, excluded.supplier_ref),
      unit_cost = coalesce(o.unit_cost, excluded.unit_cost), cost_currency = coalesce(o.cost_currency, excluded.cost_currency),
      received_on = least(o.received_on, excluded.received_on)
    returning o.id, o.item_id, o.code, o.code_key, o.supplier_id, o.expires_on, o.made_on
  )
  select a.id as asked, k.id, k.item_id, k.code, k.expires_on, k.made_on, a.id = k.id as added
    from asked a join kept k on k.item_id = a.item_id and k.code_key = a.code_key and k.supplier_id is not distinct from a.supplier_id`,
);

export interface LotFound {
  readonly id: string;
  readonly code: string;
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly tracking: Tracking;
  readonly expires_on: string | null;
  readonly made_on: string | null;
  readonly received_on: string | null;
  readonly supplier_id: string | null;
  readonly supplier_en: string | null;
  readonly supplier_tr: string | null;
  readonly supplier_ar: string | null;
  readonly supplier_ref: string | null;
  readonly unit_cost: number | null;
  readonly cost_currency: string | null;
  readonly recalled_at: Date | null;
  readonly recall_reason: string | null;
  readonly note: string | null;
  readonly version: number;
}
const found = sql`l.id, l.code, l.item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, i.tracking, l.expires_on, l.made_on, l.received_on, l.supplier_id,
  o.name_en as supplier_en, o.name_tr as supplier_tr, o.name_ar as supplier_ar, l.supplier_ref, l.unit_cost, l.cost_currency, l.recalled_at, l.recall_reason, l.note, l.version`;
const from = sql`from lots l join items i on i.id = l.item_id left join organisations o on o.id = l.supplier_id`;
/** A lot is seen where some of it lies or lay within the reader's reach. */
const seen = (reach: RawBuilder<boolean>) => sql`exists (
  select from ledger_buckets k join stock_places p on p.id = k.place::uuid left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
   where k.book = 'goods' and k.virtual is null and k.item = l.item_id::text and k.lot = l.id::text and ${reach})`;

export const findLot = defineSql(
  'goods.find-lot',
  { id: SAMPLE, reach: sql<boolean>`true` as RawBuilder<boolean>, all: true },
  (p: { id: string; reach: RawBuilder<boolean>; all: boolean }) => sql<LotFound>`
  select ${found} ${from} where l.id = ${p.id} and (${p.all} or ${seen(p.reach)})`,
);

export const lockLot = defineSql(
  'goods.lock-lot',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 from lots where id = ${p.id} for no key update`,
);

export const updateLot = defineSql(
  'goods.update-lot',
  { ...sample, note: null } as Omit<LotWrite, 'received_on'> & { note: string | null },
  (p: Omit<LotWrite, 'received_on'> & { note: string | null }) => sql`
  update lots set code = ${p.code}, code_key = ${p.code_key}, expires_on = ${p.expires_on}::date, made_on = ${p.made_on}::date, supplier_id = ${p.supplier_id}::uuid,
    supplier_ref = ${p.supplier_ref}, unit_cost = ${p.unit_cost}::bigint, cost_currency = ${p.cost_currency}, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);

export interface LotSearch {
  readonly reach: RawBuilder<boolean>;
  readonly all: boolean;
  readonly key: string;
  readonly itemId: string | null;
  readonly limit: number;
}
export const searchLotRows = defineSql(
  'goods.search-lots',
  { reach: sql<boolean>`true`, all: false, key: 'l7', itemId: null, limit: 10 } as LotSearch,
  (p: LotSearch) => sql<LotFound>`
  select ${found} ${from}
   where (${p.key}::text = '' or l.code_key like '%' || ${p.key} || '%') and (${p.itemId}::uuid is null or l.item_id = ${p.itemId}::uuid) and (${p.all} or ${seen(p.reach)})
   order by l.code_key <> ${p.key}, l.code_key not like ${`${p.key}%`}, l.expires_on nulls last, l.code limit ${p.limit}`,
);
