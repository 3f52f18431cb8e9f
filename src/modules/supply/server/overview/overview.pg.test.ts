import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { openPlace } from '#kernel/goods/contract/stock-places.ts';
import { createSite } from '#kernel/places/contract/sites.ts';
import { allocate, leg, load, onward, plan, receipt, setConvoy, straight } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { decideMoves, makeItem, tellMoves, yard } from '#tests/support/goods-yard.ts';
import { aGrant } from '#tests/support/stores.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import type { Outside, StockAt } from '#kernel/goods/contract/moves.ts';
import { listDonorStock, listGrantLosses } from '../../contract/overview/donors.ts';
import { listLossMoves, listLosses } from '../../contract/overview/losses.ts';
import { listPipeline, listPipelineStage, stages } from '../../contract/overview/pipeline.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { agreeDiscrepancy, decideOutcome, getDiscrepancy, proposeOutcome } from '../../contract/transport/discrepancies.ts';
import { recordCrossLoad, recordLoss } from '../../contract/transport/road.ts';
import { lotOf, oracle } from '#tests/support/goods-oracle.ts';

let mission: TestMission;
let convoy: Convoy;
let grant: string;
let other: string;
let donor: string;
let item: string;
let point: string;
let approver: string;

type Side = StockAt | Outside;
const post = (kind: string, moves: { from: Side; to: Side; qty: number }[]) => ({ documentId: newId(), kind, moves });
const at = (place: string, over: Partial<StockAt> = {}): StockAt => ({ item, place, grant, condition: 'good', owner: 'own', ...over });

/** One item's whole way: bought, driven over the hub, received short, handed over; some lost, some lent, some found. */
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  grant = await aGrant(mission, 'GR-ONE', '2023-04-10');
  other = await aGrant(mission, 'GR-TWO');
  donor = await mission.tx(
    async (tx) => (await tx.query<{ id: string }>('select donor_id as id from grants where id = $1', [grant])).rows[0]!.id,
  );
  approver = await mission.user({ permissions: ['supply.decide-outcome', 'supply.list-discrepancies'] });
  item = await makeItem(mission, { nameEn: 'Blanket', weightG: 1000, volumeCm3: 3000 });
  const siteId = newId();
  point = newId();
  await mission.apply(createSite, { siteId, code: 'S-PT', type: 'distribution-point', nameEn: 'Point', area: 'SY0703' });
  await mission.apply(openPlace, { placeId: point, kind: 'delivery-point', code: 'PT', nameEn: 'Point', siteId, orgId: convoy.partner });
  const say = (occurredAt: string, kind: string, moves: { from: Side; to: Side; qty: number }[]) =>
    mission.apply(tellMoves, post(kind, moves), { occurredAt });
  await say('2023-01-10T08:00:00Z', 'receipt', [{ from: { virtual: 'supplier', item }, to: at(convoy.binA), qty: 1000 }]);
  await say('2023-01-12T08:00:00Z', 'receipt', [
    { from: { virtual: 'supplier', item }, to: at(convoy.binA, { condition: 'damaged' }), qty: 7 },
  ]);
  await mission.apply(decideMoves, post('grant-swap', [{ from: at(convoy.binA), to: at(convoy.binA, { grant: other }), qty: 50 }]));
  await mission.apply(decideMoves, post('adjustment', [{ from: at(convoy.binA), to: { virtual: 'lost', ...at(convoy.binA) }, qty: 11 }]));
  // A truck to the hub that loses some on the way, a truck on, and one that comes short to the store.
  const lines = (qty: number) => [
    {
      lineId: newId(),
      ownHoldId: newId(),
      at: at(convoy.binA),
      qty,
      reason: 'for the test of the pipeline',
    },
  ];
  const hubWay = await plan(convoy, [], { lines: lines(300) });
  const toHub = await leg(convoy, hubWay.shipmentId, [{ lineId: hubWay.lines[0]!, qty: 300 }], {
    crossingId: undefined,
    crossingDay: undefined,
  });
  await load(convoy, toHub.legId);
  await mission.apply(recordLoss, {
    legId: toHub.legId,
    documentId: newId(),
    cause: 'accident',
    note: 'on the ramp',
    lines: [{ lineId: hubWay.lines[0]!, lost: 20, damaged: 5 }],
  });
  const on = await leg(convoy, hubWay.shipmentId, [], onward(convoy));
  await mission.apply(recordCrossLoad, {
    legId: toHub.legId,
    documentId: newId(),
    parts: [{ toLegId: on.legId, lines: [{ lineId: hubWay.lines[0]!, good: 100, damaged: 0 }] }],
    putDown: { placeId: convoy.hub, lines: [{ lineId: hubWay.lines[0]!, good: 175, damaged: 5 }] },
    empty: true,
  });
  const short = await plan(convoy, [], { lines: lines(200) });
  const direct = await leg(convoy, short.shipmentId, [{ lineId: short.lines[0]!, qty: 200 }], straight(convoy));
  await load(convoy, direct.legId);
  const answer = await mission.apply(recordDelivery, receipt(convoy, direct.legId, [{ lineId: short.lines[0]!, good: 160, damaged: 10 }]), {
    as: convoy.partnerUser,
  });
  await settle(answer.discrepancyId!);
  await mission.apply(
    decideMoves,
    post('distribution', [
      { from: at(convoy.store), to: at(point), qty: 40 },
      { from: at(point), to: { virtual: 'households', ...at(point) }, qty: 15 },
    ]),
  );
});
afterAll(() => mission.close());

