import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import { listExceptions } from '#kernel/exceptions/contract/exceptions.ts';
import { listReads } from '#kernel/audit/contract/history.ts';
import { addNeighbourhood, recodeArea } from '#kernel/places/contract/areas.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { clerk, household, member, north, placeAreas, register, south } from '#tests/support/register.ts';
import { getHousehold, getPerson, listHouseholds, listPersons } from '../contract/queries.ts';
import {
  attestHousehold,
  changeMember,
  changePerson,
  closeHousehold,
  endPerson,
  moveHousehold,
  moveMembers,
  recordConsent,
  registerHousehold,
  setRestricted,
  withdrawConsent,
} from '../contract/register.ts';

let mission: TestMission;
let northClerk: string;
let southClerk: string;
beforeAll(async () => {
  mission = await openTestMission();
  await placeAreas(mission);
  northClerk = await clerk(mission, north);
  southClerk = await clerk(mission, south);
});
afterAll(() => mission.close());

const passport = (value: string) => ({ identifiers: [{ type: 'passport' as const, country: 'SYR', value }] });
const consent = (
  personId: string,
  recipientClass: 'partner' | 'mission' = 'partner',
  purpose: 'assistance' | 'monitoring' = 'assistance',
) => ({
  consentId: newId(),
  personId,
  purpose,
  recipientClass,
  textVersion: '2026-1',
  language: 'ar' as const,
  mode: 'written' as const,
  givenOn: '2023-03-01',
});
const person = (personId: string, as?: string) => mission.ask(getPerson, { personId }, as);
const house = (householdId: string, as?: string) => mission.ask(getHousehold, { householdId }, as);

describe('a registered household', () => {
  it('is there with its people, numbers and roles, and found by name in another script, number and paper', async () => {
    const father = member('Yusuf Ibrahim Al-Rawandi', {
      collector: 'primary',
      birth: { date: '1985-04-02', precision: 'day' },
      sex: 'm',
      ...passport('N 771'),
    });
    const child = member('Nur Yusuf Al-Rawandi', { relation: 'child', birth: { date: '2015-01-01', precision: 'year' }, sex: 'f' });
    const { householdId, number } = await register(mission, [father, child], { address: 'Behind the mill' }, { as: northClerk });
    expect(await house(householdId, northClerk)).toMatchObject({
      number,
      address: 'Behind the mill',
      members: [
        { name: 'Yusuf Ibrahim Al-Rawandi', relation: 'head', collector: 'primary', toDay: null },
        { name: 'Nur Yusuf Al-Rawandi', relation: 'child' },
      ],
    });
    for (const search of ['يوسف الراوندي', 'rawandi yus', 'n771', number])
      expect(
        (await mission.ask(listPersons, { search }, northClerk)).rows.map((row) => row.id),
        search,
      ).toContain(father.personId);
    expect((await mission.ask(listPersons, { search: 'khalid' }, northClerk)).rows).toEqual([]);
    expect((await mission.ask(listHouseholds, { number }, northClerk)).rows).toMatchObject([{ size: 2, head: 'Yusuf Ibrahim Al-Rawandi' }]);
  });

  it('with a number that somebody else has is recorded, marked in dispute, and an exception opens', async () => {
    await register(mission, [member('Salim Omar Qasim', passport('N100'))], {}, { as: northClerk });
    const second = member('Basel Hani Jaber', passport('n-100'));
    const { disputed, householdId } = await register(mission, [second], { source: 'offline' }, { as: northClerk });
    expect(disputed).toBe(1);
    const open = await mission.ask(listExceptions, { kinds: ['people.number-disputed'], subjectId: householdId });
    expect(open.rows).toHaveLength(1);
    const reader = await clerk(mission, north, ['people.see-identifiers']);
    expect((await person(second.personId, reader)).identifiers).toMatchObject([{ value: 'n-100', disputed: true }]);
  });

  it('has one head and one main collector, or is not sent at all', async () => {
    const [one, two] = [member('Adnan Ali Hamdan'), member('Rami Ali Hamdan')];
    await expect(mission.run(registerHousehold, household([one, two]))).rejects.toMatchObject({ faults: [{ code: 'people.one-head' }] });
    const paid = { ...member('Adnan Ali Hamdan'), collector: 'primary' as const };
    const also = { ...member('Rami Ali Hamdan'), relation: 'child' as const, collector: 'primary' as const };
    await expect(mission.run(registerHousehold, household([paid, also]))).rejects.toMatchObject({
      faults: [{ code: 'people.one-collector' }],
    });
  });

  it('beyond the clerk’s district is parked or refused, never half written', async () => {
    const input = household([member('Munir Sami Khoury')], { area: south });
    expect((await mission.run(registerHousehold, input, { as: northClerk })).state).not.toBe('applied');
    const registering = await mission.user({ permissions: ['people.register-household'], scope: { kind: 'area', id: south } });
    expect(await mission.run(registerHousehold, input, { as: registering })).toMatchObject({
      problem: { type: 'people.register-needs-reading' },
    });
    await expect(house(input.householdId)).rejects.toMatchObject({ code: expect.any(String) as string });
  });

  it('sent twice is there once', async () => {
    const input = household([member('Hala Samir Nasser')]);
    const id = newId();
    await mission.apply(registerHousehold, input, { id });
    expect(await mission.run(registerHousehold, input, { id })).toMatchObject({ state: 'applied', replayed: true });
    expect((await house(input.householdId)).members).toHaveLength(1);
  });
});

