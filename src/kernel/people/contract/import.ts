import * as z from 'zod';
import { defineCommand, personal } from '#foundation/command.ts';
import { Id } from '#foundation/ids.ts';
import type { ImportDef } from '#foundation/import.ts';
import { Day } from '#foundation/time.ts';
import { relations } from '../domain/household.ts';
import { identifierTypes } from '../domain/identifiers.ts';
import { Collector, Relation, described, ofHousehold } from './shared.ts';

/** Outcome of a row of a spreadsheet. */
const RowOutcome = z.discriminatedUnion('state', [
  z.strictObject({ state: z.enum(['applied', 'same']) }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), figures: z.record(z.string(), z.union([z.string(), z.number()])) }),
]);

/**
 * Brings persons in by spreadsheet, one a row, with the household each belongs to. Ids follow from the list's own keys, so what
 * is there already stays as it is: an import adds and never changes anybody.
 */
export const importHouseholds = defineCommand({
  name: 'people.import-households',
  version: 1,
  kind: 'decision',
  scope: () => 'any',
  opens: 'persons',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          householdId: Id,
          personId: Id,
          membershipId: Id,
          relation: Relation,
          collector: Collector,
          area: z.string().trim().toUpperCase().min(2).max(30),
          address: personal(z.string().trim().max(300), ofHousehold).optional(),
          /** Since when the person is in the household, where the list says so. */
          on: Day.optional(),
          ...described,
        }),
      )
      .min(1)
      .max(1000),
  }),
  result: z.strictObject({ outcomes: z.array(RowOutcome), pairs: z.int() }),
});

const text = (key: string, aliases: readonly string[], example?: ImportDef['columns'][number]['example']) =>
  ({ key, type: 'text', maxLength: 100, aliases, ...(example ? { example } : {}) }) as const;

