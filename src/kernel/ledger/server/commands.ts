import { handle } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { closeMonth, expireHolds, holdStock, postDocument, recordDocument, reverseDocument, voidHolds } from '../contract/documents.ts';
import { problems } from '../contract/problems.ts';
import { expireOverdue, hold, voidHold } from './holds.ts';
import { post, reverse } from './post.ts';
import { callCloseMonth } from './posting.repo.ts';

export const handlePost = handle(postDocument, (ctx, input) =>
  post(ctx, { id: input.documentId, kind: input.kind, lines: input.lines, holds: input.holds ?? [] }),
);

export const handleRecord = handle(recordDocument, (ctx, input) =>
  post(ctx, { id: input.documentId, kind: input.kind, lines: input.lines }),
);

export const handleReverse = handle(reverseDocument, (ctx, input) => {
  ctx.touch('ledger-document', input.documentId);
  return reverse(ctx, input.documentId, input.reversalId);
});

export const handleHold = handle(holdStock, async (ctx, input) => {
  await hold(ctx, input.holds, { purpose: input.purpose, priority: input.priority, expiresAt: input.expiresAt });
  return {};
});

export const handleVoidHolds = handle(voidHolds, async (ctx, input) => ({ ended: await voidHold(ctx, input.holds) }));

export const handleExpireHolds = handle(expireHolds, async (ctx) => ({ ended: await expireOverdue(ctx) }));

export const handleCloseMonth = handle(closeMonth, async (ctx, input) => {
  if (input.month >= dayIn(ctx.mission.timeZone, ctx.now).slice(0, 7)) throw problems.problem('month-not-over', { month: input.month });
  return callCloseMonth.one(ctx.tx, { month: `${input.month}-01`, at: ctx.now.toISOString(), commandId: ctx.command.id });
});
