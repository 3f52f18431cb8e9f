import { answer, handle } from '#foundation/pipeline/context.ts';
import type { CommandContext, RaiseException } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { raiseByLook, settleWhatEnded } from '#kernel/exceptions/server/index.ts';
import type { StockAt } from '#kernel/goods/contract/moves.ts';
import { holdGoods, lockGoods, voidGoodsHolds } from '#kernel/goods/server/index.ts';
import { recallLot } from '../../contract/stores/documents.ts';
import {
  endQuickReserve,
  getStoreRules,
  listReserves,
  reserveQuick,
  setStoreRules,
  storeToday,
  watchStores,
} from '../../contract/stores/keeping.ts';
import { listCounts } from '../../contract/stores/counts.ts';
import { storeProblems } from '../../contract/stores/problems.ts';
import { listReceipts } from '../../contract/stores/receipts.ts';
import { holdMoves } from '../../domain/stores/work.ts';
import { grantSeen, sortSeen } from '../grants.ts';
import { placeReach } from './documents.repo.ts';
import {
  endReserve,
  findLot,
  findRules,
  findToday,
  insertReserves,
  listClosedWithStock,
  listOfLot,
  listPastTheirDay,
  listReserveRows,
  listWaitingLoads,
  listWaitingQuarantine,
  lockReserve,
  recallLotRow,
  updateRules,
} from './keeping.repo.ts';
import type { StockFound } from './keeping.repo.ts';
import { listDueLoans } from './loans.repo.ts';
import { paybackDue } from './loans.ts';
import { carryOut, idNow, placesInside, positionOf } from './shared.ts';

/** Above what requests are promised: a fact that finds no other stock breaks it last. */
const quickPriority = 90;

export const handleReserveQuick = handle(reserveQuick, async (ctx, input) => {
  await placesInside(
    ctx,
    input.placeId,
    input.lines.map((line) => line.at.place),
  );
  if (input.lines.some((line) => line.at.condition !== 'good')) throw storeProblems.problem('condition-unfit', { condition: 'good' });
  const holds = input.lines.map((line) => ({ id: idNow(ctx), at: line.at, qty: line.qty }));
  await holdGoods(ctx, { holds, priority: quickPriority, purpose: 'quick-release' });
  const rows = holds.map(({ id, at, qty }) => ({
    id,
    item_id: at.item,
    lot_id: at.lot ?? null,
    bucket_place: at.place,
    grant_id: at.grant ?? null,
    condition: at.condition,
    owner: at.owner,
    qty,
  }));
  await insertReserves.run(ctx.tx, {
    placeId: input.placeId,
    purpose: input.purpose,
    by: ctx.actor.userId,
    at: ctx.now.toISOString(),
    rows,
  });
  for (const { id } of holds) ctx.touch('quick-reserve', id);
  return { reserves: holds.map((hold) => hold.id) };
});

export const handleEndQuickReserve = handle(endQuickReserve, async (ctx, input) => {
  const reserve = await lockReserve.maybe(ctx.tx, { id: input.reserveId });
  if (!reserve) throw storeProblems.problem('reserve-not-found');
  if (reserve.ended_at) throw storeProblems.problem('reserve-ended');
  await voidGoodsHolds(ctx, [reserve.id]);
  await endReserve.run(ctx.tx, { id: reserve.id, by: ctx.actor.userId, at: ctx.now.toISOString(), reason: input.reason });
  ctx.touch('quick-reserve', reserve.id);
  ctx.touch('item', reserve.item_id);
  return {};
});

export const answerListReserves = answer(listReserves, async (ctx, input) => {
  const rows = await listReserveRows.all(ctx.tx, {
    reach: ctx.reach(listReserves.name, placeReach),
    place: input.placeId ?? null,
    sort: sortSeen(ctx, input.sort),
    limit: input.limit,
    offset: input.offset,
  });
  const shown = rows.map((row) => ({
    id: row.id,
    itemId: row.item_id,
    itemCode: row.item_code,
    nameEn: row.name_en,
    nameTr: row.name_tr,
    nameAr: row.name_ar,
    unit: row.unit,
    lotId: row.lot_id,
    lotCode: row.lot_code,
    expiresOn: row.expires_on,
    placeId: row.place_id,
    placeCode: row.place_code,
    grantCode: grantSeen(ctx, row.grant_code),
    qty: row.qty,
    purpose: row.purpose,
    madeBy: row.made_by,
    madeAt: row.made_at.toISOString(),
    broken: row.broken,
  }));
  return { total: rows[0]?.total ?? 0, rows: shown };
});

const atOf = (row: StockFound): StockAt => ({
  item: row.item,
  place: row.place,
  condition: row.condition,
  owner: row.owner as StockAt['owner'],
  ...(row.lot ? { lot: row.lot } : {}),
  ...(row.grant ? { grant: row.grant } : {}),
});

/** One document for each store in which such stock lies; promises on it are broken, for it is not fit to be given. */
async function hold(
  ctx: CommandContext,
  rows: readonly StockFound[],
  as: { kind: 'expiry' | 'recall'; first?: string; reason: string; lot?: string; reference?: string | undefined },
): Promise<number> {
  const stores = Map.groupBy(rows, (row) => row.store);
  const condition = as.kind === 'expiry' ? 'expired' : 'recalled';
  await lockGoods(
    ctx,
    holdMoves(
      rows.map((row) => ({ at: atOf(row), qty: row.qty })),
      condition,
    ),
  );
  let first = as.first;
  for (const [placeId, here] of stores) {
    const moves = holdMoves(
      here.map((row) => ({ at: atOf(row), qty: row.qty })),
      condition,
    );
    const subject = as.lot ? { kind: 'lot', id: as.lot } : undefined;
    await carryOut(ctx, { id: first ?? idNow(ctx), kind: as.kind, placeId, moves, reason: as.reason, reference: as.reference, subject });
    first = undefined;
  }
  return stores.size;
}

