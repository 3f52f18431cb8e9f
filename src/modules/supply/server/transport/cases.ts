import { parseNumber } from '#foundation/document-number.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { postGoods } from '#kernel/goods/server/index.ts';
import { listHolders } from '#kernel/access/server/index.ts';
import { tell, untell } from '#kernel/notify/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { agreeDiscrepancy, decideOutcome, proposeOutcome, setDiscrepancyDeadline } from '../../contract/transport/discrepancies.ts';
import { discrepancyClosed, discrepancyOpened } from '../../contract/transport/events.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { judgeOutcome, needsApproval, recounted, settle } from '../../domain/transport/discrepancy.ts';
import type { DifferenceLine, Outcome } from '../../domain/transport/discrepancy.ts';
import type { Goods } from '../../domain/transport/moves.ts';
import type { Difference } from '../../domain/transport/unload.ts';
import {
  addSettled,
  agreeOurs,
  agreeTheirs,
  closeCase,
  decideOutcomeRow,
  findCase,
  findCaseById,
  findCaseLine,
  findMissingOf,
  findOutcome,
  insertCase,
  insertCaseLines,
  insertOutcome,
  lockCase,
  reopenCase,
  setCaseDue,
} from './cases.repo.ts';
import type { CaseFound, CaseLineFound, CaseLineWrite } from './cases.repo.ts';
import { derivedId } from './derive.ts';
import type { LegFound } from './legs.repo.ts';
import { findDiscrepancyPosition } from './positions.repo.ts';

/** Days within which both ends should have agreed, unless they say otherwise. */
const daysToAgree = 14;

/** A difference as a line of a case; strangers have no line of the shipment. */
export const caseLine = (
  ctx: CommandContext,
  difference: Omit<Difference, 'lineId'> & { lineId: string | null },
  accounts: unknown = null,
  kind?: string,
): CaseLineWrite => ({
  id: derivedId(
    ctx.now,
    ctx.command.id,
    kind ?? difference.kind,
    difference.lineId ?? difference.goods.item,
    difference.goods.lot ?? '',
    difference.place,
  ),
  line_id: difference.lineId,
  kind: kind ?? difference.kind,
  item_id: difference.goods.item,
  lot_id: difference.goods.lot ?? null,
  grant_id: difference.goods.grant ?? null,
  condition: difference.goods.condition,
  owner: difference.goods.owner,
  place_id: difference.place,
  qty: difference.qty,
  accounts,
});

/** Differences of a truck go into its one case of that stage, which opens with the first and again with any new one. */
export async function openDiscrepancy(
  ctx: CommandContext,
  leg: LegFound,
  stage: 'road' | 'hub' | 'delivery',
  differences: readonly Difference[],
  more: readonly CaseLineWrite[] = [],
): Promise<string | null> {
  const lines = merged([...differences.map((difference) => caseLine(ctx, difference)), ...more]);
  if (lines.length === 0) return null;
  const known = await findCase.maybe(ctx.tx, { legId: leg.id, stage });
  const id = known?.id ?? derivedId(ctx.now, 'discrepancy', leg.id, stage);
  if (known) await reopenCase.run(ctx.tx, { id });
  else await insertCase.run(ctx.tx, await freshCase(ctx, leg, stage, id));
  await insertCaseLines.run(ctx.tx, { id, lines });
  ctx.touch('discrepancy', id);
  ctx.touch('shipment', leg.shipmentId);
  if (!known || known.state === 'closed') ctx.emit(discrepancyOpened, { discrepancyId: id, shipmentId: leg.shipmentId, legId: leg.id });
  return id;
}

/**
 * Goods that turn up by a delivery told late are what their lines had missed: so much of it is settled, and only the rest is
 * extra.
 */
export async function settleMissing(
  ctx: CommandContext,
  leg: LegFound,
  lines: ReadonlySet<string>,
  differences: readonly Difference[],
): Promise<Difference[]> {
  const known = lines.size > 0 ? await findCase.maybe(ctx.tx, { legId: leg.id, stage: 'delivery' }) : undefined;
  const left: Difference[] = [];
  for (const difference of differences) {
    const missing =
      known && difference.kind === 'extra' && lines.has(difference.lineId)
        ? await findMissingOf.maybe(ctx.tx, { caseId: known.id, lineId: difference.lineId })
        : undefined;
    const settled = Math.min(missing?.left ?? 0, difference.qty);
    if (missing && settled > 0) await addSettled.run(ctx.tx, { id: missing.id, qty: settled });
    if (known && settled > 0) ctx.touch('discrepancy', known.id);
    if (difference.qty > settled) left.push({ ...difference, qty: difference.qty - settled });
  }
  return left;
}

