import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { lossCauses } from '../../contract/transport/road.ts';
import { DAY, SAMPLE, itemJson, paged, placeJson } from './names.repo.ts';
import type { ItemNamed, Paged, PlaceNamed } from './names.repo.ts';
import { legEnds, shipmentEnds } from './reach.repo.ts';

export interface CaseRowFound {
  readonly id: string;
  readonly number: string;
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly legId: string;
  readonly waybill: string;
  readonly stage: 'road' | 'hub' | 'delivery';
  readonly place: PlaceNamed;
  readonly state: 'open' | 'closed';
  readonly openedAt: Date;
  readonly dueOn: string;
  readonly overdue: boolean;
  readonly missing: number;
  readonly damaged: number;
  readonly extra: number;
  readonly open: number;
  readonly ours: boolean;
  readonly theirs: boolean;
  readonly value: { minor: number; currency: string }[];
}
const heads = (
  day: string,
) => sql`d.id, d.number, d.shipment_id as "shipmentId", s.number as "shipmentNumber", d.leg_id as "legId", l.waybill, d.stage, ${placeJson('tp')} as place, d.state, d.opened_at as "openedAt",
  d.due_on as "dueOn", (d.state = 'open' and d.due_on < ${day}::date) as overdue, x.missing, x.damaged, x.extra, x.open, d.ours_by is not null as ours, d.theirs_by is not null as theirs, x.value`;
const from = sql`discrepancies d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds} ${legEnds}
  cross join lateral (
    select coalesce(sum(dl.qty) filter (where dl.kind = 'missing'), 0)::bigint as missing, coalesce(sum(dl.qty) filter (where dl.kind = 'damaged'), 0)::bigint as damaged,
           coalesce(sum(dl.qty) filter (where dl.kind = 'extra'), 0)::bigint as extra, (count(*) filter (where dl.settled < dl.qty))::int as open,
           (select coalesce(jsonb_agg(jsonb_build_object('minor', v.minor, 'currency', v.currency) order by v.currency), '[]')
              from (select lo.cost_currency as currency, sum(vl.qty * lo.unit_cost)::bigint as minor from discrepancy_lines vl join lots lo on lo.id = vl.lot_id
                     where vl.discrepancy_id = d.id and vl.kind in ('missing', 'damaged') and lo.unit_cost is not null group by lo.cost_currency) v) as value
      from discrepancy_lines dl where dl.discrepancy_id = d.id) x`;

export interface CaseFilter extends Paged {
  readonly reach: RawBuilder<boolean>;
  /** A case tells of its truck and where it is bound: `truckKnown`. */
  readonly known: RawBuilder<boolean>;
  readonly state: string | null;
  readonly overdue: boolean | null;
  readonly stage: string | null;
  readonly search: string | null;
  readonly day: string;
}
export const listCaseRows = defineSql(
  'supply.list-discrepancies',
  {
    ...paged,
    sort: 'dueOn',
    reach: sql<boolean>`true`,
    known: sql<boolean>`true`,
    state: 'open',
    overdue: null,
    stage: null,
    search: 'DC',
    day: DAY,
  } as CaseFilter,
  (p: CaseFilter) => sql<CaseRowFound & { total: number }>`
  select ${heads(p.day)}, count(*) over ()::int as total from ${from}
   where ${p.reach} and ${p.known} and (${p.state}::text is null or d.state = ${p.state}) and (${p.stage}::text is null or d.stage = ${p.stage})
     and (${p.search}::text is null or concat_ws(' ', d.number, l.waybill, s.number) ilike '%' || ${p.search} || '%')
     and (${p.overdue}::boolean is null or (d.state = 'open' and d.due_on < ${p.day}::date) = ${p.overdue})
   ${orderBy(p.sort, { number: sql`d.number`, waybill: sql`l.waybill`, shipmentNumber: sql`s.number`, place: sql`tp.name_en`, stage: sql`d.stage`, state: sql`d.state`, openedAt: sql`d.opened_at`, dueOn: sql`d.due_on`, missing: sql`x.missing`, damaged: sql`x.damaged`, extra: sql`x.extra`, open: sql`x.open` }, sql`d.state desc, d.due_on`, sql`d.id`)}
   limit ${p.limit} offset ${p.offset}`,
);

