import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { onlyOrg } from '#kernel/access/server/index.ts';
import { listStock } from '#kernel/goods/contract/stock.ts';
import { announceArrival, listArrivals } from '../../contract/overview/arrivals.ts';
import { getNeeds } from '../../contract/overview/needs.ts';
import type { Need } from '../../contract/overview/needs.ts';
import { listPipeline } from '../../contract/overview/pipeline.ts';
import { approveRequest } from '../../contract/requests/requests.ts';
import { allocate, listBackOrders } from '../../contract/requests/allocation.ts';
import { listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { listCounts } from '../../contract/stores/counts.ts';
import { listReceipts } from '../../contract/stores/receipts.ts';
import { listDiscrepancies } from '../../contract/transport/discrepancies.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { today } from '../requests/shared.ts';
import { listBackOrderRows } from '../requests/stock.repo.ts';
import { countSheets, countStorePapers, countToCheck } from '../papers/keyed.repo.ts';
import { listIncomingRows } from '../transport/incoming.repo.ts';
import { legReach, shipmentReach, truckKnown } from '../transport/reach.repo.ts';
import { placeReach } from '../stores/documents.repo.ts';
import { listArrivalRows } from './arrivals.repo.ts';
import { countCases, countToApprove, countListsClosing, countStockNeeds, countTurnedBack } from './needs.repo.ts';
import { daysFrom, mayGrants, sightOf } from './shared.ts';

const casesWithin = 3;
const listsWithinHours = 24;
const lotsWithin = 60;
const grantsWithin = 60;
const one = { sort: undefined, limit: 1, offset: 0 };
const first = (rows: readonly { total: number }[]): number => Number(rows[0]?.total ?? 0);
type Some = Partial<Record<Need, number>>;

async function onTheRoad(ctx: RequestContext): Promise<Some> {
  const found: Some = {};
  if (ctx.can(recordDelivery.name) && ctx.can(listIncoming.name))
    found.trucksToReceive = first(
      await listIncomingRows.all(ctx.tx, {
        ...one,
        reach: shipmentReach(ctx, recordDelivery.name),
        known: truckKnown(ctx, shipmentReach),
        open: true,
      }),
    );
  if (ctx.can(checkPaper.name) && ctx.can(listIncoming.name))
    found.papersToCheck = (
      await countToCheck.one(ctx.tx, {
        reach: shipmentReach(ctx, listIncoming.name),
        may: shipmentReach(ctx, checkPaper.name),
        known: truckKnown(ctx, shipmentReach),
        me: ctx.actor.userId,
      })
    ).n;
  if (ctx.can(checkPaper.name) && ctx.can(seeMovements.name))
    found.sheetsToCheck = (
      await countSheets.one(ctx.tx, {
        reach: shipmentReach(ctx, seeMovements.name),
        may: shipmentReach(ctx, checkPaper.name),
        me: ctx.actor.userId,
      })
    ).n;
  // Lists of the border are for those who may see movements anywhere.
  if (ctx.can(seeMovements.name) && ctx.can(recordDelivery.name))
    found.trucksTurnedBack = (await countTurnedBack.one(ctx.tx, { reach: legReach(ctx, seeMovements.name) })).n;
  if (ctx.can(seeMovements.name, {})) {
    const until = new Date(ctx.now.getTime() + listsWithinHours * 3_600_000);
    found.listsClosing = (await countListsClosing.one(ctx.tx, { now: ctx.now.toISOString(), until: until.toISOString() })).n;
  }
  if (ctx.can(listDiscrepancies.name)) {
    const day = today(ctx);
    const reach = legReach(ctx, listDiscrepancies.name);
    const cases = await countCases.one(ctx.tx, { reach, known: truckKnown(ctx, legReach), today: day, until: daysFrom(day, casesWithin) });
    Object.assign(found, { casesOverdue: cases.overdue, casesDue: cases.due });
  }
  return found;
}

async function toGiveOut(ctx: RequestContext): Promise<Some> {
  if (!ctx.can(allocate.name) || !ctx.can(listBackOrders.name)) return {};
  const rows = await listBackOrderRows.all(ctx.tx, {
    ...one,
    reach: ctx.reach(listBackOrders.name, { areas: 'a.lineage', site: 'r.site_id', org: 'pl.org_id' }),
    onlyOrg: await onlyOrg(ctx),
    search: null,
    itemId: null,
    orgId: null,
    hope: true,
    broken: null,
  });
  return { backOrders: first(rows) };
}

/** Papers of stores that wait to be held against what was keyed of them. */
async function papersOfStores(ctx: RequestContext): Promise<Some> {
  if (!ctx.can(checkPaper.name)) return {};
  const waiting = await countStorePapers.one(ctx.tx, {
    receipts: ctx.reach(listReceipts.name, placeReach),
    counts: ctx.reach(listCounts.name, placeReach),
    may: ctx.reach(checkPaper.name, placeReach),
    me: ctx.actor.userId,
  });
  return { receiptsToCheck: waiting.receipts, countsToCheck: waiting.counts };
}

async function inStores(ctx: RequestContext): Promise<Some> {
  const found: Some = {};
  const day = today(ctx);
  if (ctx.can(listStock.name))
    found.lotsExpiring = (
      await countStockNeeds.one(ctx.tx, { ...(await sightOf(ctx, listStock.name)), until: daysFrom(day, lotsWithin) })
    ).lots;
  if (ctx.can(listPipeline.name) && mayGrants(ctx))
    found.grantsEnding = (
      await countStockNeeds.one(ctx.tx, { ...(await sightOf(ctx, listPipeline.name)), until: daysFrom(day, grantsWithin) })
    ).grants;
  if (ctx.can(announceArrival.name))
    found.arrivalsLate = first(
      await listArrivalRows.all(ctx.tx, {
        ...one,
        reach: ctx.reach(listArrivals.name, { areas: 'a.lineage', site: 'p.site_id', org: 'p.org_id' }),
        onlyOrg: await onlyOrg(ctx),
        search: null,
        state: 'late',
        open: null,
        arrivalId: null,
        item: null,
        family: null,
        grant: null,
        placeId: null,
        today: day,
      }),
    );
  return found;
}

const nothing: Record<Need, number> = {
  requestsToApprove: 0,
  trucksTurnedBack: 0,
  trucksToReceive: 0,
  papersToCheck: 0,
  sheetsToCheck: 0,
  receiptsToCheck: 0,
  countsToCheck: 0,
  listsClosing: 0,
  casesOverdue: 0,
  casesDue: 0,
  backOrders: 0,
  lotsExpiring: 0,
  grantsEnding: 0,
  arrivalsLate: 0,
};

/** Requests that wait for this person's word; one's own wait for somebody else's. */
async function toApprove(ctx: RequestContext): Promise<Some> {
  if (!ctx.can(approveRequest.name)) return {};
  const reach = ctx.reach(approveRequest.name, { areas: 'a.lineage', site: 'r.site_id', org: 'pl.org_id' });
  const { n } = await countToApprove.one(ctx.tx, { reach, onlyOrg: await onlyOrg(ctx), me: ctx.actor.userId });
  return { requestsToApprove: n };
}

export const answerGetNeeds = answer(getNeeds, async (ctx) => ({
  ...nothing,
  lotsBy: daysFrom(today(ctx), lotsWithin),
  ...(await toApprove(ctx)),
  ...(await onTheRoad(ctx)),
  ...(await toGiveOut(ctx)),
  ...(await inStores(ctx)),
  ...(await papersOfStores(ctx)),
}));
