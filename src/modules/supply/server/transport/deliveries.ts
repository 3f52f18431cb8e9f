import type * as z from 'zod';
import { parseNumber } from '#foundation/document-number.ts';
import { askTogether } from '#foundation/db/tx.ts';
import { handle } from '#foundation/pipeline/context.ts';
import type { CommandContext } from '#foundation/pipeline/context.ts';
import type { Move } from '#kernel/goods/contract/moves.ts';
import { linkFile } from '#kernel/files/server/index.ts';
import { itemsOf, postGoods } from '#kernel/goods/server/index.ts';
import { takeNumber } from '#kernel/numbers/server/index.ts';
import { listIncoming, recordDelivery } from '../../contract/transport/deliveries.ts';
import { delivered } from '../../contract/transport/events.ts';
import { transportProblems } from '../../contract/transport/problems.ts';
import { aboardTotal, compareCount, isCountedOut, knownAboard } from '../../domain/transport/aboard.ts';
import { differBy, firstOf, nearestOf, refusedAboard } from '../../domain/transport/accounts.ts';
import { outside, stockAt } from '../../domain/transport/moves.ts';
import type { Goods } from '../../domain/transport/moves.ts';
import { unload } from '../../domain/transport/unload.ts';
import type { AboardLine, LineWrite } from '../../domain/transport/unload.ts';
import { caseLine, openDiscrepancy, settleMissing, sideOf } from './cases.ts';
import { findCase, updateDiffering } from './cases.repo.ts';
import type { CaseLineWrite } from './cases.repo.ts';
import { findOtherLines, insertDelivery, listAccounts } from './deliveries.repo.ts';
import type { AccountFound, DeliveryLineWrite } from './deliveries.repo.ts';
import { aboardLines, getLegLocked, goodsOf, positionOfLeg, tellFacts } from './facts.ts';
import type { LegFound } from './legs.repo.ts';
import { sealSignatures } from './sealing.ts';

type Input = z.output<typeof recordDelivery.input>;

/** Goods that were not taken in stay on the truck until somebody says where they go. */
export const deliveryRefused = 'supply.delivery-refused';
/** The reason as words of an exception choose by it: a choice bears no hyphen. */
export const whyOf = (reason: string): string => reason.replaceAll('-', '_');

export const handleRecordDelivery = handle(recordDelivery, (ctx, input) => keepAccount(ctx, input));

/** Books and keeps one account of what came off a truck, whoever gave it. */
export async function keepAccount(ctx: CommandContext, input: Input): Promise<z.output<typeof recordDelivery.result>> {
  const { legId } = input;
  const leg = await getLegLocked(ctx, legId);
  // Each account has told the truck so: where nothing was told there is none to be read.
  const isTold = leg.facts.some(({ kind }) => kind === 'received' || kind === 'returned');
  const accounts = isTold ? await listAccounts.all(ctx.tx, { legId }) : [];
  const lines = await linesHere(ctx, leg, input);
  const counts = mergedCounts(input.lines);
  const told = toldBefore(accounts, lines, input);
  const fresh = counts.filter((row) => !told.has(row.lineId));
  const late = new Set(counts.filter((row) => told.has(row.lineId) && onlyReturned(accounts, row.lineId, input)).map((row) => row.lineId));
  const again = counts.filter((row) => told.has(row.lineId) && !late.has(row.lineId));
  const at = {
    legId: leg.id,
    truck: leg.truckPlaceId,
    place: input.placeId,
    ...(input.returned ? { condition: 'returned' as const } : {}),
  };
  // Of a load that came back in part before anybody told of its delivery, what was delivered stands in dispute as missing.
  const found = counts.filter((row) => late.has(row.lineId)).map((row) => ({ ...row, refused: 0 }));
  const waits = new Map(lines.map((line) => [line.lineId, refusedAboard(accounts, line)]));
  const off = unload(at, lines, [...fresh.map((row) => ({ ...row, waits: waits.get(row.lineId)! })), ...found]);
  const strange = strangersOf(leg, input);
  const moves = [...off.moves, ...strange.moves];
  const posts = moves.length > 0;
  const document = { documentId: input.documentId, kind: input.returned ? 'return' : 'delivery', moves };
  const post = async (): Promise<void> => {
    if (posts) await postGoods(ctx, document);
  };
  const [, number] = await askTogether(ctx.tx, () => [post(), numberOf(ctx, leg, input)]);
  const rows = rowsOf(lines, counts, { told, late }, accounts, input);
  await keepDelivery(ctx, leg, input, { number, rows, posts });
  const finished = finishedBy(lines, accounts, off.writes, fresh);
  const fact = {
    leg,
    kind: input.returned ? ('returned' as const) : ('received' as const),
    documentId: posts ? input.documentId : undefined,
  };
  await tellFacts(
    ctx,
    [
      {
        ...fact,
        data: { deliveryId: input.deliveryId, number, done: finished, took: tookSome(rows), again: fresh.length + late.size === 0 },
      },
    ],
    off.writes,
  );
  const more = [
    ...strange.cases(ctx),
    ...(await differing(ctx, leg, again, accounts, lines, { id: input.deliveryId, number, side: sideFor(ctx, leg), place: input.placeId })),
  ];
  const differences = await settleMissing(ctx, leg, late, off.differences);
  const discrepancyId = await openDiscrepancy(ctx, leg, 'delivery', differences, more);
  const posted = fresh.length + late.size > 0;
  if (posted) tellDelivered(ctx, leg, input, rows);
  // What was refused of a late one has come back already.
  await tellRefused(ctx, leg, { lines, accounts, rows: rows.filter((row) => !late.has(row.line_id ?? '')) });
  const sum = (key: 'missing' | 'damaged' | 'extra' | 'refused') => rows.reduce((total, row) => total + row[key], 0);
  return {
    number,
    posted,
    missing: sum('missing'),
    damaged: sum('damaged'),
    extra: sum('extra'),
    refused: sum('refused'),
    discrepancyId,
  };
}

