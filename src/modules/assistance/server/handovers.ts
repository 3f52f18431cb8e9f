import { createHash } from 'node:crypto';
import { canonicalJson } from '#foundation/canonical.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { postGoods, reverseGoods } from '#kernel/goods/server/index.ts';
import { listEvents } from '../contract/events.ts';
import { listHandovers, recordHandover, undoHandover } from '../contract/handovers.ts';
import type { HandoverTold } from '../contract/handovers.ts';
import type { Oddity } from '../contract/shared.ts';
import { judgeHandover, takeFrom } from '../domain/handover.ts';
import type { Day, Pile } from '../domain/handover.ts';
import { explained, nowhere, pilesAt } from './goods.ts';
import {
  countClaims,
  findHandover,
  findLastMark,
  findToken,
  findUndo,
  insertHandover,
  insertUndo,
  listHandoverRows,
  listLaneIds,
  listToldWith,
  markUndone,
} from './handovers.repo.ts';
import type { HandoverFound, TokenSeen } from './handovers.repo.ts';
import { isOfEvent, reviewClaims, reviewOddity, settleCount, settleShort } from './review.ts';
import { getEventOf, positionOf } from './shared.ts';
import { listBands } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';

export type Source = 'phone' | 'desk' | 'paper';
export interface Telling {
  readonly id: string;
  readonly told: HandoverTold;
  readonly source: Source;
}

/** Keeps a hand-over and issues its goods in one act; answers what did not fit. */
export async function keepHandover(ctx: CommandContext, event: EventFound, { id, told, source }: Telling) {
  const hash = createHash('sha256')
    .update(canonicalJson({ event: event.id, told }))
    .digest('hex');
  const former = await findHandover.maybe(ctx.tx, { id });
  if (former?.content_hash === hash) return { handoverId: id, oddities: former.oddities, replayed: true };
  // Another act under the same id: both are kept, the second under its command's.
  const own = former ? ctx.command.id : id;
  const token = told.way === 'token' ? await tokenOf(ctx, event, told) : undefined;
  const lane = (await listLaneIds.all(ctx.tx, { eventId: event.id })).find((one) => one.id === told.laneId);
  const seen = { ...told, laneId: lane?.id };
  const items = told.lines.map((line) => line.itemId);
  const lying = await pilesAt(ctx, event.place_id, items);
  const missed = await explained(ctx, event.id, lying, told.lines);
  const piles = [...lying, ...missed];
  const oddities = judgeHandover(seen, await dayOf(ctx, event, told, { token, piles }));
  const posted = await issue(ctx, event, own, { told, piles, missed });
  await insertHandover.run(ctx.tx, {
    id: own,
    eventId: event.id,
    laneId: lane?.id ?? null,
    way: told.way === 'token' && !told.tokenHash && !token ? 'tally' : told.way,
    tokenHash: told.way === 'token' ? (told.tokenHash ?? null) : null,
    tokenId: token?.id ?? null,
    tent: told.way === 'tent' ? (told.tent ?? '?') : null,
    households: told.way === 'tally' ? told.households : 1,
    size: token?.size ?? told.size ?? null,
    people: told.people ? JSON.stringify(told.people) : null,
    lines: JSON.stringify(told.lines),
    collector: told.collector,
    proof: told.proof,
    source,
    oddities,
    hash,
    posted,
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
    by: ctx.actor.userId,
    device: ctx.actor.device,
    commandId: ctx.command.id,
    toldAs: former ? id : null,
  });
  ctx.touch('assistance-handover', own);
  if (former) await raiseOn(ctx, event, 'told-twice', own, {});
  if (!posted) await raiseOn(ctx, event, 'not-booked', own, {});
  await raiseOddities(ctx, event, own, oddities, { told, token });
  if (missed.length > 0) await settleCount(ctx, event);
  await takeBackEarlier(ctx, event, own);
  return { handoverId: own, oddities, replayed: false };
}

const tokenOf = (ctx: CommandContext, event: EventFound, told: HandoverTold) =>
  findToken.maybe(ctx.tx, { eventId: event.id, hash: told.tokenHash ?? null, number: told.tokenNumber ?? null });

/** What the hand-over is held against. */
async function dayOf(
  ctx: CommandContext,
  event: EventFound,
  told: HandoverTold,
  { token, piles }: { token: TokenSeen | undefined; piles: readonly Pile<StockAt>[] },
): Promise<Day> {
  const at = ctx.command.occurredAt.toISOString();
  const last = await findLastMark.maybe(ctx.tx, { eventId: event.id, at });
  const claims =
    told.way === 'token'
      ? (await countClaims.one(ctx.tx, { eventId: event.id, tokenId: token?.id ?? null, hash: told.tokenHash ?? null })).claims
      : 0;
  const here = new Map<string, number>();
  for (const pile of piles) here.set(pile.itemId, (here.get(pile.itemId) ?? 0) + pile.free);
  return {
    state: event.state,
    bands: await listBands.all(ctx.tx, { packageId: event.package_id, version: event.package_version }),
    token: token && {
      id: token.id,
      laneId: token.lane_id,
      size: token.size,
      state: token.state,
      laneClosed: token.lane_closed !== null && token.lane_closed <= ctx.command.occurredAt,
      claims,
    },
    wasOpen: last !== undefined,
    wasStopped: last?.kind === 'stopped',
    here,
  };
}

