import type { CommandContext } from '#foundation/pipeline/context.ts';
import { untell } from '#kernel/notify/server/index.ts';
import { listPutRight } from './pack-uses.repo.ts';

/** What a second person finds at the bell while lines that were entered with a wrong pack wait for them. */
export const packWaits = (packId: string) => ({ kind: 'pack-uses-wait', subject: { kind: 'item-pack', id: packId } });

/** The bell is still about packs of these items of which no line waits any more: booked, taken back, or right after all. */
export async function untellPutRight(ctx: CommandContext, items: readonly string[]): Promise<void> {
  for (const { id } of await listPutRight.all(ctx.tx, { items })) await untell(ctx, packWaits(id));
}
