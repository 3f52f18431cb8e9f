import { openPersonal } from '#foundation/keys/personal.ts';
import { randomBytes } from 'node:crypto';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { mustBeOwn, onlyOrg } from '#kernel/access/server/index.ts';
import { numberFor } from '#kernel/orgs/server/index.ts';
import {
  acknowledgeFeedback,
  answerFeedback,
  closeLoop,
  countFeedback,
  getFeedback,
  listFeedback,
  openCategories,
  recordFeedback,
  reopenFeedback,
  sealFeedback,
} from '../../contract/feedback/feedback.ts';
import { feedbackProblems } from '../../contract/feedback/problems.ts';
import { problems } from '../../contract/problems.ts';
import { dueAfter, mayStep, referenceOf } from '../../domain/feedback/feedback.ts';
import {
  countWaiting,
  findConcerned,
  findFeedback,
  getFeedbackRow,
  insertFeedback,
  listFeedbackRows,
  stepFeedback,
} from './feedback.repo.ts';
import type { FeedbackFound, Found } from './feedback.repo.ts';
import { insertSealed, sealRow } from './sealed.repo.ts';
import { openSaid, sealSaid, sealText } from './sealing.ts';

/** What was said, as it is to be kept. */
export interface Keeping {
  readonly id: string;
  readonly siteId: string;
  readonly eventId: string | null;
  readonly category: string;
  readonly channel: string;
  readonly language: string;
  readonly words: string;
  /** How to bring the answer; without it nobody knows who spoke. */
  readonly contact: string | null;
  readonly aboutUserId: string | null;
  readonly receivedAt: Date;
}

/** Abuse, exploitation and fraud leave by another way at once, and nothing of them but the command's name stays with the desk. */
export async function keepSaid(ctx: CommandContext, { id, siteId, eventId, ...said }: Keeping): Promise<{ reference: string }> {
  const concerned = await findConcerned.maybe(ctx.tx, { siteId, eventId });
  if (!concerned) throw problems.problem('site-not-found');
  const { category, channel, language, receivedAt } = said;
  const reference = referenceOf(randomBytes(8));
  const words = await sealSaid(ctx.tx, id, { words: said.words, ...(said.contact ? { contact: said.contact } : {}) });
  const kept = {
    id,
    reference,
    category,
    channel,
    language,
    eventId,
    siteId: concerned.site_id,
    orgId: concerned.org_id,
    anonymous: !said.contact,
    words,
    receivedAt: receivedAt.toISOString(),
    at: ctx.now.toISOString(),
    dueAt: new Date(receivedAt.getTime() + dueAfter(category)).toISOString(),
    by: ctx.actor.userId,
  };
  if ((openCategories as readonly string[]).includes(category))
    await insertFeedback.run(ctx.tx, {
      ...kept,
      number: await numberFor(ctx, 'CF', concerned.lineage, { kind: 'assistance-feedback', id }),
    });
  else await insertSealed.run(ctx.tx, { ...kept, aboutUserId: said.aboutUserId });
  return { reference };
}

export const handleRecordFeedback = handle(recordFeedback, (ctx, input) => {
  const { feedbackId: id, siteId, category, channel, language, words } = input;
  return keepSaid(ctx, {
    id,
    siteId,
    eventId: input.eventId ?? null,
    category,
    channel,
    language,
    words,
    contact: input.anonymous ? null : (input.contact ?? null),
    aboutUserId: input.aboutUserId ?? null,
    receivedAt: ctx.command.occurredAt,
  });
});

/** A complaint that the actor may act on, in the version that was seen. */
async function at(
  ctx: CommandContext,
  input: { feedbackId: string; version?: number },
  step: Parameters<typeof mayStep>[0],
): Promise<FeedbackFound> {
  const found = await findFeedback.maybe(ctx.tx, { id: input.feedbackId, lock: true });
  if (!found) throw feedbackProblems.problem('feedback-not-found');
  await mustBeOwn(ctx, found.org_id, ctx.command.name);
  if (!mayStep(step, found.state)) throw feedbackProblems.problem('feedback-state', { state: found.state });
  if (input.version !== undefined && input.version !== found.version) throw feedbackProblems.problem('feedback-changed-meanwhile');
  ctx.touch('assistance-feedback', found.id);
  return found;
}
const step = (ctx: CommandContext, id: string, state: string, more: { answer?: Uint8Array; loop?: string } = {}) =>
  stepFeedback.run(ctx.tx, {
    id,
    state,
    answer: more.answer ?? null,
    loop: more.loop ?? null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });

