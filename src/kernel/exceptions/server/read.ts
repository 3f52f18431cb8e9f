import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import {
  assignExceptions,
  closeExceptions,
  countExceptions,
  findOwners,
  getException,
  listExceptions,
  reopenException,
  setDeadline,
} from '../contract/exceptions.ts';
import { problems } from '../contract/problems.ts';
import { usualRule } from '../domain/kinds.ts';
import { countOpen, findClosers, findOne, listClosings, listRows, listRules } from './exceptions.repo.ts';
import type { Found } from './exceptions.repo.ts';
import { positionOf } from './write.ts';

const reachOf = (ctx: RequestContext) =>
  ctx.reach(listExceptions.name, { areas: 'e.areas', site: 'e.site', org: 'e.org', response: 'e.response' });

/** Figures and reasons tell of the record that it is about: they are shown when that record's own words are. */
const isTold = (ctx: RequestContext, row: Found) => ctx.isShown({ kind: row.subject_kind, id: row.subject_id });

function shown(ctx: RequestContext, row: Found, told: boolean) {
  return {
    id: row.id,
    kind: row.kind,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    figures: told ? row.figures : {},
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    dueAt: row.due_at.toISOString(),
    overdue: row.state === 'open' && row.due_at < ctx.now,
    state: row.state,
    times: row.times,
    raisedAt: row.raised_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
  };
}

export const answerList = answer(listExceptions, async (ctx, input) => {
  const rows = await listRows.all(ctx.tx, {
    reach: reachOf(ctx),
    state: input.state,
    kinds: input.kinds ?? null,
    ownerId: input.owner === 'mine' ? ctx.actor.userId : input.owner === 'none' ? null : (input.owner ?? null),
    unowned: input.owner === 'none',
    overdueAt: input.overdue ? ctx.now.toISOString() : null,
    subjectKind: input.subjectKind ?? null,
    subjectId: input.subjectId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  // All of them are asked in one flight.
  const told = await Promise.all(ctx.tx.together(() => rows.map((row) => isTold(ctx, row))));
  return { total: rows[0]?.total ?? 0, rows: rows.map((row, at) => shown(ctx, row, told[at]!)) };
});

export const answerGet = answer(getException, async (ctx, input) => {
  const found = await findOne.maybe(ctx.tx, { id: input.exceptionId });
  if (!found) throw problems.problem('not-found');
  const closings = await listClosings.all(ctx.tx, { id: input.exceptionId });
  const told = await isTold(ctx, found);
  return {
    ...shown(ctx, found, told),
    raisedByCommand: found.raised_by_command,
    raisedBy: found.raised_by_name,
    device: found.device,
    lastRaisedAt: found.last_raised_at.toISOString(),
    secondPerson: found.second_person,
    restDays: found.rest_days,
    restsUntil: found.rests_until?.toISOString() ?? null,
    reason: told ? found.reason : null,
    closings: closings.map((row) => ({
      closedAt: row.closed_at.toISOString(),
      closedBy: row.closed_by,
      outcome: row.outcome,
      reason: told ? row.reason : null,
    })),
    abilities: ctx.abilities([assignExceptions.name, setDeadline.name, closeExceptions.name, reopenException.name], positionOf(found)),
  };
});

export const answerCount = answer(countExceptions, async (ctx) => {
  const kinds = await countOpen.all(ctx.tx, { reach: reachOf(ctx), userId: ctx.actor.userId, at: ctx.now.toISOString() });
  const hours = new Map((await listRules.all(ctx.tx, {})).map((row) => [row.kind, row.due_in_hours]));
  const sum = (pick: (row: (typeof kinds)[number]) => number) => kinds.reduce((total, row) => total + pick(row), 0);
  const oldest = kinds.map((row) => row.oldest.getTime()).toSorted((a, b) => a - b)[0];
  return {
    open: sum((row) => row.open),
    mine: sum((row) => row.mine),
    overdue: sum((row) => row.overdue),
    unowned: sum((row) => row.unowned),
    oldestAt: oldest === undefined ? null : new Date(oldest).toISOString(),
    kinds: kinds.map((row) => ({ kind: row.kind, open: row.open, dueInHours: hours.get(row.kind) ?? usualRule.dueInHours })),
  };
});

export const answerOwners = answer(findOwners, async (ctx, input) => ({
  people: await findClosers.all(ctx.tx, { search: input.search, userId: null, at: ctx.now.toISOString() }),
}));