export interface CaseShownFound extends CaseRowFound {
  readonly version: number;
  readonly consigneeOrgId: string | null;
  readonly areas: string[] | null;
  readonly sites: string[];
  readonly orgs: string[];
  readonly oursName: string | null;
  readonly oursAt: Date | null;
  readonly theirsName: string | null;
  readonly theirsAt: Date | null;
  readonly theirsPaper: string | null;
  readonly photos: string[];
  readonly told: { at: string; by: string; cause: (typeof lossCauses)[number]; note: string }[];
  readonly lines: {
    id: string;
    kind: 'missing' | 'damaged' | 'extra' | 'counts-differ' | 'more-than-planned';
    item: ItemNamed;
    lotCode: string | null;
    grantCode: string | null;
    qty: number;
    settled: number;
    unitCost: number | null;
    currency: string | null;
    accounts: {
      rows: { deliveryId: string; number: string; side: 'ours' | 'theirs'; good: number; damaged: number; refused?: number }[];
    } | null;
    outcomes: {
      id: string;
      outcome: 'found' | 'transporter-pays' | 'written-off' | 'counted-again';
      qty: number;
      place: PlaceNamed | null;
      note: string;
      state: 'proposed' | 'done' | 'declined';
      proposedBy: string;
      proposedById: string;
      proposedAt: string;
      decidedBy: string | null;
      decidedAt: string | null;
      documentId: string | null;
    }[];
  }[];
}
const stampOf = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);
const outcomesOf = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'outcome', o.outcome, 'qty', o.qty, 'place', case when w.id is not null then ${placeJson('w')} end, 'note', o.note, 'state', o.state,
    'proposedBy', u.name, 'proposedById', u.id, 'proposedAt', ${stampOf('o.proposed_at')}, 'decidedBy', v.name, 'decidedAt', ${stampOf('o.decided_at')}, 'documentId', o.document_id) order by o.proposed_at), '[]')
   from discrepancy_outcomes o join users u on u.id = o.proposed_by left join users v on v.id = o.decided_by left join stock_places w on w.id = o.place_id where o.line_id = dl.id)`;
interface CaseAsked {
  readonly id: string;
  readonly day: string;
  readonly known: RawBuilder<boolean>;
  /** Whether words and pictures from the road are shown: `roadKnown`. */
  readonly road: RawBuilder<boolean>;
}
export const findCaseShown = defineSql(
  'supply.find-case-shown',
  { id: SAMPLE, day: DAY, known: sql<boolean>`true`, road: sql<boolean>`true` } as CaseAsked,
  (p: CaseAsked) => sql<CaseShownFound>`
  select ${heads(p.day)}, d.version, s.consignee_org_id as "consigneeOrgId", ca.lineage as areas, array_remove(array[op.site_id, cp.site_id, fp.site_id, tp.site_id], null) as sites,
         array_remove(array[s.consignee_org_id, op.org_id], null) as orgs, ou.name as "oursName", d.ours_at as "oursAt", tu.name as "theirsName", d.theirs_at as "theirsAt", d.theirs_paper as "theirsPaper",
         array(select distinct f.file_id from file_links f where (f.subject_kind = 'discrepancy' and f.subject_id = d.id::text and (d.stage <> 'road' or ${p.road}))
            or (d.stage = 'delivery' and f.subject_kind = 'delivery' and f.subject_id in (select v.id::text from deliveries v where v.leg_id = d.leg_id))) as photos,
         (select coalesce(jsonb_agg(jsonb_build_object('at', to_char(f.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', fu.name, 'cause', f.data ->> 'cause', 'note', f.data ->> 'note') order by f.occurred_at, f.id), '[]')
            from shipment_facts f join users fu on fu.id = f.actor_id where d.stage = 'road' and ${p.road} and f.leg_id = d.leg_id and f.kind = 'loss') as told,
         (select coalesce(jsonb_agg(jsonb_build_object('id', dl.id, 'kind', dl.kind, 'item', ${itemJson('i')}, 'lotCode', lo.code, 'grantCode', g.code, 'qty', dl.qty, 'settled', dl.settled,
             'unitCost', lo.unit_cost, 'currency', lo.cost_currency, 'accounts', dl.accounts, 'outcomes', ${outcomesOf}) order by i.code, dl.kind, dl.id), '[]')
            from discrepancy_lines dl join items i on i.id = dl.item_id left join lots lo on lo.id = dl.lot_id left join grants g on g.id = dl.grant_id where dl.discrepancy_id = d.id) as lines
    from ${from} left join users ou on ou.id = d.ours_by left join users tu on tu.id = d.theirs_by where d.id = ${p.id} and ${p.known}`,
);
