import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { getException, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import type { Id } from '#foundation/ids.ts';
import { casesOf, dueAt, giveAt, listed, openedAt, planned, setSquare, stockAt, stockUp } from '#tests/support/assistance.ts';
import type { Given, Planned, Square } from '#tests/support/assistance.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { bringStock, getStatement, openEvent, rescheduleEvent, reserveStock, stopEvent } from '../contract/day.ts';
import { getEvent } from '../contract/events.ts';
import { listHandovers, recordHandover, undoHandover } from '../contract/handovers.ts';
import { listTokens } from '../contract/tokens.ts';
import { papers } from './papers.ts';

let mission: TestMission;
let square: Square;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
});
afterAll(() => mission.close());

const opened = (tokens?: number) => openedAt(square, tokens);
const give = (event: Planned, token: Given, over: object = {}) => giveAt(square, event, token, over);
const cases = (kind: string, subjectId?: string) => casesOf(mission, kind, subjectId);
const stockOf = (eventId: Id) => stockAt(square, eventId);
const state = async (eventId: Id) => (await mission.ask(getEvent, { eventId })).state;

describe('a hand-over', () => {
  it('is one act with the issue of stock: first to expire first, to the households', async () => {
    const { event, list } = await opened();
    const said = await mission.apply(recordHandover, give(event, list[1]!, { people: { f0: 1, f18: 1, m18: 1, m5: 2 } }));
    expect(said.oddities).toEqual([]);
    expect(await stockOf(event.eventId)).toMatchObject({
      kit: { received: 6, distributed: 1, left: 5 },
      blanket: { received: 10, distributed: 2, left: 8 },
    });
    expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({
      served: 1,
      noShows: 5,
      people: { f0: 1, m5: 2 },
      householdsUncounted: 0,
    });
    const document = await mission.tx((tx) => tx.query('select kind, command_id from ledger_documents where id = $1', [said.handoverId]));
    expect(document.rows).toMatchObject([{ kind: 'distribution' }]);
  });

  it('told twice is one; the same id with other content is a second fact and a case', async () => {
    const { event, list } = await opened();
    const input = give(event, list[0]!);
    await mission.apply(recordHandover, input);
    expect(await mission.apply(recordHandover, input)).toMatchObject({ replayed: true });
    const other = await mission.apply(recordHandover, { ...input, proof: 'none' });
    expect(other.replayed).toBe(false);
    expect(other.handoverId).not.toBe(input.handoverId);
    expect((await mission.ask(listHandovers, { eventId: event.eventId })).total).toBe(2);
    expect(await cases('assistance.told-twice', other.handoverId)).toHaveLength(1);
    // Whichever of the two was the mistake, with it ends what was asked about both, in the words of who took it back.
    await mission.apply(undoHandover, { eventId: event.eventId, handoverId: input.handoverId, undoId: newId(), reason: 'typed again' });
    expect(await cases('assistance.told-twice', other.handoverId)).toHaveLength(0);
    const ended = await mission.ask(listExceptions, { state: 'closed', kinds: ['assistance.told-twice'], subjectId: other.handoverId });
    const { closings } = await mission.ask(getException, { exceptionId: ended.rows[0]!.id });
    expect(closings).toMatchObject([{ outcome: 'explained-itself', reason: 'typed again' }]);
  });

  it('that refuses proof never loses the ration, and is no case', async () => {
    const { event, list } = await opened();
    expect((await mission.apply(recordHandover, give(event, list[0]!, { proof: 'none', collector: 'alternate' }))).oddities).toEqual([]);
    expect((await mission.ask(getStatement, { eventId: event.eventId })).withoutProof).toBe(1);
  });

  it('of one token by two phones without signal is two facts and exactly one case', async () => {
    const { event, list } = await opened();
    const token = list[0]!;
    const first = await mission.apply(recordHandover, give(event, token), { occurredAt: '2023-03-01T09:30:00Z' });
    const second = await mission.apply(recordHandover, give(event, token), { occurredAt: '2023-03-01T09:20:00Z' });
    expect(first.oddities).toEqual([]);
    expect(second.oddities).toContain('second-claim');
    expect(await cases('assistance.second-claim', token.tokenId)).toHaveLength(1);
    expect((await mission.ask(listTokens, { eventId: event.eventId, served: 'twice' })).rows).toMatchObject([{ number: 1, claims: 2 }]);
    expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ served: 1, odd: 1 });
    await mission.apply(undoHandover, { eventId: event.eventId, handoverId: second.handoverId, undoId: newId(), reason: 'scanned twice' });
    expect(await cases('assistance.second-claim', token.tokenId)).toHaveLength(0);
  });

  it('in another lane, of an unknown token, of too much or too little is kept, each with its own word', async () => {
    const { event, list } = await opened();
    const [here, there] = [list[0]!, list[1]!];
    const wrong = await mission.apply(recordHandover, give(event, here, { laneId: there.laneId }));
    expect(wrong.oddities).toEqual(['wrong-lane']);
    const stranger = await mission.apply(recordHandover, give(event, { ...there, tokenHash: 'd'.repeat(64) }, { size: there.size }));
    expect(stranger.oddities).toEqual(['unknown-token']);
    const much = await mission.apply(
      recordHandover,
      give(event, there, {
        lines: [
          { itemId: square.kit, qty: 2 },
          { itemId: square.blanket, qty: 2 },
        ],
      }),
    );
    expect(much.oddities).toEqual(['over-distribution']);
    const less = await mission.apply(recordHandover, give(event, list[2]!, { lines: [{ itemId: square.kit, qty: 1 }] }));
    expect(less.oddities).toEqual(['less-than-due']);
    for (const [kind, { handoverId }] of [
      ['wrong-lane', wrong],
      ['unknown-token', stranger],
      ['over-distribution', much],
    ] as const)
      expect(await cases(`assistance.${kind}`, handoverId)).toHaveLength(1);
    expect((await mission.ask(listHandovers, { eventId: event.eventId, odd: true })).total).toBe(3);
    expect((await mission.ask(getEvent, { eventId: event.eventId })).odd).toBe(3);
  });

  it('beyond what the books say is here goes through, and its case ends when more has come', async () => {
    const { event, list } = await opened(2);
    for (const token of list) await mission.apply(recordHandover, give(event, token));
    const more = await mission.apply(recordHandover, {
      eventId: event.eventId,
      handoverId: newId(),
      way: 'tent',
      tent: 'B-14',
      size: 3,
      lines: dueAt(square, 3),
    });
    expect(more.oddities).toContain('stock-short');
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { short: 1, left: 0, distributed: 3 } });
    expect(await cases('assistance.stock-short', event.eventId)).toHaveLength(1);
    await mission.apply(bringStock, {
      eventId: event.eventId,
      documentId: newId(),
      lines: [
        { itemId: square.kit, qty: 2 },
        { itemId: square.blanket, qty: 3 },
      ],
    });
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { short: 0, left: 1 } });
    expect(await cases('assistance.stock-short', event.eventId)).toHaveLength(0);
  });

  it('before the opening or after a stop is judged by its own time, in whatever order they are told', async () => {
    await stockUp(square, 20, 40);
    const event = await planned(square);
    const list = await listed(square, event, 3);
    await mission.apply(reserveStock, { eventId: event.eventId });
    await mission.apply(recordHandover, give(event, list[0]!), { occurredAt: '2023-03-01T08:10:00Z' });
    expect(await cases('assistance.before-open', event.eventId)).toHaveLength(1);
    await mission.apply(openEvent, { eventId: event.eventId, documentId: newId() }, { occurredAt: '2023-03-01T08:00:00Z' });
    expect(await cases('assistance.before-open', event.eventId)).toHaveLength(0);
    await mission.apply(recordHandover, give(event, list[1]!), { occurredAt: '2023-03-01T08:40:00Z' });
    await mission.apply(
      stopEvent,
      { eventId: event.eventId, documentId: newId(), why: 'security', stock: 'secured' },
      { occurredAt: '2023-03-01T08:30:00Z' },
    );
    expect(await cases('assistance.after-stop', event.eventId)).toMatchObject([{ figures: { handovers: 1 } }]);
    expect((await mission.apply(recordHandover, give(event, list[2]!), { occurredAt: '2023-03-01T08:20:00Z' })).oddities).toEqual([]);
    expect(await state(event.eventId)).toBe('stopped');
  });

  it('taken back before it was told is never counted', async () => {
    const { event, list } = await opened();
    const input = give(event, list[0]!);
    const undo = { eventId: event.eventId, handoverId: input.handoverId, undoId: newId(), reason: 'wrong household' };
    expect(await mission.apply(undoHandover, undo)).toEqual({ undone: false });
    await mission.apply(recordHandover, input);
    await mission.apply(undoHandover, { ...undo, undoId: newId() });
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { distributed: 0, left: 6 } });
    expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ served: 0, undone: 1 });
  });
});

