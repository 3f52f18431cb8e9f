import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { untilWaits, untilWaitsFor } from '#tests/support/waits.ts';
import { newId } from '#foundation/ids.ts';
import { issueCard } from '../contract/cards.ts';
import { mergePersons, undoMerge } from '../contract/matching.ts';
import { setPin } from '../contract/pins.ts';
import { getHousehold } from '../contract/queries.ts';
import { closeHousehold, endPerson, moveMembers } from '../contract/register.ts';

let mission: TestMission;
let lead: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  lead = await clerk(mission, north, [setPin.name, closeHousehold.name]);
});
afterAll(() => mission.close());

const proof = 'p'.repeat(43);
const choose = (householdId: string, as = lead) => mission.run(setPin, { householdId, pin: proof }, { as });

it('a household’s PIN is set within one’s reach alone, and nobody is told which it is', async () => {
  const { householdId } = await register(mission, [member('Samiha Adib Naddaf')], {}, { as: lead });
  expect(await choose(householdId, await clerk(mission, south, [setPin.name]))).toMatchObject({ state: 'refused' });
  expect(await choose(householdId, await clerk(mission, north))).toMatchObject({ problem: { type: 'common.not-permitted' } });
  expect((await mission.ask(getHousehold, { householdId }, lead)).pin).toBeNull();
  expect(await choose(householdId)).toMatchObject({ state: 'applied' });
  const page = await mission.ask(getHousehold, { householdId }, lead);
  expect(page.pin).toMatchObject({ setBy: expect.any(String) });
  expect(JSON.stringify(page)).not.toContain(proof);
});

it('a household that is closed loses its PIN and is given no other', async () => {
  const { householdId } = await register(mission, [member('Bassima Adib Naddaf')], {}, { as: lead });
  await choose(householdId);
  expect(await mission.run(closeHousehold, { householdId, on: '2023-04-01', reason: 'left' }, { as: lead })).toMatchObject({
    state: 'applied',
  });
  const kept = () =>
    mission
      .asOwner((client) => client.query('select from household_pins where household_id = $1', [householdId]))
      .then((found) => found.rowCount);
  expect(await kept()).toBe(0);
  expect(await choose(householdId)).toMatchObject({ problem: { type: 'people.household-closed' } });
  expect(await kept()).toBe(0);
});

describe('a household that nobody is left in', () => {
  const alone = async (name: string) => {
    const one = member(name, { collector: 'primary' });
    const { householdId } = await register(mission, [one], {}, { as: lead });
    await mission.apply(issueCard, { cardId: newId(), householdId }, { as: lead });
    await mission.apply(setPin, { householdId, pin: proof }, { as: lead });
    return { personId: one.personId, householdId };
  };
  const shown = (householdId: string) => mission.ask(getHousehold, { householdId }, lead);
  const without = { card: null, pin: null };

  it('by a merge is closed with card and PIN, or two cards would collect for one person; undone, it is there again with its card', async () => {
    const [from, into] = [await alone('Ghada Adib Naddaf'), await alone('Ghada Adeeb Naddaf')];
    const mergeId = newId();
    await mission.apply(mergePersons, { mergeId, fromId: from.personId, intoId: into.personId, reason: 'one woman' }, { as: lead });
    expect(await shown(from.householdId)).toMatchObject({ status: 'closed', ...without });
    expect(await shown(into.householdId)).toMatchObject({ status: 'active', card: {}, pin: {} });
    await mission.apply(undoMerge, { mergeId }, { as: lead });
    const back = await shown(from.householdId);
    expect(back).toMatchObject({ status: 'active', card: {}, pin: null });
    expect(back.members.filter((one) => one.toDay === null)).toMatchObject([{ id: from.personId, relation: 'head' }]);
  });

  it('by a merge with somebody who lived nowhere stays, with card and PIN', async () => {
    const [from, into] = [await alone('Rihab Adib Naddaf'), await alone('Rihab Adeeb Naddaf')];
    await mission.apply(closeHousehold, { householdId: into.householdId, on: '2023-03-01', reason: 'left' }, { as: lead });
    const mergeId = newId();
    await mission.apply(mergePersons, { mergeId, fromId: from.personId, intoId: into.personId, reason: 'one woman' }, { as: lead });
    expect(await shown(from.householdId)).toMatchObject({ status: 'active', card: {}, pin: {} });
    await mission.apply(undoMerge, { mergeId }, { as: lead });
    expect(await shown(from.householdId)).toMatchObject({ status: 'active', card: {}, pin: {} });
  });

  it('by a death is closed with card and PIN', async () => {
    const { personId, householdId } = await alone('Wisal Adib Naddaf');
    await mission.apply(endPerson, { personId, status: 'deceased', on: '2023-03-02' }, { as: lead });
    expect(await shown(householdId)).toMatchObject({ status: 'closed', ...without });
  });
});