/** Of thirty missing ten were found, twenty written off; the ten damaged are paid. Both ends agree. */
async function settle(discrepancyId: string) {
  const { lines } = await mission.ask(getDiscrepancy, { discrepancyId });
  const of = (kind: string) => lines.find((line) => line.kind === kind)!.id;
  const end = (lineId: string, over: object) => ({
    discrepancyId,
    outcomeId: newId(),
    documentId: newId(),
    lineId,
    note: 'agreed',
    ...over,
  });
  await mission.apply(proposeOutcome, end(of('missing'), { outcome: 'found', qty: 10, placeId: convoy.store }) as never);
  const loss = end(of('missing'), { outcome: 'written-off', qty: 20 }) as { outcomeId: string; documentId: string };
  await mission.apply(proposeOutcome, loss as never);
  await mission.apply(
    decideOutcome,
    { discrepancyId, outcomeId: loss.outcomeId, documentId: newId(), approve: true, reason: 'seen the papers' },
    { as: approver },
  );
  await mission.apply(proposeOutcome, end(of('damaged'), { outcome: 'transporter-pays', qty: 10 }) as never);
  for (const as of [undefined, convoy.partnerUser]) {
    const { version } = await mission.ask(getDiscrepancy, { discrepancyId });
    await mission.apply(agreeDiscrepancy, { discrepancyId, version }, as ? { as } : {});
  }
}