/** Whether anything was taken in by it: goods that were all refused have been delivered to nobody. */
const tookSome = (rows: readonly DeliveryLineWrite[]): boolean => rows.some((row) => row.posted && row.good + row.damaged > 0);

/**
 * Lines of which an account moved the goods. What was refused then is still to be counted: where it comes back to, at another
 * place, or where it is taken in after all.
 */
function toldBefore(accounts: readonly AccountFound[], lines: readonly AboardLine[], input: Input): ReadonlySet<string> {
  const booked = accounts.filter((row) => row.posted);
  const waits = new Set(lines.filter((line) => refusedAboard(accounts, line) > 0).map((line) => line.lineId));
  const elsewhere = (lineId: string) => booked.findLast((row) => row.lineId === lineId)!.placeId !== input.placeId;
  const ids = booked.map((row) => row.lineId);
  return new Set(ids.filter((id) => !(waits.has(id) && (input.ofRefused || input.returned || elsewhere(id)))));
}

/** All that is booked of a line came back, and this account tells of the delivery before. */
const onlyReturned = (accounts: readonly AccountFound[], lineId: string, input: Input): boolean =>
  !input.returned && accounts.filter((row) => row.posted && row.lineId === lineId).every((row) => row.kind === 'return');

const sideFor = (ctx: CommandContext, leg: LegFound) => sideOf(ctx.actor.orgId, leg.consigneeOrgId);

/** One count a line: pallets of it that were counted apart are added up. */
function mergedCounts(lines: Input['lines']) {
  return [...Map.groupBy(lines, (line) => line.lineId)].map(([lineId, rows]) => ({
    lineId,
    good: rows.reduce((sum, row) => sum + row.good, 0),
    damaged: rows.reduce((sum, row) => sum + row.damaged, 0),
    refused: rows.reduce((sum, row) => sum + row.refused, 0),
    refusedFor: rows.find((row) => row.refused > 0)?.refusedFor ?? null,
    note:
      rows
        .map((row) => row.note ?? '')
        .filter(Boolean)
        .join(' / ') || null,
  }));
}

/** The truck's lines, with those of the shipment that it brought although nobody had given them to it. */
async function linesHere(ctx: CommandContext, leg: LegFound, input: Input): Promise<AboardLine[]> {
  const lines = aboardLines(leg);
  const known = new Set(lines.map((line) => line.lineId));
  const ids = input.lines.map((line) => line.lineId).filter((id) => !known.has(id));
  if (ids.length === 0) return lines;
  const others = await findOtherLines.all(ctx.tx, { shipmentId: leg.shipmentId, ids });
  const found = new Set(others.map((row) => row.lineId));
  const stranger = ids.find((id) => !found.has(id));
  if (stranger) throw transportProblems.problem('line-not-found', { line: stranger });
  const empty = { planned: 0, loaded: null, offGood: 0, offDamaged: 0, damaged: 0, lost: 0 };
  return [...lines, ...others.map((row): AboardLine => ({ lineId: row.lineId, ...empty, goods: goodsOf(row as never) }))];
}

/** Goods on no waybill come out of dispute, and open it: somebody misses them. */
function strangersOf(leg: LegFound, input: Input) {
  const rows = input.strangers.map((row) => {
    const goods: Goods = { item: row.itemId, lot: row.lotId, condition: 'good', owner: 'unknown' };
    return { goods, qty: row.qty, condition: row.damaged ? ('damaged' as const) : ('good' as const) };
  });
  const moves: Move[] = rows.map(({ goods, qty, condition }) => ({
    from: outside('in-dispute', goods, leg.truckPlaceId),
    to: stockAt(goods, input.placeId, condition),
    qty,
  }));
  const cases = (ctx: CommandContext): CaseLineWrite[] =>
    rows.map(({ goods, qty }) => caseLine(ctx, { kind: 'extra', lineId: null, goods, place: leg.truckPlaceId, qty }));
  return { moves, cases };
}

