import { answer, handle } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { listHolders } from '#kernel/access/server/index.ts';
import { tell } from '#kernel/notify/server/index.ts';
import type { Move, StockAt } from '../contract/moves.ts';
import { correctPack, correctPackUses, listPackUses } from '../contract/packs.ts';
import { problems } from '../contract/problems.ts';
import { lowest } from '../domain/items.ts';
import { comesTo, differenceOf } from '../domain/packs.ts';
import { countUses, findPackRight, listUseRows, lockUses, markCorrected } from './pack-uses.repo.ts';
import type { PackRight, UseFound } from './pack-uses.repo.ts';
import { packWaits, untellPutRight } from './pack-waits.ts';
import { findPack, insertPacks, supersedePack } from './packs.repo.ts';
import { postGoods } from './post.ts';

export const handleCorrectPack = handle(correctPack, async (ctx, input) => {
  const pack = await findPack.maybe(ctx.tx, { id: input.packId });
  if (!pack) throw problems.problem('pack-not-found');
  const ratio = lowest(input.smallest, input.per);
  if (ratio.smallest === pack.smallest && ratio.per === pack.per) throw problems.problem('pack-same');
  const at = ctx.now.toISOString();
  const ended = await supersedePack.run(ctx.tx, { id: pack.id, at, reason: input.reason, wrong: input.wrong });
  if (ended === 0) throw problems.problem('pack-ended');
  // Weight and volume were measured of the whole pack: with another content they are another pack's.
  await insertPacks.run(ctx.tx, {
    packs: [{ ...pack, id: input.newPackId, ...ratio, version: pack.version + 1, gross_weight_g: null, volume_cm3: null }],
    at,
    by: ctx.actor.userId,
  });
  ctx.touch('item', pack.item_id);
  const { uses, open } = await countUses.one(ctx.tx, { packId: pack.id });
  if (open > 0) {
    const to = await listHolders(ctx, correctPackUses.name, {});
    await tell(ctx, { to, ...packWaits(pack.id), figures: { n: open }, cause: `pack ${pack.id}` });
  }
  await untellPutRight(ctx, [pack.item_id]);
  return { uses };
});

/** A version of a pack, with the ratio that is true of what was entered with it. */
async function packRight(ctx: RequestContext, packId: string): Promise<PackRight> {
  const pack = await findPackRight.maybe(ctx.tx, { packId });
  if (!pack) throw problems.problem('pack-not-found');
  return pack;
}

const isOpen = (use: UseFound, difference: number | null): difference is number =>
  difference !== null && difference !== 0 && use.correctedBy === null && !use.takenBack;

export const answerListPackUses = answer(listPackUses, async (ctx, input) => {
  const { right, ...pack } = await packRight(ctx, input.packId);
  const now = right ?? undefined;
  const mine = now?.saidBy === ctx.actor.userId;
  const rows = await listUseRows.all(ctx.tx, { packId: input.packId, sort: input.sort, limit: input.limit, offset: input.offset });
  return {
    total: rows[0]?.total ?? 0,
    pack: { ...pack, right: right && { smallest: right.smallest, per: right.per } },
    rows: rows.map((use) => {
      const difference = now ? differenceOf(use, now) : null;
      return {
        documentId: use.documentId,
        line: use.line,
        kind: use.kind,
        occurredAt: use.occurredAt.toISOString(),
        bookDate: use.bookDate,
        lotId: use.lot,
        lotCode: use.lotCode,
        placeId: use.place,
        placeCode: use.placeCode,
        count: use.count,
        qty: use.qty,
        should: now ? comesTo(use.count, now) : null,
        difference,
        open: isOpen(use, difference),
        correctedBy: use.correctedBy,
        mine,
      };
    }),
  };
});

export const handleCorrectPackUses = handle(correctPackUses, async (ctx, input) => {
  const { right: now, itemId } = await packRight(ctx, input.packId);
  if (now?.saidBy === ctx.actor.userId) throw problems.problem('pack-same-person');
  const uses = await lockUses.all(ctx.tx, { packId: input.packId, uses: input.uses });
  const moves = uses.map((use): Move => {
    const difference = now ? differenceOf(use, now) : null;
    if (!isOpen(use, difference)) throw problems.problem('pack-use-settled', { document: use.documentId, line: use.line });
    const at = placeOfUse(use);
    const outside = { virtual: 'count-difference' as const, item: use.item };
    return difference > 0 ? { from: outside, to: at, qty: difference } : { from: at, to: outside, qty: -difference };
  });
  if (moves.length < input.uses.length) throw problems.problem('pack-not-found');
  await postGoods(ctx, { documentId: input.documentId, kind: 'pack-correction', moves });
  const { packId, documentId, uses: keys } = input;
  await markCorrected.run(ctx.tx, { packId, documentId, by: ctx.actor.userId, saidBy: now?.saidBy ?? null, uses: keys });
  await untellPutRight(ctx, [itemId]);
  return { lines: moves.length };
});

function placeOfUse(use: UseFound): StockAt {
  return {
    item: use.item,
    ...(use.lot ? { lot: use.lot } : {}),
    place: use.place!,
    ...(use.grant ? { grant: use.grant } : {}),
    condition: use.condition as StockAt['condition'],
    owner: use.owner as StockAt['owner'],
  };
}
