import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPersonalRows } from '#kernel/imports/contract/imports.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { getHousehold, getPerson, listHouseholds, listPersons } from '../contract/queries.ts';

let mission: TestMission;
let sheets: ReturnType<typeof importsOf>;
let lister: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  sheets = importsOf(mission);
  lister = await clerk(mission, north, ['people.import-households', 'people.see-needs', 'people.see-identifiers']);
});
afterAll(() => mission.close());

const kind = 'people.households';
const rowsOf = async (importId: string) => (await mission.ask(listPersonalRows, { importId, limit: 100 }, lister)).rows;
const faultsOf = async (importId: string) =>
  new Map((await rowsOf(importId)).map((row) => [row.row, row.faults.map((fault) => `${fault.column ?? ''} ${fault.code}`.trim())]));
const byName = async (search: string) => (await mission.ask(listPersons, { search }, lister)).rows;

const turkish = ['Hane no', 'Yakınlık', 'Adı', 'Baba adı', 'Soyadı', 'Cinsiyet', 'Doğum tarihi', 'Kimlik no', 'Özel ihtiyaçlar', 'P-kodu'];
const family = [
  ['14', 'Hane reisi', 'Selim', 'Adil', 'Barakat', 'Erkek', '12.05.1980', 'N 4411', '', north],
  ['14', 'Eş', 'Hüsniye', 'Kamil', 'Barakat', 'Kadın', '~35', '', 'Hamile', north],
  ['14', 'Çocuk', 'نور', 'سليم', 'بركات', 'Kadın', '2015-03-01', '', '', north],
];

it('a Turkish list of people brings in whole households; the same rows in another file change nothing', async () => {
  const id = await sheets.check(kind, await workbook([turkish, ...family]), { as: lister });
  expect((await sheets.look(id, lister)).counts).toMatchObject({ new: 3, faulty: 0 });
  expect(await sheets.apply(id, { as: lister })).toMatchObject({ state: 'applied', counts: { applied: 3 } });
  const [head] = await byName('Selim Barakat');
  const house = await mission.ask(getHousehold, { householdId: head!.householdId! }, lister);
  expect(house).toMatchObject({ source: 'import', members: [{ relation: 'head' }, { relation: 'spouse' }, { relation: 'child' }] });
  const spouse = await mission.ask(getPerson, { personId: house.members[1]!.id }, lister);
  expect(spouse).toMatchObject({ birth: { precision: 'estimated' }, needs: { other: ['pregnant'] } });
  // A column more makes it another file: who is there stays, only the new one comes in.
  const again = await workbook([turkish, ...family, ['14', 'Çocuk', 'Sami', 'Selim', 'Barakat', 'Erkek', '2019', '', '', north]], 'Yeni');
  const second = await sheets.check(kind, again, { as: lister });
  expect((await sheets.look(second, lister)).counts).toMatchObject({ unchanged: 3, new: 1 });
  await sheets.apply(second, { as: lister });
  expect((await mission.ask(getHousehold, { householdId: house.id }, lister)).members).toHaveLength(4);
});

it('an export of a collected form is joined with its repeats, its answers and dates read as they are written there', async () => {
  const book = new ExcelJS.Workbook();
  const forms = book.addWorksheet('Register');
  forms.addRows([
    ['today', 'where/admin1', 'where/pcode', 'list', 'consent', '_id', '_index'],
    ['2023-02-20', 'SYR07', north, 'Tents', 'yes', 900_001, 1],
    ['2023-02-20', 'SYR07', north, 'Tents', 'no', 900_002, 2],
    ['2023-02-20', 'SYR07', north, 'Tents', 'yes', 900_003, 3],
  ]);
  book.addWorksheet('members').addRows([
    [
      'member/given_name',
      'member/family_name',
      'member/relation',
      'member/sex',
      'member/dob',
      'member/needs',
      'member/needs/pregnant',
      'member/needs_other',
      '_index',
      '_parent_table_name',
      '_parent_index',
      '_submission__id',
    ],
    ['Ghassan', 'Kabbara', 'head', 'm', '1979-01-31', 'chronic_illness other', 0, 'asthma', 1, 'Register', 1, 900_001],
    ['Lubna', 'Kabbara', 'child', 'f', '31.01.2010', '', 0, '', 2, 'Register', 1, 900_001],
    ['Refused', 'Person', 'head', 'f', '1990-01-01', '', 0, '', 3, 'Register', 2, 900_002],
  ]);
  const id = await sheets.check(kind, Buffer.from(await book.xlsx.writeBuffer()), { as: lister, language: 'en' });
  const faults = await faultsOf(id);
  expect(faults.get(4)).toContain('consent people.consent-refused');
  // A form without any member is not lost: it waits for somebody to say who lives there.
  expect(faults.get(5)).toContain('given people.name-missing');
  await sheets.apply(id, { as: lister, withoutFaulty: true });
  const [head] = await byName('Ghassan Kabbara');
  const person = await mission.ask(getPerson, { personId: head!.id }, lister);
  expect(person).toMatchObject({ needs: { other: ['chronic-illness'], note: 'asthma' }, memberships: [{ fromDay: '2023-02-20' }] });
  expect((await byName('Lubna'))[0]).toMatchObject({ birth: { date: '2010-01-31' }, householdId: head!.householdId });
  expect(await byName('Refused')).toEqual([]);
});

it('every fault stands in its cell; likely doubles within reach are warned of by number, beyond it only that somebody is known', async () => {
  const here = await register(mission, [member('Wafaa Munif Sayegh', { birth: { date: '1991-08-09', precision: 'day' }, sex: 'f' })]);
  await register(mission, [member('Imran Yahya Safadi', { birth: { date: '1970-02-03', precision: 'day' }, sex: 'm' })], { area: south });
  const arabic = ['رقم الأسرة', 'القرابة', 'الاسم', 'اسم الأب', 'الكنية', 'الجنس', 'تاريخ الميلاد', 'pcode'];
  const sheet = await workbook([
    arabic,
    ['7', 'رب الأسرة', 'وفاء', 'منيف', 'صايغ', 'أنثى', '09/08/1991', north],
    ['8', 'رب الأسرة', 'عمران', 'يحيى', 'صفدي', 'ذكر', '1970-02-03', north],
    ['9', 'ابن/ابنة', 'بلا', 'رأس', 'هنا', 'ذكر', '٢٠١٠', north],
    ['10', 'رب الأسرة', 'بعيد', '', 'جدا', 'ذكر', '1980', south],
    ['', 'رب الأسرة', '', '', 'مجهول', 'ذكر', 'غدا', north],
  ]);
  const faults = await faultsOf(await sheets.check(kind, sheet, { as: lister, language: 'ar' }));
  expect(faults.get(2)).toEqual(['people.perhaps-known']);
  expect(faults.get(3)).toEqual(['people.known-elsewhere']);
  expect(faults.get(4)).toEqual(['relation people.head-missing']);
  expect(faults.get(5)).toEqual(['area people.beyond-reach']);
  expect(faults.get(6)).toEqual(['household people.household-unkeyed', 'given people.name-missing', 'birth people.birth-unread']);
  expect((await mission.ask(listHouseholds, { number: here.number }, lister)).rows).toHaveLength(1);
});
