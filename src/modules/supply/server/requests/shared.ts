import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../../contract/requests/problems.ts';
import { findItemsOf } from './shared.repo.ts';

/** The mission's day. */
export const today = (ctx: RequestContext) => dayIn(ctx.mission.timeZone, ctx.now);

/** Items that may be asked for: known and not retired. */
export async function mustBeItems(ctx: RequestContext, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await findItemsOf.all(ctx.tx, { ids: wanted });
  if (found.length < wanted.length) throw problems.problem('item-unknown', { items: wanted.length - found.length });
  const retired = found.find((item) => item.status === 'retired');
  if (retired) throw problems.problem('item-retired', { item: retired.code });
}
