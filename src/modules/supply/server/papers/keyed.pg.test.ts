import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import { accept, allocate, leg, load, onward, plan, receipt, setConvoy, stock } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { refused } from '#tests/support/differences.ts';
import { makeItem, yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { lies, received, refusal } from '#tests/support/stores.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import type { Need } from '../../contract/overview/needs.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import {
  approveCount,
  getCountSheet,
  listCounts,
  listKeyedSheets,
  planCount,
  recordCount,
  reviewCount,
} from '../../contract/stores/counts.ts';
import { correctReceiptLine, getReceipt, listReceipts, recordReceipt } from '../../contract/stores/receipts.ts';
import { loadTruck, recordDeparture, recordLoading } from '../../contract/transport/legs.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy, proposeOutcome } from '../../contract/transport/discrepancies.ts';
import { recordCrossLoad, recordPassage } from '../../contract/transport/road.ts';
import { getShipment, listShipments, seeMovements } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
let second: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  const lists = [listReceipts.name, listCounts.name, recordCount.name, reviewCount.permission];
  second = await mission.user({ permissions: [checkPaper.name, seeMovements.name, getNeeds.name, ...lists] });
});
afterAll(() => mission.close());

const say = (keyedId: string, agrees = true, note?: string) => ({ keyedId, agrees, ...(note ? { note } : {}) });
const waiting = async (need: Need, as?: string) => (await mission.ask(getNeeds, {}, as))[need];
const misread = async (kind: string, id: string) =>
  (await mission.ask(listExceptions, { subjectKind: kind, subjectId: id })).rows.map((row) => row.kind);

/** Nobody holds their own figures against the paper, who disagrees says why, and each paper is checked once. */
async function heldByASecondOnce(keyedId: string): Promise<void> {
  expect(await mission.run(checkPaper, say(keyedId))).toMatchObject(refused('checker-same'));
  expect(await mission.run(checkPaper, say(keyedId, false), { as: second })).toMatchObject(refused('check-note-missing'));
  await mission.apply(checkPaper, say(keyedId), { as: second });
  expect(await mission.run(checkPaper, say(keyedId), { as: second })).toMatchObject(refused('paper-checked'));
}

async function ready() {
  const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, await stock(convoy, 100), 100)]);
  const lineId = lines[0]!;
  const { legId } = await leg(convoy, shipmentId, [{ lineId, qty: 100 }]);
  await accept(convoy, [legId]);
  const fact = async (kind: string, as?: string) =>
    (await mission.ask(getShipment, { shipmentId }, as)).legs[0]!.facts.find((one) => one.kind === kind)!;
  return { legId, shipmentId, lineId, fact };
}
/** A truck whose load passed on at the hub, keyed from the monitors' sheet or told as it was seen. */
async function passedOn(fromPaper: boolean) {
  const truck = await ready();
  const { legId, shipmentId, lineId } = truck;
  await load(convoy, legId);
  const next = await leg(convoy, shipmentId, [], onward(convoy));
  const parts = [{ toLegId: next.legId, lines: [{ lineId, good: 100 }] }];
  await mission.apply(recordCrossLoad, { legId, documentId: newId(), parts, empty: true, sheet: 'UNMM 23/0418', fromPaper });
  return { ...truck, factId: (await truck.fact('cross-loaded')).id };
}
const listed = async (as?: string) => (await mission.ask(listShipments, { sheetsToCheck: true, limit: 1000 }, as)).rows;

