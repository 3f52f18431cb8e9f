import { fold } from '#foundation/fold.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { dayIn } from '#foundation/time.ts';
import type * as z from 'zod';
import { linkFile } from '#kernel/files/server/index.ts';
import { createProvisionalItem, ensureLots, lockGoods, postGoods, reverseGoods } from '#kernel/goods/server/index.ts';
import { enterNumber, takeNumber } from '#kernel/numbers/server/index.ts';
import { receiptRecorded } from '../../contract/stores/keeping.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { recordReceipt, reverseReceipt } from '../../contract/stores/receipts.ts';
import type { LotSeen, ReceiptLine } from '../../contract/stores/receipts.ts';
import { conditionOf, differenceOf, receiptMoves } from '../../domain/stores/receipt.ts';
import type { CountedLine } from '../../domain/stores/receipt.ts';
import { keepKeyed } from '../papers/keyed.ts';
import { markReversed } from './documents.repo.ts';
import {
  countOpen,
  insertReceipt,
  listClosedGrants,
  listExpiries,
  listLinesOf,
  listPostedWith,
  lockReceipt,
  markReceiptReversed,
} from './receipts.repo.ts';
import type { ReceiptFound, ReceiptLineFound, ReceiptLineWrite } from './receipts.repo.ts';
import { idNow, officeOf, ratiosOf, storeOf } from './shared.ts';
import type { positionOf } from './shared.ts';

type Input = z.output<typeof recordReceipt.input>;

/** The exceptions of a receipt. */
export const differs = 'supply.receipt-differs';
export const withoutPapers = 'supply.receipt-without-papers';
export const afterGrant = 'supply.received-after-grant';

export const handleRecordReceipt = handle(recordReceipt, keepReceipt);

/** Posts and keeps what came through the gate. */
export async function keepReceipt(ctx: CommandContext, input: Input): Promise<z.output<typeof recordReceipt.result>> {
  const place = await storeOf(ctx, input.placeId);
  await enterNewItems(ctx, input.lines);
  const lots = await lotsOf(
    ctx,
    input.lines.map((line) => ({ itemId: line.itemId, lot: line.lot })),
    {
      supplierId: input.source === 'order' ? input.senderId : undefined,
      supplierRef: input.reference,
    },
  );
  const lines = await countedLines(ctx, input, lots);
  const ratios = await ratiosOf(
    ctx,
    lines.map((line) => line.pack),
  );
  const moves = lines.flatMap((line) => receiptMoves(input.source, line, ratios));
  if (moves.length === 0) throw storeProblems.problem('nothing-counted');
  await postGoods(ctx, { documentId: input.receiptId, kind: 'receipt', moves });
  const number = await numberOf(ctx, input);
  await insertReceipt.run(ctx.tx, {
    ...headOf(ctx, input, number),
    lines: lines.map((line, at) => lineWrite(line, input.lines[at]!)),
    checks: checksOf(input),
  });
  if (input.fromPaper) keepKeyed(ctx, { id: input.receiptId, receiptId: input.receiptId });
  for (const fileId of input.photos)
    await linkFile(ctx, { fileId, subject: { kind: 'receipt', id: input.receiptId }, permission: 'supply.list-receipts' });
  ctx.touch('receipt', input.receiptId);
  const at = {
    areas: [...place.areas],
    ...(place.siteId ? { sites: [place.siteId] } : {}),
    ...(place.orgId ? { orgs: [place.orgId] } : {}),
  };
  await tellGrants(ctx, number, lines, at);
  if (input.source === 'unknown')
    await ctx.raise({
      kind: withoutPapers,
      subject: { kind: 'receipt', id: input.receiptId },
      figures: { number, lines: lines.length },
      position: at,
    });
  const differing = lines.filter((line) => input.source !== 'unknown' && differenceOf(line).missing + differenceOf(line).extra > 0).length;
  if (differing > 0) await tellDifferences(ctx, { id: input.receiptId, number }, at);
  ctx.emit(receiptRecorded, { receiptId: input.receiptId, placeId: input.placeId, lines: lines.length, differing });
  return { number, differing };
}