describe('the pipeline', () => {
  test('each figure is what the entries of the books come to', async () => {
    for (const under of [grant, other]) {
      const [row] = (await mission.ask(listPipeline, { item, grant: under })).rows;
      const expected = await oracle(mission, { item, grant: under });
      expect(Object.fromEntries(stages.map((stage) => [stage, row![stage]]))).toEqual({ ...expected.stages, expected: 0 });
    }
    const [row] = (await mission.ask(listPipeline, { item, grant })).rows;
    expect(row).toMatchObject({ hub: 180, trucks: 100, partner: 140, points: 25, households: 15, warehouse: 446, unit: 'piece' });
  });

  test('each figure opens to rows that add up to it', async () => {
    const [row] = (await mission.ask(listPipeline, { item, grant })).rows;
    for (const stage of ['warehouse', 'trucks', 'hub', 'partner', 'points', 'households'] as const) {
      const { rows } = await mission.ask(listPipelineStage, { stage, item, grant });
      expect(rows.reduce((sum, one) => sum + one.qty, 0)).toBe(row![stage]);
      if (stage === 'households') expect(rows.every((one) => one.documentId !== null)).toBe(true);
    }
  });

  test('the clock of a grant and the day on which stock runs out', async () => {
    const [row] = (await mission.ask(listPipeline, { item, grant })).rows;
    // 500 left in the last 30 days: 446 last 26 days at that pace and 80 at that of 90 days.
    expect(row).toMatchObject({ endsOn: '2023-04-10', daysLeft: 40, perDay: 5.6, runsOutFrom: '2023-03-27', runsOutTo: '2023-05-20' });
  });

  test('by partner and by family: units that differ are told in kilograms', async () => {
    const kit = await makeItem(mission, { unit: 'kit', weightG: 2500, volumeCm3: 3000 });
    await mission.apply(
      decideMoves,
      post('receipt', [
        { from: { virtual: 'supplier', item: kit }, to: { item: kit, place: convoy.binB, condition: 'good', owner: 'own' }, qty: 4 },
      ]),
    );
    const [family] = (await mission.ask(listPipeline, { by: ['family'], family: 'T' })).rows;
    expect(family).toMatchObject({ unit: 'kg', warehouse: 446 + 50 + 10, partner: 140 });
    const partners = (await mission.ask(listPipeline, { by: ['partner'], item })).rows;
    expect(partners.map((row) => [row.partnerId, row.warehouse, row.trucks, row.partner, row.households])).toEqual([
      [convoy.partner, 0, 100, 140, 15],
      [null, 496, 0, 0, 0],
    ]);
  });

  test('a partner sees its own goods and the trucks that come to it, nobody else’s, and no grant', async () => {
    const permissions = ['supply.list-pipeline'];
    const own = await mission.user({ permissions, scope: { kind: 'org', id: convoy.partner }, orgKind: 'partner', orgId: convoy.partner });
    const wide = await mission.user({ permissions, orgKind: 'partner', orgId: convoy.partner });
    const strangers = newId();
    const stranger = await mission.user({ permissions, scope: { kind: 'org', id: strangers }, orgKind: 'partner', orgId: strangers });
    for (const as of [own, wide]) {
      const { rows } = await mission.ask(listPipeline, { item }, as);
      expect(rows).toMatchObject([
        { warehouse: 0, hub: 0, trucks: 100, partner: 140, points: 25, households: 15, grantId: null, endsOn: null },
      ]);
      const { rows: trucks } = await mission.ask(listPipelineStage, { stage: 'trucks', item }, as);
      expect(trucks).toMatchObject([{ qty: 100, placeId: null, placeCode: null, shipmentId: null, grantId: null }]);
    }
    expect((await mission.ask(listPipeline, {}, stranger)).total).toBe(0);
    expect((await mission.ask(listPipelineStage, { stage: 'partner' }, stranger)).total).toBe(0);
  });
});

test('for whom a truck is on its way is told to who sees movements and to who waits for it, not to others', async () => {
  const permissions = ['supply.list-pipeline'];
  const clerk = await mission.user({ permissions });
  const near = await mission.user({ permissions, scope: { kind: 'area', id: 'SY07' } });
  const trucks = async (as?: string) =>
    (await mission.ask(listPipeline, { by: ['partner'], item }, as)).rows.map((row) => [row.partnerId, row.trucks]);
  expect(await trucks()).toContainEqual([convoy.partner, 100]);
  expect(await trucks(clerk)).toEqual([
    [convoy.partner, 0],
    [null, 100],
  ]);
  expect(await trucks(near)).not.toContainEqual([convoy.partner, 100]);
  expect((await mission.ask(listPipeline, { item }, near)).rows).toMatchObject([{ trucks: 0, warehouse: 0, hub: 180, partner: 140 }]);
});

