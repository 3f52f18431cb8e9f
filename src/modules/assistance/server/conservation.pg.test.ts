import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { dueAt, listed, planned, setSquare, stockUp } from '#tests/support/assistance.ts';
import type { Square } from '#tests/support/assistance.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { bringStock, countStock, openEvent, reserveStock, returnStock, stopEvent } from '../contract/day.ts';
import { getEvent } from '../contract/events.ts';
import { listHandovers, recordHandover, undoHandover } from '../contract/handovers.ts';

let mission: TestMission;
let square: Square;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
});
afterAll(() => mission.close());

/** What lies in a bucket that stands for nothing outside, and what left to each that does. */
const sums = async (items: readonly Id[]) => {
  const rows = await mission.tx(
    async (tx) =>
      (
        await tx.query<{ item: string; at: string; qty: number }>(
          `select b.item, coalesce(b.virtual, 'real') as at, sum(case when e.to_bucket = b.id then e.qty else -e.qty end)::int as qty
             from ledger_buckets b join ledger_entries e on b.id in (e.from_bucket, e.to_bucket) where b.item = any($1) group by 1, 2`,
          [items],
        )
      ).rows,
  );
  return (item: Id, at: string) => rows.find((row) => row.item === item && row.at === at)?.qty ?? 0;
};

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      token: fc.integer({ min: 0, max: 3 }),
      phone: fc.integer({ min: 0, max: 1 }),
      minute: fc.integer({ min: 0, max: 59 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), of: fc.integer({ min: 0, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop' as const), minute: fc.integer({ min: 0, max: 59 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bring' as const), qty: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('back' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('count' as const), kits: fc.integer({ min: 0, max: 5 }) }) },
);
const story = fc.record({
  acts: fc.array(act, { minLength: 3, maxLength: 14 }),
  /** Which acts are told a second time, and in what order all of them come. */
  again: fc.array(fc.nat(13), { maxLength: 4 }),
  order: fc.array(fc.nat(100), { minLength: 20, maxLength: 20 }),
});

it('no goods are made or lost under any order, repetition and loss of answers, and a token that two phones served is exactly one case', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, again, order }) => {
      await stockUp(square, 12, 24);
      const event = await planned(square);
      const { eventId } = event;
      const list = await listed(square, event, 4);
      await mission.apply(reserveStock, { eventId });
      const handovers = acts.filter((one) => one.kind === 'give').map(() => newId());
      let given = 0;
      const undone = new Set<Id>();
      const sends = acts.map((one) => {
        const id = newId();
        const documentId = newId();
        const at = (minute: number) => `2023-03-01T08:${String(minute).padStart(2, '0')}:00Z`;
        switch (one.kind) {
          case 'give': {
            const token = list[one.token]!;
            const handoverId = handovers[(given += 1) - 1]!;
            const input = {
              eventId,
              handoverId,
              laneId: event.lanes[one.phone]!,
              way: 'token' as const,
              tokenHash: token.tokenHash,
              lines: dueAt(square, token.size),
            };
            return () => mission.apply(recordHandover, input, { id, occurredAt: at(one.minute) });
          }
          case 'undo': {
            const handoverId = handovers[one.of];
            if (!handoverId) return () => Promise.resolve(undefined);
            undone.add(handoverId);
            return () => mission.apply(undoHandover, { eventId, handoverId, undoId: documentId, reason: 'mistake' }, { id });
          }
          case 'stop':
            return () =>
              mission.apply(stopEvent, { eventId, documentId, why: 'crowd', stock: 'secured' }, { id, occurredAt: at(one.minute) });
          case 'bring':
            return () => mission.apply(bringStock, { eventId, documentId, lines: [{ itemId: square.kit, qty: one.qty }] }, { id });
          case 'back':
            return () => mission.apply(returnStock, { eventId, documentId }, { id });
          case 'count':
            return () => mission.apply(countStock, { eventId, documentId, lines: [{ itemId: square.kit, qty: one.kits }] }, { id });
        }
      });
      const openId = newId();
      const opens = () => mission.apply(openEvent, { eventId, documentId: openId }, { id: openId, occurredAt: '2023-03-01T07:30:00Z' });
      const told = [...sends, opens, ...again.flatMap((index) => sends[index] ?? [])];
      for (const { send } of told
        .map((send, index) => ({ send, key: order[index % order.length]! * 100 + index }))
        .toSorted((a, b) => a.key - b.key))
        await send();

      const { stock } = await mission.ask(getEvent, { eventId });
      for (const row of stock) expect(row.received - row.distributed - row.returned + row.counted + row.short + row.other).toBe(row.left);
      const facts = (await mission.ask(listHandovers, { eventId, limit: 1000 })).rows;
      expect(facts.map((row) => row.id).toSorted()).toEqual(handovers.toSorted());
      const standing = facts.filter((row) => row.undoneAt === null);
      expect(new Set(facts.filter((row) => row.undoneAt !== null).map((row) => row.id))).toEqual(undone);
      for (const item of [square.kit, square.blanket])
        expect(stock.find((row) => row.item.id === item)!.distributed).toBe(
          standing
            .flatMap((row) => row.lines)
            .filter((line) => line.item.id === item)
            .reduce((sum, line) => sum + line.qty, 0),
        );
      for (const token of list) {
        const claims = standing.filter((row) => row.tokenId === token.tokenId).length;
        const cases = await mission.ask(listExceptions, { kinds: ['assistance.second-claim'], subjectId: token.tokenId });
        expect(cases.total).toBe(claims > 1 ? 1 : 0);
      }
      const at = await sums([square.kit, square.blanket]);
      for (const item of [square.kit, square.blanket])
        expect(
          at(item, 'real') + at(item, 'households') + at(item, 'count-difference') + at(item, 'unexplained') + at(item, 'supplier'),
        ).toBe(0);
    }),
    { numRuns: 8 },
  );
});
