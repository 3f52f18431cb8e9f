import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { ImportColumn, ImportDef } from '#foundation/import.ts';
import { Id } from '#foundation/ids.ts';
import { FamilyCode, ItemCode, Measure, Names, StorageClass, Tracking, Unit, storageClasses, trackings, units } from './shared.ts';

const Figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
const Outcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['added', 'changed', 'same']) }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), figures: Figures }),
]);

export const ImportedItem = z.strictObject({
  itemId: Id,
  /** The version that was seen; absent: the item is new. */
  seen: z.int().min(1).optional(),
  code: ItemCode,
  family: FamilyCode,
  ...Names,
  unit: Unit,
  tracking: Tracking,
  weightG: Measure.optional(),
  volumeCm3: Measure.optional(),
  shelfLifeDays: z.int().min(1).max(36_500).optional(),
  storageClass: StorageClass.optional(),
  hsCode: z
    .string()
    .regex(/^\d{4}(\d{2})?$/)
    .optional(),
  ifrcCode: z.string().min(1).max(60).optional(),
});
export type ImportedItem = z.infer<typeof ImportedItem>;

/** Enters or changes up to a thousand items, with an outcome for each; families of the IFRC are made as they are met. */
export const importItems = defineCommand({
  name: 'goods.import-items',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ items: z.array(ImportedItem).min(1).max(1000) }),
  result: z.strictObject({ outcomes: z.array(Outcome) }),
  scope: () => 'mission',
});

const measures: readonly ImportColumn[] = [
  {
    key: 'weightKg',
    type: 'number',
    min: 0,
    aliases: ['weight kg', 'weight', 'ağırlık', 'ağırlık kg', 'الوزن', 'الوزن كغ'],
    example: '1.5',
  },
  {
    key: 'volumeL',
    type: 'number',
    min: 0,
    aliases: ['volume litre', 'volume', 'hacim', 'hacim litre', 'الحجم', 'الحجم لتر'],
    example: '8.5',
  },
  { key: 'lengthCm', type: 'number', min: 0, aliases: ['length cm', 'length', 'boy', 'uzunluk cm', 'الطول'], example: '60' },
  { key: 'widthCm', type: 'number', min: 0, aliases: ['width cm', 'width', 'en', 'genişlik cm', 'العرض'], example: '40' },
  { key: 'heightCm', type: 'number', min: 0, aliases: ['height cm', 'height', 'yükseklik', 'yükseklik cm', 'الارتفاع'], example: '30' },
];

/** A catalogue of the mission's own. */
export const itemsImport: ImportDef = {
  name: 'goods.items',
  permission: importItems.name,
  page: '/goods/items',
  columns: [
    { key: 'code', type: 'code', required: true, aliases: ['kod', 'kalem kodu', 'item code', 'رمز المادة'], example: 'BLK-HT' },
    {
      key: 'nameEn',
      type: 'text',
      maxLength: 200,
      aliases: ['name', 'english name', 'description', 'item description', 'ingilizce ad'],
      example: 'Blanket, thermal',
    },
    { key: 'nameTr', type: 'text', maxLength: 200, aliases: ['ad', 'türkçe ad', 'tanım', 'turkish name'], example: 'Battaniye, termal' },
    { key: 'nameAr', type: 'text', maxLength: 200, aliases: ['arabic name', 'arapça ad', 'الاسم'], example: 'بطانية حرارية' },
    { key: 'family', type: 'text', aliases: ['aile', 'grup', 'item family', 'العائلة'], example: 'BED' },
    { key: 'unit', type: 'choice', choices: units, words: 'goods.unit-', aliases: ['birim', 'ölçü', 'uom', 'الوحدة'], example: 'piece' },
    { key: 'tracking', type: 'choice', choices: trackings, words: 'goods.tracking-', aliases: ['izleme', 'التتبع'] },
    ...measures,
    { key: 'shelfLifeDays', type: 'integer', min: 1, max: 36_500, aliases: ['raf ömrü', 'shelf life', 'مدة الصلاحية'] },
    { key: 'storageClass', type: 'choice', choices: storageClasses, words: 'goods.storage-', aliases: ['depolama', 'التخزين'] },
    { key: 'hsCode', type: 'code', aliases: ['hs', 'hs kodu', 'رمز النظام المنسق'] },
    { key: 'ifrcCode', type: 'code', aliases: ['ifrc', 'ifrc kodu'] },
  ],
};

/** The catalogue of the IFRC as it is published: its own columns, zero for what is not known. */
export const ifrcImport: ImportDef = {
  name: 'goods.ifrc-items',
  permission: importItems.name,
  page: '/goods/items',
  columns: [
    { key: 'code', type: 'code', required: true, aliases: ['item code', 'ifrc code'], example: 'HSHETENTF16C' },
    {
      key: 'nameEn',
      type: 'text',
      required: true,
      maxLength: 200,
      aliases: ['item description', 'description'],
      example: 'TENT, FAMILY, 16 m2',
    },
    ...measures,
  ],
};
