import { fold } from '#foundation/fold.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { linkFile, unlinkFile } from '#kernel/files/server/index.ts';
import { addPack, changeItem, createItem, endPack, getItem, listItems, reinstateItem, retireItem, searchItems } from '../contract/items.ts';
import { correctPack } from '../contract/packs.ts';
import { problems } from '../contract/problems.ts';
import { decideItemChange, decideRetire, isGtin } from '../domain/items.ts';
import type { ItemView } from '../domain/items.ts';
import {
  deleteCodes,
  findItem,
  insertCodes,
  insertItems,
  listCodeRows,
  listItemRows,
  lockItem,
  replaceKeys,
  searchItemRows,
  setItemStatus,
  updateItems,
} from './items.repo.ts';
import type { ItemFound, ItemWrite } from './items.repo.ts';
import { itemKeys } from './keys.ts';
import { packWrite } from './packs.ts';
import { insertPacks, listCurrentPacks, listPackRows } from './packs.repo.ts';
import type { PackFound } from './packs.repo.ts';

type Described = Omit<Parameters<typeof writeOf>[0], never>;

function writeOf(input: {
  itemId: string;
  code: string;
  unit: string;
  tracking: string;
  family: string;
  nameEn: string;
  nameTr?: string | undefined;
  nameAr?: string | undefined;
  weightG?: number | undefined;
  volumeCm3?: number | undefined;
  shelfLifeDays?: number | undefined;
  hazardous: boolean;
  unNumber?: string | undefined;
  storageClass: string;
  hsCode?: string | undefined;
  gtipCode?: string | undefined;
  origin?: string | undefined;
  specification?: string | undefined;
  pictureId?: string | undefined;
  codes: readonly { system: string; code: string }[];
}): ItemWrite {
  return {
    id: input.itemId,
    code: input.code,
    family: input.family,
    name_en: input.nameEn,
    name_tr: input.nameTr || null,
    name_ar: input.nameAr || null,
    unit: input.unit,
    weight_g: input.weightG ?? null,
    volume_cm3: input.volumeCm3 ?? null,
    tracking: input.tracking,
    shelf_life_days: input.shelfLifeDays ?? null,
    hazardous: input.hazardous,
    un_number: input.unNumber ?? null,
    storage_class: input.storageClass,
    hs_code: input.hsCode ?? null,
    gtip_code: input.gtipCode ?? null,
    origin: input.origin ?? null,
    specification: input.specification || null,
    picture_id: input.pictureId ?? null,
    status: 'active',
  };
}

/** Codes, search keys and picture as given; what the item was before tells which picture goes. */
async function writeAround(ctx: CommandContext, input: Described, before: string | null): Promise<void> {
  const wrong = input.codes.find(({ system, code }) => system === 'gtin' && !isGtin(code));
  if (wrong) throw problems.problem('gtin-wrong', { code: wrong.code });
  await deleteCodes.run(ctx.tx, { items: [input.itemId] });
  if (input.codes.length > 0) await insertCodes.run(ctx.tx, { codes: input.codes.map((code) => ({ item_id: input.itemId, ...code })) });
  await replaceKeys.run(ctx.tx, {
    keys: itemKeys(
      writeOf(input),
      input.codes.map(({ code }) => code),
    ),
  });
  const picture = input.pictureId ?? null;
  if (picture === before) return;
  const subject = { kind: 'item', id: input.itemId };
  if (before) await unlinkFile(ctx, { fileId: before, subject, permission: listItems.name });
  if (!picture) return;
  const file = await linkFile(ctx, { fileId: picture, subject, permission: listItems.name });
  if (!file.mediaType.startsWith('image/')) throw problems.problem('picture-unfit', { mediaType: file.mediaType });
}

export const handleCreateItem = handle(createItem, async (ctx, input) => {
  await insertItems.run(ctx.tx, { items: [writeOf(input)], at: ctx.now.toISOString() });
  if (input.packs.length > 0)
    await insertPacks.run(ctx.tx, {
      packs: input.packs.map((pack) => packWrite(input.itemId, pack, 1)),
      at: ctx.now.toISOString(),
      by: ctx.actor.userId,
    });
  await writeAround(ctx, input, null);
  ctx.touch('item', input.itemId);
  return {};
});

export const handleChangeItem = handle(changeItem, async (ctx, input) => {
  const now = await lockedItem(ctx, input.itemId);
  const problem = decideItemChange(now, input);
  if (problem) throw problem;
  const status = now.status === 'provisional' ? 'active' : now.status;
  await updateItems.run(ctx.tx, { items: [{ ...writeOf(input), status }] });
  await writeAround(ctx, input, now.picture_id);
  ctx.touch('item', input.itemId);
  return {};
});

export const handleRetireItem = handle(retireItem, async (ctx, input) => {
  const now = await lockedItem(ctx, input.itemId);
  const replacement = input.replacedBy ? await findItem.maybe(ctx.tx, { id: input.replacedBy }) : null;
  const problem = decideRetire(now, replacement);
  if (problem) throw problem;
  await setItemStatus.run(ctx.tx, { id: input.itemId, status: 'retired', replacedBy: input.replacedBy ?? null });
  ctx.touch('item', input.itemId);
  return {};
});

