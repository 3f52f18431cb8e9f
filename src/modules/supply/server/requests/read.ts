import { isWaived } from '#kernel/places/server/index.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { mustBeOwn, onlyOrg } from '#kernel/access/server/index.ts';
import { allocate, listBackOrders, listPicks, prolongHolds, unallocate } from '../../contract/requests/allocation.ts';
import { problems } from '../../contract/requests/problems.ts';
import {
  approveRequest,
  cancelRequest,
  changeRequest,
  closeRequest,
  getRequest,
  listRequests,
  refuseRequest,
  submitRequest,
} from '../../contract/requests/requests.ts';
import { decideEnd } from '../../domain/requests/decide.ts';
import { overStandard, peopleOf, standardOf } from '../../domain/requests/standard.ts';
import { backOrderOf, isOpenToChange, mayAllocate } from '../../domain/requests/states.ts';
import { grantSeen, whySeen } from '../grants.ts';
import { listPicksOf } from './picks.repo.ts';
import type { PickOnPage } from './picks.repo.ts';
import { listSizes, listStandards } from './plans.repo.ts';
import { getRequestRow, listAskedElsewhere, listLinesShown, listRequestRows } from './requests.repo.ts';
import type { LineShown, RequestPage } from './requests.repo.ts';
import { listBackOrderRows } from './stock.repo.ts';

const where = { areas: 'a.lineage', site: 'r.site_id', org: 'pl.org_id' };

export const answerListRequests = answer(listRequests, async (ctx, input) => {
  const rows = await listRequestRows.all(ctx.tx, {
    reach: ctx.reach(listRequests.name, where),
    onlyOrg: await onlyOrg(ctx),
    search: input.search ?? null,
    states: input.states ?? null,
    orgId: input.orgId ?? null,
    planId: input.planId ?? null,
    siteId: input.siteId ?? null,
    neededFrom: input.neededFrom ?? null,
    neededTo: input.neededTo ?? null,
    over: input.over ?? null,
    open: input.open ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      submittedAt: row.submittedAt?.toISOString() ?? null,
    })),
  };
});

export const answerGetRequest = answer(getRequest, async (ctx, { requestId }) => {
  const found = await getRequestRow.maybe(ctx.tx, { id: requestId });
  if (!found) throw problems.problem('request-not-found');
  await mustBeOwn(ctx, found.orgId, listRequests.name);
  const { lineage, created_by, submitted_by, planStatus: _planStatus, ...row } = found;
  const at = { orgs: [row.orgId], sites: [row.siteId], areas: lineage };
  const sizes = await listSizes.all(ctx.tx, { planId: row.planId });
  const lines = await listLinesShown.all(ctx.tx, { requestIds: [requestId] });
  const items = await withStandards(ctx, found, lines, sizes);
  const picks = ctx.can(listPicks.name) && (await onlyOrg(ctx)) === null ? await listPicksOf.all(ctx.tx, { requestId }) : null;
  const abilities = ctx.abilities(namesFor(found, items), at);
  // The store decides over what lies in it, not the place where the goods are going.
  const inStores = mayAllocate(row.state) ? [allocate.name, unallocate.name, prolongHolds.name].filter((name) => ctx.can(name)) : [];
  return {
    ...row,
    ...peopleOf(sizes),
    createdAt: row.createdAt.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    items,
    picks: picks && picks.map((pick) => pickShown(ctx, pick)),
    waived: await isWaived(ctx, row.orgId, lineage),
    own: [created_by, submitted_by].includes(ctx.actor.userId),
    abilities: [...new Set([...abilities, ...inStores])],
  };
});

const pickShown = (ctx: RequestContext, pick: PickOnPage) => ({
  ...pick,
  grantCode: grantSeen(ctx, pick.grantCode),
  reasons: pick.reasons.map((why) => whySeen(ctx, why)),
  expiresAt: pick.expiresAt.toISOString(),
});

/** What the plan allows of each line and what is over: as the approver saw it, before that as it stands now. */
async function withStandards(
  ctx: RequestContext,
  request: RequestPage,
  lines: readonly LineShown[],
  sizes: { size: number; households: number }[],
) {
  const standards = await listStandards.all(ctx.tx, { planId: request.planId });
  const asked = await listAskedElsewhere.all(ctx.tx, { planId: request.planId, but: request.id });
  const elsewhere = new Map(asked.map((row) => [row.item_id, row.asked]));
  const open = isOpenToChange(request.state);
  return lines.map(({ standardQty, overQty, requestId: _requestId, ...line }) => {
    const askedElsewhere = elsewhere.get(line.item.id) ?? 0;
    const standard = open ? standardOf(sizes, standards, line.item.id) : standardQty;
    const over = open ? overStandard(standard, askedElsewhere, line.qty) : overQty;
    return { ...line, standard, askedElsewhere, over, backOrder: backOrderOf(line) };
  });
}

/** What may be done with a request in its state, before it is asked by whom. */
function namesFor(request: RequestPage, lines: readonly { qty: number; allocated: number; shipped: number }[]): string[] {
  const view = { number: request.number, state: request.state };
  return [
    ...(isOpenToChange(request.state) ? [changeRequest.name] : []),
    ...(request.state === 'draft' ? [submitRequest.name] : []),
    ...(request.state === 'submitted' ? [approveRequest.name, refuseRequest.name] : []),
    ...(decideEnd(view, 'cancelled', lines) ? [] : [cancelRequest.name]),
    ...(decideEnd(view, 'closed', lines) ? [] : [closeRequest.name]),
  ];
}

export const answerListBackOrders = answer(listBackOrders, async (ctx, input) => {
  const only = await onlyOrg(ctx);
  const rows = await listBackOrderRows.all(ctx.tx, {
    reach: ctx.reach(listBackOrders.name, where),
    onlyOrg: only,
    search: input.search ?? null,
    itemId: input.itemId ?? null,
    orgId: input.orgId ?? null,
    hope: only === null ? (input.hope ?? null) : null,
    broken: input.broken ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      ...(only === null ? {} : { freeNow: null, cameSince: null }),
      triedAt: row.triedAt?.toISOString() ?? null,
    })),
  };
});
