import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { FamilyCode, ItemCode, Measure, Names, NamesShown, PackCode, PackKind, StorageClass, Tracking, Unit } from './shared.ts';

export const codeSystems = ['ifrc', 'unspsc', 'gtin', 'unicef', 'unhcr', 'other'] as const;
/** A code under which somebody else knows the item. */
export const ForeignCode = z.strictObject({ system: z.enum(codeSystems), code: z.string().trim().min(1).max(60) });

const ratio = { smallest: z.int().min(1).max(1_000_000_000), per: z.int().min(1).max(1_000_000).default(1) };
/** In what an item comes; the ratio is exact: `smallest` units in `per` packs. */
export const PackInput = z.strictObject({
  id: Id,
  code: PackCode,
  kind: PackKind,
  ...ratio,
  grossWeightG: Measure.optional(),
  volumeCm3: Measure.optional(),
});

/** What can be said of an item besides its code, its unit and how it is tracked. */
export const described = {
  family: FamilyCode,
  ...Names,
  weightG: Measure.optional(),
  volumeCm3: Measure.optional(),
  shelfLifeDays: z.int().min(1).max(36_500).optional(),
  hazardous: z.boolean().default(false),
  unNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^UN\d{4}$/)
    .optional(),
  storageClass: StorageClass.default('ambient'),
  hsCode: z
    .string()
    .trim()
    .regex(/^\d{4}(\d{2})?$/)
    .optional(),
  gtipCode: z
    .string()
    .trim()
    .regex(/^\d{12}$/)
    .optional(),
  origin: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  specification: z.string().trim().max(4000).optional(),
  pictureId: Id.optional(),
  codes: z.array(ForeignCode).max(20).default([]),
};

export const createFamily = defineCommand({
  name: 'goods.create-family',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ code: FamilyCode, parent: FamilyCode.optional(), ...Names }),
  scope: () => 'mission',
});

export const changeFamily = defineCommand({
  name: 'goods.change-family',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ code: FamilyCode, version: z.int().min(1), parent: FamilyCode.optional(), ...Names }),
  scope: () => 'mission',
});

/** Enters an item with the packs it comes in. */
export const createItem = defineCommand({
  name: 'goods.create-item',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    itemId: Id,
    code: ItemCode,
    unit: Unit,
    tracking: Tracking.default('none'),
    ...described,
    packs: z.array(PackInput).max(20).default([]),
  }),
  scope: () => 'mission',
});

/** Changes what is said of an item; unit and tracking only while nothing of it was ever booked. */
export const changeItem = defineCommand({
  name: 'goods.change-item',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ itemId: Id, version: z.int().min(1), code: ItemCode, unit: Unit, tracking: Tracking, ...described }),
  scope: () => 'mission',
});

/** Takes an item out of use; what lies there stays and may still be given out. */
export const retireItem = defineCommand({
  name: 'goods.retire-item',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ itemId: Id, replacedBy: Id.optional(), reason: z.string().trim().min(3).max(500) }),
  scope: () => 'mission',
});

export const reinstateItem = defineCommand({
  name: 'goods.reinstate-item',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ itemId: Id }),
  scope: () => 'mission',
});

/** Adds a pack that the item did not come in before. */
export const addPack = defineCommand({
  name: 'goods.add-pack',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ itemId: Id, pack: PackInput }),
  scope: () => 'mission',
});

/** No new document may use the pack; what was entered with it stays. */
export const endPack = defineCommand({
  name: 'goods.end-pack',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ packId: Id, reason: z.string().trim().min(3).max(500) }),
  scope: () => 'mission',
});

export const FamilyRow = z.strictObject({
  code: z.string(),
  parent: z.string().nullable(),
  depth: z.int(),
  ...NamesShown,
  items: z.int(),
  version: z.int(),
});

/** All families in the order of their tree. */
export const listFamilies = defineQuery({
  name: 'goods.list-families',
  permission: 'goods.list-items',
  input: z.strictObject({}),
  output: z.strictObject({ rows: z.array(FamilyRow), abilities: z.array(z.string()) }),
  scope: () => 'any',
});

const ItemStatus = z.enum(['active', 'provisional', 'retired']);
export const ItemRow = z.strictObject({
  id: Id,
  code: z.string(),
  family: z.string().nullable(),
  familyNames: z.record(z.string(), z.string()),
  ...NamesShown,
  unit: z.string(),
  weightG: z.number().nullable(),
  volumeCm3: z.number().nullable(),
  tracking: Tracking,
  shelfLifeDays: z.int().nullable(),
  hazardous: z.boolean(),
  storageClass: StorageClass,
  hsCode: z.string().nullable(),
  pictureId: Id.nullable(),
  status: ItemStatus,
});

/** The catalogue. */
export const listItems = defineQuery({
  name: 'goods.list-items',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    /** With all families under it. */
    family: FamilyCode.optional(),
    status: ItemStatus.optional(),
    tracking: Tracking.optional(),
    hazardous: z.boolean().optional(),
  }),
  output: pageOf(ItemRow),
  scope: () => 'any',
  columns: [
    { key: 'code', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'nameTr', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'family', type: 'code' },
    { key: 'familyNames', type: 'names' },
    { key: 'unit', type: 'code', words: 'goods.unit-' },
    { key: 'weightG', type: 'number' },
    { key: 'volumeCm3', type: 'number' },
    { key: 'tracking', type: 'code', words: 'goods.tracking-' },
    { key: 'shelfLifeDays', type: 'number' },
    { key: 'hazardous', type: 'boolean' },
    { key: 'storageClass', type: 'code', words: 'goods.storage-' },
    { key: 'hsCode', type: 'code' },
    { key: 'status', type: 'code', words: 'goods.status-' },
  ],
});

export const PackShown = z.strictObject({
  id: Id,
  code: z.string(),
  kind: z.string(),
  smallest: z.int(),
  per: z.int(),
  version: z.int(),
  grossWeightG: z.number().nullable(),
  volumeCm3: z.number().nullable(),
  validFrom: z.string(),
  supersededAt: z.string().nullable(),
  reason: z.string().nullable(),
  wrong: z.boolean(),
  /** Lines of documents entered with it. */
  uses: z.int(),
  /** Of these, how many wait to be put right, because the ratio was wrong. */
  open: z.int(),
});

export const getItem = defineQuery({
  name: 'goods.get-item',
  permission: 'goods.list-items',
  input: z.strictObject({ itemId: Id }),
  output: ItemRow.extend({
    unNumber: z.string().nullable(),
    gtipCode: z.string().nullable(),
    origin: z.string().nullable(),
    specification: z.string().nullable(),
    replacedBy: Id.nullable(),
    codes: z.array(z.strictObject({ system: z.string(), code: z.string() })),
    packs: z.array(PackShown),
    /** Something of it has been booked: unit and tracking stand. */
    booked: z.boolean(),
    version: z.int(),
    abilities: z.array(z.string()),
  }),
  scope: () => 'any',
});

/** Finds items by name in three languages, by code of any system, with typing errors. */
export const searchItems = defineQuery({
  name: 'goods.search-items',
  permission: 'goods.list-items',
  input: z.strictObject({ text: z.string().max(100), withRetired: z.boolean().default(false), limit: z.int().min(1).max(50).default(10) }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: Id,
        code: z.string(),
        ...NamesShown,
        unit: z.string(),
        tracking: Tracking,
        status: ItemStatus,
        packs: z.array(z.strictObject({ id: Id, code: z.string(), kind: z.string(), smallest: z.int(), per: z.int() })),
      }),
    ),
  }),
  scope: () => 'any',
});
