import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { getCommand } from '#kernel/audit/contract/history.ts';
import { openKept, room as audit } from '#kernel/audit/server/index.ts';
import { keepThumbPage, listThumbPages, openThumbPage, wentWithRecord } from '#kernel/files/contract/thumb-pages.ts';
import { addComment, attachFile, getNotes } from '#kernel/notes/contract/notes.ts';
import { letBytesGo, sendFile } from '#tests/support/files.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { untilWaits } from '#tests/support/waits.ts';
import { clerk, household, member, north, placeAreas, register } from '#tests/support/register.ts';
import { issueCard } from '../contract/cards.ts';
import { askErasure, decideErasure, finishErasures, listErasures } from '../contract/erasure.ts';
import { mergePersons, undoMerge } from '../contract/matching.ts';
import { findCandidates, getHousehold, getPerson, listPersons } from '../contract/queries.ts';
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

it('what was searched for, written and attached goes with the person; what it shares with another record stays there', async () => {
  const gone = member('Zubayda Haddad Rimal', { contacts: { phones: ['0555 414 14 14'] } });
  const other = member('Zubayda Haddad Salim');
  const searching = await clerk(mission, north, [getNotes.permission, attachFile.name, addComment.name]);
  await mission.ask(findCandidates, { names: [{ part: 'given', value: 'Zubaydabefore' }], about: gone.personId, area: north }, searching);
  await register(mission, [gone]);
  const house = await register(mission, [other]);
  const known = [gone.personId, other.personId];
  const found = await mission.ask(listPersons, { search: 'Zubayda Haddad' }, searching);
  expect(found.rows.map((row) => row.id).toSorted()).toEqual(known.toSorted());
  await mission.ask(listPersons, { search: 'Zubayda Salim' }, searching);
  const words = async () =>
    mission.tx(async (tx) => {
      const { rows } = await tx.query<{ subject: unknown }>('select subject from read_log where actor_id = $1 order by read_at, id', [
        searching,
      ]);
      return Promise.all(rows.map(async (row) => JSON.stringify(await openKept(tx, true, row.subject))));
    });
  const before = (await words()).join(' ');
  for (const searched of ['Zubaydabefore', 'Zubayda Haddad', 'Zubayda Salim']) expect(before).toContain(searched);
  const app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  const sender = await signInAs(mission, [attachFile.name, getNotes.permission, addComment.name, 'people.get-person']);
  const subject = { kind: 'person', id: gone.personId };
  const [alone, shared] = [await sendFile(app, sender, 'a letter about her alone'), await sendFile(app, sender, 'a letter about both')];
  for (const fileId of [alone, shared])
    await mission.apply(attachFile, { id: newId(), subject, fileId, name: 'Zubayda.txt' }, { as: sender.id });
  const household = { kind: 'household', id: house.householdId };
  await mission.apply(attachFile, { id: newId(), subject: household, fileId: shared, name: 'both.txt' }, { as: sender.id });
  const commentId = newId();
  await mission.apply(addComment, { id: newId(), subject, text: 'Zubayda weeps', mentions: [] }, { id: commentId, as: sender.id });
  const read = (fileId: string) => app.inject({ url: `/api/files/${fileId}`, headers: { cookie: sender.cookie } });
  expect((await read(alone)).statusCode).toBe(200);

  await mission.apply(decideErasure, { erasureId: await ask(gone.personId), decision: 'erase' }, { as: deciding });
  const left = (await words()).join(' ');
  expect(left).not.toMatch(/Zubaydabefore|Zubayda Haddad/);
  expect(left).toContain('Zubayda Salim');
  const reader = await mission.user({ permissions: ['audit.get-command', 'audit.open-personal'] });
  expect(JSON.stringify(await mission.ask(getCommand, { id: commentId }, reader))).not.toContain('weeps');
  expect([(await read(alone)).statusCode, (await read(shared)).statusCode]).toEqual([404, 200]);
  expect((await mission.ask(getNotes, { subject }, sender.id)).attachments).toEqual([]);
  expect((await mission.ask(getNotes, { subject: household }, sender.id)).attachments).toMatchObject([{ fileId: shared }]);
  expect((await mission.tx((tx) => tx.query('select id from files where id = $1', [alone]))).rows).toEqual([]);
  await app.close();
});