/** Persons and households by spreadsheet or by the export of a collected form. */
export const householdsImport: ImportDef = {
  name: 'people.households',
  permission: importHouseholds.name,
  page: '/people/households',
  personal: true,
  repeats: true,
  columns: [
    {
      key: 'household',
      type: 'code',
      maxLength: 80,
      aliases: [
        'household no',
        'household id',
        'hh_id',
        'hhid',
        'case no',
        'hane no',
        'hane numarası',
        'aile no',
        'dosya no',
        'رقم الأسرة',
        'رمز الأسرة',
        'رقم العائلة',
      ],
      example: 'HH-014',
    },
    { key: 'submission', type: 'code', maxLength: 80, aliases: ['_submission__id', 'submission id', 'gönderim no', 'رقم الاستمارة'] },
    text('list', ['list name', 'survey', 'source', 'liste adı', 'anket', 'kaynak', 'اسم القائمة', 'المسح'], 'Azaz 2026-03'),
    {
      key: 'relation',
      type: 'choice',
      required: true,
      choices: relations,
      words: 'people.relation-',
      aliases: [
        'relation to head',
        'relationship',
        'role',
        'yakınlık',
        'reise yakınlığı',
        'aile reisine yakınlık',
        'صلة القرابة',
        'القرابة',
        'العلاقة برب الأسرة',
      ],
      example: { en: 'Head', tr: 'Hane reisi', ar: 'رب الأسرة' },
    },
    text('given', ['name', 'first name', 'given_name', 'ad', 'adı', 'isim', 'الاسم', 'الاسم الأول'], 'Yusuf'),
    text('father', ['father name', 'father_name', 'baba adı', 'اسم الأب'], 'Ibrahim'),
    text('grandfather', ['grandfather name', 'grandfather_name', 'dede adı', 'اسم الجد']),
    text('mother', ['mother name', 'mother_name', 'anne adı', 'اسم الأم']),
    text('family', ['surname', 'last name', 'family_name', 'soyad', 'soyadı', 'الكنية', 'اللقب', 'اسم العائلة'], 'Al-Rawandi'),
    text('full', ['full name', 'full_name', 'adı soyadı', 'ad soyad', 'الاسم الكامل', 'الاسم الثلاثي']),
    text('givenAr', ['arabic name', 'name arabic', 'given_name_ar', 'arapça ad', 'الاسم بالعربية'], 'يوسف'),
    text('fatherAr', ['father arabic', 'father_name_ar', 'baba adı arapça', 'اسم الأب بالعربية']),
    text('familyAr', ['surname arabic', 'family_name_ar', 'arapça soyad', 'الكنية بالعربية'], 'الراوندي'),
    {
      key: 'sex',
      type: 'choice',
      choices: ['f', 'm'],
      words: 'people.sex-',
      aliases: ['gender', 'cinsiyet', 'cinsiyeti', 'الجنس', 'النوع'],
    },
    text(
      'birth',
      ['birth date', 'date of birth', 'birth_date', 'dob', 'age', 'doğum tarihi', 'yaş', 'yaşı', 'تاريخ الميلاد', 'تاريخ الولادة', 'العمر'],
      '12.05.1990',
    ),
    { key: 'nationality', type: 'text', maxLength: 40, aliases: ['uyruk', 'uyruğu', 'الجنسية'], example: 'SYR' },
    {
      key: 'idType',
      type: 'choice',
      choices: identifierTypes,
      words: 'people.identifier-',
      aliases: ['id type', 'document type', 'id_type', 'belge türü', 'kimlik türü', 'نوع الوثيقة'],
    },
    text(
      'idNumber',
      [
        'id number',
        'id_number',
        'document number',
        'national id',
        'kimlik no',
        'tc kimlik no',
        'belge no',
        'رقم الهوية',
        'الرقم الوطني',
        'رقم الوثيقة',
      ],
      '99000000123',
    ),
    text('idCountry', ['issuing country', 'id_country', 'belge ülkesi', 'بلد الإصدار'], 'TUR'),
    text('familyNo', ['family number', 'family book', 'family_number', 'aile kütük no', 'aile sıra no', 'رقم دفتر العائلة']),
    text(
      'phone',
      ['telephone', 'mobile', 'phone number', 'phone_number', 'telefon', 'cep telefonu', 'gsm', 'الهاتف', 'رقم الهاتف', 'الموبايل'],
      '0555 111 22 33',
    ),
    { key: 'collector', type: 'boolean', aliases: ['collects', 'teslim alan', 'alıcı', 'المستلم'] },
    {
      key: 'needs',
      type: 'text',
      maxLength: 300,
      aliases: [
        'specific needs',
        'vulnerabilities',
        'vulnerability',
        'özel ihtiyaçlar',
        'özel ihtiyaç',
        'hassasiyetler',
        'الاحتياجات الخاصة',
        'الاحتياجات',
      ],
    },
    {
      key: 'needsOther',
      type: 'text',
      maxLength: 500,
      aliases: ['needs_other', 'other needs', 'specify', 'diğer ihtiyaç', 'diğer (belirtiniz)', 'احتياجات أخرى'],
    },
    { key: 'consent', type: 'boolean', aliases: ['agrees', 'rıza', 'onam', 'onay', 'الموافقة', 'موافق'] },
    {
      key: 'on',
      type: 'day',
      aliases: ['registration date', 'interview date', 'today', 'kayıt tarihi', 'görüşme tarihi', 'تاريخ التسجيل', 'تاريخ المقابلة'],
    },
    { key: 'province', type: 'text', aliases: ['il', 'ili', 'governorate', 'adm1', 'admin1', 'محافظة', 'المحافظة', 'ولاية'] },
    { key: 'district', type: 'text', aliases: ['ilçe', 'ilçesi', 'adm2', 'admin2', 'منطقة', 'المنطقة', 'قضاء'] },
    {
      key: 'area',
      type: 'text',
      aliases: ['p-code', 'pcode', 'p-kodu', 'mahalle', 'köy', 'neighbourhood', 'village', 'community', 'الحي', 'القرية'],
    },
    { key: 'address', type: 'text', maxLength: 300, aliases: ['landmark', 'tent', 'adres', 'çadır', 'العنوان', 'الخيمة'] },
  ],
};
