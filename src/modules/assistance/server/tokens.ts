import type * as z from 'zod';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import { problems } from '../contract/problems.ts';
import { importTokens, listTokens, loseToken, moveToken } from '../contract/tokens.ts';
import { mayDecide } from '../domain/states.ts';
import { listLaneIds } from './handovers.repo.ts';
import { listEvents } from '../contract/events.ts';
import { getEventOf, positionOf } from './shared.ts';
import { getTokenRow, insertTokens, listKnownTokens, listTokenRows, loseTokenRow, moveTokenRow, setReplaced } from './tokens.repo.ts';
import { commonProblems } from '#foundation/problem.ts';

type Row = z.output<typeof importTokens.input>['rows'][number];
type Outcome = z.input<typeof importTokens.result>['outcomes'][number];

/** One distribution's rows: those on its list already stay as they are, whatever stands in the way refuses its row alone. */
async function putOn(ctx: CommandContext, eventId: string, rows: readonly Row[], outcomes: Map<Row, Outcome>): Promise<void> {
  const event = await getEventOf(ctx, eventId, importTokens.name, true);
  if (!ctx.can(importTokens.name, positionOf(event))) throw commonProblems.problem('not-permitted', { permission: importTokens.name });
  if (!mayDecide('list', event.state)) throw problems.problem('event-state', { state: event.state });
  if (event.admits !== 'list') throw problems.problem('list-not-admitted');
  const lanes = new Set((await listLaneIds.all(ctx.tx, { eventId })).map((lane) => lane.id));
  const known = await listKnownTokens.all(ctx.tx, {
    eventId,
    hashes: rows.map((row) => row.tokenHash),
    numbers: rows.map((row) => row.number),
  });
  const hashes = new Map(known.map((token) => [token.token_hash, token]));
  const numbers = new Set(known.map((token) => token.number));
  const fresh: Row[] = [];
  for (const row of rows) {
    const same = hashes.get(row.tokenHash);
    if (same && same.number === row.number && same.size === row.size) outcomes.set(row, { state: 'same' });
    else if (same) outcomes.set(row, { state: 'refused', code: 'assistance.token-taken', figures: { number: same.number } });
    else if (numbers.has(row.number))
      outcomes.set(row, { state: 'refused', code: 'assistance.token-number-taken', figures: { number: row.number } });
    else if (!lanes.has(row.laneId)) outcomes.set(row, { state: 'refused', code: 'assistance.lane-not-found', figures: {} });
    else fresh.push(row);
  }
  if (fresh.length > 0) await insertTokens.run(ctx.tx, { eventId, tokens: fresh });
  for (const row of fresh) outcomes.set(row, { state: 'applied' });
  ctx.touch('assistance-event', eventId);
}

export const handleImportTokens = handle(importTokens, async (ctx, { rows }) => {
  const outcomes = new Map<Row, Outcome>();
  for (const [eventId, of] of Map.groupBy(rows, (row) => row.eventId)) {
    try {
      await putOn(ctx, eventId, of, outcomes);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      for (const row of of) outcomes.set(row, { state: 'refused', code: error.code, figures: error.figures as never });
    }
  }
  return { outcomes: rows.map((row) => outcomes.get(row)!) };
});

async function tokenAt(ctx: CommandContext, eventId: string, id: string, permission: string) {
  const event = await getEventOf(ctx, eventId, permission, true);
  if (!mayDecide('list', event.state)) throw problems.problem('event-state', { state: event.state });
  const token = await getTokenRow.maybe(ctx.tx, { eventId, id });
  if (!token) throw problems.problem('token-not-found');
  if (token.state === 'lost') throw problems.problem('token-lost', { number: token.number });
  return token;
}

export const handleLoseToken = handle(loseToken, async (ctx, input) => {
  const { eventId } = input;
  const token = await tokenAt(ctx, eventId, input.tokenId, loseToken.name);
  // A token that was given to is settled; whoever brings another has come twice.
  if (token.claims > 0) throw problems.problem('token-served', { number: token.number });
  await loseTokenRow.run(ctx.tx, { id: token.id, reason: input.reason });
  if (input.replacement) {
    const { tokenId, tokenHash } = input.replacement;
    await insertTokens.run(ctx.tx, {
      eventId,
      tokens: [{ tokenId, tokenHash, laneId: token.lane_id, number: token.number, size: token.size }],
    });
    await setReplaced.run(ctx.tx, { id: token.id, by: tokenId });
  }
  ctx.touch('assistance-event', eventId);
  return {};
});

export const handleMoveToken = handle(moveToken, async (ctx, input) => {
  const token = await tokenAt(ctx, input.eventId, input.tokenId, moveToken.name);
  if (token.claims > 0) throw problems.problem('token-served', { number: token.number });
  const lane = (await listLaneIds.all(ctx.tx, { eventId: input.eventId })).find((one) => one.id === input.laneId);
  if (!lane) throw problems.problem('lane-not-found');
  if (lane.closed_at) throw problems.problem('lane-closed', { lane: lane.no });
  await moveTokenRow.run(ctx.tx, { id: token.id, laneId: input.laneId });
  ctx.touch('assistance-event', input.eventId);
  return {};
});

export const answerListTokens = answer(listTokens, async (ctx, input) => {
  await getEventOf(ctx, input.eventId, listEvents.name);
  const rows = await listTokenRows.all(ctx.tx, {
    eventId: input.eventId,
    number: input.number ?? null,
    laneId: input.laneId ?? null,
    served: input.served ?? null,
    state: input.state ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({ ...row, servedAt: row.servedAt?.toISOString() ?? null })),
  };
});
