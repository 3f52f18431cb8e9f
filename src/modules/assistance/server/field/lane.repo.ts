import type { RawBuilder } from 'kysely';
import { defineSql, sql } from '#foundation/db/sql.ts';
import type { LanePack } from '../../contract/field/lane.ts';
import { SAMPLE, itemIn, namesIn } from '../shared.repo.ts';

export interface LaneReach {
  readonly reach: RawBuilder<boolean>;
  readonly onlyOrg: string | null;
}
const from = sql`from assistance_lanes l join assistance_events e on e.id = l.event_id join sites s on s.id = e.site_id join areas a on a.pcode = s.area`;
export interface LanePackFound extends Omit<LanePack, 'keys' | 'pinKey'> {
  readonly givesOn: string;
  readonly names: boolean;
}
const tokens = (
  which: RawBuilder<unknown>,
  lane: boolean,
) => sql`coalesce((select jsonb_agg(jsonb_build_object('hash', t.token_hash, 'number', t.number, 'size', t.household_size, 'lost', t.state = 'lost',
  'alternate', t.alternate,
  'served', exists (select from assistance_handovers h where h.token_id = t.id and h.undone_at is null)${lane ? sql`, 'lane', tl.no` : sql``}) order by t.number)
  from assistance_tokens t join assistance_lanes tl on tl.id = t.lane_id where t.event_id = e.id and ${which}), '[]'::jsonb)`;
/** A lane of a distribution within reach that has not ended. */
export const findLanePack = defineSql(
  'assistance.find-lane-pack',
  { laneId: SAMPLE, reach: sql<boolean>`true`, onlyOrg: null } as LaneReach & { laneId: string },
  (p) => sql<Omit<LanePackFound, 'stoppedAt'> & { stoppedAt: Date | null }>`
  select e.id as "eventId", e.number, e.site_id as "siteId", ${namesIn('s')} as site, e.admits, coalesce(e.expected, 0) as expected, l.id as "laneId", l.no as lane, l.kind, l.closed_at is not null as closed,
         case when e.state = 'stopped' then e.stopped_at end as "stoppedAt", e.gives_on as "givesOn",
         e.names_reason is not null as names, exists (select from assistance_tokens t where t.event_id = e.id and t.household_id is not null) as register,
         (select jsonb_agg(distinct ${itemIn('i')}) from assistance_package_lines k join items i on i.id = k.item_id where k.package_id = e.package_id and k.version = e.package_version) as items,
         (select jsonb_agg(jsonb_build_object('itemId', k.item_id, 'fromSize', k.from_size, 'toSize', k.to_size, 'qty', k.qty) order by k.item_id, k.from_size)
            from assistance_package_lines k where k.package_id = e.package_id and k.version = e.package_version) as bands,
         ${tokens(sql`t.lane_id = l.id`, false)} as tokens, ${tokens(sql`t.lane_id <> l.id`, true)} as others
    ${from} where ${p.reach} and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid) and l.id = ${p.laneId}
     and e.state in ('planned', 'stock_reserved', 'open', 'stopped')`,
);
export interface LaneOffer {
  readonly laneId: string;
  readonly number: string;
  readonly lane: number;
  readonly givesOn: string;
}
/** Lanes of the distributions of these days. */
export const listLaneOffers = defineSql(
  'assistance.list-lane-offers',
  { reach: sql<boolean>`true`, onlyOrg: null, from: '2023-03-01', to: '2023-03-04' } as LaneReach & { from: string; to: string },
  (p) => sql<LaneOffer>`
  select l.id as "laneId", e.number, l.no as lane, e.gives_on as "givesOn" ${from}
   where ${p.reach} and (${p.onlyOrg}::uuid is null or e.org_id = ${p.onlyOrg}::uuid) and l.closed_at is null and e.gives_on between ${p.from}::date and ${p.to}::date
     and e.state in ('planned', 'stock_reserved', 'open', 'stopped') order by e.gives_on, e.number, l.no limit 200`,
);