/** What several parts of one command found of one line is one line of the case. */
function merged(lines: readonly CaseLineWrite[]): CaseLineWrite[] {
  return [...Map.groupBy(lines, (line) => line.id).values()].map((rows) => ({
    ...rows[0]!,
    qty: rows.reduce((sum, row) => sum + row.qty, 0),
  }));
}

async function freshCase(ctx: CommandContext, leg: LegFound, stage: string, id: string) {
  const office = parseNumber(leg.shipmentNumber)!.office;
  const number = await takeNumber(ctx, { kind: 'DC', office, subject: { kind: 'discrepancy', id } });
  const dueOn = dayIn(ctx.mission.timeZone, new Date(ctx.now.getTime() + daysToAgree * 86_400_000));
  return { id, number, legId: leg.id, shipmentId: leg.shipmentId, stage, dueOn, by: ctx.actor.userId, at: ctx.now.toISOString() };
}

async function getOpenCase(ctx: CommandContext, id: string): Promise<CaseFound> {
  await lockCase.run(ctx.tx, { id });
  const found = await findCaseById.maybe(ctx.tx, { id });
  if (!found) throw transportProblems.problem('discrepancy-not-found');
  if (found.state === 'closed') throw transportProblems.problem('discrepancy-closed', { number: found.number });
  return found;
}

interface AccountsKept {
  readonly place: string;
  readonly rows: readonly { readonly good: number; readonly damaged: number }[];
}
function differenceOf(line: CaseLineFound): DifferenceLine {
  const kept = line.accounts as AccountsKept | null;
  const goods: Goods = {
    item: line.item,
    lot: line.lot ?? undefined,
    grant: line.grant ?? undefined,
    condition: line.condition,
    owner: line.owner as Goods['owner'],
  };
  const accounts = kept && { first: kept.rows[0]!, last: kept.rows.at(-1)!, place: kept.place };
  // What waits for approval is spoken for.
  return { kind: line.kind, goods, place: line.placeId, qty: line.qty, settled: line.settled + line.proposed, accounts };
}

/** Which end somebody speaks for: people of the consignee for theirs, everybody else for ours. */
export const sideOf = (actorOrg: string | null, consigneeOrg: string | null): 'ours' | 'theirs' =>
  actorOrg !== null && actorOrg === consigneeOrg ? 'theirs' : 'ours';

export const handleProposeOutcome = handle(proposeOutcome, async (ctx, input) => {
  const found = await getOpenCase(ctx, input.discrepancyId);
  const line = await findCaseLine.maybe(ctx.tx, { id: input.lineId, caseId: found.id });
  if (!line) throw transportProblems.problem('line-not-found', { line: input.lineId });
  const difference = differenceOf(line);
  const placeId = line.kind === 'missing' ? input.placeId : line.placeId;
  const problem = judgeOutcome(difference, input.outcome, input.qty, placeId);
  if (problem) throw problem;
  const waits = needsApproval(input.outcome);
  const documentId = waits ? null : await book(ctx, found, line, { ...input, placeId });
  const now = ctx.now.toISOString();
  await insertOutcome.run(ctx.tx, {
    id: input.outcomeId,
    lineId: line.id,
    outcome: input.outcome,
    qty: input.qty,
    placeId: input.outcome === 'found' ? (placeId ?? null) : null,
    note: input.note,
    state: waits ? 'proposed' : 'done',
    by: ctx.actor.userId,
    at: now,
    decidedBy: waits ? null : ctx.actor.userId,
    decidedAt: waits ? null : now,
    documentId,
  });
  ctx.touch('discrepancy', found.id);
  if (waits) await tellDeciders(ctx, found, input.outcomeId);
  return { state: waits ? ('proposed' as const) : ('done' as const) };
});

/** A write-off is our loss to approve: of those who may, nobody of the partner's own is asked. */
async function tellDeciders(ctx: CommandContext, found: CaseFound, outcomeId: string): Promise<void> {
  const { orgs: _theirs, ...at } = await findDiscrepancyPosition.one(ctx.tx, { id: found.id });
  await tell(ctx, {
    to: await listHolders(ctx, decideOutcome.name, at),
    kind: 'write-off-waits',
    subject: { kind: 'discrepancy', id: found.id },
    figures: { number: found.number },
    cause: `waits ${outcomeId}`,
  });
}

interface End {
  readonly documentId: string;
  readonly outcome: Outcome;
  readonly qty: number;
  readonly placeId?: string | undefined;
}

