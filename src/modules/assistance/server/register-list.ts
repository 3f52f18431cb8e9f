import { newId } from '#foundation/ids.ts';
import type { Id } from '#foundation/ids.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, EventHandler, JobControl, RequestContext } from '#foundation/pipeline/context.ts';
import type * as z from 'zod';
import { cardChanged } from '#kernel/people/contract/events.ts';
import type { HouseholdRule } from '#kernel/people/contract/lists.ts';
import { drawHouseholds, holdHouseholds } from '#kernel/people/server/index.ts';
import type { HouseholdDrawn } from '#kernel/people/server/index.ts';
import { problems } from '../contract/problems.ts';
import { drawList, followCard, previewList, showNames } from '../contract/register-list.ts';
import { neededOf } from '../domain/entitlement.ts';
import { mayDecide } from '../domain/states.ts';
import { hashToken } from '../domain/token.ts';
import { listLaneRows } from './events.repo.ts';
import { listPackageLines } from './packages.repo.ts';
import { insertDraw, insertDrawn, lastNumber, listCardTokens, listDrawn, setNames } from './register-list.repo.ts';
import type { CardToken } from './register-list.repo.ts';
import { getEventOf } from './shared.ts';
import { listBands } from './shared.repo.ts';
import type { EventFound } from './shared.repo.ts';
import { loseTokenRow, setReplaced } from './tokens.repo.ts';

/** By which text a household is known at a distribution: its card, else its number in the register. */
const textOf = (of: { card: string | null; number: string }) => of.card ?? of.number;

async function drawnFor(ctx: RequestContext, event: EventFound, rule: HouseholdRule) {
  const listed = await listDrawn.all(ctx.tx, { eventId: event.id });
  const { last } = await lastNumber.one(ctx.tx, { eventId: event.id });
  const known = new Set(listed.flatMap((row) => row.household_id ?? []));
  const hashes = new Set(listed.map((row) => row.token_hash));
  const found = await drawHouseholds(ctx, rule);
  const hashed = await Promise.all(found.map(async (one) => ({ ...one, hash: await hashToken(event.id, textOf(one)) })));
  const fresh = hashed.filter((one) => !known.has(one.id) && !hashes.has(one.hash));
  return { fresh, already: found.length - fresh.length, last };
}
const uncarded = (of: readonly HouseholdDrawn[]) => of.filter((one) => one.card === null).length;

export const answerPreviewList = answer(previewList, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, drawList.name);
  const { fresh, already } = await drawnFor(ctx, event, input.rule);
  const bands = await listBands.all(ctx.tx, { packageId: event.package_id, version: event.package_version });
  const sizes = [...Map.groupBy(fresh, (one) => one.size)].map(([size, of]) => ({ size, households: of.length }));
  const needed = neededOf(bands, sizes);
  const lines = await listPackageLines.all(ctx.tx, { packageId: event.package_id, version: event.package_version });
  const items = new Map(lines.map((line) => [line.item.id, line.item]));
  return {
    households: fresh.length,
    persons: fresh.reduce((sum, one) => sum + one.size, 0),
    already,
    uncarded: uncarded(fresh),
    needed: [...items.values()].map((item) => ({ item, qty: needed.get(item.id) ?? 0 })),
  };
});

export const handleDrawList = handle(drawList, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, drawList.name, true);
  if (!mayDecide('list', event.state)) throw problems.problem('event-state', { state: event.state });
  if (event.admits !== 'list') throw problems.problem('list-not-admitted');
  const lanes = await lanesFor(ctx, event, input.laneIds);
  const drawn = await drawnFor(ctx, event, input.rule);
  const { already, last } = drawn;
  const fresh = await holdHouseholds(ctx, drawn.fresh);
  const tokens = fresh.map((one, at) => ({
    tokenId: newId(ctx.now.getTime()),
    laneId: lanes[at % lanes.length]!,
    tokenHash: one.hash,
    number: last + 1 + at,
    size: Math.min(40, one.size),
    householdId: one.id,
    alternate: one.alternate,
  }));
  if (tokens.length > 0) await insertDrawn.all(ctx.tx, { eventId: event.id, tokens });
  const kept = { id: input.drawId, eventId: event.id, rule: JSON.stringify(input.rule), listed: tokens.length };
  await insertDraw.run(ctx.tx, { ...kept, by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch('assistance-event', event.id);
  return { listed: tokens.length, already, uncarded: uncarded(fresh) };
});