describe('a sheet of a truck', () => {
  test('keyed at the hub is held against its paper by a second person, once', async () => {
    const before = [await waiting('sheetsToCheck'), await waiting('sheetsToCheck', second)];
    const { shipmentId, fact, factId } = await passedOn(true);
    expect([await waiting('sheetsToCheck'), await waiting('sheetsToCheck', second)]).toEqual([before[0], before[1]! + 1]);
    expect((await listed(second)).find((row) => row.id === shipmentId)).toMatchObject({ sheets: 1 });
    expect(await listed()).toEqual([]);
    expect(await fact('cross-loaded')).toMatchObject({ keyed: { mine: true, check: null } });
    await heldByASecondOnce(factId);
    expect(await fact('cross-loaded', second)).toMatchObject({ keyed: { mine: false, check: { agrees: true } } });
    expect([await waiting('sheetsToCheck', second), (await listed(second)).map((row) => row.id).includes(shipmentId)]).toEqual([
      before[1],
      false,
    ]);
  });

  test.each([
    ['load-truck', loadTruck],
    ['record-loading', recordLoading],
    ['record-departure', recordDeparture],
  ])('of its loading, told by %s, waits for a second person with what stood on it', async (_name, def) => {
    const { legId, shipmentId, lineId, fact } = await ready();
    await mission.apply(def, { legId, documentId: newId(), lines: [{ lineId, qty: 90 }], fromPaper: true });
    const loaded = await fact('loaded', second);
    expect(loaded).toMatchObject({ keyed: { id: loaded.id, mine: false, check: null }, data: { lines: [{ lineId, qty: 90 }] } });
    expect((await listed(second)).find((row) => row.id === shipmentId)).toMatchObject({ sheets: 1 });
    await heldByASecondOnce(loaded.id);
    expect((await listed(second)).some((row) => row.id === shipmentId)).toBe(false);
  });

  test('of a loading that does not agree is put right before the truck leaves: taken in as the page says, the rest is found', async () => {
    const item = await stock(convoy, 100);
    const { shipmentId, lines } = await plan(convoy, [await allocate(convoy, item, 100)]);
    const lineId = lines[0]!;
    const { legId } = await leg(convoy, shipmentId, [{ lineId, qty: 100 }]);
    await accept(convoy, [legId]);
    await mission.apply(recordLoading, { legId, documentId: newId(), lines: [{ lineId, qty: 90 }], fromPaper: true });
    const { facts } = (await mission.ask(getShipment, { shipmentId })).legs[0]!;
    await mission.apply(checkPaper, say(facts[0]!.id, false, 'the page says 88'), { as: second });
    await mission.apply(recordPassage, { legId, passage: 'turned-back' });
    const back = receipt(convoy, legId, [{ lineId, good: 88 }], { placeId: convoy.binA, returned: true });
    const { discrepancyId } = await mission.apply(recordDelivery, back);
    const { lines: missing } = await mission.ask(getDiscrepancy, { discrepancyId: discrepancyId! });
    const found = { outcomeId: newId(), discrepancyId: discrepancyId!, lineId: missing[0]!.id, outcome: 'found' as const, qty: 2 };
    await mission.apply(proposeOutcome, { ...found, documentId: newId(), placeId: convoy.binA, note: 'never left its bin' });
    expect((await lies(mission, { item, condition: 'good' })) + (await lies(mission, { item, condition: 'returned' }))).toBe(100);
  });

  test('that does not agree asks somebody, and what was told as it was seen is no paper', async () => {
    const { legId, factId } = await passedOn(true);
    await mission.apply(checkPaper, say(factId, false, 'the sheet says 90'), { as: second });
    expect(await misread('shipment-leg', legId)).toContain('supply.paper-misread');
    const seen = await passedOn(false);
    expect(await seen.fact('cross-loaded')).toMatchObject({ keyed: null });
    expect(await mission.run(checkPaper, say(seen.factId), { as: second })).toMatchObject(refused('not-from-paper'));
  });
});