describe('membership', () => {
  const family = async () => {
    const people = [
      member('Walid Nabil Issa', { collector: 'primary' }),
      member('Rana Nabil Issa', { relation: 'spouse' }),
      member('Tala Walid Issa', { relation: 'child' }),
    ];
    const { householdId } = await register(mission, people, {}, { as: northClerk });
    return { householdId, ids: people.map((one) => one.personId) };
  };

  it('splits: some begin a household of their own, and both histories stay', async () => {
    const { householdId, ids } = await family();
    const intoId = newId();
    const members = [{ personId: ids[2]!, membershipId: newId(), relation: 'head' as const }];
    await mission.apply(moveMembers, { fromId: householdId, intoId, on: '2023-03-05', members }, { as: northClerk });
    expect((await house(intoId)).members).toMatchObject([{ id: ids[2], relation: 'head' }]);
    expect((await person(ids[2]!)).memberships).toMatchObject([
      { householdId: intoId, toDay: null },
      { householdId, toDay: '2023-03-05', endReason: 'split' },
    ]);
  });

  it('of a closed household goes on elsewhere: who came back begins a household anew, who lives in another is left there', async () => {
    const { householdId, ids } = await family();
    const back = (personId: string, relation: 'head' | 'child' = 'head') => [{ personId, membershipId: newId(), relation }];
    const move = (intoId: string, on: string, members: ReturnType<typeof back>) =>
      mission.run(moveMembers, { fromId: householdId, intoId, on, members }, { as: northClerk });
    await move(newId(), '2023-03-04', back(ids[2]!));
    await mission.apply(closeHousehold, { householdId, on: '2023-03-05', reason: 'returned' }, { as: northClerk });
    const closed = await mission.ask(getHousehold, { householdId }, northClerk);
    expect(
      closed.members
        .filter((one) => one.unhoused)
        .map((one) => one.id)
        .toSorted(),
    ).toEqual([ids[0]!, ids[1]!].toSorted());
    expect(closed.abilities).toEqual([moveMembers.name]);
    const intoId = newId();
    expect(await move(intoId, '2023-03-04', back(ids[0]!))).toMatchObject({ problem: { type: 'people.dates-reversed' } });
    expect(await move(newId(), '2023-03-20', back(ids[2]!))).toMatchObject({ problem: { type: 'people.not-a-member' } });
    expect(await move(intoId, '2023-03-20', back(ids[0]!))).toMatchObject({ state: 'applied', result: { intoId, closed: true } });
    expect((await house(intoId)).members).toMatchObject([{ id: ids[0], relation: 'head', fromDay: '2023-03-20', toDay: null }]);
    expect(await move(intoId, '2023-03-20', back(ids[0]!))).toMatchObject({ problem: { type: 'people.not-a-member' } });
    expect(await house(householdId)).toMatchObject({ status: 'closed' });
  });

  it('of a head that dies passes on who heads and collects', async () => {
    const { householdId, ids } = await family();
    await mission.apply(endPerson, { personId: ids[0]!, status: 'deceased', on: '2023-03-06' }, { as: northClerk });
    expect((await house(householdId)).members[0]).toMatchObject({ id: ids[1], relation: 'head', collector: 'primary' });
    expect(await mission.run(endPerson, { personId: ids[0]!, status: 'deceased', on: '2023-03-06' })).toMatchObject({
      problem: { type: 'people.person-ended' },
    });
  });

  it('never overlaps: the database lets nobody be in two households on one day', async () => {
    const { ids } = await family();
    const { householdId: other } = await family();
    await expect(
      mission.asOwner((client) =>
        client.query(
          `insert into household_members (id, household_id, person_id, relation, from_day) values ($1, $2, $3, 'other', '2023-03-02')`,
          [newId(), other, ids[1]],
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'household_members_person_excl' });
    await expect(
      mission.asOwner((client) => client.query(`update household_members set relation = 'head' where household_id = $1`, [other])),
    ).rejects.toMatchObject({ constraint: 'household_members_head_excl' });
  });

  it('keeps on which day who was head', async () => {
    const { householdId, ids } = await family();
    mission.setNow('2023-03-20T09:00:00Z');
    await mission.apply(changeMember, { householdId, personId: ids[1]!, relation: 'head', collector: 'primary' });
    mission.setNow('2023-03-01T09:00:00Z');
    expect((await person(ids[1]!)).memberships).toMatchObject([
      { relation: 'head', fromDay: '2023-03-20', toDay: null },
      { relation: 'spouse', fromDay: '2023-03-01', toDay: '2023-03-20', endReason: 'role' },
    ]);
  });

  it('changes its head in one act, and closes with its last day', async () => {
    const { householdId, ids } = await family();
    await mission.apply(changeMember, { householdId, personId: ids[1]!, relation: 'head', collector: 'primary' });
    const { members } = await house(householdId);
    expect(members).toHaveLength(3);
    expect(members.find((one) => one.id === ids[1])).toMatchObject({ relation: 'head', collector: 'primary' });
    expect(members.find((one) => one.id === ids[0])).toMatchObject({ relation: 'other', collector: 'alternate' });
    expect(await mission.run(changeMember, { householdId, personId: ids[1]!, relation: 'child', collector: 'none' })).toMatchObject({
      problem: { type: 'people.one-head' },
    });
    await mission.apply(closeHousehold, { householdId, on: '2023-04-01', reason: 'returned' });
    expect(await house(householdId)).toMatchObject({ status: 'closed', members: [{ toDay: '2023-04-01' }, {}, {}] });
  });

  it('moves with the household, and only to where the clerk may read too', async () => {
    const { householdId, ids } = await family();
    const { version } = await house(householdId);
    const move = { householdId, version, area: south };
    expect(await mission.run(moveHousehold, move, { as: northClerk })).toMatchObject({
      problem: { type: 'people.register-needs-reading' },
    });
    await mission.apply(moveHousehold, move);
    await expect(person(ids[0]!, northClerk)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(await person(ids[0]!, southClerk)).toMatchObject({ id: ids[0] });
    expect(await mission.run(moveHousehold, move)).toMatchObject({ problem: { type: 'people.changed-meanwhile' } });
  });
});

describe('a place that gets its national code', () => {
  it('keeps its people and households, restricted ones too, within reach of who works there', async () => {
    const { pcode } = await mission.apply(addNeighbourhood, { parent: north, nameEn: 'Tell', nameTr: 'Tel', nameAr: 'تل' });
    const newPcode = `${north}001`;
    const [one, hidden] = [member('Hanan Sami Tahan'), member('Widad Sami Tahan')];
    const { householdId } = await register(mission, [one], { area: pcode });
    const { householdId: hiddenId } = await register(mission, [hidden], { area: pcode });
    await mission.apply(setRestricted, { householdId: hiddenId, restricted: true });
    // Who re-codes places sees nobody of the register.
    const placer = await mission.user({ permissions: [recodeArea.name] });
    await mission.apply(recodeArea, { pcode, newPcode }, { as: placer });
    const local = await clerk(mission, newPcode);
    expect(await person(one.personId, local)).toMatchObject({ id: one.personId });
    expect(await house(householdId, local)).toMatchObject({ members: [{ id: one.personId }] });
    const focal = await clerk(mission, newPcode, ['people.see-restricted']);
    expect(await person(hidden.personId, focal)).toMatchObject({ restricted: true });
  });
});

describe('attestation', () => {
  const said = (first: string, second: string) => ({
    attestationId: newId(),
    first: { name: first, role: 'Teacher' },
    second: { name: second, role: 'Neighbour' },
    nonePaid: true as const,
    attestedOn: '2023-03-01',
  });

  it('names two people, and is drawn for spot checks', async () => {
    const { householdId } = await register(mission, [member('Zeina Fadi Haddad')], { attestation: said('Imad Saleh', 'Ruba Aziz') });
    expect(await house(householdId)).toMatchObject({ attested: true, spotCheck: true });
    expect((await mission.ask(listHouseholds, { spotCheck: true })).rows.map((row) => row.id)).toContain(householdId);
  });

  it('by one person under two spellings is none, nor one that somebody was paid for', async () => {
    const { householdId } = await register(mission, [member('Lina Fadi Haddad')]);
    const twice = await mission.run(attestHousehold, { householdId, ...said('Imad Saleh', 'IMAD  SALEH') });
    expect(twice.state).not.toBe('applied');
    await expect(
      mission.asOwner((client) =>
        client.query(
          `insert into household_attestations select gen_random_uuid(), $1, '', '\\x01', '\\x02', false, true, '2023-03-01', registered_by, registered_at from households where id = $1`,
          [householdId],
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'household_attestations_paid_check' });
  });
});

describe('who sees whom', () => {
  it('a clerk of another district sees nobody here, also not in lists', async () => {
    const one = member('Maysa Talal Darwish');
    await register(mission, [one], {}, { as: northClerk });
    await expect(person(one.personId, southClerk)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect((await mission.ask(listPersons, { search: 'Maysa' }, southClerk)).rows).toEqual([]);
  });

  it('classes of fields leave no trace without their right', async () => {
    const one = member('Ghada Amin Rifai', {
      ...passport('N555'),
      contacts: { phones: ['+90 532 111 22 33'] },
      needs: { washington: { walking: 'a-lot' } },
    });
    await register(mission, [one], {}, { as: northClerk });
    expect(await person(one.personId, northClerk)).toMatchObject({ classes: [], identifiers: [], contacts: null, needs: null });
    const reader = await clerk(mission, north, ['people.see-contacts', 'people.see-needs', 'people.see-identifiers']);
    expect(await person(one.personId, reader)).toMatchObject({
      identifiers: [{ value: 'N555' }],
      contacts: { phones: ['+90 532 111 22 33'] },
      needs: { washington: { walking: 'a-lot' } },
    });
    // Who may not see a class does not wipe it by a change.
    const { version, names } = await person(one.personId, northClerk);
    await mission.apply(changePerson, { personId: one.personId, version, names, sex: 'f' }, { as: northClerk });
    expect(await person(one.personId, reader)).toMatchObject({
      sex: 'f',
      identifiers: [{ value: 'N555' }],
      needs: { washington: { walking: 'a-lot' } },
    });
  });

  it('a partner’s user sees a person by consent alone, and no more once it was taken back', async () => {
    const one = member('Dima Fares Akkad', { contacts: { phones: ['05321112233'] } });
    await register(mission, [one], {}, { as: northClerk });
    const partner = await clerk(mission, north, ['people.see-contacts'], { orgKind: 'partner' });
    await expect(person(one.personId, partner)).rejects.toMatchObject({ code: expect.any(String) as string });
    const given = consent(one.personId);
    await mission.apply(recordConsent, given, { as: northClerk });
    expect(await person(one.personId, partner)).toMatchObject({ contacts: { phones: ['05321112233'] } });
    await mission.apply(withdrawConsent, { personId: one.personId, consentId: given.consentId, on: '2023-03-09' }, { as: northClerk });
    await expect(person(one.personId, partner)).rejects.toMatchObject({ code: expect.any(String) as string });
  });

  it('a restricted household is there for focal points alone', async () => {
    const one = member('Juman Hadi Bitar');
    const { householdId } = await register(mission, [one], {}, { as: northClerk });
    expect(await mission.run(setRestricted, { householdId, restricted: true }, { as: northClerk })).toMatchObject({ state: 'refused' });
    const focal = await clerk(mission, north, ['people.set-restricted', 'people.see-restricted']);
    await mission.apply(setRestricted, { householdId, restricted: true }, { as: focal });
    await expect(person(one.personId, northClerk)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect((await mission.ask(listPersons, { search: 'Juman' }, northClerk)).rows).toEqual([]);
    expect(await person(one.personId, focal)).toMatchObject({ restricted: true });
  });

  it('who moves into a restricted household is restricted with it, and who leaves it stays so', async () => {
    const [hidden, open] = [member('Nawal Hadi Bitar'), member('Ghada Hadi Bitar')];
    const { householdId: intoId } = await register(mission, [hidden], {}, { as: northClerk });
    const { householdId: fromId } = await register(mission, [open], {}, { as: northClerk });
    const focal = await clerk(mission, north, ['people.set-restricted', 'people.see-restricted']);
    await mission.apply(setRestricted, { householdId: intoId, restricted: true }, { as: focal });
    const members = [{ personId: open.personId, membershipId: newId(), relation: 'sibling' as const }];
    await mission.apply(moveMembers, { fromId, intoId, on: '2023-03-05', members }, { as: focal });
    await expect(person(open.personId, northClerk)).rejects.toMatchObject({ code: expect.any(String) as string });
    const out = { fromId: intoId, intoId: newId(), on: '2023-03-06' };
    await mission.apply(moveMembers, { ...out, members: [{ ...members[0]!, membershipId: newId(), relation: 'head' }] }, { as: focal });
    await expect(person(open.personId, northClerk)).rejects.toMatchObject({ code: expect.any(String) as string });
    expect(await person(open.personId, focal)).toMatchObject({ restricted: true });
  });

  it('users of authorities and donors can hold none of these rights', async () => {
    for (const orgKind of ['authority', 'donor'])
      await expect(mission.user({ permissions: ['people.get-person'], orgKind })).rejects.toMatchObject({ code: 'access.outsider-barred' });
  });

  it('each look stands in the read log', async () => {
    const one = member('Rasha Jamil Sabbagh');
    await register(mission, [one], {}, { as: northClerk });
    await person(one.personId, northClerk);
    const reads = await mission.ask(listReads, { actorId: northClerk });
    expect(reads.rows.some((row) => row.query === 'people.get-person')).toBe(true);
  });
});
