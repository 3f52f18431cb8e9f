import type { LegShownRow, ShipmentShown } from '../../contract/transport/shipments.ts';
import type { CountRow } from './fields.tsx';

/** The lines of a truck with what is aboard of each, or was planned while nobody has told its loading. */
export function aboardRows(leg: LegShownRow, shipment: ShipmentShown): CountRow[] {
  const byId = new Map(shipment.lines.map((line) => [line.id, line]));
  return leg.lines.flatMap((row) => {
    const line = byId.get(row.lineId);
    if (!line) return [];
    const base = row.loaded === null ? row.planned : row.aboardGood + row.aboardDamaged;
    return base > 0 ? [{ lineId: row.lineId, item: line.item, lotCode: line.lotCode, base }] : [];
  });
}

/** What a shipment says of itself once nothing of it is open: not that all was received, where a truck brought a part back. */
export const endedWords = (shipment: Pick<ShipmentShown, 'state' | 'discrepancies' | 'legs'>): string | undefined => {
  if (shipment.state !== 'received' || shipment.discrepancies.some((row) => row.state !== 'closed')) return undefined;
  return shipment.legs.some((leg) => leg.state === 'part-delivered') ? 'supply.part-settled' : 'supply.all-settled';
};
