import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { Condition } from '../../contract/stores/shapes.ts';
import { keyedJson, waitsFor } from '../papers/keyed.repo.ts';
import type { Keyed } from '../papers/keyed.repo.ts';
import { AT, SAMPLE, atPlace } from './documents.repo.ts';

export interface CountWrite {
  readonly id: string;
  readonly number: string;
  readonly placeId: string;
  readonly items: readonly string[];
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertCount = defineSql(
  'supply.insert-count',
  { id: SAMPLE, number: 'CT-X', placeId: SAMPLE, items: [], note: null, by: SAMPLE, at: AT } as CountWrite,
  (p: CountWrite) => sql`
  insert into stock_counts (id, number, place_id, note, planned_by, planned_at) values (${p.id}, ${p.number}, ${p.placeId}, ${p.note}, ${p.by}, ${p.at})`,
);
/** A line for everything the books know under the place. */
export const insertPlannedLines = defineSql(
  'supply.insert-planned-count-lines',
  { id: SAMPLE, placeId: SAMPLE, items: [] } as { id: string; placeId: string; items: readonly string[] },
  (p) => sql`
  insert into stock_count_lines (count_id, line, item_id, lot_id, place_id, grant_id, condition, owner)
  select ${p.id}, row_number() over (order by w.code, i.code, t.expires_on nulls last, t.code, k.key), i.id, k.lot::uuid, w.id, k.grant_code::uuid, k.condition, k.owner
    from stock_places w join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.place = w.id::text join ledger_balances b on b.bucket_id = k.id and b.qty > 0
    join items i on i.id = k.item::uuid left join lots t on t.id = k.lot::uuid
   where w.lineage @> array[${p.placeId}::uuid] and (cardinality(${p.items}::text[]) = 0 or k.item = any(${p.items}::text[]))`,
);

export interface CountFound {
  readonly id: string;
  readonly number: string;
  readonly place_id: string;
  readonly state: 'counting' | 'approved' | 'dropped';
  readonly planned_by: string;
}
export const lockCount = defineSql(
  'supply.lock-count',
  { id: SAMPLE },
  (p: { id: string }) => sql<CountFound>`select id, number, place_id, state, planned_by from stock_counts where id = ${p.id} for update`,
);

export interface FoundWrite {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly place_id: string;
  readonly grant_id: string | null;
  readonly condition: string;
  readonly owner: string;
}
/** Lines for what the sheet did not know; one that it knows after all stays as it is. */
export const insertFoundLines = defineSql(
  'supply.insert-found-count-lines',
  { id: SAMPLE, rows: [] } as { id: string; rows: readonly FoundWrite[] },
  (p) => sql`
  insert into stock_count_lines (count_id, line, item_id, lot_id, place_id, grant_id, condition, owner, found)
  select ${p.id}, (select coalesce(max(line), 0) from stock_count_lines where count_id = ${p.id}) + row_number() over (), r.item_id, r.lot_id, r.place_id, r.grant_id, r.condition, r.owner, true
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(item_id uuid, lot_id uuid, place_id uuid, grant_id uuid, condition text, owner text)
  on conflict do nothing`,
);
export const findLinesAt = defineSql(
  'supply.find-count-lines-at',
  { id: SAMPLE, rows: [] } as { id: string; rows: readonly FoundWrite[] },
  (p) => sql<{ line: number; at: number }>`
  select l.line, r.at::int as at
    from rows from (jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as (item_id uuid, lot_id uuid, place_id uuid, grant_id uuid, condition text, owner text)) with ordinality
         as r(item_id, lot_id, place_id, grant_id, condition, owner, at)
    join stock_count_lines l on l.count_id = ${p.id} and l.item_id = r.item_id and l.place_id = r.place_id and l.condition = r.condition and l.owner = r.owner
     and l.lot_id is not distinct from r.lot_id and l.grant_id is not distinct from r.grant_id
   order by r.at`,
);

/** The bucket of a count's line, by its canonical key; `l` is the line. */
const bucketOf = sql`left join ledger_buckets k on k.key = concat_ws('|', 'goods', '', l.item_id::text, coalesce(l.lot_id::text, ''), l.place_id::text, coalesce(l.grant_id::text, ''), l.condition, l.owner)
    left join ledger_balances b on b.bucket_id = k.id`;
/** Told later than two minutes after it happened: nearer than that, clocks differ. */
const toldLate = sql`d.recorded_at - d.occurred_at > interval '2 minutes'`;
const moved = (bucket: RawBuilder<unknown>, sides: { from: RawBuilder<unknown>; to: RawBuilder<unknown> }) => sql`
    (coalesce((select sum(e.qty) from ledger_entries e join ledger_documents d on d.id = e.doc_id where e.to_bucket = ${bucket} and e.to_seq is not null and ${sides.to}), 0)
   - coalesce((select sum(e.qty) from ledger_entries e join ledger_documents d on d.id = e.doc_id where e.from_bucket = ${bucket} and e.from_seq is not null and ${sides.from}), 0))`;

export interface TakeWrite {
  readonly countId: string;
  readonly countedAt: string;
  readonly at: string;
  readonly by: string;
  /** The count was told long after it was made: what happened in between does not belong to what was seen. */
  readonly late: boolean;
  /** The sheet that it was keyed from. */
  readonly keyedId: string | null;
  readonly rows: readonly { line: number; counted: number; pack_id: string | null; pack_count: number | null }[];
}
/**
 * What was counted, with the books at that sequence read in the same statement. Of a sheet that is told later, what happened
 * after the count is taken out again. A line that this person has counted, or that asks for nothing more, is not counted twice.
 */
export const insertTakes = defineSql(
  'supply.insert-count-takes',
  { countId: SAMPLE, countedAt: AT, at: AT, by: SAMPLE, late: false, keyedId: null, rows: [] } as TakeWrite,
  (p: TakeWrite) => sql<{ line: number }>`
  insert into stock_count_takes (count_id, line, round, counted, seq, expected, counted_at, recorded_at, counted_by, pack_id, pack_count, keyed_id)
  select l.count_id, l.line, coalesce((select max(round) from stock_count_takes x where x.count_id = l.count_id and x.line = l.line), 0) + 1, r.counted, coalesce(b.seq, 0),
         greatest(coalesce(b.qty, 0) - case when ${p.late} then ${moved(sql`k.id`, {
           to: sql`e.occurred_at > ${p.countedAt}::timestamptz`,
           from: sql`e.occurred_at > ${p.countedAt}::timestamptz`,
         })} else 0 end, 0)::bigint, ${p.countedAt}, ${p.at}, ${p.by}, r.pack_id, r.pack_count, ${p.keyedId}::uuid
    from jsonb_to_recordset(${JSON.stringify(p.rows)}::jsonb) as r(line int, counted bigint, pack_id uuid, pack_count numeric)
    join stock_count_lines l on l.count_id = ${p.countId} and l.line = r.line ${bucketOf}
  returning line`,
);

export interface TakeFound {
  readonly line: number;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly place_id: string;
  readonly grant_id: string | null;
  readonly condition: Condition;
  readonly owner: string;
  readonly found: boolean;
  readonly posted: number | null;
  /** Who is not asked to count it: who did, also where that did not agree with its paper, and who has held a sheet with it against the paper. */
  readonly hands: readonly string[];
  /** Keyed from a paper that nobody has held it against yet. */
  readonly unchecked: boolean;
  /** What stands: what did not agree with its paper is as if nobody had counted. */
  readonly takes:
    | { round: number; counted: number; expected: number; late: number; seq: number; by: string; byName: string; at: string }[]
    | null;
}
/** What was keyed from a paper `x` that it does not agree with does not stand. */
const stands = sql`not exists (select from keyed_checks bad where bad.id = x.keyed_id and not bad.agrees)`;
/** Lines with their rounds, and what was told after each of what had happened before it. */
export const listTakes = defineSql(
  'supply.list-count-takes',
  { id: SAMPLE, lines: null } as { id: string; lines: readonly number[] | null },
  (p) => sql<TakeFound>`
  select l.line, l.item_id, l.lot_id, l.place_id, l.grant_id, l.condition, l.owner, l.found, l.posted,
         (select jsonb_agg(jsonb_build_object('round', x.round, 'counted', x.counted, 'expected', x.expected, 'seq', x.seq, 'by', x.counted_by, 'byName', u.name, 'at', x.counted_at,
                 'late', ${moved(sql`k.id`, {
                   to: sql`e.to_seq > x.seq and e.occurred_at <= x.counted_at and ${toldLate}`,
                   from: sql`e.from_seq > x.seq and e.occurred_at <= x.counted_at and ${toldLate}`,
                 })}) order by x.round)
            from stock_count_takes x join users u on u.id = x.counted_by where x.count_id = l.count_id and x.line = l.line and ${stands}) as takes,
         array(select x.counted_by from stock_count_takes x where x.count_id = l.count_id and x.line = l.line
               union select c.checked_by from stock_count_takes x join keyed_checks c on c.id = x.keyed_id where x.count_id = l.count_id and x.line = l.line and c.agrees) as hands,
         exists (select from stock_count_takes x where x.count_id = l.count_id and x.line = l.line and x.keyed_id is not null and not exists (select from keyed_checks c where c.id = x.keyed_id)) as unchecked
    from stock_count_lines l ${bucketOf}
   where l.count_id = ${p.id} and (${p.lines}::int[] is null or l.line = any(${p.lines}::int[])) order by l.line`,
);

/** How many lines nobody has counted yet, and how often lines were counted, whether that stands or not. */
export const countUncounted = defineSql(
  'supply.count-uncounted-lines',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ uncounted: number; takes: number }>`
  select count(*)::int as uncounted, (select count(*)::int from stock_count_takes where count_id = ${p.id}) as takes from stock_count_lines l
   where l.count_id = ${p.id} and not exists (select from stock_count_takes x where x.count_id = l.count_id and x.line = l.line and ${stands})`,
);

