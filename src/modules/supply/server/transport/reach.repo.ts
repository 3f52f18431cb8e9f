import type { RequestContext } from '#foundation/pipeline/context.ts';
import { sql } from '#foundation/db/sql.ts';
import { dayIn } from '#foundation/time.ts';
import type { RawBuilder } from 'kysely';
import { seeMovements } from '../../contract/transport/shipments.ts';

/**
 * The condition that keeps shipments within reach by either of their ends. Aliases: `s` shipment, `op`/`oa` its origin's
 * place and area, `cp`/`ca` its consignee's.
 */
export function shipmentReach(ctx: RequestContext, permission: string): RawBuilder<boolean> {
  const origin = ctx.reach(permission, { areas: 'oa.lineage', site: 'op.site_id', org: 'op.org_id', response: 's.response_id' });
  const consignee = ctx.reach(permission, { areas: 'ca.lineage', site: 'cp.site_id', org: 's.consignee_org_id' });
  return sql<boolean>`(${origin} or ${consignee})`;
}

/** The same for trucks, which also lie at both ends of their leg. Further aliases: `fp`/`fa` and `tp`/`ta`. */
export function legReach(ctx: RequestContext, permission: string): RawBuilder<boolean> {
  const from = ctx.reach(permission, { areas: 'fa.lineage', site: 'fp.site_id', org: 'fp.org_id' });
  const to = ctx.reach(permission, { areas: 'ta.lineage', site: 'tp.site_id', org: 'tp.org_id' });
  return sql<boolean>`(${shipmentReach(ctx, permission)} or ${from} or ${to})`;
}

/** Whether a truck, alias `l`, came to its end before today: where it was bound for is then no movement to come. */
const endedBefore = (ctx: RequestContext): RawBuilder<boolean> => {
  const { timeZone } = ctx.mission;
  return sql<boolean>`coalesce((l.received_at at time zone ${timeZone}::text)::date < ${dayIn(timeZone, ctx.now)}::date, false)`;
};

/** What is told of a truck by the hour, in free words and pictures: to who may see movements, to everybody else the day after its end. */
export const roadKnown = (ctx: RequestContext, reach: typeof legReach): RawBuilder<boolean> =>
  sql<boolean>`(${reach(ctx, seeMovements.name)} or ${endedBefore(ctx)})`;

/** That there is a truck, and for which store: as `roadKnown`, and at once to the consignee `s` whose own it is. */
export const truckKnown = (ctx: RequestContext, reach: typeof legReach): RawBuilder<boolean> =>
  sql<boolean>`(${roadKnown(ctx, reach)} or s.consignee_org_id = ${ctx.actor.orgId}::uuid)`;

export const shipmentEnds = sql`
  join stock_places op on op.id = s.origin_place_id left join sites os on os.id = op.site_id left join areas oa on oa.pcode = os.area
  join stock_places cp on cp.id = s.consignee_place_id left join sites cs on cs.id = cp.site_id left join areas ca on ca.pcode = cs.area`;
export const legEnds = sql`
  join stock_places fp on fp.id = l.from_place_id left join sites fs on fs.id = fp.site_id left join areas fa on fa.pcode = fs.area
  join stock_places tp on tp.id = l.to_place_id left join sites ts on ts.id = tp.site_id left join areas ta on ta.pcode = ts.area`;
