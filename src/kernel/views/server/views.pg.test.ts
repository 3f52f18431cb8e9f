import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { listViews, removeView, saveView } from '../contract/views.ts';

let mission: TestMission;
let clerk: Id;
let chief: Id;
beforeAll(async () => {
  mission = await openTestMission();
  clerk = await mission.user({ permissions: [] });
  chief = await mission.user({ permissions: ['views.share'] });
});
afterAll(() => mission.close());

const page = '/places/sites';
const namesFor = async (as: Id) => (await mission.ask(listViews, { page }, as)).rows.map((row) => row.name);

it('a private view is seen by its owner alone, and changed under its id', async () => {
  const id = newId();
  await mission.apply(saveView, { id, page, name: 'Open camps', search: 'status=open' }, { as: clerk });
  expect(await namesFor(clerk)).toEqual(['Open camps']);
  expect(await namesFor(chief)).toEqual([]);
  await mission.apply(saveView, { id, page, name: 'Open camps', search: 'status=open&sort=-code' }, { as: clerk });
  expect((await mission.ask(listViews, { page }, clerk)).rows).toMatchObject([{ id, search: 'status=open&sort=-code', own: true }]);
  expect(await mission.run(saveView, { id, page, name: 'Mine now', search: '' }, { as: chief })).toMatchObject({
    problem: { type: 'views.not-yours' },
  });
  expect(await mission.run(removeView, { id }, { as: chief })).toMatchObject({ problem: { type: 'views.view-absent' } });
});

it('a name is used once for a page by one person', async () => {
  expect(await mission.run(saveView, { id: newId(), page, name: 'Open camps', search: '' }, { as: clerk })).toMatchObject({
    problem: { type: 'views.name-taken' },
  });
  await mission.apply(saveView, { id: newId(), page: '/admin/users', name: 'Open camps', search: '' }, { as: clerk });
});

it('a shared view needs the right to share, reaches everyone, and goes by the hand of whoever may share', async () => {
  const id = newId();
  const shared = { id, page, name: 'Closing soon', search: 'sort=closedOn', shared: true };
  expect(await mission.run(saveView, shared, { as: clerk })).toMatchObject({ problem: { type: 'views.may-not-share' } });
  await mission.apply(saveView, shared, { as: chief });
  expect(await namesFor(clerk)).toEqual(['Open camps', 'Closing soon']);
  expect(await mission.run(removeView, { id }, { as: clerk })).toMatchObject({ problem: { type: 'views.not-yours' } });
  const other = await mission.user({ permissions: ['views.share'] });
  await mission.apply(removeView, { id }, { as: other });
  expect(await namesFor(clerk)).toEqual(['Open camps']);
});

it('what was searched for is sealed in the log', async () => {
  const id = newId();
  await mission.apply(saveView, { id, page, name: 'Family of Zeynep', search: 'q=Zeynep' }, { as: clerk });
  const text = await mission.asOwner(async (client) => {
    const { rows } = await client.query('select input::text as text from command_log where input::text like $1', [`%${id}%`]);
    return (rows as { text: string }[]).map((row) => row.text).join();
  });
  expect(text).toContain(id);
  expect(text).not.toContain('Zeynep');
});
