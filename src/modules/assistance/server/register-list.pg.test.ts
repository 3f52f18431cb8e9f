import { webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verifying } from '#foundation/signed-code-verify.ts';
import { joinSigned, readSigned, textToSign } from '#foundation/signed-code.ts';
import type { Tx } from '#foundation/db/tx.ts';
import { newId } from '#foundation/ids.ts';
import { issueCard, revokeCard } from '#kernel/people/contract/cards.ts';
import { mergePersons, undoMerge } from '#kernel/people/contract/matching.ts';
import { getHousehold } from '#kernel/people/contract/queries.ts';
import { setPin } from '#kernel/people/contract/pins.ts';
import { changeMember, closeHousehold, setRestricted } from '#kernel/people/contract/register.ts';
import { whatBlocksWithdrawal, withdrawRegistration } from '#kernel/people/contract/withdrawal.ts';
import { takePack } from '#kernel/sync/server/packs.ts';
import { casesOf, dueAt, planned, setSquare, stockUp } from '#tests/support/assistance.ts';
import type { Planned, Square } from '#tests/support/assistance.ts';
import { yard as yardRoom } from '#tests/support/goods-yard.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { member, register } from '#tests/support/register.ts';
import { untilWaits } from '#tests/support/waits.ts';
import { openEvent, reserveStock } from '../contract/day.ts';
import { getEvent } from '../contract/events.ts';
import { lanePack } from '../contract/field/lane.ts';
import type { LanePack } from '../contract/field/lane.ts';
import { recordHandover } from '../contract/handovers.ts';
import { drawList, followCard, previewList, showNames } from '../contract/register-list.ts';
import { readAtLane } from '../domain/field/card.ts';
import { foldLane, judgeToken } from '../domain/field/lane.ts';
import { slowHash } from '#foundation/web/slow-hash.ts';
import { pinProof, pinTag } from '#kernel/people/domain/household-pin.ts';
import { hashToken } from '../domain/token.ts';

let mission: TestMission;
let square: Square;
let area: string;
beforeAll(async () => {
  mission = await openTestMission([yardRoom]);
  square = await setSquare(mission);
  const event = await planned(square);
  area = (await mission.ask(getEvent, { eventId: event.eventId })).areaCode;
});
afterAll(() => mission.close());

const family = async (head: string, size: number, over: Parameters<typeof member>[1] = {}) => {
  const people = Array.from({ length: size }, (_, at) =>
    member(`${head}${at} Father Family${size}`, { relation: at === 0 ? 'head' : 'child', ...(at === 0 ? over : {}) }),
  );
  const { householdId, number } = await register(mission, people, { area });
  return { householdId, number };
};
const card = async (householdId: string) => {
  const { number } = await mission.apply(issueCard, { cardId: newId(), householdId });
  return { number, code: (await mission.ask(getHousehold, { householdId })).card!.code };
};
const rule = (over: object = {}) => ({ area, ...over });
const pack = async (lane: string, as?: string) =>
  (
    (await takePack(
      mission.kervan.deps,
      {
        mission: mission.kervan.missions.find('test')!,
        credential: { kind: 'internal', userId: as ?? (await mission.user({ permissions: ['assistance.lane'] })) } as const,
      },
      lanePack.name,
      { params: { lane } },
    )) as unknown as { data: LanePack }
  ).data;
const verdictOf = async (lane: LanePack, event: Planned, typed: string) => {
  const read = await readAtLane(typed, lane.keys, webcrypto.subtle as unknown as Verifying);
  return read.kind === 'text' ? judgeToken(lane, foldLane(lane, []), { hash: await hashToken(event.eventId, read.text) }) : read;
};