describe('loss and damage', () => {
  test('by cause is what the entries come to, and what was found again is taken off', async () => {
    const { rows } = await mission.ask(listLosses, { by: ['cause'], item, grant });
    const by = Object.fromEntries(rows.map((row) => [row.cause, [row.lost, row.damaged, row.disputed]]));
    expect(by).toEqual({
      accident: [0, 5, 20],
      adjustment: [11, 0, 0],
      delivery: [0, 10, 30],
      receipt: [0, 7, 0],
      settled: [0, 0, -10],
      'written-off': [20, 0, -20],
    });
    const expected = await oracle(mission, { item, grant });
    const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
    expect([sum((row) => row.lost), sum((row) => row.disputed)]).toEqual([expected.outside.lost, expected.outside.disputed]);
  });

  test('by transporter and by month; the figures open to movements that add up to them', async () => {
    const { rows } = await mission.ask(listLosses, { by: ['transporter'], item, grant });
    const turkish = rows.find((row) => row.transporterNames['en'] === 'Transporter of 27 KR 4410')!;
    expect(turkish).toMatchObject({ lost: 20, damaged: 15, disputed: 20 });
    const months = (await mission.ask(listLosses, { by: ['month'], item, grant, sort: 'month' })).rows;
    expect(months.map((row) => [row.month, row.damaged])).toEqual([
      ['2023-01', 7],
      ['2023-03', 15],
    ]);
    for (const kind of ['lost', 'damaged', 'disputed'] as const) {
      const moves = await mission.ask(listLossMoves, { kind, item, grant, transporter: turkish.transporterId! });
      expect(moves.rows.reduce((total, row) => total + row.qty, 0)).toBe(turkish[kind]);
    }
    expect((await mission.ask(listLosses, { by: ['item'], item, to: '2023-02-01' })).rows).toMatchObject([{ lost: 0, damaged: 7 }]);
  });

  test('what is lost has a value when each lot’s cost is known', async () => {
    const [row] = (await mission.ask(listLosses, { by: ['item'], item })).rows;
    expect(row).toMatchObject({ value: null, currency: null });
    const lotted = await makeItem(mission, { tracking: 'lot' });
    const lot = await lotOf(mission, lotted, convoy.binA, { qty: 10, minor: 250, currency: 'EUR' });
    const lying: StockAt = { item: lotted, lot, place: convoy.binA, condition: 'good', owner: 'own' };
    await mission.apply(decideMoves, post('adjustment', [{ from: lying, to: { virtual: 'lost', ...lying }, qty: 4 }]));
    expect((await mission.ask(listLosses, { by: ['item'], item: lotted })).rows).toMatchObject([{ lost: 4, value: 10, currency: 'EUR' }]);
  });

  test('a partner sees losses of its own trucks and stores alone', async () => {
    const permissions = ['supply.list-losses'];
    const own = await mission.user({ permissions, scope: { kind: 'org', id: convoy.partner }, orgKind: 'partner', orgId: convoy.partner });
    const { rows } = await mission.ask(listLosses, { by: ['cause'], item }, own);
    expect(new Set(rows.map((row) => row.cause))).toEqual(new Set(['accident', 'delivery', 'settled', 'written-off']));
    const strangers = newId();
    const stranger = await mission.user({ permissions, orgKind: 'partner', orgId: strangers });
    expect((await mission.ask(listLossMoves, {}, stranger)).total).toBe(0);
  });
});

describe('a donor', () => {
  test('reads of each grant what came, moved, was delivered, lost and is left; it adds up and is what the entries come to', async () => {
    for (const under of [grant, other]) {
      const [row] = (await mission.ask(listDonorStock, { grant: under, item })).rows;
      const { left, delivered, lost, disputed, returned, received, loaned, transferred, unexplained } = row!;
      expect(received + loaned + transferred + unexplained).toBe(left + delivered + lost + disputed + returned);
      const expected = await oracle(mission, { item, grant: under });
      expect({ left, delivered, lost, disputed, loaned }).toEqual(expected.donor);
    }
    expect((await mission.ask(listDonorStock, { grant, item })).rows).toMatchObject([
      {
        received: 1007,
        loaned: -50,
        transferred: 0,
        moved: 500,
        delivered: 40,
        lost: 31,
        disputed: 20,
        returned: 0,
        unexplained: 0,
        left: 866,
      },
    ]);
  });

  test('as of a day: nothing later counts, and no day to come is told', async () => {
    expect((await mission.ask(listDonorStock, { grant, item, asOf: '2023-01-11' })).rows).toMatchObject([
      { received: 1000, left: 1000, moved: 0 },
    ]);
    await expect(mission.ask(listDonorStock, { asOf: '2023-03-02' })).rejects.toMatchObject({ code: 'supply.overview-day-too-late' });
  });

  test('sees its own grants alone, whatever its scope, and neither places nor cases', async () => {
    const permissions = ['supply.list-donor-stock'];
    const wide = await mission.user({ permissions, orgKind: 'donor', orgId: donor });
    const scoped = await mission.user({ permissions, scope: { kind: 'org', id: donor }, orgKind: 'donor', orgId: donor });
    for (const as of [wide, scoped]) {
      const { rows } = await mission.ask(listDonorStock, {}, as);
      expect(rows.map((row) => row.grantId)).toEqual([grant]);
      expect((await mission.ask(listDonorStock, { grant: other }, as)).total).toBe(0);
      const statement = await mission.ask(listGrantLosses, {}, as);
      expect(statement.rows.every((row) => row.discrepancyId === null)).toBe(true);
      expect(JSON.stringify([rows, statement])).not.toMatch(/STORE|Hub|Harim|27 KR|Transporter/);
    }
  });

  test('gets a statement of losses that writes itself from closed cases', async () => {
    const { rows } = await mission.ask(listGrantLosses, { grant });
    const told = rows.map((row) => `${row.kind} ${row.outcome} ${row.qty} lost ${row.lost}`);
    expect(told.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'damaged transporter-pays 10 lost 10',
      'missing found 10 lost 0',
      'missing written-off 20 lost 20',
    ]);
    expect((await mission.ask(listGrantLosses, { grant: other })).total).toBe(0);
    expect((await mission.ask(listGrantLosses, { grant, to: '2023-02-28' })).total).toBe(0);
  });
});

