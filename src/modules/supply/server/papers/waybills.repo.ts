import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from '../transport/names.repo.ts';

export interface PrintedLine {
  readonly line_no: number;
  readonly item: string;
  readonly lot: string | null;
  readonly qty: number;
}
export interface ToPrint {
  readonly waybill: string;
  readonly state: string;
  readonly shipment: string;
  readonly from_code: string;
  readonly to_code: string;
  readonly lines: readonly PrintedLine[];
}
/** What a waybill's code says: its number and lines, by codes alone. */
export const findToPrint = defineSql(
  'supply.find-waybill-to-print',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<ToPrint>`
  select l.waybill, l.state, s.number as shipment, f.code as from_code, t.code as to_code,
         coalesce((select jsonb_agg(jsonb_build_object('line_no', sl.line_no, 'item', i.code, 'lot', lo.code, 'qty', coalesce(ll.loaded, ll.planned)) order by sl.line_no)
                     from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id left join lots lo on lo.id = sl.lot_id
                    where ll.leg_id = l.id), '[]') as lines
    from shipment_legs l join shipments s on s.id = l.shipment_id join stock_places f on f.id = l.from_place_id join stock_places t on t.id = l.to_place_id
   where l.id = ${p.legId}`,
);
export const lockLegPrints = defineSql(
  'supply.lock-leg-prints',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<{ id: string }>`select id from shipment_legs where id = ${p.legId} for no key update`,
);

interface NewPrint {
  readonly id: string;
  readonly legId: string;
  readonly copy: number;
  readonly code: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}
export const insertPrint = defineSql(
  'supply.insert-waybill-print',
  { id: SAMPLE, legId: SAMPLE, copy: 1, code: 'KV1', reason: null, by: SAMPLE, at: AT } as NewPrint,
  (p: NewPrint) => sql`
  insert into waybill_prints (id, leg_id, copy, code, reason, printed_by, printed_at)
  values (${p.id}, ${p.legId}, ${p.copy}, ${p.code}, ${p.reason}, ${p.by}, ${p.at})`,
);

export interface PrintFound {
  readonly id: string;
  readonly copy: number;
  readonly code: string;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}
export const listPrints = defineSql(
  'supply.list-waybill-prints',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<PrintFound>`
  select w.id, w.copy, w.code, w.reason, u.name as by, w.printed_at as at from waybill_prints w join users u on u.id = w.printed_by
   where w.leg_id = ${p.legId} order by w.copy`,
);

export interface CustomsFound {
  readonly lineId: string;
  readonly lineNo: number;
  readonly hsCode: string | null;
  readonly origin: string | null;
  readonly unNumber: string | null;
  readonly lotCode: string | null;
  readonly expiresOn: string | null;
  readonly cost: string | null;
  readonly currency: string | null;
  readonly pack: { code: string; units: number } | null;
}
export const listCustoms = defineSql(
  'supply.list-customs-lines',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<CustomsFound>`
  select sl.id as "lineId", sl.line_no as "lineNo", coalesce(i.gtip_code, i.hs_code) as "hsCode", i.origin, i.un_number as "unNumber", lo.code as "lotCode", lo.expires_on as "expiresOn",
         lo.unit_cost::text as cost, lo.cost_currency as currency,
         (select jsonb_build_object('code', k.code, 'units', k.smallest) from item_packs k
           where k.item_id = i.id and k.superseded_at is null and k.per = 1 and k.smallest > 1 and k.smallest <= sl.qty order by k.smallest desc limit 1) as pack
    from shipment_leg_lines ll join shipment_lines sl on sl.id = ll.line_id join items i on i.id = sl.item_id left join lots lo on lo.id = sl.lot_id
   where ll.leg_id = ${p.legId} order by sl.line_no`,
);
