import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { untell } from '#kernel/notify/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { approveCount, dropCount, planCount, recordCount } from '../../contract/stores/counts.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { countMoves, differenceAt } from '../../domain/stores/count.ts';
import { asksFor, stateOf, tellApprovers, toleranceOf, waits, whyNotApprove } from './count-asks.ts';
import {
  closeCount,
  findLinesAt,
  insertCount,
  insertFoundLines,
  insertPlannedLines,
  insertTakes,
  listTakes,
  lockCount,
} from './counts.repo.ts';
import type { CountFound, TakeFound, TakeWrite } from './counts.repo.ts';
import { keepKeyed } from '../papers/keyed.ts';
import { findRules } from './keeping.repo.ts';
import { carryOut, officeOf, placesInside, storeOf } from './shared.ts';

/** Nearer than this, the counter's clock and the server's may simply differ: the count is of now. */
const clockDoubt = 120_000;

export const handlePlanCount = handle(planCount, async (ctx, input) => {
  await storeOf(ctx, input.placeId);
  const subject = { kind: 'stock-count', id: input.countId };
  const number = await takeNumber(ctx, { kind: 'CT', office: await officeOf(ctx, input.placeId), subject });
  const { countId: id, placeId, items } = input;
  await insertCount.run(ctx.tx, { id, number, placeId, items, note: input.note || null, by: ctx.actor.userId, at: ctx.now.toISOString() });
  const lines = await insertPlannedLines.run(ctx.tx, { id, placeId, items });
  ctx.touch(subject.kind, id);
  return { number, lines };
});

async function takeCount(ctx: CommandContext, id: string): Promise<CountFound> {
  const count = await lockCount.maybe(ctx.tx, { id });
  if (!count) throw storeProblems.problem('count-not-found');
  if (count.state !== 'counting') throw storeProblems.problem('count-closed', { number: count.number });
  ctx.touch('stock-count', id);
  return count;
}

export const handleRecordCount = handle(recordCount, async (ctx, input) => {
  const count = await takeCount(ctx, input.countId);
  const rules = toleranceOf(await findRules.one(ctx.tx, {}));
  const found = await linesFound(ctx, count, input.found);
  const said = [...input.lines, ...found];
  const known = await listTakes.all(ctx.tx, { id: count.id, lines: said.map((row) => row.line) });
  const byLine = new Map(known.map((line) => [line.line, line]));
  const missing = said.find((row) => !byLine.has(row.line));
  if (missing) throw storeProblems.problem('count-line-not-found', { line: missing.line });
  // What asks for nothing more stays: the same sheet told twice changes nothing.
  const wanted = said.filter(
    (row) =>
      asksFor(rules, byLine.get(row.line)!, ctx.actor.userId) !== 'other' &&
      asksFor(rules, byLine.get(row.line)!, ctx.actor.userId) !== 'done',
  );
  const own = said.find((row) => asksFor(rules, byLine.get(row.line)!, ctx.actor.userId) === 'other');
  if (own && wanted.length === 0) throw storeProblems.problem('counted-by-same-person', { line: own.line });
  if (wanted.length > 0) {
    if (input.fromPaper) keepKeyed(ctx, { id: ctx.command.id, countId: count.id });
    await insertTakes.all(ctx.tx, { ...takesOf(ctx, count, wanted), keyedId: input.fromPaper ? ctx.command.id : null });
    await tellApprovers(ctx, count, rules);
  }
  const now = await listTakes.all(ctx.tx, { id: count.id, lines: said.map((row) => row.line) });
  return { recount: now.filter((line) => stateOf(rules, line).state === 'recount').map((line) => line.line) };
});

type Said = { readonly line: number; readonly counted: number; readonly pack?: { packId: string; count: number } | undefined };

function takesOf(ctx: CommandContext, count: CountFound, rows: readonly Said[]): Omit<TakeWrite, 'keyedId'> {
  const { occurredAt } = ctx.command;
  return {
    countId: count.id,
    countedAt: (occurredAt < ctx.now ? occurredAt : ctx.now).toISOString(),
    at: ctx.now.toISOString(),
    by: ctx.actor.userId,
    late: ctx.now.getTime() - occurredAt.getTime() > clockDoubt,
    rows: rows.map(({ line, counted, pack }) => ({ line, counted, pack_id: pack?.packId ?? null, pack_count: pack?.count ?? null })),
  };
}

type Found = (typeof recordCount.input)['_output']['found'];

/** Lines for what lies where the sheet has none. */
async function linesFound(ctx: CommandContext, count: CountFound, found: Found): Promise<Said[]> {
  if (found.length === 0) return [];
  await placesInside(
    ctx,
    count.place_id,
    found.map((one) => one.place),
  );
  const rows = found.map((one) => ({
    item_id: one.item,
    lot_id: one.lot ?? null,
    place_id: one.place,
    grant_id: one.grant ?? null,
    condition: one.condition,
    owner: one.owner,
  }));
  await insertFoundLines.run(ctx.tx, { id: count.id, rows });
  const lines = await findLinesAt.all(ctx.tx, { id: count.id, rows });
  return lines.map(({ line, at }) => ({ line, counted: found[at - 1]!.counted, pack: found[at - 1]!.pack }));
}

export const handleApproveCount = handle(approveCount, async (ctx, input) => {
  const count = await takeCount(ctx, input.countId);
  const rules = toleranceOf(await findRules.one(ctx.tx, {}));
  const lines = await listTakes.all(ctx.tx, { id: count.id, lines: null });
  const not = whyNotApprove(rules, lines, ctx.actor.userId);
  if (not) throw storeProblems.problem(not.code, { number: count.number, lines: not.lines });
  const posted = lines.map((line) => ({ line: line.line, difference: differenceAt(line.takes!.at(-1)!) }));
  const moves = countMoves(lines.map((line, index) => ({ at: atOf(line), difference: posted[index]!.difference })));
  // The difference stands under the count's own number; who planned it asked, who approves it decides.
  const counter = lines[0]!.takes![0]!.by;
  if (moves.length > 0)
    await carryOut(ctx, {
      id: input.documentId,
      kind: 'count',
      placeId: count.place_id,
      moves,
      number: count.number,
      madeBy: counter,
      decidedBy: ctx.actor.userId,
      note: input.note,
      subject: { kind: 'stock-count', id: count.id },
    });
  await closeCount.run(ctx.tx, {
    id: count.id,
    state: 'approved',
    documentId: moves.length > 0 ? input.documentId : null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    note: input.note || null,
    posted,
  });
  await untell(ctx, waits(count));
  return { lines: moves.length };
});

const atOf = (line: TakeFound): StockAt => ({
  item: line.item_id,
  place: line.place_id,
  condition: line.condition,
  owner: line.owner as StockAt['owner'],
  ...(line.lot_id ? { lot: line.lot_id } : {}),
  ...(line.grant_id ? { grant: line.grant_id } : {}),
});

export const handleDropCount = handle(dropCount, async (ctx, input) => {
  const count = await takeCount(ctx, input.countId);
  const closed = { documentId: null, by: ctx.actor.userId, at: ctx.now.toISOString(), note: input.reason, posted: [] };
  await closeCount.run(ctx.tx, { id: count.id, state: 'dropped', ...closed });
  await untell(ctx, waits(count));
  return {};
});