describe('a list from the register', () => {
  it('takes whom the rule admits, each by card or number, twice is once, and no name goes to the phone', async () => {
    const [big, small, pregnant] = [
      await family('Adel', 6),
      await family('Basma', 2),
      await family('Chadia', 1, { needs: { other: ['pregnant'] } }),
    ];
    const [second] = (await mission.ask(getHousehold, { householdId: big.householdId })).members.filter((one) => one.relation === 'child');
    await mission.apply(changeMember, { householdId: big.householdId, personId: second!.id, relation: 'child', collector: 'alternate' });
    const hidden = await family('Dalal', 6);
    await mission.apply(setRestricted, { householdId: hidden.householdId, restricted: true });
    const carded = await card(big.householdId);
    const event = await planned(square, { lanes: 1 });
    const lead = await mission.user({
      permissions: [
        'assistance.draw-list',
        'assistance.list-events',
        'people.get-person',
        'people.see-needs',
        'assistance.lane',
        'assistance.show-names',
      ],
    });
    const sized = rule({ sizeFrom: 2 });
    expect(await mission.ask(previewList, { eventId: event.eventId, rule: sized }, lead)).toMatchObject({
      households: 2,
      persons: 8,
      uncarded: 1,
    });
    expect(await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: sized }, { as: lead })).toMatchObject({
      listed: 2,
    });
    const needs = { eventId: event.eventId, drawId: newId(), rule: rule({ needs: ['pregnant'] }) };
    expect(await mission.apply(drawList, needs, { as: lead })).toMatchObject({ listed: 1, already: 0 });
    expect(await mission.apply(drawList, { ...needs, drawId: newId() }, { as: lead })).toMatchObject({ listed: 0, already: 1 });
    const lane = await pack(event.lanes[0]!);
    expect(lane).toMatchObject({ register: true, tokens: [{ size: 6, alternate: true }, { size: 2, alternate: false }, { size: 1 }] });
    expect(JSON.stringify(lane)).not.toMatch(/Adel|Basma|Chadia/);
    for (const typed of [carded.code, carded.number.toLowerCase(), small.number, pregnant.number])
      expect(await verdictOf(lane, event, typed), typed).toMatchObject({ kind: 'green' });
    // Turned on with a reason, the name stands for whoever may see it, and for nobody else.
    await mission.apply(showNames, { eventId: event.eventId, reason: 'Two lists were mixed up' }, { as: lead });
    expect((await pack(event.lanes[0]!, lead)).tokens[0]).toMatchObject({ name: 'Adel0 Father Family6' });
    expect(JSON.stringify(await pack(event.lanes[0]!))).not.toContain('Adel0');
  });

  it('asks needs only of who may see them', async () => {
    const event = await planned(square, { lanes: 1 });
    const lead = await mission.user({ permissions: ['assistance.draw-list', 'people.get-person'] });
    const asked = { eventId: event.eventId, drawId: newId(), rule: rule({ needs: ['pregnant'] }) };
    expect(await mission.run(drawList, asked, { as: lead })).toMatchObject({ problem: { type: 'common.not-permitted' } });
  });
});