describe('a receipt note', () => {
  const note = async (fromPaper: boolean) => {
    const item = await makeItem(mission);
    const input = {
      receiptId: newId(),
      placeId: convoy.warehouse,
      source: 'order' as const,
      lines: [{ itemId: item, expected: 40, good: 40 }],
    };
    await mission.apply(recordReceipt, { ...input, fromPaper });
    return { ...input, item };
  };
  const toCheck = async (as?: string) => (await mission.ask(listReceipts, { toCheck: true, limit: 1000 }, as)).rows.map((row) => row.id);

  test('keyed from its signed page waits for a second person, on its list and on their first page', async () => {
    const before = await waiting('receiptsToCheck', second);
    const { receiptId } = await note(true);
    expect([await toCheck(), await toCheck(second)]).toEqual([[], [receiptId]]);
    expect(await waiting('receiptsToCheck', second)).toBe(before + 1);
    expect(await mission.ask(getReceipt, { receiptId }, second)).toMatchObject({ keyed: { mine: false, check: null } });
    await heldByASecondOnce(receiptId);
    expect([await toCheck(second), await waiting('receiptsToCheck', second)]).toEqual([[], before]);
    expect((await mission.ask(getReceipt, { receiptId: (await note(false)).receiptId })).keyed).toBeNull();
  });

  test('that does not agree stays booked until its line is put right by an entry of its own', async () => {
    const { receiptId, item } = await note(true);
    await mission.apply(checkPaper, say(receiptId, false, 'the page says 30'), { as: second });
    expect(await misread('receipt', receiptId)).toContain('supply.receipt-misread');
    expect(await lies(mission, { item })).toBe(40);
    const put = { receiptId, line: 1, version: 1, documentId: newId(), expected: 30, good: 30, reason: 'as the signed page says' };
    await mission.apply(correctReceiptLine, put);
    expect(await lies(mission, { item })).toBe(30);
  });
});

