import * as z from 'zod';
import { Id } from '#foundation/ids.ts';

/** What an item is counted in: the words are `goods.unit-<code>` and, with a figure, `goods.units-<code>`. */
export const units = [
  'piece',
  'pair',
  'set',
  'kit',
  'roll',
  'sheet',
  'bottle',
  'box',
  'vial',
  'tablet',
  'dose',
  'm',
  'm2',
  'g',
  'kg',
  'ml',
  'l',
] as const;
export const Unit = z.enum(units);
export type Unit = z.infer<typeof Unit>;

/** In what items come: the words are `goods.pack-<kind>`. */
export const packKinds = [
  'pack',
  'box',
  'carton',
  'bale',
  'bag',
  'sack',
  'bundle',
  'bucket',
  'bottle',
  'can',
  'drum',
  'jerrycan',
  'crate',
  'case',
  'roll',
  'dozen',
  'set',
  'pallet',
] as const;
export const PackKind = z.enum(packKinds);
export type PackKind = z.infer<typeof PackKind>;

export const trackings = ['none', 'lot', 'serial'] as const;
/** How units of an item are told apart. */
export const Tracking = z.enum(trackings);
export type Tracking = z.infer<typeof Tracking>;

export const storageClasses = ['ambient', 'dry', 'cool', 'cold', 'frozen', 'hazardous', 'secure'] as const;
export const StorageClass = z.enum(storageClasses);
export type StorageClass = z.infer<typeof StorageClass>;

export const conditions = ['good', 'damaged', 'quarantine', 'recalled', 'expired', 'unsorted', 'returned'] as const;
/** In what state goods lie; only good ones are given out. */
export const Condition = z.enum(conditions);
export type Condition = z.infer<typeof Condition>;

/** Whose the goods are: the mission's, the government's, nobody knows yet, or those of another organisation. */
export const Owner = z.union([z.enum(['own', 'government', 'unknown']), Id]);
export type Owner = z.infer<typeof Owner>;

export const placeKinds = [
  'warehouse',
  'zone',
  'bin',
  'receiving',
  'quarantine',
  'dispatch',
  'hub',
  'partner-store',
  'delivery-point',
  'truck',
] as const;
/** The first of a place's kinds stand by themselves, the others within one of them. */
export const PlaceKind = z.enum(placeKinds);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** Codes of catalogues bear a plus or a comma too. */
export const itemCodePattern = /^[A-Z0-9][A-Z0-9.,+/-]{1,39}$/;
export const ItemCode = z.string().trim().toUpperCase().regex(itemCodePattern).meta({ title: 'Item code' });
export const FamilyCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/)
  .meta({ title: 'Family code' });
export const PackCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/)
  .meta({ title: 'Pack code' });
export const PlaceCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./-]{0,39}$/)
  .meta({ title: 'Place code' });
export const LotCode = z.string().trim().min(1).max(60).meta({ title: 'Lot number' });

export const Names = {
  nameEn: z.string().trim().min(1).max(200),
  nameTr: z.string().trim().max(200).optional(),
  nameAr: z.string().trim().max(200).optional(),
};
export const NamesShown = { nameEn: z.string(), nameTr: z.string().nullable(), nameAr: z.string().nullable() };

/** A positive whole number of smallest units. */
export const Qty = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Grams or cubic centimetres with up to three decimals. */
export const Measure = z.number().min(0.001).max(10_000_000_000);
