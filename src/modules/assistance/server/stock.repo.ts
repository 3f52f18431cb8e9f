import { defineSql, sql } from '#foundation/db/sql.ts';
import type { ItemBrief } from '../contract/shared.ts';
import { AT, SAMPLE, itemIn } from './shared.repo.ts';

export interface StockRow {
  readonly item: ItemBrief;
  readonly reserved: number;
  readonly received: number;
  readonly distributed: number;
  readonly returned: number;
  readonly counted: number;
  readonly short: number;
  readonly other: number;
  readonly left: number;
}
/**
 * What the books say of a distribution's own place, item by item: each movement by what stands on its other side. What moved
 * within the place (another lot, another condition) is nothing.
 */
export const listStock = defineSql(
  'assistance.list-event-stock',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<StockRow>`
  with e as (select id, place_id::text as place, package_id, package_version from assistance_events where id = ${p.eventId}),
  k as (select b.id, b.item from ledger_buckets b join e on b.place = e.place where b.book = 'goods' and b.virtual is null),
  moves as (
    select k.item, f.virtual, n.qty from k join ledger_entries n on n.to_bucket = k.id join ledger_buckets f on f.id = n.from_bucket join e on f.virtual is not null or f.place <> e.place
    union all
    select k.item, t.virtual, -n.qty from k join ledger_entries n on n.from_bucket = k.id join ledger_buckets t on t.id = n.to_bucket join e on t.virtual is not null or t.place <> e.place
  ),
  sums as (
    select item, coalesce(sum(qty) filter (where virtual is null and qty > 0), 0)::bigint as received, -coalesce(sum(qty) filter (where virtual is null and qty < 0), 0)::bigint as returned,
           -coalesce(sum(qty) filter (where virtual = 'households'), 0)::bigint as distributed, coalesce(sum(qty) filter (where virtual = 'count-difference'), 0)::bigint as counted,
           coalesce(sum(qty) filter (where virtual = 'unexplained'), 0)::bigint as short,
           coalesce(sum(qty) filter (where virtual not in ('households', 'count-difference', 'unexplained')), 0)::bigint as other, sum(qty)::bigint as left
      from moves group by item
  ),
  held as (select item_id, sum(qty)::bigint as qty from assistance_reserved where event_id = ${p.eventId} and state = 'held' group by item_id),
  named as (select l.item_id from assistance_package_lines l join e on l.package_id = e.package_id and l.version = e.package_version
            union select item::uuid from sums union select item_id from held)
  select ${itemIn('i')} as item, coalesce(h.qty, 0) as reserved, coalesce(x.received, 0) as received, coalesce(x.distributed, 0) as distributed, coalesce(x.returned, 0) as returned,
         coalesce(x.counted, 0) as counted, coalesce(x.short, 0) as short, coalesce(x.other, 0) as other, coalesce(x.left, 0) as left
    from named n join items i on i.id = n.item_id left join sums x on x.item = n.item_id::text left join held h on h.item_id = n.item_id order by i.code`,
);

export interface ReservedWrite {
  readonly eventId: string;
  readonly holds: readonly { id: string; itemId: string; at: unknown; qty: number }[];
}
export const insertReserved = defineSql(
  'assistance.insert-reserved',
  { eventId: SAMPLE, holds: [{ id: SAMPLE, itemId: SAMPLE, at: {}, qty: 1 }] } as ReservedWrite,
  (p: ReservedWrite) => sql`
  insert into assistance_reserved (id, event_id, item_id, at, qty)
  select id, ${p.eventId}::uuid, "itemId", at, qty from jsonb_to_recordset(${JSON.stringify(p.holds)}::jsonb) as r(id uuid, "itemId" uuid, at jsonb, qty bigint)`,
);
export interface ReservedRow {
  readonly id: string;
  readonly item_id: string;
  readonly at: {
    item: string;
    lot?: string;
    place: string;
    grant?: string;
    condition: 'good' | 'damaged' | 'quarantine' | 'recalled' | 'expired' | 'unsorted' | 'returned';
    owner: 'own';
  };
  readonly qty: number;
}
export const listReserved = defineSql(
  'assistance.list-reserved',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<ReservedRow>`
  select id, item_id, at, qty from assistance_reserved where event_id = ${p.eventId} and state = 'held' order by id`,
);
export const endReserved = defineSql(
  'assistance.end-reserved',
  { eventId: SAMPLE, state: 'released' },
  (p: { eventId: string; state: string }) =>
    sql`update assistance_reserved set state = ${p.state} where event_id = ${p.eventId} and state = 'held'`,
);
export const closeLaneRow = defineSql(
  'assistance.close-lane',
  { eventId: SAMPLE, id: SAMPLE, at: '2023-03-01T00:00:00Z' },
  (p: { eventId: string; id: string; at: string }) => sql`
  update assistance_lanes set closed_at = least(closed_at, ${p.at}::timestamptz) where id = ${p.id} and event_id = ${p.eventId}`,
);

