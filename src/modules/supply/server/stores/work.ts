import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { convert } from '#foundation/money.ts';
import { Problem } from '#foundation/problem.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { rateOn } from '#kernel/rates/server/index.ts';
import {
  adjustStock,
  askRelease,
  moveStock,
  quarantineStock,
  sortLoad,
  transferCustody,
  transferTitle,
} from '../../contract/stores/documents.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import type { Taken } from '../../contract/stores/shapes.ts';
import {
  decideAdjustment,
  decideMove,
  decideQuarantine,
  decideRelease,
  decideTitle,
  needsSecondPerson,
  sortingMoves,
} from '../../domain/stores/work.ts';
import type { Change } from '../../domain/stores/work.ts';
import { findRules, listCosts } from './keeping.repo.ts';
import { lotsOf } from './receipts.ts';
import { carryOut, orThrow, placesInside, placesNamed, storeOf, takenOf } from './shared.ts';
import { mayGrants } from '../grants.ts';

/** The places that lines and a target name, all of them inside the store. */
async function inside(ctx: CommandContext, store: string, lines: readonly Taken[], to?: string): Promise<void> {
  await placesInside(ctx, store, [...lines.map((line) => line.at.place), ...(to ? [to] : [])]);
}

export const handleMoveStock = handle(moveStock, async (ctx, { lines: said, ...input }) => {
  const lines = await takenOf(ctx, said);
  const places = await placesInside(ctx, input.placeId, [...lines.map((line) => line.at.place), ...lines.map((line) => line.to)]);
  const handed = lines.find((line) => places.get(line.at.place)!.org !== places.get(line.to)!.org);
  if (handed) throw storeProblems.problem('custody-needs-document', { place: places.get(handed.to)!.code });
  const moves = orThrow(decideMove(lines));
  return carryOut(ctx, { id: input.documentId, kind: 'move', placeId: input.placeId, moves, note: input.note });
});

export const handleQuarantineStock = handle(quarantineStock, async (ctx, input) => {
  const lines = await takenOf(ctx, input.lines);
  await inside(ctx, input.placeId, lines, input.to);
  const moves = orThrow(decideQuarantine(lines, input.to));
  const { documentId: id, placeId, reason, photos } = input;
  return carryOut(ctx, { id, kind: 'quarantine', placeId, moves, reason, photos });
});

export const handleAskRelease = handle(askRelease, async (ctx, input) => {
  const lines = await takenOf(ctx, input.lines);
  await inside(ctx, input.placeId, lines, input.to);
  const moves = orThrow(decideRelease(lines, input.as, input.to));
  const { documentId: id, placeId, reason, photos } = input;
  return carryOut(ctx, { id, kind: 'release', placeId, moves, reason, photos, asked: true });
});

export const handleAdjustStock = handle(adjustStock, async (ctx, input) => {
  const lines = await takenOf(ctx, input.lines);
  await placesInside(
    ctx,
    input.placeId,
    lines.map((line) => line.at.place),
  );
  const moves = orThrow(decideAdjustment(input.cause, lines));
  const rules = await findRules.one(ctx.tx, {});
  const qty = lines.reduce((sum, line) => sum + Math.abs(line.change), 0);
  const value = await valueOf(ctx, lines, rules.currency);
  const asked = needsSecondPerson({ adjustQty: rules.adjust_qty, adjustValue: rules.adjust_value }, qty, value);
  const { documentId: id, placeId, reason, photos } = input;
  return carryOut(ctx, { id, kind: 'adjustment', placeId, moves, reason, photos, asked, reference: input.cause });
});

/** What changes are worth in one currency; unknown where a rate is missing. Lots without a cost are worth nothing here. */
async function valueOf(ctx: CommandContext, lines: readonly Change[], currency: string): Promise<number | 'unknown'> {
  const lots = [...new Set(lines.flatMap((line) => line.at.lot ?? []))];
  const costs = new Map((await listCosts.all(ctx.tx, { lots })).map((lot) => [lot.id, lot]));
  const sums = new Map<string, number>();
  for (const { at, change } of lines) {
    const cost = at.lot && costs.get(at.lot);
    if (cost) sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + Math.abs(change) * cost.minor);
  }
  let total = 0;
  for (const [from, minor] of sums) {
    const worth = from === currency ? minor : await converted(ctx, { minor, currency: from }, currency);
    if (worth === undefined) return 'unknown';
    total += worth;
  }
  return total;
}
async function converted(ctx: CommandContext, money: { minor: number; currency: string }, to: string): Promise<number | undefined> {
  try {
    return convert(money, await rateOn(ctx, money.currency, to, dayIn(ctx.mission.timeZone, ctx.now))).minor;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** What came out of a load; what is not named stays a load. Owner and grant stay those of the load: papers change them. */
export const handleSortLoad = handle(sortLoad, async (ctx, input) => {
  await storeOf(ctx, input.placeId);
  const from = await takenOf(ctx, input.from);
  // Who does not read grants says none: what came out of a load is of the load's own.
  const loadGrant = mayGrants(ctx) ? undefined : from[0]?.at.grant;
  await placesInside(ctx, input.placeId, [...from.map((line) => line.at.place), ...input.into.map((line) => line.place)]);
  const lots = await lotsOf(ctx, input.into, {});
  const into = input.into.map((line, index) => {
    const [lot, grant] = [lots[index], line.grant ?? loadGrant];
    const at: StockAt = {
      item: line.itemId,
      place: line.place,
      condition: line.condition,
      owner: line.owner,
      ...(lot ? { lot } : {}),
      ...(grant ? { grant } : {}),
    };
    return { at, qty: line.qty, pack: line.pack };
  });
  const moves = orThrow(sortingMoves(from, into));
  const subject = input.receiptId ? { kind: 'receipt', id: input.receiptId } : undefined;
  return carryOut(ctx, { id: input.documentId, kind: 'sorting', placeId: input.placeId, moves, note: input.note, subject });
});

export const handleTransferTitle = handle(transferTitle, async (ctx, input) => {
  const lines = await takenOf(ctx, input.lines);
  await inside(ctx, input.placeId, lines);
  const moves = orThrow(decideTitle(lines, input.toOwner));
  const { documentId: id, placeId, reason, reference, photos, toOwner } = input;
  const orgId = ['own', 'government', 'unknown'].includes(toOwner) ? undefined : toOwner;
  // What belongs to somebody else cannot be asked back: a second person looks at it first.
  return carryOut(ctx, { id, kind: 'title', placeId, moves, reason, reference, photos, orgId, asked: true });
});

export const handleTransferCustody = handle(transferCustody, async (ctx, input) => {
  const lines = await takenOf(ctx, input.lines);
  await inside(ctx, input.placeId, lines);
  const from = await placesNamed(
    ctx,
    input.placeId,
    lines.map((line) => line.at.place),
  );
  const to = await placesNamed(
    ctx,
    input.placeId,
    lines.map((line) => line.to),
  );
  const same = lines.find((line) => from.get(line.at.place)!.org === to.get(line.to)!.org);
  if (same) throw storeProblems.problem('custody-same', { place: to.get(same.to)!.code });
  const moves = orThrow(decideMove(lines));
  const { documentId: id, placeId, reason, reference, photos } = input;
  const orgId = to.get(lines[0]!.to)!.org ?? undefined;
  return carryOut(ctx, { id, kind: 'custody', placeId, moves, reason, reference, photos, orgId });
});
