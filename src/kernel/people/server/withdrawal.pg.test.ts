import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listHistory } from '#kernel/audit/contract/history.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { issueCard, revokeCard } from '../contract/cards.ts';
import { getToday } from '../contract/desk.ts';
import { askErasure, decideErasure } from '../contract/erasure.ts';
import { mergePersons } from '../contract/matching.ts';
import { findCandidates, getHousehold, getPerson, listHouseholds, listPersons } from '../contract/queries.ts';
import { moveMembers } from '../contract/register.ts';
import { whatBlocksWithdrawal, withdrawRegistration } from '../contract/withdrawal.ts';

let mission: TestMission;
let lead: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  lead = await clerk(mission, north, ['people.withdraw-registration', 'people.see-identifiers', askErasure.name, decideErasure.name]);
});
afterAll(() => mission.close());

const withdraw = (householdId: string, as = lead, version = 1) =>
  mission.run(withdrawRegistration, { householdId, version, reason: 'Typed in the wrong camp' }, { as });
const tiesOf = async (householdId: string) => (await mission.ask(whatBlocksWithdrawal, { householdId }, lead)).ties;
const passport = { type: 'passport' as const, country: 'SYR', value: 'N 5150151' };

it('a registration made by mistake is found, matched and counted no more, and its history says who withdrew it and why', async () => {
  const one = member('Wadiha Karam Sabbagh', { sex: 'f', birth: { date: '1990-05-05', precision: 'day' }, identifiers: [passport] });
  const { householdId } = await register(mission, [one], {}, { as: lead });
  const before = await mission.ask(getToday, {}, lead);
  expect(await withdraw(householdId, await clerk(mission, north))).toMatchObject({ problem: { type: 'common.not-permitted' } });
  expect(await withdraw(householdId, await clerk(mission, south, ['people.withdraw-registration']))).toMatchObject({ state: 'refused' });
  expect(await withdraw(householdId, lead, 9)).toMatchObject({ problem: { type: 'people.changed-meanwhile' } });
  expect(await withdraw(householdId)).toMatchObject({ state: 'applied' });
  expect((await mission.ask(listPersons, { search: 'Wadiha Sabbagh' }, lead)).rows).toEqual([]);
  const probe = { names: one.names, birth: one.birth, sex: 'f' as const, identifiers: [passport], area: north };
  expect(await mission.ask(findCandidates, probe, lead)).toEqual({ rows: [], knownElsewhere: false });
  const after = await mission.ask(getToday, {}, lead);
  expect([before.households - after.households, before.persons - after.persons]).toEqual([1, 1]);
  expect((await mission.ask(listHouseholds, {}, lead)).rows.map((row) => row.id)).not.toContain(householdId);
  const page = await mission.ask(getHousehold, { householdId }, lead);
  expect(page).toMatchObject({ status: 'closed', abilities: [], withdrawal: { reason: 'Typed in the wrong camp' } });
  expect(page.members).toMatchObject([{ status: 'withdrawn', endReason: 'withdrawn' }]);
  expect(page.members[0]!.toDay).toBe(page.members[0]!.fromDay);
  expect(await mission.ask(getPerson, { personId: one.personId }, lead)).toMatchObject({
    status: 'withdrawn',
    abilities: [askErasure.name],
  });
  const reader = await mission.user({ permissions: [listHistory.name] });
  const history = await mission.ask(listHistory, { kind: 'household', id: householdId }, reader);
  expect(JSON.stringify(history)).toContain('people.withdraw-registration');
  const lies = await mission.asOwner((client) => client.query('select w::text as row from registration_withdrawals w'));
  expect(JSON.stringify(lies.rows)).not.toContain('wrong camp');
  expect(await withdraw(householdId, lead, page.version)).toMatchObject({ problem: { type: 'people.household-closed' } });
});

it('who was registered by mistake is forgotten on demand, and neither then nor before joined with another record', async () => {
  const [wrong, other] = [member('Wafa Mistaken Entry'), member('Wafa Right Entry')];
  const { householdId } = await register(mission, [wrong], {}, { as: lead });
  await register(mission, [other], {}, { as: lead });
  const merges = () =>
    Promise.all(
      [
        [wrong, other],
        [other, wrong],
      ].map(([from, into]) =>
        mission.run(mergePersons, { mergeId: newId(), fromId: from!.personId, intoId: into!.personId, reason: 'one woman' }),
      ),
    );
  const refused = { state: 'refused', problem: { type: 'people.merge-ended' } };
  await withdraw(householdId);
  expect(await merges()).toMatchObject([refused, refused]);
  const erasureId = newId();
  const words = { erasureId, personId: wrong.personId, ground: 'request' as const, reason: 'She asked for it' };
  await mission.apply(askErasure, words, { as: lead });
  await mission.apply(decideErasure, { erasureId, decision: 'erase' });
  expect(await mission.ask(getPerson, { personId: wrong.personId }, lead)).toMatchObject({ status: 'erased', abilities: [] });
  expect(await merges()).toMatchObject([refused, refused]);
});

it('its numbers are free for who bears them, and a dispute over them is over', async () => {
  const number = { type: 'passport' as const, country: 'SYR', value: 'N 6160161' };
  const wrong = await register(mission, [member('Adel Wrong Entry', { identifiers: [number] })]);
  const right = member('Adel Right Entry', { identifiers: [number] });
  expect(await register(mission, [right])).toMatchObject({ disputed: 1 });
  expect(await withdraw(wrong.householdId)).toMatchObject({ state: 'applied' });
  expect((await mission.ask(getPerson, { personId: right.personId }, lead)).identifiers).toMatchObject([{ disputed: false }]);
});

it('what rests on it is told and stands in the way: a card, a life in another household, a joined record', async () => {
  const [head, child] = [member('Tarek Bound Malki'), member('Sami Bound Malki', { relation: 'child' })];
  const { householdId } = await register(mission, [head, child]);
  expect(await tiesOf(householdId)).toEqual([]);
  const cardId = newId();
  await mission.apply(issueCard, { cardId, householdId });
  expect(await tiesOf(householdId)).toEqual([{ kind: 'card', count: 1 }]);
  expect(await withdraw(householdId)).toMatchObject({ problem: { type: 'people.registration-tied', figures: { ties: ['card'] } } });
  await mission.apply(revokeCard, { cardId, householdId, why: 'lost' });
  const alias = member('Tarik Bound Malki');
  await register(mission, [alias]);
  await mission.apply(mergePersons, { mergeId: newId(), fromId: alias.personId, intoId: head.personId, reason: 'one man' });
  const members = [{ personId: child.personId, membershipId: newId(), relation: 'head' as const }];
  await mission.apply(moveMembers, { fromId: householdId, intoId: newId(), on: '2023-03-01', members });
  expect(await tiesOf(householdId)).toEqual([
    { kind: 'elsewhere', count: 1 },
    { kind: 'merge', count: 1 },
  ]);
  expect((await mission.ask(getHousehold, { householdId }, lead)).status).toBe('active');
});
