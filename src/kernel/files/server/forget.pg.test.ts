import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { buildApp } from '#app/server/serve.ts';
import { defineCommand } from '#foundation/command.ts';
import { hashOf } from '#foundation/files/store.ts';
import { newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import { attachFile, getNotes } from '#kernel/notes/contract/notes.ts';
import { letBytesGo, sendFile } from '#tests/support/files.ts';
import { memoryStore } from '#tests/support/memory-store.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { signInAs } from '#tests/support/session.ts';
import { untilWaits } from '#tests/support/waits.ts';
import { bytesLetGo } from '../contract/files.ts';
import { eraseFilesOf } from './forget.ts';

const pullDown = defineCommand({
  name: 'hut.pull-down',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ id: z.string(), fails: z.boolean() }),
});
const hut: ServerRoom = {
  module: defineModule({ name: 'hut', commands: [pullDown] }),
  positions: { hut: async () => ({}) },
  commands: [
    handle(pullDown, async (ctx, { id, fails }) => {
      await eraseFilesOf(ctx, 'hut', [id]);
      if (fails) throw commonProblems.problem('not-permitted');
      return {};
    }),
  ],
};

const store = memoryStore();
let mission: TestMission;
let app: FastifyInstance;
let writer: { id: string; cookie: string };
beforeAll(async () => {
  mission = await openTestMission([hut], undefined, store);
  app = await buildApp(mission.kervan, { trustedProxies: [], log: false, secureCookie: false });
  writer = await signInAs(mission, [attachFile.name, getNotes.permission]);
});
afterAll(async () => {
  await app.close();
  await mission.close();
});

/** A hut with one file of these words. */
async function hutWith(words: string): Promise<{ id: string; fileId: string }> {
  const [id, fileId] = [newId(), await sendFile(app, writer, words)];
  await mission.apply(attachFile, { id: newId(), subject: { kind: 'hut', id }, fileId, name: 'a.txt' }, { as: writer.id });
  return { id, fileId };
}
const lies = (words: string) => [...store.files.keys()].some((name) => name.endsWith(hashOf(Buffer.from(words))));
const read = async (fileId: string) => (await app.inject({ url: `/api/files/${fileId}`, headers: { cookie: writer.cookie } })).statusCode;

test('bytes stay until the deletion holds: what was taken back has lost nothing', async () => {
  const { id, fileId } = await hutWith('the lease of a hut');
  expect((await mission.run(pullDown, { id, fails: true })).state).toBe('refused');
  await letBytesGo(mission);
  expect([await read(fileId), lies('the lease of a hut')]).toEqual([200, true]);
  await mission.apply(pullDown, { id, fails: false });
  expect([await read(fileId), lies('the lease of a hut')]).toEqual([404, true]);
  await letBytesGo(mission);
  expect(lies('the lease of a hut')).toBe(false);
});

test('bytes that another file has too stay for it, also when it came after the deletion', async () => {
  const [first, second] = [await hutWith('the same plan'), await hutWith('the same plan')];
  await mission.apply(pullDown, { id: first.id, fails: false });
  await letBytesGo(mission);
  expect(await read(second.fileId)).toBe(200);
  await mission.apply(pullDown, { id: second.id, fails: false });
  const third = await hutWith('the same plan');
  await letBytesGo(mission);
  expect(await read(third.fileId)).toBe(200);
});

test('a removal that was cut off goes on when it is tried again', async () => {
  const huts = [await hutWith('one'), await hutWith('two'), await hutWith('three')];
  for (const { id } of huts) await mission.apply(pullDown, { id, fails: false });
  const remove = store.remove;
  let left = 1;
  store.remove = async (name) => {
    if (left-- === 0) throw new Error('the store is away');
    await remove(name);
  };
  await expect(letBytesGo(mission)).rejects.toThrow('the store is away');
  store.remove = remove;
  expect(['one', 'two', 'three'].some(lies)).toBe(true);
  await letBytesGo(mission);
  expect(['one', 'two', 'three'].filter(lies)).toEqual([]);
});

test('an event names few enough bytes that nobody who keeps a file waits long', async () => {
  expect(bytesLetGo.payload.safeParse({ hashes: Array.from({ length: 101 }, () => '0'.repeat(64)) }).success).toBe(false);
  const id = newId();
  const at = mission.kervan.deps.clock(mission.kervan.missions.find('test')!).toISOString();
  await mission.tx(async (tx) => {
    const made = `select ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid as id, n from generate_series(1, 150) n`;
    await tx.query(
      `insert into files (id, hash, media_type, size, added_by, added_at)
       select id, lpad(n::text, 64, '0'), 'text/plain', 1, $1, $2 from (${made}) m`,
      [writer.id, at],
    );
    await tx.query(
      `insert into file_links (file_id, subject_kind, subject_id, permission) select id, 'hut', $1, 'notes.get' from (${made}) m`,
      [id],
    );
  });
  const commandId = newId();
  await mission.apply(pullDown, { id, fails: false }, { id: commandId });
  const { rows } = await mission.tx((tx) =>
    tx.query<{ many: number }>('select jsonb_array_length(payload -> $2) as many from events where command_id = $1 order by many', [
      commandId,
      'hashes',
    ]),
  );
  expect(rows.map((row) => row.many)).toEqual([50, 100]);
});

test('a file that is hung to another record at that moment stays there', async () => {
  const { id, fileId } = await hutWith('a plan of two huts');
  const both = await mission.asOwner(async (owner) => {
    await owner.query('begin; lock table attachments in exclusive mode');
    const hanging = mission.run(
      attachFile,
      { id: newId(), subject: { kind: 'hut', id: newId() }, fileId, name: 'b.txt' },
      { as: writer.id },
    );
    await untilWaits(mission, 1, hanging);
    const erasing = mission.run(pullDown, { id, fails: false });
    await untilWaits(mission, 2, erasing);
    await owner.query('commit');
    return [hanging, erasing] as const;
  });
  expect(await Promise.all(both)).toMatchObject([{ state: 'applied' }, { state: 'applied' }]);
  expect(await read(fileId)).toBe(200);
});
