import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { commonProblems } from '#foundation/problem.ts';
import type * as z from 'zod';
import { listHolders, mustBeOwn } from '#kernel/access/server/index.ts';
import { tell, untell } from '#kernel/notify/server/index.ts';
import { numberFor } from '#kernel/orgs/server/index.ts';
import { allocate } from '../../contract/requests/allocation.ts';
import { requestDecided, requestSubmitted } from '../../contract/requests/events.ts';
import { problems } from '../../contract/requests/problems.ts';
import {
  approveRequest,
  cancelRequest,
  changeRequest,
  closeRequest,
  createRequest,
  refuseRequest,
  submitRequest,
} from '../../contract/requests/requests.ts';
import { decideApproval, decideChange, decideEnd } from '../../domain/requests/decide.ts';
import { overStandard, standardOf } from '../../domain/requests/standard.ts';
import { listHeldOf } from './picks.repo.ts';
import { findPlan, listSizes, listStandards } from './plans.repo.ts';
import type { PlanFound } from './plans.repo.ts';
import { allocationBroken, endHeld, recount, refuseAboard } from './recount.ts';
import {
  decideRow,
  deleteLines,
  endRow,
  insertLines,
  insertRequest,
  keepStandards,
  listAskedElsewhere,
  listLinesOf,
  lockRequests,
  submitRow,
  updateRequest,
} from './requests.repo.ts';
import type { LineWrite, RequestFound } from './requests.repo.ts';
import { findSiteOf } from './shared.repo.ts';
import { mustBeItems } from './shared.ts';

type Said = Omit<z.output<typeof createRequest.input>, 'requestId' | 'submit'>;

/** A request, locked, of an organisation that the actor may act for. */
export async function lockRequest(ctx: CommandContext, id: string): Promise<RequestFound> {
  const [request] = await lockRequests.all(ctx.tx, { ids: [id], lock: true });
  if (!request) throw problems.problem('request-not-found');
  await mustBeOwn(ctx, request.org_id, ctx.command.name);
  return request;
}

/** The plan of a request that is being written: open, and of somebody whom the actor may ask for. */
export async function planFor(ctx: CommandContext, planId: string): Promise<PlanFound> {
  const plan = await findPlan.maybe(ctx.tx, { id: planId, lock: false });
  if (!plan) throw problems.problem('plan-not-found');
  await mustBeOwn(ctx, plan.org_id, ctx.command.name);
  if (plan.status === 'closed') throw problems.problem('plan-closed', { plan: plan.number });
  return plan;
}

/** Where the request goes and when, by what was said and by its plan. */
async function placed(ctx: CommandContext, plan: PlanFound, said: Said) {
  const siteId = said.siteId ?? plan.site_id;
  const site = await findSiteOf.maybe(ctx.tx, { id: siteId });
  if (!site) throw problems.problem('site-not-found');
  if (site.status === 'closed') throw problems.problem('site-closed');
  const at = { orgs: [plan.org_id], sites: [site.id], areas: site.lineage };
  if (!ctx.can(ctx.command.name, at)) throw commonProblems.problem('not-permitted', { permission: ctx.command.name });
  const neededOn = said.neededOn ?? plan.gives_on;
  if (neededOn > plan.gives_on) throw problems.problem('request-after-plan', { neededOn, givesOn: plan.gives_on });
  await mustBeItems(
    ctx,
    said.lines.map((line) => line.itemId),
  );
  return {
    planId: plan.id,
    origin: said.origin ?? (plan.org_kind === 'own' ? 'office' : 'partner'),
    officeId: said.officeId ?? null,
    siteId,
    neededOn,
    reference: said.reference ?? null,
    note: said.note || null,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    lineage: site.lineage,
  };
}

const linesOf = (lines: Said['lines']): LineWrite[] =>
  lines.map((line) => ({
    id: line.lineId,
    itemId: line.itemId,
    qty: line.qty,
    packCode: line.pack?.code ?? null,
    packCount: line.pack?.count ?? null,
    packSmallest: line.pack?.smallest ?? null,
    packPer: line.pack?.per ?? null,
    note: line.note || null,
  }));

export const handleCreateRequest = handle(createRequest, async (ctx, { requestId, submit, ...said }) => {
  const plan = await planFor(ctx, said.planId);
  const { lineage, ...at } = await placed(ctx, plan, said);
  const number = await numberFor(ctx, 'RQ', lineage, { kind: 'supply-request', id: requestId });
  await insertRequest.run(ctx.tx, { id: requestId, number, ...at });
  await insertLines.run(ctx.tx, { requestId, lines: linesOf(said.lines) });
  ctx.touch('supply-request', requestId);
  ctx.touch('supply-plan', plan.id);
  if (submit) await send(ctx, await lockRequest(ctx, requestId));
  return { number };
});

export const handleChangeRequest = handle(changeRequest, async (ctx, { requestId, version, ...said }) => {
  const now = await lockRequest(ctx, requestId);
  const problem = decideChange(now, version);
  if (problem) throw problem;
  const plan = await planFor(ctx, said.planId);
  const { lineage: _lineage, ...at } = await placed(ctx, plan, said);
  await updateRequest.run(ctx.tx, { id: requestId, number: now.number, ...at });
  await deleteLines.run(ctx.tx, { requestId });
  await insertLines.run(ctx.tx, { requestId, lines: linesOf(said.lines) });
  if (now.state === 'submitted') await keepOver(ctx, { ...now, plan_id: plan.id });
  ctx.touch('supply-request', requestId);
  ctx.touch('supply-plan', plan.id);
  return {};
});

