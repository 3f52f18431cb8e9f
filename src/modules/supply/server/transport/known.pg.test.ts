import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { closeExceptions, getException, listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { addComment, addTask, attachFile, getNotes } from '#kernel/notes/contract/notes.ts';
import { setCrossingStatus } from '#kernel/places/contract/crossings.ts';
import { accept, allocate, crossingDay, gate, leg, load, plan, receipt, setConvoy, stock } from '#tests/support/convoy.ts';
import type { Convoy } from '#tests/support/convoy.ts';
import { sentTruck } from '#tests/support/differences.ts';
import { sendFile } from '#tests/support/files.ts';
import { yard } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { cookieOf, signInAs } from '#tests/support/session.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { watchCrossings } from '../../contract/transport/border.ts';
import { getIncoming, listDeliveries, listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { getDiscrepancy, listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { recordLoss } from '../../contract/transport/road.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';

let mission: TestMission;
let convoy: Convoy;
let app: FastifyInstance;
/** Reads cases and deliveries of the whole mission, and sees no movements. */
let reader: { id: string; cookie: string };
let sender: { id: string; cookie: string };
beforeAll(async () => {
  mission = await openTestMission([yard]);
  convoy = await setConvoy(mission);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  const lists = [listIncoming.name, listDiscrepancies.name, checkPaper.name, getNeeds.name];
  const words = [getNotes.permission, addComment.name, addTask.name, attachFile.name, listHistory.name];
  reader = await signInAs(mission, [...lists, ...words]);
  sender = await signInAs(mission, [...lists, ...words, seeMovements.name, recordDelivery.name, recordLoss.name]);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});
beforeEach(() => mission.setNow('2023-03-01T09:00:00Z'));
const dayAfter = () => mission.setNow('2023-03-02T09:00:00Z');

/** A truck that overturned on its way to the hub, with a picture of it. */
async function overturned() {
  const item = await stock(convoy, 100);
  const shipment = await plan(convoy, [await allocate(convoy, item, 100)]);
  const lineId = shipment.lines[0]!;
  const { legId } = await leg(convoy, shipment.shipmentId, [{ lineId, qty: 100 }]);
  await accept(convoy, [legId]);
  await load(convoy, legId);
  const photo = await sendFile(app, sender, 'the ramp');
  const told = { legId, documentId: newId(), cause: 'accident' as const, note: 'overturned at the ramp', photos: [photo] };
  const { discrepancyId } = await mission.apply(recordLoss, { ...told, lines: [{ lineId, lost: 10, damaged: 0 }] }, { as: sender.id });
  return { legId, lineId, photo, discrepancyId: discrepancyId! };
}

/** A truck of which a part was refused: it has the rest aboard, and is on the road with it. */
async function partRefused() {
  const { legId, line } = await sentTruck(convoy, 100);
  const photo = await sendFile(app, sender, `the store ${legId}`);
  const part = { lineId: line, good: 60, damaged: 10, refused: 30, refusedFor: 'expired' as const };
  const input = receipt(convoy, legId, [part], { fromPaper: true, photos: [photo] });
  const { discrepancyId } = await mission.apply(recordDelivery, input, { as: sender.id });
  const back = () =>
    mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 30 }], { placeId: convoy.binB, returned: true }));
  return { legId, photo, back, deliveryId: input.deliveryId, discrepancyId: discrepancyId! };
}

const opens = async (fileId: string, as: { cookie: string }) =>
  (await app.inject({ method: 'GET', url: `/api/files/${fileId}`, headers: { cookie: as.cookie } })).statusCode === 200;
const cases = async (as?: string) => (await mission.ask(listDiscrepancies, { limit: 1000 }, as)).rows.map((row) => row.id);
const toCheck = async (as?: string) => (await mission.ask(listDeliveries, { unchecked: true, limit: 1000 }, as)).rows.map((row) => row.id);
const shownCase = (discrepancyId: string, as?: string) => mission.ask(getDiscrepancy, { discrepancyId }, as);

