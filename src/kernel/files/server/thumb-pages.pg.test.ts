import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '#app/server/serve.ts';
import { newId } from '#foundation/ids.ts';
import { sealerOf } from '#foundation/keys/sealer.ts';
import { defineModule } from '#foundation/module.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { attachFile, getNotes } from '#kernel/notes/contract/notes.ts';
import { forgetThumbs, letBytesGo, sendFile } from '#tests/support/files.ts';
import { memoryStore } from '#tests/support/memory-store.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { untilWaits } from '#tests/support/waits.ts';
import { signInAs } from '#tests/support/session.ts';
import { deleteThumbPage, forgetThumbPage, keepThumbPage, listThumbPages, openThumbPage, setThumbTerm } from '../contract/thumb-pages.ts';
import { setFileVault } from './content.ts';
import { fileProof } from './keep.ts';

let mission: TestMission;
let app: FastifyInstance;
const store = memoryStore();
const [near, far] = ['33333333-3333-7333-8333-333333333333', '44444444-4444-7444-8444-444444444444'];
const day: ServerRoom = {
  module: defineModule({ name: 'day' }),
  positions: { day: async (_tx, id) => ({ sites: [id === 'd1' ? near! : far!] }) },
};
const subject = { kind: 'day', id: 'd1' };
let monitor: { id: string; cookie: string };
let officer: { id: string; cookie: string };

