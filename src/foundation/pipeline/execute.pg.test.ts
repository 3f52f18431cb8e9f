import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { defineEvent } from '../event.ts';
import { Id, newId } from '../ids.ts';
import { defineModule } from '../module.ts';
import { defineProblems } from '../problem.ts';
import { defineQuery } from '../query.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import { answer, handle } from './context.ts';
import type { ServerRoom } from './context.ts';

// A room of the test's own: a command that writes a user row, one that always refuses, one that is a fact.
const problems = defineProblems('probe', { never: { status: 409 } });
const noted = defineEvent({ name: 'probe.user-noted', payload: z.strictObject({ userId: Id }) });
const noteUser = defineCommand({
  name: 'probe.note-user',
  version: 2,
  kind: 'decision',
  input: z.strictObject({ userId: Id, email: z.string().min(3), name: z.string() }),
  result: z.strictObject({ email: z.string() }),
  scope: () => 'mission',
  upcasters: { 1: (old) => ({ ...old, name: 'From version 1' }) },
});
const refuse = defineCommand({ name: 'probe.refuse', version: 1, kind: 'decision', input: z.strictObject({}), scope: () => 'self' });
const lockBoth = defineCommand({
  name: 'probe.lock-both',
  version: 1,
  kind: 'decision',
  input: z.strictObject({ first: z.int(), second: z.int(), userId: Id }),
  scope: () => 'mission',
});
const alwaysLocked = defineCommand({
  name: 'probe.always-locked',
  version: 1,
  kind: 'fact',
  input: z.strictObject({}),
  scope: () => 'mission',
});
let lockedOut = 0;
/** Both hold their first lock before either asks for its second. */
const bothHold = Promise.withResolvers<void>();
let holding = 0;
const countUsers = defineQuery({
  name: 'probe.count-users',
  input: z.strictObject({ write: z.boolean().default(false) }),
  output: z.strictObject({ count: z.number() }),
  scope: () => 'any',
});
let handled = 0;
const probe: ServerRoom = {
  module: defineModule({
    name: 'probe',
    commands: [noteUser, refuse, lockBoth, alwaysLocked],
    queries: [countUsers],
    events: [noted],
    problems: [problems],
  }),
  commands: [
    handle(noteUser, async (ctx, input) => {
      handled += 1;
      await ctx.tx.query('insert into users (id, name, email) values ($1, $2, $3)', [input.userId, input.name, input.email]);
      ctx.touch('user', input.userId);
      ctx.emit(noted, { userId: input.userId });
      return { email: input.email };
    }),
    handle(refuse, async (ctx) => {
      await ctx.tx.query(`insert into users (id, name) values ($1, 'half-written')`, [newId()]);
      throw problems.problem('never', { asked: 40, available: 35 });
    }),
    handle(lockBoth, async (ctx, { first, second, userId }) => {
      await ctx.tx.query('select pg_advisory_xact_lock(771, $1)', [first]);
      await ctx.tx.query(`insert into users (id, name) values ($1, 'locked')`, [userId]);
      if ((holding += 1) === 2) bothHold.resolve();
      await bothHold.promise;
      await ctx.tx.query('select pg_advisory_xact_lock(771, $1)', [second]);
      return {};
    }),
    handle(alwaysLocked, (ctx) => {
      lockedOut += 1;
      return ctx.tx.query(`do $$ begin raise exception 'two wait for each other' using errcode = '40P01'; end $$`) as never;
    }),
  ],
  queries: [
    answer(countUsers, async (ctx, input) => {
      if (input.write) await ctx.tx.query(`insert into users (id, name) values ($1, 'by a query')`, [newId()]);
      return (await ctx.tx.query<{ count: number }>('select count(*) as count from users')).rows[0]!;
    }),
  ],
};

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([probe]);
});
afterAll(() => mission.close());

const note = (over: Partial<{ userId: string; email: string; name: string }> = {}) => ({
  userId: newId(),
  email: `${newId()}@example.org`,
  name: 'Someone',
  ...over,
});
const count = async (table: string, where = 'true') =>
  (await mission.tx((tx) => tx.query<{ n: number }>(`select count(*) as n from ${table} where ${where}`))).rows[0]!.n;

