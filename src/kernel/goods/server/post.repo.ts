import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { Condition, Tracking } from '../contract/shared.ts';
import { SAMPLE } from './items.repo.ts';

const ids = [SAMPLE] as readonly string[];

export interface KnownIds {
  readonly items: readonly string[];
  readonly lots: readonly string[];
  readonly places: readonly string[];
  readonly grants: readonly string[];
  readonly orgs: readonly string[];
  readonly packs: readonly string[];
}
export interface KnownRows {
  readonly items: readonly {
    id: string;
    code: string;
    en: string;
    tr: string | null;
    ar: string | null;
    tracking: Tracking;
    status: string;
  }[];
  readonly lots: readonly { id: string; code: string; item: string }[];
  readonly places: readonly { id: string; code: string; status: string }[];
  readonly grants: readonly string[];
  readonly orgs: readonly string[];
  readonly packs: readonly { id: string; item: string; smallest: number; per: number }[];
}
/**
 * All that a document names, in one round trip. A kind of thing that it names none of is not looked for; and that the ids come out
 * of a subquery keeps the plan: for a list of ids as it stands, the database thinks anew each time.
 */
export const findKnown = defineSql(
  'goods.find-known',
  { items: ids, lots: ids, places: ids, grants: ids, orgs: ids, packs: ids } as KnownIds,
  (p: KnownIds) => sql<KnownRows>`
  select ${known(p.items, sql`'id', id, 'code', code, 'en', name_en, 'tr', name_tr, 'ar', name_ar, 'tracking', tracking, 'status', status`, 'items')} as items,
         ${known(p.lots, sql`'id', id, 'code', code, 'item', item_id`, 'lots')} as lots,
         ${known(p.places, sql`'id', id, 'code', code, 'status', status`, 'stock_places')} as places,
         ${known(p.grants, null, 'grants')} as grants,
         ${known(p.orgs, null, 'organisations')} as orgs,
         ${known(p.packs, sql`'id', id, 'item', item_id, 'smallest', smallest, 'per', per`, 'item_packs')} as packs`,
  { prepared: true },
);

function known(wanted: readonly string[], columns: RawBuilder<unknown> | null, table: string): RawBuilder<unknown> {
  if (wanted.length === 0) return sql`'[]'::json`;
  const each = columns ? sql`json_build_object(${columns})` : sql`id`;
  return sql`(select coalesce(json_agg(${each}), '[]') from ${sql.table(table)} where id = any(array(select unnest(${wanted}::uuid[]))))`;
}

/** Serial numbers that now stand in more than one place or more than once. */
export const listDoubles = defineSql(
  'goods.list-doubles',
  { lots: ids },
  (p: { lots: readonly string[] }) => sql<{ lot: string; qty: number }>`
  select l.code as lot, sum(b.qty)::bigint as qty
    from lots l join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.item = l.item_id::text and k.lot = l.id::text join ledger_balances b on b.bucket_id = k.id
   where l.id = any(${p.lots}::uuid[]) group by l.id, l.code having sum(b.qty) > 1`,
);

/** Things that a document's lines name, for the histories it belongs to. */
export const listTouched = defineSql(
  'goods.list-touched',
  { documentId: SAMPLE },
  (p: { documentId: string }) => sql<{ item: string; lot: string | null; place: string | null }>`
  select distinct k.item, k.lot, k.place from ledger_entries e join ledger_buckets k on k.id in (e.from_bucket, e.to_bucket) where e.doc_id = ${p.documentId} and k.book = 'goods'`,
);

export interface FreeFound {
  readonly bucket_id: number;
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: Condition;
  readonly owner: string;
  readonly qty: number;
  readonly reserved: number;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly received_on: string | null;
  readonly place_code: string;
}
/** Stock of items under a place, first to expire first: what an allocation chooses from. */
export const listFreeRows = defineSql(
  'goods.list-free',
  { items: ids, under: SAMPLE, conditions: ['good'] as readonly string[] | null },
  (p: { items: readonly string[]; under: string; conditions: readonly string[] | null }) => sql<FreeFound>`
  select k.id as bucket_id, k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner, b.qty, b.reserved, l.code as lot_code, l.expires_on,
         coalesce(l.received_on, (select e.book_date from ledger_entries e where e.to_bucket = k.id and e.to_seq = 1)) as received_on, w.code as place_code
    from stock_places w join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.item = any(${p.items}::text[]) and k.place = w.id::text
    join ledger_balances b on b.bucket_id = k.id and b.qty > 0 left join lots l on l.id = k.lot::uuid
   where w.lineage @> array[${p.under}::uuid] and (${p.conditions}::text[] is null or k.condition = any(${p.conditions}::text[]))
   order by k.item, l.expires_on nulls last, received_on nulls first, w.code, k.id`,
);