/** Posts what an end books and settles the line; answers the document, when goods moved. */
async function book(ctx: CommandContext, found: CaseFound, line: CaseLineFound, end: End): Promise<string | null> {
  const difference = differenceOf(line);
  const moves = settle(difference, end.outcome, end.qty, end.placeId);
  if (moves.length > 0) await postGoods(ctx, { documentId: end.documentId, kind: 'discrepancy', moves });
  await addSettled.run(ctx.tx, { id: line.id, qty: end.qty });
  if (end.outcome === 'counted-again') await carryRecount(ctx, found, line, difference);
  return moves.length > 0 ? end.documentId : null;
}

/** What a recount finds goes against what was missing of the line; what it misses is missing now. */
async function carryRecount(ctx: CommandContext, found: CaseFound, line: CaseLineFound, difference: DifferenceLine): Promise<void> {
  const by = recounted(difference);
  if (by === 0 || line.lineId === null) return;
  const missing = by > 0 ? await findMissingOf.maybe(ctx.tx, { caseId: found.id, lineId: line.lineId }) : undefined;
  const against = by > 0 ? Math.min(missing?.left ?? 0, by) : 0;
  if (missing && against > 0) await addSettled.run(ctx.tx, { id: missing.id, qty: against });
  const rest = Math.abs(by) - against;
  if (rest === 0) return;
  const now = {
    kind: by > 0 ? ('extra' as const) : ('missing' as const),
    lineId: line.lineId,
    goods: difference.goods,
    place: difference.place,
    qty: rest,
  };
  await insertCaseLines.run(ctx.tx, { id: found.id, lines: [caseLine(ctx, now)] });
}

export const handleDecideOutcome = handle(decideOutcome, async (ctx, input) => {
  const found = await getOpenCase(ctx, input.discrepancyId);
  const outcome = await findOutcome.maybe(ctx.tx, { id: input.outcomeId });
  const line = outcome && (await findCaseLine.maybe(ctx.tx, { id: outcome.lineId, caseId: found.id }));
  if (!outcome || !line) throw transportProblems.problem('outcome-not-found');
  if (outcome.state !== 'proposed') throw transportProblems.problem('outcome-decided', { state: outcome.state });
  if (outcome.proposedBy === ctx.actor.userId) throw transportProblems.problem('approver-same');
  // A write-off is our loss to approve, never the partner's own.
  if (sideOf(ctx.actor.orgId, found.consigneeOrgId) === 'theirs') throw transportProblems.problem('not-your-end');
  await untell(ctx, { kind: 'write-off-waits', subject: { kind: 'discrepancy', id: found.id }, cause: `waits ${outcome.id}` });
  const end = { documentId: input.documentId, outcome: outcome.outcome, qty: outcome.qty, placeId: outcome.placeId ?? undefined };
  const documentId = input.approve ? await book(ctx, found, line, end) : null;
  await decideOutcomeRow.run(ctx.tx, {
    id: outcome.id,
    state: input.approve ? 'done' : 'declined',
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    documentId,
  });
  ctx.touch('discrepancy', found.id);
  return {};
});

export const handleAgree = handle(agreeDiscrepancy, async (ctx, input) => {
  const found = await getOpenCase(ctx, input.discrepancyId);
  if (found.version !== input.version) throw transportProblems.problem('changed-meanwhile', { seen: input.version, now: found.version });
  if (found.open > 0 || found.proposed > 0) throw transportProblems.problem('not-settled', { open: found.open, proposed: found.proposed });
  const side = sideOf(ctx.actor.orgId, found.consigneeOrgId);
  if (side === 'theirs' && input.forPartnerByPaper) throw transportProblems.problem('not-your-end');
  const by = { id: found.id, by: ctx.actor.userId, at: ctx.now.toISOString() };
  const theirs = side === 'theirs' || input.forPartnerByPaper !== undefined;
  if (theirs) await agreeTheirs.run(ctx.tx, { ...by, paper: input.forPartnerByPaper ?? null });
  else await agreeOurs.run(ctx.tx, by);
  ctx.touch('discrepancy', found.id);
  const closed = theirs ? found.oursBy !== null : found.theirsBy !== null;
  if (!closed) return { closed };
  await closeCase.run(ctx.tx, { id: found.id, at: by.at });
  const { id: discrepancyId, shipmentId, legId, found: foundQty, paid, writtenOff } = found;
  ctx.emit(discrepancyClosed, { discrepancyId, shipmentId, legId, found: foundQty, paid, writtenOff });
  ctx.touch('shipment', shipmentId);
  return { closed };
});

export const handleSetDiscrepancyDeadline = handle(setDiscrepancyDeadline, async (ctx, input) => {
  if ((await setCaseDue.run(ctx.tx, { id: input.discrepancyId, dueOn: input.dueOn })) === 0)
    throw transportProblems.problem('discrepancy-not-found');
  ctx.touch('discrepancy', input.discrepancyId);
  return {};
});
