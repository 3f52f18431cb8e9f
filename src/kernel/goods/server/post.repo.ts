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
/** What may be told of a thing, and of which type it is. */
const typeOf = {
  code: 'text',
  status: 'text',
  tracking: 'text',
  name_en: 'text',
  name_tr: 'text',
  name_ar: 'text',
  item_id: 'uuid',
  smallest: 'bigint',
  per: 'bigint',
} as const;
type Column = keyof typeof typeOf;
const told = {
  items: ['code', 'status', 'tracking', 'name_en', 'name_tr', 'name_ar'],
  lots: ['code', 'item_id'],
  places: ['code', 'status'],
  grants: [],
  orgs: [],
  packs: ['item_id', 'smallest', 'per'],
} as const satisfies Record<keyof KnownIds, readonly Column[]>;
const tableOf: Partial<Record<keyof KnownIds, string>> = { places: 'stock_places', orgs: 'organisations', packs: 'item_packs' };

/** One thing that a document names, with what is told of its kind. */
export interface KnownRow {
  readonly kind: keyof KnownIds;
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly tracking: Tracking;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly item_id: string;
  readonly smallest: number;
  readonly per: number;
}
/**
 * All that a document names, in one round trip. A kind of thing that it names none of is not looked for; and that the ids come out
 * of a subquery keeps the plan: for a list of ids as it stands, the database thinks anew each time. Rows, because making JSON of
 * them took the database as long as finding them.
 */
export const findKnown = defineSql(
  'goods.find-known',
  { items: ids, lots: ids, places: ids, grants: ids, orgs: ids, packs: ids } as KnownIds,
  (p: KnownIds) => {
    const kinds = (Object.keys(told) as (keyof KnownIds)[]).filter((kind) => p[kind].length > 0);
    const columns = (Object.keys(typeOf) as Column[]).filter((column) => kinds.some((kind) => has(kind, column)));
    const parts = kinds.map((kind) => {
      const each = columns.map((column) => (has(kind, column) ? sql.ref(column) : sql.raw(`null::${typeOf[column]} as ${column}`)));
      const table = sql.table(tableOf[kind] ?? kind);
      return sql`select ${sql.join([sql`${sql.lit(kind)} as kind`, sql`id`, ...each])} from ${table} where id = any(array(select unnest(${p[kind]}::uuid[])))`;
    });
    return sql<KnownRow>`${sql.join(parts, sql` union all `)}`;
  },
  { prepared: true },
);
const has = (kind: keyof KnownIds, column: Column) => (told[kind] as readonly Column[]).includes(column);

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
