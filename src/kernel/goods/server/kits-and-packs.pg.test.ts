import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { decideMoves, makeItem, setStage, takeBack, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { listMine } from '#kernel/notify/contract/notifications.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { addPack, getItem } from '../contract/items.ts';
import { defineKit, getKit } from '../contract/kits.ts';
import type { StockAt } from '../contract/moves.ts';
import { correctPack, correctPackUses, listPackUses } from '../contract/packs.ts';
import { listStock } from '../contract/stock.ts';

let mission: TestMission;
let stage: Stage;
let second: string;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
  second = await mission.user({ permissions: [correctPackUses.name] });
});
afterAll(() => mission.close());

const refusedAs = (type: string) => ({ state: 'refused', problem: { type } });
const at = (item: string, over: Partial<StockAt> = {}): StockAt => ({ item, place: stage.binA, condition: 'good', owner: 'own', ...over });

describe('a kit', () => {
  test('has versions; what was made by a former one keeps it', async () => {
    const [kit, mat, soap] = [
      await makeItem(mission, { unit: 'kit' }),
      await makeItem(mission, { nameEn: 'Mat' }),
      await makeItem(mission),
    ];
    const say = (seen: number, components: { itemId: string; qty: number }[]) => ({ kitId: newId(), itemId: kit, seen, components });
    expect(await mission.apply(defineKit, say(0, [{ itemId: mat, qty: 2 }]))).toEqual({ version: 1 });
    const next = say(1, [
      { itemId: mat, qty: 3 },
      { itemId: soap, qty: 5 },
    ]);
    expect(await mission.apply(defineKit, next)).toEqual({ version: 2 });
    expect(await mission.run(defineKit, { ...next, kitId: newId() })).toMatchObject(refusedAs('goods.changed-meanwhile'));
    const { versions } = await mission.ask(getKit, { itemId: kit });
    expect(versions.map((one) => [one.version, one.supersededAt === null, one.components.map(({ qty }) => qty)])).toEqual([
      [2, true, [3, 5]],
      [1, false, [2]],
    ]);
    expect((await mission.ask(getKit, { itemId: mat })).partOf).toMatchObject([{ itemId: kit, qty: 3 }]);
  });

  test('does not hold itself, nor a kit that holds it, nor one thing twice', async () => {
    const [outer, inner] = [await makeItem(mission, { unit: 'kit' }), await makeItem(mission, { unit: 'kit' })];
    const say = (itemId: string, ...parts: string[]) => ({
      kitId: newId(),
      itemId,
      seen: 0,
      components: parts.map((part) => ({ itemId: part, qty: 1 })),
    });
    expect(await mission.run(defineKit, say(outer, outer))).toMatchObject(refusedAs('goods.kit-in-itself'));
    await mission.apply(defineKit, say(outer, inner));
    expect(await mission.run(defineKit, say(inner, outer))).toMatchObject(refusedAs('goods.kit-in-itself'));
    const mat = await makeItem(mission);
    expect(await mission.run(defineKit, say(inner, mat, mat))).toMatchObject(refusedAs('goods.component-twice'));
  });
});

