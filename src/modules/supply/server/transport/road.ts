import type * as z from 'zod';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { linkFile } from '#kernel/files/server/index.ts';
import { postGoods } from '#kernel/goods/server/index.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { recordCrossLoad, recordLoss, recordPassage, recordSeals } from '../../contract/transport/road.ts';
import { crossLoad, lose } from '../../domain/transport/unload.ts';
import type { CrossPart, LineWrite } from '../../domain/transport/unload.ts';
import { keepKeyed } from '../papers/keyed.ts';
import { openDiscrepancy } from './cases.ts';
import { aboardLines, factIdOf, getLegLocked, getLegsLocked, tellFacts } from './facts.ts';
import type { Told } from './facts.ts';
import { insertParents } from './legs.repo.ts';
import type { LegFound } from './legs.repo.ts';

export const handleRecordPassage = handle(recordPassage, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  await tellFacts(ctx, [{ leg, kind: input.passage, data: input.note ? { note: input.note } : {} }]);
  return {};
});

export const handleRecordSeals = handle(recordSeals, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  await tellFacts(ctx, [{ leg, kind: 'seals', data: { broken: input.broken, put: input.put, reason: input.reason } }]);
  return {};
});

export const handleRecordLoss = handle(recordLoss, async (ctx, input) => {
  const leg = await getLegLocked(ctx, input.legId);
  requireLines(leg, input.lines);
  const lost = lose(leg.id, leg.truckPlaceId, aboardLines(leg), input.lines);
  const posts = lost.moves.length > 0;
  if (posts) await postGoods(ctx, { documentId: input.documentId, kind: 'loss', moves: lost.moves });
  const data = { cause: input.cause, note: input.note, lines: input.lines };
  await tellFacts(ctx, [{ leg, kind: 'loss', data, documentId: posts ? input.documentId : undefined }], lost.writes);
  const discrepancyId = await openDiscrepancy(ctx, leg, 'road', lost.differences);
  await linkPhotos(ctx, discrepancyId ? { kind: 'discrepancy', id: discrepancyId } : { kind: 'shipment-leg', id: leg.id }, input.photos);
  return { discrepancyId };
});

export async function linkPhotos(ctx: CommandContext, subject: { kind: string; id: string }, photos: readonly string[]): Promise<void> {
  for (const fileId of photos) await linkFile(ctx, { fileId, subject, permission: listDiscrepancies.name });
}

export function requireLines(leg: LegFound, lines: readonly { readonly lineId: string }[]): void {
  const known = new Set(leg.lines.map((line) => line.lineId));
  const stranger = lines.find((line) => !known.has(line.lineId));
  if (stranger) throw transportProblems.problem('line-not-found', { line: stranger.lineId });
}

export const handleRecordCrossLoad = handle(recordCrossLoad, async (ctx, told) => {
  // Lines for one truck that were told apart are one part.
  const byTruck = [...Map.groupBy(told.parts, (part) => part.toLegId)];
  const input = { ...told, parts: byTruck.map(([toLegId, parts]) => ({ toLegId, lines: parts.flatMap((part) => part.lines) })) };
  const targets = [...new Set(input.parts.map((part) => part.toLegId))];
  const legs = await getLegsLocked(ctx, [input.legId, ...targets]);
  const from = legs.get(input.legId)!;
  for (const id of targets)
    if (legs.get(id)!.shipmentId !== from.shipmentId || id === from.id) throw transportProblems.problem('leg-not-found');
  const parts: CrossPart[] = input.parts.map((part) => ({
    to: { legId: part.toLegId, truck: legs.get(part.toLegId)!.truckPlaceId },
    lines: part.lines,
  }));
  if (input.putDown) parts.push({ to: { place: input.putDown.placeId }, lines: input.putDown.lines });
  for (const part of parts) requireLines(from, part.lines);
  const carried = targets.flatMap((id) => legs.get(id)!.lines.map((line): LineWrite => ({ ...line, legId: id })));
  const passed = crossLoad({ legId: from.id, truck: from.truckPlaceId, empty: input.empty }, aboardLines(from), parts, carried);
  const posts = passed.moves.length > 0;
  if (posts) await postGoods(ctx, { documentId: input.documentId, kind: 'cross-load', moves: passed.moves });
  const facts = crossFacts(legs, from, input, posts);
  await tellFacts(ctx, facts, changedOf(passed.writes, legs));
  const factId = factIdOf(ctx, from.id, facts[0]!.kind);
  if (input.fromPaper) keepKeyed(ctx, { id: factId, factId });
  if (targets.length > 0) await insertParents.run(ctx.tx, { legIds: targets, parentId: from.id });
  const discrepancyId = await openDiscrepancy(ctx, from, 'hub', passed.differences);
  if (input.sheetFileId) await linkPhotos(ctx, { kind: 'shipment-leg', id: from.id }, [input.sheetFileId]);
  return { discrepancyId };
});

type CrossInput = z.output<typeof recordCrossLoad.input>;

/** What is told of the emptied truck and of each that took over from it. The monitor's name stays in the sealed command. */
function crossFacts(legs: ReadonlyMap<string, LegFound>, from: LegFound, input: CrossInput, posts: boolean): Told[] {
  const seals = new Map(input.sealsPut.map((row) => [row.legId, row.seals]));
  const own = {
    done: input.empty,
    parts: input.parts,
    ...(input.putDown ? { putDown: input.putDown } : {}),
    ...(input.ticks.length > 0 ? { ticks: input.ticks } : {}),
    ...(input.sheet ? { sheet: input.sheet } : {}),
    ...(input.sheetFileId ? { sheetFileId: input.sheetFileId } : {}),
    ...(input.sealsBroken.length > 0 ? { broken: input.sealsBroken } : {}),
    ...(input.note ? { note: input.note } : {}),
    ...(seals.has(from.id) ? { put: seals.get(from.id) } : {}),
  };
  const documentId = posts ? input.documentId : undefined;
  const taken = input.parts.map((part): Told => ({
    leg: legs.get(part.toLegId)!,
    kind: 'taken-over',
    data: { from: from.id, lines: part.lines, ...(seals.has(part.toLegId) ? { put: seals.get(part.toLegId) } : {}) },
    documentId,
  }));
  const onlyPutDown = input.parts.length === 0 && input.putDown !== undefined;
  return [{ leg: from, kind: onlyPutDown ? 'put-down' : 'cross-loaded', data: own, documentId }, ...taken];
}

/** Rows that this passing has changed; the others are left as they are. */
function changedOf(writes: readonly LineWrite[], legs: ReadonlyMap<string, LegFound>): LineWrite[] {
  return writes.filter((write) => {
    const before = legs.get(write.legId)?.lines.find((line) => line.lineId === write.lineId);
    return (
      !before ||
      before.loaded !== write.loaded ||
      before.offGood !== write.offGood ||
      before.offDamaged !== write.offDamaged ||
      before.damaged !== write.damaged ||
      before.lost !== write.lost
    );
  });
}
