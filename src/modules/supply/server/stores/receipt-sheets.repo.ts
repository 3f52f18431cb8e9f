import { defineSql, sql } from '#foundation/db/sql.ts';
import { SAMPLE } from './documents.repo.ts';

interface Trucks {
  readonly places: readonly string[];
  readonly waybills: readonly string[];
  readonly sheetId: string;
}
/** Receipts of these waybills at these places that did not come by this sheet, pair by pair; those taken back do not count. */
export const listReceivedElsewhere = defineSql(
  'supply.list-received-elsewhere',
  { places: [SAMPLE], waybills: ['X'], sheetId: SAMPLE } as Trucks,
  (p: Trucks) => sql<{ place_id: string; waybill: string; number: string }>`
  select r.place_id, r.waybill, r.number from unnest(${p.places}::uuid[], ${p.waybills}::text[]) as w(place_id, waybill)
    join receipts r on r.place_id = w.place_id and r.waybill = w.waybill
   where r.state = 'posted' and r.sheet_id is distinct from ${p.sheetId}::uuid`,
);
/** Sheets of receipts are entered one at a time, so that a truck that another has brought a moment ago is seen. */
export const lockSheets = defineSql(
  'supply.lock-receipt-sheets',
  {},
  () => sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' receipt sheets'))`,
);
export const nameSheet = defineSql(
  'supply.name-receipt-sheet',
  { ids: [SAMPLE], sheetId: SAMPLE } as { ids: readonly string[]; sheetId: string },
  (p) => sql`update receipts set sheet_id = ${p.sheetId} where id = any(${p.ids}::uuid[])`,
);