describe('a pack ratio is wrong and must be corrected after use', () => {
  async function wrongPack() {
    const item = await makeItem(mission);
    const pack = { id: newId(), code: 'CARTON', kind: 'carton' as const, smallest: 24 };
    await mission.apply(addPack, { itemId: item, pack });
    const post = async (kind: string, from: object, to: object, count: number) => {
      const documentId = newId();
      const move = { from: from as StockAt, to: to as StockAt, qty: count * 24, pack: { packId: pack.id, count } };
      await mission.apply(decideMoves, { documentId, kind, moves: [move] });
      return documentId;
    };
    const receipt = await post('receipt', { virtual: 'supplier', item }, at(item), 10);
    const moved = await post('move', at(item), at(item, { place: stage.binB }), 2);
    const given = await post('distribution', at(item, { place: stage.binB }), { virtual: 'households', item }, 1);
    const fix = { packId: pack.id, newPackId: newId(), smallest: 20, wrong: true, reason: 'cartons hold 20' };
    return { item, pack, receipt, moved, given, fix };
  }
  const waiting = async (packId: string) =>
    (await mission.ask(listMine, {}, second)).rows.filter((row) => row.subject.id === packId).map((row) => [row.kind, row.readAt !== null]);
  const onHand = async (item: string) => (await mission.ask(listStock, { item })).totals.qty;

  test('the documents that used it are listed with the difference, and a second person books it', async () => {
    const { item, pack, receipt, moved, given, fix } = await wrongPack();
    expect(await mission.apply(correctPack, fix)).toEqual({ uses: 3 });
    expect(await mission.run(correctPack, { ...fix, newPackId: newId() })).toMatchObject(refusedAs('goods.pack-ended'));
    const { rows } = await mission.ask(listPackUses, { packId: pack.id });
    const byDocument = new Map(rows.map((row) => [row.documentId, row]));
    expect(byDocument.get(receipt)).toMatchObject({ count: 10, qty: 240, should: 200, difference: -40, open: true });
    expect(byDocument.get(given)).toMatchObject({ qty: 24, should: 20, difference: 4, open: true });
    expect(byDocument.get(moved)).toMatchObject({ difference: null, open: false });
    const uses = [receipt, given].map((documentId) => ({ documentId, line: 1 }));
    const documentId = newId();
    const booking = { packId: pack.id, documentId, uses, reason: 'wrong carton' };
    expect(await mission.run(correctPackUses, booking)).toMatchObject(refusedAs('goods.pack-same-person'));
    expect((await mission.ask(getItem, { itemId: item })).packs[1]).toMatchObject({ version: 1, open: 2 });
    expect(await waiting(pack.id)).toEqual([['pack-uses-wait', false]]);
    expect(await mission.apply(correctPackUses, booking, { as: second })).toEqual({ lines: 2 });
    expect((await mission.ask(getItem, { itemId: item })).packs[1]).toMatchObject({ version: 1, open: 0 });
    expect(await waiting(pack.id)).toEqual([['pack-uses-wait', true]]);
    // 10 cartons of 20 came, one went out.
    expect(await onHand(item)).toBe(180);
    const again = { packId: pack.id, documentId: newId(), uses, reason: 'twice' };
    expect(await mission.run(correctPackUses, again, { as: second })).toMatchObject(refusedAs('goods.pack-use-settled'));
    expect((await mission.ask(getItem, { itemId: item })).packs).toMatchObject([
      { version: 2, smallest: 20, uses: 0 },
      { version: 1, smallest: 24, wrong: true, uses: 3 },
    ]);
  });

  test('the bell rests when the last line that waits is taken back, and when the former ratio was right after all', async () => {
    const [one, other] = [await wrongPack(), await wrongPack()];
    for (const { fix } of [one, other]) await mission.apply(correctPack, fix);
    await mission.apply(takeBack, { documentId: one.given, reversalId: newId() });
    expect(await waiting(one.pack.id)).toEqual([['pack-uses-wait', false]]);
    await mission.apply(takeBack, { documentId: one.moved, reversalId: newId() });
    await mission.apply(takeBack, { documentId: one.receipt, reversalId: newId() });
    expect(await waiting(one.pack.id)).toEqual([['pack-uses-wait', true]]);
    expect(await waiting(other.pack.id)).toEqual([['pack-uses-wait', false]]);
    await mission.apply(correctPack, { ...other.fix, packId: other.fix.newPackId, newPackId: newId(), smallest: 24 });
    expect(await waiting(other.pack.id)).toEqual([['pack-uses-wait', true]]);
  });

  test('what was taken back is not put right again, and goods that have gone on say so', async () => {
    const { item, pack, receipt, given, fix } = await wrongPack();
    await mission.apply(takeBack, { documentId: given, reversalId: newId() });
    await mission.apply(correctPack, fix);
    const { rows } = await mission.ask(listPackUses, { packId: pack.id });
    expect(rows.find((row) => row.documentId === given)).toMatchObject({ open: false });
    const all = at(item);
    await mission.apply(decideMoves, {
      documentId: newId(),
      kind: 'distribution',
      moves: [{ from: all, to: { virtual: 'households', item }, qty: 190 }],
    });
    const fixed = { packId: pack.id, documentId: newId(), uses: [{ documentId: receipt, line: 1 }], reason: 'late' };
    expect(await mission.run(correctPackUses, fixed, { as: second })).toMatchObject(refusedAs('goods.short'));
  });

  test('what was entered with a wrong ratio is held against the right one of its time, however it comes by now', async () => {
    const { pack, receipt, fix } = await wrongPack();
    await mission.apply(correctPack, fix);
    await mission.apply(correctPack, { ...fix, packId: fix.newPackId, newPackId: newId(), smallest: 12, wrong: false });
    const { rows } = await mission.ask(listPackUses, { packId: pack.id });
    expect(rows.find((row) => row.documentId === receipt)).toMatchObject({ should: 200, difference: -40, open: true });
  });

  test('a pack that only comes otherwise from now on leaves what was entered', async () => {
    const { item, fix } = await wrongPack();
    await mission.apply(correctPack, { ...fix, wrong: false, reason: 'new supplier packs 20' });
    expect(await onHand(item)).toBe(216);
    expect((await mission.ask(getItem, { itemId: item })).packs[1]).toMatchObject({ wrong: false, open: 0 });
    const { rows } = await mission.ask(listPackUses, { packId: fix.packId });
    expect(rows.map((row) => [row.difference, row.open])).toEqual(rows.map(() => [null, false]));
    const uses = rows.map(({ documentId, line }) => ({ documentId, line }));
    const booking = { packId: fix.packId, documentId: newId(), uses, reason: 'not so' };
    expect(await mission.run(correctPackUses, booking, { as: second })).toMatchObject(refusedAs('goods.pack-use-settled'));
    expect(await mission.run(correctPack, { ...fix, packId: fix.newPackId, newPackId: newId() })).toMatchObject(
      refusedAs('goods.pack-same'),
    );
  });
});
