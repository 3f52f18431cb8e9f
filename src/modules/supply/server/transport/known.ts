import type { FileRule } from '#foundation/pipeline/context.ts';
import { findKnown } from './known.repo.ts';
import { legReach, roadKnown, truckKnown } from './reach.repo.ts';

/** A picture tells where a truck is as plainly as a row does: it opens when the row that it hangs to is shown. */
export const isTruckKnown: FileRule = async (ctx, { id }) =>
  (await findKnown.maybe(ctx.tx, { id, known: truckKnown(ctx, legReach), road: roadKnown(ctx, legReach) }))?.known ?? false;
