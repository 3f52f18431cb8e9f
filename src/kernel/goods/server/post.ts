import * as z from 'zod';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import { Problem } from '#foundation/problem.ts';
import type { Figures } from '#foundation/problem.ts';
import { hold, lockBuckets, post, reverse, voidHold } from '#kernel/ledger/server/index.ts';
import type { PostedDocument } from '#kernel/ledger/server/index.ts';
import { Move } from '../contract/moves.ts';
import type { StockAt } from '../contract/moves.ts';
import { problems } from '../contract/problems.ts';
import { judgeMoves, lineOf } from '../domain/moves.ts';
import type { Known, Oddity } from '../domain/moves.ts';
import { untellPutRight } from './pack-waits.ts';
import { insertPackUses } from './packs.repo.ts';
import { findKnown, listDoubles, listTouched } from './post.repo.ts';
import type { KnownRow } from './post.repo.ts';

export interface GoodsDocument {
  readonly documentId: string;
  /** `receipt`, `move`, `loading`…; `grant-swap`, `grant-transfer`, `title-transfer`, `lot-correction` and `sorting` may change what others may not. */
  readonly kind: string;
  readonly moves: readonly Move[];
  /** Promises that this document keeps. */
  readonly holds?: readonly string[];
}

interface KnownNamed extends Known {
  readonly names: ReadonlyMap<string, { en: string; tr: string | null; ar: string | null }>;
}

/**
 * Posts goods in the command's transaction. A decision is refused with the figures in words of people (`goods.short` and
 * the faults of each line); a fact goes through, and what is odd about it opens an exception.
 */
export async function postGoods(ctx: CommandContext, document: GoodsDocument): Promise<PostedDocument> {
  const lines = document.moves.map(lineOf);
  // What is judged unfit after it was posted is taken back with all else.
  const { known, done } = await withKnown(ctx, sidesOf(document.moves), document.moves, () =>
    post(ctx, { id: document.documentId, kind: document.kind, lines, holds: document.holds ?? [] }),
  );
  const judged = judgeMoves(document.kind, document.moves, known, ctx.command.kind === 'fact');
  if (judged instanceof Problem) throw judged;
  const posted = await inWords(ctx, known, done);
  if (!posted.replayed) {
    keepPacks(ctx, document);
    await refuseDoubles(ctx, document, known);
  }
  touchSides(ctx, sidesOf(document.moves));
  for (const odd of judged) await raiseOddity(ctx, document, odd);
  return posted;
}

/**
 * Looks at goods that the ledger's own commands are to book: the ledger takes any words for an item, a lot or a place, and
 * here they must be the mission's. Money is not looked at.
 */
export async function judgeLines(
  ctx: CommandContext,
  kind: string,
  lines: readonly { from: object; to: object; qty: number }[],
): Promise<void> {
  const goods = lines.filter(({ from, to }) => 'item' in from || 'item' in to);
  if (goods.length === 0) return;
  const read = z.array(Move).safeParse(goods);
  if (!read.success) throw problems.problem('ids-unknown', { path: read.error.issues[0]!.path.join('.') });
  const judged = judgeMoves(kind, read.data, await loadKnown(ctx, sidesOf(read.data), read.data), ctx.command.kind === 'fact');
  if (judged instanceof Problem) throw judged;
}

/** Locks all that several documents of one transaction will touch, in one order for everybody. */
export async function lockGoods(ctx: CommandContext, moves: readonly Move[]): Promise<void> {
  await lockBuckets(ctx, moves.map(lineOf));
}

/** Posts the counter-document of one; refused with what stands in its way (`goods.reversal-blocked`). */
export async function reverseGoods(ctx: CommandContext, documentId: string, reversalId: string): Promise<PostedDocument> {
  const sides = (await listTouched.all(ctx.tx, { documentId })).map((row) => ({
    item: row.item,
    ...(row.lot ? { lot: row.lot } : {}),
    ...(row.place ? { place: row.place } : {}),
  }));
  const known = await loadKnown(ctx, sides, []);
  const posted = await inWords(ctx, known, () => reverse(ctx, documentId, reversalId));
  touchSides(ctx, sides);
  await untellPutRight(ctx, distinct(sides.map((side) => side.item)));
  return posted;
}

export interface GoodsHolds {
  readonly holds: readonly { readonly id: string; readonly at: StockAt; readonly qty: number }[];
  /** Higher is more important; a fact breaks the lowest first. */
  readonly priority: number;
  readonly purpose: string;
  readonly expiresAt?: string | undefined;
}
/** Promises goods, all or none; refused with `goods.short`. */
export async function holdGoods(ctx: CommandContext, input: GoodsHolds): Promise<void> {
  const sides = input.holds.map(({ at }) => at);
  const holds = input.holds.map(({ id, at, qty }) => ({ id, bucket: at, qty }));
  const { known, done } = await withKnown(ctx, sides, [], () =>
    hold(ctx, holds, { purpose: input.purpose, priority: input.priority, expiresAt: input.expiresAt }),
  );
  await inWords(ctx, known, done);
}

/** Gives promises back; answers those that were still held. */
export async function voidGoodsHolds(ctx: CommandContext, ids: readonly string[]): Promise<string[]> {
  return voidHold(ctx, ids);
}

