import { newId } from '#foundation/ids.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import type * as z from 'zod';
import { untell } from '#kernel/notify/server/index.ts';
import { holdGoods } from '#kernel/goods/server/index.ts';
import { allocate, usualHoldDays } from '../../contract/requests/allocation.ts';
import { allocated } from '../../contract/requests/events.ts';
import { problems } from '../../contract/requests/problems.ts';
import { listRequests } from '../../contract/requests/requests.ts';
import { decideAllocation } from '../../domain/requests/allocate.ts';
import type { Passed, PickCode } from '../../domain/requests/allocate.ts';
import { decideGiven } from '../../domain/requests/given.ts';
import type { Need, Why } from '../../domain/requests/rules.ts';
import { mayAllocate } from '../../domain/requests/states.ts';
import { insertAllocations, insertPicks } from './picks.repo.ts';
import type { AllocationWrite } from './picks.repo.ts';
import { recount } from './recount.ts';
import { listLinesOf, lockRequests } from './requests.repo.ts';
import type { RequestFound } from './requests.repo.ts';
import { loadStore, needsOf } from './stock.ts';
import type { Store } from './stock.ts';
import { today } from './shared.ts';

type Input = z.output<typeof allocate.input>;

/** A pick on its way to be written. */
interface Chosen {
  readonly pickId: string;
  readonly lineId: string;
  readonly bucketId: number;
  readonly qty: number;
  readonly reasons: readonly Why<PickCode>[];
  readonly byHand: string | null;
}
export interface Choice {
  readonly picks: readonly Chosen[];
  readonly passed: readonly Passed[];
}

/** Requests that goods may be set aside for, locked; those outside the actor's reach are not there for them. */
export async function lockServable(ctx: CommandContext, ids: readonly string[]): Promise<RequestFound[]> {
  const requests = await lockRequests.all(ctx.tx, { ids, lock: true });
  const seen = requests.filter((one) => ctx.can(listRequests.name, { orgs: [one.org_id], sites: [one.site_id], areas: one.lineage }));
  if (seen.length < new Set(ids).size) throw problems.problem('request-not-found');
  const unfit = seen.find((request) => !mayAllocate(request.state));
  if (unfit) throw problems.problem('request-state', { request: unfit.number, state: unfit.state });
  return seen;
}

export const handleAllocate = handle(allocate, async (ctx, input) => {
  const until = untilOf(ctx, input.until);
  const requests = await lockServable(
    ctx,
    input.requests.map((one) => one.requestId),
  );
  const lines = await listLinesOf.all(ctx.tx, { ids: requests.map((one) => one.id) });
  const needs = needsOf(requests, lines);
  const store = await loadStore(
    ctx,
    input.placeId,
    lines.map((line) => line.item_id),
  );
  const choice = choose(ctx, input, store, needs);
  const idOf = new Map(input.requests.map((one) => [one.requestId, one.allocationId]));
  const cause = input.picks ? 'person' : 'rules';
  const rows = requests.map((one): AllocationSeed => ({ id: idOf.get(one.id)!, requestId: one.id, placeId: input.placeId, cause }));
  const requestOf = new Map(lines.map((line) => [line.id, line.request_id]));
  await setAside(ctx, { rows, choice, store, requestOf, until });
  await recount(ctx, requests);
  return {
    picks: choice.picks.map(({ pickId, lineId, qty }) => ({ pickId, lineId, qty })),
    short: needs.flatMap((need) => {
      const picked = choice.picks.filter((pick) => pick.lineId === need.lineId).reduce((sum, pick) => sum + pick.qty, 0);
      return picked < need.qty ? [{ lineId: need.lineId, qty: need.qty - picked }] : [];
    }),
  };
});

export function untilOf(ctx: CommandContext, asked: string | undefined): string {
  if (asked !== undefined && Date.parse(asked) <= ctx.now.getTime()) throw problems.problem('pick-until-past', { until: asked });
  return asked ?? new Date(ctx.now.getTime() + usualHoldDays * 86_400_000).toISOString();
}

