import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { getIncoming, listDeliveries, listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { seeMovements } from '../../contract/transport/shipments.ts';
import { aboardOf, refusedLeft } from '../../domain/transport/aboard.ts';
import { findIncoming, listAccountsShown, listDeliveryRows, listIncomingRows } from './incoming.repo.ts';
import type { AccountShown, IncomingLegFound } from './incoming.repo.ts';
import { shipmentReach, truckKnown } from './reach.repo.ts';

export const answerListIncoming = answer(listIncoming, async (ctx, input) => {
  const { sort, limit, offset } = input;
  const rows = await listIncomingRows.all(ctx.tx, {
    reach: shipmentReach(ctx, listIncoming.name),
    known: truckKnown(ctx, shipmentReach),
    open: input.open ?? null,
    sort,
    limit,
    offset,
  });
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, ...row }) => ({ ...row, receivedAt: row.receivedAt?.toISOString() ?? null })),
  };
});

export const answerGetIncoming = answer(getIncoming, async (ctx, input) => {
  const leg = await findIncoming.maybe(ctx.tx, { legId: input.legId });
  // A truck that nothing was put on yet is a future movement: it is not there for whoever may not see those.
  if (!leg || leg.legState === 'planned' || leg.legState === 'cancelled' || !mayKnow(ctx, leg))
    throw transportProblems.problem('leg-not-found');
  const accounts = await listAccountsShown.all(ctx.tx, { legId: leg.legId, me: ctx.actor.userId });
  const { shipmentId, shipmentNumber, waybill, place, originPlaceId, seals, discrepancies } = leg;
  const ended = endedStates.find((one) => one === leg.legState);
  const state = ended ?? ('coming' as const);
  return {
    legId: leg.legId,
    shipmentId,
    shipmentNumber,
    waybill,
    place,
    state,
    turnedBack: leg.legState === 'turned-back' && seesMovements(ctx, leg),
    originPlaceId,
    originPlace: leg.originPlace,
    seals,
    waived: await isWaived(ctx, leg.consigneeOrgId, leg.areas ?? []),
    lines: linesOf(leg, accounts),
    accounts: accounts.map((row) => ({
      ...row,
      at: row.at.toISOString(),
      recordedAt: row.recordedAt.toISOString(),
    })),
    discrepancies,
    abilities: ctx.abilities([recordDelivery.name, checkPaper.name], { areas: leg.areas ?? [], sites: leg.sites, orgs: leg.orgs }),
  };
});

const endedStates = ['received', 'returned', 'part-delivered'] as const;

const seesMovements = (ctx: RequestContext, leg: IncomingLegFound): boolean =>
  ctx.can(seeMovements.name, { areas: leg.areas ?? [], sites: leg.sites, orgs: leg.orgs });

/**
 * The consignee knows of its truck once it is loaded, dispatch always. Everybody else learns of it the day after it came to its
 * end: the store that a truck on the road is bound for is a future movement.
 */
function mayKnow(ctx: RequestContext, leg: IncomingLegFound): boolean {
  if (ctx.actor.orgId !== null && ctx.actor.orgId === leg.consigneeOrgId) return true;
  if (seesMovements(ctx, leg)) return true;
  return leg.receivedAt !== null && dayIn(ctx.mission.timeZone, leg.receivedAt) < dayIn(ctx.mission.timeZone, ctx.now);
}

function linesOf(leg: IncomingLegFound, accounts: readonly AccountShown[]) {
  const counted = new Set(accounts.flatMap((account) => account.lines.map((line) => line.lineId)));
  return leg.lines
    .map((line) => {
      const aboard = aboardOf(line);
      const { lineId, item, lotCode, expiresOn } = line;
      const units = leg.units.flatMap(({ unitId, code, sscc, kind, contents }) =>
        contents.filter((row) => row.lineId === lineId).map(({ qty }) => ({ unitId, code, sscc, kind, qty })),
      );
      const sent = line.firstSent ?? aboard.good + aboard.damaged;
      const refused = refusedLeft(line, line.lastRefused ?? 0);
      return { lineId, item, lotCode, expiresOn, sent, knownDamaged: aboard.damaged, counted: counted.has(lineId), refused, units };
    })
    .filter((line) => line.sent > 0 || line.counted);
}

export const answerListDeliveries = answer(listDeliveries, async (ctx, input) => {
  const rows = await listDeliveryRows.all(ctx.tx, {
    reach: shipmentReach(ctx, listIncoming.name),
    known: truckKnown(ctx, shipmentReach),
    from: input.from ?? null,
    to: input.to ?? null,
    withDifference: input.withDifference ?? null,
    unchecked: input.unchecked ?? null,
    timeZone: ctx.mission.timeZone,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => ({ ...row, at: row.at.toISOString() })) };
});
