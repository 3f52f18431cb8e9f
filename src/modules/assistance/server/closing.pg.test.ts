import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { applyImport, getImport, listPersonalRows, stageFile } from '#kernel/imports/contract/imports.ts';
import { casesOf, dueAt, giveAt, openedAt, planned, setSquare, stockAt, stockUp } from '#tests/support/assistance.ts';
import type { Given, Planned, Square } from '#tests/support/assistance.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { importsOf, workbook } from '#tests/support/import.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { closeEvent, countStock, getStatement, returnStock, signStatement } from '../contract/day.ts';
import { getEvent, listEvents } from '../contract/events.ts';
import { keySheet, listHandovers, listSheets, recordHandover, undoHandover } from '../contract/handovers.ts';
import { drawSample, listSamples } from '../contract/samples.ts';
import { importTokens, listTokens, tokensImport } from '../contract/tokens.ts';

let mission: TestMission;
let square: Square;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
});
afterAll(() => mission.close());

const refused = (type: string) => ({ state: 'refused', problem: { type } });
const opened = (tokens?: number) => openedAt(square, tokens);
const give = (event: Planned, token: Given, over: object = {}) => giveAt(square, event, token, over);
const cases = (kind: string, subjectId?: string) => casesOf(mission, kind, subjectId);
const stockOf = (eventId: Id) => stockAt(square, eventId);
const state = async (eventId: Id) => (await mission.ask(getEvent, { eventId })).state;

