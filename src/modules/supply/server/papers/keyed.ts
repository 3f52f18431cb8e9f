import type { Tx } from '#foundation/db/tx.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { paperProblems } from '../../contract/papers/waybills.ts';
import { blindLines, tellAfterCheck } from '../stores/count-asks.ts';
import { listKeyedSheets, lockCount } from '../stores/counts.repo.ts';
import type { CountFound } from '../stores/counts.repo.ts';
import { findCountPosition, findReceiptPosition } from '../stores/documents.repo.ts';
import { positionBy } from '../stores/shared.ts';
import { positionOfLeg } from '../transport/facts.ts';
import { findDeliveryPosition, findLegPosition } from '../transport/positions.repo.ts';
import { findKeyed, insertCheck, insertKeyed } from './keyed.repo.ts';
import type { KeyedFound, KeyedWrite } from './keyed.repo.ts';

/** Keeps that the figures of a record were keyed from a signed paper by whoever told them; the record itself is written before. */
export function keepKeyed(ctx: CommandContext, record: Omit<KeyedWrite, 'by' | 'at' | 'commandId'>): void {
  insertKeyed.defer(ctx.tx, { ...record, by: ctx.actor.userId, at: ctx.now.toISOString(), commandId: ctx.command.id });
}

const ofReceipt = positionBy(findReceiptPosition);
const ofCount = positionBy(findCountPosition);
/** A paper lies where its record does. */
export async function positionOfKeyed(tx: Tx, id: string): Promise<Position | undefined> {
  const found = await findKeyed.maybe(tx, { id });
  if (!found) return undefined;
  if (found.receiptId) return ofReceipt(tx, found.receiptId);
  if (found.countId) return ofCount(tx, found.countId);
  return found.deliveryId ? findDeliveryPosition.maybe(tx, { id: found.deliveryId }) : findLegPosition.maybe(tx, { id: found.legId! });
}

/** A second person says of figures keyed from paper whether they agree, once, and where they do not, why. */
export const handleCheckPaper = handle(checkPaper, async (ctx, input) => {
  const keyed = await findKeyed.maybe(ctx.tx, { id: input.keyedId });
  if (!keyed) throw paperProblems.problem('not-from-paper');
  const { id, number, keyedBy } = keyed;
  if (keyed.checked) throw paperProblems.problem('paper-checked', { number });
  if (keyedBy === ctx.actor.userId) throw paperProblems.problem('checker-same', { number });
  if (!input.agrees && !input.note) throw paperProblems.problem('check-note-missing');
  const count = keyed.countId ? await lockCount.one(ctx.tx, { id: keyed.countId }) : undefined;
  if (count?.state === 'counting') await mustSeeAll(ctx, count, id);
  await insertCheck.run(ctx.tx, {
    id,
    keyedBy,
    agrees: input.agrees,
    note: input.note ?? null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    commandId: ctx.command.id,
  });
  touchRecord(ctx, keyed);
  if (!input.agrees) await askAgain(ctx, keyed);
  if (count) await tellAfterCheck(ctx, count);
  return {};
});

/** Who may still be asked to count some of a sheet again does so before they see what was counted there, or it would not be blind. */
async function mustSeeAll(ctx: CommandContext, count: CountFound, keyedId: string): Promise<void> {
  const blind = await blindLines(ctx, count.id);
  const sheets = await listKeyedSheets.all(ctx.tx, { id: count.id, me: ctx.actor.userId });
  const keyed = sheets.find((sheet) => sheet.keyed?.id === keyedId)?.lines ?? [];
  const lines = keyed.filter(({ line }) => blind.has(line)).length;
  if (lines > 0) throw paperProblems.problem('check-after-count', { number: count.number, lines });
}

function touchRecord(ctx: CommandContext, { deliveryId, legId, receiptId, countId }: KeyedFound): void {
  const touched = { delivery: deliveryId, 'shipment-leg': legId, receipt: receiptId, 'stock-count': countId };
  for (const [kind, id] of Object.entries(touched)) if (id) ctx.touch(kind, id);
}

/** Figures that do not agree with their paper stay booked, and somebody is asked. Of a count nothing is booked: its lines are open again. */
async function askAgain(ctx: CommandContext, { number, waybill, shipment, legId, receiptId }: KeyedFound): Promise<void> {
  if (receiptId)
    await ctx.raise({
      kind: 'supply.receipt-misread',
      subject: { kind: 'receipt', id: receiptId },
      figures: { number },
      position: (await ofReceipt(ctx.tx, receiptId))!,
    });
  if (legId)
    await ctx.raise({
      kind: 'supply.paper-misread',
      subject: { kind: 'shipment-leg', id: legId },
      figures: { number, waybill, shipment },
      position: await positionOfLeg(ctx, legId),
    });
}