export const closeCount = defineSql(
  'supply.close-count',
  { id: SAMPLE, state: 'approved', documentId: null, by: SAMPLE, at: AT, note: null, posted: [] } as {
    id: string;
    state: 'approved' | 'dropped';
    documentId: string | null;
    by: string;
    at: string;
    note: string | null;
    posted: readonly { line: number; difference: number }[];
  },
  (p) => sql`
  with lines as (
    update stock_count_lines l set posted = r.difference from jsonb_to_recordset(${JSON.stringify(p.posted)}::jsonb) as r(line int, difference bigint)
     where l.count_id = ${p.id} and l.line = r.line
  )
  update stock_counts set state = ${p.state}, document_id = ${p.documentId}::uuid, closed_by = ${p.by}, closed_at = ${p.at}, close_note = ${p.note} where id = ${p.id}`,
);

export interface CountFilter {
  readonly reach: RawBuilder<boolean>;
  readonly id: string | null;
  readonly state: string | null;
  readonly place: string | null;
  readonly toCheck: boolean | null;
  readonly me: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface CountListed {
  readonly id: string;
  readonly number: string;
  readonly place_id: string;
  readonly org_id: string | null;
  readonly areas: string[] | null;
  readonly place_code: string;
  readonly place_en: string;
  readonly place_tr: string | null;
  readonly place_ar: string | null;
  readonly state: 'counting' | 'approved' | 'dropped';
  readonly note: string | null;
  readonly close_note: string | null;
  readonly document_id: string | null;
  readonly lines: number;
  readonly counted: number;
  readonly sheets: number;
  readonly planner: string;
  readonly planned_at: Date;
  readonly closer: string | null;
  readonly closed_at: Date | null;
  readonly total: number;
}
const sortable = {
  number: sql`c.number`,
  placeCode: sql`p.code`,
  state: sql`c.state`,
  plannedBy: sql`u.name`,
  plannedAt: sql`c.planned_at`,
  closedBy: sql`x.name`,
  closedAt: sql`c.closed_at`,
};
export const listCountRows = defineSql(
  'supply.list-counts',
  {
    reach: sql<boolean>`true`,
    id: null,
    state: null,
    place: null,
    toCheck: true,
    me: SAMPLE,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as CountFilter,
  (p: CountFilter) => sql<CountListed>`
  select c.id, c.number, c.place_id, p.org_id, ar.lineage as areas, p.code as place_code, p.name_en as place_en, p.name_tr as place_tr, p.name_ar as place_ar, c.state, c.note, c.close_note, c.document_id,
         (select count(*)::int from stock_count_lines l where l.count_id = c.id) as lines,
         (select count(distinct x.line)::int from stock_count_takes x where x.count_id = c.id and ${stands}) as counted,
         (select count(*)::int from keyed_papers kp where kp.count_id = c.id and c.state = 'counting' and ${waitsFor(p.me)}) as sheets,
         u.name as planner, c.planned_at, x.name as closer, c.closed_at, count(*) over () as total
    from stock_counts c ${atPlace(sql`c.place_id`)} join users u on u.id = c.planned_by left join users x on x.id = c.closed_by
   where ${p.reach} and (${p.id}::uuid is null or c.id = ${p.id}) and (${p.state}::text is null or c.state = ${p.state}) and (${p.place}::uuid is null or p.lineage @> array[${p.place}::uuid])
     and (${p.toCheck}::boolean is null or (c.state = 'counting' and exists (select from keyed_papers kp where kp.count_id = c.id and ${waitsFor(p.me)})) = ${p.toCheck})
   ${orderBy(p.sort, sortable, sql`c.state <> 'counting', c.planned_at desc`, sql`c.id`)} limit ${p.limit} offset ${p.offset}`,
);

export interface SheetFound {
  readonly line: number;
  readonly item_id: string;
  readonly item_code: string;
  readonly name_en: string;
  readonly name_tr: string | null;
  readonly name_ar: string | null;
  readonly unit: string;
  readonly lot_id: string | null;
  readonly lot_code: string | null;
  readonly expires_on: string | null;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly place_id: string;
  readonly place_code: string;
  readonly grant_code: string | null;
  readonly condition: Condition;
  readonly owner: string;
  readonly found: boolean;
}
/** What stands on the sheet: where and what, never how much. */
export const listSheet = defineSql(
  'supply.list-count-sheet',
  { id: SAMPLE, search: null } as { id: string; search: string | null },
  (p) => sql<SheetFound>`
  select l.line, l.item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, l.lot_id, t.code as lot_code, t.expires_on, t.unit_cost as cost, t.cost_currency as currency,
         l.place_id, w.code as place_code, g.code as grant_code, l.condition, l.owner, l.found
    from stock_count_lines l join items i on i.id = l.item_id left join lots t on t.id = l.lot_id join stock_places w on w.id = l.place_id left join grants g on g.id = l.grant_id
   where l.count_id = ${p.id} and (${p.search}::text is null or concat_ws(' ', i.code, i.name_en, i.name_tr, i.name_ar, t.code, w.code) ilike '%' || ${p.search} || '%')
   order by l.line`,
);

export interface KeyedSheetFound {
  readonly keyed: Keyed;
  readonly at: Date;
  readonly lines: readonly { line: number; counted: number }[];
}
/** Sheets of a count that were keyed from paper, the newest first. */
export const listKeyedSheets = defineSql(
  'supply.list-keyed-sheets',
  { id: SAMPLE, me: SAMPLE },
  (p: { id: string; me: string }) => sql<KeyedSheetFound>`
  select ${keyedJson(sql`k.id`, p.me)} as keyed, k.keyed_at as at,
         (select jsonb_agg(jsonb_build_object('line', x.line, 'counted', x.counted) order by x.line) from stock_count_takes x where x.count_id = k.count_id and x.keyed_id = k.id) as lines
    from keyed_papers k where k.count_id = ${p.id} order by k.keyed_at desc, k.id desc`,
);
