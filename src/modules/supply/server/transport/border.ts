import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, LongJobHandler } from '#foundation/pipeline/context.ts';
import { raiseByLook } from '#kernel/exceptions/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { statusOn } from '#kernel/places/domain/crossings.ts';
import {
  addCustomsPaper,
  answerNotification,
  getNotification,
  listNotifications,
  openNotification,
  removeCustomsPaper,
  sendNotification,
  setNotified,
  watchCrossings,
  withdrawNotification,
} from '../../contract/transport/border.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import {
  dropStrays,
  findNotification,
  findUnfit,
  holdLegs,
  insertNotification,
  insertPaper,
  listLegsOf,
  listNotificationRows,
  listNotifiedLegs,
  listToCross,
  lockNotification,
  markSent,
  markWithdrawn,
  removePaper,
  replaceNotified,
  writeAnswer,
} from './border.repo.ts';
import type { NotificationFound, NotificationLocked } from './border.repo.ts';
import { getLegLocked } from './facts.ts';

interface Listed {
  readonly id: string;
  readonly crossingId: string;
  readonly crossingDay: string;
}
async function putOnList(ctx: CommandContext, list: Listed, legIds: readonly string[]): Promise<void> {
  await holdLegs.run(ctx.tx, { legIds });
  const unfit = await findUnfit.maybe(ctx.tx, { legIds, crossingId: list.crossingId, crossingDay: list.crossingDay });
  if (unfit) throw transportProblems.problem('leg-of-other-crossing', { waybill: unfit.waybill });
  await replaceNotified.run(ctx.tx, { id: list.id, legIds });
  for (const id of legIds) ctx.touch('shipment-leg', id);
}