/** What nobody has in the catalogue is entered as provisional, so that it can be counted now and named later. */
async function enterNewItems(ctx: CommandContext, lines: readonly z.output<typeof ReceiptLine>[]): Promise<void> {
  const entered = new Set<string>();
  for (const { itemId, newItem } of lines) {
    if (!newItem || entered.has(itemId)) continue;
    entered.add(itemId);
    const code = `NEW-${itemId.slice(-12).toUpperCase()}`;
    await createProvisionalItem(ctx, { itemId, code, name: newItem.name, unit: newItem.unit });
  }
}

/** Makes the lots that were read off cartons; the same number of the same item is one lot, however often it was read. */
export async function lotsOf(
  ctx: CommandContext,
  seen: readonly { readonly itemId: string; readonly lot?: z.output<typeof LotSeen> | undefined }[],
  from: { readonly supplierId?: string | undefined; readonly supplierRef?: string | undefined },
): Promise<(string | undefined)[]> {
  const first = new Map<string, string>();
  const wanted = new Map<string, Parameters<typeof ensureLots>[1][number]>();
  const keys = seen.map(({ itemId, lot }) => {
    if (!lot) return undefined;
    const key = `${itemId} ${fold(lot.code).replaceAll(' ', '') || lot.code}`;
    if (!first.has(key)) {
      first.set(key, lot.id);
      const { id, code, expiresOn, madeOn, unitCost } = lot;
      wanted.set(lot.id, {
        lotId: id,
        itemId,
        code,
        expiresOn,
        madeOn,
        unitCost,
        supplierId: from.supplierId,
        supplierRef: from.supplierRef,
      });
    }
    return key;
  });
  const kept = await ensureLots(ctx, [...wanted.values()]);
  return keys.map((key) => (key === undefined ? undefined : kept.get(first.get(key)!)));
}

/** Each line with its lot, its owner, and the condition in which it is kept. */
async function countedLines(ctx: CommandContext, input: Input, lots: readonly (string | undefined)[]): Promise<CountedLine[]> {
  const known = lots.filter((lot): lot is string => lot !== undefined);
  const expiries = new Map((await listExpiries.all(ctx.tx, { ids: [...new Set(known)] })).map((lot) => [lot.id, lot.expires_on]));
  const verdicts = Map.groupBy(input.checks, (check) => check.itemId);
  const today = dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
  return input.lines.map((line, index): CountedLine => {
    const lot = lots[index];
    const expiresOn = lot && expiries.get(lot);
    const seen = {
      verdicts: (verdicts.get(line.itemId) ?? []).map((check) => check.verdict),
      expired: expiresOn !== undefined && expiresOn < today,
    };
    return {
      item: line.itemId,
      lot,
      place: input.placeId,
      grant: line.grantId,
      owner: line.owner ?? (input.source === 'unknown' && input.owner === 'own' ? 'unknown' : input.owner),
      pack: line.pack,
      expected: input.source === 'unknown' ? undefined : line.expected,
      good: line.good,
      damaged: line.damaged,
      condition: conditionOf(line.condition, seen),
    };
  });
}

async function numberOf(ctx: CommandContext, input: Input): Promise<string> {
  const subject = { kind: 'receipt', id: input.receiptId };
  if (input.number) return enterNumber(ctx, input.number, subject);
  return takeNumber(ctx, { kind: 'GRN', office: await officeOf(ctx, input.placeId), subject });
}

function headOf(ctx: CommandContext, input: Input, number: string) {
  return {
    id: input.receiptId,
    number,
    placeId: input.placeId,
    source: input.source,
    reference: input.reference ?? null,
    senderId: input.senderId ?? null,
    transporterId: input.transporterId ?? null,
    plate: input.plate || null,
    waybill: input.waybill || null,
    owner: input.source === 'unknown' && input.owner === 'own' ? 'unknown' : input.owner,
    note: input.note || null,
    arrivedAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
    by: ctx.actor.userId,
    commandId: ctx.command.id,
  };
}

function lineWrite(line: CountedLine, said: z.output<typeof ReceiptLine>): ReceiptLineWrite {
  return {
    item_id: line.item,
    lot_id: line.lot ?? null,
    grant_id: line.grant ?? null,
    owner: line.owner,
    pack_id: line.pack?.packId ?? null,
    pack_count: line.pack?.count ?? null,
    expected: line.expected ?? null,
    good: line.good,
    damaged: line.damaged,
    condition: line.condition,
    note: said.note || null,
  };
}

