import { askTogether } from '#foundation/db/tx.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Position } from '#foundation/scope.ts';
import { dayIn } from '#foundation/time.ts';
import { statusOn } from '#kernel/places/domain/crossings.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import type { AboardLine, LineWrite } from '../../domain/transport/unload.ts';
import { foldLeg, foldShipment } from '../../domain/transport/leg.ts';
import type { FactKind, LegFact } from '../../domain/transport/leg.ts';
import type { LoadLine, LoadView } from '../../domain/transport/load.ts';
import type { Goods } from '../../domain/transport/moves.ts';
import { derivedId } from './derive.ts';
import { findLegOrigin, findLegToLoad, findLegs, listShipmentLegs, lockLegs, saveFacts } from './legs.repo.ts';
import type { LegFound, LegLineFound, LegToLoadFound } from './legs.repo.ts';

/** A truck with what its loading is weighed by, in one statement; enough where its own state guards the decision. */
export async function getLegToLoad(ctx: CommandContext, id: string): Promise<LegToLoadFound> {
  const leg = await findLegToLoad.maybe(ctx.tx, { id });
  if (!leg) throw transportProblems.problem('leg-not-found');
  return leg;
}

/** The same read after it was locked, where nothing guards the decision: a fact is booked whatever the state. */
export async function getLegToLoadLocked(ctx: CommandContext, id: string): Promise<LegToLoadFound> {
  const [, leg] = await askTogether(ctx.tx, () => [lockLegs.all(ctx.tx, { ids: [id] }), findLegToLoad.maybe(ctx.tx, { id })]);
  if (!leg) throw transportProblems.problem('leg-not-found');
  return leg;
}

/** Trucks read after they were locked: facts told at once follow one another, and each sees what the one before has left. */
export async function getLegsLocked(ctx: CommandContext, ids: readonly string[]): Promise<Map<string, LegFound>> {
  // One flight, two statements: the second sees what had been committed when the first had its locks.
  const [locked, found] = await askTogether(ctx.tx, () => [lockLegs.all(ctx.tx, { ids }), findLegs.all(ctx.tx, { ids })]);
  if (locked.length < new Set(ids).size) throw transportProblems.problem('leg-not-found');
  return new Map(found.map((leg) => [leg.id, leg]));
}

export async function getLegLocked(ctx: CommandContext, id: string): Promise<LegFound> {
  return (await getLegsLocked(ctx, [id])).get(id)!;
}

/** Where a truck's exceptions lie: with those who sent it. Asked only when there is something to raise. */
export async function positionOfLeg(ctx: CommandContext, legId: string): Promise<Position> {
  const { areas, siteId } = await findLegOrigin.one(ctx.tx, { id: legId });
  return { areas: areas ?? [], ...(siteId ? { sites: [siteId] } : {}) };
}

export const goodsOf = (line: LegLineFound): Goods => ({
  item: line.item,
  lot: line.lot ?? undefined,
  grant: line.grant ?? undefined,
  condition: line.condition,
  owner: line.owner as Goods['owner'],
});

export function loadViewOf(leg: LegToLoadFound): LoadView {
  const { crossingId, crossingDay } = leg;
  return {
    waybill: leg.waybill,
    state: leg.state,
    crossing: crossingId && crossingDay ? { id: crossingId, day: crossingDay, status: statusOn(leg.words, crossingDay).status } : null,
    maxKg: leg.maxKg,
    maxLitres: leg.maxLitres,
    lines: leg.lines.map((line): LoadLine => ({ ...line, goods: goodsOf(line) })),
  };
}

export const aboardLines = (leg: LegFound): AboardLine[] => leg.lines.map((line) => ({ ...line, goods: goodsOf(line) }));

export interface Told {
  readonly leg: LegFound;
  readonly kind: FactKind;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly documentId?: string | undefined;
}

/** The fact of a kind that this command tells of a truck. */
export const factIdOf = (ctx: CommandContext, legId: string, kind: FactKind) => derivedId(ctx.now, ctx.command.id, legId, kind);

/** Keeps what was told, and what each truck and the shipment come to by it. */
export async function tellFacts(ctx: CommandContext, told: readonly Told[], lines: readonly LineWrite[] = []): Promise<void> {
  const first = told[0]!;
  const at = ctx.command.occurredAt.toISOString();
  const facts = told.map(({ leg, kind, data = {}, documentId }) => ({
    id: factIdOf(ctx, leg.id, kind),
    leg_id: leg.id,
    kind,
    data,
    document_id: documentId ?? null,
  }));
  const legs = [...new Map(told.map(({ leg }) => [leg.id, leg])).values()];
  const states = legs.map((leg) => {
    const added = facts
      .filter((fact) => fact.leg_id === leg.id)
      .map((fact): LegFact => ({ id: fact.id, kind: fact.kind, at, ...fact.data }));
    return { leg, now: foldLeg([...leg.facts.map(factOf), ...added]) };
  });
  const byId = new Map(states.map(({ leg, now }) => [leg.id, now.state]));
  // The other trucks as they stand, but for those that this command moves.
  const others = legs.length === 1 ? first.leg.others : await othersOf(ctx, first.leg, byId);
  saveFacts.defer(ctx.tx, {
    facts,
    legs: states.map(({ leg, now }) => ({
      id: leg.id,
      state: now.state,
      state_at: now.at,
      departed_at: now.departedAt,
      received_at: now.receivedAt,
      seals: now.seals,
    })),
    linesStand: lines.every(({ legId, lineId }) => legs.find(({ id }) => id === legId)?.lines.some((line) => line.lineId === lineId)),
    lines: lines.map((line) => ({
      leg_id: line.legId,
      line_id: line.lineId,
      planned: line.planned,
      loaded: line.loaded,
      off_good: line.offGood,
      off_damaged: line.offDamaged,
      damaged: line.damaged,
      lost: line.lost,
    })),
    shipmentId: first.leg.shipmentId,
    shipmentState: foldShipment([...others, ...byId.values()]),
    occurredAt: at,
    at: ctx.now.toISOString(),
    commandId: ctx.command.id,
    by: ctx.actor.userId,
  });
  ctx.touch('shipment', first.leg.shipmentId);
  for (const leg of legs) ctx.touch('shipment-leg', leg.id);
}

const factOf = (fact: LegFound['facts'][number]): LegFact => ({ id: fact.id, kind: fact.kind as FactKind, at: fact.at, ...fact.data });

async function othersOf(ctx: CommandContext, leg: LegFound, moving: ReadonlyMap<string, unknown>) {
  const rows = await listShipmentLegs.all(ctx.tx, { shipmentId: leg.shipmentId });
  return rows.filter((row) => !moving.has(row.id)).map((row) => row.state);
}

/** The day of the field's own clock on which it happened. */
export const dayOf = (ctx: CommandContext) => dayIn(ctx.mission.timeZone, ctx.command.occurredAt);
