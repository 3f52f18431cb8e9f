import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { AT, SAMPLE } from './names.repo.ts';
import { shipmentEnds } from './reach.repo.ts';

export interface KeyedFound {
  readonly id: string;
  readonly number: string;
  readonly fromPaper: boolean;
  readonly keyedBy: string;
  readonly checked: boolean;
  readonly legId: string;
  readonly waybill: string;
  readonly shipment: string;
}
export const findKeyed = defineSql(
  'supply.find-keyed-delivery',
  { id: SAMPLE },
  (p: { id: string }) => sql<KeyedFound>`
  select d.id, d.number, d.from_paper as "fromPaper", d.actor_id as "keyedBy", exists (select from paper_checks k where k.delivery_id = d.id) as checked,
         d.leg_id as "legId", l.waybill, s.number as shipment
    from deliveries d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id where d.id = ${p.id}`,
);

interface CheckWrite {
  readonly id: string;
  readonly keyedBy: string;
  readonly agrees: boolean;
  readonly note: string | null;
  readonly by: string;
  readonly at: string;
  readonly commandId: string;
}
export const insertCheck = defineSql(
  'supply.insert-paper-check',
  { id: SAMPLE, keyedBy: SAMPLE, agrees: true, note: null, by: SAMPLE, at: AT, commandId: SAMPLE } as CheckWrite,
  (p: CheckWrite) => sql`
  insert into paper_checks (delivery_id, keyed_by, agrees, note, checked_by, checked_at, command_id)
  values (${p.id}, ${p.keyedBy}, ${p.agrees}, ${p.note}, ${p.by}, ${p.at}, ${p.commandId})`,
);

interface ToCheck {
  readonly reach: RawBuilder<boolean>;
  readonly known: RawBuilder<boolean>;
  readonly me: string;
}
export const findKeyedSheet = defineSql(
  'supply.find-keyed-sheet',
  { id: SAMPLE, legId: SAMPLE },
  (p: { id: string; legId: string }) => sql<Omit<KeyedFound, 'legId'>>`
  select f.id, coalesce((f.data -> 'fromPaper')::boolean, false) as "fromPaper", f.actor_id as "keyedBy", exists (select from sheet_checks k where k.fact_id = f.id) as checked, l.waybill as number, l.waybill, s.number as shipment
    from shipment_facts f join shipment_legs l on l.id = f.leg_id join shipments s on s.id = l.shipment_id where f.id = ${p.id} and f.leg_id = ${p.legId}`,
);
export const insertSheetCheck = defineSql(
  'supply.insert-sheet-check',
  { id: SAMPLE, keyedBy: SAMPLE, agrees: true, note: null, by: SAMPLE, at: AT, commandId: SAMPLE } as CheckWrite,
  (p: CheckWrite) => sql`
  insert into sheet_checks (fact_id, keyed_by, agrees, note, checked_by, checked_at, command_id)
  values (${p.id}, ${p.keyedBy}, ${p.agrees}, ${p.note}, ${p.by}, ${p.at}, ${p.commandId})`,
);

/** Sheets of a shipment `s` that others than a person keyed from paper, and nobody has held against it yet. */
export const sheetsWaiting = (me: string) => sql<number>`
  (select count(*)::int from shipment_legs w join shipment_facts f on f.leg_id = w.id where w.shipment_id = s.id and f.data -> 'fromPaper' = 'true' and f.actor_id <> ${me}::uuid
      and not exists (select from sheet_checks k where k.fact_id = f.id))`;
export const countSheets = defineSql(
  'supply.count-sheets-to-check',
  { reach: sql<boolean>`true`, me: SAMPLE } as Omit<ToCheck, 'known'>,
  (p: Omit<ToCheck, 'known'>) => sql<{ n: number }>`
  select coalesce(sum(x.n), 0)::int as n from (select ${sheetsWaiting(p.me)} as n from shipments s ${shipmentEnds} where ${p.reach}) x`,
);

/** Accounts keyed from paper that wait for somebody else than who keyed them. */
export const countToCheck = defineSql(
  'supply.count-papers-to-check',
  { reach: sql<boolean>`true`, known: sql<boolean>`true`, me: SAMPLE } as ToCheck,
  (p: ToCheck) => sql<{ n: number }>`
  select count(*)::int as n from deliveries d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds}
   where d.from_paper and d.actor_id <> ${p.me}::uuid and ${p.reach} and ${p.known} and not exists (select from paper_checks k where k.delivery_id = d.id)`,
);
