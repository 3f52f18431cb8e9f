import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { DocumentKind } from '../../contract/stores/documents.ts';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const AT = '2023-03-01T00:00:00Z';

/** Where the rows of a store lie, for the reach of rights; joins give `p`, `st` and `ar`. */
export const placeReach = { areas: 'ar.lineage', site: 'p.site_id', org: 'p.org_id' } as const;
export const atPlace = (id: RawBuilder<unknown>) =>
  sql`join stock_places p on p.id = ${id} left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area`;

export interface PositionFound {
  readonly site_id: string | null;
  readonly org_id: string | null;
  readonly areas: string[] | null;
}
const position = sql<PositionFound>`p.site_id, p.org_id, ar.lineage as areas`;
export const findReceiptPosition = defineSql(
  'supply.find-receipt-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<PositionFound>`select ${position} from receipts x ${atPlace(sql`x.place_id`)} where x.id = ${p.id}`,
);
export const findDocumentPosition = defineSql(
  'supply.find-store-document-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<PositionFound>`select ${position} from store_documents x ${atPlace(sql`x.place_id`)} where x.id = ${p.id}`,
);
export const findCountPosition = defineSql(
  'supply.find-count-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<PositionFound>`select ${position} from stock_counts x ${atPlace(sql`x.place_id`)} where x.id = ${p.id}`,
);
export const findReservePosition = defineSql(
  'supply.find-reserve-position',
  { id: SAMPLE },
  (p: { id: string }) => sql<PositionFound>`select ${position} from quick_reserves x ${atPlace(sql`x.place_id`)} where x.id = ${p.id}`,
);

/** Places that lines name: whether each lies in the store, and whose custody it is. */
export const listPlacesOf = defineSql(
  'supply.list-places-of-lines',
  { ids: [SAMPLE] as readonly string[], store: SAMPLE },
  (p: { ids: readonly string[]; store: string }) => sql<{ id: string; code: string; org_id: string | null; inside: boolean }>`
  select id, code, org_id, lineage @> array[${p.store}::uuid] as inside from stock_places where id = any(${p.ids}::uuid[])`,
);
/** The place that stands at the top of a place's tree; its code names the series of numbers. */
export const findRoot = defineSql(
  'supply.find-root-place',
  { id: SAMPLE },
  (p: { id: string }) => sql<{ id: string; code: string }>`
  select r.id, r.code from stock_places p join stock_places r on r.id = p.lineage[1] where p.id = ${p.id}`,
);
/** Exact ratios of packs. */
export const listRatios = defineSql(
  'supply.list-pack-ratios',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) =>
    sql<{ id: string; smallest: number; per: number }>`select id, smallest, per from item_packs where id = any(${p.ids}::uuid[])`,
);

export interface DocumentWrite {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly placeId: string;
  readonly state: 'asked' | 'posted';
  readonly secondPerson: boolean;
  readonly reason: string | null;
  readonly note: string | null;
  readonly reference: string | null;
  readonly orgId: string | null;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly subjectLine: number | null;
  readonly occurredAt: string;
  readonly by: string;
  readonly at: string;
  readonly commandId: string;
  readonly decidedBy: string | null;
  readonly lines: readonly LineWrite[];
}
export interface LineWrite {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly from_outside: string | null;
  readonly from_place: string | null;
  readonly from_grant: string | null;
  readonly from_condition: string | null;
  readonly from_owner: string | null;
  readonly to_outside: string | null;
  readonly to_place: string | null;
  readonly to_grant: string | null;
  readonly to_condition: string | null;
  readonly to_owner: string | null;
  readonly qty: number;
  readonly pack_id: string | null;
  readonly pack_count: number | null;
}
const sampleDocument: DocumentWrite = {
  id: SAMPLE,
  kind: 'move',
  number: 'MV-X',
  placeId: SAMPLE,
  state: 'posted',
  secondPerson: false,
  reason: null,
  note: null,
  reference: null,
  orgId: null,
  subjectKind: null,
  subjectId: null,
  subjectLine: null,
  occurredAt: AT,
  by: SAMPLE,
  at: AT,
  commandId: SAMPLE,
  decidedBy: null,
  lines: [],
};
/** The document and all its lines in one statement. */
export const insertDocument = defineSql(
  'supply.insert-store-document',
  sampleDocument,
  (p: DocumentWrite) => sql`
  with doc as (
    insert into store_documents (id, kind, number, place_id, state, second_person, reason, note, reference, org_id, subject_kind, subject_id, subject_line, occurred_at, made_by, made_at, command_id, decided_by, decided_at)
    values (${p.id}, ${p.kind}, ${p.number}, ${p.placeId}, ${p.state}, ${p.secondPerson}, ${p.reason}, ${p.note}, ${p.reference}, ${p.orgId}::uuid, ${p.subjectKind}, ${p.subjectId}::uuid, ${p.subjectLine}::int, ${p.occurredAt}, ${p.by}, ${p.at}, ${p.commandId},
            ${p.decidedBy}::uuid, case when ${p.decidedBy}::uuid is not null then ${p.at}::timestamptz end)
    returning id
  )
  insert into store_lines (document_id, line, item_id, lot_id, from_outside, from_place, from_grant, from_condition, from_owner, to_outside, to_place, to_grant, to_condition, to_owner, qty, pack_id, pack_count)
  select doc.id, l.line, l.item_id, l.lot_id, l.from_outside, l.from_place, l.from_grant, l.from_condition, l.from_owner, l.to_outside, l.to_place, l.to_grant, l.to_condition, l.to_owner, l.qty, l.pack_id, l.pack_count
    from doc, rows from (jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as (item_id uuid, lot_id uuid, from_outside text, from_place uuid, from_grant uuid, from_condition text, from_owner text,
           to_outside text, to_place uuid, to_grant uuid, to_condition text, to_owner text, qty bigint, pack_id uuid, pack_count numeric)) with ordinality
         as l(item_id, lot_id, from_outside, from_place, from_grant, from_condition, from_owner, to_outside, to_place, to_grant, to_condition, to_owner, qty, pack_id, pack_count, line)`,
);