test('what waits on trucks that nobody allocated stays where it lies', async () => {
  const fresh = await makeItem(mission);
  await mission.apply(
    decideMoves,
    post('receipt', [
      { from: { virtual: 'supplier', item: fresh }, to: { item: fresh, place: convoy.binA, condition: 'good', owner: 'own' }, qty: 9 },
    ]),
  );
  await plan(convoy, [await allocate(convoy, fresh, 9)]);
  expect((await mission.ask(listPipeline, { item: fresh })).rows).toMatchObject([{ warehouse: 9, trucks: 0 }]);
});

// Last, for its goods stand in the lists above otherwise.
describe('the pipeline from sums', () => {
  test('what households have is what the entries come to, however much of it the books have summed up', async () => {
    const own = await makeItem(mission);
    const [given, lost] = (['households', 'lost'] as const).map((virtual): Outside => ({ virtual, ...at(point, { item: own }) }));
    const move = (kind: string, from: Side, to: Side, qty: number) => mission.apply(decideMoves, post(kind, [{ from, to, qty }]));
    const give = (qty: number) => move('distribution', at(point, { item: own }), given!, qty);
    const same = async () => {
      const [row] = (await mission.ask(listPipeline, { item: own, grant })).rows;
      expect(row!.households).toBe((await oracle(mission, { item: own, grant })).stages.households);
      return row!.households;
    };
    const sumUp = () => mission.tx((tx) => tx.query('select ledger_sum_outside(1000)'));
    await move('receipt', { virtual: 'supplier', item: own }, at(point, { item: own }), 100);
    await give(40);
    expect(await same()).toBe(40);
    await sumUp();
    expect(await same()).toBe(40);
    await give(7);
    await move('return', given!, at(point, { item: own }), 5);
    // Neither side has a balance, so no number tells whether it was summed up.
    await move('correction', lost!, given!, 3);
    await move('correction', given!, lost!, 1);
    expect(await same()).toBe(44);
    await sumUp();
    await sumUp();
    expect(await same()).toBe(44);
  });

  test('what left the warehouses is what the entries come to, however much of it the books have summed up', async () => {
    const own = await makeItem(mission);
    const [binA, binB, there] = [convoy.binA, convoy.binB, point].map((place) => at(place, { item: own }));
    const given: Outside = { virtual: 'households', ...binA! };
    const move = (kind: string, from: Side, to: Side, qty: number, day: string) =>
      mission.apply(decideMoves, post(kind, [{ from, to, qty }]), { occurredAt: `${day}T08:00:00Z` });
    const sumUp = () => mission.tx((tx) => tx.query('select ledger_sum_outside(1000)'));
    const perDay = async () => {
      const [row] = (await mission.ask(listPipeline, { item: own, grant })).rows;
      return [row!.perDay, row!.runsOutFrom, row!.runsOutTo];
    };
    const same = async (expected: number) => {
      const before = await perDay();
      expect(before[0]).toBe(expected);
      await sumUp();
      expect(await perDay()).toEqual(before);
    };
    await move('receipt', { virtual: 'supplier', item: own }, binA!, 10_000, '2022-10-01');
    await move('distribution', binA!, given, 900, '2023-03-01');
    await same(10);
    await move('move', binA!, there!, 450, '2023-01-20');
    await same(15);
    // From bin to bin is still in the warehouse, longer ago is longer ago, and what is lost was not needed.
    await move('move', binA!, binB!, 900, '2023-02-01');
    await move('distribution', binA!, given, 900, '2022-11-20');
    await move('write-off', binA!, { virtual: 'lost', ...binA! }, 900, '2023-02-20');
    await same(15);
    await move('distribution', binB!, { virtual: 'households', ...binB! }, 90, '2023-03-01');
    await move('return', there!, binB!, 90, '2023-02-20');
    await same(16);
  });
});