describe('an undo', () => {
  it('told at another day takes nothing back there, whether it comes after or before', async () => {
    const [mine, theirs] = [await opened(2), await opened(2)];
    const told = give(theirs.event, theirs.list[0]!);
    const undo = (eventId: Id, handoverId: Id) => mission.apply(undoHandover, { eventId, handoverId, undoId: newId(), reason: 'mistake' });
    await mission.apply(recordHandover, told);
    expect(await undo(mine.event.eventId, told.handoverId)).toEqual({ undone: false });
    expect(await mission.ask(getEvent, { eventId: theirs.event.eventId })).toMatchObject({ served: 1, undone: 0 });
    expect(await undo(theirs.event.eventId, told.handoverId)).toEqual({ undone: true });
    const later = give(theirs.event, theirs.list[1]!);
    expect(await undo(mine.event.eventId, later.handoverId)).toEqual({ undone: false });
    await mission.apply(recordHandover, later);
    expect(await mission.ask(getEvent, { eventId: theirs.event.eventId })).toMatchObject({ served: 1, undone: 1 });
  });
});

describe('a stop', () => {
  it('freezes the day, sends the stock back, and gives it another day', async () => {
    const { event } = await opened();
    await mission.apply(stopEvent, { eventId: event.eventId, documentId: newId(), why: 'crowd', stock: 'returned' });
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { received: 6, returned: 6, left: 0 } });
    await mission.apply(rescheduleEvent, { eventId: event.eventId, givesOn: '2023-03-04', reason: 'the square is quiet' });
    expect(await mission.ask(getEvent, { eventId: event.eventId })).toMatchObject({ state: 'planned', givesOn: '2023-03-04' });
    await mission.apply(reserveStock, { eventId: event.eventId });
    await mission.apply(openEvent, { eventId: event.eventId, documentId: newId() });
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { left: 6 } });
  });
});

describe('what is printed of a day', () => {
  it('names neither mission nor partner where a waiver stands, on each of its papers', async () => {
    const { event } = await opened();
    const credential = { kind: 'internal', userId: systemUser } as const;
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential }, 'en');
    const { orgNames } = await mission.ask(getEvent, { eventId: event.eventId });
    const printed = () => Promise.all(papers.map((paper) => paper.make(press, { eventId: event.eventId } as never)));
    for (const paper of await printed()) {
      expect(paper).toMatchObject({ unnamed: false });
      expect(JSON.stringify(paper)).toContain(orgNames['en']);
    }
    await mission.apply(waiveVisibility, { waiverId: newId(), orgId: square.partner, fromDay: '2023-01-01', reason: 'threats' });
    for (const paper of await printed()) {
      expect(paper).toMatchObject({ unnamed: true });
      expect(JSON.stringify(paper)).not.toContain(orgNames['en']);
    }
  });
});
