import { defineSql, sql } from '#foundation/db/sql.ts';
import type { RawBuilder } from 'kysely';
import { legEnds, shipmentEnds } from '../transport/reach.repo.ts';
import { DAY, SAMPLE, anySight, placesInSight } from './shared.repo.ts';
import type { Sight } from './shared.repo.ts';

/** Notification lists still in draft whose cut-off comes before a moment. */
export const countListsClosing = defineSql(
  'supply.count-lists-closing',
  { now: '2023-03-01T00:00:00Z', until: '2023-03-02T00:00:00Z' },
  (p: { now: string; until: string }) => sql<{ n: number }>`
  select count(*)::int as n from border_notifications where state = 'draft' and cut_off_at > ${p.now}::timestamptz and cut_off_at <= ${p.until}::timestamptz`,
);

interface CasesDue {
  readonly reach: RawBuilder<boolean>;
  readonly known: RawBuilder<boolean>;
  readonly today: string;
  readonly until: string;
}
/** Open cases past their day, and those due by another day. */
export const countCases = defineSql(
  'supply.count-cases-due',
  { reach: sql<boolean>`true`, known: sql<boolean>`true`, today: DAY, until: DAY } as CasesDue,
  (p: CasesDue) => sql<{ overdue: number; due: number }>`
  select (count(*) filter (where d.due_on < ${p.today}::date))::int as overdue, (count(*) filter (where d.due_on >= ${p.today}::date))::int as due
    from discrepancies d join shipment_legs l on l.id = d.leg_id join shipments s on s.id = d.shipment_id ${shipmentEnds} ${legEnds}
   where d.state = 'open' and d.due_on <= ${p.until}::date and ${p.reach} and ${p.known}`,
);

/** Trucks that were sent back with their load: it has to come down somewhere, or go another way. */
export const countTurnedBack = defineSql(
  'supply.count-turned-back',
  { reach: sql<boolean>`true` } as { reach: RawBuilder<boolean> },
  (p: { reach: RawBuilder<boolean> }) => sql<{ n: number }>`
  select count(*)::int as n from shipment_legs l join shipments s on s.id = l.shipment_id ${shipmentEnds} ${legEnds} where l.state = 'turned-back' and ${p.reach}`,
);

/** Requests in reach that are sent and undecided, but for those that the reader wrote or sent. */
export const countToApprove = defineSql(
  'supply.count-requests-to-approve',
  { reach: sql<boolean>`true`, onlyOrg: null, me: SAMPLE } as { reach: RawBuilder<boolean>; onlyOrg: string | null; me: string },
  (p: { reach: RawBuilder<boolean>; onlyOrg: string | null; me: string }) => sql<{ n: number }>`
  select count(*)::int as n from supply_requests r join supply_plans pl on pl.id = r.plan_id join sites s on s.id = r.site_id join areas a on a.pcode = s.area
   where r.state = 'submitted' and ${p.reach} and (${p.onlyOrg}::uuid is null or pl.org_id = ${p.onlyOrg}::uuid) and r.created_by <> ${p.me}::uuid and r.submitted_by is distinct from ${p.me}::uuid`,
);

interface StockNeeds extends Sight {
  readonly until: string;
}
/** Lots in sight that expire by a day, and grants that end by it, with goods still in our keeping. */
export const countStockNeeds = defineSql(
  'supply.count-stock-needs',
  { ...anySight, until: DAY } as StockNeeds,
  (p: StockNeeds) => sql<{ lots: number; grants: number }>`
  with ${placesInSight(p)}, held as (
    select distinct k.lot, k.grant_code from pl join ledger_buckets k on k.book = 'goods' and k.place = pl.key and k.virtual is null join ledger_balances b on b.bucket_id = k.id and b.qty > 0
     where pl.stage <> 'points' and k.condition not in ('expired', 'recalled')
  )
  select (select count(distinct h.lot)::int from held h join lots t on t.id::text = h.lot where t.expires_on <= ${p.until}::date) as lots,
         (select count(distinct h.grant_code)::int from held h join grants g on g.id::text = h.grant_code where g.ends_on <= ${p.until}::date) as grants`,
);