it('a search makes a key for somebody unknown only in the hands of who may register them', async () => {
  const keyOf = async (id: string) =>
    (await mission.asOwner((owner) => owner.query('select id from data_keys where subject = $1', [`person:${id}`]))).rowCount;
  const [looking, registering] = [await mission.user({ permissions: [findCandidates.name, 'people.get-person'] }), asking];
  const [nobody, somebody] = [newId(), newId()];
  const typed = { names: [{ part: 'given' as const, value: 'Nawalbefore' }], area: north };
  await mission.ask(findCandidates, { ...typed, about: nobody }, looking);
  await mission.ask(findCandidates, { ...typed, about: somebody }, registering);
  expect([await keyOf(nobody), await keyOf(somebody)]).toEqual([0, 1]);
});

it('a sealed page with thumb-marks goes with the person, and its row says so', async () => {
  const gone = member('Warda Sabbagh Nuri');
  await register(mission, [gone]);
  const app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  const rights = [keepThumbPage.name, listThumbPages.name, openThumbPage.name];
  const sender = await signInAs(mission, rights);
  const subject = { kind: 'person', id: gone.personId };
  const pageId = newId();
  const fileId = await sendFile(app, sender, 'a page that stands for a picture');
  await mission.apply(keepThumbPage, { id: pageId, subject, fileId }, { as: sender.id });
  await mission.apply(decideErasure, { erasureId: await ask(gone.personId), decision: 'erase' }, { as: deciding });
  expect((await mission.ask(listThumbPages, { subject }, sender.id)).rows).toMatchObject([
    { id: pageId, deletedAt: '2023-03-01T09:00:00.000Z', deletedWhy: wentWithRecord, abilities: [] },
  ]);
  await expect(mission.ask(openThumbPage, { pageId, reason: 'Too late' }, sender.id)).rejects.toMatchObject({ code: 'files.not-found' });
  expect((await mission.tx((tx) => tx.query('select id from files where id = $1', [fileId]))).rows).toEqual([]);
  await letBytesGo(mission);
  await app.close();
});

it('who is forgotten is held after their households, as whoever moves or merges them does: the two never wait for each other', async () => {
  const one = member('Nuha Tamim Odeh');
  const { householdId } = await register(mission, [one]);
  const erasureId = await ask(one.personId);
  await mission.asOwner(async (owner) => {
    await owner.query('begin');
    await owner.query('select from households where id = $1 for update', [householdId]);
    const erasing = mission.run(decideErasure, { erasureId, decision: 'erase' }, { as: deciding });
    await untilWaits(mission, 1, erasing);
    expect((await owner.query('select from persons where id = $1 for update skip locked', [one.personId])).rowCount).toBe(1);
    await owner.query('commit');
    expect(await erasing).toMatchObject({ state: 'applied' });
  });
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

it('whoever an older copy brought back is forgotten again once the key is gone: numbers, match keys and what was asked', async () => {
  const back = member('Salwa Munir Tabbakh', { identifiers: [{ type: 'passport', country: 'SYR', value: 'N 90444' }] });
  await register(mission, [back]);
  await ask(back.personId);
  await mission.asOwner((client) =>
    client.query(`update data_keys set wrapped = null, destroyed_at = now() where subject = $1`, [`person:${back.personId}`]),
  );
  expect(await mission.apply(finishErasures, {})).toEqual({ persons: 1 });
  expect(await person(back.personId)).toMatchObject({ status: 'erased', names: [], identifiers: [] });
  for (const search of ['Salwa', 'N90444']) expect((await mission.ask(listPersons, { search }, deciding)).rows, search).toEqual([]);
  expect((await mission.ask(listErasures, { personId: back.personId }, deciding)).rows).toMatchObject([{ state: 'erased' }]);
  expect(await mission.apply(finishErasures, {})).toEqual({ persons: 0 });
  await proves();
});