describe('a card at the lane', () => {
  it('of another mission, changed, of something else and revoked is each told apart; what was given is given once', async () => {
    await stockUp(square, 5, 10);
    const { householdId, number } = await family('Emad', 5);
    const first = await card(householdId);
    const event = await planned(square, { lanes: 1 });
    const { eventId } = event;
    await mission.apply(drawList, { eventId, drawId: newId(), rule: rule({ sizeFrom: 5, sizeTo: 5 }) });
    await mission.apply(reserveStock, { eventId });
    await mission.apply(openEvent, { eventId, documentId: newId() });
    const code = readSigned(first.code);
    const changed = joinSigned(textToSign('card', code.keyId, { n: 'K-AAAAA-AAAAA-00' }), code.signature);
    const theirs = joinSigned(textToSign('card', '00000000', { n: first.number }), code.signature);
    const waybill = joinSigned(textToSign('wb', code.keyId, { n: first.number }), code.signature);
    const before = await pack(event.lanes[0]!);
    expect(await verdictOf(before, event, changed)).toEqual({ kind: 'tampered' });
    expect(await verdictOf(before, event, first.code.slice(0, -9))).toEqual({ kind: 'tampered' });
    expect(await verdictOf(before, event, theirs)).toEqual({ kind: 'other-mission' });
    expect(await verdictOf(before, event, waybill)).toEqual({ kind: 'not-a-card' });
    expect(await verdictOf(before, event, first.code)).toMatchObject({ kind: 'green', token: { size: 5 } });
    // The card is lost: its successor is followed onto the list, the old one is red with the next pack.
    const second = await card(householdId);
    await mission.apply(followCard, { householdId, householdNumber: number, card: second.number });
    const after = await pack(event.lanes[0]!);
    expect(await verdictOf(after, event, first.code)).toMatchObject({ kind: 'red', why: 'revoked' });
    expect(await verdictOf(after, event, second.code)).toMatchObject({ kind: 'green', token: { number: 1 } });
    const give = async (text: string) =>
      mission.apply(recordHandover, {
        eventId,
        handoverId: newId(),
        laneId: event.lanes[0]!,
        way: 'token',
        tokenHash: await hashToken(eventId, text),
        lines: dueAt(square, 5),
        proof: 'token',
      });
    expect((await give(second.number)).oddities).toEqual([]);
    const late = await give(first.number);
    expect(late.oddities).toContain('lost-token');
    expect(await casesOf(mission, 'assistance.lost-token', late.handoverId)).toHaveLength(1);
  });

  it('that is taken away leaves the household its number, and one that comes back is the same again', async () => {
    const { householdId, number } = await family('Fadwa', 9);
    const event = await planned(square, { lanes: 1 });
    await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: 9, sizeTo: 9 }) });
    const given = await card(householdId);
    await mission.apply(followCard, { householdId, householdNumber: number, card: given.number });
    const { card: living } = await mission.ask(getHousehold, { householdId });
    await mission.apply(revokeCard, { cardId: living!.id, householdId, why: 'damaged' });
    await mission.apply(followCard, { householdId, householdNumber: number, card: null });
    const lane = await pack(event.lanes[0]!);
    expect(await verdictOf(lane, event, given.code)).toMatchObject({ why: 'revoked' });
    expect(await verdictOf(lane, event, number)).toMatchObject({ kind: 'green', token: { size: 9 } });
  });
});

it('a household that is closed loses its card, and no list to come waits for it', async () => {
  const { householdId, number } = await family('Hala', 8);
  const given = await card(householdId);
  const event = await planned(square, { lanes: 1 });
  await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: 8, sizeTo: 8 }) });
  await mission.apply(closeHousehold, { householdId, on: '2023-03-01', reason: 'left' });
  expect(await mission.ask(getHousehold, { householdId })).toMatchObject({
    card: null,
    formerCards: [{ number: given.number, why: 'closed' }],
  });
  const told = await mission.tx((tx) =>
    tx.query<{ payload: object }>(
      "select payload from events where name = 'people.card-changed' and payload->>'householdId' = $1 and payload->>'closed' = 'true'",
      [householdId],
    ),
  );
  await mission.apply(followCard, told.rows[0]!.payload as never);
  const lane = await pack(event.lanes[0]!);
  expect(await verdictOf(lane, event, given.code)).toMatchObject({ kind: 'red', why: 'revoked' });
  expect(await verdictOf(lane, event, number)).toMatchObject({ kind: 'red', why: 'unknown' });
});

