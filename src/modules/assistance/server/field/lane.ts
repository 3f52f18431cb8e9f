import { handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { servePack } from '#foundation/pipeline/packs.ts';
import { dayIn } from '#foundation/time.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { lanePack, takeOverLane } from '../../contract/field/lane.ts';
import { problems } from '../../contract/problems.ts';
import { getEventOf, mark } from '../shared.ts';
import { findLanePack, listLaneOffers } from './lane.repo.ts';
import type { LaneReach } from './lane.repo.ts';

const day = 86_400_000;
const reachOf = async (ctx: RequestContext): Promise<LaneReach> => ({
  reach: ctx.reach(lanePack.name, { areas: 'a.lineage', site: 'e.site_id', org: 'e.org_id' }),
  onlyOrg: await onlyOrg(ctx),
});
/** Readable until two days after the distribution; a day that was put off still has the evening and the next day. */
const untilOf = (ctx: RequestContext, givesOn: string) =>
  new Date(Math.max(Date.parse(`${givesOn}T00:00:00Z`) + 3 * day, Math.ceil(ctx.now.getTime() / day) * day + day));

export const serveLane = servePack(
  lanePack,
  async (ctx, { lane }) => {
    const found = await findLanePack.maybe(ctx.tx, { ...(await reachOf(ctx)), laneId: lane });
    if (!found) throw problems.problem('lane-not-found');
    const { givesOn, stoppedAt, ...data } = found;
    return {
      title: `${found.number} · ${found.lane}`,
      until: untilOf(ctx, givesOn),
      data: { ...data, stoppedAt: stoppedAt?.toISOString() ?? null },
    };
  },
  async (ctx) => {
    const on = (days: number) => dayIn(ctx.mission.timeZone, new Date(ctx.now.getTime() + days * day));
    const rows = await listLaneOffers.all(ctx.tx, { ...(await reachOf(ctx)), from: on(-2), to: on(3) });
    return rows.map((row) => ({ params: { lane: row.laneId }, title: `${row.number} · ${row.lane}`, until: untilOf(ctx, row.givesOn) }));
  },
);

export const handleTakeOverLane = handle(takeOverLane, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, takeOverLane.name, true);
  await mark(ctx, event, 'lane-taken-over', { lane: input.from, served: input.served.length });
  return {};
});
