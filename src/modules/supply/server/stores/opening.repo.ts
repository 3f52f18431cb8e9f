import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './documents.repo.ts';

export interface Codes {
  readonly places: readonly string[];
  readonly items: readonly string[];
  readonly grants: readonly string[];
  readonly owners: readonly string[];
}
export interface CodesFound {
  readonly places: { id: string; code: string; status: string; site: string | null; org: string | null; areas: string[] | null }[];
  readonly items: {
    id: string;
    code: string;
    tracking: string;
    unit: string;
    packs: { id: string; code: string; smallest: number; per: number }[];
  }[];
  readonly grants: { id: string; code: string }[];
  readonly owners: { id: string; key: string }[];
}
/** All that the rows of a chunk name, by their codes, in one round trip. */
export const findCodes = defineSql(
  'supply.find-opening-codes',
  { places: ['X'], items: ['X'], grants: ['X'], owners: ['X'] } as Codes,
  (p: Codes) => sql<CodesFound>`
  select (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'status', p.status, 'site', p.site_id, 'org', p.org_id, 'areas', ar.lineage)), '[]')
            from stock_places p left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area where p.code = any(${p.places}::text[])) as places,
         (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'code', i.code, 'tracking', i.tracking, 'unit', i.unit,
                   'packs', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code, 'smallest', k.smallest, 'per', k.per)), '[]') from item_packs k where k.item_id = i.id and k.superseded_at is null))), '[]')
            from items i where i.code = any(${p.items}::text[])) as items,
         (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'code', code)), '[]') from grants where code = any(${p.grants}::text[])) as grants,
         (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'key', k.key)), '[]') from unnest(${p.owners}::text[]) k(key) join organisations o on lower(o.acronym) = k.key or lower(o.name_en) = k.key) as owners`,
);
/** Opening stock is entered by one at a time, so that what was opened a moment ago is seen. */
export const lockOpening = defineSql(
  'supply.lock-opening',
  {},
  () => sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' opening'))`,
);
/** Buckets of these keys into which opening stock was entered once: each by its key, so that the size of the books does not matter. */
export const listOpened = defineSql(
  'supply.list-opened',
  { keys: [''] as readonly string[] },
  (p: { keys: readonly string[] }) => sql<{ key: string }>`
  select k.key from unnest(${p.keys}::text[]) as w(key) cross join lateral (select b.id, b.key from ledger_buckets b where b.key = w.key limit 1) k
   cross join lateral (select from ledger_entries e join ledger_buckets f on f.id = e.from_bucket where e.to_bucket = k.id and e.to_seq is not null and f.virtual = 'opening' limit 1) o`,
);
/** Lots by item and folded number, pair by pair. */
export const findLotIds = defineSql(
  'supply.find-lots-by-code',
  { items: [SAMPLE], keys: ['x'] } as { items: readonly string[]; keys: readonly string[] },
  (p) => sql<{ id: string; item_id: string; code_key: string }>`
  select l.id, l.item_id, l.code_key from unnest(${p.items}::uuid[], ${p.keys}::text[]) as w(item_id, code_key) join lots l on l.item_id = w.item_id and l.code_key = w.code_key`,
);
/** Where places lie, for the reach of rights. */
export const listPositions = defineSql(
  'supply.list-place-positions',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{
    id: string;
    code: string;
    site_id: string | null;
    org_id: string | null;
    areas: string[] | null;
  }>`
  select p.id, p.code, p.site_id, p.org_id, ar.lineage as areas from stock_places p left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area where p.id = any(${p.ids}::uuid[])`,
);