/** Standard and what is over it, of each line, kept with the line; answers the lines that are over. */
async function keepOver(ctx: CommandContext, request: RequestFound): Promise<{ item: string; over: number }[]> {
  const of = { planId: request.plan_id };
  const sizes = await listSizes.all(ctx.tx, of);
  const standards = await listStandards.all(ctx.tx, of);
  const elsewhere = new Map((await listAskedElsewhere.all(ctx.tx, { ...of, but: request.id })).map((row) => [row.item_id, row.asked]));
  const lines = await listLinesOf.all(ctx.tx, { ids: [request.id] });
  const rows = lines.map((line) => {
    const standard = standardOf(sizes, standards, line.item_id);
    return { id: line.id, item: line.item_id, standard, over: overStandard(standard, elsewhere.get(line.item_id) ?? 0, line.qty) };
  });
  await keepStandards.run(ctx.tx, { rows });
  return rows.flatMap(({ item, over }) => (over === null || over === 0 ? [] : [{ item, over }]));
}

async function send(ctx: CommandContext, request: RequestFound): Promise<void> {
  if (request.state !== 'draft') throw problems.problem('request-state', { request: request.number, state: request.state });
  if ((await listLinesOf.all(ctx.tx, { ids: [request.id] })).length === 0) throw problems.problem('request-empty');
  await keepOver(ctx, request);
  await submitRow.run(ctx.tx, { id: request.id, state: 'submitted', by: ctx.actor.userId, at: ctx.now.toISOString(), reason: null });
  ctx.touch('supply-request', request.id);
  ctx.emit(requestSubmitted, { requestId: request.id });
  await tellWaiting(ctx, request, approveRequest.name, 'request-waits');
}

/** Whoever may take the next step with a request is told that it waits for it. */
async function tellWaiting(ctx: CommandContext, request: RequestFound, permission: string, kind: string): Promise<void> {
  const at = { orgs: [request.org_id], sites: [request.site_id], areas: request.lineage };
  const holders = await listHolders(ctx, permission, at);
  await tell(ctx, {
    // Who wrote it does not decide it.
    to: kind === 'request-waits' ? holders.filter((id) => id !== request.created_by) : holders,
    kind,
    subject: { kind: 'supply-request', id: request.id },
    figures: { number: request.number },
    cause: `${kind} ${request.id} ${request.version}`,
  });
}

export const handleSubmitRequest = handle(submitRequest, async (ctx, input) => {
  const request = await lockRequest(ctx, input.requestId);
  if (request.version !== input.version) throw problems.problem('request-changed-meanwhile', { seen: input.version, now: request.version });
  await planFor(ctx, request.plan_id);
  await send(ctx, request);
  return {};
});

export const handleApproveRequest = handle(approveRequest, async (ctx, input) => {
  const request = await lockRequest(ctx, input.requestId);
  // The plan's requests are counted together: of two approved at once the second sees the first.
  await findPlan.maybe(ctx.tx, { id: request.plan_id, lock: true });
  const over = await keepOver(ctx, request);
  const problem = decideApproval(request, { version: input.version, by: ctx.actor.userId, over, overReason: input.overReason });
  if (problem) throw problem;
  await decide(ctx, request, 'approved', over.length > 0 ? input.overReason! : null);
  return {};
});

export const handleRefuseRequest = handle(refuseRequest, async (ctx, input) => {
  const request = await lockRequest(ctx, input.requestId);
  if (request.version !== input.version) throw problems.problem('request-changed-meanwhile', { seen: input.version, now: request.version });
  if (request.state !== 'submitted') throw problems.problem('request-state', { request: request.number, state: request.state });
  await decide(ctx, request, 'refused', input.reason);
  return {};
});

async function decide(ctx: CommandContext, request: RequestFound, state: 'approved' | 'refused', reason: string | null): Promise<void> {
  await decideRow.run(ctx.tx, { id: request.id, state, by: ctx.actor.userId, at: ctx.now.toISOString(), reason });
  ctx.touch('supply-request', request.id);
  ctx.touch('supply-plan', request.plan_id);
  await untell(ctx, { kind: 'request-waits', subject: { kind: 'supply-request', id: request.id } });
  ctx.emit(requestDecided, { requestId: request.id, approved: state === 'approved' });
  await tell(ctx, {
    to: [request.created_by, ...(request.submitted_by ? [request.submitted_by] : [])],
    kind: `request-${state}`,
    subject: { kind: 'supply-request', id: request.id },
    figures: { number: request.number },
    cause: `${state} ${request.id} ${request.version}`,
  });
  if (state === 'approved') await tellWaiting(ctx, request, allocate.name, 'request-to-allocate');
}

export const handleCancelRequest = handle(cancelRequest, (ctx, input) => end(ctx, input.requestId, 'cancelled', input.reason));
export const handleCloseRequest = handle(closeRequest, (ctx, input) => end(ctx, input.requestId, 'closed', input.reason));

/** Ends a request; what is still set aside for it is free again. */
async function end(ctx: CommandContext, id: string, state: 'cancelled' | 'closed', reason: string) {
  const request = await lockRequest(ctx, id);
  const lines = await listLinesOf.all(ctx.tx, { ids: [id] });
  const problem = decideEnd(request, state, lines);
  if (problem) throw problem;
  const held = await listHeldOf.all(ctx.tx, { requestIds: [id] });
  if (held.length > 0) await refuseAboard(ctx, held);
  await endHeld(ctx, held, { state: 'freed', reason });
  await recount(ctx, [request]);
  for (const kind of ['request-waits', 'request-to-allocate']) await untell(ctx, { kind, subject: { kind: 'supply-request', id } });
  await endRow.run(ctx.tx, { id, state, by: ctx.actor.userId, at: ctx.now.toISOString(), reason });
  await ctx.settle(allocationBroken, { kind: 'supply-request', id });
  ctx.touch('supply-request', id);
  ctx.touch('supply-plan', request.plan_id);
  return {};
}
