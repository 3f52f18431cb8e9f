import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { getCommand } from '#kernel/audit/contract/history.ts';
import { room as audit } from '#kernel/audit/server/index.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, household, member, north, placeAreas, register } from '#tests/support/register.ts';
import { issueCard } from '../contract/cards.ts';
import { askErasure, decideErasure, listErasures } from '../contract/erasure.ts';
import { mergePersons, undoMerge } from '../contract/matching.ts';
import { getHousehold, getPerson, listPersons } from '../contract/queries.ts';
import { registerHousehold } from '../contract/register.ts';

let mission: TestMission;
let asking: string;
let deciding: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  const rights = ['people.ask-erasure', 'people.decide-erasure', 'people.list-erasures', 'people.see-identifiers', 'people.see-contacts'];
  asking = await clerk(mission, north, rights);
  deciding = await clerk(mission, north, rights);
});
afterAll(() => mission.close());

const ask = async (personId: string, as = asking) => {
  const erasureId = newId();
  await mission.apply(askErasure, { erasureId, personId, ground: 'request', reason: 'She wrote to us herself' }, { as });
  return erasureId;
};
const person = (personId: string) => mission.ask(getPerson, { personId }, deciding);
const proves = async () => {
  for (const proof of audit.proofs ?? []) expect((await mission.tx((tx) => proof.run(tx))).faults, proof.name).toEqual([]);
};

it('a person is forgotten by a second person: names, numbers and the told words are gone everywhere, the totals and the proofs stay', async () => {
  const gone = member('Ruqayya Zayd Sultani', {
    collector: 'primary',
    sex: 'f',
    birth: { date: '1984-06-17', precision: 'day' },
    identifiers: [{ type: 'passport', country: 'SYR', value: 'N 90017' }],
    contacts: { phones: ['0555 900 17 00'] },
  });
  const stays = member('Anis Zayd Sultani', { relation: 'sibling', sex: 'm' });
  const input = household([gone, stays], { address: 'Tent 90017' });
  const commandId = newId();
  await mission.apply(registerHousehold, input, { id: commandId, as: asking });
  const erasureId = await ask(gone.personId);
  expect(await mission.run(decideErasure, { erasureId, decision: 'erase' }, { as: asking })).toMatchObject({
    problem: { type: 'people.erasure-second-person' },
  });
  await mission.apply(decideErasure, { erasureId, decision: 'erase' }, { as: deciding });
  expect(await person(gone.personId)).toMatchObject({
    status: 'erased',
    name: null,
    names: [],
    identifiers: [],
    contacts: null,
    sex: 'f',
    birth: { date: '1984-01-01', precision: 'year' },
    abilities: [],
  });
  for (const search of ['Ruqayya', 'N90017', '05559001700'])
    expect((await mission.ask(listPersons, { search }, deciding)).rows, search).toEqual([]);
  // Who stays heads and collects; the household is still named and placed.
  const house = await mission.ask(getHousehold, { householdId: input.householdId }, deciding);
  expect(house).toMatchObject({ address: 'Tent 90017', status: 'active' });
  expect(house.members[0]).toMatchObject({ id: stays.personId, relation: 'head', collector: 'primary' });
  const reader = await mission.user({ permissions: ['audit.get-command', 'audit.open-personal'] });
  const log = JSON.stringify(await mission.ask(getCommand, { id: commandId }, reader));
  expect(log).not.toMatch(/Ruqayya|90017 00|N 90017/);
  expect(log).toContain('[erased]');
  expect(log).toContain('Anis');
  expect((await mission.ask(listErasures, { personId: gone.personId }, deciding)).rows).toMatchObject([{ state: 'erased', reason: null }]);
  await proves();
});

it('the last one of a household takes its address and card along; records that were the same person go together', async () => {
  const [one, alias] = [member('Huda Karim Nassar'), member('Houda Karim Nassar')];
  const { householdId } = await register(mission, [one], { address: 'Blue door' });
  await register(mission, [alias]);
  await mission.apply(issueCard, { cardId: newId(), householdId });
  const mergeId = newId();
  await mission.apply(mergePersons, { mergeId, fromId: alias.personId, intoId: one.personId, reason: 'same woman' });
  expect(await mission.run(askErasure, { erasureId: newId(), personId: alias.personId, ground: 'request', reason: 'alias' })).toMatchObject(
    {
      problem: { type: 'people.merged-already' },
    },
  );
  await mission.apply(decideErasure, { erasureId: await ask(one.personId), decision: 'erase' }, { as: deciding });
  expect(await mission.ask(getHousehold, { householdId }, deciding)).toMatchObject({ status: 'closed', address: null, card: null });
  expect(await person(alias.personId)).toMatchObject({ status: 'erased', name: null });
  expect((await mission.run(undoMerge, { mergeId })).state).toBe('refused');
});

it('kept, nothing changes; asked twice is once, and the database itself wants two people', async () => {
  const one = member('Farah Tamim Odeh');
  await register(mission, [one]);
  const erasureId = await ask(one.personId);
  const again = { erasureId: newId(), personId: one.personId, ground: 'retention' as const, reason: 'again' };
  expect(await mission.run(askErasure, again, { as: deciding })).toMatchObject({ problem: { type: 'people.erasure-asked' } });
  await expect(
    mission.asOwner((client) =>
      client.query(`update person_erasures set state = 'erased', decided_by = asked_by, decided_at = asked_at where id = $1`, [erasureId]),
    ),
  ).rejects.toMatchObject({ constraint: 'person_erasures_second_person_check' });
  await mission.apply(decideErasure, { erasureId, decision: 'keep' }, { as: deciding });
  expect(await person(one.personId)).toMatchObject({ status: 'active', name: 'Farah Tamim Odeh' });
});