describe('a merge that is taken back', () => {
  const alone = (head: string) => family(head, 1, { birth: { date: '1940-01-01', precision: 'day' } });
  const headOf = async (householdId: string) => (await mission.ask(getHousehold, { householdId })).members[0]!.id;
  /** What the register has told of the household's end and of its return, oldest first. */
  const told = async (householdId: string) =>
    (
      await mission.tx((tx) =>
        tx.query<{ payload: { closed: boolean; reopened: boolean; card: string | null } }>(
          "select payload from events where name = 'people.card-changed' and payload->>'householdId' = $1 and 'true' in (payload->>'closed', payload->>'reopened')",
          [householdId],
        ),
      )
    ).rows.map((row) => row.payload as never);

  it('puts the household back on the lists to come, by the card in its hands or its number', async () => {
    const [carded, plain, other] = [await alone('Jalila'), await alone('Kamila'), await family('Lamia', 3)];
    const { number, code } = await card(carded.householdId);
    const event = await planned(square, { lanes: 1 });
    await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ ages: ['60-plus'] }) });
    const intoId = await headOf(other.householdId);
    const verdicts = async () => {
      const lane = await pack(event.lanes[0]!);
      return [(await verdictOf(lane, event, code)).kind, (await verdictOf(lane, event, plain.number)).kind];
    };
    expect(await verdicts()).toEqual(['green', 'green']);
    for (const { householdId } of [carded, plain]) {
      const mergeId = newId();
      await mission.apply(mergePersons, { mergeId, fromId: await headOf(householdId), intoId, reason: 'looked alike' });
      const [ended] = await told(householdId);
      await mission.apply(followCard, ended!);
      await mission.apply(undoMerge, { mergeId });
    }
    expect(await verdicts()).toEqual(['red', 'red']);
    for (const { householdId } of [carded, plain]) {
      const [ended, back] = await told(householdId);
      expect(await mission.apply(followCard, back!)).toEqual({ tokens: 1 });
      // Of the end the lists may hear once more, and later than of the return.
      expect(await mission.apply(followCard, ended!)).toEqual({ tokens: 0 });
    }
    expect(await verdicts()).toEqual(['green', 'green']);
    expect(await mission.ask(getHousehold, { householdId: carded.householdId })).toMatchObject({ status: 'active', card: { number } });
    expect((await pack(event.lanes[0]!)).tokens.map((token) => token.number)).toEqual([1, 2]);
  });
});

it('a number that a list bore for a closed household is given to no other: a phone may not have heard of it yet', async () => {
  const { householdId } = await family('Hanan', 13);
  const event = await planned(square, { lanes: 1 });
  const draw = () => mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: 13, sizeTo: 13 }) });
  await draw();
  const [former] = (await pack(event.lanes[0]!)).tokens;
  await mission.apply(closeHousehold, { householdId, on: '2023-03-01', reason: 'left' });
  const { number: householdNumber } = await mission.ask(getHousehold, { householdId });
  await mission.apply(followCard, { householdId, householdNumber, card: null, closed: true });
  await family('Hiba', 13);
  await draw();
  expect((await pack(event.lanes[0]!)).tokens.map((token) => token.number)).toEqual([former!.number, former!.number + 1]);
});

