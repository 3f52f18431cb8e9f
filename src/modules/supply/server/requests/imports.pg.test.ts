import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '#foundation/ids.ts';
import { addPack } from '#kernel/goods/contract/items.ts';
import { newId } from '#foundation/ids.ts';
import { makeItem, yard as yardRoom } from '#tests/support/goods-yard.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { plan, setYard } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { importRequests } from '../../contract/requests/imports.ts';
import { closePlan } from '../../contract/requests/plans.ts';
import { getRequest, listRequests, submitRequest } from '../../contract/requests/requests.ts';

let mission: TestMission;
let yard: Yard;
let sheets: ReturnType<typeof importsOf>;
let items: Id[];
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
  sheets = importsOf(mission);
  items = [
    await makeItem(mission, { code: 'BLA-TH', nameEn: 'Blanket, thermal', nameTr: 'Battaniye, termal', nameAr: 'بطانية حرارية' }),
    await makeItem(mission, { code: 'TARP', nameEn: 'Tarpaulin', nameTr: 'Branda' }),
  ];
  await mission.apply(addPack, { itemId: items[0]!, pack: { id: newId(), code: 'CTN', kind: 'carton', smallest: 24 } });
});
afterAll(() => mission.close());

it('rows of one number become one draft, items by code or name, packs by their ratio; a second time nothing changes', async () => {
  const { number, planId } = await plan(mission, yard, items);
  const sheet = await workbook([
    ['Talep numarası', 'Plan numarası', 'Malzeme', 'Miktar', 'Ambalaj', 'İhtiyaç günü'],
    ['YSM-14', number, 'BLA-TH', 2.5, 'CTN', '2023-03-15'],
    ['YSM-14', number, 'branda', 40, '', ''],
    ['YSM-15', number, 'TARP', 10, '', ''],
  ]);
  const id = await sheets.check('supply.requests', sheet);
  expect((await sheets.rows(id)).map((row) => [row.state, row.faults[0]?.code])).toEqual([
    ['new', undefined],
    ['new', undefined],
    ['new', undefined],
  ]);
  expect(await sheets.apply(id)).toMatchObject({ counts: { applied: 3 } });
  const { rows } = await mission.ask(listRequests, { planId, sort: 'reference' });
  expect(rows).toMatchObject([
    { reference: 'YSM-14', state: 'draft', lines: 2, neededOn: '2023-03-15' },
    { reference: 'YSM-15', lines: 1, neededOn: '2023-03-20' },
  ]);
  expect((await mission.ask(getRequest, { requestId: rows[0]!.id })).items).toMatchObject([
    { qty: 60, packCode: 'CTN', packCount: 2.5 },
    { qty: 40, packCode: null },
  ]);
  const again = await sheets.check('supply.requests', sheet, { anyway: true });
  expect((await sheets.look(again)).counts).toMatchObject({ unchanged: 3 });
});

it('each fault names its cell', async () => {
  const { number } = await plan(mission, yard, items);
  const closed = await plan(mission, yard, items);
  await mission.apply(closePlan, { planId: closed.planId, reason: 'given out' });
  const id = await sheets.check(
    'supply.requests',
    await workbook([
      ['Request number', 'Plan number', 'Item', 'Quantity', 'Pack', 'Needed on'],
      ['A', 'DP-XXX-2023-000001-00', 'TARP', 1, '', ''],
      ['B', number, 'Unicorn', 1, '', ''],
      ['C', number, 'BLA-TH', 1, 'PALLET', ''],
      ['D', number, 'TARP', 1.5, '', ''],
      ['E', number, 'TARP', 1, '', '2023-04-30'],
      ['F', closed.number, 'TARP', 1, '', ''],
    ]),
    { language: 'en' },
  );
  expect((await sheets.rows(id)).map((row) => [row.faults[0]?.column, row.faults[0]?.code])).toEqual([
    ['plan', 'supply.plan-not-found'],
    ['item', 'supply.item-unknown'],
    ['pack', 'supply.pack-unknown'],
    ['quantity', 'quantity.not-whole'],
    ['neededOn', 'supply.request-after-plan'],
    ['plan', 'supply.plan-closed'],
  ]);
});

it('a request that was sent takes no more rows', async () => {
  const { number, planId } = await plan(mission, yard, items);
  const rows = (item: string) =>
    workbook([
      ['Talep numarası', 'Plan numarası', 'Malzeme', 'Miktar'],
      ['Z-1', number, item, 5],
    ]);
  await sheets.apply(await sheets.check('supply.requests', await rows('TARP')));
  const [request] = (await mission.ask(listRequests, { planId })).rows;
  await mission.apply(submitRequest, { requestId: request!.id, version: 1 });
  const id = await sheets.check('supply.requests', await rows('BLA-TH'));
  expect((await sheets.rows(id))[0]!.faults).toMatchObject([{ column: 'reference', code: 'supply.request-state' }]);
});

it('an item that is named by its code and by its name is one item: said twice it is a fault, and refused, and the rest goes on', async () => {
  const { number, planId } = await plan(mission, yard, items);
  const sheet = await workbook([
    ['Talep numarası', 'Plan numarası', 'Malzeme', 'Miktar'],
    ['T-1', number, 'TARP', 5],
    ['T-1', number, 'branda', 7],
  ]);
  const id = await sheets.check('supply.requests', sheet);
  expect((await sheets.rows(id)).map((row) => row.faults[0]?.code)).toEqual([undefined, 'supply.request-item-twice']);
  const row = (reference: string, qty: number) => ({ lineId: newId(), planId, reference, itemId: items[1]!, qty });
  const { outcomes } = await mission.apply(importRequests, { rows: [row('T-2', 5), row('T-2', 7), row('T-3', 9)] });
  expect(outcomes.map((outcome) => (outcome.state === 'refused' ? outcome.code : outcome.state))).toEqual([
    'applied',
    'supply.request-item-twice',
    'applied',
  ]);
});

it('a row that is refused when it is applied leaves no empty draft behind', async () => {
  const { planId } = await plan(mission, yard, items);
  const row = { lineId: newId(), planId, reference: 'E-1', itemId: newId(), qty: 5 };
  const { outcomes } = await mission.apply(importRequests, { rows: [row] });
  expect(outcomes).toMatchObject([{ state: 'refused', code: 'supply.item-unknown' }]);
  expect((await mission.ask(listRequests, { planId })).total).toBe(0);
});

it('a plan of another partner is no plan: the sheet does not tell that it exists', async () => {
  const mine = await plan(mission, yard, items);
  const theirs = await plan(mission, yard, items, { orgId: yard.other });
  const user = await mission.user({
    permissions: ['supply.import-requests', 'imports.stage-file', 'imports.list', 'imports.apply', 'imports.correct-cells'],
    scope: { kind: 'org', id: yard.partner },
    orgKind: 'partner',
    orgId: yard.partner,
  });
  const sheet = await workbook([
    ['Talep numarası', 'Plan numarası', 'Malzeme', 'Miktar'],
    ['P-1', mine.number, 'TARP', 5],
    ['P-1', theirs.number, 'TARP', 5],
  ]);
  const id = await sheets.check('supply.requests', sheet, { as: user });
  expect((await sheets.rows(id, user)).map((row) => row.faults[0]?.code)).toEqual([undefined, 'supply.plan-not-found']);
});
