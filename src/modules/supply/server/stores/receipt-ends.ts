import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Move, StockAt } from '#kernel/goods/contract/moves.ts';
import { lockGoods, postGoods } from '#kernel/goods/server/index.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { correctReceiptLine, matchReceipt, settleDifference } from '../../contract/stores/receipts.ts';
import type { Owner } from '../../contract/stores/shapes.ts';
import { claimMoves, matchOf } from '../../domain/stores/match.ts';
import { difference, outsideOf } from '../../domain/stores/moves.ts';
import { endsMissing, originOf, receiptMoves, settlementMoves } from '../../domain/stores/receipt.ts';
import { addSettled, correctLine, listFoundOn, listLinesOf, listUnclaimed, matchReceiptRow } from './receipts.repo.ts';
import type { ReceiptFound, ReceiptLineFound } from './receipts.repo.ts';
import { countedOf, differs, takeReceipt, tellDifferences, withoutPapers } from './receipts.ts';
import { carryOut, idNow, positionOf, ratiosOf } from './shared.ts';

async function lineOf(ctx: CommandContext, receipt: ReceiptFound, line: number): Promise<ReceiptLineFound> {
  const [found] = await listLinesOf.all(ctx.tx, { id: receipt.id, line });
  if (!found) throw storeProblems.problem('receipt-line-not-found', { line });
  return found;
}

/** A line counted or typed wrongly, or in a pack of a wrong ratio: what it differs by is posted, what it said is kept. */
export const handleCorrectReceiptLine = handle(correctReceiptLine, async (ctx, input) => {
  const receipt = await takeReceipt(ctx, input.receiptId);
  const former = await lineOf(ctx, receipt, input.line);
  if (former.version !== input.version) throw storeProblems.problem('line-changed-meanwhile', { seen: input.version, now: former.version });
  const ratios = await ratiosOf(ctx, [input.pack, former.pack_id ? { packId: former.pack_id } : undefined]);
  const counted = countedOf(receipt, former);
  const next = { ...counted, good: input.good, damaged: input.damaged, expected: input.expected, pack: input.pack };
  const moves = difference(receiptMoves(receipt.source, counted, ratios), receiptMoves(receipt.source, next, ratios));
  if (moves.length > 0) await postGoods(ctx, { documentId: input.documentId, kind: 'receipt-correction', moves });
  await correctLine.run(ctx.tx, {
    id: input.documentId,
    receiptId: receipt.id,
    line: input.line,
    packId: input.pack?.packId ?? null,
    packCount: input.pack?.count ?? null,
    expected: input.expected ?? null,
    good: input.good,
    damaged: input.damaged,
    reason: input.reason,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  await tellDifferences(ctx, receipt, positionOf(receipt));
  return {};
});

/** What is written off waits for a second person; the rest is posted at once. */
export const handleSettleDifference = handle(settleDifference, async (ctx, input) => {
  const receipt = await takeReceipt(ctx, input.receiptId);
  const line = await lineOf(ctx, receipt, input.line);
  const moves = settlementMoves(receipt.source, countedOf(receipt, line), input.outcome, input.qty);
  if (!moves) {
    const open = (endsMissing(input.outcome) ? line.missing : line.extra) - line.settled;
    throw storeProblems.problem('outcome-unfit', { outcome: input.outcome, open: Math.max(open, 0), asked: input.qty });
  }
  const asked = input.outcome === 'written-off';
  const done = await carryOut(ctx, {
    id: input.documentId,
    kind: 'difference',
    placeId: receipt.place_id,
    moves,
    asked,
    reason: input.reason,
    reference: input.reference,
    subject: { kind: 'receipt', id: receipt.id, line: input.line },
  });
  if (!asked) {
    await addSettled.run(ctx.tx, { id: receipt.id, line: input.line, qty: input.qty });
    await tellDifferences(ctx, receipt, positionOf(receipt));
  }
  return done;
});

/** The papers of a truck without papers: whose the goods are, by which grant, and what of them did not come. */
export const handleMatchReceipt = handle(matchReceipt, async (ctx, input) => {
  const receipt = await takeReceipt(ctx, input.receiptId);
  if (receipt.source !== 'unknown') throw storeProblems.problem('receipt-has-papers', { number: receipt.number });
  const lines = await listLinesOf.all(ctx.tx, { id: receipt.id, line: null });
  const found = await listFoundOn.all(ctx.tx, { id: receipt.id });
  const { rows, missing, extra } = matchOf(input.expected, found);
  const grantOf = new Map(input.expected.map((one) => [one.itemId, one.grantId ?? input.grantId]));
  const unclaimed = await listUnclaimed.all(ctx.tx, { store: receipt.store_id, items: [...new Set(found.map((one) => one.item_id))] });
  const claim = claimMoves(found, unclaimed, { owner: input.owner, grantOf: (item) => grantOf.get(item) ?? input.grantId });
  const origin = originMoves(input.source, receipt, lines, { rows, owner: input.owner });
  await lockGoods(ctx, [...origin, ...claim.title, ...claim.earmark]);
  await postGoods(ctx, { documentId: input.documentId, kind: 'receipt-match', moves: origin });
  const draft = {
    placeId: receipt.place_id,
    reference: input.reference,
    reason: input.reference,
    subject: { kind: 'receipt', id: receipt.id },
  };
  if (claim.title.length > 0) await carryOut(ctx, { ...draft, id: idNow(ctx), kind: 'title', moves: claim.title });
  if (claim.earmark.length > 0) await carryOut(ctx, { ...draft, id: idNow(ctx), kind: 'earmark', moves: claim.earmark });
  await matchReceiptRow.run(ctx.tx, {
    id: receipt.id,
    source: input.source,
    reference: input.reference,
    senderId: input.senderId ?? null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    rows,
  });
  await ctx.settle(withoutPapers, { kind: 'receipt', id: receipt.id });
  if (missing + extra > 0) {
    const figures = { number: receipt.number, lines: rows.filter((row) => row.expected !== row.found).length, missing, extra, damaged: 0 };
    await ctx.raise({ kind: differs, subject: { kind: 'receipt', id: receipt.id }, figures, position: positionOf(receipt) });
  }
  return { claimed: claim.claimed, unclaimed: claim.unclaimed, missing, extra };
});

/** What stood in dispute because nobody knew its sender, and what the sender says to have sent that never came. */
function originMoves(
  source: 'order' | 'gift',
  receipt: ReceiptFound,
  lines: readonly ReceiptLineFound[],
  matched: { readonly rows: readonly { item_id: string; expected: number; found: number }[]; readonly owner: Owner },
): Move[] {
  const virtual = originOf(source);
  const arrived = lines.map((line): Move => {
    const at: Omit<StockAt, 'condition'> = countedOf(receipt, line) as unknown as Omit<StockAt, 'condition'>;
    return { from: outsideOf(virtual, at), to: outsideOf('in-dispute', at), qty: line.good + line.damaged };
  });
  const never = matched.rows
    .filter((row) => row.expected > row.found)
    .map((row): Move => {
      const at = { item: row.item_id, place: receipt.place_id, owner: matched.owner };
      return { from: outsideOf(virtual, at), to: outsideOf('in-dispute', at), qty: row.expected - row.found };
    });
  return [...arrived, ...never];
}
