import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { previewAllocation } from '../../contract/requests/allocation.ts';
import { listRequests } from '../../contract/requests/requests.ts';
import { decideAllocation } from '../../domain/requests/allocate.ts';
import type { Allocation } from '../../domain/requests/allocate.ts';
import { backOrderOf, mayAllocate } from '../../domain/requests/states.ts';
import { grantSeen, whySeen } from '../grants.ts';
import { listHeads, listLinesOf, listLinesShown, lockRequests } from './requests.repo.ts';
import type { LineShown, RequestFound } from './requests.repo.ts';
import { today } from './shared.ts';
import { loadStore, needsOf } from './stock.ts';
import type { Store } from './stock.ts';

export const answerPreviewAllocation = answer(previewAllocation, async (ctx, input) => {
  const day = today(ctx);
  const requests = await seenRequests(ctx, input.requestIds);
  const ids = requests.map((one) => one.id);
  const lines = await listLinesOf.all(ctx.tx, { ids });
  const store = await loadStore(
    ctx,
    input.placeId,
    lines.map((line) => line.item_id),
  );
  const reserves = input.keep.map((keep) => ({ item: keep.itemId, qty: keep.qty, places: null }));
  const decided = decideAllocation(store.stock, { grants: store.grants, reserves }, needsOf(requests, lines), day);
  const heads = new Map((await listHeads.all(ctx.tx, { ids })).map((row) => [row.id, row]));
  const shown = await listLinesShown.all(ctx.tx, { requestIds: ids });
  return {
    day,
    requests: requests.map((request) => ({
      id: request.id,
      number: request.number,
      state: request.state,
      orgNames: heads.get(request.id)!.orgNames,
      siteNames: heads.get(request.id)!.siteNames,
      neededOn: request.needed_on,
      lines: shown.filter((line) => line.requestId === request.id).map((line) => lineOf(ctx, line, request, decided)),
    })),
    buckets: bucketsOf(ctx, store),
  };
});

async function seenRequests(ctx: RequestContext, ids: readonly string[]): Promise<RequestFound[]> {
  const all = await lockRequests.all(ctx.tx, { ids, lock: false });
  return all.filter((one) => ctx.can(listRequests.name, { orgs: [one.org_id], sites: [one.site_id], areas: one.lineage }));
}

function lineOf(ctx: RequestContext, line: LineShown, request: RequestFound, decided: Allocation) {
  return {
    id: line.id,
    item: line.item,
    qty: line.qty,
    open: mayAllocate(request.state) ? backOrderOf(line) : 0,
    short: decided.short.find((one) => one.lineId === line.id)?.qty ?? 0,
    picks: decided.picks
      .filter((pick) => pick.lineId === line.id)
      .map(({ bucketId, qty, reasons }) => ({ bucketId, qty, reasons: reasons.map((why) => whySeen(ctx, why)) })),
    passed: decided.passed
      .filter((one) => one.lineId === line.id)
      .map(({ bucketId, code, figures }) => ({ bucketId, why: whySeen(ctx, { code, figures }) })),
  };
}

function bucketsOf(ctx: RequestContext, store: Store) {
  const codes = new Map(store.grants.map((grant) => [grant.id, grant.code]));
  return store.stock.map((row) => ({
    id: row.bucketId,
    itemId: row.item,
    lotCode: row.lotCode,
    expiresOn: row.expiresOn,
    receivedOn: row.receivedOn,
    placeCode: row.placeCode,
    grantCode: grantSeen(ctx, row.grant === null ? null : (codes.get(row.grant) ?? null)),
    condition: row.condition,
    owner: row.owner,
    free: Math.max(0, row.free),
    reserved: row.reserved,
    kept: row.kept ?? 0,
  }));
}
