import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE } from './names.repo.ts';

export interface AccountFound {
  readonly deliveryId: string;
  readonly number: string;
  readonly kind: 'delivery' | 'return';
  readonly side: 'ours' | 'theirs';
  readonly placeId: string;
  readonly lineId: string;
  readonly sent: number;
  readonly good: number;
  readonly damaged: number;
  readonly refused: number;
  readonly posted: boolean;
}
/** Every account given of a truck's lines so far, in the order in which they came. */
export const listAccounts = defineSql(
  'supply.list-accounts',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<AccountFound>`
  select d.id as "deliveryId", d.number, d.kind, d.side, d.place_id as "placeId", l.line_id as "lineId", l.sent, l.good, l.damaged, l.refused, l.posted
    from deliveries d join delivery_lines l on l.delivery_id = d.id
   where d.leg_id = ${p.legId} and l.line_id is not null order by d.recorded_at, d.id, l.line_no`,
  { prepared: true },
);

/** Lines of the shipment that stand on no row of this truck: it came with what nobody had given it. */
export interface OtherLineFound {
  readonly lineId: string;
  readonly item: string;
  readonly itemCode: string;
  readonly lot: string | null;
  readonly grant: string | null;
  readonly condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
  readonly owner: string;
}
export const findOtherLines = defineSql(
  'supply.find-other-lines',
  { shipmentId: SAMPLE, ids: [SAMPLE] } as { shipmentId: string; ids: readonly string[] },
  (p) => sql<OtherLineFound>`
  select l.id as "lineId", l.item_id as item, i.code as "itemCode", l.lot_id as lot, l.grant_id as "grant", l.condition, l.owner
    from shipment_lines l join items i on i.id = l.item_id where l.shipment_id = ${p.shipmentId} and l.id = any(${p.ids}::uuid[])`,
);

export interface DeliveryWrite {
  readonly id: string;
  readonly number: string;
  readonly legId: string;
  readonly shipmentId: string;
  readonly placeId: string;
  readonly kind: string;
  readonly side: string;
  readonly occurredAt: string;
  readonly at: string;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly accuracyM: number | null;
  readonly note: string | null;
  readonly signatures: Buffer | null;
  readonly documentId: string | null;
  readonly commandId: string;
  readonly by: string;
  readonly lines: readonly DeliveryLineWrite[];
  readonly units: readonly { unit_id: string; state: string; note: string | null }[];
}
export interface DeliveryLineWrite {
  readonly line_no: number;
  readonly line_id: string | null;
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly sent: number;
  readonly good: number;
  readonly damaged: number;
  readonly missing: number;
  readonly extra: number;
  readonly refused: number;
  readonly refused_for: string | null;
  readonly posted: boolean;
  readonly note: string | null;
}
const unitRows = ({ id, units }: DeliveryWrite) => sql`,
  u as (
    insert into delivery_units (delivery_id, unit_id, state, note)
    select ${id}::uuid, x.unit_id, x.state, x.note from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as x(unit_id uuid, state text, note text))`;
export const insertDelivery = defineSql(
  'supply.insert-delivery',
  {
    id: SAMPLE,
    number: 'DN-GZT-2023-000001-11',
    legId: SAMPLE,
    shipmentId: SAMPLE,
    placeId: SAMPLE,
    kind: 'delivery',
    side: 'ours',
    occurredAt: AT,
    at: AT,
    lat: null,
    lon: null,
    accuracyM: null,
    note: null,
    signatures: null,
    documentId: null,
    commandId: SAMPLE,
    by: SAMPLE,
    lines: [],
    units: [],
  } as DeliveryWrite,
  (p: DeliveryWrite) => sql`
  with d as (
    insert into deliveries (id, number, leg_id, shipment_id, place_id, kind, side, occurred_at, recorded_at, point_lat, point_lon, point_accuracy_m, note, signatures, document_id, command_id, actor_id)
    values (${p.id}, ${p.number}, ${p.legId}, ${p.shipmentId}, ${p.placeId}, ${p.kind}, ${p.side}, ${p.occurredAt}, ${p.at}, ${p.lat}, ${p.lon}, ${p.accuracyM}, ${p.note}, ${p.signatures},
            ${p.documentId}, ${p.commandId}, ${p.by}))${p.units.length > 0 ? unitRows(p) : sql``}
  insert into delivery_lines (delivery_id, line_no, line_id, item_id, lot_id, sent, good, damaged, missing, extra, refused, refused_for, posted, note)
  select ${p.id}::uuid, x.line_no, x.line_id, x.item_id, x.lot_id, x.sent, x.good, x.damaged, x.missing, x.extra, x.refused, x.refused_for, x.posted, x.note
    from jsonb_to_recordset(${JSON.stringify(p.lines)}::jsonb)
      as x(line_no int, line_id uuid, item_id uuid, lot_id uuid, sent bigint, good bigint, damaged bigint, missing bigint, extra bigint, refused bigint, refused_for text, posted boolean, note text)`,
  { prepared: true },
);
