import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { casesOf, giveAt, listed, openedAt, planned, setSquare, stockAt, stockUp } from '#tests/support/assistance.ts';
import type { Given, Planned, Square } from '#tests/support/assistance.ts';
import { createOrganisation, setOrganisationStatus } from '#kernel/orgs/contract/organisations.ts';
import { closeSite, createSite } from '#kernel/places/contract/sites.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { closeLane, countStock, openEvent, releaseStock, reserveStock } from '../contract/day.ts';
import { cancelEvent, changeEvent, getEvent, planEvent } from '../contract/events.ts';
import { recordHandover } from '../contract/handovers.ts';
import { createPackage, getPackage, retirePackage, revisePackage } from '../contract/packages.ts';
import { importTokens, listTokens, loseToken, moveToken } from '../contract/tokens.ts';

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

describe('a package', () => {
  it('keeps its versions, and what was planned with one stays with it', async () => {
    const event = await planned(square);
    await mission.apply(revisePackage, {
      packageId: square.packageId,
      version: 1,
      lines: [{ itemId: square.kit, qty: 3 }],
      note: 'winter is over',
    });
    const shown = await mission.ask(getPackage, { packageId: square.packageId });
    expect(shown.versions.map((one) => [one.version, one.lines.length])).toEqual([
      [2, 1],
      [1, 3],
    ]);
    expect((await mission.ask(getEvent, { eventId: event.eventId })).packageVersion).toBe(1);
    const lines = [
      { itemId: square.kit, qty: 1 },
      { itemId: square.blanket, qty: 1, toSize: 4 },
      { itemId: square.blanket, qty: 2, fromSize: 5 },
    ];
    await mission.apply(revisePackage, { packageId: square.packageId, version: 2, lines, note: 'as it was' });
    expect(await mission.run(revisePackage, { packageId: square.packageId, version: 2, lines, note: 'too late' })).toMatchObject(
      refused('assistance.package-changed-meanwhile'),
    );
  });

  it('has one answer for a household of any size: bands that meet are refused', async () => {
    const lines = [
      { itemId: square.kit, qty: 1, toSize: 5 },
      { itemId: square.kit, qty: 2, fromSize: 5 },
    ];
    const input = { packageId: newId(), code: 'TWO', nameEn: 'Two', sector: 'nfi' as const, lines };
    expect(await mission.run(createPackage, input)).toMatchObject(refused('assistance.package-bands-overlap'));
    expect(await mission.run(createPackage, { ...input, lines: [{ itemId: newId(), qty: 1 }] })).toMatchObject(
      refused('assistance.item-unknown'),
    );
  });

  it('out of use is not planned with', async () => {
    const packageId = newId();
    await mission.apply(createPackage, { packageId, code: 'OLD', nameEn: 'Old', sector: 'nfi', lines: [{ itemId: square.kit, qty: 1 }] });
    await mission.apply(retirePackage, { packageId, reason: 'no longer given' });
    await expect(planned({ ...square, packageId })).rejects.toThrow('assistance.package-retired');
  });
});

describe('the plan of a day', () => {
  const described = () => ({
    title: 'Day',
    packageId: square.packageId,
    admits: 'list' as const,
    orgId: square.partner,
    siteId: square.site,
    storeId: square.store,
    givesOn: '2023-03-01',
    lanes: [{ laneId: newId(), no: 1, kind: 'general' as const }],
  });
  const closedSite = async () => {
    const siteId = newId();
    await mission.apply(createSite, { siteId, code: 'DP-9', type: 'distribution-point', nameEn: 'Left', area: 'SY02' });
    await mission.apply(closeSite, { siteId, closedOn: '2023-02-01', reason: 'flooded' });
    return { siteId };
  };
  const suspended = async () => {
    const orgId = newId();
    await mission.apply(createOrganisation, { orgId, nameEn: 'Suspended house', roles: ['partner'] });
    await mission.apply(setOrganisationStatus, { orgId, status: 'suspended', reason: 'audit' });
    return { orgId };
  };

  it.each([
    ['a store that is a bin of a warehouse', () => ({ storeId: square.binA }), 'assistance.store-wrong'],
    ['another day’s own place for its store', async () => ({ storeId: (await planned(square)).placeId }), 'assistance.store-wrong'],
    ['a site that is closed', closedSite, 'assistance.site-closed'],
    ['a partner whom nobody may work with now', suspended, 'orgs.org-inactive'],
    [
      'two lanes of one number',
      () => ({ lanes: [1, 1].map((no) => ({ laneId: newId(), no, kind: 'general' })) }),
      'assistance.lanes-wrong',
    ],
    ['a rule and nobody counted on', () => ({ admits: 'rule', expected: undefined }), 'assistance.nothing-expected'],
    ['a donor who gives out', () => ({ orgId: square.donor }), 'assistance.not-a-partner'],
  ])('is refused with %s', async (_words, over, type) => {
    const input = { eventId: newId(), placeId: newId(), ...described(), ...(await over()) };
    expect(await mission.run(planEvent, input as never)).toMatchObject(refused(type));
  });

  it('of a partner is for itself and from its own store, whatever the scope of the right', async () => {
    const as = await mission.user({ permissions: [planEvent.name], orgKind: 'partner', orgId: square.partner });
    const plan = (over: object) => mission.run(planEvent, { eventId: newId(), placeId: newId(), ...described(), ...over }, { as });
    expect(await plan({ orgId: square.other })).toMatchObject(refused('common.not-permitted'));
    expect(await plan({ storeId: square.warehouse })).toMatchObject(refused('assistance.store-wrong'));
    expect(await plan({})).toMatchObject({ state: 'applied' });
  });

  it('is changed as it was seen, keeps whoever stands in a lane and the store that promised, and not once it has begun', async () => {
    const event = await planned(square);
    const { eventId } = event;
    const lanes = event.lanes.map((laneId, at) => ({ laneId, no: at + 1, kind: 'general' as const }));
    const change = async (over: object = {}) => {
      const { version } = await mission.ask(getEvent, { eventId });
      return mission.run(changeEvent, { eventId, version, ...described(), lanes, ...over });
    };
    expect(await change({ title: 'Another day' })).toMatchObject({ state: 'applied' });
    expect(await change({ version: 1 })).toMatchObject(refused('assistance.event-changed-meanwhile'));
    await listed(square, event, 2);
    expect(await change({ lanes: lanes.slice(0, 1) })).toMatchObject(refused('assistance.lanes-wrong'));
    await stockUp(square, 5, 10);
    await mission.apply(reserveStock, { eventId });
    expect(await change({ storeId: square.warehouse })).toMatchObject(refused('assistance.event-state'));
    await mission.apply(openEvent, { eventId, documentId: newId() });
    expect(await change()).toMatchObject(refused('assistance.event-state'));
  });

  it('reserves what the list needs, first to expire first, and refuses with what is short', async () => {
    const event = await planned(square);
    await listed(square, event, 6);
    expect(await mission.run(reserveStock, { eventId: event.eventId, lines: [{ itemId: square.kit, qty: 1_000_000 }] })).toMatchObject(
      refused('assistance.stock-short'),
    );
    await stockUp(square, 20, 40);
    await mission.apply(reserveStock, { eventId: event.eventId });
    expect(await state(event.eventId)).toBe('stock_reserved');
    expect(await stockOf(event.eventId)).toMatchObject({ kit: { reserved: 6, needed: 6 }, blanket: { reserved: 10, needed: 10 } });
    await mission.apply(releaseStock, { eventId: event.eventId });
    expect((await stockOf(event.eventId))['kit']).toMatchObject({ reserved: 0 });
    await mission.apply(reserveStock, { eventId: event.eventId });
    await mission.apply(cancelEvent, { eventId: event.eventId, reason: 'road is cut' });
    expect((await stockOf(event.eventId))['kit']).toMatchObject({ reserved: 0 });
    expect(await mission.run(reserveStock, { eventId: event.eventId })).toMatchObject(refused('assistance.event-state'));
  });
});

