import { sql } from '#foundation/db/sql.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import type { Sight } from './shared.repo.ts';

/**
 * What the reader may see of places for a permission. Where trucks go now is for who sees movements and for who waits for
 * them: others with a right for a site or an area would learn from it what is on its way there.
 */
export async function sightOf(ctx: RequestContext, permission: string): Promise<Sight> {
  const ends = { areas: 'da.lineage', site: 'd.site_id', org: 'sh.consignee_org_id' };
  const live = ctx.reach(seeMovements.name, ends);
  return {
    reach: ctx.reach(permission, { areas: 'a.lineage', site: 'p.site_id', org: 'p.org_id' }),
    truckReach: sql<boolean>`(${ctx.reach(permission, { org: ends.org })} or (${live} and ${ctx.reach(permission, ends)}))`,
    onlyOrg: await onlyOrg(ctx),
    live,
  };
}

/** The same of what has happened: on whose truck, and for whom, is told to all who may see either end. */
export async function sightOfPast(ctx: RequestContext, permission: string): Promise<Sight> {
  const truckReach = ctx.reach(permission, { areas: 'da.lineage', site: 'd.site_id', org: 'sh.consignee_org_id' });
  return { ...(await sightOf(ctx, permission)), truckReach, live: sql<boolean>`true` };
}

export { mayGrants } from '../grants.ts';

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
export const daysFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
