import { newId } from '#foundation/ids.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { followGoods, followHolds, listPicks, prolongHolds, unallocate } from '../../contract/requests/allocation.ts';
import { problems } from '../../contract/requests/problems.ts';
import { decideAllocation } from '../../domain/requests/allocate.ts';
import { backOrderOf, mayAllocate } from '../../domain/requests/states.ts';
import { grantSeen, sortSeen } from '../grants.ts';
import { setAside, untilOf } from './allocate.ts';
import {
  findPicks,
  findRequestsOfPicks,
  followPicks,
  listHeldOf,
  listOverdue,
  listPickRows,
  listShipped,
  prolongPicks,
} from './picks.repo.ts';
import type { PickFound } from './picks.repo.ts';
import { allocationBroken, endHeld, recount, refuseAboard } from './recount.ts';
import { listLinesOf, lockRequests } from './requests.repo.ts';
import type { RequestFound } from './requests.repo.ts';
import { today } from './shared.ts';
import { loadStore, needsOf } from './stock.ts';

/** Where a pick's goods lie, by the columns of its statements. */
const where = { areas: 'wa.lineage', site: 'ws.id', org: 'w.org_id' };

/** Held picks within the actor's reach, with their requests locked first, in one order for everybody. */
async function lockHeld(ctx: CommandContext, pickIds: readonly string[]): Promise<{ picks: PickFound[]; requests: RequestFound[] }> {
  const ids = [...new Set(pickIds)];
  const of = (await findRequestsOfPicks.all(ctx.tx, { ids })).map((row) => row.request_id);
  const requests = await lockRequests.all(ctx.tx, { ids: of, lock: true });
  const picks = await findPicks.all(ctx.tx, { reach: ctx.reach(ctx.command.name, where), ids });
  if (picks.length < ids.length) throw problems.problem('pick-not-found', { picks: ids.length - picks.length });
  const ended = picks.find((pick) => pick.state !== 'held');
  if (ended) throw problems.problem('pick-ended', { state: ended.state });
  return { picks, requests };
}

export const handleUnallocate = handle(unallocate, async (ctx, input) => {
  const { picks, requests } = await lockHeld(ctx, input.pickIds);
  await refuseAboard(ctx, picks);
  await endHeld(ctx, picks, { state: 'freed', reason: input.reason });
  await recount(ctx, requests);
  return {};
});

export const handleProlongHolds = handle(prolongHolds, async (ctx, input) => {
  const { picks, requests } = await lockHeld(ctx, input.pickIds);
  await prolongPicks.run(ctx.tx, { ids: picks.map((pick) => pick.id), until: untilOf(ctx, input.until) });
  for (const request of requests) ctx.touch('supply-request', request.id);
  return {};
});

/** Ends what is over, and looks for other goods where a fact has taken promised ones. */
export const handleFollowHolds = handle(followHolds, async (ctx) => {
  const overdue = await listOverdue.all(ctx.tx, { at: ctx.now.toISOString() });
  if (overdue.length === 0) return { expired: 0, broken: 0, replaced: 0 };
  const requests = await lockRequests.all(ctx.tx, { ids: overdue.map((pick) => pick.request_id), lock: true });
  // What another has ended while the locks were waited for is no longer in the second list.
  const still = await listOverdue.all(ctx.tx, { at: ctx.now.toISOString() });
  const broken = still.filter((pick) => pick.in_books === 'broken');
  const expired = still.filter((pick) => pick.in_books !== 'broken');
  await endHeld(ctx, expired, { state: 'expired', reason: null });
  await endHeld(ctx, broken, { state: 'broken', reason: null });
  await recount(ctx, requests);
  let replaced = 0;
  for (const request of requests) {
    const gone = broken.filter((pick) => pick.request_id === request.id);
    if (gone.length > 0 && mayAllocate(request.state)) replaced += await replace(ctx, request, gone);
  }
  return { expired: expired.length, broken: broken.length, replaced };
});

