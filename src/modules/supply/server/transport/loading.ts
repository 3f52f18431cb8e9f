import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { holdGoods, postGoods } from '#kernel/goods/server/index.ts';
import { departed, loaded } from '../../contract/transport/events.ts';
import { loadTruck, recordDeparture, recordLoading } from '../../contract/transport/legs.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { borderMisfits, exceptionOf, weighLoading } from '../../domain/transport/load.ts';
import type { Loading, Misfit } from '../../domain/transport/load.ts';
import { stockAt } from '../../domain/transport/moves.ts';
import type { LineWrite } from '../../domain/transport/unload.ts';
import { keepKeyed } from '../papers/keyed.ts';
import { derivedId } from './derive.ts';
import { dayOf, factIdOf, getLegToLoad, getLegToLoadLocked, loadViewOf, positionOfLeg, tellFacts } from './facts.ts';
import type { Told } from './facts.ts';
import { setLiveHolds } from './legs.repo.ts';
import type { LegFound, LegToLoadFound } from './legs.repo.ts';

interface LoadInput {
  readonly legId: string;
  readonly documentId: string;
  readonly lines?: readonly { readonly lineId: string; readonly qty: number }[] | undefined;
  readonly seals: readonly string[];
  readonly fromPaper: boolean;
}

export const handleLoadTruck = handle(loadTruck, async (ctx, input) => {
  const leg = await getLegToLoad(ctx, input.legId);
  if (leg.shipmentState === 'cancelled') throw transportProblems.problem('shipment-cancelled');
  const loading = weighLoading(loadViewOf(leg), input.lines, dayOf(ctx));
  const first = loading.misfits[0];
  if (first) throw transportProblems.problem(first.code, first.figures);
  await putAboard(ctx, leg, loading, input);
  await tellFacts(ctx, [loadedFact(leg, input)], writesOf(leg, loading));
  keepSheet(ctx, leg, input);
  return { lines: loading.lines.length, kg: loading.kg, litres: loading.litres };
});

export const handleRecordLoading = handle(recordLoading, async (ctx, input) => {
  const leg = await getLegToLoadLocked(ctx, input.legId);
  const loading = await bookAsTold(ctx, leg, input);
  const posted = loading.lines.length > 0;
  await tellFacts(ctx, [{ ...loadedFact(leg, input), ...(posted ? {} : { documentId: undefined }) }], writesOf(leg, loading));
  keepSheet(ctx, leg, input);
  return { lines: loading.lines.length, kg: loading.kg, litres: loading.litres };
});

export const handleRecordDeparture = handle(recordDeparture, async (ctx, input) => {
  const leg = await getLegToLoadLocked(ctx, input.legId);
  const told: Told[] = [];
  // A truck at the hub is loaded by the cross-loading, which may be told after its departure.
  const untold = leg.fromPlaceId === leg.originPlaceId && leg.lines.some((line) => line.loaded === null && line.planned > 0);
  const toLoad = untold || input.lines !== undefined;
  const loading = toLoad ? await bookAsTold(ctx, leg, input) : undefined;
  if (loading && loading.lines.length > 0) told.push(loadedFact(leg, { ...input, seals: [] }));
  if (!loading) await raiseAtGate(ctx, leg);
  told.push({ leg, kind: 'departed', data: input.seals.length > 0 ? { put: input.seals } : {} });
  await tellFacts(ctx, told, loading ? writesOf(leg, loading) : []);
  if (told.length > 1) keepSheet(ctx, leg, input);
  ctx.emit(departed, { shipmentId: leg.shipmentId, legId: leg.id });
  return {};
});

/** A loaded truck left without its gate's yes: given another way since, or its list was withdrawn or answered anew. */
async function raiseAtGate(ctx: CommandContext, leg: LegToLoadFound): Promise<void> {
  const view = loadViewOf(leg);
  const aboard = view.lines.filter((line) => line.loaded !== null);
  for (const misfit of borderMisfits(view, aboard)) await raiseMisfit(ctx, leg, misfit);
}

