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
  sumBookedBy,
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

interface CardAsked {
  readonly item: string;
  readonly place: string;
  readonly lot?: string | undefined;
  readonly grant?: string | undefined;
  readonly owner?: string | undefined;
  readonly conditions?: readonly string[] | undefined;
  readonly asOf?: string | undefined;
}
/** The buckets of a card, and the past day that is meant. */
async function cardAsked(ctx: RequestContext, input: CardAsked) {
  const today = dayIn(ctx.mission.timeZone, ctx.now);
  if (input.asOf && input.asOf > today) throw problems.problem('day-too-late', { day: input.asOf });
  const grant = mayGrants(ctx) ? (input.grant ?? null) : null;
  const narrow = { lot: input.lot ?? null, grant, owner: input.owner ?? null, conditions: input.conditions ?? null };
  const buckets = await listCardBuckets.all(ctx.tx, { item: input.item, place: input.place, ...narrow });
  return { buckets, asOf: input.asOf === undefined || input.asOf === today ? null : input.asOf };
}

interface Marks {
  readonly buckets: readonly number[];
  readonly befores: readonly number[];
}
/** What the card holds before its marks. */
async function heldBefore(ctx: RequestContext, marks: Marks, asOf: string | null): Promise<number> {
  if (asOf !== null) return (await sumBookedBy.one(ctx.tx, { ...marks, day: asOf })).qty;
  return sum((await listBalancesBefore.all(ctx.tx, marks)).map((row) => row.qty));
}

export const answerListCard = answer(listCard, async (ctx, input) => {
  const { buckets, asOf } = await cardAsked(ctx, input);
  const ids = buckets.map((bucket) => bucket.id);
  const read = new Map((input.before ?? []).map((mark) => [mark.bucket, mark.seq]));
  const marks = buckets.map((bucket) => ({ bucket: bucket.id, seq: read.get(bucket.id) ?? bucket.seq + 1 }));
  const asked = { buckets: ids, befores: marks.map((mark) => mark.seq) };
  const top = { buckets: ids, befores: buckets.map((bucket) => bucket.seq + 1) };
  const qty = asOf === null ? sum(buckets.map((bucket) => bucket.qty)) : await heldBefore(ctx, top, asOf);
  const reserved = asOf === null ? sum(buckets.map((bucket) => bucket.reserved)) : null;
  const start = input.before ? await heldBefore(ctx, asked, asOf) : qty;
  const rows = await listMovesOfCard.all(ctx.tx, { ...asked, asOf, limit: input.limit, sight: sightOf(ctx) });
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
  const more = rows.length === input.limit && [...next.values()].some((seq) => seq > 1);
  // What is read to its end stays in the mark, so that it is not read from the top again.
  return { qty, reserved, rows: shown, next: more ? [...next].map(([bucket, seq]) => ({ bucket, seq })) : null };
});

/** The card as a spreadsheet takes it: pages by their place from the top. */
const back = '-reversal';
/** A document's kind as its words know it, and whether it takes one back. */
export const kindShown = (kind: string) =>
  kind.endsWith(back) ? { kind: kind.slice(0, -back.length), takenBack: true } : { kind, takenBack: false };

export const answerListCardMoves = answer(listCardMoves, async (ctx, input) => {
  const { offset, limit } = input;
  const { buckets, asOf } = await cardAsked(ctx, input);
  const asked = { buckets: buckets.map((bucket) => bucket.id), befores: buckets.map((bucket) => bucket.seq + 1) };
  const whole =
    asOf === null
      ? { qty: sum(buckets.map((bucket) => bucket.qty)), rows: sum(buckets.map((bucket) => bucket.seq)) }
      : await sumBookedBy.one(ctx.tx, { ...asked, day: asOf });
  const rows = await listMovesOfCard.all(ctx.tx, { ...asked, asOf, limit: offset + limit, sight: sightOf(ctx) });
  const grants = await grantCodes(
    ctx,
    rows.flatMap((row) => [row.own, row.other]),
  );
  let after = whole.qty;
  const shown = rows.map((row) => {
    const { kind, change, lotCode, occurredAt, bookDate, actorName, ...now } = cardRow(ctx, row, after, grants);
    after -= change;
    const { placeCode, grantCode } = now.place;
    const other = { otherCode: now.other.virtual ? null : now.other.placeCode, otherOutside: now.other.virtual };
    return { occurredAt, bookDate, ...kindShown(kind), lotCode, placeCode, ...other, grantCode, change, after: now.after, actorName };
  });
  return { total: whole.rows, rows: shown.slice(offset) };
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