/** What the delivery says of each line. */
function rowsOf(
  lines: readonly AboardLine[],
  counts: ReturnType<typeof mergedCounts>,
  { told, late }: { readonly told: ReadonlySet<string>; readonly late: ReadonlySet<string> },
  accounts: readonly AccountFound[],
  input: Input,
): DeliveryLineWrite[] {
  const byId = new Map(lines.map((line) => [line.lineId, line]));
  const rows = counts.map((count, at): DeliveryLineWrite => {
    const line = byId.get(count.lineId)!;
    const posted = !told.has(count.lineId) || late.has(count.lineId);
    // A later account is measured by what was aboard when the one that it speaks against was given.
    const first = late.has(count.lineId)
      ? firstOf(accounts, count.lineId, input.placeId)
      : posted
        ? undefined
        : nearestOf(accounts, count, input.placeId);
    const before = first ? { good: first.sent, damaged: 0 } : knownAboard(line, refusedAboard(accounts, line));
    const { sent, good, damaged, refused, missing, extra } = compareCount(before, count);
    return {
      line_no: at + 1,
      line_id: count.lineId,
      item_id: line.goods.item,
      lot_id: line.goods.lot ?? null,
      sent,
      good,
      damaged,
      missing,
      extra,
      refused,
      refused_for: refused > 0 ? (count.refusedFor ?? 'other') : null,
      posted,
      note: count.note,
    };
  });
  const strangers = input.strangers.map((row, at): DeliveryLineWrite => ({
    line_no: counts.length + at + 1,
    line_id: null,
    item_id: row.itemId,
    lot_id: row.lotId ?? null,
    sent: 0,
    good: row.damaged ? 0 : row.qty,
    damaged: row.damaged ? row.qty : 0,
    missing: 0,
    extra: row.qty,
    refused: 0,
    refused_for: null,
    posted: true,
    note: row.note ?? null,
  }));
  return [...rows, ...strangers];
}

const numberOf = (ctx: CommandContext, leg: LegFound, { deliveryId: id }: Input): Promise<string> =>
  takeNumber(ctx, { kind: 'DN', office: parseNumber(leg.shipmentNumber)!.office, subject: { kind: 'delivery', id } });

async function keepDelivery(
  ctx: CommandContext,
  leg: LegFound,
  input: Input,
  { number, rows, posts }: { number: string; rows: readonly DeliveryLineWrite[]; posts: boolean },
): Promise<void> {
  const signed = input.signatures.length > 0;
  insertDelivery.defer(ctx.tx, {
    id: input.deliveryId,
    number,
    legId: leg.id,
    shipmentId: leg.shipmentId,
    placeId: input.placeId,
    kind: input.returned ? 'return' : 'delivery',
    side: sideFor(ctx, leg),
    occurredAt: ctx.command.occurredAt.toISOString(),
    at: ctx.now.toISOString(),
    fromPaper: input.fromPaper,
    lat: input.point?.lat ?? null,
    lon: input.point?.lon ?? null,
    accuracyM: input.point?.accuracyM ?? null,
    note: input.note || null,
    signatures: signed ? await sealSignatures(ctx.tx, input.deliveryId, input.signatures) : null,
    documentId: posts ? input.documentId : null,
    commandId: ctx.command.id,
    by: ctx.actor.userId,
    lines: rows,
    units: input.units.map((unit) => ({ unit_id: unit.unitId, state: unit.state, note: unit.note ?? null })),
  });
  const subject = { kind: 'delivery', id: input.deliveryId };
  const pictures = [...input.photos, ...input.signatures.flatMap((row) => (row.fileId ? [row.fileId] : []))];
  for (const fileId of pictures) await linkFile(ctx, { fileId, subject, permission: listIncoming.name });
  ctx.touch('delivery', input.deliveryId);
}

/** Whether each line that should be aboard has been counted, and nothing of it was refused. */
function finishedBy(
  lines: readonly AboardLine[],
  accounts: readonly AccountFound[],
  writes: readonly LineWrite[],
  fresh: readonly { lineId: string; refused: number }[],
): boolean {
  const counted = new Set(accounts.filter((row) => row.posted).map((row) => row.lineId));
  const now = new Map(fresh.map((row) => [row.lineId, row.refused]));
  const after = new Map(writes.map((row) => [row.lineId, row]));
  const rows = lines.map((line) => ({ ...line, ...after.get(line.lineId) }));
  return isCountedOut(rows, (line) => {
    const refused = now.get(line.lineId);
    return refused === undefined
      ? { counted: counted.has(line.lineId), refused: refusedAboard(accounts, line) }
      : { counted: true, refused };
  });
}

