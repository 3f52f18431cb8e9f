import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { countUnread, listMine, markRead } from '#kernel/notify/contract/notifications.ts';
import { openTestMission, systemUser } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import {
  addComment,
  addTask,
  attachFile,
  closeTask,
  findPeople,
  getNotes,
  listMyTasks,
  removeAttachment,
  removeComment,
} from '../contract/notes.ts';

const [near, far] = ['33333333-3333-7333-8333-333333333333', '44444444-4444-7444-8444-444444444444'];
// A noun whose things lie at sites.
const hut: ServerRoom = {
  module: defineModule({ name: 'hut' }),
  positions: { hut: async (_tx, id) => ({ sites: [id === 'h1' ? near! : far!] }) },
};

let mission: TestMission;
let writer: Id;
let reader: Id;
let moderator: Id;
beforeAll(async () => {
  mission = await openTestMission([hut]);
  const permissions = [addComment.name, addTask.name, attachFile.name, getNotes.name];
  writer = await mission.user({ permissions, scope: { kind: 'site', id: near! } });
  reader = await mission.user({ permissions: [getNotes.name] });
  moderator = await mission.user({ permissions: ['notes.moderate'] });
});
afterAll(() => mission.close());
const subject = { kind: 'hut', id: 'h1' };
const notesOf = (as: Id) => mission.ask(getNotes, { subject }, as);

describe('notes on a record', () => {
  it('lie under the record’s own scope', async () => {
    const input = { text: 'The roof leaks', mentions: [] };
    expect((await mission.run(addComment, { id: newId(), subject, ...input }, { as: writer })).state).toBe('applied');
    expect(await mission.run(addComment, { id: newId(), subject: { kind: 'hut', id: 'h2' }, ...input }, { as: writer })).toMatchObject({
      state: 'refused',
      problem: { type: 'common.not-permitted' },
    });
    expect(await mission.run(addComment, { id: newId(), subject, ...input }, { as: reader })).toMatchObject({ state: 'refused' });
    expect(await mission.run(addComment, { id: newId(), subject: { kind: 'ghost', id: 'x' }, ...input }, { as: writer })).toMatchObject({
      state: 'refused',
      problem: { type: 'common.name-unknown' },
    });
    await expect(mission.ask(getNotes, { subject: { kind: 'hut', id: 'h2' } }, writer)).rejects.toMatchObject({
      code: 'common.not-permitted',
    });
  });

  it('tell those who are mentioned, once, and never the writer', async () => {
    const id = newId();
    await mission.apply(addComment, { id, subject, text: 'See this', mentions: [reader, reader, writer, newId()] }, { as: writer });
    const told = await mission.ask(listMine, {}, reader);
    expect(told.rows).toMatchObject([{ kind: 'mentioned', subject, readAt: null, from: expect.stringContaining('User') }]);
    expect((await mission.ask(listMine, {}, writer)).total).toBe(0);
    expect((await notesOf(reader)).comments.at(-1)).toMatchObject({
      text: 'See this',
      mentions: expect.arrayContaining([expect.objectContaining({ id: reader })]),
      abilities: [],
    });
  });

  it('are taken back by their writer or a moderator, and their words with them', async () => {
    const id = newId();
    await mission.apply(addComment, { id, subject, text: 'Wrong', mentions: [] }, { as: writer });
    expect(await mission.run(removeComment, { id }, { as: reader })).toMatchObject({ problem: { type: 'notes.not-yours' } });
    await mission.apply(removeComment, { id }, { as: moderator });
    const kept = (await notesOf(writer)).comments.find((comment) => comment.id === id);
    expect(kept).toMatchObject({ text: null, removedAt: expect.any(String) });
    expect(await mission.run(removeComment, { id }, { as: writer })).toMatchObject({ problem: { type: 'notes.comment-absent' } });
  });
});

it('what is written lies sealed under its record, and goes with the record’s key', async () => {
  const person = { kind: 'hut', id: `h${newId()}` };
  await mission.apply(addComment, { id: newId(), subject: person, text: 'Ahmad has moved', mentions: [] });
  await mission.apply(addTask, { id: newId(), subject: person, title: 'Call Ahmad', ownerId: systemUser });
  const at = { kind: 'hut', id: person.id };
  expect(await mission.ask(getNotes, { subject: at }, systemUser)).toMatchObject({
    comments: [{ text: 'Ahmad has moved' }],
    tasks: [{ title: 'Call Ahmad' }],
  });
  const lies = await mission.asOwner(async (client) => {
    const { rows } = await client.query(
      'select c::text || t::text as words from comments c join tasks t using (subject_id) where subject_id = $1',
      [at.id],
    );
    await client.query(`update data_keys set wrapped = null, destroyed_at = now() where class = 'personal' and subject = $1`, [
      `hut:${at.id}`,
    ]);
    return String(rows[0].words);
  });
  expect(lies).not.toContain('Ahmad');
  expect(lies).not.toContain(Buffer.from('Ahmad').toString('hex'));
  expect(await mission.ask(getNotes, { subject: at }, systemUser)).toMatchObject({
    comments: [{ text: null, removedAt: null }],
    tasks: [{ title: null }],
  });
});

