import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem, commonProblems } from '#foundation/problem.ts';
import { postGoods, reverseGoods } from '#kernel/goods/server/index.ts';
import { untell } from '#kernel/notify/server/index.ts';
import { approveDocument, declineDocument, recallLot, reverseStoreDocument } from '../../contract/stores/documents.ts';
import { storeDocumentPosted } from '../../contract/stores/keeping.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { whyNotReverse } from '../../domain/stores/reversal.ts';
import { decideDocument, listLines, lockDocument, markReversed } from './documents.repo.ts';
import type { DocumentFound } from './documents.repo.ts';
import { mayGrants, readsGrants } from '../grants.ts';
import { judgeTransfer } from './grant-transfers.ts';
import { setLoanState } from './loans.repo.ts';
import { addSettled } from './receipts.repo.ts';
import { takeReceipt, tellDifferences } from './receipts.ts';
import { ledgerKind, moveOf, positionOf } from './shared.ts';

async function takeDocument(ctx: CommandContext, id: string): Promise<DocumentFound> {
  const document = await lockDocument.maybe(ctx.tx, { id });
  if (!document) throw storeProblems.problem('document-not-found');
  ctx.touch('store-document', id);
  if (document.subject_kind && document.subject_id) ctx.touch(document.subject_kind, document.subject_id);
  return document;
}

/** What waits for a second person, who is not the one who asked, and of grants sees which they are. */
async function takeAsked(ctx: CommandContext, id: string): Promise<DocumentFound> {
  const document = await takeDocument(ctx, id);
  if (document.state !== 'asked') throw storeProblems.problem('document-decided', { number: document.number });
  if (document.made_by === ctx.actor.userId) throw storeProblems.problem('second-person-needed', { number: document.number });
  if (document.kind === 'grant-transfer' && !mayGrants(ctx)) throw commonProblems.problem('not-permitted', { permission: readsGrants });
  await untell(ctx, { kind: 'store-document-waits', subject: { kind: 'store-document', id } });
  return document;
}

export const handleApproveDocument = handle(approveDocument, async (ctx, input) => {
  const document = await takeAsked(ctx, input.documentId);
  const moves = (await listLines.all(ctx.tx, { id: document.id })).map(moveOf);
  if (document.kind === 'grant-transfer') await judgeTransfer(ctx, document.id, moves);
  await postGoods(ctx, { documentId: document.id, kind: ledgerKind[document.kind], moves });
  await decideDocument.run(ctx.tx, {
    id: document.id,
    state: 'posted',
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    note: input.note || null,
  });
  if (document.kind === 'loan') await setLoanState.run(ctx.tx, { id: document.id, state: 'open' });
  if (document.kind === 'difference')
    await settle(
      ctx,
      document,
      moves.reduce((sum, move) => sum + move.qty, 0),
    );
  ctx.emit(storeDocumentPosted, { documentId: document.id, kind: document.kind, placeId: document.place_id });
  return {};
});

async function settle(ctx: CommandContext, document: DocumentFound, qty: number): Promise<void> {
  const receipt = await takeReceipt(ctx, document.subject_id!);
  await addSettled.run(ctx.tx, { id: receipt.id, line: document.subject_line!, qty });
  await tellDifferences(ctx, receipt, positionOf(receipt));
}

export const handleDeclineDocument = handle(declineDocument, async (ctx, input) => {
  const document = await takeAsked(ctx, input.documentId);
  await decideDocument.run(ctx.tx, {
    id: document.id,
    state: 'declined',
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    note: input.note,
  });
  if (document.kind === 'loan') await setLoanState.run(ctx.tx, { id: document.id, state: 'declined' });
  return {};
});

export const handleReverseStoreDocument = handle(reverseStoreDocument, async (ctx, input) => {
  const document = await takeDocument(ctx, input.documentId);
  const posted = { kind: document.kind, madeBy: document.made_by, secondPerson: document.second_person };
  const actor = { userId: ctx.actor.userId, mayRecall: ctx.can(recallLot.name, {}) };
  const not = document.state === 'posted' ? whyNotReverse(posted, actor) : 'document-not-reversible';
  if (not) throw storeProblems.problem(not, { number: document.number });
  try {
    await reverseGoods(ctx, document.id, input.reversalId);
  } catch (error) {
    if (!(error instanceof Problem) || !['goods.reversal-blocked', 'goods.short'].includes(error.code)) throw error;
    throw storeProblems.problem('document-goods-moved-on', { ...error.figures, number: document.number });
  }
  await markReversed.run(ctx.tx, { id: document.id, reversalId: input.reversalId, reason: input.reason });
  return {};
});
