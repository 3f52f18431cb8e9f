import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { addPack, endPack } from '../contract/items.ts';
import { problems } from '../contract/problems.ts';
import { lowest } from '../domain/items.ts';
import { findItem } from './items.repo.ts';
import { findPack, insertPacks, supersedePack } from './packs.repo.ts';
import type { PackFound, PackWrite } from './packs.repo.ts';

interface PackSaid {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly smallest: number;
  readonly per: number;
  readonly grossWeightG?: number | undefined;
  readonly volumeCm3?: number | undefined;
}

/** A pack's row; the ratio in lowest terms. */
export function packWrite(itemId: string, pack: PackSaid, version: number): PackWrite {
  return {
    id: pack.id,
    item_id: itemId,
    code: pack.code,
    kind: pack.kind,
    ...lowest(pack.smallest, pack.per),
    version,
    gross_weight_g: pack.grossWeightG ?? null,
    volume_cm3: pack.volumeCm3 ?? null,
  };
}

export const handleAddPack = handle(addPack, async (ctx, input) => {
  if (!(await findItem.maybe(ctx.tx, { id: input.itemId }))) throw problems.problem('item-not-found');
  await insertPacks.run(ctx.tx, { packs: [packWrite(input.itemId, input.pack, 1)], at: ctx.now.toISOString(), by: ctx.actor.userId });
  ctx.touch('item', input.itemId);
  return {};
});

export const handleEndPack = handle(endPack, async (ctx, input) => {
  const pack = await getPack(ctx, input.packId);
  const ended = await supersedePack.run(ctx.tx, { id: pack.id, at: ctx.now.toISOString(), reason: input.reason, wrong: false });
  if (ended === 0) throw problems.problem('pack-ended');
  ctx.touch('item', pack.item_id);
  return {};
});

export async function getPack(ctx: CommandContext, id: string): Promise<PackFound> {
  const pack = await findPack.maybe(ctx.tx, { id });
  if (!pack) throw problems.problem('pack-not-found');
  return pack;
}
