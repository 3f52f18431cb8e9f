import type { CommandContext } from '#foundation/pipeline/context.ts';
import { voidGoodsHolds } from '#kernel/goods/server/index.ts';
import { unallocated } from '../../contract/requests/events.ts';
import { problems } from '../../contract/requests/problems.ts';
import { mayAllocate, stateOfLines } from '../../domain/requests/states.ts';
import { endPicks, findShipmentOfPicks, recountLines, setStates } from './picks.repo.ts';
import type { PickFound } from './picks.repo.ts';
import { listLinesOf } from './requests.repo.ts';
import type { RequestFound } from './requests.repo.ts';

/** The exception of a request whose promised goods were taken by a fact and could not be replaced. */
export const allocationBroken = 'supply.allocation-broken';

/** Sums the lines of locked requests anew from their picks and reads their states off them. */
export async function recount(ctx: CommandContext, requests: readonly RequestFound[]): Promise<void> {
  const ids = requests.map((request) => request.id);
  await recountLines.run(ctx.tx, { requestIds: ids });
  const lines = Map.groupBy(await listLinesOf.all(ctx.tx, { ids }), (line) => line.request_id);
  const live = requests.filter((request) => mayAllocate(request.state));
  const rows = live.map((request) => ({ id: request.id, state: stateOfLines(lines.get(request.id) ?? []) }));
  if (rows.length > 0) await setStates.run(ctx.tx, { rows });
  for (const { id, state } of rows) {
    ctx.touch('supply-request', id);
    if (state === 'allocated' || state === 'shipped') await ctx.settle(allocationBroken, { kind: 'supply-request', id });
  }
}

/** Goods that a shipment waits for are taken off it first: nobody finds an empty bin at the gate. */
export async function refuseAboard(ctx: CommandContext, picks: readonly PickFound[]): Promise<void> {
  const shipment = await findShipmentOfPicks.maybe(ctx.tx, { ids: picks.map((pick) => pick.id) });
  if (shipment) throw problems.problem('pick-on-shipment', { shipment: shipment.number });
}

/** Ends picks of locked requests: their holds in the books, their rows, and tells it. The lines are counted by the caller. */
export async function endHeld(
  ctx: CommandContext,
  picks: readonly PickFound[],
  end: { state: 'freed' | 'expired' | 'broken'; reason: string | null },
): Promise<void> {
  if (picks.length === 0) return;
  const ids = picks.map((pick) => pick.id);
  await voidGoodsHolds(ctx, ids);
  await endPicks.run(ctx.tx, { ids, state: end.state, at: ctx.now.toISOString(), reason: end.reason });
  for (const [requestId, of] of Map.groupBy(picks, (pick) => pick.request_id)) {
    ctx.touch('supply-request', requestId);
    ctx.emit(unallocated, { requestId, pickIds: of.map((pick) => pick.id), why: end.state });
  }
}
