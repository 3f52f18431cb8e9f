import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, LongJobHandler } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { tell } from '#kernel/notify/server/index.ts';
import { assignExceptions, closeExceptions, reopenException, setDeadline, setRule, tellOverdue } from '../contract/exceptions.ts';
import { problems } from '../contract/problems.ts';
import { mayNotClose, mayRest } from '../domain/kinds.ts';
import { closeMany, findClosers, giveMany, isUser, lockMany, markOverdue, reopenOne, setDue, writeRule } from './exceptions.repo.ts';
import type { Locked } from './exceptions.repo.ts';

/** Where an exception lies. */
export function positionOf(row: Pick<Locked, 'areas' | 'site' | 'org' | 'response'>): Position {
  return {
    areas: row.areas,
    ...(row.site ? { sites: [row.site] } : {}),
    ...(row.org ? { orgs: [row.org] } : {}),
    ...(row.response ? { responses: [row.response] } : {}),
  };
}

interface Sorted {
  readonly ids: string[];
  readonly refused: { id: string; code: string }[];
}

/** Sorts what was named into what may be done and why the rest may not; what is out of reach is not known. */
async function sortOut(
  ctx: CommandContext,
  permission: string,
  ids: readonly string[],
  problemOf: (row: Locked) => string | undefined,
): Promise<Sorted> {
  const found = new Map((await lockMany.all(ctx.tx, { ids })).map((row) => [row.id, row]));
  const sorted: Sorted = { ids: [], refused: [] };
  for (const id of new Set(ids)) {
    const row = found.get(id);
    const code = row && ctx.can(permission, positionOf(row)) ? problemOf(row) : 'not-found';
    if (code) sorted.refused.push({ id, code: `exceptions.${code}` });
    else sorted.ids.push(id);
  }
  for (const id of sorted.ids) ctx.touch('exception', id);
  return sorted;
}

/** One alone that may not be done is a refusal in words; among several it is named in the answer. */
function answerOf({ ids, refused }: Sorted) {
  const only = ids.length === 0 && refused.length === 1 ? refused[0] : undefined;
  if (only) throw problems.problem(only.code.slice('exceptions.'.length) as 'not-found');
  return { done: ids, refused };
}

const stillOpen = (row: Locked) => (row.state === 'closed' ? 'closed-already' : undefined);

/** What is given to somebody who can close nothing would wait for good. */
async function refuseWhoCannotClose(ctx: CommandContext, userId: string): Promise<void> {
  if (!(await isUser.maybe(ctx.tx, { id: userId }))) throw problems.problem('owner-unknown');
  if (!(await findClosers.maybe(ctx.tx, { search: '', userId, at: ctx.now.toISOString() }))) throw problems.problem('owner-cannot-close');
}

export const handleAssign = handle(assignExceptions, async (ctx, input) => {
  if (input.ownerId) await refuseWhoCannotClose(ctx, input.ownerId);
  const sorted = await sortOut(ctx, assignExceptions.name, input.exceptionIds, stillOpen);
  await giveMany.run(ctx.tx, { ids: sorted.ids, ownerId: input.ownerId });
  if (input.ownerId) {
    for (const id of sorted.ids)
      await tell(ctx, {
        to: [input.ownerId],
        kind: 'exception-given',
        subject: { kind: 'exception', id },
        cause: `given ${ctx.command.id} ${id}`,
      });
  }
  return answerOf(sorted);
});

export const handleSetDeadline = handle(setDeadline, async (ctx, input) => {
  const sorted = await sortOut(ctx, setDeadline.name, input.exceptionIds, stillOpen);
  await setDue.run(ctx.tx, { ids: sorted.ids, dueAt: input.dueAt });
  return answerOf(sorted);
});

export const handleClose = handle(closeExceptions, async (ctx, input) => {
  const sorted = await sortOut(ctx, closeExceptions.name, input.exceptionIds, (row) =>
    mayNotClose({ state: row.state, secondPerson: row.second_person, raisedBy: row.raised_by }, ctx.actor.userId),
  );
  await closeMany.run(ctx.tx, {
    ids: sorted.ids,
    at: ctx.now.toISOString(),
    by: ctx.actor.userId,
    outcome: input.outcome,
    reason: input.reason,
    commandId: ctx.command.id,
    rests: mayRest(input.outcome),
  });
  return answerOf(sorted);
});

export const handleReopen = handle(reopenException, async (ctx, input) => {
  if ((await reopenOne.run(ctx.tx, { id: input.exceptionId })) === 0) throw problems.problem('not-closed');
  ctx.touch('exception', input.exceptionId);
  return {};
});

export const handleSetRule = handle(setRule, async (ctx, input) => {
  await writeRule.run(ctx.tx, { kind: input.kind, hours: input.dueInHours });
  ctx.touch('exception-kind', input.kind);
  return {};
});

export const handleTellOverdue = handle(tellOverdue, async (ctx) => {
  const overdue = await markOverdue.all(ctx.tx, { at: ctx.now.toISOString() });
  for (const row of overdue) {
    const subject = { kind: 'exception', id: row.id };
    const cause = `overdue ${row.id} ${row.due_at.toISOString()}`;
    await tell(ctx, { to: [row.owner_id!], kind: 'exception-overdue', subject, figures: { kind: row.kind }, cause });
  }
  return { told: overdue.length };
});

/** Every hour: owners are told once what has become overdue. */
export const overdueJob: LongJobHandler = {
  name: 'exceptions.tell-overdue',
  work: async (job) => {
    await job.command(tellOverdue, {});
  },
};