/** What the rules choose, or what a person confirms after they were held against the stock as it is now. */
function choose(ctx: CommandContext, input: Input, store: Store, needs: readonly Need[]): Choice {
  const rules = { grants: store.grants, reserves: [] };
  const day = today(ctx);
  if (input.picks === undefined) return byRules(ctx, store, needs, day);
  const given = input.picks.map((pick) => ({ ...pick, reason: pick.byHand }));
  const problem = decideGiven(given, store.stock, rules, needs, day);
  if (problem) throw problem;
  const byHand = given.filter((pick) => pick.reason !== undefined);
  const left = store.stock.map((row) => ({ ...row, free: row.free - sumOf(byHand.filter((pick) => pick.bucketId === row.bucketId)) }));
  const wanted = needs.map((need) => ({
    ...need,
    qty: sumOf(given.filter((pick) => pick.lineId === need.lineId && pick.reason === undefined)),
  }));
  const now = decideAllocation(
    left,
    rules,
    wanted.filter((need) => need.qty > 0),
    day,
  );
  const reasonsOf = (pick: { lineId: string; bucketId: number }) =>
    now.picks.find((one) => one.lineId === pick.lineId && one.bucketId === pick.bucketId)?.reasons ?? [];
  const taken = new Set(given.map((pick) => `${pick.lineId} ${pick.bucketId}`));
  return {
    picks: given.map((pick) => ({ ...pick, byHand: pick.reason ?? null, reasons: pick.reason === undefined ? reasonsOf(pick) : [] })),
    passed: now.passed.filter((one) => !taken.has(`${one.lineId} ${one.bucketId}`)),
  };
}
const sumOf = (rows: readonly { qty: number }[]) => rows.reduce((sum, row) => sum + row.qty, 0);

function byRules(ctx: CommandContext, store: Store, needs: readonly Need[], day: string): Choice {
  const decided = decideAllocation(store.stock, { grants: store.grants, reserves: [] }, needs, day);
  if (decided.picks.length === 0) throw problems.problem('nothing-free', { lines: needs.length, asked: sumOf(needs) });
  return {
    picks: decided.picks.map((pick) => ({ ...pick, pickId: newId(ctx.now.getTime()), byHand: null })),
    passed: decided.passed,
  };
}

export type AllocationSeed = Omit<AllocationWrite, 'passed'>;

/** Holds the goods in the books and writes why; of two who want the last of something, the books let one through. */
export async function setAside(
  ctx: CommandContext,
  write: {
    readonly rows: readonly AllocationSeed[];
    readonly choice: Choice;
    readonly store: Store;
    readonly requestOf: ReadonlyMap<string, string>;
    readonly until: string;
  },
): Promise<void> {
  const { rows, choice, store, requestOf, until } = write;
  const holds = choice.picks.map((pick) => ({ id: pick.pickId, at: store.at.get(pick.bucketId)!, qty: pick.qty }));
  await held(() => holdGoods(ctx, { holds, priority: 50, purpose: 'supply-request' }));
  const passedOf = (requestId: string) => choice.passed.filter((one) => requestOf.get(one.lineId) === requestId).slice(0, 200);
  const by = { by: ctx.actor.userId, at: ctx.now.toISOString(), commandId: ctx.command.id };
  await insertAllocations.run(ctx.tx, { rows: rows.map((row) => ({ ...row, passed: passedOf(row.requestId) })), ...by });
  const allocationOf = new Map(rows.map((row) => [row.requestId, row.id]));
  const picks = choice.picks.map((pick) => {
    const at = store.at.get(pick.bucketId)!;
    const requestId = requestOf.get(pick.lineId)!;
    return {
      id: pick.pickId,
      allocationId: allocationOf.get(requestId)!,
      requestId,
      lineId: pick.lineId,
      bucketId: pick.bucketId,
      itemId: at.item,
      lotId: at.lot ?? null,
      placeId: at.place,
      grantId: at.grant ?? null,
      condition: at.condition,
      owner: at.owner,
      qty: pick.qty,
      reasons: pick.reasons,
      byHand: pick.byHand,
    };
  });
  await insertPicks.run(ctx.tx, { rows: picks, at: by.at, until });
  for (const row of rows) {
    await untell(ctx, { kind: 'request-to-allocate', subject: { kind: 'supply-request', id: row.requestId } });
    const pickIds = picks.filter((pick) => pick.requestId === row.requestId).map((pick) => pick.id);
    if (pickIds.length > 0) ctx.emit(allocated, { requestId: row.requestId, allocationId: row.id, pickIds });
  }
}

/** What the books refuse is said as what it is here: somebody was quicker. */
async function held(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'goods.short') throw problems.problem('stock-went', error.figures);
    throw error;
  }
}
