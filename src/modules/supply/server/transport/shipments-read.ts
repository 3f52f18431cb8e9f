import { fold } from '#foundation/fold.ts';
import { answer } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { statusOn } from '#kernel/places/domain/crossings.ts';
import { isWaived } from '#kernel/places/server/index.ts';
import { checkPaper } from '../../contract/papers/keyed.ts';
import { addCustomsPaper } from '../../contract/transport/border.ts';
import { recordDelivery } from '../../contract/transport/deliveries.ts';
import { cancelLeg, changeLeg, loadTruck, planLeg, recordDeparture, recordLoading, rerouteLeg } from '../../contract/transport/legs.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { recordCrossLoad, recordLoss, recordPassage, recordSeals } from '../../contract/transport/road.ts';
import { cancelShipment, getShipment, listLoadable, listShipments, seeMovements, setUnits } from '../../contract/transport/shipments.ts';
import { giveTripLink } from '../../contract/transport/trip-links.ts';
import { aboardOf } from '../../domain/transport/aboard.ts';
import { loadOf, weighLoading } from '../../domain/transport/load.ts';
import type { Weighed } from '../../domain/transport/load.ts';
import { grantSeen } from '../grants.ts';
import { shipmentReach } from './reach.repo.ts';
import { findShipmentHead, listFreeHere, listHeld, listLegsShown, listShipmentRows } from './shipments-read.repo.ts';
import type { LegShownFound, ShipmentHead } from './shipments-read.repo.ts';

export const answerListLoadable = answer(listLoadable, async (ctx, input) => {
  const key = fold(input.search ?? '');
  const rows = input.free
    ? await listFreeHere.all(ctx.tx, { placeId: input.placeId, key: key === '' ? null : key })
    : await listHeld.all(ctx.tx, { placeId: input.placeId });
  return { rows: rows.map((row) => ({ ...row, grantCode: grantSeen(ctx, row.grantCode) })) };
});

export const answerListShipments = answer(listShipments, async (ctx, input) => {
  const rows = await listShipmentRows.all(ctx.tx, {
    reach: shipmentReach(ctx, seeMovements.name),
    search: input.search?.trim() || null,
    states: input.states ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    placeId: input.placeId ?? null,
    me: ctx.actor.userId,
    sheetsToCheck: input.sheetsToCheck ?? null,
    sort: input.sort,
    limit: input.limit,
    offset: input.offset,
  });
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
});

/** What may be done to a shipment and its trucks, for the buttons of its page. */
const doable = [
  planLeg,
  changeLeg,
  cancelLeg,
  rerouteLeg,
  loadTruck,
  recordLoading,
  recordDeparture,
  recordPassage,
  recordSeals,
  recordLoss,
  recordCrossLoad,
  recordDelivery,
  addCustomsPaper,
  cancelShipment,
  setUnits,
  checkPaper,
  giveTripLink,
].map((def) => def.name);

export const answerGetShipment = answer(getShipment, async (ctx, input) => {
  const head = await findShipmentHead.maybe(ctx.tx, { id: input.shipmentId });
  if (!head) throw transportProblems.problem('shipment-not-found');
  const legs = await listLegsShown.all(ctx.tx, { id: head.id, me: ctx.actor.userId });
  const { areas, sites, orgs, units, ...shown } = head;
  return {
    ...shown,
    lines: shown.lines.map((line) => ({ ...line, grantCode: grantSeen(ctx, line.grantCode) })),
    units: units.map(unitShown),
    legs: legs.map((leg) => ({
      ...legShown(leg),
      notToLoad: notToLoad(leg, shown.lines, dayIn(ctx.mission.timeZone, ctx.now)),
    })),
    waived: await isWaived(ctx, head.consigneeOrg?.id ?? null, areas ?? []),
    abilities: ctx.abilities(doable, { areas: areas ?? [], sites, orgs }),
  };
});

function unitShown({ sscc, legId, grossWeightG, volumeCm3, ...unit }: ShipmentHead['units'][number]) {
  return {
    ...unit,
    ...(sscc ? { sscc } : {}),
    ...(legId ? { legId } : {}),
    ...(grossWeightG ? { grossWeightG } : {}),
    ...(volumeCm3 ? { volumeCm3 } : {}),
  };
}

/** What speaks against loading a truck that waits for it: the same words that the loading would be refused with. */
function notToLoad(leg: LegShownFound, lines: ShipmentHead['lines'], today: string) {
  if (leg.state !== 'planned') return null;
  const byId = new Map(lines.map((line) => [line.id, line]));
  const weighed = leg.lines.map((line): Weighed => {
    const { item, lotCode, expiresOn } = byId.get(line.lineId)!;
    return { ...line, itemCode: item.code, lotCode, expiresOn };
  });
  const { crossingId: id, crossingDay: day, waybill, maxKg, maxLitres } = leg;
  const crossing = id && day ? { id, day, status: statusOn(leg.words, day).status } : null;
  const view = { waybill, state: 'planned' as const, crossing, maxKg, maxLitres, lines: weighed };
  const first = weighLoading(view, undefined, today).misfits[0];
  return first ? { code: `supply.${first.code}`, figures: { ...first.figures } as Record<string, string | number> } : null;
}

function legShown({ words, lines, ...leg }: LegShownFound) {
  const { kg, litres } = loadOf(lines.map((line) => ({ line, qty: line.loaded ?? line.planned })));
  return {
    ...leg,
    stateAt: leg.stateAt?.toISOString() ?? null,
    plannedAt: leg.plannedAt.toISOString(),
    departedAt: leg.departedAt?.toISOString() ?? null,
    crossingStatus: leg.crossingDay ? statusOn(words, leg.crossingDay).status : null,
    kg,
    litres,
    lines: lines.map((line) => {
      const aboard = aboardOf(line);
      const there = line.loaded !== null;
      const { lineId, planned, loaded, lost, answer: told } = line;
      return {
        lineId,
        planned,
        loaded,
        lost,
        answer: told,
        aboardGood: there ? aboard.good : 0,
        aboardDamaged: there ? aboard.damaged : 0,
      };
    }),
  };
}