describe('the list', () => {
  it('takes a row once, and refuses a number or a token that is taken without touching the others', async () => {
    const event = await planned(square);
    const list = await listed(square, event, 3);
    const { outcomes } = await mission.apply(importTokens, {
      rows: [
        { ...list[0]!, tokenId: newId() },
        { ...list[1]!, tokenId: newId(), number: 99 },
        { ...list[2]!, tokenId: newId(), tokenHash: 'a'.repeat(64) },
        { ...list[2]!, tokenId: newId(), tokenHash: 'b'.repeat(64), number: 4 },
      ],
    });
    expect(outcomes).toMatchObject([
      { state: 'same' },
      { state: 'refused', code: 'assistance.token-taken' },
      { state: 'refused', code: 'assistance.token-number-taken' },
      { state: 'applied' },
    ]);
    expect((await mission.ask(listTokens, { eventId: event.eventId })).total).toBe(4);
  });

  it('of a lost token the replacement bears its number; whoever brings the lost one is a case', async () => {
    const { event, list } = await opened();
    const replacement = { tokenId: newId(), tokenHash: 'c'.repeat(64) };
    await mission.apply(loseToken, { eventId: event.eventId, tokenId: list[0]!.tokenId, reason: 'torn in the rain', replacement });
    const { handoverId } = await mission.apply(recordHandover, give(event, list[0]!));
    expect(await cases('assistance.lost-token', handoverId)).toHaveLength(1);
    const fresh = await mission.apply(recordHandover, give(event, { ...list[0]!, tokenHash: replacement.tokenHash }));
    expect(fresh.oddities).toEqual([]);
    expect(await mission.run(moveToken, { eventId: event.eventId, tokenId: replacement.tokenId, laneId: event.lanes[1]! })).toMatchObject(
      refused('assistance.token-served'),
    );
  });
});

describe('a token', () => {
  it('that was given to is neither lost nor moved; none is lost twice, sent to a closed lane, or touched after the count', async () => {
    const { event, list } = await opened();
    const { eventId } = event;
    const lose = (at: number) => mission.run(loseToken, { eventId, tokenId: list[at]!.tokenId, reason: 'torn' });
    const move = (at: number, lane: number) => mission.run(moveToken, { eventId, tokenId: list[at]!.tokenId, laneId: event.lanes[lane]! });
    await mission.apply(recordHandover, give(event, list[0]!));
    expect(await lose(0)).toMatchObject(refused('assistance.token-served'));
    expect(await move(0, 1)).toMatchObject(refused('assistance.token-served'));
    expect(await lose(1)).toMatchObject({ state: 'applied' });
    expect(await lose(1)).toMatchObject(refused('assistance.token-lost'));
    await mission.apply(closeLane, { eventId, laneId: event.lanes[1]! });
    expect(await move(2, 1)).toMatchObject(refused('assistance.lane-closed'));
    await mission.apply(countStock, { eventId, documentId: newId(), lines: [{ itemId: square.kit, qty: 5 }] });
    expect(await lose(2)).toMatchObject(refused('assistance.event-state'));
  });
});