it('a PIN waits for whoever closes the household, and is then refused', async () => {
  const { householdId } = await register(mission, [member('Nahla Adib Naddaf')], {}, { as: lead });
  await mission.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query('select from households where id = $1 for update', [householdId]);
    const choosing = choose(householdId);
    await untilWaits(mission, 1, choosing);
    await owner.query(`update households set status = 'closed' where id = $1`, [householdId]);
    await owner.query('commit');
    expect(await choosing).toMatchObject({ problem: { type: 'people.household-closed' } });
  });
});

it('a merge waits for a household before it holds its persons, as whoever moves them does: the two never wait for each other', async () => {
  const [from, into] = [member('Zahra Adib Naddaf'), member('Zahra Adeeb Naddaf')];
  const { householdId } = await register(mission, [from], {}, { as: lead });
  await register(mission, [into], {}, { as: lead });
  await mission.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query('select from households where id = $1 for update', [householdId]);
    const merging = mission.run(
      mergePersons,
      { mergeId: newId(), fromId: from.personId, intoId: into.personId, reason: 'one woman' },
      { as: lead },
    );
    await untilWaits(mission, 1, merging);
    const persons = 'select from persons where id = any($1) for update nowait';
    expect((await owner.query(persons, [[from.personId, into.personId]])).rowCount).toBe(2);
    await owner.query('commit');
    expect(await merging).toMatchObject({ state: 'applied' });
  });
});

describe('a merge that waits while others act', () => {
  const pair = async (name: string) => {
    const [from, into] = [member(`${name} Adib Naddaf`), member(`${name} Adeeb Naddaf`)];
    const { householdId } = await register(mission, [from], {}, { as: lead });
    await register(mission, [into], {}, { as: lead });
    return { fromId: from.personId, intoId: into.personId, householdId, mergeId: newId() };
  };
  /** Whether a household is held by somebody, while this person is ours and the act waits for them. */
  const holds = async (householdId: string, personId: string, act: () => Promise<unknown>) =>
    mission.asOwner(async (owner) => {
      await owner.query('begin');
      const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid from persons where id = $1 for update', [
        personId,
      ]);
      const acting = act();
      await untilWaitsFor(mission, rows[0]!.pid, acting);
      const { rowCount } = await owner.query('select from households where id = $1 for update skip locked', [householdId]);
      await owner.query('commit');
      expect(await acting).toMatchObject({ state: 'applied' });
      return rowCount === 0;
    });

  it('holds the household into which the person was moved meanwhile: nobody else comes into what it closes', async () => {
    const { fromId, intoId, householdId, mergeId } = await pair('Sawsan');
    const newHome = newId();
    const members = [{ membershipId: newId(), personId: fromId, relation: 'head' as const, collector: 'none' as const }];
    const move = { fromId: householdId, intoId: newHome, members, on: '2023-03-01' };
    const held = await mission.asOwner(async (owner) => {
      await owner.query('begin');
      await owner.query('select from households where id = $1 for update', [householdId]);
      const moving = mission.run(moveMembers, move, { as: lead });
      await untilWaits(mission, 1, moving);
      return holds(newHome, intoId, async () => {
        const merging = mission.run(mergePersons, { mergeId, fromId, intoId, reason: 'one woman' }, { as: lead });
        await untilWaits(mission, 2, merging);
        await owner.query('commit');
        expect(await moving).toMatchObject({ state: 'applied' });
        return merging;
      });
    });
    expect(held).toBe(true);
  });

  it('taken back, holds the household that it gives back to', async () => {
    const { fromId, intoId, householdId, mergeId } = await pair('Suad');
    await mission.apply(mergePersons, { mergeId, fromId, intoId, reason: 'one woman' }, { as: lead });
    expect(await holds(householdId, intoId, () => mission.run(undoMerge, { mergeId }, { as: lead }))).toBe(true);
  });
});

it('the end of a person waits for the household before it holds the person, as a move does: the two never wait for each other', async () => {
  const one = member('Salma Adib Naddaf');
  const { householdId } = await register(mission, [one], {}, { as: lead });
  await mission.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query('select from households where id = $1 for update', [householdId]);
    const ending = mission.run(endPerson, { personId: one.personId, status: 'deceased', on: '2023-03-02' }, { as: lead });
    await untilWaits(mission, 1, ending);
    expect((await owner.query('select from persons where id = $1 for update nowait', [one.personId])).rowCount).toBe(1);
    await owner.query('commit');
    expect(await ending).toMatchObject({ state: 'applied' });
  });
});
