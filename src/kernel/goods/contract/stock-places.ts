import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import { defineQuery, pageInput, pageOf } from '#foundation/query.ts';
import { Day } from '#foundation/time.ts';
import { Names, NamesShown, PlaceCode, PlaceKind, StorageClass } from './shared.ts';

const described = {
  ...Names,
  custodianUserId: Id.optional(),
  storageClass: StorageClass.default('ambient'),
  note: z.string().trim().max(2000).optional(),
};

/** Opens a place for goods: one that stands by itself at a site, or one within another. */
export const openPlace = defineCommand({
  name: 'goods.open-place',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    placeId: Id,
    kind: PlaceKind.exclude(['truck']),
    code: PlaceCode,
    /** Of a place that stands by itself. */
    siteId: Id.optional(),
    parentId: Id.optional(),
    /** Custodian organisation; within another place it is that place's unless told. */
    orgId: Id.optional(),
    openedOn: Day.optional(),
    ...described,
  }),
  scope: (input) =>
    input.parentId ? { kind: 'stock-place', id: input.parentId } : input.siteId ? { kind: 'site', id: input.siteId } : 'mission',
});

/** Changes what is said of a place. Its parent changes only while it is empty of promises; goods stay in it. */
export const changePlace = defineCommand({
  name: 'goods.change-place',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ placeId: Id, version: z.int().min(1), code: PlaceCode, orgId: Id.optional(), ...described }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Closes an empty place; refused while goods lie in it or under it. */
export const closePlaceCommand = defineCommand({
  name: 'goods.close-place',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ placeId: Id, closedOn: Day, reason: z.string().trim().min(3).max(500) }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

export const reopenPlace = defineCommand({
  name: 'goods.reopen-place',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ placeId: Id }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

export const PlaceRow = z.strictObject({
  id: Id,
  parentId: Id.nullable(),
  depth: z.int(),
  kind: PlaceKind,
  code: z.string(),
  ...NamesShown,
  siteId: Id.nullable(),
  siteCode: z.string().nullable(),
  siteNames: z.record(z.string(), z.string()),
  orgId: Id.nullable(),
  orgNames: z.record(z.string(), z.string()),
  custodianUserId: Id.nullable(),
  custodianName: z.string().nullable(),
  storageClass: StorageClass,
  status: z.enum(['open', 'closed']),
  openedOn: Day,
  closedOn: Day.nullable(),
  /** Places directly within it. */
  children: z.int(),
  /** Items that lie in it or under it. */
  items: z.int(),
});

/** Places for goods, each after the one it lies in. */
export const listPlaces = defineQuery({
  name: 'goods.list-places',
  input: z.strictObject({
    ...pageInput,
    search: z.string().max(100).optional(),
    kinds: z.array(PlaceKind).max(10).optional(),
    under: Id.optional(),
    /** Only those directly within; with `root` true those that stand by themselves. */
    parentId: Id.optional(),
    root: z.boolean().optional(),
    siteId: Id.optional(),
    orgId: Id.optional(),
    status: z.enum(['open', 'closed']).optional(),
  }),
  output: pageOf(PlaceRow),
  scope: () => 'any',
  columns: [
    { key: 'code', type: 'code' },
    { key: 'nameEn', type: 'text' },
    { key: 'nameTr', type: 'text' },
    { key: 'nameAr', type: 'text' },
    { key: 'kind', type: 'code', words: 'goods.place-' },
    { key: 'siteCode', type: 'code' },
    { key: 'siteNames', type: 'names' },
    { key: 'orgNames', type: 'names' },
    { key: 'custodianName', type: 'text' },
    { key: 'storageClass', type: 'code', words: 'goods.storage-' },
    { key: 'items', type: 'number' },
    { key: 'status', type: 'code', words: 'goods.place-status-' },
    { key: 'openedOn', type: 'date' },
    { key: 'closedOn', type: 'date' },
  ],
});

export const getPlace = defineQuery({
  name: 'goods.get-place',
  permission: 'goods.list-places',
  input: z.strictObject({ placeId: Id }),
  output: PlaceRow.extend({
    note: z.string().nullable(),
    /** Papers of it name neither the mission nor an agency. */
    waived: z.boolean(),
    path: z.array(z.strictObject({ id: Id, code: z.string(), kind: PlaceKind, ...NamesShown })),
    version: z.int(),
    abilities: z.array(z.string()),
  }),
  scope: (input) => ({ kind: 'stock-place', id: input.placeId }),
});

/** Finds open places by code and name; `under` keeps to one warehouse. */
export const searchPlaces = defineQuery({
  name: 'goods.search-places',
  permission: 'goods.list-places',
  input: z.strictObject({
    text: z.string().max(100),
    under: Id.optional(),
    kinds: z.array(PlaceKind).max(10).optional(),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({ id: Id, kind: PlaceKind, code: z.string(), ...NamesShown, within: z.string(), status: z.enum(['open', 'closed']) }),
    ),
  }),
  scope: () => 'any',
});

/** Users who can be named custodian of a place: the mission's own, or those of the organisation that has custody. */
export const searchCustodians = defineQuery({
  name: 'goods.search-custodians',
  permission: 'goods.open-place',
  input: z.strictObject({
    text: z.string().max(100),
    orgId: Id.optional(),
    userId: Id.optional(),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.strictObject({ rows: z.array(z.strictObject({ id: Id, name: z.string() })) }),
  scope: () => 'any',
});
