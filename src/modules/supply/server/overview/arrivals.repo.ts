import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { arrivalSources, arrivalStates } from '../../contract/overview/arrivals.ts';
import { DAY, SAMPLE, arrivalsLeft, familiesUnder, is, names, narrowing } from './shared.repo.ts';

export interface ArrivalWrite {
  readonly id: string;
  readonly reference: string;
  readonly source: string;
  readonly senderId: string | null;
  readonly placeId: string;
  readonly expectedOn: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
}
const write: ArrivalWrite = {
  id: SAMPLE,
  reference: 'PO 1',
  source: 'order',
  senderId: null,
  placeId: SAMPLE,
  expectedOn: DAY,
  note: null,
  by: SAMPLE,
  at: '2023-03-01T00:00:00Z',
};
const keyOf = (reference: string) => sql`upper(replace(${reference}::text, ' ', ''))`;

export const insertArrival = defineSql(
  'supply.insert-arrival',
  write,
  (p: ArrivalWrite) => sql`
  insert into supply_arrivals (id, reference, reference_key, source, sender_id, place_id, expected_on, note, announced_by, announced_at)
  values (${p.id}, ${p.reference}, ${keyOf(p.reference)}, ${p.source}, ${p.senderId}, ${p.placeId}, ${p.expectedOn}::date, ${p.note}, ${p.by}, ${p.at}::timestamptz)`,
);
export const updateArrival = defineSql(
  'supply.update-arrival',
  write,
  (p: ArrivalWrite) => sql`
  update supply_arrivals set reference = ${p.reference}, reference_key = ${keyOf(p.reference)}, source = ${p.source}, sender_id = ${p.senderId}, place_id = ${p.placeId},
         expected_on = ${p.expectedOn}::date, note = ${p.note}, version = version + 1 where id = ${p.id}`,
);
export const cancelArrivalRow = defineSql(
  'supply.cancel-arrival',
  { id: SAMPLE, reason: 'x' },
  (p: { id: string; reason: string }) => sql`
  update supply_arrivals set state = 'cancelled', cancel_reason = ${p.reason}, version = version + 1 where id = ${p.id}`,
);
export interface ArrivalLineWrite {
  readonly id: string;
  readonly line_no: number;
  readonly item_id: string;
  readonly grant_id: string | null;
  readonly qty: number;
}
export const deleteArrivalLines = defineSql(
  'supply.delete-arrival-lines',
  { id: SAMPLE },
  (p: { id: string }) => sql`delete from supply_arrival_lines where arrival_id = ${p.id}`,
);
export const insertArrivalLines = defineSql(
  'supply.insert-arrival-lines',
  { id: SAMPLE, lines: [] as readonly ArrivalLineWrite[] },
  (p: { id: string; lines: readonly ArrivalLineWrite[] }) => sql`
  insert into supply_arrival_lines (arrival_id, id, line_no, item_id, grant_id, qty)
  select ${p.id}, l.id, l.line_no, l.item_id, l.grant_id, l.qty
    from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb) as l(id uuid, line_no int, item_id uuid, grant_id uuid, qty bigint)`,
);

export interface ArrivalFound {
  readonly id: string;
  readonly state: 'announced' | 'cancelled';
  readonly version: number;
  readonly reference: string;
  readonly lines: { id: string; grant: string | null }[];
  readonly areas: string[] | null;
  readonly site: string | null;
  readonly org: string | null;
}
export const findArrival = defineSql(
  'supply.find-arrival',
  { id: SAMPLE },
  (p: { id: string }) => sql<ArrivalFound>`
  select v.id, v.state, v.version, v.reference, (select jsonb_agg(jsonb_build_object('id', l.id, 'grant', l.grant_id)) from supply_arrival_lines l where l.arrival_id = v.id) as lines,
         a.lineage as areas, p.site_id as site, p.org_id as org
    from supply_arrivals v join stock_places p on p.id = v.place_id left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area where v.id = ${p.id}`,
);
export const lockArrival = defineSql(
  'supply.lock-arrival',
  { id: SAMPLE },
  (p: { id: string }) => sql`select 1 from supply_arrivals where id = ${p.id} for update`,
);

export interface ArrivalFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly state: string | null;
  readonly open: boolean | null;
  readonly arrivalId: string | null;
  readonly item: string | null;
  readonly family: string | null;
  readonly grant: string | null;
  readonly placeId: string | null;
  readonly today: string;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
