import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import type { Keyed } from '../../contract/papers/keyed.ts';
import { AT, SAMPLE } from '../transport/names.repo.ts';
import { shipmentEnds } from '../transport/reach.repo.ts';

export type { Keyed };

/** What of a record was keyed from paper, as `Keyed` shows it; its id is the record's own. */
export const keyedJson = (record: RawBuilder<unknown>, me: string) => sql<Keyed>`
  (select jsonb_build_object('id', kp.id, 'by', ku.name, 'mine', kp.keyed_by = ${me}::uuid, 'check', (
            select jsonb_build_object('agrees', kc.agrees, 'note', kc.note, 'by', kv.name, 'at', to_char(kc.checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
              from keyed_checks kc join users kv on kv.id = kc.checked_by where kc.id = kp.id))
     from keyed_papers kp join users ku on ku.id = kp.keyed_by where kp.id = ${record})`;

/** Whether a paper `kp` waits for a second person who is this one. */
export const waitsFor = (me: string) =>
  sql<boolean>`(kp.keyed_by <> ${me}::uuid and not exists (select from keyed_checks kc where kc.id = kp.id))`;

export interface KeyedWrite {
  readonly id: string;
  readonly deliveryId?: string;
  readonly factId?: string;
  readonly receiptId?: string;
  readonly countId?: string;
  readonly by: string;
  readonly at: string;
  readonly commandId: string;
}
export const insertKeyed = defineSql(
  'supply.insert-keyed-paper',
  { id: SAMPLE, receiptId: SAMPLE, by: SAMPLE, at: AT, commandId: SAMPLE } as KeyedWrite,
  (p: KeyedWrite) => sql`
  insert into keyed_papers (id, delivery_id, fact_id, receipt_id, count_id, keyed_by, keyed_at, command_id)
  values (${p.id}, ${p.deliveryId ?? null}::uuid, ${p.factId ?? null}::uuid, ${p.receiptId ?? null}::uuid, ${p.countId ?? null}::uuid, ${p.by}, ${p.at}, ${p.commandId})`,
);

export interface KeyedFound {
  readonly id: string;
  /** By which people find the paper. */
  readonly number: string;
  readonly keyedBy: string;
  readonly checked: boolean;
  readonly deliveryId: string | null;
  readonly legId: string | null;
  readonly waybill: string | null;
  readonly shipment: string | null;
  readonly receiptId: string | null;
  readonly countId: string | null;
}
export const findKeyed = defineSql(
  'supply.find-keyed-paper',
  { id: SAMPLE },
  (p: { id: string }) => sql<KeyedFound>`
  select kp.id, coalesce(d.number, l.waybill, r.number, c.number) as number, kp.keyed_by as "keyedBy", exists (select from keyed_checks k where k.id = kp.id) as checked,
         kp.delivery_id as "deliveryId", l.id as "legId", l.waybill, s.number as shipment, kp.receipt_id as "receiptId", kp.count_id as "countId"
    from keyed_papers kp left join deliveries d on d.id = kp.delivery_id left join shipment_facts f on f.id = kp.fact_id left join shipment_legs l on l.id = coalesce(d.leg_id, f.leg_id)
    left join shipments s on s.id = l.shipment_id left join receipts r on r.id = kp.receipt_id left join stock_counts c on c.id = kp.count_id
   where kp.id = ${p.id}`,
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
  'supply.insert-keyed-check',
  { id: SAMPLE, keyedBy: SAMPLE, agrees: true, note: null, by: SAMPLE, at: AT, commandId: SAMPLE } as CheckWrite,
  (p: CheckWrite) => sql`
  insert into keyed_checks (id, keyed_by, agrees, note, checked_by, checked_at, command_id)
  values (${p.id}, ${p.keyedBy}, ${p.agrees}, ${p.note}, ${p.by}, ${p.at}, ${p.commandId})`,
);

const waitingTrucks = (me: string) => sql`
  from keyed_papers kp join shipment_facts kf on kf.id = kp.fact_id join shipment_legs kl on kl.id = kf.leg_id where ${waitsFor(me)}`;
/** Sheets of a shipment `s` that others than a person keyed from paper, and nobody has held against it yet. */
export const sheetsWaiting = (me: string) => sql<number>`(select count(*)::int ${waitingTrucks(me)} and kl.shipment_id = s.id)`;
/** Shipments that have such a sheet. */
export const withSheetsWaiting = (me: string) => sql`(select kl.shipment_id ${waitingTrucks(me)})`;

interface ToCheck {
  readonly reach: RawBuilder<boolean>;
  /** Where this person holds the right to check. */
  readonly may: RawBuilder<boolean>;
  readonly me: string;
}
const toCheck: ToCheck = { reach: sql<boolean>`true`, may: sql<boolean>`true`, me: SAMPLE };
export const countSheets = defineSql(
  'supply.count-sheets-to-check',
  toCheck,
  (p: ToCheck) => sql<{ n: number }>`
  select count(*)::int as n from keyed_papers kp join shipment_facts f on f.id = kp.fact_id join shipment_legs l on l.id = f.leg_id join shipments s on s.id = l.shipment_id ${shipmentEnds}
   where ${waitsFor(p.me)} and ${p.reach} and ${p.may}`,
);

/** Accounts keyed from paper that wait for somebody else than who keyed them. */
export const countToCheck = defineSql(
  'supply.count-papers-to-check',
  { ...toCheck, known: sql<boolean>`true` } as ToCheck & { known: RawBuilder<boolean> },
  (p: ToCheck & { known: RawBuilder<boolean> }) => sql<{ n: number }>`
  select count(*)::int as n from keyed_papers kp join deliveries d on d.id = kp.delivery_id join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds}
   where ${waitsFor(p.me)} and ${p.reach} and ${p.may} and ${p.known}`,
);

/** Receipts and counts within reach with something keyed from paper that waits for this person. */
export const countStorePapers = defineSql(
  'supply.count-store-papers-to-check',
  { receipts: sql<boolean>`true`, counts: sql<boolean>`true`, may: sql<boolean>`true`, me: SAMPLE } as StorePapers,
  (p: StorePapers) => sql<{ receipts: number; counts: number }>`
  select count(r.id) filter (where ${p.receipts})::int as receipts, count(distinct c.id) filter (where ${p.counts})::int as counts
    from keyed_papers kp left join receipts r on r.id = kp.receipt_id and r.state = 'posted' left join stock_counts c on c.id = kp.count_id and c.state = 'counting'
    join stock_places p on p.id = coalesce(r.place_id, c.place_id) left join sites st on st.id = p.site_id left join areas ar on ar.pcode = st.area
   where ${waitsFor(p.me)} and ${p.may}`,
);
interface StorePapers {
  readonly receipts: RawBuilder<boolean>;
  readonly counts: RawBuilder<boolean>;
  readonly may: RawBuilder<boolean>;
  readonly me: string;
}
