import type { CommandContext } from '#foundation/pipeline/context.ts';
import { listFree, postGoods } from '#kernel/goods/server/index.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { takeFrom } from '../domain/handover.ts';
import type { Pile } from '../domain/handover.ts';
import { listMissed } from './stock.repo.ts';

export interface Amount {
  readonly itemId: string;
  readonly qty: number;
}
type At = StockAt;

/** Good goods of these items under a place, first to expire first. */
export async function pilesAt(ctx: CommandContext, place: string, items: readonly string[], any = false): Promise<Pile<At>[]> {
  const rows = await listFree(ctx, { items: [...new Set(items)], under: place, ...(any ? { conditions: null } : {}) });
  return rows.map((row) => ({ at: row.at, itemId: row.at.item, free: row.qty }));
}

/** Where an item would lie if nothing of it were booked. */
export const nowhere =
  (place: string) =>
  (item: string): At => ({ item, place, condition: 'good', owner: 'own' });

/** Moves of so much from one place to another; lot, grant and owner go along. */
export async function movesBetween(ctx: CommandContext, from: string, to: string, lines: readonly Amount[]) {
  const piles = await pilesAt(
    ctx,
    from,
    lines.map((line) => line.itemId),
  );
  return takeFrom(piles, lines, nowhere(from)).map(({ at, qty }) => ({ from: at, to: { ...at, place: to }, qty }));
}

/**
 * What a later count found to be missing and an act told only now explains: it comes back out of the count's difference, into
 * the very bucket that it was taken from.
 */
export async function explained(ctx: CommandContext, eventId: string, piles: readonly Pile<At>[], lines: readonly Amount[]) {
  const short = new Map<string, number>();
  for (const { itemId, qty } of lines) short.set(itemId, (short.get(itemId) ?? 0) + qty);
  for (const { itemId, free } of piles) if (short.has(itemId)) short.set(itemId, short.get(itemId)! - Math.max(0, free));
  const items = [...short].filter(([, qty]) => qty > 0).map(([itemId]) => itemId);
  if (items.length === 0) return [];
  const missed = await listMissed.all(ctx.tx, { eventId, items, at: ctx.command.occurredAt.toISOString() });
  return missed.flatMap(({ qty, lot, grant, owner, ...rest }) => {
    const open = short.get(rest.item)!;
    const part = Math.min(open, qty);
    if (part <= 0) return [];
    short.set(rest.item, open - part);
    const at: At = { ...rest, ...(lot ? { lot } : {}), ...(grant ? { grant } : {}), owner: owner as At['owner'] };
    return [{ at, itemId: rest.item, free: part }];
  });
}

/** Posts moves, when there are any. */
export async function postMoves(
  ctx: CommandContext,
  document: { documentId: string; kind: string; moves: Parameters<typeof postGoods>[1]['moves']; holds?: readonly string[] },
): Promise<void> {
  if (document.moves.length > 0) await postGoods(ctx, document);
}
