import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import { selectBalances, selectBalancesOn } from './balances.repo.ts';
import type { BalanceLine, BucketFilter } from './balances.repo.ts';

/**
 * What lies in many real buckets now, and how much of it is promised; empty ones only when asked. In no order. The caller has
 * decided which places its reader may see.
 */
export async function listBalances(
  ctx: RequestContext,
  filter: BucketFilter,
  options: { withEmpty?: boolean } = {},
): Promise<(BalanceLine & { reserved: number })[]> {
  return selectBalances.all(ctx.tx, { filter, withEmpty: options.withEmpty ?? false });
}

/** What lay in many real buckets at the end of a day, by book date, in one walk; refused for a day that has not come. */
export async function balancesOn(
  ctx: RequestContext,
  day: string,
  filter: BucketFilter,
  options: { withEmpty?: boolean } = {},
): Promise<BalanceLine[]> {
  const today = refuseLaterDay(ctx, day);
  return selectBalancesOn.all(ctx.tx, { filter, day, today, withEmpty: options.withEmpty ?? false });
}

/** Today in the mission; a day after it has no balance. */
export function refuseLaterDay(ctx: RequestContext, day: string): string {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  if (day > today) throw problems.problem('day-too-late', { day });
  return today;
}