describe('a count sheet', () => {
  const counted = async (figure: number) => {
    const item = await makeItem(mission);
    await received(mission, convoy.warehouse, { itemId: item, good: 100 });
    const countId = newId();
    await mission.apply(planCount, { countId, placeId: convoy.warehouse, items: [item] });
    await mission.apply(recordCount, { countId, lines: [{ line: 1, counted: figure }], fromPaper: true });
    const [sheet] = (await mission.ask(listKeyedSheets, { countId }, second)).rows;
    return { item, countId, keyedId: sheet!.keyed!.id, sheet };
  };
  const approver = () => mission.user({ permissions: [approveCount.name] });
  const approve = async (countId: string) => mission.run(approveCount, { countId, documentId: newId() }, { as: await approver() });
  const toCheck = async (as?: string) =>
    (await mission.ask(listCounts, { sheetsToCheck: true, limit: 1000 }, as)).rows.map((row) => row.id);

  test('keyed from paper is approved only once a second person has held it against the paper', async () => {
    const before = await waiting('countsToCheck', second);
    const { countId, keyedId, sheet } = await counted(100);
    expect(sheet).toMatchObject({ keyed: { mine: false, check: null }, lines: [{ line: 1, counted: 100 }] });
    expect([await toCheck(), await toCheck(second)]).toEqual([[], [countId]]);
    expect(await waiting('countsToCheck', second)).toBe(before + 1);
    expect(refusal(await approve(countId))?.type).toBe('supply.count-paper-unchecked');
    await heldByASecondOnce(keyedId);
    expect([await toCheck(second), await waiting('countsToCheck', second)]).toEqual([[], before]);
    expect((await approve(countId)).state).toBe('applied');
  });

  test('that does not agree leaves its lines as if nobody had counted; another keys them again', async () => {
    const { item, countId, keyedId } = await counted(100);
    await mission.apply(checkPaper, say(keyedId, false, 'the page says 98'), { as: second });
    expect(refusal(await approve(countId))?.type).toBe('supply.count-incomplete');
    const asked = async (as?: string) => (await mission.ask(getCountSheet, { countId }, as)).rows[0]!.ask;
    expect([await asked(), await asked(second)]).toEqual(['other', 'count']);
    await mission.apply(recordCount, { countId, lines: [{ line: 1, counted: 98 }] }, { as: second });
    expect((await approve(countId)).state).toBe('applied');
    expect(await lies(mission, { item })).toBe(98);
  });

  const ask = async (countId: string, as: string) => (await mission.ask(getCountSheet, { countId }, as)).rows[0]!.ask;
  const keyedLine = async (countId: string, as: string) => (await mission.ask(listKeyedSheets, { countId }, as)).rows[0]!.lines[0];

  test('shows no figure of a line to whoever may be asked to count it again: they count first, and check afterwards', async () => {
    const { countId, keyedId, sheet } = await counted(60);
    expect([await ask(countId, second), sheet!.lines]).toEqual(['recount', [expect.objectContaining({ line: 1, counted: null })]]);
    for (const agrees of [true, false])
      expect(refusal(await mission.run(checkPaper, say(keyedId, agrees, 'not seen'), { as: second }))).toMatchObject({
        type: 'supply.check-after-count',
        figures: { lines: 1 },
      });
    const onlyChecks = await mission.user({ permissions: [checkPaper.name] });
    expect(await keyedLine(countId, onlyChecks)).toMatchObject({ counted: 60 });
    await mission.apply(recordCount, { countId, lines: [{ line: 1, counted: 60 }] }, { as: second });
    expect(await keyedLine(countId, second)).toMatchObject({ counted: 60 });
    await mission.apply(checkPaper, say(keyedId), { as: second });
    expect((await approve(countId)).state).toBe('applied');
  });

  test('whoever has held it against its paper has seen the figure, and is not asked to count that line again', async () => {
    const { item, countId, keyedId } = await counted(100);
    await mission.apply(checkPaper, say(keyedId), { as: second });
    // A receipt told late belongs to what was seen: the line is asked again.
    const late = { receiptId: newId(), placeId: convoy.warehouse, source: 'order' as const, lines: [{ itemId: item, good: 40 }] };
    await mission.apply(recordReceipt, late, { occurredAt: '2023-03-01T06:00:00Z' });
    const third = await mission.user({ permissions: [recordCount.name] });
    expect([await ask(countId, second), await ask(countId, third)]).toEqual(['other', 'recount']);
  });

  test('is on the bell of whoever may approve it from when it agrees with its paper, and anew when it was counted again', async () => {
    const who = await approver();
    const bell = async () =>
      (await mission.ask(listMine, { unread: true }, who)).rows.filter((row) => row.kind === 'count-waits').map((row) => row.subject.id);
    const { item, countId, keyedId } = await counted(100);
    expect(await bell()).toEqual([]);
    expect(await mission.ask(reviewCount, { countId }, who)).toMatchObject({
      blocked: 'supply.count-paper-unchecked',
      blockedLines: 1,
    });
    await mission.apply(checkPaper, say(keyedId), { as: second });
    expect(await bell()).toEqual([countId]);
    const found = { item, place: convoy.binB, condition: 'good' as const, owner: 'own' as const, counted: 1 };
    await mission.apply(recordCount, { countId, found: [found], fromPaper: true });
    expect(await bell()).toEqual([]);
    const sheets = (await mission.ask(listKeyedSheets, { countId }, second)).rows;
    const open = sheets.find((one) => one.keyed!.check === null)!.keyed!.id;
    await mission.apply(checkPaper, say(open, false, 'the page says 2'), { as: await mission.user({ permissions: [checkPaper.name] }) });
    expect(await bell()).toEqual([]);
    for (const as of [second, await mission.user({ permissions: [recordCount.name] })])
      await mission.apply(recordCount, { countId, lines: [{ line: 2, counted: 2 }] }, { as });
    expect(await bell()).toEqual([countId]);
  });
});

test('the database itself keeps the second person of whatever was keyed, and that who disagrees says why', async () => {
  const { factId } = await passedOn(true);
  const insert = (agrees: boolean, by: string, keyedBy = 'keyed_by') =>
    mission.tx((tx) =>
      tx.query(
        `insert into keyed_checks (id, keyed_by, agrees, checked_by, checked_at, command_id) select id, ${keyedBy}, $2, ${by}, keyed_at, command_id from keyed_papers where id = $1`,
        [factId, agrees],
      ),
    );
  await expect(insert(true, 'keyed_by')).rejects.toMatchObject({ code: 'supply.checker-same' });
  await expect(insert(false, `'${second}'::uuid`)).rejects.toMatchObject({ code: 'supply.check-note-missing' });
  // Nor can who keyed it stand as somebody else.
  await expect(insert(true, 'keyed_by', `'${second}'::uuid`)).rejects.toThrow();
});
