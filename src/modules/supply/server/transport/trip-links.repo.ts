import { defineSql, sql } from '#foundation/db/sql.ts';
import { AT, SAMPLE, placeJson } from './names.repo.ts';
import type { PlaceNamed } from './names.repo.ts';

export interface TripLegFound {
  readonly waybill: string;
  readonly state: string;
  readonly toConsignee: boolean;
  readonly orgId: string | null;
  readonly orgKind: string | null;
}
/** What a link for a truck is decided by. */
export const findTripLeg = defineSql(
  'supply.find-trip-leg',
  { legId: SAMPLE },
  (p: { legId: string }) => sql<TripLegFound>`
  select l.waybill, l.state, l.to_place_id = s.consignee_place_id as "toConsignee", o.id as "orgId", o.kind as "orgKind"
    from shipment_legs l join shipments s on s.id = l.shipment_id left join organisations o on o.id = s.consignee_org_id
   where l.id = ${p.legId} for share of l`,
);

const hash: Uint8Array = Buffer.alloc(1);
export interface NewTripLink {
  readonly id: string;
  readonly legId: string;
  readonly kind: string;
  readonly holder: Uint8Array;
  readonly by: string;
  readonly at: string;
}
export const insertTripLink = defineSql(
  'supply.insert-trip-link',
  { id: SAMPLE, legId: SAMPLE, kind: 'receiver', holder: hash, by: SAMPLE, at: AT } as NewTripLink,
  (p: NewTripLink) => sql`
  insert into trip_links (id, leg_id, kind, holder, given_by, given_at) values (${p.id}, ${p.legId}, ${p.kind}, ${p.holder}, ${p.by}, ${p.at})`,
);

/** Names who withdrew a link of this truck; no row: it is none of this truck's, or withdrawn already. */
export const markWithdrawn = defineSql(
  'supply.mark-trip-link-withdrawn',
  { id: SAMPLE, legId: SAMPLE, by: SAMPLE },
  (p: { id: string; legId: string; by: string }) => sql`
  update trip_links set withdrawn_by = ${p.by} where id = ${p.id} and leg_id = ${p.legId} and withdrawn_by is null`,
);

export interface TripLinkFound {
  readonly id: string;
  readonly kind: 'receiver' | 'monitor';
  readonly holder: Uint8Array;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly until: Date;
  readonly state: 'open' | 'over' | 'withdrawn';
  readonly uses: number;
  readonly lastUsedAt: Date | null;
}
/**
 * The links of a truck. Whether one still opens goes by the server's own clock, as its pass does: a set clock opens no door
 * longer. Hours are told by the mission's clock, `at` being its now.
 */
export const listTripLinkRows = defineSql(
  'supply.list-trip-links',
  { legId: SAMPLE, at: AT },
  (p: { legId: string; at: string }) => sql<TripLinkFound>`
  select t.id, t.kind, t.holder, u.name as "givenBy", t.given_at as "givenAt", ${p.at}::timestamptz + (g.expires_at - now()) as until,
         case when g.ended_at is not null then 'withdrawn' when g.expires_at <= now() then 'over' else 'open' end as state, g.uses,
         ${p.at}::timestamptz + (g.last_used_at - now()) as "lastUsedAt"
    from trip_links t join guest_passes g on g.id = t.id join users u on u.id = t.given_by
   where t.leg_id = ${p.legId} order by t.given_at desc, t.id`,
);

export interface TripFound {
  readonly legId: string;
  readonly kind: 'receiver' | 'monitor';
  readonly waybill: string;
  readonly place: PlaceNamed;
  readonly placeId: string;
  readonly until: Date;
  readonly toldAt: Date | null;
}
/** The trip of a guest, as long as the pass opens by the server's own clock; until when is told by the mission's. */
export const findTrip = defineSql(
  'supply.find-trip',
  { userId: SAMPLE, at: AT },
  (p: { userId: string; at: string }) => sql<TripFound>`
  select t.leg_id as "legId", t.kind, l.waybill, ${placeJson('tp')} as place, tp.id as "placeId", ${p.at}::timestamptz + (g.expires_at - now()) as until,
         (select max(f.recorded_at) from shipment_facts f where f.leg_id = l.id and f.actor_id = g.user_id) as "toldAt"
    from guest_passes g join trip_links t on t.id = g.id join shipment_legs l on l.id = t.leg_id join stock_places tp on tp.id = l.to_place_id
   where g.user_id = ${p.userId} and g.ended_at is null and g.expires_at > now()`,
);
