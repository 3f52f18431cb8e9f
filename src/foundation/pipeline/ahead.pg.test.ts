import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { newId } from '../ids.ts';
import type { Id } from '../ids.ts';
import { defineModule } from '../module.ts';
import { defineQuery } from '../query.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { askQuery } from './ask.ts';
import { handle, answer } from './context.ts';
import type { ServerRoom } from './context.ts';
import { executeCommand } from './execute.ts';
import type { Credential } from './ports.ts';

const noteUser = defineCommand({
  name: 'probe.note-user',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ userId: z.string() }),
  scope: () => 'mission',
});
const saying = (name: `probe.${string}`) =>
  defineCommand({ name, version: 1, kind: 'decision', input: z.strictObject({ userId: z.string() }), scope: () => 'mission' });
/** Asks nothing: the log is the first statement, and the last one. */
const noteNothing = saying('probe.note-nothing');
/** Its first statement waits for the next one. */
const noteLater = saying('probe.note-later');
const countQuietly = defineQuery({
  name: 'probe.count-quietly',
  input: z.strictObject({ broken: z.boolean() }),
  output: z.strictObject({ count: z.number() }),
  scope: () => 'any',
});
const countUsers = defineQuery({
  name: 'probe.count-users',
  input: z.strictObject({}),
  output: z.strictObject({ count: z.number() }),
  scope: () => 'any',
});
let handled = 0;
/** Handlers whose first statement was answered. */
let heard = 0;
const probe: ServerRoom = {
  module: defineModule({ name: 'probe', commands: [noteUser, noteNothing, noteLater], queries: [countUsers, countQuietly] }),
  commands: [
    handle(noteUser, async (ctx, { userId }) => {
      handled += 1;
      await ctx.tx.query(`insert into users (id, name) values ($1, 'noted')`, [userId]);
      heard += 1;
      return {};
    }),
    handle(noteNothing, async () => ({})),
    handle(noteLater, async (ctx, { userId }) => {
      ctx.tx.defer(`insert into users (id, name) values ($1, 'noted')`, [userId]);
      return {};
    }),
  ],
  queries: [
    answer(countUsers, async (ctx) => {
      handled += 1;
      const { rows } = await ctx.tx.query<{ count: number }>('select count(*) as count from users');
      heard += 1;
      return rows[0]!;
    }),
    answer(countQuietly, async (ctx, { broken }) => {
      const counted = ctx.tx.query<{ count: number }>(broken ? 'select 1 / 0 as count' : 'select count(*) as count from users');
      return { count: await counted.then(({ rows }) => rows[0]!.count).catch(() => -1) };
    }),
  ],
};

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([probe]);
});
afterAll(() => mission.close());

/** A person at a session, whose rights are told by the first command. */
async function atSession(): Promise<{ userId: Id; credential: Credential; tokenHash: Buffer }> {
  const userId = await mission.user({
    permissions: probe.module.commands.map((def) => def.name).concat(['probe.count-users', 'probe.count-quietly']),
  });
  const tokenHash = createHash('sha256').update(newId()).digest();
  await mission.asOwner(async (owner) => {
    await owner.query(`insert into identities (id, email, password_hash) values ($1, $2, 'none')`, [userId, `${userId}@example.org`]);
    await owner.query('update users set identity_id = $1 where id = $1', [userId]);
    await owner.query(
      `insert into sessions (token_hash, identity_id, address, browser, system, expires_at) values ($1, $2, '', 'other', 'other', now() + interval '1 hour')`,
      [tokenHash, userId],
    );
  });
  const credential = { kind: 'session', tokenHash } as const;
  await send(credential);
  handled = 0;
  heard = 0;
  return { userId, credential, tokenHash };
}
const request = (credential: Credential) => ({ mission: mission.kervan.missions.find('test')!, credential });
const send = (credential: Credential, userId = newId(), id = newId(), name: string = noteUser.name) =>
  executeCommand(mission.kervan.deps, request(credential), {
    id,
    name,
    version: 1,
    input: { userId },
    occurredAt: '2023-03-01T09:00:00Z',
  });
const ask = (credential: Credential) => askQuery(mission.kervan.deps, request(credential), countUsers.name, {});
const isThere = async (userId: string) =>
  (await mission.tx((tx) => tx.query('select 1 from users where id = $1', [userId]))).rowCount === 1;