export interface DocumentFound {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly place_id: string;
  readonly state: 'asked' | 'posted' | 'declined' | 'reversed';
  readonly made_by: string;
  readonly second_person: boolean;
  readonly subject_kind: string | null;
  readonly subject_id: string | null;
  readonly subject_line: number | null;
}
export const lockDocument = defineSql(
  'supply.lock-store-document',
  { id: SAMPLE },
  (p: { id: string }) => sql<DocumentFound>`
  select id, kind, number, place_id, state, made_by, second_person, subject_kind, subject_id, subject_line from store_documents where id = ${p.id} for update`,
);
export const listLines = defineSql(
  'supply.list-store-lines',
  { id: SAMPLE },
  (p: { id: string }) => sql<LineWrite>`
  select item_id, lot_id, from_outside, from_place, from_grant, from_condition, from_owner, to_outside, to_place, to_grant, to_condition, to_owner, qty, pack_id, pack_count::float8 as pack_count
    from store_lines where document_id = ${p.id} order by line`,
);
export const decideDocument = defineSql(
  'supply.decide-store-document',
  { id: SAMPLE, state: 'posted', by: SAMPLE, at: AT, note: null } as {
    id: string;
    state: 'posted' | 'declined';
    by: string;
    at: string;
    note: string | null;
  },
  (p) =>
    sql`update store_documents set state = ${p.state}, decided_by = ${p.by}, decided_at = ${p.at}, decision_note = ${p.note} where id = ${p.id}`,
);
export const markReversed = defineSql(
  'supply.reverse-store-document',
  { id: SAMPLE, reversalId: SAMPLE, reason: 'x' },
  (p: { id: string; reversalId: string; reason: string }) => sql`
  update store_documents set state = 'reversed', reversal_id = ${p.reversalId}, reversal_reason = ${p.reason} where id = ${p.id}`,
);

