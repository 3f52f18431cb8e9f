import { openPersonal } from '#foundation/keys/personal.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { feedbackProblems } from '../../contract/feedback/problems.ts';
import type { LongJobHandler } from '#foundation/pipeline/context.ts';
import { tell } from '#kernel/notify/server/index.ts';
import {
  countSealed,
  endFocalPoint,
  getSealed,
  listFocalPoints,
  listSealed,
  moveSealed,
  nameFocalPoint,
  tellFocalPoints,
} from '../../contract/feedback/sealed.ts';
import { mayMove } from '../../domain/feedback/feedback.ts';
import {
  countSealedRows,
  endFocalPointRow,
  getSealedRow,
  insertFocalPoint,
  insertSealedAct,
  listFocalPointRows,
  listSealedActs,
  listSealedCounts,
  listSealedRows,
  lockSealed,
  setSealedState,
} from './sealed.repo.ts';
import { openSaid, sealText } from './sealing.ts';

export const handleNameFocalPoint = handle(nameFocalPoint, async (ctx, input) => {
  if (input.userId === ctx.actor.userId) throw feedbackProblems.problem('focal-point-not-oneself');
  const { focalPointId: id, userId } = input;
  const named = await insertFocalPoint.run(ctx.tx, { id, userId, by: ctx.actor.userId, at: ctx.now.toISOString() });
  if (named === 0) throw feedbackProblems.problem('focal-point-own-people');
  ctx.touch('user', userId);
  return {};
});
export const handleEndFocalPoint = handle(endFocalPoint, async (ctx, { focalPointId: id }) => {
  await endFocalPointRow.run(ctx.tx, { id, by: ctx.actor.userId, at: ctx.now.toISOString() });
  return {};
});
export const answerListFocalPoints = answer(listFocalPoints, async (ctx) => ({
  rows: (await listFocalPointRows.all(ctx.tx, {})).map((row) => ({ ...row, namedAt: row.namedAt.toISOString() })),
  abilities: [nameFocalPoint.name, endFocalPoint.name].filter((name) => ctx.can(name)),
}));

export const handleMoveSealed = handle(moveSealed, async (ctx, input) => {
  const found = await lockSealed.maybe(ctx.tx, { id: input.reportId });
  // Whoever is no focal point learns nothing, not even that it exists.
  if (!found) throw feedbackProblems.problem('report-not-found');
  if (found.version !== input.version) throw feedbackProblems.problem('feedback-changed-meanwhile');
  if (!mayMove(found.state, input.state)) throw feedbackProblems.problem('feedback-state', { state: found.state });
  const note = input.note === undefined ? null : await sealText(ctx.tx, input.reportId, input.note);
  await insertSealedAct.run(ctx.tx, {
    id: input.actId,
    reportId: input.reportId,
    state: input.state,
    note,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  await setSealedState.run(ctx.tx, { id: input.reportId, state: input.state });
  return {};
});

const shown = <R extends { receivedAt: Date; dueAt: Date; state: string }>(row: R, now: Date) => ({
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  overdue: row.dueAt < now && row.state === 'restricted',
});

export const answerListSealed = answer(listSealed, async (ctx, input) => {
  const rows = await listSealedRows.all(ctx.tx, { states: input.states ?? null, limit: input.limit, offset: input.offset });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => shown(row, ctx.now)) };
});
export const answerGetSealed = answer(getSealed, async (ctx, { reportId }) => {
  const row = await getSealedRow.maybe(ctx.tx, { id: reportId });
  if (!row) throw feedbackProblems.problem('report-not-found');
  const { words, ...rest } = shown(row, ctx.now);
  const acts = [];
  for (const act of await listSealedActs.all(ctx.tx, { reportId }))
    acts.push({ ...act, at: act.at.toISOString(), note: act.note && (await openPersonal(ctx.tx, act.note)) });
  return { ...rest, ...(await openSaid(ctx.tx, words)), acts };
});
export const answerCountSealed = answer(countSealed, (ctx) => countSealedRows.one(ctx.tx, { now: ctx.now.toISOString() }));

/** The bell says that something lies there, never what, whose or by whom. */
export const handleTellFocalPoints = handle(tellFocalPoints, async (ctx) => {
  for (const { userId, reports, overdue } of await listSealedCounts.all(ctx.tx, { now: ctx.now.toISOString() })) {
    const subject = { kind: 'assistance-sealed', id: userId };
    await tell(ctx, { to: [userId], kind: 'sealed-arrived', subject, cause: `sealed ${reports}` });
    if (overdue > 0) await tell(ctx, { to: [userId], kind: 'sealed-overdue', subject, cause: `sealed overdue ${reports} ${overdue}` });
  }
  return {};
});
export const tellJob: LongJobHandler = {
  name: tellFocalPoints.name,
  work: async (job) => {
    await job.command(tellFocalPoints, {});
  },
};
