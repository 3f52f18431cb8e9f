import type { RawBuilder } from 'kysely';
import { orderBy } from '#foundation/db/order.ts';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { BackOrderRow } from '../../contract/requests/allocation.ts';
import type { GrantRule } from '../../domain/requests/rules.ts';
import { SAMPLE, namesIn } from './shared.repo.ts';

/** Agreements with the rules that allocation keeps. */
export const listGrantRules = defineSql(
  'supply.list-grant-rules',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<GrantRule>`
  select g.id, g.code, g.status, g.starts_on as "startsOn", g.ends_on as "endsOn", g.sectors,
         array(select pcode from grant_areas where grant_id = g.id) as areas, array(select org_id::text from grant_partners where grant_id = g.id) as partners
    from grants g where g.id = any(${p.ids}::uuid[])`,
);
/** How much of buckets is kept for a Quick Release. */
export const listKept = defineSql(
  'supply.list-kept',
  { buckets: [1] as readonly number[] },
  (p: { buckets: readonly number[] }) => sql<{ bucketId: number; qty: number }>`
  select r.bucket_id as "bucketId", sum(r.qty)::bigint as qty from quick_reserves q join ledger_reservations r on r.id = q.id and r.state = 'held'
   where q.ended_at is null and r.bucket_id = any(${p.buckets}::bigint[]) group by r.bucket_id`,
);
export const listPlaceKinds = defineSql(
  'supply.list-place-kinds',
  { ids: [SAMPLE] as readonly string[] },
  (p: { ids: readonly string[] }) => sql<{ id: string; kind: string }>`select id, kind from stock_places where id = any(${p.ids}::uuid[])`,
);

export interface BackOrderFilter {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
  readonly search: string | null;
  readonly itemId: string | null;
  readonly orgId: string | null;
  readonly hope: boolean | null;
  readonly broken: boolean | null;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
const sortable = {
  requestNumber: sql`"requestNumber"`,
  itemCode: sql`"itemCode"`,
  itemNames: sql`"itemNames" ->> 'en'`,
  backOrder: sql`"backOrder"`,
  asked: sql`asked`,
  allocated: sql`allocated`,
  shipped: sql`shipped`,
  cameSince: sql`"cameSince"`,
  freeNow: sql`"freeNow"`,
  neededOn: sql`"neededOn"`,
  orgNames: sql`"orgNames" ->> 'en'`,
  siteNames: sql`"siteNames" ->> 'en'`,
  triedAt: sql`"triedAt"`,
  broken: sql`broken`,
};
type Row = Omit<BackOrderRow, 'triedAt'> & { readonly triedAt: Date | null };
/**
 * Lines of approved requests that still wait. What is free is counted once for each item; what came is what receipts brought
 * into the mission's own stores after goods were last looked for.
 */
export const listBackOrderRows = defineSql(
  'supply.list-back-orders',
  {
    reach: sql<boolean>`true`,
    onlyOrg: null,
    search: 'x',
    itemId: null,
    orgId: null,
    hope: null,
    broken: null,
    sort: '-cameSince',
    limit: 50,
    offset: 0,
  } as BackOrderFilter,
  (p: BackOrderFilter) => sql<Row & { total: number }>`
  with open as materialized (
    select l.id as "lineId", l.request_id as "requestId", r.number as "requestNumber", l.item_id as "itemId", i.code as "itemCode", ${namesIn('i')} as "itemNames", i.unit,
           ${namesIn('o')} as "orgNames", ${namesIn('s')} as "siteNames", r.needed_on as "neededOn", l.qty as asked, l.allocated, l.shipped, l.qty - l.allocated - l.shipped as "backOrder",
           r.tried_at as "triedAt", (select count(*) from supply_picks k where k.line_id = l.id and k.state = 'broken') as broken
      from supply_requests r join supply_request_lines l on l.request_id = r.id and l.qty > l.allocated + l.shipped join items i on i.id = l.item_id
      join supply_plans pl on pl.id = r.plan_id join organisations o on o.id = pl.org_id join sites s on s.id = r.site_id join areas a on a.pcode = s.area
     where r.state in ('approved', 'part-allocated', 'part-shipped', 'allocated') and ${p.reach} and (${p.onlyOrg}::uuid is null or pl.org_id = ${p.onlyOrg}::uuid)
       and (${p.itemId}::uuid is null or l.item_id = ${p.itemId}::uuid) and (${p.orgId}::uuid is null or pl.org_id = ${p.orgId}::uuid)
       and (${p.search}::text is null or r.number ilike '%' || ${p.search} || '%' or i.code ilike '%' || ${p.search} || '%' or i.name_en ilike '%' || ${p.search} || '%' or o.name_en ilike '%' || ${p.search} || '%')
  ), free as materialized (
    select b.item, sum(n.qty - n.reserved)::bigint as free from ledger_buckets b join ledger_balances n on n.bucket_id = b.id join stock_places w on w.id::text = b.place
     where b.book = 'goods' and b.item in (select "itemId"::text from open) and b.condition = 'good' and b.owner = 'own' and w.kind in ('warehouse', 'zone', 'bin', 'receiving', 'dispatch', 'hub') group by b.item
  ), seen as materialized (
    select distinct "itemId", "triedAt" from open where "triedAt" is not null
  ), came as materialized (
    select x."itemId", x."triedAt", (select coalesce(sum(e.qty), 0)::bigint from ledger_buckets v join ledger_entries e on e.from_bucket = v.id join ledger_documents d on d.id = e.doc_id
              where v.book = 'goods' and v.item = x."itemId"::text and v.virtual in ('supplier', 'donor-in-kind', 'opening') and d.recorded_at > x."triedAt") as came
      from seen x
  ), shown as (
    select o.*, coalesce(f.free, 0) as "freeNow", coalesce(c.came, 0) as "cameSince"
      from open o left join free f on f.item = o."itemId"::text left join came c on c."itemId" = o."itemId" and c."triedAt" = o."triedAt"
  )
  select *, count(*) over () as total from shown
   where (${p.hope}::boolean is null or ("freeNow" > 0 or "cameSince" > 0) = ${p.hope}) and (${p.broken}::boolean is null or (broken > 0) = ${p.broken})
   ${orderBy(p.sort, sortable, sql`"neededOn", "requestNumber", "itemCode"`, sql`"lineId"`)} limit ${p.limit} offset ${p.offset}`,
);
