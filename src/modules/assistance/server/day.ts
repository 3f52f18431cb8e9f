import { newId } from '#foundation/ids.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { holdGoods, itemsOf, listFree } from '#kernel/goods/server/index.ts';
import {
  bringStock,
  closeLane,
  countStock,
  eventStopped,
  openEvent,
  releaseStock,
  reserveStock,
  returnStock,
  stopEvent,
} from '../contract/day.ts';
import { problems } from '../contract/problems.ts';
import { afterFact, mayDecide } from '../domain/states.ts';
import { takeFrom } from '../domain/handover.ts';
import { giveBack } from './events.ts';
import { neededAt } from './figures.ts';
import { movesBetween, nowhere, pilesAt, postMoves } from './goods.ts';
import type { Amount } from './goods.ts';
import { forgiveLanes } from './handovers.repo.ts';
import { reviewTimes, settleShort } from './review.ts';
import { getEventOf, mark, positionOf, raiseLate } from './shared.ts';
import { setState } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';
import { closeLaneRow, endReserved, insertReserved, listReserved, listStock } from './stock.repo.ts';

/** The more important promise is broken last; a day that people were called to stands above stock for later. */
const priority = 70;

/** Free stock of the store, first to expire first; refused with the first item that is short. */
async function pick(ctx: CommandContext, event: EventFound, wanted: readonly Amount[]) {
  const free = await listFree(ctx, { items: wanted.map((line) => line.itemId), under: event.store_id });
  const piles = free.map((row) => ({ at: row.at, itemId: row.at.item, free: row.free }));
  for (const line of wanted) {
    const available = piles.filter((pile) => pile.itemId === line.itemId).reduce((sum, pile) => sum + Math.max(0, pile.free), 0);
    if (available >= line.qty) continue;
    const item = (await itemsOf(ctx, [line.itemId])).get(line.itemId);
    throw problems.problem('stock-short', { item: item?.code ?? '', asked: line.qty, available });
  }
  return takeFrom(piles, wanted, nowhere(event.store_id));
}

/** What is still to come: needed, less what lies at the event already. */
async function wantedAt(ctx: CommandContext, event: EventFound): Promise<Amount[]> {
  const here = new Map((await listStock.all(ctx.tx, { eventId: event.id })).map((row) => [row.item.id, row.left]));
  const wanted: Amount[] = [];
  for (const [itemId, qty] of await neededAt(ctx, event)) {
    if (qty === null) throw problems.problem('sizes-unknown');
    const open = qty - (here.get(itemId) ?? 0);
    if (open > 0) wanted.push({ itemId, qty: open });
  }
  if (wanted.length === 0) throw problems.problem('nothing-expected');
  return wanted;
}

export const handleReserveStock = handle(reserveStock, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, reserveStock.name, true);
  if (!mayDecide('reserve', event.state)) throw problems.problem('event-state', { state: event.state });
  await giveBack(ctx, event);
  const wanted = merged(input.lines ?? (await wantedAt(ctx, event)));
  const holds = (await pick(ctx, event, wanted)).map((one) => ({
    id: newId(ctx.now.getTime()),
    itemId: one.itemId,
    at: one.at,
    qty: one.qty,
  }));
  await holdGoods(ctx, { holds: holds.map(({ id, at, qty }) => ({ id, at, qty })), priority, purpose: event.number });
  await insertReserved.run(ctx.tx, { eventId: event.id, holds });
  await setState.run(ctx.tx, { id: event.id, state: 'stock_reserved', at: ctx.now.toISOString() });
  await mark(ctx, event, 'reserved', { items: wanted.length, units: wanted.reduce((sum, line) => sum + line.qty, 0) });
  return {};
});

const merged = (lines: readonly Amount[]): Amount[] =>
  [...Map.groupBy(lines, (line) => line.itemId)].map(([itemId, of]) => ({ itemId, qty: of.reduce((sum, line) => sum + line.qty, 0) }));

export const handleReleaseStock = handle(releaseStock, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, releaseStock.name, true);
  if (!mayDecide('release', event.state)) throw problems.problem('event-state', { state: event.state });
  await giveBack(ctx, event);
  await setState.run(ctx.tx, { id: event.id, state: 'planned', at: ctx.now.toISOString() });
  await mark(ctx, event, 'released');
  return {};
});

export const handleOpenEvent = handle(openEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, openEvent.name, true);
  const state = afterFact('open', event.state);
  const held = await listReserved.all(ctx.tx, { eventId: event.id });
  const moves = held.map(({ at, qty }) => ({ from: at, to: { ...at, place: event.place_id }, qty }));
  await postMoves(ctx, { documentId: input.documentId, kind: 'distribution-issue', moves, holds: held.map((row) => row.id) });
  await endReserved.run(ctx.tx, { eventId: event.id, state: 'issued' });
  await mark(ctx, event, 'opened', { units: held.reduce((sum, row) => sum + row.qty, 0) });
  await reviewTimes(ctx, event);
  await settleShort(ctx, event);
  if (!state) {
    await raiseLate(ctx, event);
    return { state: event.state };
  }
  await setState.run(ctx.tx, { id: event.id, state, at: ctx.command.occurredAt.toISOString() });
  return { state };
});