describe('the end of a day', () => {
  const ended = async () => {
    const { event, list } = await opened(4);
    for (const token of list.slice(0, 3)) await mission.apply(recordHandover, give(event, token));
    await mission.apply(returnStock, { eventId: event.eventId, documentId: newId() });
    await mission.apply(countStock, {
      eventId: event.eventId,
      documentId: newId(),
      lines: [
        { itemId: square.kit, qty: 0 },
        { itemId: square.blanket, qty: 0 },
      ],
    });
    return { event, list };
  };
  const partnerUser = () =>
    mission.user({
      permissions: ['assistance.sign-statement', 'assistance.list-events'],
      scope: { kind: 'org', id: square.partner },
      orgKind: 'partner',
      orgId: square.partner,
    });

  it('says received - distributed - returned = left from the books, and two sides sign the same figures', async () => {
    const { event } = await ended();
    const { eventId } = event;
    const statement = await mission.ask(getStatement, { eventId });
    for (const row of statement.stock) expect(row.received - row.distributed - row.returned).toBe(row.left);
    const { figuresHash } = statement;
    const [monitor, partner] = [
      await mission.user({ permissions: ['assistance.sign-statement', 'assistance.list-events'] }),
      await partnerUser(),
    ];
    const sign = { eventId, means: 'screen' as const, figuresHash };
    expect(await mission.run(signStatement, { ...sign, side: 'monitor' }, { as: partner })).toMatchObject(
      refused('assistance.sign-own-side'),
    );
    expect(await mission.run(signStatement, { ...sign, side: 'partner' }, { as: monitor })).toMatchObject(
      refused('assistance.sign-own-side'),
    );
    await mission.apply(signStatement, { ...sign, side: 'monitor' }, { as: monitor });
    expect(await mission.run(signStatement, { ...sign, side: 'monitor' }, { as: monitor })).toMatchObject(
      refused('assistance.signed-already'),
    );
    expect(await mission.apply(signStatement, { ...sign, side: 'partner' }, { as: partner })).toEqual({ state: 'reconciled' });
    await mission.apply(closeEvent, { eventId });
    expect(await state(eventId)).toBe('closed');
  });

  it('signs nothing that has moved since, and what comes after the end is a case', async () => {
    const { event, list } = await ended();
    const { eventId } = event;
    const { figuresHash } = await mission.ask(getStatement, { eventId });
    await mission.apply(recordHandover, give(event, list[3]!));
    expect(await mission.run(signStatement, { eventId, side: 'monitor', means: 'screen', figuresHash })).toMatchObject(
      refused('assistance.figures-changed'),
    );
    const fresh = await mission.ask(getStatement, { eventId });
    await mission.apply(signStatement, { eventId, side: 'monitor', means: 'screen', figuresHash: fresh.figuresHash });
    await mission.apply(signStatement, { eventId, side: 'partner', means: 'paper', figuresHash: fresh.figuresHash });
    expect((await mission.apply(recordHandover, give(event, list[0]!))).oddities).toContain('after-close');
    expect(await cases('assistance.after-close', eventId)).toHaveLength(1);
  });

  it('whose books moved after both had signed is not closed before both sign again', async () => {
    const { event, list } = await ended();
    const { eventId } = event;
    const sign = async () => {
      const { figuresHash } = await mission.ask(getStatement, { eventId });
      await mission.apply(signStatement, { eventId, side: 'monitor', means: 'screen', figuresHash });
      await mission.apply(signStatement, { eventId, side: 'partner', means: 'paper', figuresHash });
    };
    await sign();
    await mission.apply(recordHandover, give(event, list[3]!));
    expect(await mission.run(closeEvent, { eventId })).toMatchObject(refused('assistance.signature-old'));
    await sign();
    await mission.apply(closeEvent, { eventId });
    expect(await state(eventId)).toBe('closed');
  });

  it('is signed once it was counted, on paper by the mission’s people alone, and closed once both have signed', async () => {
    const { event } = await opened(2);
    const { eventId } = event;
    const sign = async (side: 'partner' | 'monitor', means: 'screen' | 'paper', as?: Id) => {
      const { figuresHash } = await mission.ask(getStatement, { eventId });
      return mission.run(signStatement, { eventId, side, means, figuresHash }, as ? { as } : {});
    };
    expect(await sign('monitor', 'screen')).toMatchObject(refused('assistance.event-state'));
    await mission.apply(countStock, { eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 2 }] });
    expect(await sign('partner', 'paper', await partnerUser())).toMatchObject(refused('assistance.sign-own-side'));
    expect(await sign('monitor', 'screen')).toMatchObject({ state: 'applied', result: { state: 'counting' } });
    expect(await mission.run(closeEvent, { eventId })).toMatchObject(refused('assistance.event-state'));
  });

  it('is not signed on both sides by one person of the mission that gives out itself', async () => {
    const own = newId();
    await mission.tx((tx) =>
      tx.query(
        `insert into organisations (id, name_en, roles, kind, created_by, created_at) values ($1, 'Own', '{own}', 'own', '00000000-0000-7000-8000-000000000001', '2023-01-01')`,
        [own],
      ),
    );
    await stockUp(square, 5, 5);
    const event = await planned(square, { orgId: own });
    await mission.apply(countStock, { eventId: event.eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 0 }] });
    const { figuresHash } = await mission.ask(getStatement, { eventId: event.eventId });
    const sign = { eventId: event.eventId, means: 'screen' as const, figuresHash };
    await mission.apply(signStatement, { ...sign, side: 'partner' });
    expect(await mission.run(signStatement, { ...sign, side: 'monitor' })).toMatchObject(refused('assistance.sign-second-person'));
  });

  it('books what counting found less, and asks about it', async () => {
    const { event } = await opened(4);
    await mission.apply(countStock, { eventId: event.eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 3 }] });
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { counted: -1, left: 3 } });
    expect(await cases('assistance.count-differs', event.eventId)).toMatchObject([{ figures: { less: 1, more: 0 } }]);
  });

  it('a hand-over that is told after the count explains what the count had missed, and nothing stands unexplained', async () => {
    const { event, list } = await opened(4);
    const { eventId } = event;
    const late = list[0]!;
    const due = dueAt(square, late.size);
    const before = new Map(Object.values(await stockOf(eventId)).map((row) => [row.item.id, row.left]));
    // The phone with the last hand-over has no network; the table is empty all the same, and what is left goes back.
    const left = [...before].map(([itemId, qty]) => ({ itemId, qty: qty - (due.find((line) => line.itemId === itemId)?.qty ?? 0) }));
    await mission.apply(returnStock, { eventId, documentId: newId(), lines: left.filter((line) => line.qty > 0) });
    const lines = [...before.keys()].map((itemId) => ({ itemId, qty: 0 }));
    await mission.apply(countStock, { eventId, documentId: newId(), lines });
    expect(await cases('assistance.count-differs', eventId)).toHaveLength(1);
    const told = await mission.apply(recordHandover, give(event, late), { occurredAt: '2023-03-01T08:30:00Z' });
    expect(told.oddities).not.toContain('stock-short');
    for (const row of Object.values(await stockOf(eventId))) {
      expect([row.left, row.short, row.counted]).toEqual([0, 0, 0]);
      expect(row.distributed).toBe(due.find((line) => line.itemId === row.item.id)?.qty ?? 0);
    }
    expect(await cases('assistance.count-differs', eventId)).toEqual([]);
    // One that happened after the count is not what the count had missed.
    const after = await mission.apply(recordHandover, give(event, list[1]!), { occurredAt: '2023-03-01T23:30:00Z' });
    expect(after.oddities).toContain('stock-short');
    // Taken back as a mistake, the count's difference is open as before.
    await mission.apply(undoHandover, { eventId, handoverId: told.handoverId, undoId: newId(), reason: 'not given after all' });
    const up = (one: number, other: number) => one - other;
    const missed = Object.values(await stockOf(eventId)).map((row) => -row.counted);
    expect(missed.toSorted(up)).toEqual(due.map((line) => line.qty).toSorted(up));
  });

  it('with goods left is not closed', async () => {
    const { event } = await opened(4);
    const { eventId } = event;
    await mission.apply(countStock, { eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 4 }] });
    const { figuresHash } = await mission.ask(getStatement, { eventId });
    for (const side of ['monitor', 'partner'] as const)
      await mission.apply(signStatement, { eventId, side, means: side === 'monitor' ? 'screen' : 'paper', figuresHash });
    expect(await mission.run(closeEvent, { eventId })).toMatchObject(refused('goods.place-not-empty'));
  });
});