export interface DocumentFilter {
  readonly reach: RawBuilder<boolean>;
  /** Whether this person reads grants. */
  readonly grants: boolean;
  readonly id: string | null;
  readonly me: string;
  readonly kinds: readonly string[] | null;
  readonly state: string | null;
  readonly place: string | null;
  readonly subject: string | null;
  readonly lot: string | null;
  readonly search: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface DocumentListed extends DocumentFound {
  readonly place_code: string;
  readonly lines: number;
  readonly reason: string | null;
  readonly reference: string | null;
  readonly org_name: string | null;
  readonly occurred_at: Date;
  readonly maker: string;
  readonly made_at: Date;
  readonly decider: string | null;
  readonly decided_at: Date | null;
  readonly mine: boolean;
  readonly note: string | null;
  readonly decision_note: string | null;
  readonly total: number;
}
/** By whose consent goods pass between grants, and why, is for those who read grants: also no search and no order tells it. */
const told = (grants: boolean, column: 'reason' | 'reference') =>
  sql`case when ${grants}::boolean or d.kind <> 'grant-transfer' then ${sql.ref(`d.${column}`)} end`;
const sortable = (grants: boolean) => ({
  number: sql`d.number`,
  kind: sql`d.kind`,
  state: sql`d.state`,
  placeCode: sql`p.code`,
  reason: told(grants, 'reason'),
  reference: told(grants, 'reference'),
  orgName: sql`o.name_en`,
  occurredAt: sql`d.occurred_at`,
  madeBy: sql`m.name`,
  decidedBy: sql`x.name`,
});
export const listDocumentRows = defineSql(
  'supply.list-store-documents',
  {
    reach: sql<boolean>`true`,
    grants: true,
    id: null,
    me: SAMPLE,
    kinds: null,
    state: null,
    place: null,
    subject: null,
    lot: null,
    search: null,
    from: null,
    to: null,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as DocumentFilter,
  (p: DocumentFilter) => sql<DocumentListed>`
  select d.id, d.kind, d.number, d.place_id, d.state, d.made_by, d.subject_kind, d.subject_id, d.subject_line, ${told(p.grants, 'reason')} as reason, ${told(p.grants, 'reference')} as reference, d.occurred_at, d.made_at, d.decided_at, d.note, d.decision_note, d.second_person,
         p.code as place_code, o.name_en as org_name, m.name as maker, x.name as decider, d.made_by = ${p.me} as mine,
         (select count(*)::int from store_lines l where l.document_id = d.id) as lines, count(*) over () as total
    from store_documents d ${atPlace(sql`d.place_id`)} join users m on m.id = d.made_by left join users x on x.id = d.decided_by left join organisations o on o.id = d.org_id
   where ${p.reach} and (${p.id}::uuid is null or d.id = ${p.id}) and (${p.kinds}::text[] is null or d.kind = any(${p.kinds}::text[])) and (${p.state}::text is null or d.state = ${p.state})
     and (${p.place}::uuid is null or p.lineage @> array[${p.place}::uuid]) and (${p.subject}::uuid is null or d.subject_id = ${p.subject}::uuid)
     and (${p.lot}::uuid is null or exists (select from store_lines l where l.document_id = d.id and l.lot_id = ${p.lot}::uuid))
     and (${p.search}::text is null or d.number ilike '%' || ${p.search} || '%' or ${told(p.grants, 'reference')} ilike '%' || ${p.search} || '%' or ${told(p.grants, 'reason')} ilike '%' || ${p.search} || '%')
     and (${p.from}::date is null or d.occurred_at >= ${p.from}::date) and (${p.to}::date is null or d.occurred_at < ${p.to}::date + 1)
   ${orderBy(p.sort, sortable(p.grants), sql`d.made_at desc`, sql`d.id desc`)} limit ${p.limit} offset ${p.offset}`,
);

export interface LineListed {
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
  readonly from: SideFound;
  readonly to: SideFound;
  readonly qty: number;
  readonly pack: PackFound | null;
}
export interface SideFound {
  readonly outside: string | null;
  readonly placeId: string | null;
  readonly placeCode: string | null;
  readonly grantCode: string | null;
  readonly condition: string | null;
  readonly owner: string | null;
}
export interface PackFound {
  readonly packId: string;
  readonly code: string;
  readonly kind: string;
  readonly smallest: number;
  readonly per: number;
  readonly count: number;
}
/** The pack of a line, as JSON; `l` bears pack_id and pack_count, `k` is its row of item_packs. */
export const packOf = sql`case when k.id is not null then jsonb_build_object('packId', k.id, 'code', k.code, 'kind', k.kind, 'smallest', k.smallest, 'per', k.per, 'count', l.pack_count) end`;
const side = (name: string, grant: string) => {
  const at = (column: string) => sql.raw(`l.${name}_${column}`);
  return sql`jsonb_build_object('outside', ${at('outside')}, 'placeId', ${at('place')}, 'placeCode', (select code from stock_places where id = ${at('place')}),
    'grantCode', ${sql.raw(grant)}.code, 'condition', ${at('condition')}, 'owner', ${at('owner')})`;
};
export const listLineRows = defineSql(
  'supply.list-store-line-rows',
  { id: SAMPLE, limit: 200, offset: 0 },
  (p: { id: string; limit: number; offset: number }) => sql<LineListed>`
  select l.line, l.item_id, i.code as item_code, i.name_en, i.name_tr, i.name_ar, i.unit, l.lot_id, t.code as lot_code, t.expires_on, l.qty, ${packOf} as pack,
         ${side('from', 'fg')} as "from", ${side('to', 'tg')} as "to"
    from store_lines l join items i on i.id = l.item_id left join lots t on t.id = l.lot_id left join item_packs k on k.id = l.pack_id
    left join grants fg on fg.id = l.from_grant left join grants tg on tg.id = l.to_grant
   where l.document_id = ${p.id} order by l.line limit ${p.limit} offset ${p.offset}`,
);

/** Photos of a record. */
export const listPhotos = defineSql(
  'supply.list-photos',
  { kind: 'receipt', id: SAMPLE },
  (p: { kind: string; id: string }) => sql<{ id: string }>`
  select f.id from files f where f.id in (select file_id from file_links where subject_kind = ${p.kind} and subject_id = ${p.id}) order by f.added_at, f.id`,
);