/** The lanes that are named, else those for everybody. */
async function lanesFor(ctx: CommandContext, event: EventFound, named: readonly string[]): Promise<Id[]> {
  const open = (await listLaneRows.all(ctx.tx, { eventId: event.id })).filter((lane) => lane.closedAt === null);
  const general = open.filter((lane) => lane.kind === 'general');
  const lanes = named.length > 0 ? open.filter((lane) => named.includes(lane.id)) : general.length > 0 ? general : open;
  if (lanes.length === 0 || (named.length > 0 && lanes.length < named.length)) throw problems.problem('lane-not-found');
  return lanes.map((lane) => lane.id);
}

export const handleShowNames = handle(showNames, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, showNames.name, true);
  if (!mayDecide('list', event.state)) throw problems.problem('event-state', { state: event.state });
  await setNames.run(ctx.tx, { id: event.id, reason: input.reason ?? null, by: input.reason ? ctx.actor.userId : null });
  ctx.touch('assistance-event', event.id);
  return {};
});

export const handleFollowCard = handle(followCard, async (ctx, input) => {
  if ((input.closed || input.reopened) && !(await isStill(ctx, input))) return { tokens: 0 };
  // A household that is back stands again where its end had taken it off, by the card that it has now.
  const tokens = await listCardTokens.all(ctx.tx, { householdId: input.householdId, lost: input.reopened ? input.householdNumber : null });
  let changed = 0;
  for (const token of tokens) {
    if (input.closed) await loseTokenRow.run(ctx.tx, { id: token.id, reason: input.householdNumber });
    else if (!(await putAnew(ctx, input, token))) continue;
    ctx.touch('assistance-event', token.event_id);
    changed += 1;
  }
  return { tokens: changed };
});

/** Whether the household is as it was told to be: what is told late or out of order undoes nothing that has come about since. */
async function isStill(ctx: CommandContext, told: { householdId: Id; closed: boolean }): Promise<boolean> {
  const active = (await holdHouseholds(ctx, [{ id: told.householdId }])).length > 0;
  return active !== told.closed;
}

/** Whether the household stands on the list by another text than before. */
async function putAnew(ctx: CommandContext, told: z.output<typeof followCard.input>, token: CardToken): Promise<boolean> {
  const { event_id: eventId, lane_id: laneId, size, alternate } = token;
  const text = textOf({ card: told.card, number: told.householdNumber });
  const tokenHash = await hashToken(eventId, text);
  const listed = await listDrawn.all(ctx.tx, { eventId });
  if (listed.some((row) => row.token_hash === tokenHash || (token.lost && row.household_id === told.householdId))) return false;
  // An uploaded list may have given its number to somebody else meanwhile.
  const taken = token.lost && listed.some((row) => row.number === token.number);
  const number = taken ? (await lastNumber.one(ctx.tx, { eventId })).last + 1 : token.number;
  await loseTokenRow.run(ctx.tx, { id: token.id, reason: text });
  const drawn = { tokenId: newId(ctx.now.getTime()), laneId, tokenHash, number, size, householdId: told.householdId, alternate };
  const [put] = await insertDrawn.all(ctx.tx, { eventId, tokens: [drawn] });
  if (put && put.id !== token.id) await setReplaced.run(ctx.tx, { id: token.id, by: put.id });
  return true;
}

/** A card that is dead serves nobody from the moment that the register says so; phones hear it with their next pack. */
export const onCardChanged: EventHandler = {
  event: cardChanged,
  run: async (_ctx, payload: z.output<typeof cardChanged.payload>, _eventId, job: JobControl) => {
    await job.command(followCard, payload);
  },
};
