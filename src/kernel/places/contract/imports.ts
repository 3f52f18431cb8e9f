import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Id } from '#foundation/ids.ts';
import { Pcode, importAreas } from './areas.ts';
import { importCrossings } from './crossings.ts';
import { Precision, Sensitivity, SiteCode, described } from './sites.ts';

const Figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
/** What became of a row; a refused one stops no other. */
const Outcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['added', 'changed', 'same']) }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), figures: Figures }),
]);

/** Opens or changes up to a thousand sites, with an outcome for each; a site that is changed names the version that was seen. */
export const importSites = defineCommand({
  name: 'places.import-sites',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    sites: z
      .array(z.strictObject({ siteId: Id, seen: z.int().min(1).optional(), code: SiteCode, ...described }))
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ outcomes: z.array(Outcome) }),
  scope: () => 'any',
});

/**
 * Enters up to a thousand neighbourhoods or villages, each under its district: one without a national code gets a marked
 * provisional one, and a provisional one that now has its code is re-coded with its history.
 */
export const importNeighbourhoods = defineCommand({
  name: 'places.import-neighbourhoods',
  version: 1,
  kind: 'decision',
  input: z.strictObject({
    places: z
      .array(
        z.strictObject({
          parent: Pcode,
          /** The national code. */
          pcode: Pcode.optional(),
          /** The code it is known by, where it is known. */
          known: Pcode.optional(),
          nameEn: z.string().trim().min(1).max(200),
          nameTr: z.string().trim().max(200).optional(),
          nameAr: z.string().trim().max(200).optional(),
          lat: z.number().min(-90).max(90).optional(),
          lon: z.number().min(-180).max(180).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ outcomes: z.array(Outcome), provisional: z.int() }),
  scope: () => 'any',
});

const point = [
  { key: 'lat', type: 'number', min: -90, max: 90, aliases: ['latitude', 'y', 'enlem (y)', 'خط العرض'], example: '37.0312' },
  { key: 'lon', type: 'number', min: -180, max: 180, aliases: ['longitude', 'lng', 'x', 'boylam (x)', 'خط الطول'], example: '37.2204' },
] as const;
const names = [
  { key: 'nameTr', type: 'text', aliases: ['ad', 'adı', 'isim', 'türkçe ad', 'turkish name'], example: 'Burç Deposu' },
  { key: 'nameEn', type: 'text', aliases: ['name', 'english name', 'ingilizce ad', 'name_en', 'adm3_en'], example: 'Burc warehouse' },
  { key: 'nameAr', type: 'text', aliases: ['arabic name', 'arapça ad', 'الاسم', 'name_ar'], example: 'مستودع بورتش' },
] as const;
const within = [
  {
    key: 'province',
    type: 'text',
    aliases: ['il', 'ili', 'governorate', 'adm1', 'محافظة', 'ولاية'],
    example: { en: 'Gaziantep', tr: 'Gaziantep', ar: 'غازي عنتاب' },
  },
  {
    key: 'district',
    type: 'text',
    aliases: ['ilçe', 'ilçesi', 'adm2', 'منطقة', 'قضاء'],
    example: { en: 'Sahinbey', tr: 'Şahinbey', ar: 'شاهين بي' },
  },
] as const;

/** The site register by spreadsheet. */
export const sitesImport: ImportDef = {
  name: 'places.sites',
  permission: importSites.name,
  page: '/places/sites',
  columns: [
    { key: 'code', type: 'code', required: true, aliases: ['kod', 'saha kodu', 'site code', 'رمز الموقع'], example: 'GZT-BURC' },
    {
      key: 'type',
      type: 'text',
      required: true,
      aliases: ['tür', 'tip', 'saha türü', 'site type', 'نوع الموقع'],
      example: { en: 'Warehouse', tr: 'Depo', ar: 'مستودع' },
    },
    ...names,
    ...within,
    { key: 'area', type: 'text', aliases: ['p-code', 'pcode', 'p-kodu', 'mahalle', 'köy', 'alt bölge'], example: 'TUR027' },
    ...point,
    { key: 'precision', type: 'choice', choices: Precision.options, words: 'places.precision-', aliases: ['kesinlik'] },
    { key: 'sensitivity', type: 'choice', choices: Sensitivity.options, words: 'places.sensitivity-', aliases: ['hassasiyet', 'gizlilik'] },
    {
      key: 'openedOn',
      type: 'day',
      aliases: ['açılış', 'açılış tarihi', 'opened', 'opening date', 'تاريخ الفتح'],
      example: { en: '2023-02-06', tr: '06.02.2023', ar: '06/02/2023' },
    },
    { key: 'note', type: 'text', maxLength: 2000, aliases: ['not', 'notlar', 'açıklama', 'notes', 'remarks', 'ملاحظات'] },
  ],
};

/** Neighbourhood lists with national codes. */
export const neighbourhoodsImport: ImportDef = {
  name: 'places.neighbourhoods',
  permission: importNeighbourhoods.name,
  page: '/places/areas',
  columns: [
    {
      key: 'name',
      type: 'text',
      required: true,
      aliases: ['mahalle', 'mahalle adı', 'köy', 'köy adı', 'mahalle/köy', 'neighbourhood', 'village', 'الحي', 'القرية'],
      example: 'Karataş',
    },
    {
      key: 'district',
      type: 'text',
      required: true,
      aliases: ['ilçe', 'ilçesi', 'adm2', 'منطقة', 'قضاء'],
      example: { en: 'Sahinbey', tr: 'Şahinbey', ar: 'شاهين بي' },
    },
    { key: 'province', type: 'text', aliases: ['il', 'ili', 'governorate', 'adm1', 'محافظة', 'ولاية'], example: 'Gaziantep' },
    {
      key: 'pcode',
      type: 'code',
      aliases: ['kod', 'ulusal kod', 'mahalle kodu', 'p-kodu', 'p-code', 'national code', 'الرمز الوطني'],
      example: 'TUR027008015',
    },
    { key: 'nameEn', type: 'text', aliases: ['english name', 'ingilizce ad'] },
    { key: 'nameAr', type: 'text', aliases: ['arabic name', 'arapça ad', 'الاسم'] },
    ...point,
  ],
};

/** Areas of a gazetteer: countries, provinces, districts and what lies below. */
export const areasImport: ImportDef = {
  name: 'places.areas',
  permission: importAreas.name,
  page: '/places/areas',
  columns: [
    { key: 'pcode', type: 'code', required: true, aliases: ['p-code', 'p-kodu', 'kod', 'admin pcode', 'رمز'], example: 'TUR027' },
    { key: 'level', type: 'integer', required: true, min: 0, max: 5, aliases: ['düzey', 'seviye', 'admin level', 'مستوى'], example: '1' },
    { key: 'parent', type: 'code', aliases: ['üst bölge', 'üst kod', 'parent pcode', 'الأصل'], example: 'TUR' },
    { key: 'country', type: 'code', aliases: ['ülke', 'iso3', 'بلد'], example: 'TUR' },
    { key: 'nameEn', type: 'text', required: true, aliases: ['name', 'english name', 'ingilizce ad', 'name_en'], example: 'Gaziantep' },
    { key: 'nameTr', type: 'text', aliases: ['ad', 'türkçe ad', 'turkish name'], example: 'Gaziantep' },
    { key: 'nameAr', type: 'text', aliases: ['arabic name', 'arapça ad', 'الاسم'], example: 'غازي عنتاب' },
    ...point,
    { key: 'areaKm2', type: 'number', min: 0, aliases: ['yüzölçümü', 'area km2', 'area_sqkm', 'المساحة'] },
  ],
};

/** Border gates. */
export const crossingsImport: ImportDef = {
  name: 'places.crossings',
  permission: importCrossings.name,
  page: '/places/crossings',
  columns: [
    { key: 'id', type: 'text', required: true, maxLength: 41, aliases: ['kimlik', 'kod', 'id', 'code', 'المعرف'], example: 'bab-al-hawa' },
    {
      key: 'nameEn',
      type: 'text',
      required: true,
      maxLength: 100,
      aliases: ['name', 'english name', 'ingilizce ad'],
      example: 'Bab al-Hawa',
    },
    { key: 'nameTr', type: 'text', required: true, maxLength: 100, aliases: ['ad', 'türkçe ad', 'kapı'], example: 'Cilvegözü' },
    { key: 'nameAr', type: 'text', required: true, maxLength: 100, aliases: ['arabic name', 'arapça ad', 'الاسم'], example: 'باب الهوى' },
    { key: 'mode', type: 'text', required: true, maxLength: 40, aliases: ['ulaşım', 'tür', 'transport'], example: 'road' },
    { key: 'areaNorth', type: 'code', aliases: ['kuzey', 'türkiye tarafı', 'north'], example: 'TUR031013' },
    { key: 'areaSouth', type: 'code', aliases: ['güney', 'suriye tarafı', 'south'], example: 'SY070301' },
    { ...point[0], required: true },
    { ...point[1], required: true },
  ],
};
