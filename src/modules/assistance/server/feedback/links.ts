import { openPersonal } from '#foundation/keys/personal.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { admitGuest, endGuest, mustBeOwn } from '#kernel/access/server/index.ts';
import {
  askForAnswer,
  getFeedbackDoor,
  giveFeedbackLink,
  listFeedbackLinks,
  sayByLink,
  withdrawFeedbackLink,
} from '../../contract/feedback/links.ts';
import { feedbackProblems } from '../../contract/feedback/problems.ts';
import { problems } from '../../contract/problems.ts';
import { findAnswer, findConcerned } from './feedback.repo.ts';
import { keepSaid } from './feedback.ts';
import { findDoor, insertLink, listLinkRows, markLinkWithdrawn } from './links.repo.ts';
import type { DoorFound } from './links.repo.ts';

/** The site that is meant: a distribution's own, whatever site was said beside it. */
async function concernedBy(ctx: RequestContext, input: { siteId: string; eventId?: string | undefined }, permission: string) {
  const concerned = await findConcerned.maybe(ctx.tx, { siteId: input.siteId, eventId: input.eventId ?? null });
  if (!concerned) throw problems.problem('site-not-found');
  await mustBeOwn(ctx, concerned.org_id, permission);
  return { siteId: concerned.site_id, eventId: input.eventId ?? null };
}

export const handleGiveFeedbackLink = handle(giveFeedbackLink, async (ctx, input) => {
  const place = await concernedBy(ctx, input, giveFeedbackLink.name);
  const { until } = await admitGuest(ctx, {
    passId: input.linkId,
    token: input.token,
    name: 'By a link',
    org: null,
    permissions: [getFeedbackDoor.name, sayByLink.name, askForAnswer.name],
    hours: input.days * 24,
  });
  await insertLink.run(ctx.tx, { id: input.linkId, ...place, by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch(place.eventId ? 'assistance-event' : 'site', place.eventId ?? place.siteId);
  return { until };
});

export const handleWithdrawFeedbackLink = handle(withdrawFeedbackLink, async (ctx, input) => {
  const place = await concernedBy(ctx, input, withdrawFeedbackLink.name);
  if ((await markLinkWithdrawn.run(ctx.tx, { id: input.linkId, ...place, by: ctx.actor.userId })) === 0)
    throw feedbackProblems.problem('feedback-link-not-found');
  await endGuest(ctx, input.linkId);
  return {};
});

export const answerListFeedbackLinks = answer(listFeedbackLinks, async (ctx, input) => {
  const place = await concernedBy(ctx, input, giveFeedbackLink.name);
  const rows = await listLinkRows.all(ctx.tx, { ...place, at: ctx.now.toISOString() });
  return { rows: rows.map((row) => ({ ...row, givenAt: row.givenAt.toISOString(), until: row.until.toISOString() })) };
});

/** Whoever came in by no link has no door, whatever they may otherwise. */
async function doorOf(ctx: RequestContext): Promise<DoorFound> {
  const door = await findDoor.maybe(ctx.tx, { userId: ctx.actor.userId, at: ctx.now.toISOString() });
  if (!door) throw feedbackProblems.problem('feedback-link-not-found');
  return door;
}

export const answerGetFeedbackDoor = answer(getFeedbackDoor, async (ctx) => {
  const { siteNames, siteCode, orgId, areas, until } = await doorOf(ctx);
  // The name of a place may tell whose it is: where that may harm, whoever stands there knows it by its code.
  const waived = await isWaived(ctx, orgId, areas);
  return { siteNames: waived ? { en: siteCode } : siteNames, now: ctx.now.toISOString(), until: until.toISOString() };
});

export const handleSayByLink = handle(sayByLink, async (ctx, input) => {
  const { siteId, eventId } = await doorOf(ctx);
  const { feedbackId: id, category, language, words, contact } = input;
  const said = { category, channel: 'link', language, words, contact: contact || null, aboutUserId: null };
  return keepSaid(ctx, { id, siteId, eventId, ...said, receivedAt: ctx.now });
});

export const answerAskForAnswer = answer(askForAnswer, async (ctx, input) => {
  const { siteId } = await doorOf(ctx);
  const letters = input.reference.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const found = await findAnswer.maybe(ctx.tx, { reference: `${letters.slice(0, 4)}-${letters.slice(4)}`, siteId });
  return { answer: found?.answer ? await openPersonal(ctx.tx, found.answer) : null };
});