export const handleRecallLot = handle(recallLot, async (ctx, input) => {
  if (!(await findLot.maybe(ctx.tx, { id: input.lotId }))) throw storeProblems.problem('lot-not-found');
  const recalled = await recallLotRow.maybe(ctx.tx, { id: input.lotId, at: ctx.now.toISOString(), reason: input.reason });
  const rows = await listOfLot.all(ctx.tx, { lot: input.lotId });
  if (!recalled && rows.length === 0) throw storeProblems.problem('lot-recalled-already');
  ctx.touch('lot', input.lotId);
  const stores =
    rows.length === 0
      ? 0
      : await hold(ctx, rows, {
          kind: 'recall',
          first: input.documentId,
          reason: input.reason,
          lot: input.lotId,
          reference: input.reference,
        });
  return { stores, qty: rows.reduce((sum, row) => sum + row.qty, 0) };
});

const daysBefore = (ctx: CommandContext, days: number) => new Date(ctx.now.getTime() - days * 86_400_000).toISOString();

export const handleWatchStores = handle(watchStores, async (ctx) => {
  const day = dayIn(ctx.mission.timeZone, ctx.now);
  const rules = await findRules.one(ctx.tx, {});
  const past = await listPastTheirDay.all(ctx.tx, { day });
  if (past.length > 0) await hold(ctx, past, { kind: 'expiry', reason: day });
  let raised = 0;
  const find = async (one: RaiseException) => void ((await raiseByLook(ctx, one)) && (raised += 1));
  for (const loan of await listDueLoans.all(ctx.tx, { day })) {
    // Between which grants stands on the loan itself, for who reads grants.
    const figures = { number: loan.number, dueOn: loan.due_on };
    await find({ kind: paybackDue, subject: { kind: 'grant-loan', id: loan.id }, figures, position: positionOf(loan) });
  }
  // `newest`: other goods than those that a person has judged are another cause, though they be no more.
  for (const grant of await listClosedWithStock.all(ctx.tx, { day })) {
    const figures = { grant: grant.code, endsOn: grant.ends_on, items: grant.items, qty: grant.qty, newest: grant.newest };
    await find({
      kind: 'supply.grant-closed-with-stock',
      subject: { kind: 'grant', id: grant.id },
      figures,
      position: { orgs: [grant.donor_id] },
    });
  }
  for (const load of await listWaitingLoads.all(ctx.tx, { before: daysBefore(ctx, rules.unsorted_days) })) {
    const figures = { number: load.number, qty: load.qty };
    await find({ kind: 'supply.load-unsorted', subject: { kind: 'receipt', id: load.id }, figures, position: positionOf(load) });
  }
  for (const store of await listWaitingQuarantine.all(ctx.tx, { before: daysBefore(ctx, rules.quarantine_days) })) {
    const figures = { place: store.code, items: store.items, qty: store.qty, newest: store.newest };
    await find({
      kind: 'supply.quarantine-waits',
      subject: { kind: 'stock-place', id: store.id },
      figures,
      position: positionOf(store),
    });
  }
  // What was looked at above and not raised again is over: nobody has to close by hand what is done.
  await settleWhatEnded(ctx, [paybackDue, 'supply.grant-closed-with-stock', 'supply.load-unsorted', 'supply.quarantine-waits']);
  return { expired: past.length, raised };
});

export const handleSetStoreRules = handle(setStoreRules, async (ctx, input) => {
  await updateRules.run(ctx.tx, { ...input, by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch('store-rules', ctx.mission.slug);
  return {};
});

export const answerGetStoreRules = answer(getStoreRules, async (ctx) => {
  const rules = await findRules.one(ctx.tx, {});
  return {
    adjustQty: rules.adjust_qty,
    adjustValue: rules.adjust_value,
    currency: rules.currency,
    recountQty: rules.recount_qty,
    recountPercent: rules.recount_percent,
    expiryWarnDays: rules.expiry_warn_days,
    quarantineDays: rules.quarantine_days,
    unsortedDays: rules.unsorted_days,
    abilities: ctx.abilities([setStoreRules.name], {}),
  };
});

export const answerStoreToday = answer(storeToday, async (ctx) => {
  const rules = await findRules.one(ctx.tx, {});
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  const found = await findToday.one(ctx.tx, {
    documents: ctx.reach(storeToday.permission, placeReach),
    receipts: ctx.reach(listReceipts.name, placeReach),
    counts: ctx.reach(listCounts.name, placeReach),
    me: ctx.actor.userId,
    today,
    dayBegins: new Date(ctx.now.getTime() - 86_400_000).toISOString(),
    warnBy: dayIn(ctx.mission.timeZone, new Date(ctx.now.getTime() + rules.expiry_warn_days * 86_400_000)),
  });
  return {
    toDecide: found.to_decide,
    unsorted: found.unsorted,
    quarantined: found.quarantined,
    differing: found.differing,
    counting: found.counting,
    expiring: found.expiring,
    overdueLoans: found.overdue_loans,
    receivedToday: found.received_today,
  };
});