describe('a command', () => {
  it('writes its rows, its log entry, what it touched and its event together', async () => {
    const id = newId();
    const input = note();
    const outcome = await mission.run(noteUser, input, { id });
    expect(outcome).toMatchObject({ id, state: 'applied', result: { email: input.email } });
    expect(await count('command_log', `id = '${id}' and state = 'applied'`)).toBe(1);
    expect(await count('command_touches', `command_id = '${id}' and thing_id = '${input.userId}'`)).toBe(1);
    expect(await count('events', `command_id = '${id}' and name = 'probe.user-noted'`)).toBe(1);
  });

  it('answers a replay with the first outcome and handles nothing again', async () => {
    const id = newId();
    const input = note();
    const first = await mission.run(noteUser, input, { id });
    const before = handled;
    const again = await mission.run(noteUser, input, { id });
    expect(again).toEqual({ ...first, replayed: true });
    expect(handled).toBe(before);
  });

  it('applies once when the same command arrives eight times at the same moment', async () => {
    const id = newId();
    const input = note();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => mission.run(noteUser, input, { id })));
    expect(outcomes.every((outcome) => outcome.state === 'applied')).toBe(true);
    expect(outcomes.filter((outcome) => !('replayed' in outcome))).toHaveLength(1);
    expect(await count('users', `id = '${input.userId}'`)).toBe(1);
  });

  it('that waits for another while that waits for it begins anew: both are applied, each once', async () => {
    const [a, b] = [newId(), newId()];
    const outcomes = await Promise.all([
      mission.run(lockBoth, { first: 1, second: 2, userId: a }),
      mission.run(lockBoth, { first: 2, second: 1, userId: b }),
    ]);
    expect(outcomes.map((outcome) => outcome.state)).toEqual(['applied', 'applied']);
    expect(await count('users', `id in ('${a}', '${b}')`)).toBe(2);
    // The database did end one of the two.
    expect(holding).toBe(3);
  });

  it('refuses an id that comes again with other content', async () => {
    const id = newId();
    await mission.run(noteUser, note(), { id });
    await expect(mission.run(noteUser, note(), { id })).rejects.toMatchObject({ code: 'sync.id-reused' });
  });

  it('refuses an id that comes again from another person', async () => {
    const id = newId();
    const input = note();
    await mission.run(noteUser, input, { id });
    const other = await mission.user({ permissions: ['probe.note-user'] });
    await expect(mission.run(noteUser, input, { id, as: other })).rejects.toMatchObject({ code: 'sync.id-reused' });
  });

  it('logs a refusal with its figures, rolls back what it wrote, and refuses a replay alike', async () => {
    const id = newId();
    const outcome = await mission.run(refuse, {}, { id });
    expect(outcome).toMatchObject({
      state: 'refused',
      problem: { type: 'probe.never', status: 409, figures: { asked: 40, available: 35 } },
    });
    expect(await count('users', `name = 'half-written'`)).toBe(0);
    expect(await count('command_log', `id = '${id}' and state = 'refused'`)).toBe(1);
    expect(await mission.run(refuse, {}, { id })).toMatchObject({ state: 'refused', replayed: true });
  });

  it('says a violated constraint in the words of its problem', async () => {
    const input = note();
    await mission.run(noteUser, input);
    expect(await mission.run(noteUser, note({ email: input.email }))).toMatchObject({
      state: 'refused',
      problem: { type: 'access.email-taken' },
    });
  });

  it('brings an input of an older version up to date', async () => {
    const userId = newId();
    const input = { userId, email: `${userId}@example.org` };
    await mission.send({ id: newId(), name: noteUser.name, version: 1, input, occurredAt: '2023-03-01T08:00:00Z' });
    expect(await count('users', `id = '${userId}' and name = 'From version 1'`)).toBe(1);
  });

  it('turns away an unknown field and names it, leaving no trace', async () => {
    const before = await count('command_log');
    const input = { ...note(), colour: 'red' };
    await expect(mission.run(noteUser, input)).rejects.toMatchObject({
      code: 'common.input-invalid',
      faults: [{ path: 'colour', code: 'field.unknown' }],
    });
    expect(await count('command_log')).toBe(before);
  });

  it('marks every fault of an input, not the first one', async () => {
    const input = { userId: 'no uuid', email: 'x', name: 5 } as never;
    await expect(mission.run(noteUser, input)).rejects.toMatchObject({ faults: [{ path: 'userId' }, { path: 'email' }, { path: 'name' }] });
  });

  it('refuses who lacks the permission, and who holds it only elsewhere', async () => {
    const nobody = await mission.user();
    const elsewhere = await mission.user({ permissions: ['probe.note-user'], scope: { kind: 'area', id: 'TUR027' } });
    for (const as of [nobody, elsewhere]) {
      expect(await mission.run(noteUser, note(), { as })).toMatchObject({ state: 'refused', problem: { type: 'common.not-permitted' } });
    }
  });

  it('heeds a right taken away on the very next request', async () => {
    const as = await mission.user({ permissions: ['probe.note-user'] });
    expect(await mission.run(noteUser, note(), { as })).toMatchObject({ state: 'applied' });
    await mission.tx((tx) =>
      tx.query(
        `with a as (update assignments set revoked_at = now() where user_id = $1) update users set grants_version = grants_version + 1 where id = $1`,
        [as],
      ),
    );
    expect(await mission.run(noteUser, note(), { as })).toMatchObject({ state: 'refused' });
  });

  it('that meets a deadlock each time is tried again, then told so and left out of the log', async () => {
    await expect(mission.run(alwaysLocked, {})).rejects.toMatchObject({ code: 'common.busy', status: 503 });
    expect(lockedOut).toBe(4);
    const logged = await mission.tx((tx) => tx.query(`select 1 from command_log where name = $1`, [alwaysLocked.name]));
    expect(logged.rows).toEqual([]);
  });
});

describe('the database itself', () => {
  it('refuses to change or delete what the log holds, whoever asks as the serving role', async () => {
    for (const text of [
      `update command_log set state = 'refused'`,
      'delete from command_log',
      'delete from command_touches',
      `update events set name = 'x'`,
    ]) {
      await expect(mission.tx((tx) => tx.query(text))).rejects.toThrow(/permission denied/);
    }
  });

  it('refuses a query that writes', async () => {
    await expect(mission.ask(countUsers, { write: true })).rejects.toThrow(/read-only transaction/);
  });

  it('refuses a disabled user', async () => {
    const as = await mission.user({ permissions: ['probe.count-users'] });
    await mission.tx((tx) => tx.query('update users set disabled_at = now() where id = $1', [as]));
    await expect(mission.ask(countUsers, {}, as)).rejects.toMatchObject({ code: 'common.sign-in-needed' });
  });
});