describe('a paper sheet', () => {
  it('becomes a hand-over when two persons read the same; one alone waits, two that differ are a case until a third agrees', async () => {
    const { event } = await opened();
    const readers = await Promise.all(
      [0, 1, 2].map(() => mission.user({ permissions: ['assistance.key-sheet', 'assistance.list-events'] })),
    );
    const read = (households: number) => ({
      eventId: event.eventId,
      keyingId: newId(),
      laneId: event.lanes[0]!,
      sheet: 1,
      households,
      size: 3,
      lines: [{ itemId: square.kit, qty: 3 }],
    });
    expect(await mission.apply(keySheet, read(3), { as: readers[0]! })).toEqual({ state: 'waits' });
    expect(await mission.apply(keySheet, read(3), { as: readers[0]! })).toEqual({ state: 'waits' });
    expect((await mission.ask(listSheets, { eventId: event.eventId }, readers[1])).rows[0]!.keyings[0]).toMatchObject({
      households: null,
      qty: null,
    });
    expect(await mission.apply(keySheet, read(2), { as: readers[1]! })).toEqual({ state: 'differs' });
    expect(await cases('assistance.paper-differs', `${event.eventId}:1:1`)).toHaveLength(1);
    expect((await mission.ask(listHandovers, { eventId: event.eventId })).total).toBe(0);
    expect(await mission.apply(keySheet, read(3), { as: readers[2]! })).toEqual({ state: 'agrees' });
    expect(await cases('assistance.paper-differs', `${event.eventId}:1:1`)).toHaveLength(0);
    await mission.apply(keySheet, read(3), { as: readers[1]! });
    expect((await mission.ask(listHandovers, { eventId: event.eventId })).rows).toMatchObject([
      { source: 'paper', households: 3, proof: 'sheet' },
    ]);
  });
});