export const handleOpenNotification = handle(openNotification, async (ctx, input) => {
  const { notificationId: id, crossingId, crossingDay, cutOffAt } = input;
  const number = await takeNumber(ctx, { kind: 'NT', office: input.office, subject: { kind: 'border-notification', id } });
  await insertNotification.run(ctx.tx, {
    id,
    number,
    crossingId,
    crossingDay,
    cutOffAt,
    note: input.note || null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  if (input.legIds.length > 0) await putOnList(ctx, { id, crossingId, crossingDay }, input.legIds);
  ctx.touch('border-notification', id);
  return { number };
});

async function getLocked(ctx: CommandContext, id: string): Promise<NotificationLocked> {
  const found = await lockNotification.maybe(ctx.tx, { id });
  if (!found) throw transportProblems.problem('notification-not-found');
  return found;
}

export const handleSetNotified = handle(setNotified, async (ctx, input) => {
  const found = await getLocked(ctx, input.notificationId);
  if (found.state !== 'draft') throw transportProblems.problem('notification-sent', { number: found.number });
  await putOnList(ctx, found, input.legIds);
  ctx.touch('border-notification', found.id);
  return {};
});

export const handleSendNotification = handle(sendNotification, async (ctx, input) => {
  const found = await getLocked(ctx, input.notificationId);
  if (found.state !== 'draft') throw transportProblems.problem('notification-sent', { number: found.number });
  // A draft of long ago may still name a truck that goes another way by now.
  const strays = await dropStrays.run(ctx.tx, { id: found.id });
  if (found.lines === strays) throw transportProblems.problem('notification-empty', { number: found.number });
  const late = ctx.now > found.cutOffAt;
  if (late && !input.lateReason)
    throw transportProblems.problem('cut-off-passed', { number: found.number, cutOff: found.cutOffAt.toISOString() });
  await markSent.run(ctx.tx, { id: found.id, at: ctx.now.toISOString(), lateReason: late ? input.lateReason! : null });
  await touchAll(ctx, found.id);
  return {};
});

export const handleAnswerNotification = handle(answerNotification, async (ctx, input) => {
  const found = await getLocked(ctx, input.notificationId);
  if (found.state === 'draft' || found.state === 'withdrawn')
    throw transportProblems.problem('notification-not-sent', { number: found.number });
  await writeAnswer.run(ctx.tx, {
    id: found.id,
    answer: input.answer,
    reason: input.reason || null,
    answerRef: input.answerRef || null,
    at: ctx.command.occurredAt.toISOString(),
    but: input.but.map((row) => ({ leg_id: row.legId, line_id: row.lineId ?? null, answer: row.answer, reason: row.reason || null })),
  });
  await touchAll(ctx, found.id);
  return {};
});

export const handleWithdrawNotification = handle(withdrawNotification, async (ctx, input) => {
  const found = await getLocked(ctx, input.notificationId);
  await markWithdrawn.run(ctx.tx, { id: found.id, note: input.reason });
  await touchAll(ctx, found.id);
  return {};
});

async function touchAll(ctx: CommandContext, id: string): Promise<void> {
  ctx.touch('border-notification', id);
  for (const { legId, shipmentId } of await listNotifiedLegs.all(ctx.tx, { id })) {
    ctx.touch('shipment-leg', legId);
    ctx.touch('shipment', shipmentId);
  }
}

export const handleAddCustomsPaper = handle(addCustomsPaper, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  const { paperId: id, legId, kind, reference, issuedOn, note } = input;
  await insertPaper.run(ctx.tx, {
    id,
    legId,
    kind,
    reference,
    issuedOn,
    note: note || null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  ctx.touch('shipment-leg', legId);
  ctx.touch('shipment', leg.shipmentId);
  return {};
});

export const handleRemoveCustomsPaper = handle(removeCustomsPaper, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  if ((await removePaper.run(ctx.tx, { id: input.paperId, legId: leg.id, at: ctx.now.toISOString() })) === 0)
    throw transportProblems.problem('paper-not-found');
  ctx.touch('shipment-leg', leg.id);
  ctx.touch('shipment', leg.shipmentId);
  return {};
});

export const handleWatchCrossings = handle(watchCrossings, async (ctx) => {
  let told = 0;
  for (const leg of await listToCross.all(ctx.tx, {})) {
    const subject = { kind: 'shipment-leg', id: leg.id };
    const gate = statusOn(leg.words, leg.crossingDay);
    if (gate.status !== 'closed') {
      await ctx.settle('supply.crossing-closed', subject);
      continue;
    }
    const figures = {
      waybill: leg.waybill,
      shipment: leg.shipmentNumber,
      crossing: leg.crossingId,
      day: leg.crossingDay,
      reason: gate.source ?? '',
    };
    const position = { areas: leg.areas ?? [], ...(leg.siteId ? { sites: [leg.siteId] } : {}) };
    if (await raiseByLook(ctx, { kind: 'supply.crossing-closed', subject, figures, position })) told += 1;
  }
  return { told };
});

/** Every quarter of an hour: a gate that closed speaks up for the trucks that were to pass it. */
export const watchJob: LongJobHandler = {
  name: 'supply.watch-crossings',
  work: async (job) => {
    await job.command(watchCrossings, {});
  },
};

const shown = (row: NotificationFound) => ({
  id: row.id,
  number: row.number,
  crossingId: row.crossingId,
  crossingNames: row.crossingNames,
  crossingDay: row.crossingDay,
  cutOffAt: row.cutOffAt.toISOString(),
  state: row.state,
  trucks: row.trucks,
  lines: row.lines,
  accepted: row.accepted,
  refused: row.refused,
});

export const answerListNotifications = answer(listNotifications, async (ctx, input) => {
  const rows = await listNotificationRows.all(ctx.tx, {
    state: input.state ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(shown) };
});

export const answerGetNotification = answer(getNotification, async (ctx, input) => {
  const found = await findNotification.maybe(ctx.tx, { id: input.notificationId });
  if (!found) throw transportProblems.problem('notification-not-found');
  const gate = statusOn(found.words, found.crossingDay);
  return {
    ...shown(found),
    sentAt: found.sentAt?.toISOString() ?? null,
    lateReason: found.lateReason,
    answeredAt: found.answeredAt?.toISOString() ?? null,
    answerRef: found.answerRef,
    note: found.note,
    crossingStatus: gate.status,
    authorisedTo: gate.authorisedTo,
    legs: await listLegsOf.all(ctx.tx, { id: found.id }),
    abilities: ctx.abilities([setNotified.name, sendNotification.name, answerNotification.name, withdrawNotification.name], {}),
  };
});
