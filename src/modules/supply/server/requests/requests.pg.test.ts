import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { countUnread, listMine } from '#kernel/notify/contract/notifications.ts';
import type { Id } from '#foundation/ids.ts';
import type { RecordPaper } from '#foundation/pdf/paper.ts';
import { pressOf } from '#foundation/pdf/press.ts';
import { parseNumber } from '#foundation/document-number.ts';
import { retireItem } from '#kernel/goods/contract/items.ts';
import { liftWaiver, waiveVisibility } from '#kernel/places/contract/waivers.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { approved, bring, kit, plan, setYard } from '#tests/support/requests-yard.ts';
import type { Yard } from '#tests/support/requests-yard.ts';
import { allocate } from '../../contract/requests/allocation.ts';
import { changePlan, closePlan, createPlan, getPlan } from '../../contract/requests/plans.ts';
import {
  approveRequest,
  changeRequest,
  createRequest,
  getRequest,
  listRequests,
  refuseRequest,
  submitRequest,
} from '../../contract/requests/requests.ts';
import { requestPaper } from './papers.ts';

let mission: TestMission;
let yard: Yard;
let blanket: Id;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  yard = await setYard(mission);
  blanket = await kit(mission, false);
});
afterAll(() => mission.close());

const refused = (type: string) => ({ state: 'refused', problem: { type } });
const write = (planId: Id, over: object = {}) => ({
  requestId: newId(),
  planId,
  lines: [{ lineId: newId(), itemId: blanket, qty: 100 }],
  ...over,
});
const version = async (requestId: Id) => (await mission.ask(getRequest, { requestId })).version;

describe('a distribution plan', () => {
  it('says what its households get together, by size', async () => {
    const { planId, number } = await plan(mission, yard, [], {
      households: [
        { size: 2, households: 10 },
        { size: 7, households: 5 },
      ],
      standards: [
        { itemId: blanket, per: 'persons', qty: 1, toSize: 5 },
        { itemId: blanket, per: 'persons', qty: 1, every: 2, fromSize: 6 },
      ],
    });
    expect(parseNumber(number)).toMatchObject({ kind: 'DP' });
    expect(await mission.ask(getPlan, { planId })).toMatchObject({
      households: 15,
      persons: 55,
      items: [{ item: { id: blanket }, standard: 10 * 2 + 5 * 4, asked: 0 }],
    });
  });

  it.each([
    [
      'bands of one item that meet',
      () => ({
        standards: [
          { itemId: blanket, qty: 1, toSize: 5 },
          { itemId: blanket, qty: 2, fromSize: 5 },
        ],
      }),
      'supply.plan-standard-twice',
    ],
    [
      'a household size that stands twice',
      () => ({
        households: [
          { size: 5, households: 1 },
          { size: 5, households: 2 },
        ],
      }),
      'supply.plan-sizes-twice',
    ],
    ['an item that the catalogue does not know', () => ({ standards: [{ itemId: newId(), qty: 1 }] }), 'supply.item-unknown'],
    ['a donor as the one who gives out', () => ({ orgId: yard.donor }), 'supply.plan-not-a-partner'],
    ['a site that is not there', () => ({ siteId: newId() }), 'supply.site-not-found'],
  ])('is refused with %s', async (_words, over, type) => {
    const whole = await plan(mission, yard, [blanket]);
    const { number: _number, ...input } = { ...whole, planId: newId(), ...over() };
    expect(await mission.run(createPlan, input as never)).toMatchObject(refused(type));
  });

  it('stays with its partner and site once goods are promised to it, and takes no request once closed', async () => {
    const item = await kit(mission, false);
    await bring(mission, yard, item, 10);
    const whole = await plan(mission, yard, [item]);
    const { number: _number, ...input } = whole;
    await mission.apply(changePlan, { ...input, version: 1, title: 'Spring distribution' });
    const requestId = await approved(mission, yard, whole.planId, [{ itemId: item, qty: 5 }]);
    await mission.apply(allocate, { placeId: yard.warehouse, requests: [{ allocationId: newId(), requestId }] });
    expect(await mission.run(changePlan, { ...input, version: 2, orgId: yard.other })).toMatchObject(refused('supply.plan-in-use'));
    expect(await mission.run(changePlan, { ...input, version: 1 })).toMatchObject(refused('supply.plan-changed-meanwhile'));
    await mission.apply(closePlan, { planId: whole.planId, reason: 'given out' });
    expect(await mission.run(createRequest, write(whole.planId))).toMatchObject(refused('supply.plan-closed'));
  });
});

