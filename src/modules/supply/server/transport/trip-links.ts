import { openPersonal } from '#foundation/keys/personal.ts';
import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { admitGuest, endGuest } from '#kernel/access/server/index.ts';
import { keepFile } from '#kernel/files/contract/files.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { getTrip, giveTripLink, listTripLinks, receiveByLink, tickByLink, withdrawTripLink } from '../../contract/transport/trip-links.ts';
import { whyNoLink } from '../../domain/transport/trip-link.ts';
import { aboardTotal, refusedLeft } from '../../domain/transport/aboard.ts';
import { keepAccount } from './deliveries.ts';
import { getLegLocked, tellFacts } from './facts.ts';
import { findIncoming } from './incoming.repo.ts';
import { linkPhotos, requireLines } from './road.ts';
import { sealHolder } from './sealing.ts';
import { findTrip, findTripLeg, insertTripLink, listTripLinkRows, markWithdrawn } from './trip-links.repo.ts';
import type { TripFound } from './trip-links.repo.ts';
import { said } from './said.ts';

const errandOf = { receiver: receiveByLink.name, monitor: tickByLink.name };

export const handleGiveTripLink = handle(giveTripLink, async (ctx, input) => {
  const leg = await findTripLeg.maybe(ctx.tx, { legId: input.legId });
  if (!leg) throw transportProblems.problem('leg-not-found');
  const refusal = whyNoLink(leg, input.kind);
  if (refusal) throw transportProblems.problem(refusal, { waybill: leg.waybill });
  const { until } = await admitGuest(ctx, {
    passId: input.linkId,
    token: input.token,
    // Stands in histories in every language; what was done by it says whose link it was.
    name: leg.waybill,
    // Who receives by a link does so for the consignee; a monitor is nobody's end.
    org: input.kind === 'receiver' && leg.orgId && leg.orgKind ? { id: leg.orgId, kind: leg.orgKind } : null,
    permissions: [getTrip.name, errandOf[input.kind], keepFile.name],
    hours: input.hours,
  });
  const { linkId: id, legId, kind } = input;
  const holder = await sealHolder(ctx.tx, id, input.holder);
  await insertTripLink.run(ctx.tx, { id, legId, kind, holder, by: ctx.actor.userId, at: ctx.now.toISOString() });
  ctx.touch('shipment-leg', legId);
  return { until };
});

export const handleWithdrawTripLink = handle(withdrawTripLink, async (ctx, input) => {
  const { linkId: id, legId } = input;
  if ((await markWithdrawn.run(ctx.tx, { id, legId, by: ctx.actor.userId })) === 0) throw transportProblems.problem('trip-link-not-found');
  await endGuest(ctx, id);
  ctx.touch('shipment-leg', legId);
  return {};
});

export const answerListTripLinks = answer(listTripLinks, async (ctx, input) => {
  const rows = await listTripLinkRows.all(ctx.tx, { legId: input.legId, at: ctx.now.toISOString() });
  const shown = [];
  for (const row of rows)
    shown.push({
      ...row,
      holder: await openPersonal(ctx.tx, row.holder),
      givenAt: row.givenAt.toISOString(),
      until: row.until.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    });
  return { rows: shown };
});

/** The trip of the guest who acts; whoever else holds the permission has none. */
async function getOwnTrip(ctx: RequestContext, legId?: string): Promise<TripFound> {
  const trip = await findTrip.maybe(ctx.tx, { userId: ctx.actor.userId, at: ctx.now.toISOString() });
  if (!trip || (legId !== undefined && trip.legId !== legId)) throw transportProblems.problem('trip-link-not-found');
  return trip;
}

export const answerGetTrip = answer(getTrip, async (ctx) => {
  const { legId, kind, waybill, place, until, toldAt } = await getOwnTrip(ctx);
  const { lines, consigneeOrgId, areas } = await findIncoming.one(ctx.tx, { legId });
  const waived = await isWaived(ctx, consigneeOrgId, areas ?? []);
  return {
    legId,
    kind,
    mission: waived ? '' : ctx.mission.name,
    waybill,
    place: said(place, waived),
    now: ctx.now.toISOString(),
    until: until.toISOString(),
    toldAt: toldAt?.toISOString() ?? null,
    lines: lines
      .map(({ lineId, item, lotCode, expiresOn, firstSent, ...line }) => {
        const refused = refusedLeft(line, line.lastRefused ?? 0);
        return { lineId, item, lotCode, expiresOn, sent: firstSent ?? aboardTotal(line), counted: firstSent !== null, refused };
      })
      .filter((line) => line.sent > 0),
  };
});

export const handleReceiveByLink = handle(receiveByLink, async (ctx, input) => {
  const trip = await getOwnTrip(ctx, input.legId);
  const { name, role, photos, note, lines, legId, deliveryId, documentId, ofRefused } = input;
  // A guest counts the truck's own lines at the truck's own end, and says nothing of other goods or places.
  requireLines(await getLegLocked(ctx, legId), lines);
  const told = await keepAccount(ctx, {
    deliveryId,
    documentId,
    legId,
    placeId: trip.placeId,
    returned: false,
    ofRefused,
    lines,
    strangers: [],
    units: [],
    signatures: [{ role, name }],
    photos,
    fromPaper: false,
    ...(note ? { note } : {}),
  });
  const good = lines.reduce((sum, line) => sum + line.good, 0);
  return { number: told.number, good, damaged: told.damaged, missing: told.missing, extra: told.extra, refused: told.refused };
});

export const handleTickByLink = handle(tickByLink, async (ctx, input) => {
  await getOwnTrip(ctx, input.legId);
  const leg = await getLegLocked(ctx, input.legId);
  requireLines(leg, input.ticks);
  const data = { done: false, ticks: input.ticks, ...(input.note ? { note: input.note } : {}) };
  await tellFacts(ctx, [{ leg, kind: 'ticked', data }]);
  await linkPhotos(ctx, { kind: 'shipment-leg', id: leg.id }, input.photos);
  return { ticked: input.ticks.filter((tick) => tick.ticked).length, lines: input.ticks.length };
});
