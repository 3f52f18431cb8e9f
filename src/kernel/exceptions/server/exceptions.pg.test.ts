import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCommand } from '#foundation/command.ts';
import { newId } from '#foundation/ids.ts';
import { defineModule } from '#foundation/module.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { ServerRoom } from '#foundation/pipeline/context.ts';
import { openTestMission } from '#tests/support/mission.ts';
import type { TestMission } from '#tests/support/mission.ts';
import {
  assignExceptions,
  closeExceptions,
  countExceptions,
  findOwners,
  getException,
  listExceptions,
  reopenException,
  setDeadline,
  setRule,
  tellOverdue,
} from '../contract/exceptions.ts';
import { raiseByLook, settleWhatEnded } from './port.ts';

const misfit = defineCommand({
  name: 'odd.record-misfit',
  version: 1,
  kind: 'fact',
  scope: () => 'mission',
  input: z.strictObject({
    subject: z.string(),
    kind: z.string().default('odd.too-many'),
    qty: z.int(),
    site: z.string().optional(),
    area: z.string().optional(),
  }),
});
const fits = defineCommand({
  name: 'odd.record-fit',
  version: 1,
  kind: 'fact',
  scope: () => 'mission',
  input: z.strictObject({ subject: z.string() }),
});
const look = defineCommand({
  name: 'odd.look',
  version: 1,
  kind: 'decision',
  scope: () => 'mission',
  input: z.strictObject({ subject: z.string(), found: z.record(z.string(), z.union([z.string(), z.number()])).nullable() }),
});
/** A room that raises what it is told to, and settles it; and looks each morning. */
const odd: ServerRoom = {
  module: defineModule({ name: 'odd', commands: [misfit, fits, look] }),
  exceptionKinds: { 'odd.too-many': { dueInHours: 48, secondPerson: false }, 'odd.guarded': { dueInHours: 24, secondPerson: true } },
  commands: [
    handle(misfit, async (ctx, input) => {
      await ctx.raise({
        kind: input.kind,
        subject: { kind: 'pile', id: input.subject },
        figures: { qty: input.qty },
        position: { ...(input.site ? { sites: [input.site] } : {}), ...(input.area ? { areas: ['TUR', input.area] } : {}) },
      });
      return {};
    }),
    handle(fits, async (ctx, input) => {
      await ctx.settle('odd.too-many', { kind: 'pile', id: input.subject });
      return {};
    }),
    handle(look, async (ctx, { subject, found }) => {
      if (found) await raiseByLook(ctx, { kind: 'odd.lies', subject: { kind: 'pile', id: subject }, figures: found, position: {} });
      await settleWhatEnded(ctx, ['odd.lies']);
      return {};
    }),
  ],
};

let mission: TestMission;
beforeAll(async () => {
  mission = await openTestMission([odd]);
});
afterAll(() => mission.close());

const raise = async (input: z.input<typeof misfit.input>, as?: string) => {
  const outcome = await mission.run(misfit, input, as ? { as } : {});
  if (outcome.state !== 'applied') throw new Error(JSON.stringify(outcome));
  return outcome.exceptions[0]!;
};
const all = [
  'exceptions.list',
  'exceptions.assign',
  'exceptions.close',
  'exceptions.reopen',
  'exceptions.set-deadline',
  'odd.record-misfit',
];

