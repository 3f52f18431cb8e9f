import { sql } from '#foundation/db/sql.ts';
import { answer } from '#foundation/pipeline/context.ts';
import type { CommandContext, RequestContext } from '#foundation/pipeline/context.ts';
import { problems } from '../contract/problems.ts';
import { listLotMoves, listStock, traceLot } from '../contract/stock.ts';
import { grantCodes, kindShown, sideShown, sightOf } from './card.ts';
import type { SideFound } from './card.repo.ts';
import { findLot } from './lots.repo.ts';
import { placeReach } from './stock-places.ts';
import { insertPedigree, listEnds, listLotFamily, listSteps } from './trace.repo.ts';

export interface Pedigree {
  readonly kitLotId: string;
  readonly componentItemId: string;
  readonly componentLotId?: string | undefined;
  readonly qty: number;
}
/** A door: which lots went into a lot of kits. Called with the document that put them together, after it was posted. */
export async function keepPedigree(ctx: CommandContext, documentId: string, rows: readonly Pedigree[]): Promise<void> {
  if (rows.length === 0) return;
  await insertPedigree.run(ctx.tx, {
    documentId,
    rows: rows.map((row, at) => ({
      kit_lot_id: row.kitLotId,
      line: at + 1,
      component_item_id: row.componentItemId,
      component_lot_id: row.componentLotId ?? null,
      qty: row.qty,
    })),
  });
}

/** The lots of a trace, the one asked for first; refused where its reader reaches none of it. */
async function familyOf(ctx: RequestContext, input: { lotId: string; direction: 'forward' | 'back' }) {
  const all = ctx.can(listStock.name, {});
  const lot = await findLot.maybe(ctx.tx, {
    id: input.lotId,
    reach: all ? sql<boolean>`true` : ctx.reach(listStock.name, placeReach),
    all,
  });
  if (!lot) throw problems.problem('lot-not-found');
  const family = await listLotFamily.all(ctx.tx, { lotId: input.lotId, forward: input.direction === 'forward' });
  return { family, seen: { lots: family.map((one) => one.id), all, sight: sightOf(ctx) } };
}

export const answerListLotMoves = answer(listLotMoves, async (ctx, input) => {
  const { seen } = await familyOf(ctx, input);
  const steps = await listSteps.all(ctx.tx, { ...seen, limit: input.limit, offset: input.offset });
  return {
    total: steps[0]?.total ?? 0,
    rows: steps.map((step) => ({
      occurredAt: step.occurredAt.toISOString(),
      ...kindShown(step.kind),
      lotCode: step.lot_code,
      itemNames: step.item_names,
      ...endsOf('from', step.from),
      ...endsOf('to', step.to),
      qty: step.qty,
      unit: step.unit,
    })),
  };
});

/** What lies outside is told by its word alone: the place it is kept by is not where the goods were. */
const endsOf = <S extends 'from' | 'to'>(side: S, found: SideFound) =>
  ({ [`${side}Code`]: found.virtual || !found.seen ? null : found.code, [`${side}Outside`]: found.virtual }) as Record<
    `${S}Code` | `${S}Outside`,
    string | null
  >;

export const answerTraceLot = answer(traceLot, async (ctx, input) => {
  const { family, seen } = await familyOf(ctx, input);
  const found = await listSteps.all(ctx.tx, { ...seen, limit: input.limit + 1, offset: 0 });
  const steps = found.slice(0, input.limit);
  const ends = await listEnds.all(ctx.tx, seen);
  const grants = await grantCodes(
    ctx,
    steps.flatMap((step) => [step.from, step.to]),
  );
  return {
    lots: family.map((one) => ({
      id: one.id,
      code: one.code,
      itemId: one.item_id,
      itemCode: one.item_code,
      itemNames: one.item_names,
      unit: one.unit,
      tracking: one.tracking,
      far: one.far,
      holds: one.holds,
      supplierNames: one.supplier_names,
    })),
    ends: ends.map((end) => ({
      lotId: end.lot,
      lotCode: end.lot_code,
      itemNames: end.item_names,
      unit: end.unit,
      virtual: end.virtual,
      placeId: end.seen ? end.place : null,
      placeCode: end.seen ? end.place_code : null,
      placeNames: end.seen ? end.place_names : {},
      placeKind: end.seen ? end.place_kind : null,
      hidden: !end.seen && end.place !== null,
      condition: end.condition,
      qty: end.qty,
    })),
    steps: steps.map((step) => ({
      key: `${step.documentId}:${step.line}`,
      documentId: step.documentId,
      kind: step.kind,
      occurredAt: step.occurredAt.toISOString(),
      lotId: step.lot,
      lotCode: step.lot_code,
      itemNames: step.item_names,
      unit: step.unit,
      qty: step.qty,
      from: sideShown(step.from, grants),
      to: sideShown(step.to, grants),
    })),
    more: found.length > input.limit,
  };
});