describe('who was known a moment ago', () => {
  it('is looked up in one flight with what the command asks, and the command is written and logged', async () => {
    const { credential } = await atSession();
    const [userId, id] = [newId(), newId()];
    expect((await send(credential, userId, id)).outcome).toMatchObject({ id, state: 'applied' });
    expect(await isThere(userId)).toBe(true);
    expect([handled, heard]).toEqual([1, 1]);
    expect((await ask(credential)).data).toMatchObject({ count: expect.any(Number) });
  });

  it('whose session has ended meanwhile does nothing and reads nothing', async () => {
    const { credential, tokenHash } = await atSession();
    await mission.asOwner((owner) => owner.query('delete from kervan.sessions where token_hash = $1', [tokenHash]));
    const userId = newId();
    await expect(send(credential, userId)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
    await send(credential).catch(() => undefined);
    expect(await isThere(userId)).toBe(false);
    // The first went ahead, and was told nothing; the second did not begin.
    expect([handled, heard]).toEqual([1, 0]);
  });

  it('is told no figure when the session has ended before a question', async () => {
    const { credential, tokenHash } = await atSession();
    await mission.asOwner((owner) => owner.query('delete from kervan.sessions where token_hash = $1', [tokenHash]));
    await expect(ask(credential)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
    expect([handled, heard]).toEqual([1, 0]);
  });

  it('whose rights were taken meanwhile is refused by the present ones', async () => {
    const { credential, userId: actor } = await atSession();
    await mission.asOwner((owner) =>
      owner.query(
        'with gone as (delete from assignments where user_id = $1) update users set grants_version = grants_version + 1 where id = $1',
        [actor],
      ),
    );
    const userId = newId();
    expect((await send(credential, userId)).outcome).toMatchObject({ state: 'refused', problem: { type: 'common.not-permitted' } });
    expect(await isThere(userId)).toBe(false);
    expect(heard).toBe(0);
  });

  it('who gained a right meanwhile is not refused by the former ones', async () => {
    const { credential, userId: actor } = await atSession();
    const rights = (change: string) =>
      mission.asOwner(async (owner) => {
        await owner.query(`update assignments set revoked_at = ${change} where user_id = $1`, [actor]);
        await owner.query('update users set grants_version = grants_version + 1 where id = $1', [actor]);
      });
    await rights('now()');
    expect((await send(credential)).outcome.state).toBe('refused');
    await rights('null');
    expect((await send(credential)).outcome.state).toBe('applied');
  });

  it('who sends a command again gets its first outcome, and nothing is written twice', async () => {
    const { credential } = await atSession();
    const [userId, id] = [newId(), newId()];
    await send(credential, userId, id);
    expect((await send(credential, userId, id)).outcome).toMatchObject({ id, state: 'applied', replayed: true });
    await expect(send(credential, newId(), id)).rejects.toMatchObject({ code: 'sync.id-reused' });
    expect(heard).toBe(1);
  });

  it('has nothing logged of a command that asks nothing, once the session has ended', async () => {
    const { credential, tokenHash } = await atSession();
    const [before, after] = [newId(), newId()];
    expect((await send(credential, newId(), before, noteNothing.name)).outcome.state).toBe('applied');
    await mission.asOwner((owner) => owner.query('delete from kervan.sessions where token_hash = $1', [tokenHash]));
    await expect(send(credential, newId(), after, noteNothing.name)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
    const logged = await mission.tx((tx) => tx.query<{ id: string }>('select id from command_log where id = any($1)', [[before, after]]));
    expect(logged.rows.map((row) => row.id)).toEqual([before]);
  });

  it('has what waits for the next statement written, and not once the session has ended', async () => {
    const { credential, tokenHash } = await atSession();
    const [before, after] = [newId(), newId()];
    expect((await send(credential, before, newId(), noteLater.name)).outcome.state).toBe('applied');
    await mission.asOwner((owner) => owner.query('delete from kervan.sessions where token_hash = $1', [tokenHash]));
    await expect(send(credential, after, newId(), noteLater.name)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
    expect(await Promise.all([before, after].map(isThere))).toEqual([true, false]);
  });

  it('is told nothing by a work that swallows its first failure, be it the opening’s or its own', async () => {
    const { credential, tokenHash } = await atSession();
    const quietly = (broken: boolean) => askQuery(mission.kervan.deps, request(credential), countQuietly.name, { broken });
    expect((await quietly(false)).data).toMatchObject({ count: expect.any(Number) });
    await expect(quietly(true)).rejects.toThrow('rolled back by an unhandled failure');
    await mission.asOwner((owner) => owner.query('delete from kervan.sessions where token_hash = $1', [tokenHash]));
    await expect(quietly(false)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
  });
});