export interface ArrivalRowFound {
  readonly line: string;
  readonly arrival: string;
  readonly version: number;
  readonly reference: string;
  readonly source: (typeof arrivalSources)[number];
  readonly sender: string | null;
  readonly sender_names: Record<string, string> | null;
  readonly place: string;
  readonly place_code: string;
  readonly place_names: Record<string, string>;
  readonly expected_on: string;
  readonly state: (typeof arrivalStates)[number];
  readonly note: string | null;
  readonly cancel_reason: string | null;
  readonly item: string;
  readonly item_code: string;
  readonly item_names: Record<string, string>;
  readonly unit: string;
  readonly grant_id: string | null;
  readonly grant_code: string | null;
  readonly qty: number;
  readonly still: number;
  readonly areas: string[] | null;
  readonly site: string | null;
  readonly org: string | null;
  readonly total: number;
}
const sortable = {
  reference: sql`q.reference`,
  state: sql`q.state`,
  expectedOn: sql`q.expected_on`,
  itemNames: sql`i.name_en`,
  itemCode: sql`i.code`,
  qty: sql`q.qty`,
  received: sql`q.qty - q.still`,
  left: sql`q.still`,
  unit: sql`i.unit`,
  grantCode: sql`g.code`,
  senderNames: sql`o.name_en`,
  placeNames: sql`q.place_name`,
  placeCode: sql`q.place_code`,
  source: sql`q.source`,
};
export const listArrivalRows = defineSql(
  'supply.list-arrivals',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    search: 'x',
    state: 'announced',
    open: true,
    arrivalId: SAMPLE,
    item: SAMPLE,
    family: 'T',
    grant: 'none',
    placeId: SAMPLE,
    today: DAY,
    sort: undefined,
    limit: 50,
    offset: 0,
  } as ArrivalFilter,
  (p: ArrivalFilter) => sql<ArrivalRowFound>`
  with ${arrivalsLeft}, q as (
    select l.id as line, v.id as arrival, v.version, v.reference, v.source, v.sender_id as sender, v.place_id as place, p.code as place_code, ${names('p')} as place_names, p.name_en as place_name, v.expected_on,
           case when v.state = 'cancelled' then 'cancelled' when c.still = 0 then 'received' when v.expected_on < ${p.today}::date then 'late' else 'announced' end as state, v.note, v.cancel_reason,
           l.item_id as item, l.grant_id, l.line_no, l.qty, coalesce(c.still, 0) as still, a.lineage as areas, p.site_id as site, p.org_id as org
      from supply_arrivals v join supply_arrival_lines l on l.arrival_id = v.id left join coming c on c.id = l.id
      join stock_places p on p.id = v.place_id left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
     where ${p.reach} and (${p.onlyOrg}::uuid is null or p.org_id = ${p.onlyOrg}::uuid)
  )
  select q.line, q.arrival, q.version, q.reference, q.source, q.sender, ${names('o')} as sender_names, q.place, q.place_code, q.place_names, q.expected_on, q.state, q.note, q.cancel_reason, q.item,
         i.code as item_code, ${names('i')} as item_names, i.unit, q.grant_id, g.code as grant_code, q.qty, q.still, q.areas, q.site, q.org, count(*) over ()::int as total
    from q join items i on i.id = q.item left join organisations o on o.id = q.sender left join grants g on g.id = q.grant_id
   where true${narrowing([
     is(sql`q.state`, p.state),
     is(sql`q.arrival`, p.arrivalId),
     is(sql`q.item`, p.item),
     is(sql`q.grant_id`, p.grant),
     is(sql`q.place`, p.placeId),
     p.family === null ? null : sql`i.family in ${familiesUnder(p.family)}`,
     p.open === null ? null : sql`(q.still > 0) = ${p.open}`,
     p.search === null
       ? null
       : sql`concat_ws(' ', q.reference, i.code, i.name_en, i.name_tr, i.name_ar, o.name_en) ilike '%' || ${p.search} || '%'`,
   ])}
   ${orderBy(p.sort, sortable, sql`q.expected_on, q.reference, q.line_no`, sql`q.line`)} limit ${p.limit} offset ${p.offset}`,
);