beforeAll(async () => {
  mission = await openTestMission([day]);
  setFileVault({ store, sealer: sealerOf(Buffer.alloc(32, 7)) });
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  monitor = await signInAs(mission, [keepThumbPage.name, listThumbPages.name, attachFile.name, getNotes.permission]);
  officer = await signInAs(mission, [listThumbPages.name, openThumbPage.name, deleteThumbPage.name]);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

let shade = 0;
async function photographed(): Promise<string> {
  const background = { r: (shade += 1), g: 40, b: 90 };
  const bytes = await sharp({ create: { width: 300, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return sendFile(app, monitor, bytes);
}
async function kept(): Promise<{ pageId: string; fileId: string }> {
  const [pageId, fileId] = [newId(), await photographed()];
  await mission.apply(keepThumbPage, { id: pageId, subject, fileId }, { as: monitor.id });
  return { pageId, fileId };
}
const fetched = async (fileId: string, as: { cookie: string }, size = 'full') =>
  (await app.inject({ method: 'GET', url: `/api/files/${fileId}?size=${size}`, headers: { cookie: as.cookie } })).statusCode;
const rowOf = async (pageId: string, as = officer.id) =>
  (await mission.ask(listThumbPages, { subject }, as)).rows.find((row) => row.id === pageId)!;

test('a page with thumb-marks is read by nobody as a file, not by who sent it and not in little', async () => {
  const { fileId } = await kept();
  const all = await signInAs(mission, [getNotes.permission, attachFile.name, openThumbPage.name, listThumbPages.name]);
  for (const as of [monitor, officer, all]) for (const size of ['full', 'thumb']) expect(await fetched(fileId, as, size)).toBe(404);
  expect(await mission.run(attachFile, { id: newId(), subject, fileId, name: 'a.jpg' }, { as: monitor.id })).toMatchObject({
    problem: { type: 'files.not-found' },
  });
});

test('also a picture that hung in the open is open no more', async () => {
  const fileId = await photographed();
  await mission.apply(attachFile, { id: newId(), subject, fileId, name: 'a.jpg' }, { as: monitor.id });
  expect(await fetched(fileId, monitor)).toBe(200);
  await mission.apply(keepThumbPage, { id: newId(), subject, fileId }, { as: monitor.id });
  expect(await fetched(fileId, monitor)).toBe(404);
});

test('a picture that hangs to another record too is not sealed, and stays there', async () => {
  const fileId = await photographed();
  await mission.apply(attachFile, { id: newId(), subject: { kind: 'day', id: 'd2' }, fileId, name: 'a.jpg' }, { as: monitor.id });
  expect(await mission.run(keepThumbPage, { id: newId(), subject, fileId }, { as: monitor.id })).toMatchObject({
    problem: { type: 'files.hangs-elsewhere' },
  });
  expect(await fetched(fileId, monitor)).toBe(200);
});

test.each(['sealed first', 'hung first'])('a picture is never sealed and hung elsewhere at the same moment: %s', async (order) => {
  const fileId = await photographed();
  const sealing = () => mission.run(keepThumbPage, { id: newId(), subject, fileId }, { as: monitor.id });
  const hanging = () =>
    mission.run(attachFile, { id: newId(), subject: { kind: 'day', id: 'd2' }, fileId, name: 'a.jpg' }, { as: monitor.id });
  const [table, first, second] =
    order === 'sealed first' ? (['thumb_pages', sealing, hanging] as const) : (['attachments', hanging, sealing] as const);
  const both = await mission.asOwner(async (owner) => {
    await owner.query(`begin; lock table ${table} in exclusive mode`);
    const one = first();
    await untilWaits(mission, 1, one);
    const other = second();
    await untilWaits(mission, 2, other);
    await owner.query('commit');
    return [one, other] as const;
  });
  const type = order === 'sealed first' ? 'files.not-found' : 'files.hangs-elsewhere';
  expect(await Promise.all(both)).toMatchObject([{ state: 'applied' }, { state: 'refused', problem: { type } }]);
  expect(await fetched(fileId, monitor)).toBe(order === 'sealed first' ? 404 : 200);
});

test('it opens for a named role within its scope, with a reason, and the read is written down', async () => {
  const { pageId } = await kept();
  await expect(mission.ask(openThumbPage, { pageId, reason: 'To look' }, monitor.id)).rejects.toMatchObject({
    code: 'common.not-permitted',
  });
  const elsewhere = await mission.user({ permissions: [openThumbPage.name], scope: { kind: 'site', id: far! } });
  await expect(mission.ask(openThumbPage, { pageId, reason: 'To look' }, elsewhere)).rejects.toMatchObject({
    code: 'common.not-permitted',
  });
  await expect(mission.ask(openThumbPage, { pageId, reason: '  ' }, officer.id)).rejects.toMatchObject({ code: 'common.input-invalid' });
  const page = await mission.ask(openThumbPage, { pageId, reason: 'A household says it got nothing' }, officer.id);
  expect((await sharp(Buffer.from(page.bytes, 'base64')).metadata()).format).toBe('jpeg');
  const reads = await mission.tx((tx) =>
    tx.query<{ subject: object }>('select subject from read_log where query = $1 and actor_id = $2', [openThumbPage.name, officer.id]),
  );
  expect(reads.rows.map((row) => row.subject)).toEqual([{ pageId, reason: 'A household says it got nothing' }]);
  expect(await rowOf(pageId)).toMatchObject({ opened: 1, deletedAt: null, abilities: [openThumbPage.name, deleteThumbPage.name] });
  expect((await rowOf(pageId, monitor.id)).abilities).toEqual([]);
});

test('its time over, the picture is gone from list and store, and the row says so', async () => {
  const { pageId, fileId } = await kept();
  const before = store.files.size;
  expect((await rowOf(pageId)).deleteAt).toBe('2023-03-31T09:00:00.000Z');
  mission.setNow('2023-03-31T08:59:00Z');
  expect(await mission.apply(forgetThumbPage, { pageId })).toEqual({ deleted: false });
  await forgetThumbs(mission);
  expect(await rowOf(pageId)).toMatchObject({ deletedAt: null });
  mission.setNow('2023-03-31T09:00:00Z');
  await forgetThumbs(mission);
  await letBytesGo(mission);
  expect(store.files.size).toBeLessThan(before);
  const { rows } = await mission.tx((tx) => tx.query('select id from files where id = $1', [fileId]));
  expect(rows).toEqual([]);
  expect(await rowOf(pageId)).toMatchObject({ deletedAt: '2023-03-31T09:00:00.000Z', deletedBy: null, deletedWhy: null, abilities: [] });
  await expect(mission.ask(openThumbPage, { pageId, reason: 'Too late' }, officer.id)).rejects.toMatchObject({ code: 'files.not-found' });
  expect((await mission.tx((tx) => fileProof.run(tx))).faults).toEqual([]);
  mission.setNow('2023-03-01T09:00:00Z');
});

test('one page that cannot go keeps no other here, and the run names the first', async () => {
  // One is refused by the database, one is a fault in it.
  const [before, refused, torn, after] = [await kept(), await kept(), await kept(), await kept()];
  await mission.asOwner(async (owner) => {
    await owner.query('create table pinned (file_id uuid not null references files (id))');
    await owner.query('insert into pinned values ($1)', [refused.fileId]);
    await owner.query(`create function tear() returns trigger language plpgsql as $$ begin raise exception 'torn'; end $$`);
    await owner.query(`create trigger torn before delete on files for each row when (old.id = '${torn.fileId}') execute function tear()`);
  });
  mission.setNow('2023-03-31T09:00:00Z');
  const gone = () => Promise.all([before, refused, torn, after].map(async ({ pageId }) => (await rowOf(pageId)).deletedAt !== null));
  await expect(forgetThumbs(mission)).rejects.toThrow(`the page with thumb-marks ${refused.pageId} could not be deleted`);
  expect(await gone()).toEqual([true, false, false, true]);
  await mission.asOwner((owner) => owner.query('drop table pinned'));
  await expect(forgetThumbs(mission)).rejects.toThrow(torn.pageId);
  await mission.asOwner((owner) => owner.query('drop trigger torn on files'));
  await forgetThumbs(mission);
  expect(await gone()).toEqual([true, true, true, true]);
  mission.setNow('2023-03-01T09:00:00Z');
});

test('it is deleted earlier by who may, with a reason that stays', async () => {
  const { pageId } = await kept();
  expect(await mission.run(deleteThumbPage, { pageId, reason: 'not needed' }, { as: monitor.id })).toMatchObject({ state: 'refused' });
  await mission.apply(deleteThumbPage, { pageId, reason: 'Taken by mistake' }, { as: officer.id });
  expect(await rowOf(pageId)).toMatchObject({ deletedWhy: 'Taken by mistake', deletedBy: expect.stringContaining('User') });
  expect(await mission.run(deleteThumbPage, { pageId, reason: 'again' }, { as: officer.id })).toMatchObject({
    problem: { type: 'files.not-found' },
  });
});

test('a shorter time holds for what lies here, a longer one for what comes', async () => {
  const { pageId } = await kept();
  await mission.apply(setThumbTerm, { days: 7 });
  expect((await rowOf(pageId)).deleteAt).toBe('2023-03-08T09:00:00.000Z');
  mission.setNow('2023-03-01T10:00:00Z');
  await mission.apply(setThumbTerm, { days: 90 });
  expect((await rowOf(pageId)).deleteAt).toBe('2023-03-08T09:00:00.000Z');
  expect((await mission.ask(listThumbPages, { subject }, officer.id)).days).toBe(90);
  await expect(mission.run(setThumbTerm, { days: 400 })).rejects.toMatchObject({ code: 'common.input-invalid' });
  mission.setNow('2023-03-01T09:00:00Z');
});