describe('a request', () => {
  it('names on paper neither the mission, the partner, the site nor who decided where a waiver stands', async () => {
    const whole = await plan(mission, yard, [blanket]);
    const input = write(whole.planId, { lines: [{ lineId: newId(), itemId: blanket, qty: 5 }] });
    await mission.apply(createRequest, input);
    const credential = { kind: 'internal', userId: systemUser } as const;
    const press = pressOf(mission.kervan.deps, { mission: mission.kervan.missions.find('test')!, credential }, 'en');
    const paper = async () => (await requestPaper.make(press, { requestId: input.requestId } as never)) as RecordPaper;
    const { orgNames, siteNames, siteCode, agreement } = await mission.ask(getRequest, { requestId: input.requestId });
    const named = await paper();
    expect(named.unnamed).toBe(false);
    expect(JSON.stringify(named)).toContain(orgNames['en']);
    const waiverId = newId();
    await mission.apply(waiveVisibility, { waiverId, orgId: yard.partner, fromDay: '2023-01-01', reason: 'threats' });
    const waived = await paper();
    expect(waived.unnamed).toBe(true);
    for (const word of [orgNames['en']!, agreement, siteNames['en']!]) expect(JSON.stringify(waived)).not.toContain(word);
    expect(JSON.stringify(waived)).toContain(siteCode);
    await mission.apply(liftWaiver, { waiverId, reason: 'The road is safe' });
  });

  it('names its plan and says by how much it is over the standard, after what others ask', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const soap = await kit(mission, false);
    await mission.apply(createRequest, write(planId, { submit: true, lines: [{ lineId: newId(), itemId: blanket, qty: 80 }] }));
    const input = write(planId, {
      lines: [
        { lineId: newId(), itemId: blanket, qty: 50 },
        { lineId: newId(), itemId: soap, qty: 10 },
      ],
    });
    const { number } = await mission.apply(createRequest, input);
    expect(parseNumber(number)).toMatchObject({ kind: 'RQ' });
    expect(await mission.ask(getRequest, { requestId: input.requestId })).toMatchObject({
      state: 'draft',
      neededOn: '2023-03-20',
      origin: 'partner',
      items: [
        { qty: 50, standard: 100, askedElsewhere: 80, over: 30, backOrder: 50 },
        { qty: 10, standard: null, over: null },
      ],
    });
  });

  it('keeps the pack it was entered with, which must come to the quantity', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const line = (qty: number) => ({ lineId: newId(), itemId: blanket, qty, pack: { code: 'CTN', count: 2.5, smallest: 24, per: 1 } });
    await mission.apply(createRequest, write(planId, { lines: [line(60)] }));
    expect(await mission.run(createRequest, write(planId, { lines: [line(61)] }))).toMatchObject(refused('supply.request-pack-differs'));
  });

  it.each([
    ['one item twice', () => ({ lines: [1, 2].map((qty) => ({ lineId: newId(), itemId: blanket, qty })) }), 'supply.request-item-twice'],
    ['a day after the distribution', () => ({ neededOn: '2023-03-21' }), 'supply.request-after-plan'],
    ['an item that nobody knows', () => ({ lines: [{ lineId: newId(), itemId: newId(), qty: 1 }] }), 'supply.item-unknown'],
  ])('is refused with %s', async (_words, over, type) => {
    const { planId } = await plan(mission, yard, [blanket]);
    expect(await mission.run(createRequest, write(planId, over()))).toMatchObject(refused(type));
  });

  it('is refused for an item out of use', async () => {
    const item = await kit(mission, false);
    const { planId } = await plan(mission, yard, [item]);
    await mission.apply(retireItem, { itemId: item, reason: 'no longer made' });
    expect(await mission.run(createRequest, write(planId, { lines: [{ lineId: newId(), itemId: item, qty: 1 }] }))).toMatchObject(
      refused('supply.item-retired'),
    );
  });

  it('is changed before it is approved, never after, and never over somebody’s head', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const input = write(planId, { submit: true });
    await mission.apply(createRequest, input);
    const { requestId } = input;
    const change = async (qty: number, seen?: number) => ({
      requestId,
      planId,
      version: seen ?? (await version(requestId)),
      lines: [{ lineId: newId(), itemId: blanket, qty }],
    });
    await mission.apply(changeRequest, await change(90));
    expect(await mission.run(changeRequest, await change(80, 1))).toMatchObject(refused('supply.request-changed-meanwhile'));
    await mission.apply(approveRequest, { requestId, version: await version(requestId) }, { as: yard.approver });
    expect(await mission.run(changeRequest, await change(70))).toMatchObject(refused('supply.request-state'));
    expect((await mission.ask(getRequest, { requestId })).items).toMatchObject([{ qty: 90 }]);
  });

  it('is not approved by who wrote or sent it: code and table both refuse it', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const both = { permissions: ['supply.create-request', 'supply.submit-request', 'supply.approve-request'] };
    const [writer, sender] = [await mission.user(both), await mission.user(both)];
    const input = write(planId);
    const { requestId } = input;
    await mission.apply(createRequest, input, { as: writer });
    const waiting = async (as: string) => (await mission.ask(getNeeds, {}, as)).requestsToApprove;
    const third = await mission.user({ permissions: ['supply.approve-request', 'supply.get-needs'] });
    const far = await mission.user({ permissions: ['supply.approve-request'], scope: { kind: 'area', id: 'TUR002' } });
    const keeper = await mission.user({ permissions: ['supply.allocate'] });
    const told = async (as: string) =>
      (await mission.ask(listMine, {}, as)).rows.filter((row) => row.subject.id === requestId).map((row) => row.kind);
    const [before, own] = [await waiting(third), await mission.user({ permissions: ['supply.get-needs'] })];
    await mission.apply(submitRequest, { requestId, version: await version(requestId) }, { as: sender });
    // Who may decide is told on the first page; who may not, is not.
    expect([(await waiting(third)) - before, await waiting(own)]).toEqual([1, 0]);
    expect(await Promise.all([third, far, own, sender].map(told))).toEqual([['request-waits'], [], [], []]);
    for (const as of [writer, sender])
      expect(await mission.run(approveRequest, { requestId, version: await version(requestId) }, { as })).toMatchObject(
        refused('supply.request-own'),
      );
    await expect(
      mission.tx((tx) =>
        tx.query(`update supply_requests set state = 'approved', decided_by = $2, decided_at = '2023-03-01' where id = $1`, [
          requestId,
          sender,
        ]),
      ),
    ).rejects.toMatchObject({ code: 'supply.request-own' });
    await mission.apply(approveRequest, { requestId, version: await version(requestId) }, { as: yard.approver });
    // What is decided is on nobody's bell any longer.
    expect((await mission.ask(countUnread, {}, third)).unread).toBe(0);
    expect(await Promise.all([keeper, writer, sender].map(told))).toEqual([
      ['request-to-allocate'],
      ['request-approved'],
      ['request-approved'],
    ]);
  });

  it('over the standard is approved only with words, which stay with it', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const input = write(planId, { submit: true, lines: [{ lineId: newId(), itemId: blanket, qty: 130 }] });
    await mission.apply(createRequest, input);
    const approve = async (over: object) => ({ requestId: input.requestId, version: await version(input.requestId), ...over });
    expect(await mission.run(approveRequest, await approve({}), { as: yard.approver })).toMatchObject({
      problem: { type: 'supply.request-over-standard', figures: { items: 1, over: 30 } },
    });
    await mission.apply(approveRequest, await approve({ overReason: 'cold wave' }), { as: yard.approver });
    expect(await mission.ask(getRequest, { requestId: input.requestId })).toMatchObject({
      decisionReason: 'cold wave',
      items: [{ over: 30 }],
    });
    expect((await mission.ask(listRequests, { over: true, planId })).total).toBe(1);
  });

  it('of two that together are over, the second approved is asked for words', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const inputs = [
      write(planId, { submit: true, lines: [{ lineId: newId(), itemId: blanket, qty: 60 }] }),
      write(planId, { lines: [{ lineId: newId(), itemId: blanket, qty: 60 }] }),
    ];
    for (const input of inputs) await mission.apply(createRequest, input);
    const first = { requestId: inputs[0]!.requestId, version: await version(inputs[0]!.requestId) };
    await mission.apply(approveRequest, first, { as: yard.approver });
    await mission.apply(submitRequest, { requestId: inputs[1]!.requestId, version: await version(inputs[1]!.requestId) });
    const second = { requestId: inputs[1]!.requestId, version: await version(inputs[1]!.requestId) };
    expect(await mission.run(approveRequest, second, { as: yard.approver })).toMatchObject({ problem: { figures: { over: 20 } } });
  });

  it('of theirs bears a number once in a plan, until it was refused', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const first = write(planId, { reference: 'YSM-1', submit: true });
    await mission.apply(createRequest, first);
    expect(await mission.run(createRequest, write(planId, { reference: 'YSM-1' }))).toMatchObject(
      refused('supply.request-reference-taken'),
    );
    const refuse = { requestId: first.requestId, version: await version(first.requestId), reason: 'wrong items' };
    await mission.apply(refuseRequest, refuse, { as: yard.approver });
    await mission.apply(createRequest, write(planId, { reference: 'YSM-1' }));
  });

  it('is refused with a reason, and only while it waits', async () => {
    const { planId } = await plan(mission, yard, [blanket]);
    const input = write(planId, { submit: true });
    await mission.apply(createRequest, input);
    const refuse = { requestId: input.requestId, version: await version(input.requestId), reason: 'given last week' };
    await mission.apply(refuseRequest, refuse, { as: yard.approver });
    expect(await mission.ask(getRequest, { requestId: input.requestId })).toMatchObject({
      state: 'refused',
      decisionReason: 'given last week',
    });
    expect(await mission.run(refuseRequest, { ...refuse, version: refuse.version + 1 }, { as: yard.approver })).toMatchObject(
      refused('supply.request-state'),
    );
  });
});