describe('a sample', () => {
  it('is drawn from the true recipients by a seed, and anybody draws the same again', async () => {
    const { event, list } = await opened(6);
    const { eventId } = event;
    const given = [];
    for (const token of list.slice(0, 5)) given.push((await mission.apply(recordHandover, give(event, token))).handoverId);
    await mission.apply(undoHandover, { eventId, handoverId: given[0]!, undoId: newId(), reason: 'wrong household' });
    expect(await mission.run(drawSample, { eventId, sampleId: newId(), seed: 'early', size: 2 })).toMatchObject(
      refused('assistance.event-state'),
    );
    await mission.apply(countStock, { eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 2 }] });
    expect(await mission.run(drawSample, { eventId, sampleId: newId(), seed: 'many', size: 5 })).toMatchObject(
      refused('assistance.sample-too-large'),
    );
    await mission.apply(drawSample, { eventId, sampleId: newId(), seed: 'spring 23', size: 3 });
    const key = (id: string) => createHash('sha256').update(`spring 23:${id}:1`).digest('hex');
    const wanted = given
      .slice(1)
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .slice(0, 3);
    const { rows } = await mission.ask(listSamples, { eventId });
    expect(rows).toMatchObject([{ population: 4, size: 3 }]);
    expect(rows[0]!.members.map((member) => member.handoverId)).toEqual(wanted);
    expect(await mission.run(drawSample, { eventId, sampleId: newId(), seed: 'spring 23', size: 2 })).toMatchObject(
      refused('assistance.sample-seed-used'),
    );
  });
});

describe('a list by spreadsheet', () => {
  it('puts tokens on a partner’s own day, and says of others’ days that they are none', async () => {
    const [mine, theirs] = [await planned(square), await planned(square, { orgId: square.other })];
    const permissions = [importTokens.name, stageFile.name, applyImport.name, getImport.permission, listPersonalRows.permission];
    const as = await mission.user({ permissions, orgKind: 'partner', orgId: square.partner });
    const sheets = importsOf(mission);
    const sheet = await workbook([
      ['Distribution', 'Token', 'Number', 'Size', 'Lane'],
      [mine.number, 'k7q2 9mxd', 1, 5, ''],
      [mine.number, 'ABCD-0002', 2, 3, 2],
      [mine.number, 'ABC', 3, 3, ''],
      [mine.number, 'ABCD-0004', 2, 3, ''],
      [mine.number, 'ABCD-0005', 5, 3, 9],
      [theirs.number, 'ABCD-0006', 6, 3, ''],
    ]);
    const importId = await sheets.check(tokensImport.name, sheet, { as, language: 'en' });
    const { rows } = await mission.ask(listPersonalRows, { importId }, as);
    expect(rows.map((row) => [row.state, row.faults[0]?.code])).toEqual([
      ['new', undefined],
      ['new', undefined],
      ['faulty', 'assistance.token-too-short'],
      ['faulty', 'assistance.token-number-taken'],
      ['faulty', 'assistance.lane-not-found'],
      ['faulty', 'assistance.event-not-found'],
    ]);
    await sheets.apply(importId, { as, withoutFaulty: true });
    const shown = await mission.ask(listTokens, { eventId: mine.eventId });
    expect(shown.rows).toMatchObject([
      { number: 1, size: 5, laneNo: 1 },
      { number: 2, size: 3, laneNo: 2 },
    ]);
    expect((await mission.ask(listTokens, { eventId: theirs.eventId })).total).toBe(0);
  });
});

describe('a partner', () => {
  it('sees and touches only its own days, whatever the scope of the right', async () => {
    const mine = await planned(square);
    const theirs = await planned(square, { orgId: square.other });
    const user = await mission.user({
      permissions: ['assistance.list-events', 'assistance.record-handover', 'assistance.plan-event'],
      orgKind: 'partner',
      orgId: square.partner,
    });
    const seen = (await mission.ask(listEvents, { limit: 1000 }, user)).rows.map((row) => row.id);
    expect(seen).toContain(mine.eventId);
    expect(seen).not.toContain(theirs.eventId);
    for (const def of [getEvent, getStatement, listSheets] as const)
      await expect(mission.ask(def as typeof getEvent, { eventId: theirs.eventId }, user)).rejects.toMatchObject({
        code: 'common.not-permitted',
      });
    await expect(mission.ask(listTokens, { eventId: theirs.eventId }, user)).rejects.toMatchObject({ code: 'common.not-permitted' });
    const told = { eventId: theirs.eventId, handoverId: newId(), way: 'tally' as const, lines: dueAt(square, 3) };
    expect(await mission.run(recordHandover, told, { as: user })).toMatchObject(refused('common.not-permitted'));
    expect((await mission.ask(listHandovers, { eventId: theirs.eventId }, user)).total).toBe(0);
  });
});