interface Named {
  readonly item: string;
  readonly lot?: string | undefined;
  readonly place?: string | undefined;
  readonly grant?: string | undefined;
  readonly owner?: string | undefined;
}
const sidesOf = (moves: readonly Move[]): Named[] => moves.flatMap(({ from, to }) => [from, to]);
const distinct = (ids: readonly (string | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => id !== undefined))];
const words = new Set(['own', 'government', 'unknown']);

async function loadKnown(ctx: CommandContext, sides: readonly Named[], moves: readonly Move[]): Promise<KnownNamed> {
  const wanted = {
    items: distinct(sides.map((side) => side.item)),
    lots: distinct(sides.map((side) => side.lot)),
    places: distinct(sides.map((side) => side.place)),
    grants: distinct(sides.map((side) => side.grant)),
    orgs: distinct(sides.map((side) => side.owner)).filter((owner) => !words.has(owner)),
    packs: distinct(moves.map((move) => move.pack?.packId)),
  };
  const named = Object.values(wanted).some((ids) => ids.length > 0);
  const of = Map.groupBy(named ? await findKnown.all(ctx.tx, wanted) : [], (row) => row.kind);
  const rows = (kind: KnownRow['kind']) => of.get(kind) ?? [];
  return {
    items: new Map(rows('items').map((row) => [row.id, row])),
    names: new Map(rows('items').map(({ id, name_en: en, name_tr: tr, name_ar: ar }) => [id, { en, tr, ar }])),
    lots: new Map(rows('lots').map((row) => [row.id, { code: row.code, itemId: row.item_id }])),
    places: new Map(rows('places').map((row) => [row.id, row])),
    grants: new Set(rows('grants').map((row) => row.id)),
    orgs: new Set(rows('orgs').map((row) => row.id)),
    packs: new Map(rows('packs').map((row) => [row.id, { itemId: row.item_id, smallest: row.smallest, per: row.per }])),
  };
}

/** Asks what is known of the goods and does the work in one flight; `done` answers the work's answer, or fails as it failed. */
async function withKnown<T>(
  ctx: CommandContext,
  sides: readonly Named[],
  moves: readonly Move[],
  work: () => Promise<T>,
): Promise<{ known: KnownNamed; done: () => Promise<T> }> {
  const [loading, working] = ctx.tx.together(() => [loadKnown(ctx, sides, moves), work()] as const);
  // Both have ended before anything is said: nothing may still be asked of a transaction that is given up.
  await Promise.allSettled([loading, working]);
  return { known: await loading, done: () => working };
}

/** The ledger refuses by ids; people are told codes and names. */
async function inWords<T>(ctx: CommandContext, known: KnownNamed, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'ledger.short') throw problems.problem('short', told(ctx, known, error.figures));
    if (error.code === 'ledger.reversal-blocked') throw problems.problem('reversal-blocked', told(ctx, known, error.figures));
    throw error;
  }
}

function told(ctx: CommandContext, known: KnownNamed, figures: Figures): Figures {
  const id = (key: string) => (typeof figures[key] === 'string' ? figures[key] : '');
  const names = known.names.get(id('item'));
  return {
    ...figures,
    item: known.items.get(id('item'))?.code ?? id('item'),
    name: names?.[ctx.actor.language] ?? names?.en ?? '',
    lot: known.lots.get(id('lot'))?.code ?? 'none',
    place: known.places.get(id('place'))?.code ?? '',
    itemId: id('item'),
    placeId: id('place'),
    lotId: id('lot'),
  };
}

function keepPacks(ctx: CommandContext, { documentId, moves }: GoodsDocument): void {
  const uses = moves.flatMap((move, at) =>
    move.pack ? [{ line: at + 1, pack_id: move.pack.packId, count: move.pack.count, qty: move.qty }] : [],
  );
  if (uses.length > 0) insertPackUses.defer(ctx.tx, { documentId, uses });
}

/** A thing with a serial number stands in one place, once. What a fact brings a second time is for people to explain. */
async function refuseDoubles(ctx: CommandContext, { documentId, moves }: GoodsDocument, known: Known): Promise<void> {
  const serials = distinct(moves.filter(({ to }) => known.items.get(to.item)?.tracking === 'serial').map(({ to }) => to.lot));
  if (serials.length === 0) return;
  const doubles = await listDoubles.all(ctx.tx, { lots: serials });
  const first = doubles[0];
  if (!first) return;
  const figures = { serial: first.lot, qty: first.qty };
  if (ctx.command.kind === 'decision') throw problems.problem('serial-twice', figures);
  await ctx.raise({ kind: 'goods.serial-twice', subject: { kind: 'ledger-document', id: documentId }, figures, position: {} });
}

function touchSides(ctx: CommandContext, sides: readonly Named[]): void {
  for (const id of distinct(sides.map((side) => side.item))) ctx.touch('item', id);
  for (const id of distinct(sides.map((side) => side.lot))) ctx.touch('lot', id);
  for (const id of distinct(sides.map((side) => side.place))) ctx.touch('stock-place', id);
}

async function raiseOddity(ctx: CommandContext, { documentId, kind }: GoodsDocument, odd: Oddity): Promise<void> {
  const subject = { kind: odd.kind === 'goods.place-closed' ? 'stock-place' : 'item', id: odd.id };
  await ctx.raise({ kind: odd.kind, subject, figures: { code: odd.code, document: documentId, kind }, position: {} });
}