describe('a registration that was made by mistake', () => {
  it('stands while a distribution to come names the household, or aid was given to it', async () => {
    const { householdId } = await family('Ghada', 10);
    const event = await planned(square, { lanes: 1 });
    const ties = async () => (await mission.ask(whatBlocksWithdrawal, { householdId })).ties;
    expect(await ties()).toEqual([]);
    await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: 10, sizeTo: 10 }) });
    expect(await ties()).toEqual([{ kind: 'listed', count: 1 }]);
    await stockUp(square, 5, 10);
    await mission.apply(reserveStock, { eventId: event.eventId });
    await mission.apply(openEvent, { eventId: event.eventId, documentId: newId() });
    const { number } = await mission.ask(getHousehold, { householdId });
    await mission.apply(recordHandover, {
      eventId: event.eventId,
      handoverId: newId(),
      laneId: event.lanes[0]!,
      way: 'token',
      tokenHash: await hashToken(event.eventId, number),
      lines: dueAt(square, 10),
      proof: 'none',
    });
    expect(await ties()).toEqual([{ kind: 'served', count: 1 }]);
    const { version } = await mission.ask(getHousehold, { householdId });
    expect(await mission.run(withdrawRegistration, { householdId, version, reason: 'typed twice' })).toMatchObject({
      problem: { type: 'people.registration-tied', figures: { ties: ['served'] } },
    });
  });

  const together = async (head: string, size: number) => {
    const { householdId } = await family(head, size);
    const { version } = await mission.ask(getHousehold, { householdId });
    const event = await planned(square, { lanes: 1 });
    const withdraw = () => mission.run(withdrawRegistration, { householdId, version, reason: 'typed twice' });
    const list = () => mission.run(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: size, sizeTo: size }) });
    return { householdId, event, withdraw, list };
  };
  const asSystem = (tx: Tx) => tx.query(`select set_config('kervan.user', $1, true)`, [systemUser]);

  it('is on no list that is drawn while it is being withdrawn', async () => {
    const { householdId, withdraw, list } = await together('Hamida', 11);
    const both = await mission.tx(async (tx) => {
      await asSystem(tx);
      const held = 'select id from persons where id in (select person_id from household_members where household_id = $1) for update';
      await tx.query(held, [householdId]);
      const withdrawing = withdraw();
      await untilWaits(mission, 1, withdrawing);
      const listing = list();
      await untilWaits(mission, 2, listing);
      return [withdrawing, listing] as const;
    });
    expect(await Promise.all(both)).toMatchObject([{ state: 'applied' }, { state: 'applied', result: { listed: 0 } }]);
  });

  it('stands while a list that names the household is being drawn', async () => {
    const { event, withdraw, list } = await together('Imad', 12);
    const both = await mission.tx(async (tx) => {
      await asSystem(tx);
      await tx.query('select id from assistance_lanes where id = $1 for update', [event.lanes[0]!]);
      const listing = list();
      await untilWaits(mission, 1, listing);
      const withdrawing = withdraw();
      await untilWaits(mission, 2, withdrawing);
      return [listing, withdrawing] as const;
    });
    expect(await Promise.all(both)).toMatchObject([
      { state: 'applied', result: { listed: 1 } },
      { state: 'refused', problem: { type: 'people.registration-tied', figures: { ties: ['listed'] } } },
    ]);
  });
});

it('a lane carries eight bits of a household’s PIN, on every day the same, also for who may not see the household', async () => {
  const { householdId } = await family('Pinar', 4);
  const { householdId: without } = await family('Qasim', 4);
  const proof = await pinProof('4071', 'test', slowHash);
  await mission.apply(setPin, { householdId, pin: proof });
  const [first, second] = [await planned(square, { lanes: 1 }), await planned(square, { lanes: 1 })];
  for (const event of [first, second])
    await mission.apply(drawList, { eventId: event.eventId, drawId: newId(), rule: rule({ sizeFrom: 4, sizeTo: 4 }) });
  const [one, other] = [await pack(first.lanes[0]!), await pack(second.lanes[0]!)];
  const hashOf = async (id: string, event: Planned) =>
    hashToken(event.eventId, (await mission.ask(getHousehold, { householdId: id })).number);
  const own = one.tokens.find((token) => token.number > 0 && token.pin !== undefined)!;
  expect(own.hash).toBe(await hashOf(householdId, first));
  expect(one.tokens.filter((token) => token.pin !== undefined)).toHaveLength(1);
  expect(await hashOf(without, first)).not.toBe(own.hash);
  expect(own.pin).toBe(await pinTag(proof, one.pinKey!));
  expect(own.pin).toHaveLength(2);
  expect([other.pinKey, other.tokens.find((token) => token.pin !== undefined)!.pin]).toEqual([one.pinKey, own.pin]);
  expect(JSON.stringify(one)).not.toContain(proof);
  // What stands for it lies sealed, in the table as in the log.
  const copies = await mission.asOwner(async (client) =>
    Promise.all(
      ['household_pins', 'command_log'].map((table) => client.query(`select from ${table} t where t::text like $1`, [`%${proof}%`])),
    ),
  );
  expect(copies.map((found) => found.rows.length)).toEqual([0, 0]);
  await mission.apply(setPin, { householdId, pin: null });
  expect((await pack(first.lanes[0]!)).tokens.some((token) => token.pin !== undefined)).toBe(false);
});
