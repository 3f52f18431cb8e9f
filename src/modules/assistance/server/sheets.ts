import { createHash } from 'node:crypto';
import { canonicalJson } from '#foundation/canonical.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import { listEvents } from '../contract/events.ts';
import { keySheet, listSheets } from '../contract/handovers.ts';
import { problems } from '../contract/problems.ts';
import { judgeKeyings } from '../domain/sheets.ts';
import { listLaneIds } from './handovers.repo.ts';
import { keepHandover } from './handovers.ts';
import { getEventOf, positionOf } from './shared.ts';
import { insertKeying, listKeyings } from './sheets.repo.ts';
import type { KeyingFound } from './sheets.repo.ts';

const judged = (rows: readonly KeyingFound[]) => judgeKeyings(rows.map((row) => ({ by: row.byId, hash: row.hash })));

export const handleKeySheet = handle(keySheet, async (ctx, input) => {
  const event = await getEventOf(ctx, input.eventId, keySheet.name, true);
  const { eventId, keyingId, laneId, sheet, ...entry } = input;
  const lane = (await listLaneIds.all(ctx.tx, { eventId })).find((one) => one.id === laneId);
  if (!lane) throw problems.problem('lane-not-found');
  const before = await listKeyings.all(ctx.tx, { eventId, laneId, sheet });
  const lines = entry.lines.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
  const told = { ...entry, lines };
  const at = { occurredAt: ctx.command.occurredAt.toISOString(), at: ctx.now.toISOString(), by: ctx.actor.userId };
  const hash = createHash('sha256').update(canonicalJson(told)).digest('hex');
  await insertKeying.run(ctx.tx, { id: keyingId, eventId, laneId, sheet, entry: JSON.stringify(told), hash, ...at });
  const state = judged(await listKeyings.all(ctx.tx, { eventId, laneId, sheet }));
  const subject = { kind: 'assistance-sheet', id: `${eventId}:${lane.no}:${sheet}` };
  if (state === 'differs') {
    const figures = { number: event.number, lane: lane.no, sheet };
    await ctx.raise({ kind: 'assistance.paper-differs', subject, figures, position: positionOf(event) });
  }
  if (state === 'agrees' && judged(before) !== 'agrees') {
    await keepHandover(ctx, event, {
      id: keyingId,
      source: 'paper',
      told: {
        laneId,
        way: 'tally',
        households: told.households,
        size: told.size,
        people: told.people,
        lines,
        collector: 'self',
        proof: 'sheet',
      },
    });
    await ctx.settle('assistance.paper-differs', subject);
  }
  ctx.touch('assistance-event', eventId);
  return { state };
});

export const answerListSheets = answer(listSheets, async (ctx, { eventId }) => {
  const event = await getEventOf(ctx, eventId, listEvents.name);
  const all = await listKeyings.all(ctx.tx, { eventId, laneId: null, sheet: null });
  const rows = [...Map.groupBy(all, (row) => `${row.laneId} ${row.sheet}`).values()].map((of) => {
    const state = judged(of);
    const read = state === 'agrees' || of.some((row) => row.byId === ctx.actor.userId);
    return {
      laneId: of[0]!.laneId,
      laneNo: of[0]!.laneNo,
      sheet: of[0]!.sheet,
      state,
      keyings: of.map((row) => ({
        by: row.by,
        at: row.at.toISOString(),
        mine: row.byId === ctx.actor.userId,
        households: read ? row.households : null,
        qty: read ? row.qty : null,
      })),
    };
  });
  const open = ['open', 'stopped', 'counting'].includes(event.state);
  return { rows, abilities: open ? ctx.abilities([keySheet.name], positionOf(event)) : [] };
});