export const handleAcknowledge = handle(acknowledgeFeedback, async (ctx, input) => {
  const found = await at(ctx, input, 'acknowledge');
  await step(ctx, found.id, 'acknowledged');
  return {};
});
export const handleAnswer = handle(answerFeedback, async (ctx, input) => {
  const found = await at(ctx, input, 'answer');
  await step(ctx, found.id, 'answered', { answer: await sealText(ctx.tx, found.id, input.answer) });
  return {};
});
export const handleCloseLoop = handle(closeLoop, async (ctx, input) => {
  const found = await at(ctx, input, 'close');
  await step(ctx, found.id, 'loop_closed', { loop: input.loop });
  return {};
});
export const handleReopen = handle(reopenFeedback, async (ctx, input) => {
  const found = await at(ctx, input, 'reopen');
  await step(ctx, found.id, 'reopened');
  return {};
});
export const handleSeal = handle(sealFeedback, async (ctx, input) => {
  const found = await at(ctx, input, 'seal');
  const dueAt = new Date(ctx.now.getTime() + dueAfter(input.category)).toISOString();
  await sealRow.run(ctx.tx, {
    id: found.id,
    category: input.category,
    aboutUserId: input.aboutUserId ?? null,
    dueAt,
    at: ctx.now.toISOString(),
  });
  return {};
});

const shown = <R extends Found>(row: R, now: Date) => ({
  ...row,
  receivedAt: row.receivedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  overdue: row.dueAt < now && !['answered', 'loop_closed'].includes(row.state),
});

export const answerListFeedback = answer(listFeedback, async (ctx, input) => {
  const rows = await listFeedbackRows.all(ctx.tx, {
    reach: ctx.reach(listFeedback.name, { areas: 'a.lineage', site: 'f.site_id', org: 'f.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    states: input.states ?? null,
    category: input.category ?? null,
    channel: input.channel ?? null,
    eventId: input.eventId ?? null,
    reference: input.reference?.trim() ?? null,
    overdue: input.overdue ?? null,
    now: ctx.now.toISOString(),
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => shown(row, ctx.now)) };
});

export const answerGetFeedback = answer(getFeedback, async (ctx, { feedbackId }) => {
  const row = await getFeedbackRow.maybe(ctx.tx, { id: feedbackId });
  const found = await findFeedback.maybe(ctx.tx, { id: feedbackId, lock: false });
  if (!row || !found) throw feedbackProblems.problem('feedback-not-found');
  await mustBeOwn(ctx, found.org_id, listFeedback.name);
  const steps = [
    ['acknowledge', acknowledgeFeedback.name],
    ['answer', answerFeedback.name],
    ['close', closeLoop.name],
    ['reopen', reopenFeedback.name],
    ['seal', sealFeedback.name],
  ] as const;
  const position = { sites: [found.site_id], areas: found.lineage, ...(found.org_id ? { orgs: [found.org_id] } : {}) };
  const { words: sealed, answer: sealedAnswer, ...rest } = shown(row, ctx.now);
  return {
    ...rest,
    ...(await openSaid(ctx.tx, sealed)),
    answer: sealedAnswer && (await openPersonal(ctx.tx, sealedAnswer)),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    abilities: ctx.abilities(
      steps.filter(([one]) => mayStep(one, found.state)).map(([, name]) => name),
      position,
    ),
  };
});

export const answerCountFeedback = answer(countFeedback, async (ctx) =>
  countWaiting.one(ctx.tx, {
    reach: ctx.reach(listFeedback.name, { areas: 'a.lineage', site: 'f.site_id', org: 'f.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    now: ctx.now.toISOString(),
  }),
);
