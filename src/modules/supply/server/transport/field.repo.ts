import { defineSql, sql } from '#foundation/db/sql.ts';

export interface WaybillFound {
  readonly legId: string;
  readonly toPlaceId: string;
  readonly shipmentNumber: string;
  /** All lines of its shipment, by the numbers that stand on the paper. */
  readonly lines: readonly { lineId: string; lineNo: number; item: string }[];
}
export const findByWaybill = defineSql(
  'supply.find-by-waybill',
  { waybill: 'WB-GZT-2023-000001-11' },
  (p: { waybill: string }) => sql<WaybillFound>`
  select l.id as "legId", l.to_place_id as "toPlaceId", s.number as "shipmentNumber",
         (select coalesce(jsonb_agg(jsonb_build_object('lineId', sl.id, 'lineNo', sl.line_no, 'item', i.code)), '[]')
            from shipment_lines sl join items i on i.id = sl.item_id where sl.shipment_id = l.shipment_id) as lines
    from shipment_legs l join shipments s on s.id = l.shipment_id where l.waybill = ${p.waybill}`,
);

/** The truck that a waybill's number names. */
export const findWaybillLeg = defineSql(
  'supply.find-waybill-leg',
  { waybill: 'WB-GZT-2023-000001-11' },
  (p: { waybill: string }) => sql<{ id: string }>`select id from shipment_legs where waybill = ${p.waybill}`,
);
