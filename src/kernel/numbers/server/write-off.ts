import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Id } from '#foundation/ids.ts';
import { writeOffBlocks } from './numbers.repo.ts';

/** Ends the blocks of a device that is revoked, each with a record of its own; answers how many. */
export async function writeOffBlocksOf(ctx: CommandContext, deviceId: Id): Promise<number> {
  const blocks = await writeOffBlocks.all(ctx.tx, { deviceId, at: ctx.now.toISOString() });
  for (const { id } of blocks) ctx.touch('number-block', id);
  return blocks.length;
}
