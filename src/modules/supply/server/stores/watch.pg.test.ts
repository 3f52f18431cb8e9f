import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { closeExceptions, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import type { Move, StockAt } from '#kernel/goods/contract/moves.ts';
import { decideMoves, makeItem, setStage, yard } from '#tests/support/goods-yard.ts';
import type { Stage } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { aGrant, openExceptions, received } from '#tests/support/stores.ts';
import { approveDocument, askRelease, quarantineStock } from '../../contract/stores/documents.ts';
import { watchStores } from '../../contract/stores/keeping.ts';

let mission: TestMission;
let stage: Stage;
beforeAll(async () => {
  mission = await openTestMission([yard]);
  stage = await setStage(mission);
});
afterAll(() => mission.close());

describe('the look through the stores in the morning', () => {
  test('tells of goods that wait in quarantine, stays with it while they do, and ends it when none waits any more', async () => {
    const item = await makeItem(mission);
    await received(mission, stage.binA, { itemId: item, good: 12 });
    const at = { item, place: stage.binA, condition: 'good' as const, owner: 'own' as const };
    const head = () => ({ documentId: newId(), placeId: stage.warehouse });
    await mission.apply(quarantineStock, { ...head(), lines: [{ at, qty: 12 }], reason: 'wet cartons' });
    for (const day of ['2023-03-20', '2023-03-21']) {
      mission.setNow(`${day}T05:10:00Z`);
      await mission.apply(watchStores, {});
      expect(await openExceptions(mission, stage.warehouse)).toEqual(['supply.quarantine-waits']);
    }
    const release = head();
    const lines = [{ at: { ...at, condition: 'quarantine' as const }, qty: 12 }];
    await mission.apply(askRelease, { ...release, lines, reason: 'dried and counted' });
    const second = await mission.user({ permissions: ['supply.approve-document'] });
    await mission.apply(approveDocument, { documentId: release.documentId }, { as: second });
    expect(await openExceptions(mission, stage.warehouse)).toEqual(['supply.quarantine-waits']);
    mission.setNow('2023-03-22T05:10:00Z');
    await mission.apply(watchStores, {});
    expect(await openExceptions(mission, stage.warehouse)).toEqual([]);
  });

  /** What the look of a morning leaves open is closed as accepted. */
  const accept = async (subjectId: string, look: () => Promise<string[]>) => {
    expect(await look()).toHaveLength(1);
    const exceptionIds = (await mission.ask(listExceptions, { subjectId })).rows.map((row) => row.id);
    await mission.apply(closeExceptions, { exceptionIds, outcome: 'accepted', reason: 'the laboratory will say' });
  };
  const lookOn = (subjectId: string) => async (day: string) => {
    mission.setNow(`${day}T05:10:00Z`);
    await mission.apply(watchStores, {});
    return openExceptions(mission, subjectId);
  };
  const come = (to: StockAt) => ({ from: { virtual: 'supplier' as const, item: to.item }, to, qty: 500 });
  const gone = (from: StockAt) => ({ from, to: { virtual: 'lost' as const, item: from.item }, qty: 500 });
  const post = (kind: string, move: Move) => mission.apply(decideMoves, { documentId: newId(), kind, moves: [move] });

  test('other goods in quarantine than those that were accepted are told of, though they be no more', async () => {
    const held = async () => ({
      item: await makeItem(mission),
      place: stage.binA,
      condition: 'quarantine' as const,
      owner: 'own' as const,
    });
    const [first, later] = [await held(), await held()];
    const look = lookOn(stage.warehouse);
    mission.setNow('2023-04-01T09:00:00Z');
    await post('receipt', come(first));
    mission.setNow('2023-04-06T09:00:00Z');
    await post('receipt', come(later));
    await accept(stage.warehouse, () => look('2023-04-16'));
    expect(await look('2023-04-17')).toEqual([]);
    await post('adjustment', gone(first));
    expect(await look('2023-04-21')).toEqual(['supply.quarantine-waits']);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('other goods under an ended grant than those that were accepted are told of, though they be no more; the same moved within are not', async () => {
    const grant = await aGrant(mission, 'ENDED', '2023-04-30');
    const of = async () => ({ item: await makeItem(mission), place: stage.binA, grant, condition: 'good' as const, owner: 'own' as const });
    const [first, later] = [await of(), await of()];
    const look = lookOn(grant);
    mission.setNow('2023-04-01T09:00:00Z');
    await post('receipt', come(first));
    await accept(grant, () => look('2023-05-01'));
    await post('move', { from: first, to: { ...first, place: stage.binB }, qty: 500 });
    expect(await look('2023-05-02')).toEqual([]);
    await post('adjustment', gone({ ...first, place: stage.binB }));
    await post('receipt', come(later));
    expect(await look('2023-05-03')).toEqual(['supply.grant-closed-with-stock']);
    mission.setNow('2023-03-01T09:00:00Z');
  });
});
