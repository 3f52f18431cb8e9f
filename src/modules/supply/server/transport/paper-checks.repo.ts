import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { AT, SAMPLE } from './names.repo.ts';
import { shipmentEnds } from './reach.repo.ts';

export interface KeyedFound {
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
  select d.number, d.from_paper as "fromPaper", d.actor_id as "keyedBy", exists (select from paper_checks k where k.delivery_id = d.id) as checked,
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
/** Accounts keyed from paper that wait for somebody else than who keyed them. */
export const countToCheck = defineSql(
  'supply.count-papers-to-check',
  { reach: sql<boolean>`true`, known: sql<boolean>`true`, me: SAMPLE } as ToCheck,
  (p: ToCheck) => sql<{ n: number }>`
  select count(*)::int as n from deliveries d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds}
   where d.from_paper and d.actor_id <> ${p.me}::uuid and ${p.reach} and ${p.known} and not exists (select from paper_checks k where k.delivery_id = d.id)`,
);
