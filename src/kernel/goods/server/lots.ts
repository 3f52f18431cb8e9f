import { answer, handle } from '#foundation/pipeline/context.ts';
import { correctLot, getLot, searchLots } from '../contract/lots.ts';
import { problems } from '../contract/problems.ts';
import { lotKey } from './doors.ts';
import { namesOf } from './items.ts';
import { findLot, lockLot, searchLotRows, updateLot } from './lots.repo.ts';
import type { LotFound } from './lots.repo.ts';
import { placeReach } from './stock-places.ts';
import { sql } from '#foundation/db/sql.ts';

/** Lots are read with the stock they are. */
const readStock = 'goods.list-stock';

export const handleCorrectLot = handle(correctLot, async (ctx, input) => {
  await lockLot.run(ctx.tx, { id: input.lotId });
  const now = await findLot.maybe(ctx.tx, { id: input.lotId, reach: sql<boolean>`true`, all: true });
  if (!now) throw problems.problem('lot-not-found');
  if (now.version !== input.version) throw problems.problem('changed-meanwhile', { seen: input.version, now: now.version });
  await updateLot.run(ctx.tx, {
    id: now.id,
    item_id: now.item_id,
    code: input.code,
    code_key: lotKey(input.code),
    expires_on: input.expiresOn ?? null,
    made_on: input.madeOn ?? null,
    supplier_id: input.supplierId ?? null,
    supplier_ref: input.supplierRef || null,
    unit_cost: input.unitCost?.minor ?? null,
    cost_currency: input.unitCost?.currency ?? null,
    note: input.note || null,
  });
  ctx.touch('lot', now.id);
  ctx.touch('item', now.item_id);
  await ctx.settle('goods.lot-differs', { kind: 'lot', id: now.id });
  return {};
});

function shown(lot: LotFound) {
  return {
    id: lot.id,
    code: lot.code,
    itemId: lot.item_id,
    itemCode: lot.item_code,
    itemNames: namesOf(lot.name_en, lot.name_tr, lot.name_ar),
    expiresOn: lot.expires_on,
    madeOn: lot.made_on,
    receivedOn: lot.received_on,
    supplierId: lot.supplier_id,
    supplierNames: namesOf(lot.supplier_en, lot.supplier_tr, lot.supplier_ar),
    recalledAt: lot.recalled_at?.toISOString() ?? null,
  };
}

export const answerGetLot = answer(getLot, async (ctx, input) => {
  const all = ctx.can(readStock, {});
  const lot = await findLot.maybe(ctx.tx, { id: input.lotId, reach: ctx.reach(readStock, placeReach), all });
  if (!lot) throw problems.problem('lot-not-found');
  return {
    ...shown(lot),
    unit: lot.unit,
    tracking: lot.tracking,
    supplierRef: all ? lot.supplier_ref : null,
    // What a thing cost is for those who see the whole mission's stock.
    unitCost: all && lot.unit_cost !== null ? { minor: lot.unit_cost, currency: lot.cost_currency! } : null,
    recallReason: lot.recall_reason,
    note: lot.note,
    version: lot.version,
    abilities: ctx.abilities([correctLot.name], {}),
  };
});

export const answerSearchLots = answer(searchLots, async (ctx, input) => {
  const rows = await searchLotRows.all(ctx.tx, {
    reach: ctx.reach(readStock, placeReach),
    all: ctx.can(readStock, {}),
    key: input.text.trim() === '' ? '' : lotKey(input.text),
    itemId: input.itemId ?? null,
    limit: input.limit,
  });
  return { rows: rows.map((row) => ({ ...shown(row), nameEn: row.name_en, nameTr: row.name_tr, nameAr: row.name_ar })) };
});
