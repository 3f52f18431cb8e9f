import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { defineKit, getKit } from '../contract/kits.ts';
import { problems } from '../contract/problems.ts';
import { findItem, listItemsBy } from './items.repo.ts';
import { lockedItem } from './items.ts';
import { findKitVersion, insertKit, listHeld, listKitRows, listPartOf, supersedeKit } from './kits.repo.ts';

export const handleDefineKit = handle(defineKit, async (ctx, input) => {
  const item = await lockedItem(ctx, input.itemId);
  if (item.status === 'retired') throw problems.problem('item-retired');
  const ids = input.components.map((component) => component.itemId);
  if (new Set(ids).size < ids.length) throw problems.problem('component-twice');
  if ((await listItemsBy.all(ctx.tx, { ids, codes: [] })).length < ids.length) throw problems.problem('item-not-found');
  // A kit does not hold itself, nor a kit that holds it.
  const held = await listHeld.all(ctx.tx, { items: ids });
  if (held.some((one) => one.id === input.itemId)) throw problems.problem('kit-in-itself');
  const { version: last } = await findKitVersion.one(ctx.tx, { itemId: input.itemId });
  if (last !== input.seen) throw problems.problem('changed-meanwhile', { seen: input.seen, now: last });
  const at = ctx.now.toISOString();
  await supersedeKit.run(ctx.tx, { itemId: input.itemId, at });
  await insertKit.run(ctx.tx, {
    id: input.kitId,
    itemId: input.itemId,
    version: last + 1,
    note: input.note || null,
    at,
    components: input.components.map((component) => ({ item_id: component.itemId, qty: component.qty, note: component.note || null })),
  });
  ctx.touch('item', input.itemId);
  return { version: last + 1 };
});

export interface KitFacts {
  readonly id: string;
  readonly version: number;
  readonly components: readonly { readonly itemId: string; readonly qty: number }[];
}
/** A door: how a kit is put together now; undefined when it is not defined. */
export async function kitOf(ctx: RequestContext, itemId: string): Promise<KitFacts | undefined> {
  const kit = (await listKitRows.all(ctx.tx, { itemId })).find((row) => row.superseded_at === null);
  return kit && { id: kit.id, version: kit.version, components: kit.components.map(({ itemId: id, qty }) => ({ itemId: id, qty })) };
}

export const answerGetKit = answer(getKit, async (ctx, input) => {
  if (!(await findItem.maybe(ctx.tx, { id: input.itemId }))) throw problems.problem('item-not-found');
  const versions = await listKitRows.all(ctx.tx, input);
  const partOf = await listPartOf.all(ctx.tx, input);
  return {
    versions: versions.map((kit) => ({
      id: kit.id,
      version: kit.version,
      note: kit.note,
      validFrom: kit.valid_from.toISOString(),
      supersededAt: kit.superseded_at?.toISOString() ?? null,
      components: [...kit.components],
    })),
    partOf: partOf.map((row) => ({ itemId: row.id, itemCode: row.code, itemNames: row.names, qty: row.qty })),
    abilities: ctx.abilities([defineKit.name], {}),
  };
});