describe('raising', () => {
  test('the same misfit raised again while open is one exception with the newest figures', async () => {
    const first = await raise({ subject: 'a', qty: 1 });
    expect(await raise({ subject: 'a', qty: 5 })).toBe(first);
    expect(await mission.ask(getException, { exceptionId: first })).toMatchObject({ times: 2, figures: { qty: 5 }, state: 'open' });
  });

  test('a closed one raised again is a new exception', async () => {
    const first = await raise({ subject: 'b', qty: 1 });
    await mission.apply(closeExceptions, { exceptionIds: [first], outcome: 'explained', reason: 'miscounted' });
    expect(await raise({ subject: 'b', qty: 1 })).not.toBe(first);
  });

  test('a fact that explains it closes it, and a second one changes nothing', async () => {
    const id = await raise({ subject: 'c', qty: 1 });
    await mission.apply(fits, { subject: 'c' });
    await mission.apply(fits, { subject: 'c' });
    expect(await mission.ask(getException, { exceptionId: id })).toMatchObject({
      state: 'closed',
      outcome: 'explained-itself',
      closings: [{ outcome: 'explained-itself' }],
    });
  });

  test('sixteen facts at once raise one exception, sixteen times', async () => {
    const ids = await Promise.all(Array.from({ length: 16 }, () => raise({ subject: 'd', qty: 1 })));
    expect(new Set(ids).size).toBe(1);
    expect(await mission.ask(getException, { exceptionId: ids[0]! })).toMatchObject({ times: 16 });
  });

  test('whatever is raised and settled, what stays open is what was raised last', async () => {
    const step = fc.record({ subject: fc.constantFrom('p', 'q'), raise: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const run = newId();
        const open = new Set<string>();
        for (const one of steps) {
          const subject = `${run}-${one.subject}`;
          if (one.raise) await raise({ subject, qty: 1 });
          else await mission.apply(fits, { subject });
          if (one.raise) open.add(subject);
          else open.delete(subject);
        }
        for (const subjectId of [`${run}-p`, `${run}-q`]) {
          const { total } = await mission.ask(listExceptions, { subjectKind: 'pile', subjectId });
          expect(total).toBe(open.has(subjectId) ? 1 : 0);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the deadline is the rule of an administrator, else the kind’s own', async () => {
    const usual = await mission.ask(getException, { exceptionId: await raise({ subject: 'due-1', qty: 1 }) });
    expect(usual.dueAt).toBe('2023-03-03T09:00:00.000Z');
    await mission.apply(setRule, { kind: 'odd.too-many', dueInHours: 2 });
    const ruled = await mission.ask(getException, { exceptionId: await raise({ subject: 'due-2', qty: 1 }) });
    expect(ruled.dueAt).toBe('2023-03-01T11:00:00.000Z');
  });
});

describe('closing', () => {
  test('a closed one is not closed again, and opens again with its former closing kept', async () => {
    const id = await raise({ subject: 'e', qty: 1 });
    await mission.apply(closeExceptions, { exceptionIds: [id], outcome: 'accepted', reason: 'small' });
    const again = await mission.run(closeExceptions, { exceptionIds: [id], outcome: 'accepted', reason: 'small' });
    expect(again).toMatchObject({ state: 'refused', problem: { type: 'exceptions.closed-already' } });
    await mission.apply(reopenException, { exceptionId: id, reason: 'not so small' });
    const opened = await mission.ask(getException, { exceptionId: id });
    expect(opened).toMatchObject({ state: 'open', outcome: null });
    expect(opened.closings).toHaveLength(1);
  });

  test('what needs a second person is not closed by the one whose act raised it', async () => {
    const raiser = await mission.user({ permissions: all });
    const other = await mission.user({ permissions: all });
    const id = await raise({ subject: 'f', kind: 'odd.guarded', qty: 1 }, raiser);
    const input = { exceptionIds: [id], outcome: 'explained' as const, reason: 'mine' };
    expect(await mission.run(closeExceptions, input, { as: raiser })).toMatchObject({
      state: 'refused',
      problem: { type: 'exceptions.second-person-needed' },
    });
    expect(await mission.run(closeExceptions, input, { as: other })).toMatchObject({ state: 'applied' });
  });

  test('the database itself refuses the closing by the raiser', async () => {
    const raiser = await mission.user({ permissions: all });
    const id = await raise({ subject: 'g', kind: 'odd.guarded', qty: 1 }, raiser);
    const behind = mission.tx((tx) =>
      tx.query(`update exceptions set state = 'closed', closed_at = now(), closed_by = $2, outcome = 'explained' where id = $1`, [
        id,
        raiser,
      ]),
    );
    await expect(behind).rejects.toMatchObject({ code: 'exceptions.second-person-needed' });
  });

  test('of several, those that may be closed are, and the others are named', async () => {
    const [open, closed] = [await raise({ subject: 'h', qty: 1 }), await raise({ subject: 'i', qty: 1 })];
    await mission.apply(closeExceptions, { exceptionIds: [closed], outcome: 'explained', reason: 'done' });
    const nowhere = newId();
    const result = await mission.apply(closeExceptions, { exceptionIds: [open, closed, nowhere], outcome: 'explained', reason: 'all' });
    expect(result.done).toEqual([open]);
    expect(result.refused).toEqual(
      expect.arrayContaining([
        { id: closed, code: 'exceptions.closed-already' },
        { id: nowhere, code: 'exceptions.not-found' },
      ]),
    );
  });

  test('two who close the same at once: one does', async () => {
    const id = await raise({ subject: 'j', qty: 1 });
    const outcomes = await Promise.all(
      [1, 2].map(() => mission.run(closeExceptions, { exceptionIds: [id], outcome: 'explained', reason: 'both' })),
    );
    expect(outcomes.map((outcome) => outcome.state).toSorted()).toEqual(['applied', 'refused']);
  });
});

describe('a look that comes again each morning', () => {
  let day = 0;
  const morning = async (subject: string, found: Record<string, string | number> | null) => {
    day += 1;
    mission.setNow(new Date(Date.parse('2023-03-01T05:00:00Z') + day * 86_400_000).toISOString());
    await mission.apply(look, { subject, found });
    return (await mission.ask(listExceptions, { subjectKind: 'pile', subjectId: subject })).rows[0]?.id;
  };
  const judge = async (id: string | undefined, outcome: z.input<typeof closeExceptions.input>['outcome']) =>
    mission.apply(closeExceptions, { exceptionIds: [id!], outcome, reason: 'looked at' });
  const found = { grant: 'G1', qty: 100 };

  test('does not raise again what a person has judged while the same cause lasts, and does when it is more or other', async () => {
    await judge(await morning('l', found), 'accepted');
    expect(await morning('l', found)).toBeUndefined();
    expect(await morning('l', { ...found, qty: 40 })).toBeUndefined();
    const more = await morning('l', { ...found, qty: 41 });
    expect(more).toBeDefined();
    await judge(more, 'explained');
    expect(await morning('l', { ...found, qty: 41 })).toBeUndefined();
    expect(await morning('l', { grant: 'G2', qty: 41 })).toBeDefined();
  });

  test('asks again after thirty days, however little has changed', async () => {
    const id = await morning('m', found);
    await judge(id, 'accepted');
    const judged = await mission.ask(getException, { exceptionId: id! });
    expect(Date.parse(judged.restsUntil!) - Date.parse(judged.closedAt!)).toBe(30 * 86_400_000);
    for (let one = 1; one < 30; one += 1) expect(await morning('m', found)).toBeUndefined();
    expect(await morning('m', found)).toBeDefined();
  });

  test('raises what comes back after it had ended, judged or not', async () => {
    await judge(await morning('n', found), 'accepted');
    expect(await morning('n', null)).toBeUndefined();
    expect(await morning('n', found)).toBeDefined();
  });

  test('does not believe twice that it was corrected or written off, and a fact is raised whatever was judged', async () => {
    for (const outcome of ['corrected', 'written-off'] as const) {
      await judge(await morning('o', found), outcome);
      expect(await morning('o', found)).toBeDefined();
    }
    const told = await raise({ subject: 'p', kind: 'odd.lies', qty: 1 });
    await judge(told, 'accepted');
    expect(await raise({ subject: 'p', kind: 'odd.lies', qty: 1 })).not.toBe(told);
  });

  test('exceptions_rests_check refuses, even to the owner, what rests while it is open, or rests without what was judged', async () => {
    const id = await morning('r', found);
    const set = (change: string) => mission.asOwner((owner) => owner.query(`update exceptions set ${change} where id = $1`, [id]));
    const refused = { constraint: 'exceptions_rests_check' };
    await expect(set(`rests_until = now(), judged = '{}'`)).rejects.toMatchObject(refused);
    await judge(id, 'accepted');
    await expect(set('judged = null')).rejects.toMatchObject(refused);
  });

  test('what is opened again rests no more', async () => {
    const id = await morning('q', found);
    await judge(id, 'accepted');
    await mission.apply(reopenException, { exceptionId: id!, reason: 'not so' });
    expect(await morning('q', found)).toBe(id);
    mission.setNow('2023-03-01T09:00:00Z');
  });
});

describe('reach', () => {
  test('who holds the right in one area sees and closes only what lies there', async () => {
    const clerk = await mission.user({ permissions: all, scope: { kind: 'area', id: 'TUR027' } });
    const near = await raise({ subject: 'near', qty: 1, area: 'TUR027' });
    const far = await raise({ subject: 'far', qty: 1, area: 'TUR063' });
    const seen = (await mission.ask(listExceptions, {}, clerk)).rows.map((row) => row.id);
    expect(seen).toEqual([near]);
    expect((await mission.ask(countExceptions, {}, clerk)).open).toBe(1);
    await expect(mission.ask(getException, { exceptionId: far }, clerk)).rejects.toMatchObject({ status: 403 });
    expect(await mission.run(closeExceptions, { exceptionIds: [far], outcome: 'explained', reason: 'x y z' }, { as: clerk })).toMatchObject(
      {
        state: 'refused',
        problem: { type: 'exceptions.not-found' },
      },
    );
  });
});

describe('owners', () => {
  test('an owner is told once when it becomes overdue, and again after a new deadline', async () => {
    const owner = await mission.user({ permissions: all });
    const id = await raise({ subject: 'late', kind: 'odd.late', qty: 1 });
    await mission.apply(assignExceptions, { exceptionIds: [id], ownerId: owner });
    mission.setNow('2023-03-05T09:00:00Z');
    const told = async () => (await mission.apply(tellOverdue, {})).told;
    expect(await told()).toBeGreaterThan(0);
    expect(await told()).toBe(0);
    expect((await mission.ask(listExceptions, { owner: 'mine', overdue: true }, owner)).rows).toMatchObject([{ id, overdue: true }]);
    await mission.apply(setDeadline, { exceptionIds: [id], dueAt: '2023-03-06T09:00:00Z', reason: 'waits for the partner' });
    expect(await told()).toBe(0);
    mission.setNow('2023-03-07T09:00:00Z');
    expect(await told()).toBe(1);
    mission.setNow('2023-03-01T09:00:00Z');
  });

  test('who may close nothing is not offered as an owner, and does not become one', async () => {
    const reader = await mission.user({ permissions: ['exceptions.list'] });
    const closer = await mission.user({ permissions: all });
    const id = await raise({ subject: 'm', qty: 1 });
    expect(await mission.run(assignExceptions, { exceptionIds: [id], ownerId: reader })).toMatchObject({
      state: 'refused',
      problem: { type: 'exceptions.owner-cannot-close' },
    });
    const offered = async (user: string) =>
      (await mission.ask(findOwners, { search: `User ${user.slice(-4)}` })).people.some((person) => person.id === user);
    expect([await offered(reader), await offered(closer)]).toEqual([false, true]);
  });

  test('nobody unknown becomes the owner', async () => {
    const id = await raise({ subject: 'k', qty: 1 });
    expect(await mission.run(assignExceptions, { exceptionIds: [id], ownerId: newId() })).toMatchObject({
      state: 'refused',
      problem: { type: 'exceptions.owner-unknown' },
    });
  });
});