describe('while a truck is on the road', () => {
  test('its case is shown to dispatch and its consignee alone; everybody else sees it the day after its end', async () => {
    const { legId, lineId, discrepancyId } = await overturned();
    dayAfter();
    expect([await cases(), await cases(convoy.partnerUser)].every((ids) => ids.includes(discrepancyId))).toBe(true);
    expect(await cases(reader.id)).not.toContain(discrepancyId);
    await expect(shownCase(discrepancyId, reader.id)).rejects.toMatchObject({ code: 'supply.discrepancy-not-found' });
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId, good: 90 }]));
    expect(await cases(reader.id)).not.toContain(discrepancyId);
    mission.setNow('2023-03-03T09:00:00Z');
    expect(await cases(reader.id)).toContain(discrepancyId);
    expect((await shownCase(discrepancyId, reader.id)).told).toMatchObject([{ note: 'overturned at the ramp' }]);
  });

  test('what was told of it there, and its pictures, are for who sees movements: the consignee reads them the day after its end', async () => {
    const { legId, lineId, discrepancyId, photo } = await overturned();
    const read = async (as: { id: string; cookie?: string }) => {
      const { told, photos } = await shownCase(discrepancyId, as.id);
      return { told: told.map((row) => row.note), photos };
    };
    const partner = { id: convoy.partnerUser, cookie: await cookieOf(mission, convoy.partnerUser) };
    expect(await read(sender)).toEqual({ told: ['overturned at the ramp'], photos: [photo] });
    expect(await read(partner)).toEqual({ told: [], photos: [] });
    expect([await opens(photo, sender), await opens(photo, partner), await opens(photo, reader)]).toEqual([true, false, false]);
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId, good: 90 }]));
    expect(await read(partner)).toEqual({ told: [], photos: [] });
    dayAfter();
    expect(await read(partner)).toEqual({ told: ['overturned at the ramp'], photos: [photo] });
    expect([await opens(photo, partner), await opens(photo, reader)]).toEqual([true, true]);
  });

  test('its case is not counted on the home page of who may not open it', async () => {
    const due = async (as?: string) => {
      const needs = await mission.ask(getNeeds, {}, as);
      return needs.casesDue + needs.casesOverdue;
    };
    mission.setNow('2023-03-20T09:00:00Z');
    const before = await due(reader.id);
    const all = await due();
    const { back } = await partRefused();
    mission.setNow('2023-04-20T09:00:00Z');
    expect([(await due()) - all, (await due(reader.id)) - before]).toEqual([1, 0]);
    mission.setNow('2023-03-20T09:00:00Z');
    await back();
    mission.setNow('2023-04-20T09:00:00Z');
    expect((await due(reader.id)) - before).toBe(1);
  });

  test('a delivery of a part of its load is told to nobody else, nor asked of a second person who could not open it', async () => {
    const { deliveryId, legId, back } = await partRefused();
    const waits = async () => (await mission.ask(getNeeds, {}, reader.id)).papersToCheck;
    const before = await waits();
    dayAfter();
    expect([(await toCheck()).includes(deliveryId), (await toCheck(convoy.partnerUser)).includes(deliveryId)]).toEqual([true, true]);
    expect(await toCheck(reader.id)).not.toContain(deliveryId);
    await expect(mission.ask(getIncoming, { legId }, reader.id)).rejects.toMatchObject({ code: 'supply.leg-not-found' });
    await back();
    mission.setNow('2023-03-03T09:00:00Z');
    expect(await toCheck(reader.id)).toContain(deliveryId);
    expect((await mission.ask(getIncoming, { legId }, reader.id)).accounts.map((row) => row.id)).toContain(deliveryId);
    expect((await waits()) - before).toBe(1);
  });

  test('pictures of such a delivery open when its row is shown', async () => {
    const { photo, back } = await partRefused();
    dayAfter();
    expect([await opens(photo, sender), await opens(photo, reader)]).toEqual([true, false]);
    await back();
    mission.setNow('2023-03-03T09:00:00Z');
    expect(await opens(photo, reader)).toBe(true);
  });

  test('words, pages, tasks and history of it, its deliveries, cases and shipment are shown to who sees movements, and everybody sees their own', async () => {
    const { legId, line, shipmentId } = await sentTruck(convoy, 100);
    const part = receipt(convoy, legId, [{ lineId: line, good: 60, damaged: 10, refused: 30, refusedFor: 'expired' }]);
    const { discrepancyId } = await mission.apply(recordDelivery, part, { as: sender.id });
    const { waybill } = await mission.ask(getIncoming, { legId }, sender.id);
    const ended = [
      { kind: 'shipment-leg', id: legId },
      { kind: 'delivery', id: part.deliveryId },
      { kind: 'discrepancy', id: discrepancyId! },
      { kind: 'waybill', id: waybill },
    ];
    const subjects = [...ended, { kind: 'shipment', id: shipmentId }, { kind: 'border-notification', id: newId() }];
    const page = await sendFile(app, sender, `signed ${legId}`);
    for (const subject of subjects) {
      await mission.apply(addComment, { id: newId(), subject, text: 'waits at the gate until four' }, { as: sender.id });
      await mission.apply(addTask, { id: newId(), subject, title: 'Meet it there', ownerId: sender.id }, { as: sender.id });
      await mission.apply(attachFile, { id: newId(), subject, fileId: page, name: 'page.jpg' }, { as: sender.id });
    }
    const told = async (subject: { kind: string; id: string }, as = reader.id) => {
      const { comments, tasks, attachments } = await mission.ask(getNotes, { subject }, as);
      return [comments, tasks, attachments, (await mission.ask(listHistory, subject, as)).rows].map((rows) => rows.length > 0);
    };
    const [none, all] = [Array(4).fill(false), Array(4).fill(true)] as boolean[][];
    for (const subject of subjects) expect([await told(subject), await told(subject, sender.id)], subject.kind).toEqual([none, all]);
    expect([await opens(page, reader), await opens(page, sender)]).toEqual([false, true]);
    const own = await sendFile(app, reader, `own ${legId}`);
    await mission.apply(attachFile, { id: newId(), subject: ended[0]!, fileId: own, name: 'own.jpg' }, { as: reader.id });
    expect((await mission.ask(getNotes, { subject: ended[0]! }, reader.id)).attachments.map((row) => row.fileId)).toEqual([own]);
    expect(await opens(own, reader)).toBe(true);
    await mission.apply(recordDelivery, receipt(convoy, legId, [{ lineId: line, good: 30 }], { placeId: convoy.binB, returned: true }));
    dayAfter();
    for (const subject of ended) expect(await told(subject), subject.kind).toEqual(all);
    expect(await told({ kind: 'shipment', id: shipmentId })).toEqual(none);
    expect(await opens(page, reader)).toBe(true);
  });

  test('what does not fit about a truck that is still to leave says no figures, reasons and words to who sees no movements', async () => {
    const plain = await mission.user({ permissions: [listExceptions.name, getNotes.permission] });
    const item = await stock(convoy, 100);
    const shipment = await plan(convoy, [await allocate(convoy, item, 100)]);
    const { legId } = await leg(convoy, shipment.shipmentId, [{ lineId: shipment.lines[0]!, qty: 100 }]);
    const close = { crossingId: gate, fromDay: crossingDay, source: 'resolution not renewed' };
    await mission.apply(setCrossingStatus, { ...close, status: 'closed' });
    try {
      await mission.apply(watchCrossings, {});
    } finally {
      mission.setNow('2023-03-01T09:01:00Z');
      await mission.apply(setCrossingStatus, { ...close, status: 'open' });
    }
    const about = { subjectKind: 'shipment-leg', subjectId: legId };
    const [row] = (await mission.ask(listExceptions, about)).rows;
    expect(row).toMatchObject({ kind: 'supply.crossing-closed', figures: { day: crossingDay } });
    const subject = { kind: 'exception', id: row!.id };
    await mission.apply(addComment, { id: newId(), subject, text: 'it goes on Friday' });
    await mission.apply(closeExceptions, { exceptionIds: [row!.id], outcome: 'accepted', reason: 'it goes on Friday' });
    expect((await mission.ask(listExceptions, { ...about, state: 'closed' }, plain)).rows).toMatchObject([{ id: row!.id, figures: {} }]);
    const read = async (as?: string) => {
      const { figures, reason, closings } = await mission.ask(getException, { exceptionId: row!.id }, as);
      const { comments } = await mission.ask(getNotes, { subject }, as);
      return [Object.keys(figures).length > 0, reason !== null, closings[0]!.reason !== null, comments.length > 0];
    };
    expect([await read(), await read(plain)]).toEqual([Array(4).fill(true), Array(4).fill(false)]);
  });

  test('whoever receives it without seeing movements sends one picture twice, and no account is turned away', async () => {
    const clerk = await signInAs(mission, [listIncoming.name, recordDelivery.name]);
    const { legId, line } = await sentTruck(convoy, 100);
    const photos = [await sendFile(app, clerk, 'the pallet')];
    const part = receipt(convoy, legId, [{ lineId: line, good: 60, refused: 40, refusedFor: 'expired' }], { photos });
    await mission.apply(recordDelivery, part, { as: clerk.id });
    const again = { ...part, deliveryId: newId(), documentId: newId() };
    expect(await mission.run(recordDelivery, again, { as: clerk.id })).toMatchObject({ state: 'applied' });
  });
});
