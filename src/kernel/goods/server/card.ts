import { answer } from '#foundation/pipeline/context.ts';
import type { RequestContext } from '#foundation/pipeline/context.ts';
import { dayIn } from '#foundation/time.ts';
import { problems } from '../contract/problems.ts';
import { getDocument, listCard, listCardMoves, listStock, seeTrucks } from '../contract/stock.ts';
import {
  findGoodsDocument,
  listBalancesBefore,
  listCardBuckets,
  listCardMoves as listMovesOfCard,
  listDocumentLines,
  listGrantCodes,
} from './card.repo.ts';
import type { CardFound, SideFound, Sight } from './card.repo.ts';
import { placeReach } from './stock-places.ts';
import { mayGrants } from './stock.ts';

/** What of places and trucks this reader may be told. */
export const sightOf = (ctx: RequestContext): Sight => ({ reach: ctx.reach(listStock.name, placeReach), trucks: ctx.can(seeTrucks.name) });

/** Codes of the grants that these sides name, for who reads grants. */
export async function grantCodes(ctx: RequestContext, sides: readonly SideFound[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(sides.flatMap((side) => side.grant ?? []))];
  if (ids.length === 0 || !mayGrants(ctx)) return new Map();
  return new Map((await listGrantCodes.all(ctx.tx, { ids })).map((row) => [row.id, row.code]));
}

/** A side as its reader may see it. */
export function sideShown(side: SideFound, grants: ReadonlyMap<string, string>) {
  return {
    virtual: side.virtual as never,
    placeId: side.seen ? side.place : null,
    placeCode: side.seen ? side.code : null,
    hidden: !side.seen && side.place !== null,
    condition: side.condition,
    grantCode: (side.grant && grants.get(side.grant)) ?? null,
  };
}

export const answerListCard = answer(listCard, async (ctx, input) => {
  const grant = mayGrants(ctx) ? (input.grant ?? null) : null;
  const { item, place } = input;
  const narrow = { lot: input.lot ?? null, grant, owner: input.owner ?? null, conditions: input.conditions ?? null };
  const buckets = await listCardBuckets.all(ctx.tx, { item, place, ...narrow });
  const total = { qty: sum(buckets.map((bucket) => bucket.qty)), reserved: sum(buckets.map((bucket) => bucket.reserved)) };
  const read = new Map((input.before ?? []).map((mark) => [mark.bucket, mark.seq]));
  const marks = buckets.map((bucket) => ({ bucket: bucket.id, seq: read.get(bucket.id) ?? bucket.seq + 1 }));
  const asked = { buckets: marks.map((mark) => mark.bucket), befores: marks.map((mark) => mark.seq) };
  const start = input.before ? sum((await listBalancesBefore.all(ctx.tx, asked)).map((row) => row.qty)) : total.qty;
  const rows = await listMovesOfCard.all(ctx.tx, { ...asked, limit: input.limit, sight: sightOf(ctx) });
  const grants = await grantCodes(
    ctx,
    rows.flatMap((row) => [row.own, row.other]),
  );
  let after = start;
  const shown = rows.map((row) => {
    const now = after;
    after -= row.change;
    return cardRow(ctx, row, now, grants);
  });
  const next = new Map(marks.map((mark) => [mark.bucket, mark.seq]));
  for (const row of rows) next.set(row.bucket, Math.min(row.seq, next.get(row.bucket)!));
  const left = [...next].filter(([, seq]) => seq > 1).map(([bucket, seq]) => ({ bucket, seq }));
  // What is read to its end stays in the mark, so that it is not read from the top again.
  const mark = [...next].map(([bucket, seq]) => ({ bucket, seq }));
  return { ...total, rows: shown, next: left.length > 0 && rows.length > 0 ? mark : null };
});

/** The card as a spreadsheet takes it: pages by their place from the top. */
const back = '-reversal';
/** A document's kind as its words know it, and whether it takes one back. */
export const kindShown = (kind: string) =>
  kind.endsWith(back) ? { kind: kind.slice(0, -back.length), takenBack: true } : { kind, takenBack: false };

export const answerListCardMoves = answer(listCardMoves, async (ctx, input) => {
  const grant = mayGrants(ctx) ? (input.grant ?? null) : null;
  const { item, place, offset, limit } = input;
  const narrow = { lot: input.lot ?? null, grant, owner: input.owner ?? null, conditions: input.conditions ?? null };
  const buckets = await listCardBuckets.all(ctx.tx, { item, place, ...narrow });
  const asked = { buckets: buckets.map((bucket) => bucket.id), befores: buckets.map((bucket) => bucket.seq + 1) };
  const rows = await listMovesOfCard.all(ctx.tx, { ...asked, limit: offset + limit, sight: sightOf(ctx) });
  const grants = await grantCodes(
    ctx,
    rows.flatMap((row) => [row.own, row.other]),
  );
  let after = sum(buckets.map((bucket) => bucket.qty));
  const shown = rows.map((row) => {
    const { kind, change, lotCode, occurredAt, bookDate, actorName, ...now } = cardRow(ctx, row, after, grants);
    after -= change;
    const { placeCode, grantCode } = now.place;
    const other = { otherCode: now.other.virtual ? null : now.other.placeCode, otherOutside: now.other.virtual };
    return { occurredAt, bookDate, ...kindShown(kind), lotCode, placeCode, ...other, grantCode, change, after: now.after, actorName };
  });
  return { total: sum(buckets.map((bucket) => bucket.seq)), rows: shown.slice(offset) };
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

function cardRow(ctx: RequestContext, row: CardFound, after: number, grants: ReadonlyMap<string, string>) {
  return {
    bucket: row.bucket,
    seq: row.seq,
    documentId: row.documentId,
    kind: row.kind,
    line: row.line,
    change: row.change,
    after,
    lotId: row.lot,
    lotCode: row.lotCode,
    place: sideShown(row.own, grants),
    other: sideShown(row.other, grants),
    occurredAt: row.occurredAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    bookDate: row.bookDate,
    late: row.bookDate !== dayIn(ctx.mission.timeZone, row.occurredAt),
    actorName: row.actorName,
  };
}

export const answerGetDocument = answer(getDocument, async (ctx, input) => {
  const found = await findGoodsDocument.maybe(ctx.tx, { id: input.documentId });
  if (!found) throw problems.problem('document-not-found');
  const all = await listDocumentLines.all(ctx.tx, { id: input.documentId, sight: sightOf(ctx) });
  const whole = ctx.can(listStock.name, {});
  const lines = whole ? all : all.filter((line) => line.from.seen || line.to.seen);
  if (lines.length === 0) throw problems.problem('document-not-found');
  const grants = await grantCodes(
    ctx,
    lines.flatMap((line) => [line.from, line.to]),
  );
  return {
    ...found,
    occurredAt: found.occurredAt.toISOString(),
    recordedAt: found.recordedAt.toISOString(),
    hidden: all.length - lines.length,
    lines: lines.map((line) => ({
      line: line.line,
      itemId: line.item,
      itemCode: line.item_code,
      itemNames: line.item_names,
      unit: line.unit,
      lotId: line.lot,
      lotCode: line.lot_code,
      from: sideShown(line.from, grants),
      to: sideShown(line.to, grants),
      qty: line.qty,
      packs: line.pack_kind === null ? null : { kind: line.pack_kind, count: line.pack_count! },
    })),
  };
});
