import { defineSql, sql } from '#foundation/db/sql.ts';
import { orderBy } from '#foundation/db/order.ts';
import { SAMPLE } from './items.repo.ts';

export interface UseFound {
  readonly documentId: string;
  readonly line: number;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly bookDate: string;
  readonly lot: string | null;
  readonly lotCode: string | null;
  readonly place: string | null;
  readonly placeCode: string | null;
  readonly count: number;
  readonly qty: number;
  readonly correctedBy: string | null;
  readonly takenBack: boolean;
  readonly way: 'in' | 'out' | 'between';
  /** The bucket whose stock it changed. */
  readonly item: string;
  readonly grant: string | null;
  readonly condition: string;
  readonly owner: string;
  readonly total: number;
}
const found = sql`u.document_id as "documentId", u.line, d.kind, d.occurred_at as "occurredAt", d.book_date as "bookDate", k.lot, l.code as "lotCode", k.place, w.code as "placeCode", u.count::float8 as count, u.qty,
  u.corrected_by as "correctedBy", exists (select from ledger_documents r where r.reverses = d.id) as "takenBack",
  case when f.virtual is not null then 'in' when t.virtual is not null then 'out' else 'between' end as way, k.item, k.grant_code as "grant", k.condition, k.owner`;
const from = sql`from item_pack_uses u join ledger_documents d on d.id = u.document_id join ledger_entries e on e.doc_id = u.document_id and e.line = u.line
  join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket join ledger_buckets k on k.id = case when t.virtual is null then t.id else f.id end
  left join lots l on l.id::text = k.lot left join stock_places w on w.id::text = k.place`;
const sortable = {
  occurredAt: sql`d.occurred_at`,
  kind: sql`d.kind`,
  placeCode: sql`w.code`,
  lotCode: sql`l.code`,
  count: sql`u.count`,
  qty: sql`u.qty`,
  bookDate: sql`d.book_date`,
};

export interface UseFilter {
  readonly packId: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export const listUseRows = defineSql(
  'goods.list-pack-uses',
  { packId: SAMPLE, sort: undefined, limit: 50, offset: 0 } as UseFilter,
  (p: UseFilter) => sql<UseFound>`
  select ${found}, count(*) over () as total ${from} where u.pack_id = ${p.packId}
   ${orderBy(p.sort, sortable, sql`d.occurred_at desc`, sql`u.document_id, u.line`)} limit ${p.limit} offset ${p.offset}`,
);

export interface UseKey {
  readonly documentId: string;
  readonly line: number;
}
/** The same lines, locked: two people do not put one right twice. */
export const lockUses = defineSql(
  'goods.lock-pack-uses',
  { packId: SAMPLE, uses: [{ documentId: SAMPLE, line: 1 }] as readonly UseKey[] },
  (p: { packId: string; uses: readonly UseKey[] }) => sql<UseFound>`
  select ${found}, 0 as total ${from} where u.pack_id = ${p.packId}
     and (u.document_id, u.line) in (select x."documentId", x.line from jsonb_to_recordset(${JSON.stringify(p.uses)}::jsonb) as x("documentId" uuid, line int))
   order by u.document_id, u.line for no key update of u`,
);
export const markCorrected = defineSql(
  'goods.mark-corrected',
  {
    packId: SAMPLE,
    documentId: SAMPLE,
    by: SAMPLE,
    saidBy: SAMPLE as string | null,
    uses: [{ documentId: SAMPLE, line: 1 }] as readonly UseKey[],
  },
  (p: { packId: string; documentId: string; by: string; saidBy: string | null; uses: readonly UseKey[] }) => sql`
  update item_pack_uses u set corrected_by = ${p.documentId}::uuid, put_right_by = ${p.by}::uuid, ratio_said_by = ${p.saidBy}::uuid
    from jsonb_to_recordset(${JSON.stringify(p.uses)}::jsonb) as x("documentId" uuid, line int) where u.pack_id = ${p.packId} and u.document_id = x."documentId" and u.line = x.line`,
);
/**
 * The ratio that is true of a version: its own while it is in use; of a wrong one the first after it that was not wrong, even
 * where it comes otherwise by now; none of one that merely ended, for what was entered with it stands.
 */
const rightOf = sql`select r.id, r.smallest, r.per, r.said_by from item_packs r
   where r.item_id = k.item_id and r.code = k.code and r.version >= k.version and not r.wrong and (k.wrong or k.superseded_at is null)
   order by r.version limit 1`;
export interface PackRight {
  readonly itemId: string;
  readonly nameEn: string;
  readonly nameTr: string | null;
  readonly nameAr: string | null;
  readonly unit: string;
  readonly kind: string;
  readonly code: string;
  readonly version: number;
  readonly smallest: number;
  readonly per: number;
  readonly right: { readonly smallest: number; readonly per: number; readonly saidBy: string | null } | null;
}
export const findPackRight = defineSql(
  'goods.find-pack-right',
  { packId: SAMPLE },
  (p: { packId: string }) => sql<PackRight>`
  select k.item_id as "itemId", i.name_en as "nameEn", i.name_tr as "nameTr", i.name_ar as "nameAr", i.unit, k.kind, k.code, k.version, k.smallest, k.per,
         case when r.id is null then null else jsonb_build_object('smallest', r.smallest, 'per', r.per, 'saidBy', r.said_by) end as right
    from item_packs k join items i on i.id = k.item_id left join lateral (${rightOf}) r on true where k.id = ${p.packId}`,
);
/** How many lines entered with a version of a pack wait to be put right: as `differenceOf` has it. */
export const openUsesOf = sql`(select count(*)::int from item_pack_uses u join ledger_documents d on d.id = u.document_id
    join ledger_entries e on e.doc_id = u.document_id and e.line = u.line join ledger_buckets f on f.id = e.from_bucket join ledger_buckets t on t.id = e.to_bucket
    cross join lateral (${rightOf}) r
   where u.pack_id = k.id and k.wrong and u.corrected_by is null and (f.virtual is not null or t.virtual is not null)
     and mod(u.count * r.smallest, r.per) = 0 and u.count * r.smallest <> u.qty::numeric * r.per
     and not exists (select from ledger_documents b where b.reverses = d.id))`;
export const countUses = defineSql(
  'goods.count-pack-uses',
  { packId: SAMPLE },
  (p: { packId: string }) => sql<{ uses: number; open: number }>`
  select (select count(*)::int from item_pack_uses u where u.pack_id = k.id) as uses, ${openUsesOf} as open from item_packs k where k.id = ${p.packId}`,
);
/** Wrong versions of packs of these items of which no line waits to be put right. */
export const listPutRight = defineSql(
  'goods.list-packs-put-right',
  { items: [SAMPLE] as readonly string[] },
  (p: { items: readonly string[] }) => sql<{ id: string }>`
  select k.id from item_packs k where k.item_id = any(${p.items}::uuid[]) and k.wrong and ${openUsesOf} = 0 order by k.id`,
);