/** The goods leave for the households; what the catalogue does not know is kept all the same, and asked about. */
async function issue(
  ctx: CommandContext,
  event: EventFound,
  documentId: string,
  { told, piles, missed }: { told: HandoverTold; piles: readonly Pile<StockAt>[]; missed: readonly Pile<StockAt>[] },
): Promise<boolean> {
  const taken = takeFrom(piles, told.lines, nowhere(event.place_id));
  const back = missed.map(({ at, itemId, free }) => ({ from: { virtual: 'count-difference' as const, item: itemId }, to: at, qty: free }));
  const out = taken.map(({ at, itemId, qty }) => ({
    from: at,
    to: { virtual: 'households' as const, item: itemId, place: event.place_id },
    qty,
  }));
  const moves = [...back, ...out];
  try {
    await postGoods(ctx, { documentId, kind: 'distribution', moves });
    return true;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'goods.item-not-found') throw error;
    return false;
  }
}

async function raiseOn(
  ctx: CommandContext,
  event: EventFound,
  oddity: string,
  id: string,
  figures: Record<string, string | number | null>,
) {
  await ctx.raise({
    kind: `assistance.${oddity}`,
    subject: { kind: 'assistance-handover', id },
    figures: { number: event.number, ...figures },
    position: positionOf(event),
  });
}

async function raiseOddities(
  ctx: CommandContext,
  event: EventFound,
  id: string,
  oddities: readonly Oddity[],
  { told, token }: { told: HandoverTold; token: TokenSeen | undefined },
): Promise<void> {
  if (oddities.includes('second-claim'))
    await reviewClaims(ctx, event, { tokenId: token?.id ?? null, hash: told.tokenHash ?? null, number: token?.number ?? null });
  for (const oddity of oddities) {
    if (oddity === 'less-than-due' || oddity === 'second-claim') continue;
    if (isOfEvent(oddity)) await reviewOddity(ctx, event, oddity);
    else await raiseOn(ctx, event, oddity, id, { token: token?.number ?? null });
  }
}

/** The undo of this hand-over had come before it. */
async function takeBackEarlier(ctx: CommandContext, event: EventFound, id: string): Promise<void> {
  const undo = await findUndo.maybe(ctx.tx, { handoverId: id, eventId: event.id });
  const kept = undo && (await findHandover.maybe(ctx.tx, { id }));
  if (undo && kept) await takeBack(ctx, event, kept, undo);
}

/** Goods back, the hand-over out of every count, and the cases closed that rested on it alone. */
async function takeBack(
  ctx: CommandContext,
  event: EventFound,
  kept: HandoverFound,
  undo: { id: string; reason: string; occurred_at: Date },
): Promise<void> {
  if (kept.posted) await reverseGoods(ctx, kept.id, undo.id);
  await markUndone.run(ctx.tx, { id: kept.id, at: undo.occurred_at.toISOString(), reason: undo.reason });
  ctx.touch('assistance-handover', kept.id);
  if (kept.token_id || kept.token_hash) await reviewClaims(ctx, event, { tokenId: kept.token_id, hash: kept.token_hash, number: null });
  for (const oddity of kept.oddities) {
    if (isOfEvent(oddity)) await reviewOddity(ctx, event, oddity);
    else await ctx.settle(`assistance.${oddity}`, { kind: 'assistance-handover', id: kept.id }, undo.reason);
  }
  // One of two that came under one id was the mistake: with it ends what was asked about both.
  for (const { id } of [kept, ...(await listToldWith.all(ctx.tx, { id: kept.id }))])
    await ctx.settle('assistance.told-twice', { kind: 'assistance-handover', id }, undo.reason);
  await ctx.settle('assistance.not-booked', { kind: 'assistance-handover', id: kept.id }, undo.reason);
  await settleShort(ctx, event);
}

export const handleRecordHandover = handle(recordHandover, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, recordHandover.name, true);
  const { eventId: _event, handoverId, ...told } = input;
  return keepHandover(ctx, event, { id: handoverId, told, source: ctx.actor.device ? 'phone' : 'desk' });
});

export const handleUndoHandover = handle(undoHandover, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, undoHandover.name, true);
  const { undoId: id, handoverId, reason } = input;
  const at = { occurredAt: ctx.command.occurredAt.toISOString(), at: ctx.now.toISOString() };
  const kept = await findHandover.maybe(ctx.tx, { id: handoverId });
  // Another day's hand-over is another's to take back.
  if (kept && kept.event_id !== event.id) return { undone: false };
  await insertUndo.run(ctx.tx, { id, handoverId, eventId: event.id, reason, ...at, by: ctx.actor.userId });
  const undo = await findUndo.maybe(ctx.tx, { handoverId, eventId: event.id });
  if (!kept || !undo) return { undone: false };
  if (!kept.undone) await takeBack(ctx, event, kept, undo);
  return { undone: true };
});

export const answerListHandovers = answer(listHandovers, async (ctx, input) => {
  const rows = await listHandoverRows.all(ctx.tx, {
    reach: ctx.reach(listEvents.name, { areas: 'a.lineage', site: 'e.site_id', org: 'e.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    eventId: input.eventId ?? null,
    laneId: input.laneId ?? null,
    number: input.number ?? null,
    odd: input.odd ?? null,
    oddity: input.oddity ?? null,
    undone: input.undone ?? null,
    itemId: input.itemId ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      lines: row.lines ?? [],
      occurredAt: row.occurredAt.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
      undoneAt: row.undoneAt?.toISOString() ?? null,
    })),
  };
});
