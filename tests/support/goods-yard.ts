import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id, newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { createFamily, createItem } from '#kernel/goods/contract/items.ts';
import { Move, StockAt } from '#kernel/goods/contract/moves.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import {
  closePlace,
  ensureLots,
  holdGoods,
  listFree,
  makeTruckPlace,
  postGoods,
  reverseGoods,
  voidGoodsHolds,
} from '#kernel/goods/server/index.ts';
import { importAreas } from '#kernel/places/contract/areas.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import type { TestMission } from './mission.ts';

/** A room made for tests: it calls each door of the goods book as a module would. */
const lots = z.array(
  z.strictObject({
    lotId: Id,
    itemId: Id,
    code: z.string(),
    expiresOn: z.string().optional(),
    madeOn: z.string().optional(),
    supplierId: Id.optional(),
    supplierRef: z.string().optional(),
    unitCost: z.strictObject({ minor: z.int(), currency: z.string() }).optional(),
  }),
);
const document = { documentId: Id, kind: z.string(), lots: lots.default([]), moves: z.array(Move), holds: z.array(Id).default([]) };
const kept = z.strictObject({ lots: z.record(z.string(), z.string()) });

export const decideMoves = defineCommand({
  name: 'yard.post-moves',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject(document),
  result: kept,
});
export const tellMoves = defineCommand({
  name: 'yard.tell-moves',
  version: 1,
  kind: 'fact',
  scope: () => 'mission',
  input: z.strictObject(document),
  result: kept,
});
export const takeBack = defineCommand({
  name: 'yard.reverse-moves',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ documentId: Id, reversalId: Id }),
});
export const promise = defineCommand({
  name: 'yard.hold-goods',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: Id, at: StockAt, qty: z.int() }),
});
export const giveBack = defineCommand({
  name: 'yard.void-holds',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ ids: z.array(Id) }),
});
export const sendTruck = defineCommand({
  name: 'yard.open-truck',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: Id, code: z.string(), siteId: Id.optional() }),
});
export const endTruck = defineCommand({
  name: 'yard.close-truck',
  version: 1,
  kind: 'fact',
  scope: () => 'mission',
  input: z.strictObject({ id: Id }),
  result: z.strictObject({ closed: z.boolean() }),
});
export const lookFree = defineCommand({
  name: 'yard.look-free',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ items: z.array(Id), under: Id }),
  result: z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())) }),
});

type Document = z.output<typeof decideMoves.input>;
const run = async (ctx: Parameters<typeof postGoods>[0], input: Document) => {
  const kept = await ensureLots(ctx, input.lots);
  const real = <S extends { lot?: string | undefined }>(side: S): S => (side.lot ? { ...side, lot: kept.get(side.lot) ?? side.lot } : side);
  const moves = input.moves.map((move) => ({ ...move, from: real(move.from), to: real(move.to) }));
  await postGoods(ctx, { documentId: input.documentId, kind: input.kind, moves, holds: input.holds });
  return { lots: Object.fromEntries(kept) };
};

export const yard: ServerRoom = {
  module: defineModule({
    name: 'yard',
    commands: [decideMoves, tellMoves, takeBack, promise, giveBack, sendTruck, endTruck, lookFree],
  }),
  commands: [
    handle(decideMoves, run),
    handle(tellMoves, run),
    handle(takeBack, async (ctx, input) => {
      await reverseGoods(ctx, input.documentId, input.reversalId);
      return {};
    }),
    handle(promise, async (ctx, input) => {
      await holdGoods(ctx, { holds: [input], priority: 50, purpose: 'test' });
      return {};
    }),
    handle(giveBack, async (ctx, input) => {
      await voidGoodsHolds(ctx, input.ids);
      return {};
    }),
    handle(sendTruck, async (ctx, input) => {
      await makeTruckPlace(ctx, { ...input, nameEn: `Truck ${input.code}` });
      return {};
    }),
    handle(endTruck, async (ctx, input) => ({ closed: await closePlace(ctx, input.id) })),
    handle(lookFree, async (ctx, input) => ({ rows: (await listFree(ctx, input)).map((row) => ({ ...row })) })),
  ],
};

export interface Stage {
  readonly siteId: string;
  readonly warehouse: string;
  readonly binA: string;
  readonly binB: string;
}

/** A warehouse with two bins at a site of its own, and the family `T` for items. */
export async function setStage(mission: TestMission): Promise<Stage> {
  const area = { pcode: 'TUR', level: 0, country: 'TUR', nameEn: 'Türkiye', nameTr: 'Türkiye', nameAr: 'تركيا', lat: 39, lon: 35 };
  const antep = { ...area, pcode: 'TUR027', level: 1, parent: 'TUR', nameEn: 'Gaziantep', nameTr: 'Gaziantep', nameAr: 'غازي عنتاب' };
  await mission.apply(importAreas, { source: 'test', validFrom: '2022-01-01', areas: [area, antep] });
  const stage = { siteId: newId(), warehouse: newId(), binA: newId(), binB: newId() };
  await mission.apply(createSite, { siteId: stage.siteId, code: 'S-BRC', type: 'warehouse', nameEn: 'Burç', area: 'TUR027' });
  await mission.apply(openPlace, {
    placeId: stage.warehouse,
    kind: 'warehouse',
    code: 'BRC',
    nameEn: 'Burç warehouse',
    siteId: stage.siteId,
  });
  for (const [placeId, code] of [
    [stage.binA, 'BRC-A1'],
    [stage.binB, 'BRC-B1'],
  ] as const)
    await mission.apply(openPlace, { placeId, kind: 'bin', code, nameEn: `Bin ${code}`, parentId: stage.warehouse });
  await mission.apply(createFamily, { code: 'T', nameEn: 'Test goods' });
  return stage;
}

/** An item of the test's own. */
export async function makeItem(mission: TestMission, over: Partial<z.input<typeof createItem.input>> = {}): Promise<string> {
  const itemId = newId();
  await mission.apply(createItem, {
    itemId,
    code: `T-${itemId.slice(-8).toUpperCase()}`,
    unit: 'piece',
    family: 'T',
    nameEn: 'Thing',
    ...over,
  });
  return itemId;
}