it('a task tells its owner, waits in their list by date, and tells back when it is done', async () => {
  const [late, soon] = [newId(), newId()];
  await mission.apply(addTask, { id: late, subject, title: 'Mend', ownerId: reader, dueOn: '2023-05-01' }, { as: writer });
  await mission.apply(addTask, { id: soon, subject, title: 'Measure', ownerId: reader, dueOn: '2023-03-05' }, { as: writer });
  expect((await mission.ask(listMyTasks, {}, reader)).rows.map((task) => task.title)).toEqual(['Measure', 'Mend']);
  mission.setNow('2023-03-06T09:00:00Z');
  expect((await mission.ask(listMyTasks, {}, reader)).rows.map((task) => task.overdue)).toEqual([true, false]);
  mission.setNow('2023-03-01T09:00:00Z');
  expect(await mission.run(addTask, { id: newId(), subject, title: 'Nobody', ownerId: newId() }, { as: writer })).toMatchObject({
    problem: { type: 'notes.person-absent' },
  });
  expect(await mission.run(closeTask, { id: soon }, { as: await mission.user({ permissions: [] }) })).toMatchObject({
    problem: { type: 'notes.not-yours' },
  });
  await mission.apply(closeTask, { id: soon }, { as: reader });
  expect(await mission.run(closeTask, { id: soon }, { as: writer })).toMatchObject({ problem: { type: 'notes.task-closed' } });
  expect((await mission.ask(listMine, { unread: true }, writer)).rows.map((row) => row.kind)).toEqual(['task-done']);
  expect((await mission.ask(listMyTasks, {}, reader)).total).toBe(1);
});

it('a file is attached once, and may be attached again after it was taken off', async () => {
  const file = { fileId: newId(), name: 'roof.jpg' };
  await mission.tx((tx) =>
    tx.query(`insert into files (id, hash, media_type, size, added_by, added_at) values ($1, $2, 'image/jpeg', 10, $3, now())`, [
      file.fileId,
      '0'.repeat(64),
      writer,
    ]),
  );
  const id = newId();
  await mission.apply(attachFile, { id, subject, ...file }, { as: writer });
  expect(await mission.run(attachFile, { id: newId(), subject, ...file }, { as: writer })).toMatchObject({
    problem: { type: 'notes.attached-already' },
  });
  expect(await mission.run(removeAttachment, { id }, { as: reader })).toMatchObject({ problem: { type: 'notes.not-yours' } });
  await mission.apply(removeAttachment, { id }, { as: writer });
  expect((await notesOf(reader)).attachments).toEqual([]);
  await mission.apply(attachFile, { id: newId(), subject, ...file }, { as: writer });
  expect((await notesOf(reader)).attachments).toMatchObject([{ name: 'roof.jpg' }]);
});

it('a picture that proves something else of the record stays when it is taken off as an attachment', async () => {
  const fileId = newId();
  await mission.tx(async (tx) => {
    const file = [fileId, '1'.repeat(64), writer];
    await tx.query(`insert into files (id, hash, media_type, size, added_by, added_at) values ($1, $2, 'image/jpeg', 10, $3, now())`, file);
    await tx.query(`insert into file_links (file_id, subject_kind, subject_id, permission) values ($1, 'hut', 'h1', $2)`, [
      fileId,
      addComment.name,
    ]);
  });
  const id = newId();
  await mission.apply(attachFile, { id, subject, fileId, name: 'proof.jpg' }, { as: writer });
  await mission.apply(removeAttachment, { id }, { as: writer });
  const { rows } = await mission.tx((tx) => tx.query('select permission from file_links where file_id = $1', [fileId]));
  expect(rows).toEqual([{ permission: addComment.name }]);
});

it('marks only one’s own notifications as read', async () => {
  const { unread } = await mission.ask(countUnread, {}, reader);
  expect(unread).toBeGreaterThan(1);
  const [first] = (await mission.ask(listMine, {}, reader)).rows;
  expect(await mission.apply(markRead, { ids: [first!.id] }, { as: writer })).toEqual({ marked: 0 });
  expect(await mission.apply(markRead, { ids: [first!.id] }, { as: reader })).toEqual({ marked: 1 });
  expect(await mission.apply(markRead, {}, { as: reader })).toEqual({ marked: unread - 1 });
  expect(await mission.ask(countUnread, {}, reader)).toEqual({ unread: 0 });
});

it('finds people by a part of their name for those who may write to them', async () => {
  expect((await mission.ask(findPeople, { search: 'USER' }, writer)).people.length).toBeGreaterThan(2);
  await expect(mission.ask(findPeople, { search: 'user' }, reader)).rejects.toMatchObject({ code: 'common.not-permitted' });
});
