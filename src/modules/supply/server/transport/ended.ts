import { handle } from '#foundation/pipeline/context.ts';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { closePlace } from '#kernel/goods/server/index.ts';
import { closeTrucks } from '../../contract/transport/legs.ts';
import { listEndedTrucks } from './legs.repo.ts';

/** Facts of a journey may be told late; until then its truck stays a place that goods can come from. */
const waitDays = 21;

export const handleCloseTrucks = handle(closeTrucks, async (ctx) => {
  const before = new Date(ctx.now.getTime() - waitDays * 86_400_000).toISOString();
  const ended = await listEndedTrucks.all(ctx.tx, { before });
  for (const { truckPlaceId } of ended) await closePlace(ctx, truckPlaceId);
  return { closed: ended.length };
});

export const closeTrucksJob: LongJobHandler = {
  name: 'supply.close-trucks',
  work: async (job) => {
    await job.command(closeTrucks, {});
  },
};