/** Books a loading that has happened; what should have kept it back opens an exception, and nothing is booked twice. */
async function bookAsTold(ctx: CommandContext, leg: LegToLoadFound, input: LoadInput): Promise<Loading> {
  const view = loadViewOf(leg);
  const loading = weighLoading(view, input.lines, dayOf(ctx));
  const again = loading.lines.filter(({ line }) => line.loaded !== null);
  const fresh = { ...loading, lines: loading.lines.filter(({ line }) => line.loaded === null) };
  for (const misfit of loading.misfits) {
    if (misfit.code !== 'leg-not-planned') await raiseMisfit(ctx, leg, misfit);
  }
  const differs = again.filter(({ line, qty }) => line.loaded !== qty);
  if (differs.length > 0) {
    const figures = {
      waybill: leg.waybill,
      items: differs.map(({ line }) => line.itemCode),
      known: differs.map(({ line }) => String(line.loaded)),
      told: differs.map(({ qty }) => String(qty)),
    };
    await raiseMisfit(ctx, leg, { code: 'leg-not-planned', figures });
  }
  if (fresh.lines.length > 0) await putAboard(ctx, leg, fresh, input);
  return fresh;
}

async function raiseMisfit(ctx: CommandContext, leg: LegFound, misfit: Misfit): Promise<void> {
  const kind = exceptionOf(misfit.code);
  if (!kind) return;
  await ctx.raise({
    kind,
    subject: { kind: 'shipment-leg', id: leg.id },
    figures: { ...misfit.figures, reason: misfit.code, shipment: leg.shipmentNumber },
    position: await positionOfLeg(ctx, leg.id),
  });
}

/** Posts bin to truck; the promises end with it, and what other trucks wait for is promised anew before anybody can take it. */
async function putAboard(ctx: CommandContext, leg: LegFound, loading: Loading, input: LoadInput): Promise<void> {
  const held = loading.lines.filter(({ line }) => line.heldQty !== null && leg.fromPlaceId === leg.originPlaceId);
  await postGoods(ctx, {
    documentId: input.documentId,
    kind: 'loading',
    moves: loading.lines.map(({ line, qty }) => ({
      from: stockAt(line.goods, line.place),
      to: stockAt(line.goods, leg.truckPlaceId),
      qty,
    })),
    holds: held.map(({ line }) => line.liveHoldId!),
  });
  const rest = held.flatMap(({ line, qty }) => {
    const left = Math.min(line.elsewhere, line.heldQty! - qty);
    return left > 0 ? [{ line, qty: left, id: derivedId(ctx.now, ctx.command.id, 'hold', line.lineId) }] : [];
  });
  if (rest.length > 0) {
    const holds = rest.map(({ line, qty, id }) => ({ id, at: stockAt(line.goods, line.place), qty }));
    await holdGoods(ctx, { holds, priority: 60, purpose: `shipment ${leg.shipmentNumber}` });
    setLiveHolds.defer(ctx.tx, { rows: rest.map(({ line, id }) => ({ line_id: line.lineId, hold_id: id })) });
  }
  const moved = loading.lines.map(({ line, qty }) => ({ lineId: line.lineId, holdId: line.holdId, itemId: line.goods.item, qty }));
  ctx.emit(loaded, { shipmentId: leg.shipmentId, legId: leg.id, waybill: leg.waybill, lines: moved });
}

const loadedFact = (leg: LegFound, input: LoadInput): Told => ({
  leg,
  kind: 'loaded',
  data: {
    ...(input.seals.length > 0 ? { put: input.seals } : {}),
    // What stood on the sheet, to be held against it: the truck's lines may know other figures by then.
    ...(input.fromPaper ? { lines: input.lines ?? leg.lines.map(({ lineId, planned }) => ({ lineId, qty: planned })) } : {}),
  },
  documentId: input.documentId,
});

function keepSheet(ctx: CommandContext, leg: LegFound, input: LoadInput): void {
  const factId = factIdOf(ctx, leg.id, 'loaded');
  if (input.fromPaper) keepKeyed(ctx, { id: factId, factId });
}

const writesOf = (leg: LegFound, loading: Loading): LineWrite[] =>
  loading.lines.map(({ line, qty }) => {
    const row = leg.lines.find((found) => found.lineId === line.lineId)!;
    const { lineId, planned, offGood, offDamaged, damaged, lost } = row;
    return { legId: leg.id, lineId, planned, loaded: qty, offGood, offDamaged, damaged, lost };
  });
