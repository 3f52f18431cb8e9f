import { sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';

export const SAMPLE = '00000000-0000-7000-8000-000000000001';
export const DAY = '2023-03-01';

/** What a reader may see of places: those within reach, and trucks that go to them. */
export interface Sight {
  readonly reach: RawBuilder<boolean>;
  readonly truckReach: RawBuilder<boolean>;
  /** An outsider's own organisation, whatever else their scope says. */
  readonly onlyOrg: string | null;
  /** Of a truck (`d`, `da`, `sh`): whether it may be told which it is and to whom it goes now. */
  readonly live: RawBuilder<boolean>;
}
export const anySight: Sight = { reach: sql<boolean>`true`, truckReach: sql<boolean>`true`, onlyOrg: null, live: sql<boolean>`false` };

/**
 * Places within sight with their stage, whose custody, and of a truck its transporter. A truck belongs to who waits for it.
 */
export const placesInSight = (p: Sight) => sql`
  pl as materialized (
    select p.id, p.id::text as key, case when p.kind = 'truck' then 'trucks' else case r.kind when 'partner-store' then 'partner' when 'delivery-point' then 'points' else r.kind end end as stage,
           case when p.kind <> 'truck' then coalesce(p.org_id, r.org_id) when ${p.live} or ${p.onlyOrg}::uuid is not null then sh.consignee_org_id end as org, l.org_id as transporter, p.kind <> 'truck' or ${p.live} as told
      from stock_places p join stock_places r on r.id = p.lineage[1] left join sites s on s.id = p.site_id left join areas a on a.pcode = s.area
      left join shipment_legs l on l.truck_place_id = p.id left join shipments sh on sh.id = l.shipment_id left join stock_places d on d.id = l.to_place_id
      left join sites ds on ds.id = d.site_id left join areas da on da.pcode = ds.area
     where (${p.reach} or (l.id is not null and ${p.truckReach}))
       and (${p.onlyOrg}::uuid is null or case when p.kind = 'truck' then sh.consignee_org_id else coalesce(p.org_id, r.org_id) end = ${p.onlyOrg}::uuid))`;

export const names = (alias: string) =>
  sql`jsonb_strip_nulls(jsonb_build_object('en', ${sql.ref(`${alias}.name_en`)}, 'tr', ${sql.ref(`${alias}.name_tr`)}, 'ar', ${sql.ref(`${alias}.name_ar`)}))`;

/** The families at and below one. */
export const familiesUnder = (family: string) => sql`(with recursive within as (select code from item_families where code = ${family}
    union select c.code from item_families c join within w on c.parent = w.code) select code from within)`;

/** Conditions of those that are asked for, each with a leading `and`. */
export function narrowing(parts: readonly (RawBuilder<unknown> | null)[]): RawBuilder<unknown> {
  const there = parts.filter((part) => part !== null);
  return there.length === 0 ? sql`` : sql` and ${sql.join(there, sql` and `)}`;
}

/** `none` asks for what has nothing there. */
export const is = (column: RawBuilder<unknown>, asked: string | null) =>
  asked === null ? null : asked === 'none' ? sql`${column} is null` : sql`${column}::text = ${asked}`;

/**
 * What is still to come of what was announced. Receipts that name its reference are taken off: first those of the same item and
 * grant, then what was received of the item beyond it, the earliest arrival first.
 */
export const arrivalsLeft = sql`
  said as (
    select l.id, a.id as arrival_id, a.reference_key, l.item_id, l.grant_id, l.qty, a.expected_on, l.line_no,
           sum(l.qty) over (partition by a.reference_key, l.item_id, l.grant_id order by a.expected_on, a.id, l.line_no) as upto
      from supply_arrivals a join supply_arrival_lines l on l.arrival_id = a.id where a.state = 'announced'
  ), came as (
    select upper(replace(r.reference, ' ', '')) as reference_key, rl.item_id, rl.grant_id, sum(rl.good + rl.damaged)::bigint as qty
      from receipts r join receipt_lines rl on rl.receipt_id = r.id
     where r.state = 'posted' and r.reference is not null and upper(replace(r.reference, ' ', '')) in (select reference_key from said) group by 1, 2, 3
  ), own as (
    select said.*, least(said.qty, greatest(0, said.upto - coalesce(c.qty, 0))) as left1
      from said left join came c on c.reference_key = said.reference_key and c.item_id = said.item_id and c.grant_id is not distinct from said.grant_id
  ), rest as (
    select own.*, sum(own.left1) over (partition by own.reference_key, own.item_id order by own.expected_on, own.arrival_id, own.line_no) as upto1,
           coalesce((select sum(c.qty) from came c where c.reference_key = own.reference_key and c.item_id = own.item_id), 0)
             - sum(own.qty - own.left1) over (partition by own.reference_key, own.item_id) as spare
      from own
  ), coming as (select rest.id, rest.qty, least(rest.left1, greatest(0, rest.upto1 - rest.spare))::bigint as still from rest)`;