/** Goods that were refused wait on the truck: who sent them hears of it, and it is over when none is left aboard. */
async function tellRefused(
  ctx: CommandContext,
  leg: LegFound,
  { lines, accounts, rows }: { lines: readonly AboardLine[]; accounts: readonly AccountFound[]; rows: readonly DeliveryLineWrite[] },
): Promise<void> {
  const booked = rows.filter((row) => row.posted && row.line_id !== null);
  const refused = booked.filter((row) => row.refused > 0);
  const subject = { kind: 'shipment-leg', id: leg.id };
  if (refused.length > 0) {
    const known = await itemsOf(ctx, [...new Set(refused.map((row) => row.item_id))]);
    const items = refused.map((row) => `${known.get(row.item_id)?.code ?? ''} ${row.refused}`.trim());
    const qty = refused.reduce((sum, row) => sum + row.refused, 0);
    await ctx.raise({
      kind: deliveryRefused,
      subject,
      figures: {
        waybill: leg.waybill,
        shipment: leg.shipmentNumber,
        reason: refused[0]!.refused_for,
        why: whyOf(refused[0]!.refused_for!),
        items,
        qty,
      },
      position: await positionOfLeg(ctx, leg.id),
    });
    return;
  }
  // Nothing to be over where nothing was refused before.
  if (!leg.facts.some(({ kind }) => kind === 'refused') && !accounts.some((row) => row.refused > 0)) return;
  const took = new Set(booked.map((row) => row.line_id));
  const isGone = (line: AboardLine) => took.has(line.lineId) || aboardTotal(line, refusedAboard(accounts, line)) === 0;
  const cameBack = lines.some((line) => took.has(line.lineId)) && lines.every(isGone);
  if (cameBack) await ctx.settle(deliveryRefused, subject);
}

type AccountKept = Pick<AccountFound, 'deliveryId' | 'number' | 'side' | 'good' | 'damaged' | 'refused'>;
const accountKept = ({ deliveryId, number, side, good, damaged, refused }: AccountKept): AccountKept => ({
  deliveryId,
  number,
  side,
  good,
  damaged,
  refused,
});

/** Lines that were counted before, and differently now: one line of the case keeps all accounts. */
async function differing(
  ctx: CommandContext,
  leg: LegFound,
  again: ReturnType<typeof mergedCounts>,
  accounts: readonly AccountFound[],
  lines: readonly AboardLine[],
  now: { id: string; number: string; side: 'ours' | 'theirs'; place: string },
): Promise<CaseLineWrite[]> {
  const writes: CaseLineWrite[] = [];
  if (again.length === 0) return writes;
  const caseId = await findOwnCase(ctx, leg);
  for (const count of again) {
    const first = nearestOf(accounts, count, now.place)!;
    const before = accounts.filter((row) => row.lineId === count.lineId && row.placeId === first.placeId);
    const by = differBy(first, count);
    if (by === 0) continue;
    const last = { ...count, deliveryId: now.id, number: now.number, side: now.side };
    const kept = { place: first.placeId, rows: [first, ...before.filter((row) => !row.posted), last].map(accountKept) };
    const goods = lines.find((line) => line.lineId === count.lineId)!.goods;
    const known = caseId && (await updateDiffering.run(ctx.tx, { caseId, lineId: count.lineId, qty: by, accounts: kept }));
    if (known) ctx.touch('discrepancy', caseId);
    else
      writes.push(caseLine(ctx, { kind: 'missing', lineId: count.lineId, goods, place: leg.truckPlaceId, qty: by }, kept, 'counts-differ'));
  }
  return writes;
}

async function findOwnCase(ctx: CommandContext, leg: LegFound): Promise<string | undefined> {
  return (await findCase.maybe(ctx.tx, { legId: leg.id, stage: 'delivery' }))?.id;
}

function tellDelivered(ctx: CommandContext, leg: LegFound, input: Input, rows: readonly DeliveryLineWrite[]): void {
  const holds = new Map(leg.lines.map((line) => [line.lineId, line.holdId]));
  ctx.emit(delivered, {
    shipmentId: leg.shipmentId,
    legId: leg.id,
    deliveryId: input.deliveryId,
    placeId: input.placeId,
    returned: input.returned,
    lines: rows.flatMap(({ line_id, item_id, good, damaged, missing, extra, posted }) =>
      line_id && posted ? [{ lineId: line_id, holdId: holds.get(line_id) ?? null, itemId: item_id, good, damaged, missing, extra }] : [],
    ),
  });
}