export interface SignatureWrite {
  readonly eventId: string;
  readonly side: string;
  readonly means: string;
  readonly by: string;
  readonly at: string;
  readonly figures: string;
  readonly hash: string;
}
export const insertSignature = defineSql(
  'assistance.insert-signature',
  {
    eventId: SAMPLE,
    side: 'partner',
    means: 'screen',
    by: SAMPLE,
    at: '2023-03-01T00:00:00Z',
    figures: '{}',
    hash: '0'.repeat(64),
  } as SignatureWrite,
  (p: SignatureWrite) => sql`
  insert into assistance_signatures (event_id, side, means, by, at, figures, figures_hash)
  values (${p.eventId}, ${p.side}, ${p.means}, ${p.by}, ${p.at}, ${p.figures}::jsonb, ${p.hash})`,
);
export interface SignatureFound {
  readonly side: 'partner' | 'monitor';
  readonly means: 'screen' | 'paper';
  readonly by: string;
  readonly at: Date;
  readonly hash: string;
}
export const listSignatures = defineSql(
  'assistance.list-signatures',
  { eventId: SAMPLE },
  (p: { eventId: string }) => sql<SignatureFound>`
  select g.side, g.means, u.name as by, g.at, g.figures_hash as hash from assistance_signatures g join users u on u.id = g.by where g.event_id = ${p.eventId} order by g.at desc`,
);

export interface MissedFound {
  readonly item: string;
  readonly lot: string | null;
  readonly place: string;
  readonly grant: string | null;
  readonly condition: ReservedRow['at']['condition'];
  readonly owner: string;
  readonly qty: number;
}
/** What counts of a day took out of its stock for want of an explanation, when they came after a moment: the bucket it lay in. */
export const listMissed = defineSql(
  'assistance.list-missed',
  { eventId: SAMPLE, items: [SAMPLE], at: AT } as { eventId: string; items: readonly string[]; at: string },
  (p) => sql<MissedFound>`
  with of as (
    select k.id, k.item, k.lot, k.place, k.grant_code as "grant", k.condition, k.owner from assistance_events e
      join ledger_buckets k on k.book = 'goods' and k.virtual is null and k.place = e.place_id::text and k.item = any(${p.items}::text[])
     where e.id = ${p.eventId} and exists (select from assistance_marks m where m.event_id = e.id and m.kind = 'counted' and m.occurred_at >= ${p.at}))
  select of.item, of.lot, of.place, of."grant", of.condition, of.owner, (coalesce(o.qty, 0) - coalesce(i.qty, 0))::bigint as qty from of
    cross join lateral (select sum(n.qty) as qty from ledger_entries n join ledger_buckets t on t.id = n.to_bucket where n.from_bucket = of.id and t.virtual = 'count-difference') o
    cross join lateral (select sum(n.qty) as qty from ledger_entries n join ledger_buckets f on f.id = n.from_bucket where n.to_bucket = of.id and f.virtual = 'count-difference') i
   where coalesce(o.qty, 0) > coalesce(i.qty, 0) order by of.id`,
);