const checksOf = (input: Input) =>
  input.checks.map((check) => ({
    id: check.id,
    item_id: check.itemId,
    specification: check.specification,
    sample_size: check.sampleSize,
    defects: check.defects,
    verdict: check.verdict,
    note: check.note || null,
  }));

type At = ReturnType<typeof positionOf>;

/** Goods that came for a grant which has ended: they are there, and somebody must say what becomes of them. */
async function tellGrants(ctx: CommandContext, receipt: string, lines: readonly CountedLine[], at: At): Promise<void> {
  const ids = [...new Set(lines.flatMap((line) => line.grant ?? []))];
  if (ids.length === 0) return;
  const day = dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
  for (const grant of await listClosedGrants.all(ctx.tx, { ids, day }))
    await ctx.raise({
      kind: afterGrant,
      subject: { kind: 'grant', id: grant.id },
      // Which grant it is stands on the grant, for who reads it: the store's people see the exception too.
      figures: { receipt },
      position: at,
    });
}

/** One exception for all differences of a receipt; it closes itself when each has found its end. */
export async function tellDifferences(ctx: CommandContext, receipt: { id: string; number: string }, at: At): Promise<void> {
  const subject = { kind: 'receipt', id: receipt.id };
  const open = await countOpen.one(ctx.tx, { id: receipt.id });
  if (open.lines === 0) await ctx.settle(differs, subject);
  else await ctx.raise({ kind: differs, subject, figures: { number: receipt.number, ...open }, position: at });
}

/** A receipt for update, not taken back. */
export async function takeReceipt(ctx: CommandContext, id: string): Promise<ReceiptFound> {
  const receipt = await lockReceipt.maybe(ctx.tx, { id });
  if (!receipt) throw storeProblems.problem('receipt-not-found');
  if (receipt.state === 'reversed') throw storeProblems.problem('receipt-reversed', { number: receipt.number });
  ctx.touch('receipt', id);
  return receipt;
}

/** A kept line as it was counted. */
export function countedOf(receipt: ReceiptFound, line: ReceiptLineFound): CountedLine & { settled: number } {
  return {
    item: line.item_id,
    lot: line.lot_id ?? undefined,
    place: receipt.place_id,
    grant: line.grant_id ?? undefined,
    owner: line.owner as CountedLine['owner'],
    pack: line.pack_id ? { packId: line.pack_id, count: line.pack_count! } : undefined,
    expected: line.expected ?? undefined,
    good: line.good,
    damaged: line.damaged,
    condition: line.condition as CountedLine['condition'],
    settled: line.settled,
  };
}

export const handleReverseReceipt = handle(reverseReceipt, async (ctx, input) => {
  const receipt = await takeReceipt(ctx, input.receiptId);
  if (receipt.matched_at) throw storeProblems.problem('receipt-has-papers', { number: receipt.number });
  const lines = await listLinesOf.all(ctx.tx, { id: receipt.id, line: null });
  await lockGoods(
    ctx,
    lines.flatMap((line) => receiptMoves(receipt.source, countedOf(receipt, line), new Map())),
  );
  // What was corrected or settled since goes back first, the newest before the older.
  for (const later of await listPostedWith.all(ctx.tx, { id: receipt.id })) {
    const reversalId = idNow(ctx);
    await backwards(ctx, later.id, reversalId, receipt.number);
    if (later.kind === 'difference') await markReversed.run(ctx.tx, { id: later.id, reversalId, reason: input.reason });
  }
  await backwards(ctx, receipt.id, input.reversalId, receipt.number);
  await markReceiptReversed.run(ctx.tx, {
    id: receipt.id,
    reversalId: input.reversalId,
    reason: input.reason,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
  });
  for (const kind of [differs, withoutPapers]) await ctx.settle(kind, { kind: 'receipt', id: receipt.id });
  return {};
});

/** Posts the counter-document; what stands in the way is told in the words of receipts. */
async function backwards(ctx: CommandContext, documentId: string, reversalId: string, number: string): Promise<void> {
  try {
    await reverseGoods(ctx, documentId, reversalId);
  } catch (error) {
    if (!(error instanceof Problem) || !['goods.reversal-blocked', 'goods.short'].includes(error.code)) throw error;
    throw storeProblems.problem('receipt-goods-moved-on', { ...error.figures, number });
  }
}