export const handleReinstateItem = handle(reinstateItem, async (ctx, input) => {
  const now = await lockedItem(ctx, input.itemId);
  if (now.status !== 'retired') throw problems.problem('not-retired');
  await setItemStatus.run(ctx.tx, { id: input.itemId, status: now.family === null ? 'provisional' : 'active', replacedBy: null });
  ctx.touch('item', input.itemId);
  return {};
});

export async function lockedItem(ctx: CommandContext, id: string): Promise<ItemFound & ItemView> {
  await lockItem.run(ctx.tx, { id });
  return getFound(ctx, id);
}

async function getFound(ctx: RequestContext, id: string): Promise<ItemFound & { booked: boolean }> {
  const item = await findItem.maybe(ctx.tx, { id });
  if (!item) throw problems.problem('item-not-found');
  return item;
}

/** A door: an item that nobody could name yet, as it came off a truck without papers. */
export async function createProvisionalItem(
  ctx: CommandContext,
  input: { itemId: string; code: string; name: string; unit: string },
): Promise<void> {
  const item: ItemWrite = {
    ...writeOf({
      itemId: input.itemId,
      code: input.code,
      unit: input.unit,
      tracking: 'none',
      family: '',
      nameEn: input.name,
      hazardous: false,
      storageClass: 'ambient',
      codes: [],
    }),
    family: null,
    status: 'provisional',
  };
  await insertItems.run(ctx.tx, { items: [item], at: ctx.now.toISOString() });
  await replaceKeys.run(ctx.tx, { keys: itemKeys(item, []) });
  ctx.touch('item', input.itemId);
}

export const namesOf = (en: string | null, tr: string | null, ar: string | null): Record<string, string> => ({
  ...(en ? { en } : {}),
  ...(tr ? { tr } : {}),
  ...(ar ? { ar } : {}),
});

function shown(item: ItemFound) {
  return {
    id: item.id,
    code: item.code,
    family: item.family,
    familyNames: namesOf(item.family_en, item.family_tr, item.family_ar),
    nameEn: item.name_en,
    nameTr: item.name_tr,
    nameAr: item.name_ar,
    unit: item.unit,
    weightG: item.weight_g,
    volumeCm3: item.volume_cm3,
    tracking: item.tracking,
    shelfLifeDays: item.shelf_life_days,
    hazardous: item.hazardous,
    storageClass: item.storage_class,
    hsCode: item.hs_code,
    pictureId: item.picture_id,
    status: item.status,
  };
}

export const answerListItems = answer(listItems, async (ctx, input) => {
  const key = input.search ? fold(input.search) : '';
  const rows = await listItemRows.all(ctx.tx, {
    key: key === '' ? null : key,
    family: input.family ?? null,
    status: input.status ?? null,
    tracking: input.tracking ?? null,
    hazardous: input.hazardous ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

const packShown = (pack: PackFound & { uses: number; open: number }) => ({
  id: pack.id,
  code: pack.code,
  kind: pack.kind,
  smallest: pack.smallest,
  per: pack.per,
  version: pack.version,
  grossWeightG: pack.gross_weight_g,
  volumeCm3: pack.volume_cm3,
  validFrom: pack.valid_from.toISOString(),
  supersededAt: pack.superseded_at?.toISOString() ?? null,
  reason: pack.reason,
  wrong: pack.wrong,
  uses: pack.uses,
  open: pack.open,
});

const itemAbilities = [changeItem.name, retireItem.name, reinstateItem.name, addPack.name, endPack.name, correctPack.name];

export const answerGetItem = answer(getItem, async (ctx, input) => {
  const item = await getFound(ctx, input.itemId);
  const codes = await listCodeRows.all(ctx.tx, { items: [item.id] });
  const packs = await listPackRows.all(ctx.tx, { itemId: item.id });
  return {
    ...shown(item),
    unNumber: item.un_number,
    gtipCode: item.gtip_code,
    origin: item.origin,
    specification: item.specification,
    replacedBy: item.replaced_by,
    codes: codes.map(({ system, code }) => ({ system, code })),
    packs: packs.map(packShown),
    booked: item.booked,
    version: item.version,
    abilities: ctx.abilities(itemAbilities, {}),
  };
});

export const answerSearchItems = answer(searchItems, async (ctx, input) => {
  const key = fold(input.text);
  if (key === '') return { rows: [] };
  const rows = await searchItemRows.all(ctx.tx, { key, withRetired: input.withRetired, limit: input.limit });
  const packs = Map.groupBy(await listCurrentPacks.all(ctx.tx, { items: rows.map((row) => row.id) }), (pack) => pack.item_id);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      code: row.code,
      nameEn: row.name_en,
      nameTr: row.name_tr,
      nameAr: row.name_ar,
      unit: row.unit,
      tracking: row.tracking,
      status: row.status,
      packs: (packs.get(row.id) ?? []).map(({ id, code, kind, smallest, per }) => ({ id, code, kind, smallest, per })),
    })),
  };
});