export const handleBringStock = handle(bringStock, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, bringStock.name, true);
  const moves = await movesBetween(ctx, event.store_id, event.place_id, merged(input.lines));
  await postMoves(ctx, { documentId: input.documentId, kind: 'distribution-issue', moves });
  await mark(ctx, event, 'stock-in', { units: moves.reduce((sum, move) => sum + move.qty, 0) });
  await settleShort(ctx, event);
  if (['closed', 'cancelled'].includes(event.state)) await raiseLate(ctx, event);
  return {};
});

/** Back to the store: so much of each item, or all that the books say is here, in whatever condition. */
async function sendBack(ctx: CommandContext, event: EventFound, documentId: string, lines: readonly Amount[] | undefined): Promise<number> {
  const items = lines ? lines.map((line) => line.itemId) : (await listStock.all(ctx.tx, { eventId: event.id })).map((row) => row.item.id);
  const piles = (await pilesAt(ctx, event.place_id, items, true)).filter((pile) => pile.free > 0);
  const taken = lines
    ? takeFrom(piles, merged(lines), nowhere(event.place_id))
    : piles.map(({ at, itemId, free }) => ({ at, itemId, qty: free }));
  const moves = taken.map(({ at, qty }) => ({ from: at, to: { ...at, place: event.store_id }, qty }));
  await postMoves(ctx, { documentId, kind: 'distribution-return', moves });
  return moves.reduce((sum, move) => sum + move.qty, 0);
}

export const handleReturnStock = handle(returnStock, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, returnStock.name, true);
  const units = await sendBack(ctx, event, input.documentId, input.lines);
  await mark(ctx, event, 'stock-out', { units });
  if (['closed', 'cancelled'].includes(event.state)) await raiseLate(ctx, event);
  return {};
});

export const handleStopEvent = handle(stopEvent, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, stopEvent.name, true);
  const state = afterFact('stop', event.state);
  const units = input.stock === 'returned' ? await sendBack(ctx, event, input.documentId, undefined) : 0;
  await mark(ctx, event, 'stopped', { why: input.why, stock: input.stock, units });
  await reviewTimes(ctx, event);
  if (!state) {
    await raiseLate(ctx, event);
    return { state: event.state };
  }
  await setState.run(ctx.tx, { id: event.id, state, at: ctx.command.occurredAt.toISOString() });
  ctx.emit(eventStopped, { eventId: event.id, number: event.number, why: input.why });
  return { state };
});

export const handleCloseLane = handle(closeLane, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, closeLane.name, true);
  await closeLaneRow.run(ctx.tx, { eventId: event.id, id: input.laneId, at: ctx.command.occurredAt.toISOString() });
  for (const { id } of await forgiveLanes.all(ctx.tx, { eventId: event.id, laneId: input.laneId }))
    await ctx.settle('assistance.wrong-lane', { kind: 'assistance-handover', id });
  await mark(ctx, event, 'lane-closed', { lane: input.laneId });
  return {};
});

/** Books what counting found beyond or below the books; answers the moves. */
async function differences(ctx: CommandContext, event: EventFound, counted: readonly { itemId: string; qty: number }[]) {
  const here = new Map((await listStock.all(ctx.tx, { eventId: event.id })).map((row) => [row.item.id, row.left]));
  const items = counted.map((line) => line.itemId);
  const piles = await pilesAt(ctx, event.place_id, items, true);
  const differing = counted
    .map((line) => ({ itemId: line.itemId, by: line.qty - (here.get(line.itemId) ?? 0) }))
    .filter((line) => line.by !== 0);
  const missing = differing.filter((line) => line.by < 0).map((line) => ({ itemId: line.itemId, qty: -line.by }));
  const out = takeFrom(piles, missing, nowhere(event.place_id)).map(({ at, itemId, qty }) => ({
    from: at,
    to: { virtual: 'count-difference' as const, item: itemId },
    qty,
  }));
  const found = differing
    .filter((line) => line.by > 0)
    .map((line) => {
      const to = piles.find((pile) => pile.itemId === line.itemId)?.at ?? nowhere(event.place_id)(line.itemId);
      return { from: { virtual: 'count-difference' as const, item: line.itemId }, to, qty: line.by };
    });
  return { differing, moves: [...out, ...found] };
}

export const handleCountStock = handle(countStock, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, countStock.name, true);
  const state = afterFact('count', event.state);
  const counted = [...new Map(input.lines.map((line) => [line.itemId, line])).values()];
  const { differing, moves } = await differences(ctx, event, counted);
  await postMoves(ctx, { documentId: input.documentId, kind: 'distribution-count', moves });
  await mark(ctx, event, 'counted', { items: counted.length, differences: differing.length });
  if (differing.length > 0) {
    const less = differing.reduce((sum, line) => sum + Math.max(0, -line.by), 0);
    const more = differing.reduce((sum, line) => sum + Math.max(0, line.by), 0);
    await ctx.raise({
      kind: 'assistance.count-differs',
      subject: { kind: 'assistance-event', id: event.id },
      figures: { number: event.number, items: differing.length, less, more },
      position: positionOf(event),
    });
  }
  if (!state) {
    await raiseLate(ctx, event);
    return { state: event.state, differences: differing.length };
  }
  await setState.run(ctx.tx, { id: event.id, state, at: ctx.command.occurredAt.toISOString() });
  return { state, differences: differing.length };
});