/** Other goods by the same rules out of the same store, as much as was broken; what cannot be replaced is for a person. */
async function replace(ctx: CommandContext, request: RequestFound, gone: readonly PickFound[]): Promise<number> {
  const lines = (await listLinesOf.all(ctx.tx, { ids: [request.id] })).filter((line) => gone.some((pick) => pick.line_id === line.id));
  const lost = new Map(lines.map((line) => [line.id, sum(gone.filter((pick) => pick.line_id === line.id))]));
  const needs = needsOf([request], lines).map((need) => ({ ...need, qty: Math.min(need.qty, lost.get(need.lineId)!) }));
  const placeId = gone[0]!.store_id;
  const store = await loadStore(
    ctx,
    placeId,
    lines.map((line) => line.item_id),
  );
  const decided = decideAllocation(store.stock, { grants: store.grants, reserves: [] }, needs, today(ctx));
  const picks = decided.picks.map((pick) => ({
    ...pick,
    pickId: newId(ctx.now.getTime()),
    byHand: null,
    reasons: [{ code: 'replaces' as const, figures: {} }, ...pick.reasons],
  }));
  if (picks.length > 0) {
    await setAside(ctx, {
      rows: [{ id: newId(ctx.now.getTime()), requestId: request.id, placeId, cause: 'replaced' }],
      choice: { picks, passed: decided.passed },
      store,
      requestOf: new Map(lines.map((line) => [line.id, line.request_id])),
      until: new Date(Math.max(...gone.map((pick) => pick.expires_at.getTime()), ctx.now.getTime() + 86_400_000)).toISOString(),
    });
    await recount(ctx, [request]);
  }
  const short = sum(decided.short);
  if (short === 0) for (const pick of gone) await ctx.settle('ledger.hold-broken', { kind: 'ledger-hold', id: pick.id });
  else
    await ctx.raise({
      kind: allocationBroken,
      subject: { kind: 'supply-request', id: request.id },
      figures: { request: request.number, lost: sum(gone), replaced: sum(picks), short },
      position: { orgs: [request.org_id], sites: [request.site_id], areas: request.lineage },
    });
  return sum(picks);
}
const sum = (rows: readonly { qty: number }[]) => rows.reduce((total, row) => total + row.qty, 0);

/** Facts of the road: what left, arrived and came back. What was promised beyond what is still open is given back. */
export const handleFollowGoods = handle(followGoods, async (ctx, input) => {
  const ids = [...new Set(input.changes.map((change) => change.pickId))];
  const of = (await findRequestsOfPicks.all(ctx.tx, { ids })).map((row) => row.request_id);
  if (of.length === 0) return {};
  const requests = await lockRequests.all(ctx.tx, { ids: of, lock: true });
  await followPicks.run(ctx.tx, { shipmentId: input.shipmentId, at: ctx.now.toISOString(), changes: input.changes });
  await freeBeyond(ctx, requests);
  await recount(ctx, requests);
  ctx.touch('shipment', input.shipmentId);
  for (const request of requests) ctx.touch('supply-request', request.id);
  return {};
});

/** More left than was set aside: the youngest promises of the line go first, so that no more is held than is still open. */
async function freeBeyond(ctx: CommandContext, requests: readonly RequestFound[]): Promise<void> {
  const requestIds = requests.map((request) => request.id);
  const held = Map.groupBy(await listHeldOf.all(ctx.tx, { requestIds }), (pick) => pick.line_id);
  const left = new Map((await listShipped.all(ctx.tx, { requestIds })).map((row) => [row.line_id, row.shipped]));
  const lines = await listLinesOf.all(ctx.tx, { ids: requestIds });
  const surplus = lines.flatMap((line) => {
    const open = backOrderOf({ qty: line.qty, allocated: 0, shipped: left.get(line.id) ?? 0 });
    let kept = sum(held.get(line.id) ?? []);
    return (held.get(line.id) ?? []).filter((pick) => {
      if (kept <= open) return false;
      kept -= pick.qty;
      return true;
    });
  });
  await endHeld(ctx, surplus, { state: 'freed', reason: null });
}

export const answerListPicks = answer(listPicks, async (ctx, input) => {
  const rows = await listPickRows.all(ctx.tx, {
    reach: ctx.reach(listPicks.name, where),
    onlyOrg: await onlyOrg(ctx),
    search: input.search ?? null,
    requestIds: input.requestIds ?? null,
    siteId: input.siteId ?? null,
    orgId: input.orgId ?? null,
    placeId: input.placeId ?? null,
    endsBefore: input.endsBefore ?? null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      grantId: grantSeen(ctx, row.grantId),
      grantCode: grantSeen(ctx, row.grantCode),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
});
